"""What a figure says of itself, and how it compares with the one before."""

import pytest

from indicators.figure_words import (
    break_line,
    change_on_year,
    figure_status,
    figure_tip,
    stated,
    years_without,
)
from indicators.report_types import Figure, Series
from lingang.styleguide.building import SHARE, target
from tests.indicators.judged import MONEY, figure, on, other_series, report, source

LANGUAGES = ("en", "zh-hans")
MADE = report(figure(2024, 423_000_000_000), target=target(500_000_000_000), **MONEY)
OWN = MADE.series[0]
ALL_INDUSTRY = other_series()


def _both(function: object, *arguments: object) -> list[str]:
    assert callable(function)
    return [function(*arguments, lang) for lang in LANGUAGES]


@pytest.mark.parametrize(
    ("of", "series", "english", "chinese"),
    [
        (figure(2024, 1), OWN, "final", "正式数"),
        (
            figure(2024, 1, "P", break_kind="revised-base"),
            OWN,
            "provisional, revised base",
            "初步数，基数修订",
        ),
        (
            figure(2021, 1, break_kind="definition"),
            OWN,
            "final, new definition",
            "正式数，口径调整",
        ),
        (figure(2023, 1, "U"), OWN, "low reliability", "可靠性较低"),
        (figure(2024, 1, "D"), OWN, "definition differs", "口径不一致"),
        (
            figure(2021, 1, "D", break_kind="definition"),
            ALL_INDUSTRY,
            "definition differs: all industry",
            "口径不一致：全部工业",
        ),
        (
            figure(2021, 1),
            ALL_INDUSTRY,
            "definition differs: all industry",
            "口径不一致：全部工业",
        ),
        (
            on("2021-08-31", 1, "P", covers="to_date"),
            OWN,
            "part of the year, not judged",
            "年内累计数，不作评价",
        ),
        (on("2021-12-31", 1, "P", covers="to_date"), OWN, "provisional", "初步数"),
    ],
)
def test_status_beside_a_figure(of: Figure, series: Series, english: str, chinese: str) -> None:
    assert _both(figure_status, of, series, MADE) == [english, chinese]


def test_status_names_the_baseline() -> None:
    base = figure(2020, 32)
    made = report(base, figure(2025, 60), baseline=base)
    assert _both(figure_status, base, made.series[0], made) == ["final, baseline", "正式数，基期"]


def test_tracked_indicator_names_no_baseline() -> None:
    base = figure(2020, 32)
    made = report(base, figure(2025, 60), baseline=base, target=None)
    assert figure_status(base, made.series[0], made, "en") == "final"


@pytest.mark.parametrize(
    ("of", "series", "english", "chinese"),
    [
        (figure(2024, 423_000_000_000), None, "¥423 billion in 2024", "2024年为4230亿元"),
        (
            figure(2024, 423_000_000_000, "P"),
            None,
            "¥423 billion in 2024 (provisional)",
            "2024年为4230亿元（初步数）",
        ),
        (
            on("2021-08-31", 146_430_000_000, "P", covers="to_date"),
            None,
            "¥146.43 billion in January–August 2021 (part of the year)",
            "2021年1—8月累计为1464.3亿元（年内累计数）",
        ),
        (
            figure(2021, 255_000_000_000),
            ALL_INDUSTRY,
            "¥255 billion in 2021 (definition differs: all industry)",
            "2021年为2550亿元（口径不一致：全部工业）",
        ),
        (
            figure(2021, 255_000_000_000),
            other_series(chinese="全部工业（含规下）"),
            "¥255 billion in 2021 (definition differs: all industry)",
            "2021年为2550亿元，口径不一致：全部工业（含规下）",
        ),
    ],
)
def test_figure_in_a_sentence(
    of: Figure, series: Series | None, english: str, chinese: str
) -> None:
    assert [stated(of, MADE, lang, series) for lang in LANGUAGES] == [english, chinese]


def test_day_of_a_report_is_called_one() -> None:
    made = report(on("2024-06-14", 2, "P", source=source("2024-06-14")), target=target(3, 5))
    assert [stated(made.series[0].figures[0], made, lang) for lang in LANGUAGES] == [
        "2 clusters as reported on 14 June 2024 (provisional)",
        "2024年6月14日报道为2个（初步数）",
    ]


def test_tip_tells_time_value_and_status() -> None:
    made = report(
        on("2021-08-31", 146_430_000_000, covers="to_date"), target=target(500_000_000_000), **MONEY
    )
    part = made.series[0].figures[0]
    assert _both(figure_tip, part, made.series[0], made) == [
        "January–August 2021: ¥146.43bn, part of the year, not judged",
        "2021年1—8月累计：1464.3亿元，年内累计数，不作评价",
    ]
    whole = figure(2024, 423_000_000_000, "P")
    assert _both(figure_tip, whole, made.series[0], made) == [
        "2024: ¥423.0bn, provisional",
        "2024年：4230亿元，初步数",
    ]


def test_break_line_warns_of_comparing() -> None:
    revised = figure(2024, 1, break_kind="revised-base")
    assert _both(break_line, revised, OWN) == [
        "Revised base in 2024. Do not compare across this line.",
        "2024年基数修订，此线前后数据不可比。",
    ]


def test_break_line_of_another_series_names_it() -> None:
    redefined = figure(2021, 1, break_kind="definition")
    assert _both(break_line, redefined, ALL_INDUSTRY) == [
        "New definition in 2021, all industry. Do not compare across this line.",
        "2021年口径调整（全部工业），此线前后数据不可比。",
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (figure(2024, "54.8"), figure(2025, "56.1"), "+2.4%"),
        (figure(2024, 50), figure(2025, 45, "P"), "−10.0%"),
        (figure(2024, 50), figure(2025, 50), "0.0%"),
        (figure(2024, 50, "D"), figure(2025, 55, "D"), "+10.0%"),
        (on("2023-08-31", 50), on("2024-08-31", 55), "+10.0%"),
        (figure(2024, 50), on("2025-12-31", 55), "+10.0%"),
        (on("2023-08-31", 50, covers="to_date"), on("2024-08-31", 60, covers="to_date"), "+20.0%"),
        (None, figure(2025, 50), "—"),
        (figure(2023, 50), figure(2025, 50), "—"),
        (figure(2024, 0), figure(2025, 50), "—"),
        (figure(2024, -5), figure(2025, 50), "—"),
        (on("2023-08-31", 50), figure(2024, 55), "—"),
        (on("2023-08-31", 50), on("2024-09-30", 55), "—"),
        (figure(2024, 50), figure(2025, 55, break_kind="definition"), "not comparable"),
        (figure(2024, 50, "U"), figure(2025, 55), "not comparable"),
        (figure(2024, 50, "D"), figure(2025, 55), "not comparable"),
        (figure(2024, 50), figure(2025, 55, "F"), "not comparable"),
    ],
)
def test_change_on_the_year_before(before: Figure | None, after: Figure, words: str) -> None:
    assert change_on_year(before, after, "en") == words


def test_change_of_a_share_is_in_points() -> None:
    before, after = figure(2024, "0.30"), figure(2025, "0.312")
    changes = [change_on_year(before, after, lang, measure="share") for lang in LANGUAGES]
    assert changes == ["+1.2 points", "+1.2个百分点"]


def test_change_across_a_break_in_chinese() -> None:
    after = figure(2025, 55, break_kind="revised-base")
    assert change_on_year(figure(2024, 50), after, "zh-hans") == "不可比"


def test_years_without_a_figure_reach_to_the_target() -> None:
    made = report(figure(2021, 1), figure(2023, 2), others=(other_series(figure(2024, 9)),))
    assert years_without(made) == [2022, 2025]


def test_no_figure_at_all_leaves_no_gap_to_name() -> None:
    assert years_without(report(**SHARE)) == []
