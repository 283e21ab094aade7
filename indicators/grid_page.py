"""The sheet as its page draws it: what every cell shows and what is said of it, ready in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from indicators.admin_words import input_words
from indicators.chart_series import mark_kind
from indicators.grid import SEEN, Line, Place, Sheet, Typed, saved_texts, seen_now, year_before
from indicators.grid_checking import Checked
from indicators.grid_says import Say
from indicators.grid_words import (
    cell_label,
    change_words,
    line_name,
    line_notes,
    part_words,
    standing_notes,
)
from indicators.report_types import Figure


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One input. `state`: of its `Say`, or ""; `texts`: what all its fields show."""

    line: Line
    place: Place
    texts: Mapping[str, str]
    lang: str
    focus: int
    said: Say | None = None

    @property
    def key(self) -> str:
        return self.place.key

    @property
    def label(self) -> str:
        return cell_label(self.line, self.place, self.lang)

    @property
    def part(self) -> str:
        return part_words(self.line, self.place, self.lang)

    @property
    def kind(self) -> str:
        """part, year (of a flow, which takes no day), any."""
        if self.place.part:
            return "part"
        return "year" if len(self.line.parts) == 2 else "any"

    @property
    def state(self) -> str:
        return self.said.state if self.said else ""

    @cached_property
    def figure(self) -> Figure | None:
        if self.said:
            return self.said.checked.figure
        standing = self.line.at(self.place)
        return standing.figure if standing else None

    @property
    def wanted(self) -> bool:
        """Whether this is the cell of the year worked on that a judged series has no figure for."""
        main = self.line.series.headline and not self.place.part and not self.texts["value"]
        return main and self.place.year == self.focus

    @property
    def sign(self) -> str:
        return mark_kind(self.figure, self.line.series) if self.figure else ""

    @property
    def echo(self) -> str:
        return self.said.echo if self.said else ""

    @property
    def notes(self) -> list[str]:
        if self.figure is None:
            return []
        return standing_notes(self.figure, self.lang, sourced=bool(self.texts["source"]))

    @property
    def row(self) -> int | None:
        """The key of the figure that stands here."""
        standing = self.line.at(self.place)
        return standing.pk if standing else None

    @property
    def more(self) -> int:
        """How many further figures of the year stand in the list alone."""
        return max(0, len(self.line.all_at(self.place)) - 1)

    @property
    def column(self) -> str:
        """in-focus, before it, or another."""
        offset = self.focus - self.place.year
        return {0: "in-focus", 1: "before"}.get(offset, "other")


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A table row: the cells of one part of the year, and the change on the year before."""

    part: str
    cells: tuple[Cell, ...]
    change: str


@dataclass(frozen=True, kw_only=True)
class Block:
    """A series on the page: its head, one row or two, and what is said of its cells."""

    name: str
    unit: str
    notes: str
    rows: tuple[SheetRow, ...]
    says: tuple[Say, ...]
    names: str  # JSON: what a pasted line may call it, in both languages


def blocks(sheet: Sheet, checked: Mapping[str, Checked], lang: str) -> list[Block]:
    """The page's rows, in the plan's order."""
    figures = {key: each.figure for key, each in checked.items() if each.figure}
    says = {
        key: Say(checked=each, lang=lang, before=year_before(each.line, each.place, figures))
        for key, each in checked.items()
    }
    return [_block(sheet, line, says, figures, lang) for line in sheet.lines]


def _block(
    sheet: Sheet,
    line: Line,
    says: Mapping[str, Say],
    figures: Mapping[str, Figure],
    lang: str,
) -> Block:
    rows = [
        tuple(_cell(sheet, line, line.place(year, part=part), says, lang) for year in sheet.years)
        for part in line.parts
    ]
    return Block(
        name=line_name(line, lang, alone=_is_alone(sheet, line)),
        unit=input_words(line.report, lang),
        notes=line_notes(line, lang, alone=_is_alone(sheet, line)),
        rows=tuple(
            SheetRow(part=cells[0].part, cells=cells, change=_change(sheet, cells, figures, lang))
            for cells in rows
        ),
        says=tuple(cell.said for cells in rows for cell in cells if cell.said),
        names=json.dumps(_names(sheet, line), ensure_ascii=False),
    )


def _names(sheet: Sheet, line: Line) -> list[str]:
    """The names of the series; its indicator's too, where that has no other headline."""
    own = list(line.series.name.values())
    of_indicator = [str(words) for words in line.report.name.values()]
    both = [f"{one}{other}" for one, other in zip(of_indicator, own, strict=True)]
    mine = of_indicator if line.series.headline or _is_alone(sheet, line) else []
    return [*mine, *both, *map(str, own)]


def _is_alone(sheet: Sheet, line: Line) -> bool:
    """Whether the indicator has this one series."""
    return sum(each.report.code == line.report.code for each in sheet.lines) == 1


def _cell(sheet: Sheet, line: Line, place: Place, says: Mapping[str, Say], lang: str) -> Cell:
    said = says.get(place.key)
    texts = said.checked.texts if said else saved_texts(line, place)
    return Cell(line=line, place=place, texts=texts, lang=lang, focus=sheet.focus, said=said)


def _change(sheet: Sheet, cells: tuple[Cell, ...], figures: Mapping[str, Figure], lang: str) -> str:
    cell = next(each for each in cells if each.place.year == sheet.focus)
    before = year_before(cell.line, cell.place, figures)
    return change_words(before, cell.figure, cell.line, lang)


def shown_texts(sheet: Sheet, page: list[Block], draft: Typed) -> dict[str, dict[str, str]]:
    """What the page shows of cells that are not empty, and which version that is."""
    found: dict[str, dict[str, str]] = {}
    for cell in (cell for block in page for row in block.rows for cell in row.cells):
        seen = draft.get(cell.key, {}).get(SEEN) or seen_now(sheet, cell.key)
        if cell.texts["value"] or seen:
            found[cell.key] = {"value": cell.texts["value"], SEEN: seen}
    return found
