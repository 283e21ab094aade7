"""The smallest drawing: where figures stand, what is joined, how the target's box looks."""

from indicators.chart_tiny import TinyMark, tiny_chart
from lingang.styleguide.building import target
from tests.indicators.judged import figure, on, other_series, report

YEARS = range(2020, 2026)  # columns at 8, 29.6, 51.2, 72.8, 94.4 and 116


def test_figures_stand_in_their_years_between_foot_and_largest_value() -> None:
    chart = tiny_chart(
        report(figure(2020, 0), figure(2022, 50, "P"), figure(2025, 100)), YEARS, "en"
    )
    assert chart.ticks == (8.0, 29.6, 51.2, 72.8, 94.4, 116.0)
    assert chart.marks == (
        TinyMark(x=8.0, y=35.0, kind="filled"),
        TinyMark(x=51.2, y=24.5, kind="hollow"),
        TinyMark(x=116.0, y=14.0, kind="filled"),
    )
    assert chart.runs == ()


def test_only_neighbours_of_one_series_are_joined() -> None:
    of = report(
        figure(2020, 25),
        figure(2021, 50),
        figure(2023, 75),
        figure(2024, 100, break_kind="definition"),
    )
    chart = tiny_chart(of, YEARS, "en")
    assert chart.runs == (((8.0, 29.8), (29.6, 24.5)),)
    assert chart.breaks == (83.6,)


def test_what_is_only_shown_is_a_diamond_and_never_joined() -> None:
    of = report(figure(2023, 50), others=(other_series(figure(2023, 100), figure(2024, 100)),))
    chart = tiny_chart(of, YEARS, "en")
    assert [each.kind for each in chart.marks] == ["filled", "diamond", "diamond"]
    assert chart.runs == ()
    assert TinyMark(x=10, y=20, kind="diamond").diamond == "10,16 14,20 10,24 6,20"


def test_the_targets_box_is_open_until_its_figure_decides() -> None:
    waiting = tiny_chart(report(figure(2024, 50)), YEARS, "en")
    met = tiny_chart(report(figure(2025, 200)), YEARS, "en")
    assert (waiting.slot, waiting.box) == ("open", "M108 6V14H124V6")
    assert (met.slot, met.box) == ("met", "M108 16.5V24.5H124V16.5z")
    assert tiny_chart(report(figure(2025, 50)), YEARS, "en").slot == "missed"
    assert tiny_chart(report(), YEARS, "en").slot == "none"
    assert tiny_chart(report(target=None), YEARS, "en").slot == ""
    assert tiny_chart(report(target=target(year=2030)), YEARS, "en").slot == ""


def test_values_below_zero_move_the_foot() -> None:
    chart = tiny_chart(report(figure(2021, -100), figure(2022, 100)), YEARS, "en")
    assert (chart.foot, [each.y for each in chart.marks]) == (24.5, [35.0, 14.0])


def test_figures_of_other_years_are_left_out() -> None:
    assert tiny_chart(report(figure(2019, 5), figure(2026, 9)), YEARS, "en").marks == ()


def test_words_say_all_that_is_drawn() -> None:
    of = report(on("2021-08-16", 5, "P"))
    assert tiny_chart(of, YEARS, "en").words == (
        "As of 16 August 2021: 5 clusters, provisional; target for 2025: at least 100 clusters"
    )
    assert tiny_chart(report(), YEARS, "zh-hans").words == "没有数据；2025年目标：不少于100个"
