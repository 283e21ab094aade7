"""What is known of an indicator in a sentence or two, and the sentence that may be quoted."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from indicators.report_types import IndicatorReport, ReleaseReport
from indicators.sentences import known, quote_indicator
from lingang.styleguide.building import SHARE, target, text
from tests.indicators.judged import MONEY, figure, on, other_series, report, source

LANGUAGES = ("en", "zh-hans")
ZERO = figure(2020, 0)
BILLION = 10**9
TOTAL: dict[str, Any] = {"nature": "running_total"}
MIRROR = source(kind="mirror")
OUTPUT = report(
    figure(2024, 423 * BILLION, "P", source=MIRROR), target=target(500 * BILLION), **MONEY
)


@pytest.mark.parametrize(
    ("made", "english", "chinese"),
    [
        (
            report(),
            "No figure found for any year. That does not mean nothing was done.",
            "各年均未查到数据。这并不代表没有进展。",
        ),
        (
            report(target=target(600 * BILLION, tolerance="0.05"), **MONEY),
            (
                "No figure found for any year. That does not mean nothing was done. “About” is "
                "read here as within 5%."
            ),
            "各年均未查到数据。这并不代表没有进展。“约”在此按±5%理解。",
        ),
        (
            report(others=(other_series(figure(2024, 40, "F"), role="breakdown"),)),
            (
                "No figure for the whole was found for any year, only for parts of it. That does "
                "not mean nothing was done."
            ),
            "各年均未查到总数，仅有部分数据。这并不代表没有进展。",
        ),
        (
            report(figure(2026, 50), seen="2028-01-01"),
            (
                "No figure that can be judged was found up to 2025. That does not mean nothing "
                "was done."
            ),
            "截至2025年未查到可评价的数据。这并不代表没有进展。",
        ),
        (
            report(others=(other_series(figure(2024, 1493)),)),
            (
                "Shown, not judged: 1,493 clusters in 2024 (definition differs: all industry). "
                "No figure on the target’s own basis was found."
            ),
            (
                "仅供参考，不作评价：2024年为1,493个（口径不一致：全部工业）。未查到与目标口径一"
                "致的数据。"
            ),
        ),
        (
            report(figure(2024, 40, "U")),
            (
                "Shown, not judged: 40 clusters in 2024 (low reliability). No figure that can be "
                "judged was found."
            ),
            "仅供参考，不作评价：2024年为40个（可靠性较低）。未查到可评价的数据。",
        ),
        (
            OUTPUT,
            (
                "¥423 billion in 2024 (provisional), 84.6% of the target. No baseline: no 2020 "
                "figure on the target’s own basis was found."
            ),
            "2024年为4230亿元（初步数），完成率84.6%。无基期数：未查到与目标同口径的2020年数据。",
        ),
        (
            report(on("2024-06-14", 2, "P", source=source("2024-06-14")), target=target(3, 5)),
            (
                "2 clusters as reported on 14 June 2024 (provisional), 1 cluster below the "
                "target range. No baseline: no 2020 figure on the target’s own basis was found."
            ),
            (
                "2024年6月14日报道为2个（初步数），低于目标区间下限1个。无基期数：未查到与目标同"
                "口径的2020年数据。"
            ),
        ),
        (
            report(
                on("2021-08-16", 5, "P"),
                on("2024-03-26", 16, "D"),
                baseline=ZERO,
                target=target(30, strict=True),
                **TOTAL,
            ),
            (
                "5 clusters as of 16 August 2021 (provisional): 16.7% of the way with 12.5% of "
                "the time gone. A later figure is shown and not judged: 16 clusters as of 26 "
                "March 2024, definition differs."
            ),
            (
                "截至2021年8月16日为5个（初步数）：完成比例16.7%，序时进度12.5%。此后的数据仅供参"
                "考，不作评价：截至2024年3月26日为16个，口径不一致。"
            ),
        ),
        (
            report(figure(2025, "56100000000"), target=target(60 * BILLION), **MONEY),
            "¥56.1 billion in 2025, ¥3.9 billion short of the target.",
            "2025年为561亿元，与目标值相差39亿元。",
        ),
        (
            report(figure(2025, 105), baseline=ZERO),
            "105 clusters in 2025, 5 clusters beyond the target.",
            "2025年为105个，超出目标值5个。",
        ),
        (
            report(figure(2024, 104), baseline=ZERO, **TOTAL),
            "104 clusters in 2024, 4 clusters beyond the target.",
            "2024年为104个，超出目标值4个。",
        ),
        (
            report(figure(2023, 6), target=target(1, 3, aim="within"), seen="2024-03-01"),
            "6 clusters in 2023, 3 clusters above the target range.",
            "2023年为6个，高于目标区间上限3个。",
        ),
        (
            report(
                figure(2024, 3 * BILLION), target=target(None, 2 * BILLION, aim="fall"), **MONEY
            ),
            (
                "¥3 billion in 2024, ¥1 billion above the target. No baseline: no 2020 figure on "
                "the target’s own basis was found."
            ),
            "2024年为30亿元，高于目标值10亿元。无基期数：未查到与目标同口径的2020年数据。",
        ),
        (
            report(figure(2023, 63), baseline=ZERO, seen="2024-03-01"),
            "63 clusters in 2023: 63.0% of the way with 60.0% of the time gone.",
            "2023年为63个：完成比例63.0%，序时进度60.0%。",
        ),
        (
            report(on("2021-03-01", 0), baseline=ZERO, seen="2021-04-01", **TOTAL),
            (
                "0 clusters as of 1 March 2021: 0.0% of the way with 3.3% of the time gone. Too "
                "early to tell."
            ),
            "截至2021年3月1日为0个：完成比例0.0%，序时进度3.3%。时间尚早，暂不评价。",
        ),
        (
            report(figure(2023, -3), baseline=ZERO, seen="2024-03-01"),
            (
                "−3 clusters in 2023, −3 clusters since the baseline: −3.0% of the way with "
                "60.0% of the time gone."
            ),
            "2023年为−3个，较基期减少3个：完成比例−3.0%，序时进度60.0%。",
        ),
        (
            report(figure(2024, 102), target=None),
            "102 clusters in 2024. Tracked, no target.",
            "2024年为102个。监测指标，未设目标值。",
        ),
        (
            report(
                target=None,
                headline=False,
                others=(other_series(figure(2024, 3, "U"), role="breakdown"),),
            ),
            "All industry: 3 clusters in 2024 (low reliability). Tracked, no target.",
            "全部工业：2024年为3个（可靠性较低）。监测指标，未设目标值。",
        ),
        (
            report(target=None),
            (
                "No figure found for any year. That does not mean nothing was done. Tracked, no "
                "target."
            ),
            "各年均未查到数据。这并不代表没有进展。监测指标，未设目标值。",
        ),
    ],
)
def test_what_is_known(made: IndicatorReport, english: str, chinese: str) -> None:
    assert [known(made, lang) for lang in LANGUAGES] == [english, chinese]


PLAN = text("14th Five-Year Plan", "“十四五”规划")
RELEASE = ReleaseReport(
    plan="14fyp",
    number=1,
    title=text("", ""),
    note=text("", ""),
    judged_on=date(2026, 11, 23),
    published_at=datetime(2026, 11, 22, 17, 30, tzinfo=UTC),
    digest="",
    previous_digest="",
    method_version="1",
    product_version="1",
)


def _quotes(made: IndicatorReport, release: ReleaseReport | None = RELEASE) -> list[str]:
    return [quote_indicator(made, PLAN, release, lang) for lang in LANGUAGES]


def test_quote_carries_status_release_day_and_source() -> None:
    assert _quotes(OUTPUT) == [
        (
            "Industrial clusters (14th Five-Year Plan): ¥423 billion in 2024 (provisional), "
            "84.6% of the target for 2025 of at least ¥500 billion; awaiting the 2025 figure "
            "(release 1, 23 November 2026; source: China News Service, 20 February 2025, quoted "
            "from a copy, original not seen)."
        ),
        (
            "产业集群（“十四五”规划）：2024年为4230亿元（初步数），为2025年目标（不低于5000亿元）"
            "的84.6%；2025年数据待公布（第1次发布，2026年11月23日；来源：中国新闻社，2025年2月20"
            "日，转引，未见原文）。"
        ),
    ]


def test_quote_of_a_superseded_release_says_so() -> None:
    made = report(figure(2025, 105), baseline=ZERO)
    assert _quotes(made, replace(RELEASE, superseded_by=2)) == [
        (
            "Industrial clusters (14th Five-Year Plan): 105 clusters in 2025, against a target "
            "for 2025 of at least 100 clusters; met (release 1, 23 November 2026, since "
            "superseded by release 2)."
        ),
        (
            "产业集群（“十四五”规划）：2025年为105个，2025年目标为不少于100个；已实现（第1次发布"
            "，2026年11月23日，已被第2次发布取代）。"
        ),
    ]


def test_quote_of_working_figures_says_that_they_are_not_published() -> None:
    made = report(figure(2025, 96), baseline=ZERO)
    assert _quotes(made, None) == [
        (
            "Industrial clusters (14th Five-Year Plan): 96 clusters in 2025, against a target "
            "for 2025 of at least 100 clusters; missed, by 4 clusters (working figures, not "
            "published)."
        ),
        (
            "产业集群（“十四五”规划）：2025年为96个，2025年目标为不少于100个；未实现，差4个（工作"
            "数据，未公布）。"
        ),
    ]


def _english(made: IndicatorReport) -> str:
    """What stands between the plan's name and the release."""
    return _quotes(made)[0].partition("): ")[2].rpartition(" (release")[0]


@pytest.mark.parametrize(
    ("made", "english"),
    [
        (report(), "no figure was found; the target for 2025 is at least 100 clusters"),
        (
            report(figure(2024, 16, "D")),
            (
                "no figure on the target’s own basis was found; the target for 2025 is at least "
                "100 clusters"
            ),
        ),
        (
            report(figure(2024, 16, "U")),
            "no figure that can be judged was found; the target for 2025 is at least 100 clusters",
        ),
        (
            report(figure(2022, 63), baseline=ZERO),
            (
                "63 clusters in 2022, against a target for 2025 of at least 100 clusters; "
                "awaiting the 2025 figure; the latest figure is out of date"
            ),
        ),
        (
            report(
                figure(2025, 570), baseline=figure(2020, 200), target=target(600, tolerance="0.05")
            ),
            (
                "570 clusters in 2025, against a target for 2025 of about 600 clusters; met; "
                "within tolerance"
            ),
        ),
        (
            report(figure(2025, 96), figure(2026, 103), baseline=ZERO, seen="2027-03-01"),
            (
                "96 clusters in 2025, against a target for 2025 of at least 100 clusters; "
                "missed, by 4 clusters; met late, in 2026"
            ),
        ),
        (
            report(figure(2025, 105), baseline=figure(2020, 0, "P")),
            (
                "105 clusters in 2025, against a target for 2025 of at least 100 clusters; met; "
                "provisional"
            ),
        ),
        (
            report(figure(2023, 63), baseline=ZERO, seen="2024-03-01"),
            "63 clusters in 2023, against a target for 2025 of at least 100 clusters; ahead",
        ),
        (
            report(figure(2021, 11), baseline=ZERO, seen="2024-06-01"),
            (
                "11 clusters in 2021, against a target for 2025 of at least 100 clusters; 11.0% "
                "of the way in 2021; the latest figure is out of date"
            ),
        ),
        (
            report(figure(2025, "0.288"), target=target("0.3"), **SHARE),
            "28.8% in 2025, 96.0% of the target for 2025 of at least 30%; missed, by 1.2 points",
        ),
        (
            report(figure(2024, 102, "P"), target=None),
            "102 clusters in 2024 (provisional); tracked, no target",
        ),
        (report(target=None), "no figure was found; tracked, no target"),
        (
            report(
                target=None,
                headline=False,
                others=(other_series(figure(2024, 3, "U"), role="breakdown"),),
            ),
            "all industry, 3 clusters in 2024 (low reliability); tracked, no target",
        ),
    ],
)
def test_quote_claims_no_more_than_the_figures(made: IndicatorReport, english: str) -> None:
    assert _english(made) == english


@pytest.mark.parametrize(
    ("made", "chinese"),
    [
        (report(), "未查到数据；2025年目标为不少于100个"),
        (report(figure(2024, 16, "D")), "未查到与目标口径一致的数据；2025年目标为不少于100个"),
        (
            report(figure(2022, 63), baseline=ZERO),
            "2022年为63个，2025年目标为不少于100个；2025年数据待公布；最新数据较早",
        ),
        (
            report(figure(2025, 570), baseline=ZERO, target=target(600, tolerance="0.05")),
            "2025年为570个，2025年目标为约600个；已实现；在允许偏差内",
        ),
        (report(figure(2024, 102), target=None), "2024年为102个；监测指标，未设目标值"),
        (
            report(
                target=None,
                headline=False,
                others=(other_series(figure(2024, 3, "U"), role="breakdown"),),
            ),
            "全部工业2024年为3个（可靠性较低）；监测指标，未设目标值",
        ),
    ],
)
def test_quote_in_chinese(made: IndicatorReport, chinese: str) -> None:
    quoted = _quotes(made)[1]
    assert quoted == f"产业集群（“十四五”规划）：{chinese}（第1次发布，2026年11月23日）。"


def test_a_sentence_writes_money_in_one_way() -> None:
    missed = report(figure(2025, 499 * BILLION), target=target(500 * BILLION), **MONEY)
    away = report(
        figure(2023, 19 * BILLION),
        baseline=figure(2020, 20 * BILLION),
        seen="2024-03-01",
        target=target(100 * BILLION),
        **MONEY,
    )

    assert _quotes(missed, None)[0] == (
        "Industrial clusters (14th Five-Year Plan): ¥499 billion in 2025, 99.8% of the target for "
        "2025 of at least ¥500 billion; missed, by ¥1 billion (working figures, not published)."
    )
    assert known(away, "en").split(":")[0] == (
        "¥19 billion in 2023, −¥1 billion since the baseline"
    )
