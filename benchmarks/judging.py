"""Judging one indicator, and how that grows with its figures."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from benchmarks.measuring import Row, compare
from indicators import progress
from indicators.report_types import Figure, Target

BASELINE = Figure(year=2020, value=Decimal(0))
TARGET = Target(year=2025, aim="rise", lower=Decimal(100))
SEEN = datetime.date(2024, 3, 1)
FIRST_DAY = datetime.date(2021, 1, 1)


def rows() -> Iterator[Row]:
    for case, value in (("short of its target", "40"), ("at its target", "101")):
        ten, hundred, thousand = (_figures(count, value) for count in (10, 100, 1000))
        yield compare(
            f"an indicator {case}, 10 figures",
            partial(_judge, ten),
            to="one division a figure",
            floor=partial(_divide, ten),
        )
        for more, fewer in ((hundred, ten), (thousand, hundred)):
            yield compare(
                f"a figure of {len(more)}, {case}",
                partial(_judge, more),
                to=f"a figure of {len(fewer)}",
                floor=partial(_judge, fewer),
                size=len(more) / len(fewer),
            )


def _figures(count: int, value: str) -> list[Figure]:
    """Figures of a level that stand on as many days, one after the other."""
    days = [FIRST_DAY + datetime.timedelta(days=day) for day in range(count)]
    return [
        Figure(year=day.year, covers="at_date", as_of=day, value=Decimal(value)) for day in days
    ]


def _judge(figures: list[Figure]) -> progress.Judgement:
    return progress.judge(
        figures=figures, baseline=BASELINE, target=TARGET, running_total=False, as_of=SEEN
    )


def _divide(figures: list[Figure]) -> list[Fraction]:
    bound = Fraction(100)
    return [Fraction(figure.value) / bound for figure in figures]
