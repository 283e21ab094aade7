"""An XLSX workbook's table: what Excel and WPS show in each cell, without reckoning anything.

A formula counts as the value that was saved with it; one without such a value is a trap, as are
cells merged with another and cells that show an error.
"""

import datetime
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from indicators.import_packed import Parser, count_until, damaged
from indicators.import_table import (
    LAST_ROW,
    MOST_COLUMNS,
    Cell,
    FileRefused,
    Row,
    Table,
    Trap,
    too_many_rows,
    within_limits,
)
from indicators.import_xlsx_parts import Book, Links, Styles, Texts

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_MERGED = 10_000  # cells that one file may have under merged ones


class _Sheet(NamedTuple):
    name: str
    part: str
    hidden: bool


def read(package: zipfile.ZipFile, wanted: Collection[str]) -> Table:
    """The sheet that is called as one of `wanted`, or the first that holds anything."""
    book = Book()
    book.parse(package, "xl/workbook.xml")
    links = Links()
    links.parse(package, "xl/_rels/workbook.xml.rels")
    sheets = [
        _Sheet(name, posixpath.normpath(posixpath.join("/xl", links.parts[key]))[1:], hidden)
        for name, key, hidden in book.sheets
        if links.parts.get(key, "").count("worksheets/")
    ]
    shown = [each for each in sheets if not each.hidden]
    if not shown:
        raise damaged()
    named = [each for each in shown if each.name.strip().casefold() in wanted]
    texts, styles = Texts(), Styles()
    for part, reader in (("xl/sharedStrings.xml", texts), ("xl/styles.xml", styles)):
        if part in package.namelist():
            reader.parse(package, part)
    for sheet in named[:1] or shown:
        rows = _rows(package, sheet.part, texts.found, styles, book.epoch)
        if rows:
            others = tuple(each.name for each in shown if each is not sheet)
            return Table("XLSX", "", sheet.name, others, rows)
    return Table("XLSX", "", shown[0].name, (), [])


def _rows(
    package: zipfile.ZipFile,
    part: str,
    texts: list[str],
    styles: Styles,
    epoch: datetime.datetime,
) -> list[Row]:
    if count_until(package, part, b"<row", LAST_ROW) > LAST_ROW:
        raise too_many_rows()
    cells = _Cells(texts, styles, epoch)
    cells.parse(package, part)
    return list(within_limits(cells.rows()))


class _Cells(Parser):
    """The cells of one sheet, by row and column."""

    def __init__(self, texts: list[str], styles: Styles, epoch: datetime.datetime) -> None:
        super().__init__()
        self.texts, self.styles, self.epoch = texts, styles, epoch
        self.found: dict[int, dict[int, Cell]] = {}
        self.merged: list[str] = []
        self._row, self._column = 0, -1
        self._columns: dict[str, int] = {}
        self._kind = self._style = ""
        self._parts: list[str] = []
        self._formula = self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin(attributes)
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
            if self._row > LAST_ROW:
                raise too_many_rows()
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aside = True
        elif name in ("v", "t"):
            self.listening = not self._aside
        elif name == "mergeCell":
            self.merged.append(attributes["ref"])

    def _begin(self, attributes: dict[str, str]) -> None:
        self._parts, self._formula = [], False
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        place = attributes.get("r")
        if place is None:
            self._column += 1
            return
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column(letters)
        self._column = column

    def end(self, name: str) -> None:
        if name == "c":
            cell = self._cell("".join(self._parts).strip())
            if cell != "":
                if self._column > MOST_COLUMNS:
                    raise too_many_rows()
                self.found.setdefault(self._row, {})[self._column] = cell
        elif name == "rPh":
            self._aside = False
        elif name in ("v", "t"):
            self.listening = False

    def text(self, text: str) -> None:
        self._parts.append(text)

    def _cell(self, written: str) -> Cell:
        if self._kind == "e":
            return Trap(_("This cell shows an error, %(text)s.") % {"text": written[:20]})
        if written == "":
            return Trap(no_value()) if self._formula and self._kind != "str" else ""
        if self._kind == "s":
            return self.texts[int(written)]
        if self._kind == "b":
            return "TRUE" if written == "1" else "FALSE"
        if self._kind != "n":  # a text, or a day in ISO 8601
            return written.removesuffix("T00:00:00")
        if self._style in self.styles.days:
            return _day(float(written), self.epoch)
        return digits(float(written), share=self._style in self.styles.shares)

    def rows(self) -> Iterator[Row]:
        """In order; cells under a merged one are traps where the merged one says something."""
        self._mark_merged()
        for number in sorted(self.found):
            cells = self.found[number]
            yield Row(number, [cells.get(each, "") for each in range(max(cells) + 1)])

    def _mark_merged(self) -> None:
        left = _MOST_MERGED
        for ref in self.merged:
            corners = _PLACE.findall(ref)
            if len(corners) != 2:
                continue
            (first, top), (last, bottom) = corners
            columns = range(_column(first), _column(last) + 1)
            numbers = range(int(top), min(int(bottom), LAST_ROW) + 1)
            left -= len(columns) * len(numbers)
            if left < 0:
                raise FileRefused(_("Far too many cells are merged. Unmerge them all."))
            if columns[0] not in self.found.get(numbers[0] if numbers else 0, {}):
                continue
            for number in numbers:
                for column in columns:
                    if (number, column) != (numbers[0], columns[0]):
                        self.found.setdefault(number, {})[column] = Trap(is_merged())


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def no_value() -> str:
    return _(
        "A formula whose value was never saved. Open the file, let it calculate and save it, or "
        "paste the value."
    )


def is_merged() -> str:
    return _("This cell is merged with another. Unmerge them, and fill in each.")


def digits(number: float, *, share: bool) -> Cell:
    """A number digit by digit, as exactly as a spreadsheet keeps it: 15 digits."""
    exact = Decimal(f"{number:.15g}")
    if not exact.is_finite():
        return Trap(_("This cell shows an error, %(text)s.") % {"text": f"{number}"})
    written = f"{exact.scaleb(2) if share else exact:f}"
    plain = written.rstrip("0").rstrip(".") if "." in written else written
    return f"{plain}%" if share else plain


def _day(serial: float, epoch: datetime.datetime) -> Cell:
    no_day = Trap(_("This number is shown as a date, and is none. Write the day as a text."))
    try:
        found = from_excel(serial, epoch) if serial >= 0 else None
    except (OverflowError, ValueError):
        return no_day
    if found is None:
        return no_day
    if isinstance(found, datetime.datetime) and found.time() == datetime.time():
        return found.date().isoformat()
    return str(found)
