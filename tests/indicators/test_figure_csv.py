"""The file of figures, cell by cell; a spreadsheet must find nothing in it to run."""

import csv
from dataclasses import replace

import pytest

from indicators.figure_csv import figures_csv
from indicators.report_types import IndicatorReport
from lingang.styleguide.building import target, text
from tests.indicators.judged import MONEY, figure, on, other_series, report, source

HEAD = [
    "series",
    "series_name",
    "year",
    "covers",
    "as_of",
    "value",
    "unit",
    "obs_status",
    "break",
    "source",
    "source_date",
    "source_url",
    "note",
]


def rows(of: IndicatorReport, lang: str = "en") -> list[list[str]]:
    written = figures_csv(of, lang)
    assert written[0] == "\ufeff"
    return list(csv.reader(written[1:].splitlines()))


def test_every_figure_of_every_series_is_a_row() -> None:
    told = replace(source(), url="https://news.example.org/1")
    of = report(
        figure(2023, "433300000000", "U"),
        figure(
            2024,
            "423000000000.50",
            "P",
            break_kind="revised-base",
            source=told,
            note=text("Revised, twice.", "两次修订。"),
        ),
        others=(other_series(on("2021-08-31", "2e11", covers="to_date"), role="breakdown"),),
        target=target(500),
        **MONEY,
    )

    assert rows(of) == [
        HEAD,
        ["all", "All of them", "2023", "year", "", "433300000000", "CNY", "U", *[""] * 5],
        [
            "all",
            "All of them",
            "2024",
            "year",
            "",
            "423000000000.50",
            "CNY",
            "P",
            "revised-base",
            "China News Service",
            "2025-02-20",
            "https://news.example.org/1",
            "Revised, twice.",
        ],
        [
            "all-industry",
            "All industry",
            "2021",
            "to_date",
            "2021-08-31",
            "200000000000",
            "CNY",
            "A",
            *[""] * 5,
        ],
    ]


def test_words_are_in_the_language_asked_for_and_codes_are_not() -> None:
    of = report(figure(2024, 3, source=source(), note=text("Revised.", "修订。")))

    assert rows(of, "zh-hans")[1] == [
        "all",
        "总数",
        "2024",
        "year",
        "",
        "3",
        "cluster",
        "A",
        "",
        "中国新闻社",
        "2025-02-20",
        "",
        "修订。",
    ]


def test_without_figures_the_file_has_its_heads_alone() -> None:
    assert rows(report()) == [HEAD]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_a_cell_that_would_be_run_begins_with_a_quote(start: str) -> None:
    formula = f"{start}HYPERLINK(1)"
    of = report(figure(2024, 3, note=text(formula, "")))

    assert f"'{formula}" in figures_csv(of, "en")
    assert f",{formula}" not in figures_csv(of, "en")


@pytest.mark.parametrize(
    ("value", "cell"), [("-12.5", "-12.5"), ("-3", "-3"), ("1E+3", "1000"), ("0.00", "0.00")]
)
def test_a_number_stays_a_number(value: str, cell: str) -> None:
    assert rows(report(figure(2024, value)))[1][5] == cell


def test_a_minus_before_words_is_no_number() -> None:
    of = report(figure(2024, 3, note=text("-12.5 or so", "")))

    assert rows(of)[1][-1] == "'-12.5 or so"
