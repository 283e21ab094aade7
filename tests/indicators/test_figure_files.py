"""Figures as files: typed numbers, nothing that a spreadsheet runs, and back in unchanged."""

import csv
import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from goals.models import Plan, Source
from indicators import figure_files, importing
from indicators.import_columns import HEADINGS
from indicators.models import Figure
from releases.standing import released_figures
from tests import making

PAYLOADS = [
    '=HYPERLINK("http://evil.example")',
    "=1+1",
    "+1+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1+1",
    "'=1+1",
]
COLUMNS = list(HEADINGS)


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(data: bytes, name: str = "figures") -> Any:
    return load_workbook(io.BytesIO(data))[name]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_run_by_a_spreadsheet(payload: str) -> None:
    rows: list[figure_files.FileRow] = [{"note_en": payload, "value": Decimal("-5.2")}]
    written = table(figure_files.as_csv(rows, ["note_en", "value"], "en"))[1]
    assert written == [f"'{payload}", "-5.2"]
    cells = sheet(figure_files.as_xlsx(rows, ["note_en", "value"], "en"))[2]
    assert [cell.data_type for cell in cells] == ["s", "n"]
    assert (cells[0].quotePrefix, cells[1].value) == (True, -5.2)


def test_csv_begins_with_its_mark_and_quotes_every_cell() -> None:
    data = figure_files.as_csv([{"year": 2024, "value": Decimal("1E-7")}], ["year", "value"], "en")
    assert data == '\ufeff"Year","Value"\r\n"2024","0.0000001"\r\n'.encode()


def test_numbers_and_days_have_types_and_long_numbers_keep_their_digits() -> None:
    row: figure_files.FileRow = {
        "year": 2024,
        "as_of": datetime.date(2024, 8, 31),
        "value": Decimal("123456789012345678"),
    }
    data = figure_files.as_xlsx([row], ["year", "as_of", "value"], "zh-hans")
    found = sheet(data, "数据")
    assert [cell.value for cell in found[1]] == ["年份", "截至", "数值"]
    year, day, value = found[2]
    assert (year.value, day.value.date(), value.value) == (
        2024,
        datetime.date(2024, 8, 31),
        "123456789012345678",
    )


# Back in


@pytest.fixture
def plan() -> Plan:
    """Figures of every kind, with words that are hard to write down."""
    made = making.whole_plan(indicators=2)
    output = making.series(making.indicator(made.goals.first(), "output", **making.MONEY))
    making.figure(output, 2021, "-520000000", obs_status="D", break_kind="definition")
    making.figure(output, 2022, "146430000000.123456", note_zh="注，“引号”\r\n第二行")
    making.figure(output, 2023, "420000000000", note_en="=1+1", note_zh="'=cmd")
    day = datetime.date(2024, 8, 31)
    making.figure(
        output, 2024, "281050000000", covers="to_date", as_of=day, warning_reason="+86 21"
    )
    return made


FORMATS = {"csv": figure_files.as_csv, "xlsx": figure_files.as_xlsx}


def kinds(data: bytes, plan: Plan) -> dict[str, int]:
    file = importing.keep(data, name="x", plan=plan, by=making.person("analyst"))
    return dict(importing.preview(file, released=released_figures(plan.code)).counts)


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["en", "zh-hans"])
@pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
def test_an_export_imports_back_unchanged(made: Any, lang: str, plan: Plan) -> None:
    figures = Figure.objects.select_related("series__indicator", "source")
    data = made(figure_files.long_rows(figures, lang), COLUMNS, lang)
    assert kinds(data, plan) == {"unchanged": 8}


@pytest.mark.django_db
@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
def test_a_template_imports_back_unchanged(made: Any, wide: bool, plan: Plan) -> None:
    rows, columns = figure_files.template_rows(plan, "en", wide=wide)
    assert kinds(made(rows, columns, "en"), plan) == {"unchanged": 8}


@pytest.mark.django_db
def test_a_template_has_room_for_what_is_missing(plan: Plan) -> None:
    rows, columns = figure_files.template_rows(plan, "en", wide=True)
    heads = ["indicator", "series", "name", "unit", "covers", "as_of", "obs_status", "source"]
    assert columns == [*heads, "2020", "2021", "2022", "2023", "2024", "2025"]
    exact = Decimal("1464.30000000123456")
    assert [[row.get(each, "") for each in (*columns[4:6], *columns[8:])] for row in rows] == [
        ["full year", "", Decimal(0), "", "", Decimal(63), "", ""],
        ["full year", "", "", Decimal("-5.2"), exact, Decimal(4200), "", ""],
        ["1 January to a day", "08-31", "", "", "", "", Decimal("2810.5"), ""],
        ["full year", "", Decimal(0), "", "", Decimal(63), "", ""],
    ]
    rows, _columns = figure_files.template_rows(plan, "en", wide=False)
    empty = [row["year"] for row in rows if row["indicator"] == "output" and "value" not in row]
    assert empty == [2024, 2025]


@pytest.mark.django_db
def test_a_template_names_sources_and_offers_words() -> None:
    making.source("bulletin", publisher_en="Bureau", title_en="=Bulletin")
    making.series()
    rows, columns = figure_files.template_rows(Plan.objects.get(), "en", wide=False)
    sources = Source.objects.filter(key="bulletin")
    book = load_workbook(io.BytesIO(figure_files.as_xlsx(rows, columns, "en", sources=sources)))
    assert book.sheetnames == ["figures", "notes", "sources"]
    keys = [[cell.value for cell in row] for row in book["sources"].iter_rows()]
    assert keys == [["bulletin", "Bureau · =Bulletin"]]
    offered = book["figures"].data_validations.dataValidation
    lists = {str(each.sqref): each.formula1 for each in offered}
    assert lists["F2:F20000"] == '"full year,on a day,1 January to a day"'
