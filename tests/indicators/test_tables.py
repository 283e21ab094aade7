from typing import Any

from indicators.report_types import IndicatorReport
from indicators.tables import (
    FigureRow,
    SourceLine,
    breakdown_table,
    figure_table,
    parts_words,
    register,
    register_years,
    source_lines,
)
from lingang.styleguide.building import target
from tests.indicators.judged import MONEY, figure, on, other_series, plan, report, source

BILLION = 10**9


def lines(rows: list[FigureRow]) -> list[tuple[str, ...]]:
    return [(row.cut,) if row.cut else (row.year, row.value, row.kind) for row in rows]


def row_of(of: IndicatorReport, lang: str = "en") -> Any:
    [row] = register(*plan(of), lang)
    return row


# The register


def test_the_register_shows_the_six_years_before_the_plan_ends() -> None:
    made, _ = plan(report())

    assert list(register_years(made)) == [2019, 2020, 2021, 2022, 2023, 2024]


def test_a_register_row_with_a_value_past_six_characters_is_wide() -> None:
    assert not row_of(report(figure(2024, 99_999))).wide  # 99,999
    assert row_of(report(figure(2024, 100_000))).wide  # 100,000


def test_a_register_row_holds_a_cell_for_each_year() -> None:
    row = row_of(report(on("2021-08-16", 5, "P"), figure(2024, 16, "D")))

    assert [(cell.kind, cell.value, cell.day) for cell in row.cells] == [
        ("", "", ""),
        ("", "", ""),
        ("hollow", "5", "16 Aug"),
        ("", "", ""),
        ("", "", ""),
        ("diamond", "16", ""),
    ]
    assert (row.promise, row.slot, row.due, row.unit) == ("100", "open", None, "clusters")


def test_the_figure_of_the_targets_year_stands_with_its_box() -> None:
    row = row_of(report(figure(2025, 104)))

    assert row.slot == "met"
    assert (row.due.kind, row.due.value) == ("filled", "104")
    assert row.empty


def test_a_figure_that_may_be_judged_stands_before_one_only_shown() -> None:
    row = row_of(report(on("2023-03-31", 40), figure(2023, 50, "U")))

    assert row.cells[4].value == "40"


def test_a_full_year_stands_before_a_part_of_it() -> None:
    row = row_of(
        report(
            on("2021-08-31", 146, covers="to_date"),
            others=(other_series(figure(2021, 255)),),
        )
    )

    assert row.cells[2].value == "255"


def test_a_row_of_another_definition_alone_says_so() -> None:
    of = report(others=(other_series(figure(2024, 1493)),))

    assert row_of(of).unit == "clusters; shown: all industry"
    assert row_of(of, "zh-hans").unit == "个 · 所列为全部工业"


def test_indicators_without_a_target_are_not_in_the_register() -> None:
    assert register(*plan(report(target=None)), "en") == []


# The table of figures


def test_figures_stand_newest_first_with_the_years_that_have_none() -> None:
    rows = figure_table(report(figure(2022, 20), figure(2024, 40, "P")), "en")

    assert lines(rows) == [
        ("2025", "", "awaited"),
        ("2024", "40", "hollow"),
        ("2023", "", "none"),
        ("2022", "20", "filled"),
    ]
    assert [row.status for row in rows] == [
        "awaited",
        "provisional",
        "no figure found",
        "final",
    ]


def test_nothing_is_awaited_where_no_figure_can_be_judged() -> None:
    rows = figure_table(report(figure(2024, 40, "U")), "en")

    assert lines(rows)[0] == ("2025", "", "none")


def test_a_break_is_a_line_below_the_first_figure_of_the_new_series() -> None:
    rows = figure_table(
        report(figure(2023, 433, "U"), figure(2024, 423, break_kind="revised-base")), "en"
    )

    assert lines(rows)[1:] == [
        ("2024", "423", "filled"),
        ("Revised base in 2024. Do not compare across this line.",),
        ("2023", "433", "diamond"),
    ]
    assert rows[1].change == "not comparable"


def test_another_definition_stands_below_under_its_own_line() -> None:
    of = report(figure(2024, 40), others=(other_series(figure(2020, 17)),))

    assert lines(figure_table(of, "en"))[-2:] == [
        ("Below: on another definition, all industry",),
        ("2020", "17", "diamond"),
    ]


def test_a_column_of_figures_has_one_unit() -> None:
    of = report(
        figure(2023, 170_300_000_000), figure(2024, 4 * BILLION), target=target(BILLION), **MONEY
    )

    assert [row.value for row in figure_table(of, "en")][1:] == ["4.0", "170.3"]
    assert [row.value for row in figure_table(of, "zh-hans")][1:] == ["40", "1703"]


def test_a_day_and_a_part_of_a_year_are_named_beside_the_year() -> None:
    of = report(on("2023-06-30", 20), on("2024-08-31", 30, covers="to_date"))

    assert [row.year for row in figure_table(of, "en")][1:] == [
        "2024, January–August",
        "2023, as of 30 June",
    ]


def test_working_figures_that_no_release_shows_are_marked() -> None:
    of = report(figure(2023, 30), on("2024-06-30", 40))
    rows = figure_table(of, "en", unreleased={("all", 2024, "at_date", "2024-06-30")})

    assert [(row.year, row.unreleased) for row in rows if row.value] == [
        ("2024, as of 30 June", True),
        ("2023", False),
    ]


def test_breakdowns_have_a_table_each_and_empty_ones_none() -> None:
    filled = other_series(figure(2022, 3), figure(2023, 4), role="breakdown")
    of = report(figure(2024, 40), others=(filled, other_series(role="breakdown")))

    [(series, rows)] = breakdown_table(of, "en")
    assert series is filled
    assert lines(rows) == [("2023", "4", "filled"), ("2022", "3", "filled")]
    assert rows[0].change == "+33.3%"


def test_sources_are_listed_once_with_the_years_taken_from_them() -> None:
    old, new = source("2022-03-01"), source("2025-02-20")
    other = other_series(figure(2023, 4, source=new))
    of = report(
        figure(2021, 1, source=old), figure(2022, 2), figure(2024, 3, source=new), others=(other,)
    )

    assert source_lines(of, "en") == [
        SourceLine(source=new, years="2023, 2024"),
        SourceLine(source=old, years="2021"),
    ]
    assert source_lines(of, "zh-hans")[0].years == "2023、2024"


def test_parts_are_named_where_there_is_a_breakdown() -> None:
    part = other_series(role="breakdown", chinese="集成电路")

    assert parts_words(report(others=(part, part)), "en") == "All industry, All industry"
    assert parts_words(report(others=(part, part)), "zh-hans") == "集成电路、集成电路"
    assert parts_words(report(others=(other_series(),)), "en") == ""
