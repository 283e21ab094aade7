"""How old a figure is, and how far an indicator has come."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.desk_words import age, latest_time, missing_years, progress, shown_instead
from indicators.report_types import IndicatorReport
from lingang.styleguide.building import target
from tests.indicators.judged import MONEY, SEEN, figure, on, other_series, report

BILLION = 10**9
ZERO = figure(2020, 0)
PLATFORMS = report(
    on("2021-08-16", 5, "P"),
    baseline=ZERO,
    target=target(30, strict=True),
    nature="running_total",
)
OUTPUT = report(figure(2024, 423 * BILLION, "P"), target=target(500 * BILLION), **MONEY)


@pytest.mark.parametrize(
    ("today", "english", "chinese"),
    [
        ("2026-11-23", "22 months old", "距今22个月"),
        ("2026-11-30", "22 months old", "距今22个月"),
        ("2026-12-31", "24 months old", "距今24个月"),
        ("2025-01-31", "1 month old", "距今1个月"),
        ("2025-01-30", "under a month old", "不足一个月"),
        ("2024-12-31", "under a month old", "不足一个月"),
        ("2024-12-30", "", ""),
    ],
)
def test_a_full_years_figure_ages_from_the_years_last_day(
    today: str, english: str, chinese: str
) -> None:
    day = date.fromisoformat(today)
    assert (age(figure(2024, 1), day, "en"), age(figure(2024, 1), day, "zh-hans")) == (
        english,
        chinese,
    )


def test_a_figure_of_a_day_ages_from_it() -> None:
    assert latest_time(PLATFORMS, SEEN, "en") == "16 August 2021, 63 months old"
    assert latest_time(PLATFORMS, SEEN, "zh-hans") == "2021年8月16日，距今63个月"
    assert latest_time(OUTPUT, SEEN, "zh-hans") == "2024年，距今22个月"
    assert latest_time(report(), SEEN, "en") == ""


def told(of: IndicatorReport, lang: str = "en") -> tuple[str, str]:
    found = progress(of, lang)
    return found.lead, found.note


def test_a_baseline_gives_the_gap_in_points_with_its_month() -> None:
    assert told(PLATFORMS) == ("+4.2 points", "16.7% of the way, 12.5% of the time, August 2021")
    assert told(PLATFORMS, "zh-hans") == (
        "+4.2个百分点",
        "完成比例16.7%，序时进度12.5%，2021年8月",
    )
    behind = report(figure(2024, 30), baseline=ZERO)
    assert told(behind) == ("−50.0 points", "30.0% of the way, 80.0% of the time, December 2024")


def test_the_due_years_own_figure_has_no_gap_to_a_path_that_ended() -> None:
    assert told(report(figure(2025, 104), baseline=ZERO)) == ("104.0% of the way", "December 2025")


def test_without_a_baseline_completion_or_distance_is_said() -> None:
    assert told(OUTPUT) == ("completion 84.6%", "no baseline")
    assert told(OUTPUT, "zh-hans") == ("完成率84.6%", "无基期数")
    clusters = report(figure(2024, 2, "P"), target=target(3, 5))
    assert told(clusters) == ("1 cluster below the target range", "no baseline")


def test_a_break_is_named_as_what_keeps_shares_away() -> None:
    broken = report(figure(2023, 40), figure(2024, 60, break_kind="definition"), baseline=ZERO)
    assert told(broken) == ("40 clusters short of the target", "series break")


def test_nothing_is_said_without_figure_or_target() -> None:
    assert told(report()) == ("", "")
    assert told(report(figure(2024, 5), target=None)) == ("", "")


def test_the_track_stays_inside_its_frame() -> None:
    past = progress(report(figure(2025, 104), baseline=ZERO), "en")
    back = progress(report(figure(2023, -3), baseline=ZERO, seen="2024-03-01"), "en")
    none = progress(OUTPUT, "en")
    assert (past.filled, past.gone) == (100.0, 100.0)
    assert (back.done, back.filled, back.gone) == (Decimal("-0.030000"), 0.0, 60.0)
    assert (none.filled, none.gone) == (0.0, 0.0)


def test_what_is_only_shown_stands_in_for_a_judged_figure() -> None:
    stock = (other_series(on("2024-08-27", 1493, "D")),)
    assert shown_instead(report(others=stock), "en") == (
        "1,493 clusters, 27 August 2024, definition differs"
    )
    assert shown_instead(report(others=stock), "zh-hans") == "1,493个，2024年8月27日，口径不一致"
    parts = (other_series(figure(2024, 40, "U"), role="breakdown"),)
    assert shown_instead(report(others=parts, headline=False, target=None), "en") == (
        "All industry: 40 clusters, 2024, low reliability"
    )
    assert shown_instead(report(), "en") == "none found"
    assert shown_instead(PLATFORMS, "en") == ""


def test_missing_years_are_spans() -> None:
    gaps = report(figure(2018, 1), figure(2020, 2), figure(2023, 3))
    assert missing_years(gaps, "en") == "2019, 2021–2022, 2024–2025"
    assert missing_years(gaps, "zh-hans") == "2019、2021—2022、2024—2025"
    assert missing_years(report(), "en") == "every year"
    assert missing_years(report(figure(2025, 3)), "en") == ""
