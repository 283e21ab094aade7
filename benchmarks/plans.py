"""Plans of any size: one indicator goes through the write door, the others are its copies."""

from copy import copy
from typing import TypeVar

from goals.models import Plan, Tracked
from indicators.models import Indicator
from tests import making

Row = TypeVar("Row", bound=Tracked)


def plan(code: str, *, indicators: int) -> Plan:
    """A plan of one goal; each indicator has ten figures, a target and a commentary."""
    made = making.whole_plan(code=code)
    first = Indicator.objects.get(plan=made)
    line = first.series.get()
    for year in (2015, 2016, 2017, 2018, 2019, 2021, 2022, 2024):
        making.figure(line, year, str(8 * (year - 2015)))
    others = _insert([_copy(first, code=f"copy-{number}") for number in range(1, indicators)])
    _insert([_copy(first.targets.get(), indicator=each) for each in others])
    _insert([_copy(first.commentary.get(), indicator=each) for each in others])
    lines = _insert([_copy(line, indicator=each) for each in others])
    _insert([_copy(figure, series=each) for figure in line.figures.all() for each in lines])
    return made


def _copy(row: Row, **other: object) -> Row:
    twin = copy(row)
    for field, value in ({"pk": None} | other).items():
        setattr(twin, field, value)
    return twin


def _insert(rows: list[Row]) -> list[Row]:
    return type(rows[0])._default_manager.bulk_create(rows) if rows else []
