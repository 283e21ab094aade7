"""The working of a verdict, step by step, as pages print it."""

from datetime import date
from typing import Any

import pytest

from indicators.report_types import IndicatorReport, Step
from indicators.working import step_value, working
from lingang.styleguide.building import SHARE, target
from tests.indicators.judged import MONEY, figure, on, report

LANGUAGES = ("en", "zh-hans")
ZERO = figure(2020, 0)
TOTAL: dict[str, Any] = {"nature": "running_total"}
BILLION = 10**9


def _lines(made: IndicatorReport, lang: str = "en") -> list[tuple[str, str, str]]:
    return [
        (
            step.label["en" if lang == "en" else "zh-hans"],
            step_value(step, made, lang),
            _said(step, lang),
        )
        for step in made.verdict.working
    ]


def _said(step: Step, lang: str) -> str:
    return step.expression["en"] if lang == "en" else step.expression["zh-hans"]


def _step(made: IndicatorReport, code: str) -> tuple[str | None, str, str]:
    found = {step.code: step for step in made.verdict.working}[code]
    return found.value, found.expression["en"], found.expression["zh-hans"]


AWAITING = report(figure(2024, 423 * BILLION, "P"), target=target(500 * BILLION), **MONEY)
NEARLY_60 = report(
    figure(2025, "56100000000", "P"),
    target=target(60 * BILLION, tolerance="0.05"),
    baseline=figure(2020, 32 * BILLION),
    **MONEY,
)
RUNNING = report(figure(2023, 63), baseline=ZERO, seen="2024-03-01")


def test_working_of_an_awaited_figure() -> None:
    assert _lines(AWAITING) == [
        ("Is 2025 over?", "Yes", "31 December 2025 has passed."),
        (
            "Full-year figure for 2025?",
            "None",
            "The verdict waits for it: figures for earlier years do not decide.",
        ),
        ("Completion", "84.6%", "423.0 ÷ 500.0, for 2024"),
        (
            "Share of the way",
            "—",
            "No baseline: no 2020 figure on the target’s own basis was found.",
        ),
        ("Share of time", "—", "Needs a baseline too."),
        ("Distance to the target", "−¥77.0bn", "423.0 − 500.0, for 2024"),
        ("Rule 3", "3", "2025 is over and its full-year figure is missing."),
    ]


def test_working_of_an_awaited_figure_in_chinese() -> None:
    assert _lines(AWAITING, "zh-hans") == [
        ("2025年是否已结束？", "是", "2025年12月31日已过。"),
        ("有无2025年全年数据？", "无", "待该年数据公布后评价，以往年份的数据不作为依据。"),
        ("完成率", "84.6%", "4230 ÷ 5000，2024年"),
        ("完成比例", "—", "无基期数：未查到与目标同口径的2020年数据。"),
        ("序时进度", "—", "同样需要基期数。"),
        ("与目标值之差", "−770亿元", "4230 − 5000，2024年"),
        ("第3条", "3", "2025年已结束，缺该年全年数据。"),
    ]


def test_working_of_a_miss_shows_the_tolerance() -> None:
    assert _lines(NEARLY_60) == [
        ("Is 2025 over?", "Yes", "Its full-year figure is published."),
        ("Does it meet the target?", "No", "56.1 is below 57.0 = 60.0 − 5%"),
        ("Completion", "93.5%", "56.1 ÷ 60.0"),
        ("Share of the way", "86.1%", "(56.1 − 32.0) ÷ (60.0 − 32.0)"),
        ("Share of time", "100.0%", "5 of 5 years"),
        ("Distance to the target", "−¥3.9bn", "56.1 − 60.0"),
        (
            "Rule 6",
            "6",
            "2025 is over and its figure does not meet; the distance is to the target itself.",
        ),
    ]


def test_working_of_a_miss_in_chinese() -> None:
    assert _lines(NEARLY_60, "zh-hans")[1:5] == [
        ("是否达到目标值？", "否", "561低于570（600 − 5%）"),
        ("完成率", "93.5%", "561 ÷ 600"),
        ("完成比例", "86.1%", "（561 − 320）÷（600 − 320）"),
        ("序时进度", "100.0%", "已过5年，共5年"),
    ]


def test_working_while_the_year_runs_shows_the_pace() -> None:
    assert _lines(RUNNING) == [
        ("Is 2025 over?", "No", "The target falls due on 31 December 2025."),
        ("Does the latest figure meet the target?", "No", "63 is below 100, for 2023"),
        ("Completion", "63.0%", "63 ÷ 100, for 2023"),
        ("Share of the way", "63.0%", "(63 − 0) ÷ (100 − 0), for 2023"),
        ("Share of time", "60.0%", "3 of 5 years, for 2023"),
        ("Gap to the straight path", "+3.0 points", "63.0% − 60.0%"),
        ("Pace", "1.05", "63.0% ÷ 60.0%"),
        ("Needed a year from here", "+19 clusters", "(100 − 63) ÷ 2 years"),
        ("A year so far", "+21 clusters", "(63 − 0) ÷ 3 years"),
        ("Distance to the target", "−37 clusters", "63 − 100, for 2023"),
        ("Rule 14", "14", "The share of the way is at least 1.05 times the share of time."),
    ]


def test_working_while_the_year_runs_in_chinese() -> None:
    assert _lines(RUNNING, "zh-hans")[5:9] == [
        ("与序时进度之差", "+3.0个百分点", "63.0% − 60.0%"),
        ("进度比", "1.05", "63.0% ÷ 60.0%"),
        ("此后年均需", "+19个", "（100 − 63）÷ 2年"),
        ("至今年均", "+21个", "（63 − 0）÷ 3年"),
    ]


def test_a_day_within_the_year_is_named_with_its_share_of_time() -> None:
    made = report(on("2021-08-16", 5, "P"), baseline=ZERO, target=target(30, strict=True), **TOTAL)
    assert _step(made, "share_time") == (
        "0.124932",
        "0.62 of 5 years, on 16 August 2021",
        "已过0.62年，共5年，2021年8月16日",
    )


def test_working_without_any_figure_says_so_at_every_step() -> None:
    assert _lines(report()) == [
        ("Is 2025 over?", "Yes", "31 December 2025 has passed."),
        ("Full-year figure for 2025?", "None", "No figure that can be judged was found."),
        ("Completion", "—", "Needs a figure that can be judged."),
        ("Share of the way", "—", "Needs a figure that can be judged."),
        ("Share of time", "—", "Needs a figure that can be judged."),
        ("Rule 2", "2", "Up to the end of 2025 there is no figure that can be judged."),
    ]


def test_working_without_a_target_is_one_rule() -> None:
    assert _lines(report(figure(2024, 5), target=None)) == [
        ("Rule 1", "1", "No target is set, so nothing is judged.")
    ]


@pytest.mark.parametrize(
    ("made", "value", "english", "chinese"),
    [
        (report(figure(2025, 105), baseline=ZERO), "yes", "105 is at least 100", "105不低于100"),
        (
            report(figure(2025, 31), target=target(30, strict=True)),
            "yes",
            "31 is more than 30",
            "31大于30",
        ),
        (
            report(figure(2025, 30), target=target(30, strict=True)),
            "no",
            "30 is not more than 30",
            "30不大于30",
        ),
        (
            report(figure(2025, 570), target=target(600, tolerance="0.05")),
            "yes",
            "570 is not below 570 = 600 − 5%",
            "570不低于570（600 − 5%）",
        ),
        (
            report(figure(2025, -105), target=target(-100, tolerance="0.05")),
            "yes",
            "−105 is not below −105 = −100 − 5%",
            "−105不低于−105（−100 − 5%）",
        ),
        (
            report(figure(2025, 10), target=target(None, 10, aim="fall")),
            "yes",
            "10 is at most 10",
            "10不高于10",
        ),
        (
            report(figure(2025, 12), target=target(None, 10, aim="fall")),
            "no",
            "12 is above 10",
            "12高于10",
        ),
        (
            report(figure(2025, 10), target=target(None, 10, aim="fall", strict=True)),
            "no",
            "10 is not less than 10",
            "10不小于10",
        ),
        (
            report(figure(2025, 105), target=target(None, 100, aim="fall", tolerance="0.05")),
            "yes",
            "105 is not above 105 = 100 + 5%",
            "105不高于105（100 + 5%）",
        ),
        (
            report(figure(2025, 2), target=target(1, 3, aim="within")),
            "yes",
            "2 lies between 1 and 3",
            "2在1与3之间",
        ),
        (
            report(figure(2025, 1), target=target(1, 3, aim="within")),
            "yes",
            "1 lies between 1 and 3",
            "1在1与3之间",
        ),
        (
            report(figure(2025, 3), target=target(1, 3, aim="within")),
            "yes",
            "3 lies between 1 and 3",
            "3在1与3之间",
        ),
        (
            report(figure(2025, 205), target=target(100, 200, aim="within", tolerance="0.05")),
            "yes",
            "205 lies between 95 = 100 − 5% and 210 = 200 + 5%",
            "205在95（100 − 5%）与210（200 + 5%）之间",
        ),
        (
            report(figure(2025, 211), target=target(100, 200, aim="within", tolerance="0.05")),
            "no",
            "211 is above 210 = 200 + 5%",
            "211高于210（200 + 5%）",
        ),
        (report(figure(2025, 5), target=target(3, 5)), "yes", "5 is at least 3", "5不低于3"),
        (
            report(figure(2025, 3), target=target(3, 5, aim="fall")),
            "yes",
            "3 is at most 5",
            "3不高于5",
        ),
        (
            report(figure(2025, 210), target=target(100, 200, tolerance="0.05")),
            "yes",
            "210 is not below 95 = 100 − 5%",
            "210不低于95（100 − 5%）",
        ),
        (
            report(figure(2025, 4), target=target(1, 3, aim="within")),
            "no",
            "4 is above 3",
            "4高于3",
        ),
        (
            report(figure(2025, 0), target=target(1, 3, aim="within")),
            "no",
            "0 is below 1",
            "0低于1",
        ),
        (
            report(figure(2025, 6), target=target(3, 5)),
            "yes",
            "6 is at least 3, and above the far end of the range, 5",
            "6不低于3，且高于区间另一端5",
        ),
        (
            report(figure(2025, 2), target=target(3, 5, aim="fall")),
            "yes",
            "2 is at most 5, and below the far end of the range, 3",
            "2不高于5，且低于区间另一端3",
        ),
    ],
)
def test_comparison_with_the_bound(
    made: IndicatorReport, value: str, english: str, chinese: str
) -> None:
    assert _step(made, "meets") == (value, english, chinese)


@pytest.mark.parametrize(
    ("made", "english", "chinese"),
    [
        (
            report(figure(2023, 3), target=target(1, 3, aim="within"), baseline=figure(2020, 2)),
            "A range to stay in has no way to go.",
            "区间类目标不计算完成比例。",
        ),
        (
            report(figure(2023, 60), baseline=figure(2020, 100, "D")),
            "No baseline: no 2020 figure on the target’s own basis was found.",
            "无基期数：未查到与目标同口径的2020年数据。",
        ),
        (
            report(figure(2020, 40, "U"), figure(2023, 60), baseline=figure(2020, 40, "U")),
            "No baseline: the 2020 figure is one that is shown, not judged.",
            "无基期数：2020年数据仅供参考，不作评价。",
        ),
        (
            report(figure(2025, 60), baseline=figure(2020, 100)),
            "The baseline was already at the target or past it.",
            "基期数已达到或超过目标值。",
        ),
        (
            report(
                figure(2025, 590), baseline=figure(2020, 570), target=target(600, tolerance="0.05")
            ),
            "The baseline was already at the target or past it.",
            "基期数已达到或超过目标值。",
        ),
        (
            report(
                figure(2025, 8),
                baseline=figure(2020, 105),
                target=target(None, 100, aim="fall", tolerance="0.05"),
            ),
            "The baseline was already at the target or past it.",
            "基期数已达到或超过目标值。",
        ),
        (
            report(figure(2022, 50), baseline=ZERO, path="compound"),
            "A growth rate needs values above 0.",
            "按增速计算要求数值大于0。",
        ),
        (
            report(figure(2023, 63, break_kind="definition"), baseline=ZERO),
            "A series break lies between the baseline and the latest figure.",
            "基期与最新数据之间有口径调整。",
        ),
    ],
)
def test_missing_share_says_why(made: IndicatorReport, english: str, chinese: str) -> None:
    assert _step(made, "share_done") == (None, english, chinese)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (report(), "Needs a figure that can be judged."),
        (report(figure(2024, 63)), "Needs a baseline too."),
        (
            report(figure(2023, 3), target=target(1, 3, aim="within")),
            "A range to stay in has no way to go.",
        ),
    ],
)
def test_missing_share_of_time_says_why(made: IndicatorReport, words: str) -> None:
    assert _step(made, "share_time")[:2] == (None, words)


def test_compound_share_shows_the_logarithms() -> None:
    made = report(
        figure(2022, 150),
        baseline=figure(2020, 100),
        target=target(400, year=2024),
        path="compound",
        seen="2023-03-01",
    )
    assert _step(made, "share_done") == (
        "0.292481",
        "ln(150 ÷ 100) ÷ ln(400 ÷ 100), for 2022",
        "ln（150 ÷ 100）÷ ln（400 ÷ 100），2022年",
    )


def test_negative_baseline_stands_in_brackets() -> None:
    made = report(
        figure(2023, -2), baseline=figure(2020, -20), target=target(10), seen="2024-03-01"
    )
    assert _step(made, "share_done") == (
        "0.600000",
        "(−2 − (−20)) ÷ (10 − (−20)), for 2023",
        "（−2 −（−20））÷（10 −（−20）），2023年",
    )


@pytest.mark.parametrize(
    ("made", "value", "english", "shown"),
    [
        (report(figure(2025, 105), baseline=ZERO), "5", "105 − 100", "+5 clusters"),
        (
            report(figure(2025, 12), target=target(None, 10, aim="fall")),
            "-2",
            "10 − 12",
            "−2 clusters",
        ),
        (report(figure(2025, 2), target=target(3, 5, aim="fall")), "3", "5 − 2", "+3 clusters"),
        (
            report(figure(2025, 2), target=target(1, 3, aim="within")),
            "0",
            "Inside the range.",
            "0 clusters",
        ),
        (
            report(figure(2025, 4), target=target(1, 3, aim="within")),
            "-1",
            "3 − 4",
            "−1 cluster",
        ),
        (
            report(figure(2025, "0.288"), target=target("0.3"), **SHARE),
            "-0.012",
            "28.8 − 30.0",
            "−1.2 points",
        ),
    ],
)
def test_distance_is_below_zero_when_short(
    made: IndicatorReport, value: str, english: str, shown: str
) -> None:
    distance = {step.code: step for step in made.verdict.working}["distance"]
    assert _step(made, "distance")[:2] == (value, english)
    assert step_value(distance, made, "en") == shown


def test_moving_away_shows_the_change() -> None:
    made = report(figure(2023, -3), baseline=ZERO, seen="2024-03-01")
    assert _step(made, "change")[:2] == ("-3.000000", "−3 − 0, for 2023")


def test_completion_of_a_falling_target_does_not_exist() -> None:
    made = report(figure(2025, 12), target=target(None, 10, aim="fall"))
    assert _step(made, "completion") == (
        None,
        "Exists only where the target is to rise.",
        "仅适用于上升类目标。",
    )


def test_completion_needs_a_goal_above_zero() -> None:
    made = report(figure(2025, -105), target=target(-100))
    assert _step(made, "completion")[1] == "Needs a target above 0 and a figure of 0 or more."


def test_codes_of_the_steps_while_the_year_runs() -> None:
    assert [step.code for step in RUNNING.verdict.working] == [
        "over",
        "meets",
        "completion",
        "share_done",
        "share_time",
        "gap",
        "pace",
        "needed",
        "so_far",
        "distance",
        "rule",
    ]


def test_one_year_is_singular() -> None:
    made = report(figure(2024, 83), baseline=ZERO, seen="2025-03-01")
    assert _step(made, "needed")[1:] == ("(100 − 83) ÷ 1 year", "（100 − 83）÷ 1年")


def test_nothing_is_needed_a_year_once_the_level_is_reached() -> None:
    made = report(figure(2023, 101), baseline=ZERO, seen="2024-03-01")
    assert [step.code for step in made.verdict.working] == [
        "over",
        "meets",
        "completion",
        "share_done",
        "share_time",
        "gap",
        "pace",
        "so_far",
        "distance",
        "rule",
    ]


@pytest.mark.parametrize(
    ("made", "rule", "english", "chinese"),
    [
        (
            report(figure(2024, 16, "D")),
            "2",
            "Up to the end of 2025 there are only figures on another basis.",
            "截至2025年底只有口径不一致的数据。",
        ),
        (
            report(),
            "2",
            "Up to the end of 2025 there is no figure that can be judged.",
            "截至2025年底没有可评价的数据。",
        ),
        (
            RUNNING,
            "14",
            "The share of the way is at least 1.05 times the share of time.",
            "完成比例不低于序时进度的1.05倍。",
        ),
        (
            NEARLY_60,
            "6",
            "2025 is over and its figure does not meet; the distance is to the target itself.",
            "2025年已结束，该年数据未达到目标值；差距按目标值本身计算。",
        ),
        (
            report(figure(2024, 90), figure(2025, 104, "D"), baseline=ZERO),
            "3",
            "2025 is over and its full-year figure is on another basis.",
            "2025年已结束，该年全年数据口径不一致。",
        ),
        (
            report(figure(2023, 100), figure(2024, 110), figure(2025, 120), baseline=ZERO),
            "4",
            (
                "2025 is over and its figure meets the target; so did every figure from 2023 on, "
                "and one before did not."
            ),
            "2025年已结束，该年数据达到目标值；自2023年起各年数据均达到，此前未达到。",
        ),
        (
            report(figure(2024, 104), baseline=ZERO, **TOTAL),
            "4",
            (
                "2025 is over; a running total that meets the target cannot fall back; so did "
                "every figure from 2024 on, and one before did not."
            ),
            "2025年已结束，累计数已达到目标值且不会回落；自2024年起各年数据均达到，此前未达到。",
        ),
        (
            report(figure(2025, 105), baseline=ZERO),
            "5",
            "2025 is over and its figure meets the target.",
            "2025年已结束，该年数据达到目标值。",
        ),
        (
            report(figure(2025, 96), baseline=ZERO),
            "6",
            "2025 is over and its figure does not meet the target.",
            "2025年已结束，该年数据未达到目标值。",
        ),
        (
            report(
                figure(2024, 110), target=target(None, 100, aim="fall"), seen="2025-06-01", **TOTAL
            ),
            "6",
            "A running total above its upper bound cannot come down again.",
            "累计数已超过上限，无法回落。",
        ),
        (
            report(figure(2023, 101), baseline=ZERO, seen="2024-03-01", **TOTAL),
            "7",
            "A running total that meets the target cannot fall back.",
            "累计数已达到目标值且不会回落。",
        ),
        (
            report(figure(2023, 101), baseline=ZERO, seen="2024-03-01"),
            "8",
            "2025 is not over; every figure from 2023 on meets the target.",
            "2025年尚未结束；自2023年起数据均达到目标值。",
        ),
        (
            report(figure(2023, 6), target=target(1, 3, aim="within"), seen="2024-03-01"),
            "9",
            "2025 is not over and the latest figure lies outside the range.",
            "2025年尚未结束，最新数据不在目标区间内。",
        ),
        (
            report(figure(2023, 63), seen="2024-03-01"),
            "10",
            "2025 is not over, and without a baseline there is no pace.",
            "2025年尚未结束，无基期数，无法计算进度。",
        ),
        (
            report(figure(2023, 63, break_kind="definition"), baseline=ZERO, seen="2024-03-01"),
            "11",
            "A series break lies between the baseline and the latest figure.",
            "基期与最新数据之间有口径调整。",
        ),
        (
            report(figure(2023, 90), baseline=figure(2020, 110), seen="2024-03-01"),
            "12",
            "The baseline met the target and the latest figure does not.",
            "基期数已达到目标值，最新数据未达到。",
        ),
        (
            report(figure(2023, -3), baseline=ZERO, seen="2024-03-01"),
            "12",
            "The latest figure is further from the target than the baseline.",
            "最新数据比基期数离目标更远。",
        ),
        (
            report(on("2021-03-01", 0), baseline=ZERO, seen="2021-04-01"),
            "13",
            "Less than a tenth of the time has gone: too early to tell.",
            "序时进度不足10%，时间尚早。",
        ),
        (
            report(
                figure(2023, 30),
                baseline=figure(2020, 30),
                target=target(30, strict=True),
                seen="2024-03-01",
            ),
            "13",
            "The baseline equals the target, so there is no way to measure.",
            "基期数等于目标值，无进度可计算。",
        ),
        (
            report(figure(2022, 50), baseline=ZERO, path="compound", seen="2023-03-01"),
            "13",
            "A path of constant growth needs values above 0.",
            "按固定增速评价要求数值大于0。",
        ),
        (
            report(figure(2023, 62), baseline=ZERO, seen="2024-03-01"),
            "15",
            "The share of the way is at least 0.95 times the share of time, and under 1.05 times.",
            "完成比例不低于序时进度的0.95倍，不到1.05倍。",
        ),
        (
            report(figure(2023, 56), baseline=ZERO, seen="2024-03-01"),
            "16",
            "The share of the way is at least 0.60 times the share of time, and under 0.95 times.",
            "完成比例不低于序时进度的0.60倍，不到0.95倍。",
        ),
        (
            report(figure(2023, 35), baseline=ZERO, seen="2024-03-01"),
            "17",
            "The share of the way is under 0.60 times the share of time.",
            "完成比例不到序时进度的0.60倍。",
        ),
    ],
)
def test_rule_that_decided(made: IndicatorReport, rule: str, english: str, chinese: str) -> None:
    assert _step(made, "rule") == (rule, english, chinese)


@pytest.mark.parametrize(
    ("made", "english", "chinese"),
    [
        (report(), "No figure that can be judged was found.", "未查到可评价的数据。"),
        (
            report(figure(2024, 16, "D")),
            "The figures found are on another basis.",
            "查到的数据口径与目标不一致。",
        ),
        (
            report(figure(2024, 90), figure(2025, 104, "D"), baseline=ZERO),
            "There is one, on another basis: it is shown and not judged.",
            "有该年数据，但口径不一致，仅供参考，不作评价。",
        ),
    ],
)
def test_missing_full_year_figure_says_why(
    made: IndicatorReport, english: str, chinese: str
) -> None:
    assert _step(made, "full_year") == (None, english, chinese)


def test_latest_figure_is_asked_about_while_the_year_runs_in_chinese() -> None:
    assert _lines(RUNNING, "zh-hans")[:2] == [
        ("2025年是否已结束？", "否", "目标于2025年12月31日到期。"),
        ("最新数据是否达到目标值？", "否", "63低于100，2023年"),
    ]


def test_running_total_that_has_met_needs_no_full_year_figure() -> None:
    made = report(figure(2024, 104), baseline=ZERO, **TOTAL)
    assert _step(made, "full_year") == (
        None,
        "Not needed: the running total can no longer change the answer.",
        "不需要：累计数已不会改变结论。",
    )


def test_working_is_the_same_from_one_day_to_the_next() -> None:
    days = (date(2026, 11, 23), date(2026, 11, 24))
    first, second = (report(figure(2024, 63), baseline=ZERO, seen=day) for day in days)
    assert working(first) == working(second)
