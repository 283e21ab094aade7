"""What every test may ask for: a database with the real rights, a browser that stays at home."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from goals.models import Plan
from lingang import messages
from tests import databases, making

pytest_plugins = ["tests.browsing"]

messages.compile_catalogue()


def pytest_configure() -> None:
    # The real one takes a quarter of a second for each password, as it should.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Each test's client would list every static file anew.
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    pytestconfig: pytest.Config,
) -> Iterator[None]:
    """A PostgreSQL of this process alone, with the web's rights, so that one not granted shows."""
    kept = pytestconfig.cache.mkdir("postgres")
    with (
        django_db_blocker.unblock(),
        tempfile.TemporaryDirectory(prefix="lingang-test-") as folder,
        databases.running(kept, Path(folder)) as sockets,
        pytest.MonkeyPatch.context() as patch,
    ):
        databases.use(sockets, databases.DATABASE, databases.TESTER)
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda _case: databases.renew(sockets)
        )
        yield
        for connection in connections.all():
            connection.close()


@pytest.fixture(autouse=True)
def _public_reads_within_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where a test is one transaction, the public door reads in it too, or it would see nothing.

    Tests with real transactions, as all with `live_server`, keep the door's own connection and,
    with it, the rights of the public alone.
    """
    marker = request.node.get_closest_marker("django_db")
    real = {"transactional_db", "live_server"} & set(request.fixturenames)
    if real or (marker and marker.kwargs.get("transaction")):
        yield
    elif marker or "db" in request.fixturenames:
        request.getfixturevalue("db")
        own, connections["public"] = connections["public"], connections["default"]
        yield
        connections["public"] = own
    else:
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request leaves its language behind in the thread; no test may find another's."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_ready_made() -> None:
    """Another test's release 1 may be the same to the byte, and drawn under other settings."""
    cache.clear()
    making.authors.clear()


@pytest.fixture
def published() -> Plan:
    """A plan with one indicator, 63 projects in 2023, and its first release."""
    made = making.whole_plan()
    making.publish(made)
    return made
