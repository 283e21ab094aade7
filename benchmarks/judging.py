"""Judging one indicator, and how that grows with its figures."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial

from benchmarks.measuring import computed
from indicators import progress
from indicators.report_types import Figure, Target

FIRST_DAY, LEVEL, LINE = datetime.date(2021, 1, 1), Decimal(101), Fraction(100)
JUDGE = partial(
    progress.judge,
    baseline=Figure(year=2020, value=Decimal(0)),
    target=Target(year=2025, aim="rise", lower=Decimal(100)),
    running_total=False,
    as_of=datetime.date(2024, 3, 1),
)


def lines() -> Iterator[str]:
    ten, hundred, thousand = map(_figures, (10, 100, 1000))
    divide = partial(_divide, ten)
    yield computed("10 figures", partial(JUDGE, figures=ten), "one division for each", divide)
    growth = (
        ("one figure of 100", hundred, "one of 10", ten),
        ("one figure of 1000", thousand, "one of 100", hundred),
        ("one figure of 100 after breaks", _broken(hundred), "one of 10", _broken(ten)),
    )
    for what, many, to, few in growth:
        yield computed(what, partial(JUDGE, figures=many), to, partial(JUDGE, figures=few), size=10)


def _figures(count: int) -> list[Figure]:
    """Figures at the target's level on as many days, one after the other."""
    days = (FIRST_DAY + datetime.timedelta(days=number) for number in range(count))
    return [Figure(year=day.year, as_of=day, covers="at_date", value=LEVEL) for day in days]


def _broken(figures: list[Figure]) -> list[Figure]:
    """The same figures, each of the first half starting a new series."""
    half = len(figures) // 2
    return [replace(each, break_kind="definition") for each in figures[:half]] + figures[half:]


def _divide(figures: list[Figure]) -> list[Fraction]:
    return [Fraction(figure.value) / LINE for figure in figures]
