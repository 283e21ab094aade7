"""An ODS document's table: what LibreOffice and WPS show in each cell, without reckoning anything.

Cells and rows that repeat are written once there, with a count.
"""

import zipfile
from collections.abc import Collection

from django.utils.translation import gettext as _

from indicators.import_packed import Parser, count_until
from indicators.import_table import (
    LAST_ROW,
    MOST_COLUMNS,
    Cell,
    Row,
    Table,
    Trap,
    too_many_rows,
    within_limits,
)
from indicators.import_xlsx import digits, is_merged, no_value

_PART = "content.xml"


def read(package: zipfile.ZipFile, wanted: Collection[str]) -> Table:
    """The table that is called as one of `wanted`, or the first that holds anything."""
    if count_until(package, _PART, b"<table:table-row", 2 * LAST_ROW) > 2 * LAST_ROW:
        raise too_many_rows()
    found = _Tables()
    found.parse(package, _PART)
    tables = {name: list(within_limits(rows)) for name, rows in found.tables.items()}
    named = [name for name in tables if name.strip().casefold() in wanted]
    name = next(iter(named or [each for each in tables if tables[each]]), "")
    others = tuple(each for each in tables if each != name)
    return Table("ODS", "", name, others, tables.get(name, []))


class _Tables(Parser):
    """The rows of every table."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[Row]] = {}
        self._rows: list[Row] = []
        self._number = 1
        self._cells: list[Cell] = []
        self._blanks = 0
        self._repeated_row = self._repeated = 1
        self._about: dict[str, str] = {}
        self._parts: list[str] = []
        self._aside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._about, self._parts = attributes, []
            self._repeated = int(attributes.get("number-columns-repeated", 1))
        elif name == "p" and not self._aside:
            if self._parts:
                self._parts.append("\n")
            self.listening = True
        elif name in ("annotation", "ruby-text"):
            self._aside += 1
            self.listening = False
        elif name in ("s", "tab") and self.listening:
            self._parts.append(" ")
        elif name == "line-break" and self.listening:
            self._parts.append("\n")
        elif name == "table-row":
            self._cells, self._blanks = [], 0
            self._repeated_row = int(attributes.get("number-rows-repeated", 1))
        elif name == "table":
            self._rows = self.tables.setdefault(attributes.get("name", ""), [])
            self._number = 1

    def end(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._end_cell(covered=name == "covered-table-cell")
        elif name == "p":
            self.listening = False
        elif name in ("annotation", "ruby-text"):
            self._aside -= 1
        elif name == "table-row":
            self._end_row()

    def text(self, text: str) -> None:
        self._parts.append(text)

    def _end_cell(self, *, covered: bool) -> None:
        cell: Cell = Trap(is_merged()) if covered else self._cell("".join(self._parts).strip())
        if cell == "":
            self._blanks += self._repeated
            return
        if len(self._cells) + self._blanks + self._repeated > MOST_COLUMNS:
            raise too_many_rows()
        self._cells += [""] * self._blanks + [cell] * self._repeated
        self._blanks = 0

    def _end_row(self) -> None:
        if self._cells:
            if self._number + self._repeated_row - 1 > LAST_ROW:
                raise too_many_rows()
            self._rows += [
                Row(self._number + offset, self._cells) for offset in range(self._repeated_row)
            ]
        self._number += self._repeated_row

    def _cell(self, shown: str) -> Cell:
        about = self._about
        kind = about.get("value-type", "")
        if kind in ("float", "currency", "percentage") and "value" in about:
            return digits(float(about["value"]), share=kind == "percentage")
        if kind == "date":
            return about.get("date-value", "").removesuffix("T00:00:00")
        if "formula" in about and shown.startswith(("#", "Err:")):
            return Trap(_("This cell shows an error, %(text)s.") % {"text": shown[:20]})
        if kind == "string" and "string-value" in about:
            return about["string-value"].strip()
        if "formula" in about and not kind:
            return Trap(no_value())
        return shown
