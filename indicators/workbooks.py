"""A plan's workbook (.xlsx) into entries: what each cell says, or where and why it cannot be read.

Nothing in a workbook is reckoned: a formula is refused. `docs/plan-workbook.md` says what stands
where.
"""

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import BooleanField, DecimalField, IntegerField
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from goals.languages import active_language
from goals.models import Goal
from indicators import entries
from indicators.entries import Entry, Loaded, LoadRefused, Problem
from indicators.models import Indicator
from indicators.numbers import NumberRefused, read
from indicators.workbook_sheets import (
    FIRST,
    HEADINGS,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED,
    NAMES,
    SHEETS,
    Sheet,
    choices,
    field,
    heading,
    is_needed,
)

YES, NO = {"yes", "true", "1", "是"}, {"no", "false", "0", "否"}
AnyCell = Cell | MergedCell


class Unit(NamedTuple):
    """What it takes to read an indicator's bounds."""

    measure: str
    input_unit: str
    decimals: int


class CellRefused(Exception):  # noqa: N818 (it says what to write instead)
    """A cell that cannot be read."""


def load(path: Path, *, by: User) -> Loaded:
    """Write the plan in the workbook as `by`. Raises `entries.LoadRefused` with all that is wrong.

    Places are sheets and cells: `indicators!D7 (name_zh)`.
    """
    read_entries, problems = _read(_opened(path))
    try:
        return entries.write(read_entries, by=by, way="import", found=problems)
    except LoadRefused as refusal:
        raise LoadRefused(sorted(refusal.problems, key=_position)) from refusal


def _opened(path: Path) -> Workbook:
    """The workbook, if it is one and of a size that a plan may have."""
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if path.stat().st_size > MOST_BYTES or unpacked > MOST_UNPACKED:
            said = _("The file is far too large for a plan. Copy its rows into a new template.")
            raise LoadRefused([Problem(path.name, said)])
        return load_workbook(path)
    except OSError as error:
        raise LoadRefused([Problem(path.name, f"{error.strerror or error}.")]) from error
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError) as error:
        said = _("This is no workbook that can be read. Save it as .xlsx.")
        raise LoadRefused([Problem(path.name, said)]) from error


def _read(book: Workbook) -> tuple[list[Entry], list[Problem]]:
    found: list[Entry] = []
    problems: list[Problem] = []
    for sheet in SHEETS:
        if sheet.name not in book.sheetnames or not isinstance(book[sheet.name], Worksheet):
            said = _("This sheet is missing. Take it from the template, also where it is empty.")
            problems.append(Problem(sheet.name, said))
            continue
        reader = _SheetReader(sheet, book[sheet.name], problems, _units(found))
        found.extend(reader.entries())
    return found, problems


def _units(found: Iterable[Entry]) -> dict[str, Unit]:
    """How bounds are read, by the codes of those indicators that say it rightly."""
    return {
        entry.fields.get("code", ""): Unit(measure, input_unit, decimals)
        for entry in found
        if entry.kind is Indicator
        for measure in [entry.fields.get("measure", "")]
        for input_unit in [entry.fields.get("input_unit", Indicator.InputUnit.ONE.value)]
        for decimals in [entry.fields.get("decimals", 0)]
        if measure in Indicator.Measure.values and input_unit in Indicator.InputUnit.values
    }


class _SheetReader:
    """Reads one sheet, row by row; adds what cannot be read to `problems`."""

    def __init__(
        self, sheet: Sheet, rows: Worksheet, problems: list[Problem], units: dict[str, Unit]
    ) -> None:
        self.sheet, self.rows, self.problems, self.units = sheet, rows, problems, units
        self.columns: dict[str, int] = {}
        self.missing: set[str] = set()

    def entries(self) -> Iterator[Entry]:
        if self.rows.max_row > MOST_ROWS or self.rows.max_column > MOST_COLUMNS:
            said = _(
                "The sheet has %(rows)d rows and %(columns)d columns; at most %(most_rows)d and "
                "%(most_columns)d are read. Delete the empty ones, or copy the rows into a new "
                "template."
            ) % {
                "rows": self.rows.max_row,
                "columns": self.rows.max_column,
                "most_rows": MOST_ROWS,
                "most_columns": MOST_COLUMNS,
            }
            self.problems.append(Problem(self.sheet.name, said))
            return
        self._read_names()
        self._check_headings()
        written = [row for row in range(FIRST, self.rows.max_row + 1) if self._is_written(row)]
        if not written and self.sheet.name in ("plan", "goals"):
            said = _("Nothing is written here. Begin in row %(row)d.") % {"row": FIRST}
            self.problems.append(Problem(self._place(FIRST, 1), said))
        if self.sheet.name == "plan":
            said = _(
                "A workbook holds one plan. Delete this row, or give it a workbook of its own."
            )
            self.problems += [Problem(self._place(row, 1), said) for row in written[1:]]
            del written[1:]
        for row in written:
            yield self._entry(row)

    def _is_written(self, row: int) -> bool:
        return any(not _is_empty(self.rows.cell(row, each)) for each in self.columns.values())

    def _read_names(self) -> None:
        for column in range(1, self.rows.max_column + 1):
            name = _text(self.rows.cell(NAMES, column).value)
            if name in self.columns:
                said = _("The column “%(name)s” stands twice. Delete one of the two.")
            elif name in self.sheet.columns:
                self.columns[name] = column
                continue
            elif name:
                said = _("No column is called “%(name)s”. Row 1 is to be that of the template.")
            elif any(
                not _is_empty(self.rows.cell(row, column))
                for row in range(FIRST, self.rows.max_row + 1)
            ):
                said = _("This column has no name in row 1, so it would not be read. Delete it.")
            else:
                continue
            self.problems.append(Problem(self._place(NAMES, column), said % {"name": name}))
        for name in self.sheet.columns:
            if name not in self.columns and is_needed(self.sheet, name):
                self.missing.add(name)
                said = _("The column “%(name)s” is missing. Row 1 is to be that of the template.")
                self.problems.append(Problem(self._place(NAMES, 1), said % {"name": name}))

    def _check_headings(self) -> None:
        """An entry in the headings' place would be passed over."""
        for name, column in self.columns.items():
            if _text(self.rows.cell(HEADINGS, column).value) != heading(self.sheet, name):
                said = _(
                    "Row 2 holds the headings, here “%(heading)s”, and entries begin in row 3. "
                    "Take both rows from the template."
                ) % {"heading": heading(self.sheet, name)}
                self.problems.append(Problem(self._place(HEADINGS, column), said))
                return

    def _entry(self, row: int) -> Entry:
        fields: dict[str, Any] = {}
        unread = set(self.missing)
        for name, column in self.columns.items():
            cell = self.rows.cell(row, column)
            try:
                value = self._value(name, cell, fields)
            except CellRefused as refusal:
                unread.add(name)
                if said := str(refusal):
                    self.problems.append(Problem(f"{self._place(row, column)} ({name})", said))
            else:
                if value is not None:
                    fields[name] = value
        return Entry(
            kind=self.sheet.kind,
            where=self._place(row, min(self.columns.values())),
            fields=fields,
            cells={name: self._place(row, column) for name, column in self.columns.items()},
            unread=frozenset(unread),
        )

    def _value(self, name: str, cell: AnyCell, fields: dict[str, Any]) -> Any:
        """What the cell says to the field; None where it is empty. Raises `CellRefused`."""
        if isinstance(cell, MergedCell):
            raise CellRefused(_("This cell is merged with another. Unmerge them, and fill both."))
        if cell.data_type == "f":
            raise CellRefused(_("This is a formula. Paste its value instead."))
        if cell.data_type == "e":
            raise CellRefused(_("This cell holds an error, %(text)s.") % {"text": cell.value})
        if _is_empty(cell):
            return None
        if name in ("lower", "upper"):
            return self._bound(cell, fields.get("indicator", ""))
        of = field(self.sheet, name)
        if isinstance(of, BooleanField):
            return _yes_or_no(cell)
        if isinstance(of, IntegerField) or of.related_model is Goal:
            return _whole(cell)
        if isinstance(of, DecimalField):
            return _share(cell)
        return _words(cell).lower() if choices(self.sheet, name) else _words(cell)

    def _bound(self, cell: Cell, indicator: str) -> Decimal:
        """In base units. Refused without a word where the indicator is wrong: it says so itself."""
        unit = self.units.get(indicator)
        if unit is None:
            raise CellRefused
        text = _words(cell)
        if "%" in str(cell.number_format) and isinstance(cell.value, int | float):
            text = f"{Decimal(text) * 100:f}%"
        try:
            return read(text, **unit._asdict())
        except NumberRefused as refusal:
            said = refusal.reason["en" if active_language() == "en" else "zh-hans"]
            raise CellRefused(said) from refusal

    def _place(self, row: int, column: int) -> str:
        return f"{self.sheet.name}!{self.rows.cell(row, column).coordinate}"


def _is_empty(cell: AnyCell) -> bool:
    return _text(cell.value) == ""


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _words(cell: Cell) -> str:
    """The cell's words; a number digit by digit, a day as 2030-08-27, a month as 2030-08."""
    value = cell.value
    if isinstance(value, datetime.datetime | datetime.date):
        day = f"{value:%Y-%m-%d}"
        return day if "d" in str(cell.number_format).lower() else day[:7]
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return f"{exact.quantize(Decimal(1)) if value.is_integer() else exact:f}"
    return _text(value)


def _whole(cell: Cell) -> int:
    text = _words(cell)
    if isinstance(cell.value, bool) or not (text.isdecimal() and len(text) < 10):
        said = _("“%(text)s” is no whole number. Write its digits alone.")
        raise CellRefused(said % {"text": text})
    return int(text)


def _yes_or_no(cell: Cell) -> bool:
    text = _words(cell).lower()
    if text not in YES | NO:
        raise CellRefused(
            _("“%(text)s” is neither yes nor no. Write one of the two.") % {"text": text}
        )
    return text in YES


def _share(cell: Cell) -> Decimal:
    text = _words(cell)
    try:
        return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
    except InvalidOperation as error:
        said = _("“%(text)s” is no number. Write it as 0.05 or 5%%.")
        raise CellRefused(said % {"text": text}) from error


_PLACE = re.compile(r"(?P<sheet>\w+)(?:!(?P<column>[A-Z]+)(?P<row>\d+))?")


def _position(problem: Problem) -> tuple[int, int, int]:
    """Where a problem stands in the workbook: sheet, row, column."""
    found = _PLACE.match(problem.place)
    names = [sheet.name for sheet in SHEETS]
    if found is None or found["sheet"] not in names:
        return -1, 0, 0
    column = column_index_from_string(found["column"]) if found["column"] else 0
    return names.index(found["sheet"]), int(found["row"] or 0), column
