"""The sheet as its page draws it: what every cell shows and what is said of it, ready in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from indicators import sentences
from indicators.admin_words import input_words
from indicators.chart_series import mark_kind
from indicators.grid import SEEN, Line, Place, Sheet, Typed, saved_texts, seen_now, year_before
from indicators.grid_checking import Checked
from indicators.grid_words import (
    cell_label,
    change_words,
    echo,
    line_name,
    line_notes,
    part_words,
    saved_words,
    standing_notes,
    tip_words,
    when_words,
)
from indicators.languages import say
from indicators.models import Figure as Row
from indicators.report_types import Figure
from indicators.reports import figure as as_report


@dataclass(frozen=True, kw_only=True)
class Say:
    """What is said of a cell of the draft, under its line, with the fields that it asks for."""

    checked: Checked
    lang: str

    @property
    def key(self) -> str:
        return self.checked.place.key

    @property
    def state(self) -> str:
        """error, conflict, warning (answered or not), or changed."""
        codes = {each.code for each in self.checked.problems}
        if codes - {"warning", "conflict"}:
            return "error"
        if "conflict" in codes:
            return "conflict"
        found = self.checked.finding
        return "warning" if found and found.warnings else "changed"

    @property
    def when(self) -> str:
        return when_words(self.checked.line, self.checked.place, self.lang)

    @property
    def name(self) -> str:
        return say(self.checked.line.report.name, self.lang)

    @property
    def waits(self) -> bool:
        """Whether something stands in the way; a cell that was only prepared waits for nothing."""
        return bool(self.checked.problems)

    @property
    def summary(self) -> str:
        """What stands in the way, in one sentence."""
        return next((each.sentence for each in self.checked.problems), "")

    @property
    def typed(self) -> str:
        return self.checked.texts["value"].strip()

    @property
    def echo(self) -> str:
        figure = self.checked.figure
        return echo(figure, self.typed, self.checked.line.report, self.lang) if figure else ""

    @property
    def verdict(self) -> dict[str, object] | None:
        """The verdict that all that was typed would give, for a series that is judged."""
        report, line = self.checked.would_be, self.checked.line
        if report is None or report.target is None or not line.series.headline:
            return None
        return {
            "key": sentences.verdict_key(report.verdict.code, report.verdict.reason),
            "words": sentences.verdict_words(report.verdict, report, self.lang),
            "marks": sentences.marks(report.verdict, report, self.lang),
        }

    @property
    def tip(self) -> str:
        tip, figure = self.checked.tip, self.checked.figure
        report = self.checked.would_be
        return tip_words(tip, report, figure, self.lang) if tip and figure and report else ""

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.checked.finding.said if self.checked.finding else ()

    @property
    def problems(self) -> list[str]:
        """What is wrong beside unanswered warnings and conflicts, each once."""
        said = [
            each.sentence
            for each in self.checked.problems
            if each.code not in ("warning", "conflict")
        ]
        return list(dict.fromkeys(said))

    @property
    def conflict(self) -> dict[str, str] | None:
        """Both values, where somebody else saved after this person began to type."""
        for each in self.checked.problems:
            if each.code == "conflict":
                old = self.checked.finding.old if self.checked.finding else None
                return {"sentence": each.sentence, "saved": self._words(old), "mine": self._mine()}
        return None

    def _words(self, row: Row | None) -> str:
        return saved_words(as_report(row), self.checked.line.report, self.lang) if row else "—"

    def _mine(self) -> str:
        figure = self.checked.figure
        return saved_words(figure, self.checked.line.report, self.lang) if figure else ""

    @property
    def now(self) -> str:
        """The figure that would be replaced, in words."""
        finding = self.checked.finding
        return self._words(finding.old) if finding and finding.kind == "changed" else ""


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
    says = {key: Say(checked=each, lang=lang) for key, each in checked.items()}
    figures = {key: each.figure for key, each in checked.items() if each.figure}
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
