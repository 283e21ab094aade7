"""Tables that people send as files: what each cell says, row by row, whatever the format.

CSV in UTF-8 or GB18030, XLSX and ODS come out alike: cells as texts, numbers digit by digit, days
as 2024-08-31, shares as 12.5%. A cell that nobody can be sure of is a `Trap` that says why. Nothing
is reckoned, and nothing is unpacked before its size is known.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 20_000, 200
HEADINGS_WITHIN = 10  # rows from the top in which the headings are looked for
LAST_ROW = MOST_ROWS + HEADINGS_WITHIN

# Quoted line ends make no row and quoted delimiters no column: there may be more of both.
_MOST_LINES, _MOST_IN_A_LINE = 10 * MOST_ROWS, 100 * MOST_COLUMNS
# A quote that keeps a spreadsheet from running a cell is no part of what it says.
_QUOTED = re.compile(r"^'(?='*[=+\-@\t\r\n＝＋－＠])")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


class FileRefused(Exception):  # noqa: N818 (an answer to who sent it)
    """The file cannot be read at all; says why, and what to do."""


class Trap(NamedTuple):
    """A cell that shows something but says nothing sure; `sentence` is why, and what to do."""

    sentence: str

    def __str__(self) -> str:
        return "?"


Cell = str | Trap


class Row(NamedTuple):
    """A row that says something, with its number as a spreadsheet shows it."""

    number: int
    cells: list[Cell]


class Table(NamedTuple):
    """A file's rows, without the blank ones. `passed_over`: other sheets that hold something."""

    kind: str  # CSV, XLSX, ODS
    encoding: str  # of a CSV file; "" for the others
    sheet: str
    passed_over: tuple[str, ...]
    rows: list[Row]


def column_letters(index: int) -> str:
    """A, B, … AA: the name of the column at `index`, counted from 0."""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters = chr(ord("A") + letter) + letters
        index -= 1
    return letters


def too_many_bytes() -> FileRefused:
    said = _("The file is larger than %(most)d MB. Split it, or copy its rows into a new template.")
    return FileRefused(said % {"most": MOST_BYTES // 1024**2})


def too_many_rows() -> FileRefused:
    said = _(
        "The sheet goes beyond %(rows)s rows or %(columns)d columns. Delete what is empty but "
        "formatted, or copy the rows into a new template."
    )
    return FileRefused(said % {"rows": f"{MOST_ROWS:,}", "columns": MOST_COLUMNS})


def is_old_office(data: bytes) -> bool:
    """Whether this is an .xls file, or a workbook locked with a password."""
    return data.startswith(_OLD_OFFICE)


def read_csv(data: bytes) -> Table:
    """A CSV file: by its byte order mark, as strict UTF-8, or as GB18030, in this order."""
    text, encoding = _decoded(data)
    if "\0" in text:
        raise FileRefused(
            _("This is no table. Save it as CSV in UTF-8, as an Excel workbook or as ODS.")
        )
    head = text[: text.find("\n") + 1] or text
    delimiter = max(",\t;", key=head.count)
    if max(text.count("\n"), text.count("\r")) > _MOST_LINES or any(
        line.count(delimiter) > _MOST_IN_A_LINE for line in re.split(r"[\r\n]", text)
    ):
        raise too_many_rows()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return Table("CSV", encoding, "", (), list(within_limits(_numbered(reader))))
    except csv.Error as error:
        said = _("Line %(line)d cannot be read: a quotation mark is not closed.")
        raise FileRefused(said % {"line": reader.line_num}) from error


def _numbered(records: Iterable[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(records, start=1):
        yield Row(number, [_QUOTED.sub("", each, count=1).strip() for each in cells])


def within_limits(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that say something, without empty cells at their ends. Raises `FileRefused`."""
    for number, cells in rows:
        length = len(cells)
        while length and cells[length - 1] == "":
            length -= 1
        if number > LAST_ROW or length > MOST_COLUMNS:
            raise too_many_rows()
        if length:
            yield Row(number, cells[:length])


def _decoded(data: bytes) -> tuple[str, str]:
    try:
        for mark, codec, name in _MARKS:
            if data.startswith(mark):
                return data.decode(codec), name
        try:
            return data.decode("utf-8"), "UTF-8"
        except UnicodeDecodeError:
            return data.decode("gb18030"), "GB18030"
    except UnicodeDecodeError as error:
        raise FileRefused(
            _("Neither UTF-8 nor GB18030. Save it as “CSV UTF-8” or as an Excel workbook.")
        ) from error
