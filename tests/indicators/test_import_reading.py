"""Files into tables: every format says the same, every trap is named, every bomb refused."""

import datetime
import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from indicators.import_reading import read_table
from indicators.import_table import FileRefused, Trap
from tests.sending import csv_file, ods, ods_row, package, raw_xlsx, saved, sheet_xml, xlsx

HEAD = "indicator,year,value"


def cells(data: bytes) -> list[list[str]]:
    return [[str(cell) for cell in row.cells] for row in read_table(data).rows]


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read_table(data)
    return str(refused.value)


def trap(data: bytes, row: int, column: int) -> str:
    """What is said of the cell at `row` (of those that say anything) and `column`, from 0."""
    found = read_table(data).rows[row].cells[column]
    assert isinstance(found, Trap)
    return found.sentence


# One table, whatever the format

SAME = [["indicator", "year", "value"], ["output", "2024", "4230.1"], ["产值", "2023", "12.5%"]]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
def test_csv_is_read_by_its_mark_then_as_utf_8_then_as_gb18030(encoding: str, found: str) -> None:
    data = csv_file(HEAD, "output,2024,4230.1", "产值,2023,12.5%", encoding=encoding)
    assert (read_table(data).encoding, cells(data)) == (found, SAME)


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_csv_may_be_delimited_by_tabs_and_semicolons(delimiter: str) -> None:
    lines = [HEAD, "output,2024,4230.1", "产值,2023,12.5%"]
    assert cells(csv_file(*(line.replace(",", delimiter) for line in lines))) == SAME


def test_xlsx_says_the_same_as_csv() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["indicator", "year", "value"], ["output", 2024, 4230.1], ["产值", 2023.0, 0.125]):
        sheet.append(row)
    sheet["C3"].number_format = "0.0%"
    assert cells(saved(book)) == SAME


def test_ods_says_the_same_as_csv() -> None:
    share = '<table:table-cell office:value-type="percentage" office:value="0.125"/>'
    data = ods(
        [
            ods_row("indicator", "year", "value"),
            ods_row("output", 2024, 4230.1),
            ods_row("产值", 2023, share),
            # As LibreOffice ends every sheet.
            ods_row('<table:table-cell table:number-columns-repeated="16384"/>', repeated=1048573),
        ]
    )
    assert cells(data) == SAME


def test_days_are_read_as_they_are_meant() -> None:
    day = datetime.date(2024, 8, 31)
    ods_day = '<table:table-cell office:value-type="date" office:date-value="2024-08-31"/>'
    assert cells(xlsx([["as of"], [day]])) == [["as of"], ["2024-08-31"]]
    assert cells(ods([ods_row("as of"), ods_row(ods_day)])) == [["as of"], ["2024-08-31"]]


def test_numbers_are_read_with_the_15_digits_that_a_spreadsheet_keeps() -> None:
    written = sheet_xml(
        '<row r="1"><c r="A1"><v>4230.1000000000004</v></c><c r="B1"><v>1E+17</v></c>'
        '<c r="C1"><v>-5.2</v></c></row>'
    )
    assert cells(raw_xlsx(written)) == [["4230.1", "100000000000000000", "-5.2"]]


def test_rows_keep_their_numbers_and_repeated_cells_are_all_there() -> None:
    twice = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" '
        'office:value="7"/>'
    )
    rows = read_table(ods([ods_row("a"), ods_row(), ods_row(twice, "b", repeated=2)])).rows
    assert [(row.number, row.cells) for row in rows] == [
        (1, ["a"]),
        (3, ["7", "7", "b"]),
        (4, ["7", "7", "b"]),
    ]
    gap = sheet_xml('<row r="4"><c r="B4" t="inlineStr"><is><t>x</t></is></c></row>')
    assert [(row.number, row.cells) for row in read_table(raw_xlsx(gap)).rows] == [(4, ["", "x"])]


def test_a_quote_against_formulas_is_no_part_of_the_text() -> None:
    assert cells(csv_file(HEAD, "'=SUM(1),'2024,''=x")) == [
        ["indicator", "year", "value"],
        ["=SUM(1)", "'2024", "'=x"],
    ]


def test_the_named_sheet_is_read_and_the_others_are_told() -> None:
    book = Workbook()
    for name, text in (("cover", "Shanghai"), ("数据", "indicator"), ("empty", None)):
        book.create_sheet(name).append([text])
    book.create_sheet("secret").sheet_state = "hidden"
    table = read_table(saved(book), sheets=["figures", "数据"])
    assert (table.sheet, table.rows[0].cells) == ("数据", ["indicator"])
    assert table.passed_over == ("Sheet", "cover", "empty")


# Traps


def test_cells_under_a_merged_one_are_traps() -> None:
    said = "This cell is merged with another. Unmerge them, and fill in each."
    rows: list[list[object]] = [["indicator", "year"], ["output", 2024], [None, 2023]]
    assert trap(xlsx(rows, merged=["A2:A3"]), 2, 0) == said
    covered = "<table:covered-table-cell/>"
    assert trap(ods([ods_row("output"), ods_row(covered, 2023)]), 1, 0) == said


def test_a_formula_is_its_saved_value_and_a_trap_without_one() -> None:
    said = (
        "A formula whose value was never saved. Open the file, let it calculate and save it, or "
        "paste the value."
    )
    assert trap(xlsx([["value"], ["=1+1"]]), 1, 0) == said
    without = '<table:table-cell table:formula="of:=1+1"/>'
    assert trap(ods([ods_row("value"), ods_row(without)]), 1, 0) == said
    saved = sheet_xml('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')
    assert cells(raw_xlsx(saved)) == [["2"]]


def test_a_cell_that_shows_an_error_is_a_trap() -> None:
    said = "This cell shows an error, #DIV/0!."
    written = sheet_xml('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    assert trap(raw_xlsx(written), 0, 0) == said
    shown = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    assert trap(ods([ods_row(shown)]), 0, 0) == said


@pytest.mark.parametrize("serial", [-5.0, 1e9])
def test_a_number_that_is_no_day_is_a_trap(serial: float) -> None:
    book = Workbook()
    book.worksheets[0].append([serial])
    book.worksheets[0]["A1"].number_format = "yyyy-mm-dd"
    said = "This number is shown as a date, and is none. Write the day as a text."
    assert trap(saved(book), 0, 0) == said


# Refused


def test_what_is_no_table_is_refused_with_what_to_do() -> None:
    assert refusal(b"") == "Nothing is written in this file."
    assert refusal(b"\xff\xfe\xff") == (
        "Neither UTF-8 nor GB18030. Save it as “CSV UTF-8” or as an Excel workbook."
    )
    assert refusal(b"PK\x03\x04 but no more") == (
        "The file is damaged, or no table. Save it anew as .xlsx, .ods or “CSV UTF-8”."
    )
    assert refusal(package({"a.txt": "x"})) == (
        "This is neither an .xlsx nor an .ods file. Save it as one of these."
    )
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == (
        "An .xls file, or one locked with a password. Save it as .xlsx without a password."
    )
    assert refusal(csv_file(HEAD, 'output,2024,"4230')) == (
        "Line 2 cannot be read: a quotation mark is not closed."
    )


def bomb() -> bytes:
    return raw_xlsx(sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c></row>{" " * 60_000_000}'))


def tight_bomb() -> bytes:
    return raw_xlsx(sheet_xml(f'<row r="1"/>{" " * 8_000_000}'))


def lying_bomb() -> bytes:
    """The directory says 1 KB of a part of 8 MB."""
    data = bytearray(tight_bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    return bytes(data.replace(struct.pack("<L", size), struct.pack("<L", 1000)))


def entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return raw_xlsx(
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]>{sheet_xml("<row><c><v>&e9;</v></c></row>")}'
    )


def outside_entity() -> bytes:
    return raw_xlsx('<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>')


def many_rows() -> bytes:
    row = '<row r="{}"><c r="A{}"><v>1</v></c></row>'
    return raw_xlsx(sheet_xml("".join(row.format(n, n) for n in range(1, 120_000))))


def far_row() -> bytes:
    return raw_xlsx(sheet_xml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))


def many_columns() -> bytes:
    return csv_file(",".join("x" * 201))


def far_column() -> bytes:
    return raw_xlsx(sheet_xml('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'))


def blank_lines() -> bytes:
    return b"indicator,year\n" + b"\n" * 5_000_000


def commas() -> bytes:
    return b"," * 5_000_000


def many_blanks() -> bytes:
    """Eight million empty cells before one that is not."""
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    return ods([ods_row(*([blank] * 500), "x")])


def many_repeated() -> bytes:
    return ods([ods_row("x", repeated=1_000_000)])


def many_parts() -> bytes:
    return package({f"{'part' * 20}{n}": "" for n in range(5_000)})


def large() -> bytes:
    return b"x" * (5 * 1024 * 1024 + 1)


ROWS_SAID = (
    "The sheet goes beyond 20,000 rows or 200 columns. Delete what is empty but formatted, or copy "
    "the rows into a new template."
)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            bomb,
            "Unpacked, the file would be far too large (57 MB). Copy its rows into a new template.",
        ),
        (
            tight_bomb,
            "Unpacked, the file would be far too large (8 MB). Copy its rows into a new template.",
        ),
        (
            lying_bomb,
            "The file is damaged, or no table. Save it anew as .xlsx, .ods or “CSV UTF-8”.",
        ),
        (entities, "The file brings a document type, which no table needs. Save it anew."),
        (outside_entity, "The file brings a document type, which no table needs. Save it anew."),
        (many_rows, ROWS_SAID),
        (far_row, ROWS_SAID),
        (many_columns, ROWS_SAID),
        (far_column, ROWS_SAID),
        (blank_lines, ROWS_SAID),
        (commas, ROWS_SAID),
        (many_blanks, ROWS_SAID),
        (many_repeated, ROWS_SAID),
        (many_parts, "The file has far too many parts. Copy its rows into a new template."),
        (large, "The file is larger than 5 MB. Split it, or copy its rows into a new template."),
    ],
)
def test_hostile_files_are_refused_within_200_ms(made: Callable[[], bytes], said: str) -> None:
    data = made()
    started = time.process_time()
    found = refusal(data)
    assert (found, time.process_time() - started < 0.2) == (said, True)
