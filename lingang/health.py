"""Two plain answers for whoever watches the site: the process is alive; it can serve."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from psycopg_pool import PoolTimeout


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return _plain("ok", 200)


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has every migration; else 503 with the reason."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except (DatabaseError, PoolTimeout):
        return _plain("database out of reach", 503)
    return _plain("ok", 200) if applied >= _migrations() else _plain("migrations missing", 503)


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Those of the code, which stay what they are while the process lives."""
    return frozenset(MigrationLoader(None).graph.nodes)


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", content_type="text/plain", status=status)
