"""Counting verdicts, of a plan and of a goal."""

import datetime
from dataclasses import replace

import pytest

from indicators.report_types import Commitment, Evidence, IndicatorReport, Source
from indicators.tallies import goal_tally, shared_standing, tally
from lingang.styleguide.building import text
from tests.indicators.judged import figure, plan, report

LANGUAGES = ("en", "zh-hans")
ZERO = figure(2020, 0)
MET = report(figure(2025, 105), baseline=ZERO)
AWAITING = report(figure(2024, 63), baseline=ZERO)
NONE = report()
OTHER_BASIS = report(figure(2024, 16, "D"))
YEAR_ON_OTHER_BASIS = report(figure(2024, 90), figure(2025, 104, "D"), baseline=ZERO)
TRACKED = report(figure(2024, 5), target=None)
BEHIND = report(figure(2023, 50), baseline=ZERO, seen="2024-03-01")


def test_tally_shows_zeros_and_splits_missing_figures() -> None:
    made, _ = plan(AWAITING, AWAITING, AWAITING, NONE, NONE, OTHER_BASIS, TRACKED)
    assert tally(made) == [
        ("missed", 0),
        ("awaiting", 3),
        ("none_found", 2),
        ("other_basis", 1),
        ("met", 0),
    ]


def test_tally_puts_the_least_favourable_first() -> None:
    made, _ = plan(MET, BEHIND, YEAR_ON_OTHER_BASIS)
    assert tally(made) == [
        ("missed", 0),
        ("behind", 1),
        ("awaiting", 0),
        ("none_found", 0),
        ("other_basis", 1),
        ("met", 1),
    ]


@pytest.mark.parametrize(
    ("reports", "commitments", "english", "chinese"),
    [
        (
            (NONE,),
            2,
            "1 target, no figure found · 2 commitments",
            "1项目标，未查到数据 · 2项定性任务",
        ),
        (
            (OTHER_BASIS, AWAITING),
            0,
            "2 targets: 1 awaiting, 1 on another basis",
            "2项目标：1项待公布，1项口径不一致",
        ),
        (
            (NONE, AWAITING, AWAITING, TRACKED),
            0,
            "3 targets: 2 awaiting, 1 no figure found",
            "3项目标：2项待公布，1项未查到数据",
        ),
        ((), 3, "No numeric target · 3 commitments", "无量化目标 · 3项定性任务"),
        ((TRACKED,), 1, "No numeric target · 1 commitment", "无量化目标 · 1项定性任务"),
    ],
)
def test_goal_in_one_line(
    reports: tuple[IndicatorReport, ...], commitments: int, english: str, chinese: str
) -> None:
    made, _ = plan(*reports, commitments=commitments)
    assert [goal_tally(made, made.goals[0], lang) for lang in LANGUAGES] == [english, chinese]


EVERY_CODE = (
    *("missed", "far_behind", "moving_away", "outside", "behind", "awaiting", "no_figure"),
    *("not_assessed", "on_track", "ahead", "holding", "met", "met_early"),
)


def _every_verdict() -> tuple[IndicatorReport, ...]:
    return tuple(
        replace(MET, verdict=replace(MET.verdict, code=code)) for code in reversed(EVERY_CODE)
    )


def test_tally_of_every_verdict_keeps_the_order_of_summaries() -> None:
    made, _ = plan(*_every_verdict())
    keys = [key for key, _ in tally(made)]
    assert keys == [
        *("missed", "far_behind", "moving_away", "outside", "behind", "awaiting", "none_found"),
        *("other_basis", "not_assessed", "on_track", "ahead", "holding", "met", "met_early"),
    ]


def test_goal_names_every_verdict_shortly() -> None:
    made, _ = plan(*_every_verdict())
    assert goal_tally(made, made.goals[0], "en") == (
        "13 targets: 1 missed, 1 far behind, 1 moving away, 1 outside the range, 1 behind, "
        "1 awaiting, 1 no figure found, 1 not assessed, 1 on track, 1 ahead, 1 at the target "
        "level, 1 met, 1 met early"
    )
    assert goal_tally(made, made.goals[0], "zh-hans") == (
        "13项目标：1项未实现，1项明显滞后，1项偏离目标，1项不在目标区间，1项滞后，1项待公布，"
        "1项未查到数据，1项暂不评价，1项基本符合预期，1项快于预期，1项已达目标值，1项已实现，"
        "1项提前实现"
    )


def test_promises_without_evidence_share_one_standing_until_one_differs() -> None:
    promise = Commitment(wording=text("Open up.", "扩大开放。"), state="open", due_year=2025)
    seen = Evidence(
        on=datetime.date(2024, 2, 1),
        statement=text("It was opened.", "已开放。"),
        source=Source(publisher=text("Daily", "日报"), title=text("A report", "报道")),
    )

    assert shared_standing((promise, promise), "en") == (
        "Open: no dated evidence has been recorded, and without it nothing counts as delivered."
    )
    assert shared_standing((promise,), "zh-hans") == "未办结：尚无佐证材料，不能认定完成。"
    assert shared_standing((promise, replace(promise, evidence=(seen,))), "en") == ""
    assert shared_standing((promise, replace(promise, state="dropped")), "en") == ""
