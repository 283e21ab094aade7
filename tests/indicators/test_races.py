"""Two people at one figure at the same moment, a hundred times: nothing is lost in silence."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection

from goals import actions as saving
from indicators.actions import FigureRemoval, FigureWrite, enter, remove
from indicators.models import Figure, Series
from tests import making

Act = Callable[[], object]
YEARS = range(2015, 2035)


def writes(series: Series, year: int, value: int, seen: int | None, by: User) -> Act:
    write = FigureWrite(
        series=series.pk, year=year, value=Decimal(value), seen=seen, warning_reason="Counted."
    )
    return lambda: enter([write], by=by, way="grid", released={})


def saves(figure: Figure, value: int, by: User) -> Act:
    row = Figure.objects.get(pk=figure.pk)
    row.value = Decimal(value)
    return lambda: saving.save(row, by=by, way="form", seen=figure.version)


def removes(figure: Figure, by: User) -> Act:
    removal = FigureRemoval(pk=figure.pk, seen=figure.version)
    return lambda: remove([removal], by=by, way="form", released={})


def races(series: Series, one: User, other: User) -> Iterator[tuple[Act, Act, int]]:
    """Two acts at one moment, with how many figures there are after either of them: 5 × 20."""
    for year in YEARS:
        yield (
            writes(series, year, 1, None, one),
            writes(series, year, 2, None, other),
            1,
        )
        row = Figure.objects.get(year=year)
        yield (
            writes(series, year, 3, row.version, one),
            writes(series, year, 4, row.version, other),
            1,
        )
        row.refresh_from_db()
        yield saves(row, 5, one), writes(series, year, 6, row.version, other), 1
        row.refresh_from_db()
        yield saves(row, 7, one), saves(row, 8, other), 1
        row.refresh_from_db()
        yield removes(row, one), writes(series, year, 9, row.version, other), 0
        Figure.objects.filter(year=year).delete()


@pytest.mark.django_db(transaction=True)
def test_a_hundred_races_lose_nothing_in_silence() -> None:
    series = making.series()
    people = making.person("analyst"), making.person("reviewer")
    gate = threading.Barrier(2)

    def go(act: Act) -> str:
        gate.wait(10)
        try:
            act()
        except ValidationError:
            return "refused"
        return "written"

    def leave() -> None:
        gate.wait(10)
        connection.close()

    counted = 0
    with ThreadPoolExecutor(2) as pool:
        for first, second, least in races(series, *people):
            before = set(Figure.objects.values_list("pk", "version"))
            outcomes = [
                each.result(20) for each in (pool.submit(go, first), pool.submit(go, second))
            ]
            after = set(Figure.objects.values_list("pk", "version"))
            assert sorted(outcomes) == ["refused", "written"]
            assert least <= len(after) <= 1
            assert after != before
            counted += 1
        for _person in people:
            pool.submit(leave)
    assert counted == 100
