import pytest

from indicators.facts import facts
from indicators.report_types import IndicatorReport
from lingang.styleguide.building import target
from tests.indicators.judged import MONEY, figure, on, report

BILLION = 10**9
OUTPUT = report(
    figure(2024, 423 * BILLION, "P", break_kind="revised-base"),
    target=target(500 * BILLION),
    **MONEY,
)


def said(of: IndicatorReport, lang: str = "en") -> list[tuple[str, str, str]]:
    return [(fact.label, fact.value, fact.note) for fact in facts(of, lang)]


def test_an_awaited_target_has_completion_and_distance_at_the_latest_figure() -> None:
    assert said(OUTPUT) == [
        ("Latest judged figure", "¥423.0bn", "2024, full year, provisional, revised base"),
        ("Target for 2025", "¥500.0bn", "fell due 31 December 2025"),
        ("Completion", "84.6%", "value ÷ target, in 2024"),
        ("Distance to the target", "¥77.0bn", "short of it, in 2024"),
    ]
    assert said(OUTPUT, "zh-hans") == [
        ("最新可评价数据", "4230亿元", "2024年，全年，初步数，基数修订"),
        ("2025年目标值", "5000亿元", "2025年12月31日到期"),
        ("完成率", "84.6%", "数值÷目标值，2024年"),
        ("与目标值的差距", "770亿元", "尚差，2024年"),
    ]


def test_a_target_that_is_met_shows_its_own_figure_and_what_lies_beyond() -> None:
    start = figure(2020, 20)
    of = report(start, figure(2025, 104), baseline=start)

    assert said(of) == [
        ("Figure for 2025", "104 clusters", "2025, full year, final"),
        ("Target for 2025", "100", "fell due 31 December 2025"),
        ("Share of the way", "105.0%", "share of time 100.0%"),
        ("Distance to the target", "+4 clusters", "beyond it"),
    ]


def test_shares_name_the_day_they_stand_for() -> None:
    of = report(
        on("2021-08-16", 5, "P"),
        baseline=figure(2020, 0),
        target=target(30, strict=True),
        nature="running_total",
    )

    assert said(of)[1:] == [
        ("Target for 2025", "more than 30", "fell due 31 December 2025"),
        ("Share of the way", "16.7%", "share of time 12.5%, on 16 August 2021"),
        ("Distance to the target", "25 clusters", "short of it, on 16 August 2021"),
    ]


@pytest.mark.parametrize(
    ("aim", "note"),
    [
        ("rise", "tolerance 5.0%: from 570 clusters"),
        ("fall", "tolerance 5.0%: up to 630 clusters"),
    ],
)
def test_a_tolerance_names_the_value_it_reaches_to(aim: str, note: str) -> None:
    bounds = (600, None) if aim == "rise" else (None, 600)
    of = report(target=target(*bounds, aim=aim, tolerance="0.05"))

    assert said(of)[1] == ("Target for 2025", "about 600", note)


def test_without_a_figure_nothing_is_worked_out() -> None:
    assert said(report()) == [
        ("Latest figure", "—", "none found"),
        ("Target for 2025", "100", "fell due 31 December 2025"),
        ("Share of the way", "—", "Needs a figure that can be judged."),
        ("Distance to the target", "—", "Needs a figure that can be judged."),
    ]


def test_a_figure_that_is_only_shown_is_called_so() -> None:
    assert said(report(figure(2024, 40, "U")))[0] == (
        "Latest figure, not judged",
        "40 clusters",
        "2024, full year, low reliability",
    )


def test_an_indicator_without_a_target_has_two_facts() -> None:
    assert said(report(figure(2024, 40), target=None)) == [
        ("Latest figure", "40 clusters", "2024, full year, final"),
        ("Target", "—", "tracked, the plan sets none"),
    ]


def test_exactly_at_a_bound_that_had_to_be_passed() -> None:
    of = report(figure(2025, 30), target=target(30, strict=True))

    assert said(of)[3] == ("Distance to the target", "0 clusters", "exactly at the bound")


def test_while_the_target_is_ahead_the_strip_says_what_each_year_has_to_bring() -> None:
    start = figure(2020, 20)
    of = report(start, figure(2023, 50), baseline=start, seen="2024-03-01")

    assert said(of)[4:] == [
        ("Needed a year from here", "+25 clusters", "+10 clusters a year so far")
    ]
    assert said(of, "zh-hans")[4:] == [("此后年均需", "+25个", "至今年均+10个")]


def test_without_a_baseline_there_is_no_rate_so_far() -> None:
    of = report(figure(2023, 50), seen="2024-03-01")

    assert said(of)[4:] == [("Needed a year from here", "+25 clusters", "")]
