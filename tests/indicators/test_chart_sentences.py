"""A chart's title and description."""

import pytest

from indicators.chart_sentences import chart_description, chart_title
from indicators.report_types import IndicatorReport
from lingang.styleguide.building import target
from tests.indicators.judged import MONEY, figure, on, other_series, report, source

LANGUAGES = ("en", "zh-hans")
ZERO = figure(2020, 0)
BILLION = 10**9
ABOUT_60 = target(60 * BILLION, tolerance="0.05")
FALL = target(None, 10, aim="fall")


@pytest.mark.parametrize(
    ("made", "english", "chinese"),
    [
        (
            report(figure(2024, 423 * BILLION, "P"), target=target(500 * BILLION), **MONEY),
            "¥423 billion in 2024; the 2025 figure is awaited",
            "2024年为4230亿元，2025年数据待公布",
        ),
        (
            report(figure(2024, 90), figure(2025, 104, "D")),
            "90 clusters in 2024; the 2025 figure is on another basis",
            "2024年为90个，2025年数据口径不一致",
        ),
        (
            report(figure(2025, "56100000000"), target=ABOUT_60, **MONEY),
            "¥56.1bn in 2025, ¥3.9bn short of the target",
            "2025年为561亿元，与目标值相差39亿元",
        ),
        (
            report(figure(2025, "60400000000"), target=ABOUT_60, **MONEY),
            "¥60.4bn in 2025, ¥0.4bn beyond the target",
            "2025年为604亿元，超出目标值4亿元",
        ),
        (
            report(figure(2025, 58 * BILLION), target=ABOUT_60, **MONEY),
            "¥58.0bn in 2025, ¥2.0bn short of the target, within tolerance",
            "2025年为580亿元，与目标值相差20亿元，在允许偏差内",
        ),
        (
            report(figure(2025, 100)),
            "100 clusters in 2025, exactly at the target",
            "2025年为100个，恰等于目标值",
        ),
        (
            report(figure(2025, 100), target=target(100, strict=True)),
            "100 clusters in 2025, exactly at the bound, which had to be passed",
            "2025年为100个，恰等于目标值，未超过",
        ),
        (
            report(figure(2025, 12), target=FALL),
            "12 clusters in 2025, 2 clusters above the target",
            "2025年为12个，高于目标值2个",
        ),
        (
            report(figure(2025, 9), target=FALL),
            "9 clusters in 2025, 1 cluster below the target",
            "2025年为9个，低于目标值1个",
        ),
        (
            report(figure(2025, 4), target=target(3, 5)),
            "4 clusters in 2025, inside the target range",
            "2025年为4个，在目标区间内",
        ),
        (
            report(figure(2025, 3), target=target(3, 5)),
            "3 clusters in 2025, inside the target range",
            "2025年为3个，在目标区间内",
        ),
        (
            report(figure(2025, 5), target=target(3, 5)),
            "5 clusters in 2025, inside the target range",
            "2025年为5个，在目标区间内",
        ),
        (
            report(figure(2024, 104), baseline=ZERO, nature="running_total"),
            "104 clusters in 2024, 4 clusters beyond the target",
            "2024年为104个，超出目标值4个",
        ),
        (
            report(figure(2023, 101), baseline=ZERO, seen="2024-03-01"),
            "101 clusters in 2023, 1 cluster beyond the target",
            "2023年为101个，超出目标值1个",
        ),
        (
            report(figure(2023, 62), baseline=ZERO, seen="2024-03-01"),
            "62 clusters in 2023, 62.0% of the way with 60.0% of the time gone",
            "2023年为62个，完成比例62.0%，序时进度60.0%",
        ),
        (
            report(figure(2023, 56), baseline=ZERO, seen="2024-03-01"),
            "56 clusters in 2023, 56.0% of the way with 60.0% of the time gone",
            "2023年为56个，完成比例56.0%，序时进度60.0%",
        ),
        (
            report(figure(2023, 35), baseline=ZERO, seen="2024-03-01"),
            "35 clusters in 2023, 35.0% of the way with 60.0% of the time gone",
            "2023年为35个，完成比例35.0%，序时进度60.0%",
        ),
        (
            report(figure(2023, -3), baseline=ZERO, seen="2024-03-01"),
            "−3 clusters in 2023; the target for 2025 is at least 100 clusters",
            "2023年为−3个；2025年目标为不少于100个",
        ),
        (
            report(figure(2025, 6), target=target(3, 5)),
            "6 clusters in 2025, 1 cluster above the target range",
            "2025年为6个，高于目标区间上限1个",
        ),
        (
            report(figure(2025, 2), target=target(3, 5)),
            "2 clusters in 2025, 1 cluster below the target range",
            "2025年为2个，低于目标区间下限1个",
        ),
        (
            report(figure(2023, 6), target=target(1, 3, aim="within"), seen="2024-03-01"),
            "6 clusters in 2023, 3 clusters above the target range",
            "2023年为6个，高于目标区间上限3个",
        ),
        (
            report(figure(2023, 63), baseline=ZERO, seen="2024-03-01"),
            "63 clusters in 2023, 63.0% of the way with 60.0% of the time gone",
            "2023年为63个，完成比例63.0%，序时进度60.0%",
        ),
        (
            report(figure(2023, 63), seen="2024-03-01"),
            "63 clusters in 2023; the target for 2025 is at least 100 clusters",
            "2023年为63个；2025年目标为不少于100个",
        ),
        (
            report(),
            "No figure found; the target for 2025 is at least 100 clusters",
            "未查到数据；2025年目标为不少于100个",
        ),
        (
            report(figure(2024, 16, "D")),
            "Only figures on another basis; the target for 2025 is at least 100 clusters",
            "仅有口径不一致的数据；2025年目标为不少于100个",
        ),
        (report(figure(2024, 5), target=None), "5 clusters in 2024", "2024年为5个"),
        (report(target=None), "No figure found", "未查到数据"),
        (
            report(
                target=None,
                headline=False,
                others=(other_series(figure(2024, 3, "U"), role="breakdown"),),
            ),
            "All industry: 3 clusters in 2024 (low reliability)",
            "全部工业：2024年为3个（可靠性较低）",
        ),
    ],
)
def test_title_says_what_the_chart_comes_to(
    made: IndicatorReport, english: str, chinese: str
) -> None:
    assert [chart_title(made, lang) for lang in LANGUAGES] == [english, chinese]


RICH = report(
    on("2021-08-31", 146_430_000_000, "P", covers="to_date"),
    figure(2024, 423 * BILLION, "P", break_kind="revised-base"),
    target=target(500 * BILLION),
    others=(other_series(figure(2020, "170300000000", "D")),),
    **MONEY,
)


def test_description_tells_figures_breaks_gaps_and_target() -> None:
    assert chart_description(RICH, "en") == (
        "Industrial clusters, ¥ billion. January–August 2021: ¥146.43bn, part of the year, not "
        "judged. 2024: ¥423.0bn, provisional, revised base. 2020: ¥170.3bn, definition differs: "
        "all industry. The line for all of them is broken before 2024: revised base. No figure "
        "for 2022, 2023 and 2025. Target for 2025: at least ¥500 billion."
    )


def test_description_in_chinese() -> None:
    assert chart_description(RICH, "zh-hans") == (
        "产业集群，亿元。2021年1—8月累计：1464.3亿元，年内累计数，不作评价。"
        "2024年：4230亿元，初步数，基数修订。2020年：1703亿元，口径不一致：全部工业。"
        "总数在2024年之前断开：基数修订。2022、2023、2025年没有数据。2025年目标：不低于5000亿元。"
    )


def test_description_of_an_empty_chart() -> None:
    assert [chart_description(report(), lang) for lang in LANGUAGES] == [
        "Industrial clusters, clusters. No figure. Target for 2025: at least 100 clusters.",
        "产业集群，个。没有数据。2025年目标：不少于100个。",
    ]


def test_description_where_only_parts_have_figures() -> None:
    part = other_series(figure(2024, 3), role="breakdown")
    assert [chart_description(report(target=None, others=(part,)), lang) for lang in LANGUAGES] == [
        "Industrial clusters, clusters. No figure for the whole.",
        "产业集群，个。没有总数。",
    ]


def test_description_names_days_of_reports() -> None:
    made = report(on("2024-06-14", 2, source=source("2024-06-14")), target=None)
    assert chart_description(made, "en") == (
        "Industrial clusters, clusters. As reported on 14 June 2024: 2 clusters, final."
    )
