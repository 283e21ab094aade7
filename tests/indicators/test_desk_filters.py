"""What the desk counts, and what its filters leave."""

from dataclasses import replace

import pytest

from indicators.attention import tasks
from indicators.desk_filters import Desk, UnknownFilterError, desk
from indicators.desk_table import rows
from indicators.report_types import IndicatorReport
from lingang.styleguide.building import text
from tests.indicators.judged import SEEN, figure, on, plan, report


def named(name: str, of: IndicatorReport) -> IndicatorReport:
    return replace(of, code=name.lower(), name=text(name, name))


OLD = named("Old", report(on("2021-08-16", 5, "P"), baseline=figure(2020, 0)))
MISSED = named("Missed", report(figure(2025, 96), baseline=figure(2020, 0)))
NONE = named("None", report())
MET = named("Met", report(figure(2025, 104), baseline=figure(2020, 0)))


def made(*reports: IndicatorReport, lang: str = "en", **chosen: str) -> Desk:
    whole, by_code = plan(*reports, commitments=1)
    to_do = tasks(whole, by_code, unreleased=())
    found = rows(whole, by_code, to_do, released=by_code, unreleased=(), today=SEEN, lang=lang)
    return desk(whole, by_code, found, lang, chosen=chosen)


def left(of: Desk) -> list[str]:
    return [
        row.report.name["en"] if row.report else "commitments"
        for _, found in of.groups
        for row in found
    ]


def test_four_counts_stand_at_the_head_what_is_there_first() -> None:
    counts = made(MISSED, NONE).counts
    assert [(each.need, each.count, each.words, each.names) for each in counts] == [
        ("lagging", 1, "was missed or lags", "Missed"),
        ("no_judged", 1, "has no judged figure", "None"),
        ("no_baseline", 1, "lacks a baseline on the same basis", "None"),
        ("evidence", 1, "goal has commitments without evidence", "Industry scale"),
    ]


def test_counts_of_none_fill_up_and_many_names_are_cut() -> None:
    counts = made(*(named(f"Old {place}", OLD) for place in range(6))).counts
    assert [(each.need, each.count) for each in counts] == [
        ("awaiting", 6),
        ("out_of_date", 6),
        ("evidence", 1),
        ("lagging", 0),
    ]
    assert counts[0].words == "await the 2025 figure"
    assert counts[0].names == "Old 0, Old 1, Old 2, Old 3 and 2 more"
    chinese = made(*(named(f"Old {place}", OLD) for place in range(6)), lang="zh-hans").counts
    assert (chinese[0].words, chinese[0].names) == (
        "项2025年数据待公布",
        "Old 0、Old 1、Old 2、Old 3等6项",
    )


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["Old", "Missed", "None", "Met", "commitments"]),
        ({"goal": "", "verdict": "", "needs": ""}, ["Old", "Missed", "None", "Met", "commitments"]),
        ({"goal": "3"}, ["Old", "Missed", "None", "Met", "commitments"]),
        ({"verdict": "missed"}, ["Missed"]),
        ({"needs": "evidence"}, ["commitments"]),
        ({"needs": "no_baseline"}, ["None"]),
        ({"verdict": "met", "needs": "lagging"}, []),
    ],
)
def test_filters_leave_what_has_all_of_them(chosen: dict[str, str], expected: list[str]) -> None:
    of = made(OLD, MISSED, NONE, MET, **chosen)
    assert (left(of), of.shown, of.total) == (expected, len(expected), 5)


def test_options_count_what_they_would_leave_beside_the_other_filters() -> None:
    of = made(OLD, MISSED, NONE, MET, needs="awaiting")
    goal, verdict, needs = of.filters
    assert [(each.value, each.count, each.chosen) for each in goal.options] == [
        ("", 1, True),
        ("3", 1, False),
    ]
    assert [(each.value, each.count) for each in verdict.options] == [
        ("", 1),
        ("missed", 0),
        ("awaiting", 1),
        ("none_found", 0),
        ("met", 0),
    ]
    assert [(each.value, each.count, each.chosen) for each in needs.options][:3] == [
        ("", 5, False),
        ("lagging", 1, False),
        ("awaiting", 1, True),
    ]


@pytest.mark.parametrize(
    "chosen", [{"goal": "9"}, {"goal": "x"}, {"verdict": "ahead"}, {"needs": "money"}]
)
def test_a_filter_that_no_row_could_pass_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(UnknownFilterError):
        made(OLD, **chosen)
