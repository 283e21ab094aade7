"""The words for every verdict, every reason and every mark, in both languages."""

from dataclasses import replace
from typing import Any

import pytest

from indicators.report_types import IndicatorReport, JudgedTarget, Verdict
from indicators.verdict_words import (
    change_words,
    marks,
    pace_withheld,
    summary_words,
    verdict_entry,
    verdict_key,
    verdict_meaning,
    verdict_name,
    verdict_words,
)
from lingang.styleguide.building import SHARE, target
from tests.indicators.judged import MONEY, figure, on, report

LANGUAGES = ("en", "zh-hans")
ZERO = figure(2020, 0)
TOTAL: dict[str, Any] = {"nature": "running_total"}
ABOUT_600 = target(600, tolerance="0.05")
BILLION = 10**9


def _said(made: IndicatorReport) -> list[str]:
    return [verdict_words(made.verdict, made, lang) for lang in LANGUAGES]


def _marks(made: IndicatorReport) -> list[tuple[str, str, str]]:
    english, chinese = (marks(made.verdict, made, lang) for lang in LANGUAGES)
    return [(code, words, zh) for (code, words), (_, zh) in zip(english, chinese, strict=True)]


@pytest.mark.parametrize(
    ("made", "code", "english", "chinese"),
    [
        (
            report(figure(2023, 5), target=None),
            "tracked",
            "Tracked, no target",
            "监测指标（未设目标值）",
        ),
        (report(), "no_figure", "No figure found", "未查到数据"),
        (
            report(figure(2024, 16, "D")),
            "no_figure",
            "Only on another basis",
            "口径不一致，暂不评价",
        ),
        (
            report(figure(2024, 63), baseline=ZERO),
            "awaiting",
            "Awaiting the 2025 figure",
            "2025年数据待公布",
        ),
        (
            report(figure(2024, 90), figure(2025, 104, "D"), baseline=ZERO),
            "awaiting",
            "2025’s figure is on another basis",
            "口径不一致，暂不评价",
        ),
        (
            report(figure(2023, 100), figure(2025, 120), figure(2024, 110), baseline=ZERO),
            "met_early",
            "Met early, in 2023",
            "提前实现（2023年）",
        ),
        (report(figure(2025, 105), baseline=ZERO), "met", "Met", "已实现"),
        (
            report(figure(2025, 96), baseline=ZERO),
            "missed",
            "Missed, by 4 clusters",
            "未实现，差4个",
        ),
        (
            report(figure(2025, 99), baseline=ZERO),
            "missed",
            "Missed, by 1 cluster",
            "未实现，差1个",
        ),
        (
            report(figure(2025, 100), baseline=ZERO, target=target(100, strict=True)),
            "missed",
            "Missed, exactly at the bound",
            "未实现，恰等于目标值",
        ),
        (
            report(figure(2025, 56_100_000_000), target=target(60 * BILLION), **MONEY),
            "missed",
            "Missed, by ¥3.9bn",
            "未实现，差39亿元",
        ),
        (
            report(figure(2025, "0.288"), target=target("0.3"), **SHARE),
            "missed",
            "Missed, by 1.2 points",
            "未实现，差1.2个百分点",
        ),
        (
            report(figure(2023, 101), baseline=ZERO, seen="2024-03-01"),
            "holding",
            "At the target level since 2023",
            "已达目标值（2023年起）",
        ),
        (
            report(
                figure(2023, 4),
                target=target(1, 3, aim="within"),
                baseline=figure(2020, 6),
                seen="2024-03-01",
            ),
            "outside",
            "Outside the range, nearer than at the baseline",
            "不在目标区间，较基期接近",
        ),
        (
            report(
                figure(2023, 6),
                target=target(1, 3, aim="within"),
                baseline=figure(2020, 4),
                seen="2024-03-01",
            ),
            "outside",
            "Outside the range, further than at the baseline",
            "不在目标区间，较基期更远",
        ),
        (
            report(figure(2023, 6), target=target(1, 3, aim="within"), seen="2024-03-01"),
            "outside",
            "Outside the range",
            "不在目标区间",
        ),
        (
            report(figure(2023, 63), seen="2024-03-01"),
            "not_assessed",
            "Not assessed: no baseline",
            "暂不评价：无基期数",
        ),
        (
            report(figure(2023, 63, break_kind="definition"), baseline=ZERO, seen="2024-03-01"),
            "not_assessed",
            "Not assessed: series break",
            "暂不评价：口径调整",
        ),
        (
            report(
                figure(2023, 30),
                baseline=figure(2020, 30),
                target=target(30, strict=True),
                seen="2024-03-01",
            ),
            "not_assessed",
            "Not assessed: target equals baseline",
            "暂不评价：目标值等于基期数",
        ),
        (
            report(figure(2022, 50), baseline=ZERO, path="compound", seen="2023-03-01"),
            "not_assessed",
            "Not assessed: a growth rate needs values above 0",
            "暂不评价：按增速评价要求数值大于0",
        ),
        (
            report(on("2021-03-01", 0), baseline=ZERO, seen="2021-04-01", **TOTAL),
            "not_assessed",
            "Not assessed: too early to tell",
            "暂不评价：时间尚早",
        ),
        (
            report(figure(2023, -3), baseline=ZERO, seen="2024-03-01"),
            "moving_away",
            "Moving away",
            "偏离目标",
        ),
        (report(figure(2023, 63), baseline=ZERO, seen="2024-03-01"), "ahead", "Ahead", "快于预期"),
        (
            report(figure(2023, 62), baseline=ZERO, seen="2024-03-01"),
            "on_track",
            "On track",
            "基本符合预期",
        ),
        (report(figure(2023, 56), baseline=ZERO, seen="2024-03-01"), "behind", "Behind", "滞后"),
        (
            report(figure(2023, 35), baseline=ZERO, seen="2024-03-01"),
            "far_behind",
            "Far behind",
            "明显滞后",
        ),
    ],
)
def test_verdict_in_words(made: IndicatorReport, code: str, english: str, chinese: str) -> None:
    assert [made.verdict.code, *_said(made)] == [code, english, chinese]


def test_interim_verdict_names_its_own_year() -> None:
    made = report(figure(2022, 20), baseline=ZERO, seen="2024-03-01")
    judged = report(
        figure(2022, 20), baseline=ZERO, seen="2024-03-01", target=target(40, year=2023)
    )
    interim = JudgedTarget(target=target(40, year=2023), verdict=judged.verdict)
    whole = replace(made, interim=(interim,))
    assert verdict_words(interim.verdict, whole, "en") == "Awaiting the 2023 figure"
    assert verdict_words(whole.verdict, whole, "en") == "Far behind"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (report(figure(2025, 105), baseline=ZERO), []),
        (
            report(figure(2025, 105, "P"), baseline=ZERO),
            [("provisional", "provisional", "初步")],
        ),
        (
            report(figure(2023, 63), baseline=ZERO),
            [("out_of_date", "out of date", "数据较早")],
        ),
        (
            report(figure(2025, 570), baseline=figure(2020, 200), target=ABOUT_600),
            [("within_tolerance", "within tolerance", "在允许偏差内")],
        ),
        (
            report(figure(2025, 6), baseline=ZERO, target=target(3, 5)),
            [("above_range", "above the range", "高于目标区间")],
        ),
        (
            report(figure(2025, 2), baseline=figure(2020, 9), target=target(3, 5, aim="fall")),
            [("below_range", "below the range", "低于目标区间")],
        ),
        (
            report(
                figure(2021, 30, break_kind="definition"),
                figure(2025, 130),
                baseline=figure(2020, 50),
            ),
            [("redefined", "series redefined in 2021", "口径调整（2021年）")],
        ),
        (
            report(figure(2025, 96), figure(2026, 103), baseline=ZERO, seen="2027-03-01"),
            [("met_late", "met late, in 2026", "延后实现（2026年）")],
        ),
        (
            report(figure(2023, 63, "E"), baseline=ZERO, seen="2024-03-01"),
            [("figure_year", "2023 figure", "2023年数据"), ("provisional", "provisional", "初步")],
        ),
        (
            report(figure(2023, -3), baseline=ZERO, seen="2024-03-01"),
            [
                ("figure_year", "2023 figure", "2023年数据"),
                ("change", "−3 clusters since the baseline", "较基期减少3个"),
            ],
        ),
    ],
)
def test_marks_beside_a_verdict(
    made: IndicatorReport, expected: list[tuple[str, str, str]]
) -> None:
    assert _marks(made) == expected


def test_change_of_a_share_is_in_points() -> None:
    made = report(
        figure(2023, "0.123"),
        baseline=figure(2020, "0.12"),
        target=target(None, "0.1", aim="fall"),
        seen="2024-03-01",
        **SHARE,
    )
    assert [change_words(made.verdict, made, lang) for lang in LANGUAGES] == [
        "+0.3 points since the baseline",
        "较基期增加0.3个百分点",
    ]


def test_no_change_since_the_baseline_is_said() -> None:
    made = report(figure(2023, 0), baseline=ZERO, seen="2024-03-01")
    assert [change_words(made.verdict, made, lang) for lang in LANGUAGES] == [
        "unchanged since the baseline",
        "与基期持平",
    ]


def _behind(*more: Any, seen: str) -> IndicatorReport:
    return report(figure(2021, 11), *more, baseline=ZERO, seen=seen)


def test_fresh_pace_stands_on_summaries() -> None:
    made = _behind(seen="2022-06-01")
    assert [summary_words(made.verdict, made, lang) for lang in LANGUAGES] == [
        "Far behind",
        "明显滞后",
    ]


@pytest.mark.parametrize(
    "made",
    [_behind(seen="2024-06-01"), _behind(figure(2022, 80, "U"), seen="2022-12-31")],
    ids=["out of date", "a newer figure that is not judged"],
)
def test_stale_pace_gives_way_to_shares_on_summaries(made: IndicatorReport) -> None:
    assert pace_withheld(made, made.verdict)
    assert [summary_words(made.verdict, made, lang) for lang in LANGUAGES] == [
        "11.0% of the way in 2021",
        "2021年完成比例11.0%",
    ]


def test_stale_direction_without_shares_names_the_year_alone() -> None:
    made = report(
        figure(2023, 40),
        baseline=figure(2020, 120),
        seen="2026-06-01",
        target=target(100, year=2030),
    )
    assert [summary_words(made.verdict, made, lang) for lang in LANGUAGES] == [
        "No pace: last figure 2023",
        "暂不评价进度（最新数据为2023年）",
    ]


def test_results_are_never_withheld() -> None:
    made = report(figure(2025, 105), figure(2026, 1, "U"), baseline=ZERO, seen="2029-01-01")
    assert summary_words(made.verdict, made, "en") == "Met"


@pytest.mark.parametrize(
    ("code", "reason", "key"),
    [
        ("no_figure", "none_found", "none_found"),
        ("no_figure", "other_basis", "other_basis"),
        ("awaiting", "other_basis", "other_basis"),
        ("awaiting", None, "awaiting"),
        ("moving_away", "slipped", "moving_away"),
    ],
)
def test_verdict_key_tells_the_kinds_of_missing_figure_apart(
    code: str, reason: str | None, key: str
) -> None:
    assert verdict_key(code, reason) == key


def test_verdict_name_of_several_years_names_none() -> None:
    assert [verdict_name("awaiting", None, lang) for lang in LANGUAGES] == [
        "Awaiting the target year’s figure",
        "目标年数据待公布",
    ]


def test_meanings_are_sentences_in_both_languages() -> None:
    assert [verdict_meaning("no_figure", "none_found", lang) for lang in LANGUAGES] == [
        "No figure was found. That is not the same as zero.",
        "没有查到数据，不等于零。",
    ]
    assert verdict_meaning("awaiting", "other_basis", "en") == (
        "Figures exist, but none on the target’s own basis."
    )


def test_entry_joins_name_and_meaning() -> None:
    assert [verdict_entry("met_early", lang) for lang in LANGUAGES] == [
        (
            "Met early. Reached in the year named, after a figure that had not reached it, and "
            "kept ever since."
        ),
        "提前实现：此前未达目标，自所示年份起达到并保持。",
    ]


def test_unknown_reason_leaves_the_bare_verdict() -> None:
    made = report(figure(2023, 63), seen="2024-03-01")
    verdict = Verdict(code="not_assessed", rule=13, reason=None)
    assert verdict_words(verdict, made, "en") == "Not assessed"
