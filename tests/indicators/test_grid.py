"""The sheet as data: its cells, what was typed in them, what a draft keeps."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.grid import (
    Line,
    Place,
    Sheet,
    Standing,
    merged,
    saved_texts,
    seen_now,
    seen_version,
    sheet_years,
    year_before,
    year_in_focus,
)
from indicators.grid_cells import read_cell, read_day
from indicators.report_types import Figure
from tests.indicators.judged import MONEY, figure, on, report

TODAY = datetime.date(2026, 11, 23)
YEARS = (2020, 2021, 2022, 2023, 2024, 2025)


def line(*figures: Figure, **fields: Any) -> Line:
    """Series 7 with `figures`, whose rows are 15, 16, … in version 2."""
    made = report(*figures, **fields)
    standing = [Standing(figure=each, pk=15 + n, version=2) for n, each in enumerate(figures)]
    return Line(key=7, report=made, series=made.series[0], standing=tuple(standing))


def sheet(of: Line) -> Sheet:
    return Sheet(plan="14fyp", lines=(of,), years=YEARS, focus=2025)


def texts(of: Line, place: Place, **typed: str) -> dict[str, str]:
    return {**saved_texts(of, place), **typed}


def faults(of: Line, place: Place, **typed: str) -> list[tuple[str, str]]:
    reading = read_cell(of, place, texts(of, place, **typed))
    return [(each.field, each.sentence["en"][:30]) for each in reading.faults]


def test_columns_are_the_plans_years_from_its_baseline() -> None:
    assert sheet_years(baseline=2020, end=2025) == YEARS


@pytest.mark.parametrize(
    ("asked", "today", "focus"),
    [
        ("2022", "2026-11-23", 2022),
        ("2031", "2026-11-23", 2025),
        ("", "2024-02-01", 2023),
        ("x", "2019-05-01", 2020),
    ],
)
def test_year_in_focus_is_the_one_asked_for_or_the_newest_that_ended(
    asked: str, today: str, focus: int
) -> None:
    assert year_in_focus(YEARS, asked, today=datetime.date.fromisoformat(today)) == focus


def test_flow_has_two_cells_a_year_and_a_stock_one() -> None:
    flow, stock = sheet(line(nature="flow")), sheet(line(nature="stock"))
    assert list(flow.places)[4:8] == ["7-2024", "7-2025", "7-2020-part", "7-2021-part"]
    assert list(stock.places) == [f"7-{year}" for year in YEARS]


def test_cell_shows_the_full_year_first_and_knows_of_further_figures() -> None:
    stock = line(on("2024-03-26", 16), figure(2024, 20), on("2024-08-01", 18))
    place = stock.place(2024)
    assert [each.figure.value for each in stock.all_at(place)] == [20, 18, 16]
    flow = line(
        figure(2024, 20), on("2024-08-31", 18, covers="to_date"), nature="flow", target=None
    )
    found = [flow.at(flow.place(2024, part=part)) for part in (False, True)]
    assert [each.figure.value for each in found if each] == [20, 18]


def test_saved_value_stands_as_it_would_be_typed() -> None:
    money = line(figure(2024, "423450000000", "P", note={"en": "A.", "zh-hans": ""}), **MONEY)
    saved = saved_texts(money, money.place(2024))
    assert (saved["value"], saved["obs_status"], saved["note_en"]) == ("4234.5", "P", "A.")
    empty = saved_texts(money, money.place(2023))
    assert (empty["value"], empty["obs_status"], empty["source"]) == ("", "A", "")


def test_what_is_typed_is_read_with_its_unit_day_and_status() -> None:
    flow = line(**MONEY, nature="flow")
    place = flow.place(2024, part=True)
    typed = texts(flow, place, value="1464.3", as_of="8月31日", obs_status="P")
    assert read_cell(flow, place, typed).figure == Figure(
        year=2024,
        value=Decimal(146_430_000_000),
        covers="to_date",
        as_of=datetime.date(2024, 8, 31),
        obs_status="P",
    )


def test_stock_on_a_day_keeps_what_it_covers() -> None:
    stock = line(on("2024-08-31", 18, covers="to_date"))
    place = stock.place(2024)
    kept = read_cell(stock, place, texts(stock, place, value="19")).figure
    moved = read_cell(stock, place, texts(stock, place, as_of="09-30")).figure
    assert (kept and kept.covers, moved and moved.covers) == ("to_date", "at_date")


def test_every_fault_of_a_cell_is_named_at_its_field() -> None:
    flow = line(figure(2024, 5), nature="flow")
    assert faults(flow, flow.place(2025), value="2.5") == [
        ("value", "A count is a whole number. Che")
    ]
    assert faults(flow, flow.place(2025, part=True), value="x") == [
        ("value", "This is not a number. Type dig"),
        ("as_of", "Up to which day does it count?"),
    ]
    assert faults(flow, flow.place(2025, part=True), value="2", as_of="31 Feb") == [
        ("as_of", "This is not a day of 2025. Wri")
    ]
    assert faults(flow, flow.place(2024), value=" ") == [
        ("value", "A figure stands here, and an e")
    ]
    assert faults(flow, flow.place(2025), value=" ", obs_status="P") == []


@pytest.mark.parametrize(
    "text", ["08-31", "8/31", "8月31日", "2025-08-31", "2025年8月31日", "2025.8.31", " 8-31 "]
)
def test_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text, 2025) == datetime.date(2025, 8, 31)


@pytest.mark.parametrize("text", ["", "31", "13-01", "2024-08-31", "02-29", "08-31-2025", "八月"])
def test_what_is_no_day_of_the_year_is_none(text: str) -> None:
    assert read_day(text, 2025) is None


def test_draft_keeps_what_differs_from_what_stands_right_or_wrong() -> None:
    own = sheet(line(figure(2024, 63)))
    posted = {
        "7-2024": {"seen": "15.2", "value": "6x", "obs_status": "A"},
        "7-2025": {"seen": "", "obs_status": "P"},
        "7-2031": {"value": "9"},
        "9-2024": {"value": "9"},
    }
    assert merged(own, {}, posted) == {
        "7-2024": {"seen": "15.2", "value": "6x"},
        "7-2025": {"seen": "", "obs_status": "P"},
    }


def test_draft_keeps_the_version_that_was_read_first() -> None:
    own = sheet(line(figure(2025, 63)))
    draft = {"7-2025": {"seen": "", "value": "9"}}
    assert merged(own, draft, {"7-2025": {"seen": "15.2", "value": "90"}}) == {
        "7-2025": {"seen": "", "value": "90"}
    }


def test_cell_as_it_stands_leaves_the_draft() -> None:
    own = sheet(line(figure(2024, 63)))
    draft = {"7-2024": {"seen": "15.2", "value": "64", "note_en": "B."}}
    once = merged(own, draft, {"7-2024": {"value": "63"}})
    assert once == {"7-2024": {"seen": "15.2", "note_en": "B."}}
    assert merged(own, once, {"7-2024": {"note_en": ""}}) == {}


def test_draft_takes_no_more_than_can_be_kept() -> None:
    own = sheet(line())
    made = merged(own, {}, {"7-2025": {"value": "1\x00" + "2" * 2000, "version": "9"}})
    assert list(made["7-2025"]) == ["seen", "value"]
    assert (made["7-2025"]["value"][:3], len(made["7-2025"]["value"])) == ("122", 1000)


def test_version_read_is_that_of_the_figure_in_the_same_place() -> None:
    stock = line(on("2024-03-26", 16), on("2024-08-01", 18))
    own, place = sheet(stock), stock.place(2024)
    assert seen_now(own, "7-2024") == "16.2"
    shown, other = on("2024-08-01", 20), on("2024-03-26", 20)
    assert seen_version(stock, place, shown, "16.1") == 1
    assert seen_version(stock, place, shown, "") is None  # somebody entered it since
    assert seen_version(stock, place, shown, "15.2") is None  # another one stood there then
    assert seen_version(stock, place, other, "16.2") == 2
    assert seen_version(stock, place, figure(2024, 20), "16.2") is None
    empty = stock.place(2025)
    assert seen_version(stock, empty, figure(2025, 1), "99.3") == 3  # it was deleted since
    assert seen_version(stock, empty, figure(2025, 1), "") is None


def test_year_before_is_what_was_typed_else_what_stands() -> None:
    stock = line(figure(2024, 63))
    place = stock.place(2025)
    assert year_before(stock, place, {}) == figure(2024, 63)
    assert year_before(stock, place, {"7-2024": figure(2024, 64)}) == figure(2024, 64)
    assert year_before(stock, stock.place(2023), {}) is None
