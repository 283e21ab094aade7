"""Public pages: handed out ready-made, and drawn, against the plainest answer the site gives."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from django.core.cache import cache
from django.test import Client

from benchmarks import generated
from benchmarks.measuring import Row, compare
from indicators.models import Figure
from tests import making

SUMMARY = "/en/plans/14fyp/"
INDICATOR = "/zh-hans/plans/14fyp/indicators/industrial-output/"
RELEASES = 60  # five years with one a month


def rows() -> Iterator[Row]:
    making.publish(making.real_plan())
    client = Client(SERVER_NAME="localhost")
    health = partial(get, client, "/healthz")
    for name, address in (("summary", SUMMARY), ("indicator page", INDICATOR)):
        page = partial(get, client, address)
        yield compare(f"{name}, ready-made", page, to="/healthz", floor=health)
        drawn = partial(_draw, client, address)
        yield compare(f"{name}, drawn", drawn, to="/healthz", floor=health)
    _publish_often()
    page = partial(get, client, SUMMARY)
    what = f"summary, ready-made, after {RELEASES} more releases"
    yield compare(what, page, to="/healthz", floor=health)


def get(client: Client, address: str) -> bytes:
    """The page's bytes; anything but a 200 is no measurement."""
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return response.content


def _draw(client: Client, address: str) -> bytes:
    cache.clear()
    return get(client, address)


def _publish_often() -> None:
    """Releases of another plan: each differs from the one before by one figure."""
    plan = generated.plan("monthly", indicators=1)
    for month in range(RELEASES):
        Figure.objects.filter(series__indicator__plan=plan, year=2024).update(value=Decimal(month))
        making.publish(plan, at=making.AT + datetime.timedelta(days=1 + month))
