"""The rows of the desk: an indicator in words, and a goal's commitments."""

from dataclasses import replace

from indicators.attention import tasks
from indicators.desk_table import Row, rows
from indicators.report_types import Commitment, Evidence, IndicatorReport
from lingang.styleguide.building import target, text
from tests.indicators.judged import MONEY, SEEN, figure, on, plan, report, source

BILLION = 10**9
OUTPUT = replace(
    report(figure(2024, 423 * BILLION, "P"), target=target(500 * BILLION), **MONEY), code="output"
)


def made(
    *reports: IndicatorReport,
    commitments: int = 0,
    lang: str = "en",
    unreleased: tuple[str, ...] = (),
) -> list[Row]:
    whole, by_code = plan(*reports, commitments=commitments)
    to_do = tasks(whole, by_code, unreleased=unreleased)
    return rows(
        whole, by_code, to_do, released=by_code, unreleased=unreleased, today=SEEN, lang=lang
    )


def test_values_stand_bare_under_their_unit() -> None:
    (row,) = made(OUTPUT)
    assert (row.unit, row.latest, row.time, row.target) == (
        "¥ billion",
        "423.0",
        "2024, 22 months old",
        "500",
    )
    (row,) = made(OUTPUT, lang="zh-hans")
    assert (row.unit, row.latest, row.time, row.target) == (
        "亿元",
        "4230",
        "2024年，距今22个月",
        "5000",
    )


def test_a_row_without_a_judged_figure_says_what_is_missing() -> None:
    (row,) = made(report())
    assert (row.latest, row.time, row.missing, row.key) == (
        "—",
        "none found",
        "every year",
        "none_found",
    )


def test_the_first_task_is_what_comes_next() -> None:
    (row,) = made(OUTPUT)
    assert (row.step, row.step_kind) == ("Add what is missing", "source")
    (row,) = made(OUTPUT, unreleased=("output",))
    assert (row.step, row.step_kind) == ("Draft a release", "release")


def test_needs_are_what_stands_whatever_the_tasks_are() -> None:
    old = report(on("2021-08-16", 5, "P"))
    missed = report(figure(2025, 96), baseline=figure(2020, 0))
    stock = report(figure(2025, 100, "U"))
    assert [row.needs for row in made(old, missed, stock, OUTPUT, unreleased=("output",))] == [
        {"awaiting", "no_baseline", "out_of_date"},
        {"lagging"},
        {"no_judged", "no_baseline"},
        {"awaiting", "no_baseline", "unreleased"},
    ]


def test_commitments_of_a_goal_are_one_row_that_counts_evidence() -> None:
    row = made(commitments=2)[0]
    assert (row.report, row.latest, row.time, row.step_kind) == (
        None,
        "0",
        "pieces of evidence",
        "evidence",
    )
    assert row.needs == {"evidence"}
    shown = Evidence(on=SEEN, statement=text("Opened.", "已开放。"), source=source())
    done = Commitment(wording=text("", ""), state="open", due_year=2025, evidence=(shown,))
    whole, by_code = plan()
    whole = replace(whole, goals=(replace(whole.goals[0], commitments=(done,)),))
    (row,) = rows(whole, by_code, (), released=by_code, unreleased=(), today=SEEN, lang="en")
    assert (row.latest, row.time, row.step) == ("1", "piece of evidence", "")
    assert not row.needs


def test_the_published_verdict_stands_beside_where_it_is_another_one() -> None:
    now = replace(report(figure(2024, 90), figure(2025, 104)), code="now")
    before = replace(report(figure(2024, 90)), code="now")
    whole, by_code = plan(now)
    found = [
        rows(whole, by_code, (), released=released, unreleased=(), today=SEEN, lang="en")[0]
        for released in ({"now": before}, {"now": now}, {})
    ]
    assert [row.published for row in found] == ["Awaiting the 2025 figure", "", "not published yet"]
