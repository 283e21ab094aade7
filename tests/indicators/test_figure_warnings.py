"""What is odd about a figure: each soft warning, and the figures just inside of it."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.figure_warnings import FigureWarning, Line, warnings_of
from indicators.report_types import Figure, Source

SOURCE = Source(publisher={"en": "Daily", "zh-hans": ""}, title={"en": "", "zh-hans": ""})


def figure(year: int, value: str, *, day: str = "", **fields: Any) -> Figure:
    """A sourced full-year figure; with `day` one that stands on it."""
    if day:
        fields = {"covers": "at_date", "as_of": datetime.date.fromisoformat(day)} | fields
    return Figure(year=year, value=Decimal(value), **{"source": SOURCE, **fields})


def warned(new: Figure, *others: Figure, **known: Any) -> list[tuple[str, Figure | None, int]]:
    known = {"nature": "flow"} | known
    found = warnings_of(new, line=Line([*others, new]), **known)
    return [(each.code, each.other, each.power) for each in found]


BEFORE = figure(2023, "100")


@pytest.mark.parametrize("value", ["130", "100", "70"])
def test_change_up_to_30_per_cent_is_no_warning(value: str) -> None:
    assert warned(figure(2024, value), BEFORE) == []


@pytest.mark.parametrize("value", ["130.01", "69.99", "666", "0"])
def test_change_beyond_30_per_cent_warns(value: str) -> None:
    assert warned(figure(2024, value), BEFORE) == [("change", BEFORE, 0)]


def test_change_from_zero_is_no_warning() -> None:
    assert warned(figure(2024, "60"), figure(2023, "0")) == []


@pytest.mark.parametrize(
    ("value", "power"),
    [
        ("667", 1),  # two thirds of ten times, and half as much again, are about ten times
        ("1500", 1),
        ("10", -1),
        ("1000000", 4),
        ("0.011", -4),
        ("10000000000", 8),
        ("0.00000099", -8),
    ],
)
def test_factor_of_a_slip_warns_instead_of_the_change(value: str, power: int) -> None:
    assert warned(figure(2024, value), BEFORE) == [("factor", BEFORE, power)]


@pytest.mark.parametrize("value", ["666", "1501", "100000"])
def test_factor_that_is_no_usual_slip_is_a_change(value: str) -> None:
    assert warned(figure(2024, value), BEFORE) == [("change", BEFORE, 0)]


@pytest.mark.parametrize(
    ("value", "powers"), [("5000", [1]), ("5000000", [4]), ("0.05", [-4]), ("50", []), ("500", [])]
)
def test_factor_is_measured_from_the_target_as_well(value: str, powers: list[int]) -> None:
    found = warnings_of(figure(2024, value), line=Line([]), nature="flow", target=Decimal(500))
    assert [(each.code, each.target, each.power) for each in found] == [
        ("factor", Decimal(500), power) for power in powers
    ]


def test_sign_that_turns_warns() -> None:
    small = figure(2023, "100")
    assert warned(figure(2024, "-80"), small) == [("change", small, 0), ("sign", small, 0)]


def test_running_total_that_falls_warns_from_either_side() -> None:
    before, after = figure(2022, "100"), figure(2024, "110")
    assert warned(figure(2023, "99"), before, after, nature="running_total") == [
        ("falls", before, 0)
    ]
    assert warned(figure(2023, "111"), before, after, nature="running_total") == [
        ("falls", after, 0)
    ]
    assert warned(figure(2023, "105"), before, after, nature="running_total") == []
    assert warned(figure(2023, "99"), before, after, nature="stock") == []


def test_missing_source_warns() -> None:
    assert warned(figure(2024, "100", source=None), BEFORE) == [("no_source", None, 0)]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("A", "P", ["estimate_after_final"]),
        ("A", "E", ["estimate_after_final"]),
        ("A", "F", ["estimate_after_final"]),
        ("P", "E", []),
        ("A", "A", []),
        ("P", "A", []),
    ],
)
def test_estimate_in_the_place_of_a_final_figure_warns(
    old: str, new: str, codes: list[str]
) -> None:
    standing = figure(2024, "100", obs_status=old)
    found = warned(figure(2024, "100", obs_status=new), BEFORE, standing=standing)
    assert [code for code, _, _ in found] == codes


@pytest.mark.parametrize(
    "new", [figure(2024, "200", break_kind="definition"), figure(2024, "200", obs_status="D")]
)
def test_nothing_is_compared_across_a_break_or_another_definition(new: Figure) -> None:
    assert warned(new, BEFORE, nature="running_total") == []
    assert warned(new, figure(2023, "300"), nature="running_total") == []


def test_parts_of_a_year_are_compared_with_the_same_part() -> None:
    part = figure(2023, "40", day="2023-06-30", covers="to_date")
    new = figure(2024, "60", day="2024-06-30", covers="to_date")
    assert warned(new, part, BEFORE) == [("change", part, 0)]
    assert warned(new, BEFORE) == []


def test_leap_day_is_compared_with_the_last_of_february() -> None:
    part = figure(2023, "40", day="2023-02-28", covers="to_date")
    new = figure(2024, "60", day="2024-02-29", covers="to_date")
    assert warned(new, part) == [("change", part, 0)]


def test_stock_on_a_day_is_compared_with_the_newest_of_the_year_before() -> None:
    early, late = figure(2023, "40", day="2023-03-31"), figure(2023, "61", day="2023-09-30")
    part = figure(2023, "1", day="2023-10-31", covers="to_date")
    assert warned(figure(2024, "80", day="2024-08-27"), early, late, part) == [("change", late, 0)]
    assert warned(figure(2024, "80", day="2024-08-27"), early, late, part, BEFORE) == []


def test_warnings_stand_in_one_order() -> None:
    standing = figure(2024, "100")
    new = figure(2024, "-1000", obs_status="E", source=None)
    found = warned(new, BEFORE, standing=standing, nature="running_total")
    assert [code for code, _, _ in found] == [
        "factor",
        "sign",
        "falls",
        "estimate_after_final",
        "no_source",
    ]


def test_warning_carries_the_figure_it_is_about() -> None:
    new = figure(2024, "100", source=None)
    assert warnings_of(new, line=Line([]), nature="flow") == (
        FigureWarning(code="no_source", figure=new),
    )
