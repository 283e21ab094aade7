"""Where figures stand, and which of them may be judged."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.progress import is_comparable, is_judged, position
from indicators.report_types import Figure


def test_position_is_in_years() -> None:
    def on(day: str, covers: str = "at_date") -> Figure:
        as_of = datetime.date.fromisoformat(day)
        return Figure(year=as_of.year, value=Decimal(1), covers=covers, as_of=as_of)

    assert position(Figure(year=2023, value=Decimal(1))) == 2024
    assert position(on("2023-08-22", "year")) == 2024
    assert position(on("2024-07-01")) == Fraction(4049, 2)
    assert position(on("2023-01-01")) == 2023 + Fraction(1, 365)
    assert position(on("2023-12-31")) == 2024
    assert position(on("2024-12-31", "to_date")) == 2025


@pytest.mark.parametrize("as_of", [None, datetime.date(2023, 8, 22)])
def test_position_is_refused_without_a_day_of_the_year(as_of: datetime.date | None) -> None:
    with pytest.raises(ValueError, match="a figure for 2024 needs its day within that year"):
        position(Figure(year=2024, value=Decimal(1), covers="at_date", as_of=as_of))


def test_figure_is_comparable_by_status_and_coverage() -> None:
    day, end = datetime.date(2023, 6, 30), datetime.date(2023, 12, 31)
    cases = [("A", "year", None), ("P", "at_date", day), ("E", "to_date", end)]
    cases += [
        ("D", "year", None),
        ("U", "at_date", day),
        ("F", "year", None),
        ("A", "to_date", day),
    ]
    comparable = [
        is_comparable(
            Figure(year=2023, value=Decimal(1), obs_status=status, covers=covers, as_of=as_of)
        )
        for status, covers, as_of in cases
    ]
    assert comparable == [True, True, True, False, False, False, False]


def test_figure_is_judged_only_after_the_baseline() -> None:
    figure = Figure(year=2020, value=Decimal(1))
    assert is_judged(figure, baseline=None)
    assert is_judged(figure, baseline=Figure(year=2019, value=Decimal(0), obs_status="D"))
    assert not is_judged(figure, baseline=Figure(year=2020, value=Decimal(0)))
