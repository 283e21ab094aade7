"""A file's rows into wishes for figures: what each says, or where and why it cannot be read."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from goals.languages import active_language
from goals.models import Plan, Source
from indicators.admin_words import Unit, input_words, unit_of
from indicators.import_columns import CODES, Head, code_of, year_of
from indicators.import_table import Cell, Row, Table, Trap
from indicators.languages import choose, say
from indicators.models import Indicator, Series
from indicators.numbers import NumberRefused, read

TEXTS = (
    "note_en",
    "note_zh",
    "warning_reason",
    "revision_reason_en",
    "revision_reason_zh",
)
# Of these an empty cell in the long form says “none”. An empty reason says nothing: the one given
# before stays where it still holds.
MAY_BE_NONE = frozenset({"break_kind", "source", "note_en", "note_zh"})
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_DAY_OF_YEAR = re.compile(r"([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


@dataclass(kw_only=True)
class Wish:
    """One figure as the file has it. `key` names its place in the file, for answers to it.

    `given`: the fields that the file speaks for, as `FigureWrite` takes them. `refused`: what
    cannot be read, by column. `typed`: the value's own words. `shared`: whether its row says the
    same of several years.
    """

    key: str
    row: int
    typed: str
    shared: bool = False
    series: Series | None = None
    year: int | None = None
    given: dict[str, Any] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Read:
    """A file as read: its wishes, and the rows that have a place but no value."""

    wishes: list[Wish]
    without_value: list[int]


class CellRefused(Exception):  # noqa: N818 (it says what to write instead)
    """A cell that cannot be read."""


class Known:
    """What the names in a file may mean in one plan. 2 queries."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sources = {key.casefold(): pk for key, pk in Source.objects.values_list("key", "pk")}
        self.indicators: dict[str, Indicator] = {}
        self.series: dict[int, dict[str, Series]] = {}
        self.lines: dict[int, list[Series]] = {}
        self.units: dict[int, Unit] = {}
        self.unit_words: dict[int, set[str]] = {}
        rows = Series.objects.filter(indicator__plan=plan).select_related("indicator__plan")
        for row in rows.order_by("order", "pk"):
            self._add(row)

    def _add(self, row: Series) -> None:
        indicator = row.indicator
        if indicator.pk not in self.units:
            unit = self.units[indicator.pk] = unit_of(indicator)
            words = [input_words(unit, lang) for lang in ("en", "zh-hans")]
            self.unit_words[indicator.pk] = {each.casefold() for each in words}
        for name in (indicator.name_zh, indicator.name_en, indicator.code):
            self.indicators[name.casefold()] = indicator
        names = self.series.setdefault(indicator.pk, {})
        for name in (row.name_zh, row.name_en, row.code):
            names[name.casefold()] = row
        self.lines.setdefault(indicator.pk, []).append(row)

    def find(self, indicator: str, series: str) -> Series:
        """The series of these names or codes; where an indicator has one alone, it needs none."""
        found = self.indicators.get(indicator.casefold())
        if not indicator:
            raise CellRefused(
                _("No indicator is named. If this row is a note, delete it from the table.")
            )
        if found is None:
            raise CellRefused(
                _(
                    "This plan has no indicator “%(name)s”. Write its code, as in the template; if "
                    "this row is a note, delete it from the table."
                )
                % {"name": indicator[:60]}
            )
        lines = self.lines[found.pk]
        if not series and len(lines) == 1:
            return lines[0]
        row = self.series[found.pk].get(series.casefold())
        if row is None:
            said = _("Write one of this indicator’s series: %(names)s.")
            raise CellRefused(said % {"names": ", ".join(each.code for each in lines)})
        return row


def read_rows(table: Table, head: Head, known: Known) -> Read:
    """Every row below the headings. Nothing of it is dropped without a word."""
    wishes: list[Wish] = []
    without_value: list[int] = []
    clears = frozenset() if head.is_wide else MAY_BE_NONE & set(head.columns)
    for row in table.rows:
        if row.number <= head.row.number:
            continue
        found = list(_Line(row, head, known, clears).wishes())
        wishes += found
        if not found:
            without_value.append(row.number)
    return Read(wishes=wishes, without_value=without_value)


class _Line:
    """One row of the file."""

    def __init__(self, row: Row, head: Head, known: Known, clears: frozenset[str]) -> None:
        self.row, self.head, self.known, self.clears = row, head, known, clears

    def cell(self, index: int) -> Cell:
        return self.row.cells[index] if index < len(self.row.cells) else ""

    def text(self, column: str) -> str:
        """The cell in a column; "" where there is no such column. Raises `CellRefused`."""
        index = self.head.columns.get(column)
        return "" if index is None else _text(self.cell(index))

    def wishes(self) -> Iterator[Wish]:
        if not self.head.is_wide:
            cell = self.cell(self.head.columns["value"])
            if cell != "" or not self._is_place():
                yield self._wish(str(self.row.number), cell, None)
            return
        cells = {year: self.cell(index) for year, index in self.head.years.items()}
        written = {year: cell for year, cell in cells.items() if cell != ""}
        for year, cell in written.items():
            yield self._wish(f"{self.row.number}-{year}", cell, year)
        if not written and not self._is_place():
            yield self._wish(str(self.row.number), "", None)

    def _is_place(self) -> bool:
        """Whether the row names a series, so that only its value is missing."""
        try:
            self.known.find(self.text("indicator"), self.text("series"))
        except CellRefused:
            return False
        return True

    def _wish(self, key: str, cell: Cell, year: int | None) -> Wish:
        wish = Wish(
            key=key, row=self.row.number, typed=str(cell), shared=year is not None, year=year
        )
        if self._take(wish, "indicator", self._series):
            self._take(wish, "unit", self._unit)
            self._take(wish, "value", partial(self._value, cell=cell))
            if year is None:
                self._take(wish, "year", self._year)
            self._take(wish, "covers", self._covers)
            self._take(wish, "as_of", self._as_of)
            for column in ("obs_status", "break_kind", "revision_kind"):
                self._take(wish, column, partial(self._code, column=column))
            self._take(wish, "source", self._source)
            for column in TEXTS:
                self._take(wish, column, partial(self._words, column=column))
        return wish

    def _take(self, wish: Wish, column: str, take: Callable[[Wish], None]) -> bool:
        """Let `take` read a column into the wish; a refusal is kept with it."""
        try:
            take(wish)
        except CellRefused as refusal:
            wish.refused.append((column, str(refusal)))
            return False
        return True

    def _series(self, wish: Wish) -> None:
        wish.series = self.known.find(self.text("indicator"), self.text("series"))

    def _unit(self, wish: Wish) -> None:
        written = self.text("unit")
        if written and written.casefold() not in self.known.unit_words[_indicator(wish)]:
            said = _("This indicator is entered in %(unit)s, and the unit here is “%(written)s”.")
            words = input_words(self._unit_of(wish), active_language())
            raise CellRefused(said % {"unit": words, "written": written[:20]})

    def _unit_of(self, wish: Wish) -> Unit:
        return self.known.units[_indicator(wish)]

    def _value(self, wish: Wish, cell: Cell) -> None:
        unit = self._unit_of(wish)
        try:
            wish.given["value"] = read(
                _text(cell),
                measure=unit.measure,
                input_unit=unit.input_unit,
                decimals=unit.decimals,
            )
        except NumberRefused as refusal:
            raise CellRefused(say(refusal.reason, active_language())) from refusal

    def _year(self, wish: Wish) -> None:
        written = self.text("year")
        wish.year = year_of(written)
        if wish.year is None:
            said = _("“%(written)s” is no year. Write its four digits, such as 2024.")
            raise CellRefused(said % {"written": written[:20]})

    def _covers(self, wish: Wish) -> None:
        written = self.text("covers")
        code = code_of("covers", written) if written else "year"
        if code is None:
            raise _unknown("covers", written)
        wish.given["covers"] = code

    def _as_of(self, wish: Wish) -> None:
        written = self.text("as_of")
        wish.given["as_of"] = _day(written, wish.year) if written else None

    def _code(self, wish: Wish, column: str) -> None:
        written = self.text(column)
        code = code_of(column, written) if written else ""
        if code is None:
            raise _unknown(column, written)
        if code or column in self.clears:
            wish.given[column] = code

    def _source(self, wish: Wish) -> None:
        written = self.text("source")
        found = self.known.sources.get(written.casefold())
        if written and found is None:
            said = _("No source has the key “%(key)s”. Add it under Sources first.")
            raise CellRefused(said % {"key": written[:60]})
        if written or "source" in self.clears:
            wish.given["source"] = found

    def _words(self, wish: Wish, column: str) -> None:
        written = self.text(column)
        if written or column in self.clears:
            wish.given[column] = written


def _indicator(wish: Wish) -> int:
    assert wish.series is not None  # noqa: S101 (read first)
    return wish.series.indicator_id


def _text(cell: Cell) -> str:
    if isinstance(cell, Trap):
        raise CellRefused(cell.sentence)
    return cell


def _unknown(column: str, written: str) -> CellRefused:
    lang = active_language()
    words = [choose(lang, *pair) for pair in CODES[column].values()]
    said = _("“%(written)s” is not known here. Write one of: %(words)s.")
    return CellRefused(said % {"written": written[:30], "words": ", ".join(words)})


def _day(written: str, year: int | None) -> datetime.date:
    """2024-08-31, 2024/8/31, 2024年8月31日; under columns of years also 08-31, 8月31日."""
    found = _DAY.fullmatch(written)
    parts = [int(each) for each in found.groups()] if found else []
    if not parts and year is not None and (short := _DAY_OF_YEAR.fullmatch(written)):
        parts = [year, int(short[1]), int(short[2])]
    try:
        return datetime.date(*parts)
    except (TypeError, ValueError) as error:
        said = _("“%(written)s” is no day. Write it as 2024-08-31.")
        raise CellRefused(said % {"written": written[:20]}) from error
