"""Is the target met? The question, and the answer in every verdict."""

from dataclasses import replace

import pytest

from indicators.questions import answer, goal_answer, goal_question, question
from indicators.report_types import Commitment, IndicatorReport
from lingang.styleguide.building import target, text
from tests.indicators.judged import MONEY, figure, on, plan, report

BILLION = 10**9
ZERO = figure(2020, 0)
EARLY = "2024-03-01"
OUTPUT = report(figure(2024, 423 * BILLION, "P"), target=target(500 * BILLION), **MONEY)


def test_the_question_names_the_target_and_whether_its_year_is_over() -> None:
    ahead = report(figure(2023, 63), baseline=ZERO, seen=EARLY)

    assert question(OUTPUT, "en") == "Was the 2025 target met: at least ¥500 billion?"
    assert question(OUTPUT, "zh-hans") == "2025年目标（不低于5000亿元）是否实现？"
    assert question(ahead, "en") == "Is the 2025 target met: at least 100 clusters?"


def test_the_answer_comes_first_and_then_what_is_known() -> None:
    assert answer(OUTPUT, "en") == (
        "Not known yet: the 2025 figure is awaited. ¥423 billion in 2024 (provisional), 84.6% of "
        "the target. No baseline: no 2020 figure on the target’s own basis was found."
    )
    assert answer(OUTPUT, "zh-hans") == (
        "尚不能判断：2025年数据待公布。2024年为4230亿元（初步数），完成率84.6%。"
        "无基期数：未查到与目标同口径的2020年数据。"
    )


def test_without_a_target_the_question_is_whether_there_is_one() -> None:
    tracked = report(figure(2024, 5), target=None)

    assert question(tracked, "en") == "Is there a target?"
    assert answer(tracked, "en") == "No. 5 clusters in 2024."
    assert answer(tracked, "zh-hans") == "未设。2024年为5个。"


@pytest.mark.parametrize(
    ("of", "english", "chinese"),
    [
        (report(), "That cannot be said. ", "目前无法判断。"),
        (report(figure(2024, 16, "D")), "That cannot be said. ", "目前无法判断。"),
        (
            report(figure(2024, 90), figure(2025, 104, "D"), baseline=ZERO),
            "That cannot be said: the 2025 figure is on another basis. ",
            "目前无法判断：2025年数据口径不一致。",
        ),
        (report(figure(2025, 105), baseline=ZERO), "Yes. ", "已实现。"),
        (
            report(figure(2023, 90), figure(2024, 101), figure(2025, 105), baseline=ZERO),
            "Yes, early: from 2024 on. ",
            "已提前实现（2024年起）。",
        ),
        (report(figure(2025, 90), baseline=ZERO), "No. ", "未实现。"),
        (
            report(figure(2025, 90), figure(2026, 104), baseline=ZERO, seen="2027-03-01"),
            "No, not in time: it was reached in 2026. ",
            "未按期实现，2026年达到。",
        ),
        (
            report(figure(2023, 101), baseline=ZERO, seen=EARLY),
            "So far, yes: since 2023. The target’s year is not over. ",
            "目前已达到（2023年起），目标年尚未结束。",
        ),
        (
            report(figure(2023, 4), target=target(1, 3, aim="within"), seen=EARLY),
            "Not at present: the latest figure lies outside the range. ",
            "目前未实现：最新数据不在目标区间。",
        ),
        (
            report(figure(2023, -3), baseline=ZERO, seen=EARLY),
            "Not at present, and it is moving away. ",
            "目前未实现，且偏离目标。",
        ),
        (
            report(figure(2023, 63), baseline=ZERO, seen=EARLY),
            "Not yet; it is ahead. ",
            "尚未实现，进度快于预期。",
        ),
        (
            report(figure(2023, 60), baseline=ZERO, seen=EARLY),
            "Not yet; it is on track. ",
            "尚未实现，进度基本符合预期。",
        ),
        (
            report(figure(2023, 50), baseline=ZERO, seen=EARLY),
            "Not yet, and it is behind. ",
            "尚未实现，进度滞后。",
        ),
        (
            report(figure(2023, 10), baseline=ZERO, seen=EARLY),
            "Not yet, and it is far behind. ",
            "尚未实现，进度明显滞后。",
        ),
        (
            report(figure(2023, 63), seen=EARLY),
            "Not yet; its pace is not assessed: no baseline. ",
            "尚未实现，进度暂不评价：无基期数。",
        ),
        (
            report(on("2021-02-01", 5), baseline=ZERO, seen="2021-06-01"),
            "Not yet; its pace is not assessed: too early to tell. ",
            "尚未实现，进度暂不评价：时间尚早。",
        ),
    ],
)
def test_every_verdict_has_its_answer(of: IndicatorReport, english: str, chinese: str) -> None:
    assert answer(of, "en")[: len(english)] == english
    assert answer(of, "zh-hans")[: len(chinese)] == chinese


def test_a_goal_is_asked_of_its_own_targets_alone() -> None:
    made, by_code = plan(OUTPUT, report(), commitments=0)
    other = replace(made.verdicts[1], goal=4)
    made = replace(made, verdicts=(made.verdicts[0], other))

    assert goal_question(made, made.goals[0], "en") == "Is the goal’s target met?"
    assert goal_answer(made, made.goals[0], by_code, "en") == (
        "The one numeric target cannot be judged yet. It awaits its 2025 figure. The target fell "
        "due on 31 December 2025. A missing figure is not zero and not a failure."
    )


@pytest.mark.parametrize(
    ("states", "english", "chinese"),
    [
        (
            ["open"],
            "The one commitment is not recorded as delivered.",
            "唯一一项定性任务尚未完成。",
        ),
        (["delivered"], "The one commitment is recorded as delivered.", "唯一一项定性任务已完成。"),
        (
            ["open", "dropped"],
            "Of two commitments, none is recorded as delivered.",
            "两项定性任务中，尚无一项完成。",
        ),
        (
            ["delivered", "delivered", "open"],
            "Of three commitments, two are recorded as delivered.",
            "三项定性任务中，两项已完成。",
        ),
    ],
)
def test_a_goal_without_targets_counts_its_commitments(
    states: list[str], english: str, chinese: str
) -> None:
    made, by_code = plan()
    promises = [Commitment(wording=text("", ""), state=each, due_year=2025) for each in states]
    goal = replace(made.goals[0], commitments=tuple(promises))

    assert goal_question(made, goal, "en") == "Does the goal set a numeric target?"
    assert goal_answer(made, goal, by_code, "en") == f"No numeric target is set. {english}"
    assert goal_answer(made, goal, by_code, "zh-hans") == f"未设量化目标。{chinese}"
