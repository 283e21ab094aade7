"""The main finding of a plan, in every mix of verdicts, and the sentence to quote."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from indicators.headlines import Headline, common_year, headline, quote_summary
from indicators.report_types import IndicatorReport, ReleaseReport
from lingang.styleguide.building import target, text
from tests.indicators.judged import figure, on, plan, report, source

LANGUAGES = ("en", "zh-hans")
ZERO = figure(2020, 0)
EARLY = "2024-03-01"
FIGURE_IN_2026 = source("2026-02-20")

MET = report(figure(2025, 105, source=FIGURE_IN_2026), baseline=ZERO)
MISSED = report(figure(2025, 90, source=FIGURE_IN_2026), baseline=ZERO)
MET_EARLY = report(
    figure(2024, 101, source=FIGURE_IN_2026),
    figure(2025, 105, source=FIGURE_IN_2026),
    baseline=ZERO,
)
AWAITING = report(figure(2024, 63), baseline=ZERO)
NONE = report()
OTHER_BASIS = report(figure(2024, 16, "D"))
YEAR_ON_OTHER_BASIS = report(figure(2024, 90), figure(2025, 104, "D"), baseline=ZERO)
TRACKED = report(figure(2024, 5), target=None)
AHEAD = report(figure(2023, 63), baseline=ZERO, seen=EARLY)
ON_TRACK = report(figure(2023, 60), baseline=ZERO, seen=EARLY)
BEHIND = report(figure(2023, 50), baseline=ZERO, seen=EARLY)
FAR_BEHIND = report(figure(2023, 10), baseline=ZERO, seen=EARLY)
AWAY = report(figure(2023, -3), baseline=ZERO, seen=EARLY)
HOLDING = report(figure(2023, 101), baseline=ZERO, seen=EARLY)
OUTSIDE = report(figure(2023, 4), target=target(1, 3, aim="within"), seen=EARLY)
NO_BASELINE = report(figure(2023, 63), seen=EARLY)
STALE = report(figure(2021, 11), baseline=ZERO, seen="2024-06-01")
EARLY_NONE = report(seen=EARLY)


def _headline(*reports: IndicatorReport, lang: str = "en") -> Headline:
    made, by_code = plan(*reports)
    return headline(made, by_code, lang)


def test_nothing_can_be_judged_yet() -> None:
    found = _headline(AWAITING, AWAITING, AWAITING, NONE, NONE, OTHER_BASIS, TRACKED)
    assert found == Headline(
        lead="None of six numeric targets can be judged yet.",
        rest="Three await their 2025 figure.",
        standfirst=(
            "The targets fell due on 31 December 2025. The other three have no figure that can "
            "be judged. A missing figure is not zero and not a failure."
        ),
    )


def test_nothing_can_be_judged_yet_in_chinese() -> None:
    found = _headline(
        AWAITING, AWAITING, AWAITING, NONE, NONE, OTHER_BASIS, TRACKED, lang="zh-hans"
    )
    assert found == Headline(
        lead="六项量化目标目前均无法评价，",
        rest="三项2025年数据待公布。",
        standfirst=(
            "目标于2025年12月31日到期。其余三项没有可评价的数据。数据缺失不等于零，也不代表未完成。"
        ),
    )


def _leads(*reports: IndicatorReport) -> list[str]:
    found = [_headline(*reports, lang=lang) for lang in LANGUAGES]
    return [part for each in found for part in (each.lead, each.rest)]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (
            (MET,) * 6,
            ["All six numeric targets were met.", "", "六项量化目标均已实现。", ""],
        ),
        ((MET, MET), ["Both numeric targets were met.", "", "两项量化目标均已实现。", ""]),
        ((MET,), ["The one numeric target was met.", "", "唯一一项量化目标已实现。", ""]),
        ((MISSED,), ["The one numeric target was missed.", "", "唯一一项量化目标未实现。", ""]),
        (
            (MISSED,) * 3,
            ["All three numeric targets were missed.", "", "三项量化目标均未实现。", ""],
        ),
        (
            (MET, MISSED, MET),
            [
                "One of three numeric targets was missed and two were met.",
                "",
                "三项量化目标中，一项未实现、两项已实现。",
                "",
            ],
        ),
        (
            (MET, MISSED, MISSED, AWAITING, NONE),
            [
                "Two of five numeric targets were missed and one was met.",
                "One awaits its 2025 figure.",
                "五项量化目标中，两项未实现、一项已实现，",
                "一项2025年数据待公布。",
            ],
        ),
        (
            (MET, AWAITING, AWAITING),
            [
                "One of three numeric targets was met.",
                "The other two await their 2025 figure.",
                "三项量化目标中，一项已实现，",
                "其余两项2025年数据待公布。",
            ],
        ),
        (
            (MET, AWAITING),
            [
                "One of two numeric targets was met.",
                "The other awaits its 2025 figure.",
                "两项量化目标中，一项已实现，",
                "其余一项2025年数据待公布。",
            ],
        ),
        (
            (AWAITING, AWAITING),
            [
                "Neither of two numeric targets can be judged yet.",
                "Both await their 2025 figure.",
                "两项量化目标目前均无法评价，",
                "2025年数据均待公布。",
            ],
        ),
        (
            (AWAITING,),
            [
                "The one numeric target cannot be judged yet.",
                "It awaits its 2025 figure.",
                "唯一一项量化目标目前无法评价，",
                "2025年数据待公布。",
            ],
        ),
        (
            (NONE, OTHER_BASIS, NONE),
            [
                "None of three numeric targets can be judged yet.",
                "None has a figure that can be judged.",
                "三项量化目标目前均无法评价，",
                "均没有可评价的数据。",
            ],
        ),
        (
            (NONE,),
            [
                "The one numeric target cannot be judged yet.",
                "It has no figure that can be judged.",
                "唯一一项量化目标目前无法评价，",
                "没有可评价的数据。",
            ],
        ),
        (
            (YEAR_ON_OTHER_BASIS, MET),
            [
                "One of two numeric targets was met.",
                "The other has a 2025 figure only on another basis.",
                "两项量化目标中，一项已实现，",
                "其余一项2025年数据口径不一致。",
            ],
        ),
        (
            (AHEAD, ON_TRACK, ON_TRACK, BEHIND, FAR_BEHIND),
            [
                "Two of five numeric targets are behind, two are on track and one is ahead.",
                "",
                "五项量化目标中，两项滞后、两项基本符合预期、一项快于预期。",
                "",
            ],
        ),
        (
            (AWAY, OUTSIDE, HOLDING),
            [
                (
                    "One of three numeric targets is moving away, one is outside its range and "
                    "one is at the target level."
                ),
                "",
                "三项量化目标中，一项偏离目标、一项不在目标区间、一项已达目标值。",
                "",
            ],
        ),
        (
            (AHEAD, NO_BASELINE, NO_BASELINE),
            [
                "One of three numeric targets is ahead.",
                "The other two are not assessed.",
                "三项量化目标中，一项快于预期，",
                "其余两项暂不评价。",
            ],
        ),
        (
            (AHEAD, STALE),
            [
                "One of two numeric targets is ahead.",
                "The other has no up-to-date figure that can be judged.",
                "两项量化目标中，一项快于预期，",
                "其余一项缺少较新的可评价数据。",
            ],
        ),
        (
            (MET,) * 11 + (AWAITING,),
            [
                "11 of 12 numeric targets were met.",
                "The other awaits its 2025 figure.",
                "12项量化目标中，11项已实现，",
                "其余一项2025年数据待公布。",
            ],
        ),
        ((TRACKED,), ["No numeric target is set.", "", "未设量化目标。", ""]),
    ],
)
def test_lead_and_rest_are_true_of_the_mix(
    reports: tuple[IndicatorReport, ...], expected: list[str]
) -> None:
    assert _leads(*reports) == expected


@pytest.mark.parametrize(
    ("result", "one", "several", "chinese"),
    [
        (MISSED, "was missed", "were missed", "均未实现"),
        (AWAY, "is moving away", "are moving away", "均偏离目标"),
        (OUTSIDE, "is outside its range", "are outside their range", "均不在目标区间"),
        (BEHIND, "is behind", "are behind", "均滞后"),
        (FAR_BEHIND, "is behind", "are behind", "均滞后"),
        (ON_TRACK, "is on track", "are on track", "均基本符合预期"),
        (AHEAD, "is ahead", "are ahead", "均快于预期"),
        (HOLDING, "is at the target level", "are at the target level", "均已达目标值"),
        (MET, "was met", "were met", "均已实现"),
        (MET_EARLY, "was met", "were met", "均已实现"),
    ],
)
def test_result_agrees_with_its_number(
    result: IndicatorReport, one: str, several: str, chinese: str
) -> None:
    assert [
        _headline(result).lead,
        _headline(result, result, result).lead,
        _headline(result, result, result, lang="zh-hans").lead,
    ] == [
        f"The one numeric target {one}.",
        f"All three numeric targets {several}.",
        f"三项量化目标{chinese}。",
    ]


@pytest.mark.parametrize(
    ("reports", "english", "chinese"),
    [
        (
            (MET, AWAITING, NONE),
            (
                "The targets fell due on 31 December 2025. The other has no figure that can be "
                "judged. A missing figure is not zero and not a failure."
            ),
            (
                "目标于2025年12月31日到期。其余一项没有可评价的数据。数据缺失不等于零，也不代表未"
                "完成。"
            ),
        ),
        ((MET,), "The target fell due on 31 December 2025.", "目标于2025年12月31日到期。"),
        (
            (AHEAD, BEHIND),
            "The targets fall due on 31 December 2025.",
            "目标将于2025年12月31日到期。",
        ),
        ((AHEAD,), "The target falls due on 31 December 2025.", "目标将于2025年12月31日到期。"),
        (
            (AHEAD, EARLY_NONE, NO_BASELINE),
            (
                "The targets fall due on 31 December 2025. The other is not assessed. A missing "
                "figure is not zero and not a failure."
            ),
            "目标将于2025年12月31日到期。其余一项暂不评价。数据缺失不等于零，也不代表未完成。",
        ),
    ],
)
def test_standfirst_explains_the_rest(
    reports: tuple[IndicatorReport, ...], english: str, chinese: str
) -> None:
    found = [_headline(*reports, lang=lang).standfirst for lang in LANGUAGES]
    assert found == [english, chinese]


def test_full_year_figure_published_early_does_not_make_the_year_end() -> None:
    early = report(figure(2025, 105, source=source("2025-11-20")), baseline=ZERO, seen="2025-11-20")
    assert [_headline(early, lang=lang).standfirst for lang in LANGUAGES] == [
        "The target is for the end of 2025.",
        "目标期限为2025年底。",
    ]
    assert _headline(early, early).standfirst == "The targets are for the end of 2025."


def test_targets_of_several_years_share_no_deadline() -> None:
    late = report(on("2024-08-31", 50), target=target(100, year=2030), baseline=ZERO)
    made, by_code = plan(AWAITING, late)
    assert common_year(made, by_code) is None
    assert headline(made, by_code, "en") == Headline(
        lead="Neither of two numeric targets can be judged yet.",
        rest="One awaits the figure for its target year.",
        standfirst=(
            "The targets are for years from 2025 to 2030. The other has no up-to-date figure "
            "that can be judged. A missing figure is not zero and not a failure."
        ),
    )
    chinese = headline(made, by_code, "zh-hans")
    assert chinese.rest == "一项目标年数据待公布。"
    assert chinese.standfirst.startswith("各目标期限为2025—2030年。")


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
SUPERSEDED = replace(RELEASE, superseded_by=2, superseded_at=datetime(2027, 3, 15, tzinfo=UTC))


def _quotes(*reports: IndicatorReport, release: ReleaseReport | None = RELEASE) -> list[str]:
    made, by_code = plan(*reports)
    return [quote_summary(made, by_code, release, lang) for lang in LANGUAGES]


def test_quote_when_nothing_can_be_judged() -> None:
    assert _quotes(AWAITING, AWAITING, AWAITING, NONE, NONE, OTHER_BASIS) == [
        (
            "As of release 1 (23 November 2026), none of the six numeric targets of the 14th "
            "Five-Year Plan can be judged yet: three await their 2025 figure and the other three "
            "have no figure that can be judged."
        ),
        (
            "截至第1次发布（2026年11月23日），“十四五”规划的六项量化目标目前均无法评价：三项2025"
            "年数据待公布，其余三项没有可评价的数据。"
        ),
    ]


def test_quote_of_results() -> None:
    assert _quotes(MET, MISSED, AWAITING) == [
        (
            "As of release 1 (23 November 2026), one of the three numeric targets of the 14th "
            "Five-Year Plan was missed and one was met; the other awaits its 2025 figure."
        ),
        (
            "截至第1次发布（2026年11月23日），“十四五”规划的三项量化目标中，一项未实现、一项已实"
            "现；其余一项2025年数据待公布。"
        ),
    ]


def test_quote_when_all_are_met() -> None:
    assert _quotes(MET, MET, MET) == [
        (
            "As of release 1 (23 November 2026), all three numeric targets of the 14th Five-Year "
            "Plan were met."
        ),
        "截至第1次发布（2026年11月23日），“十四五”规划的三项量化目标均已实现。",
    ]


def test_quote_of_a_single_target() -> None:
    assert _quotes(AWAITING)[0] == (
        "As of release 1 (23 November 2026), the one numeric target of the 14th Five-Year Plan "
        "cannot be judged yet: it awaits its 2025 figure."
    )


def test_quote_of_a_superseded_release_says_so() -> None:
    assert _quotes(MET, MET, release=SUPERSEDED) == [
        (
            "Release 1 (23 November 2026, since superseded by release 2) said: both numeric "
            "targets of the 14th Five-Year Plan were met."
        ),
        (
            "第1次发布（2026年11月23日，已被第2次发布取代）的结论为：“十四五”规划的两项量化目标均"
            "已实现。"
        ),
    ]


def test_quote_of_working_figures_says_that_they_are_not_published() -> None:
    assert _quotes(MET, MET, release=None) == [
        (
            "On working figures, not published: both numeric targets of the 14th Five-Year Plan "
            "were met."
        ),
        "按工作数据（未公布），“十四五”规划的两项量化目标均已实现。",
    ]


def test_quote_of_a_plan_without_targets() -> None:
    assert _quotes(TRACKED) == [
        "As of release 1 (23 November 2026), the 14th Five-Year Plan sets no numeric target.",
        "截至第1次发布（2026年11月23日），“十四五”规划未设量化目标。",
    ]
