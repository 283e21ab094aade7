"""What becomes of a draft of the sheet: what is right, what stands in the way, what it would give.

Each cell that reads as a figure goes through the write door's own examination; the verdict it would
give is judged with everything else that was typed for its indicator.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from goals.languages import active_language
from goals.models import Plan
from indicators import sheet_drafts
from indicators.actions import (
    Entered,
    FigureWrite,
    Finding,
    Released,
    WritesRefused,
    enter,
    examine,
)
from indicators.grid import (
    REASONS,
    SEEN,
    Line,
    Place,
    Sheet,
    Typed,
    seen_version,
    walk,
)
from indicators.grid_cells import Reading, read_cell
from indicators.languages import say
from indicators.report_types import Figure, IndicatorReport
from indicators.trial import Tip, tip, tried

REVISION = REASONS[1:]
WAY = "grid"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What stands in the way of a cell, in the reader's language. `code`: as of a `Refusal`."""

    field: str
    code: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A cell of the draft. `would_be`: its indicator's report with all that was typed for it.

    `write` is None where nothing could be saved: the cell is empty or cannot be read.
    """

    line: Line
    place: Place
    texts: dict[str, str]
    figure: Figure | None = None
    write: FigureWrite | None = None
    finding: Finding | None = None
    problems: tuple[Problem, ...] = ()
    would_be: IndicatorReport | None = None
    tip: Tip | None = None

    @property
    def ready(self) -> bool:
        return self.write is not None and not self.problems

    @property
    def asks(self) -> tuple[str, ...]:
        """The fields that a reader of this cell has to fill in, or may."""
        found = self.finding
        refused = {each.field for each in self.problems}
        days = ("as_of",) if self.place.part or "as_of" in refused else ()
        warned = bool(found and found.warnings) or "warning_reason" in refused
        revised = bool(found and found.asks_revision) or bool(refused & set(REVISION))
        return (
            *days,
            *(("warning_reason",) if warned else ()),
            *(REVISION if revised else ()),
        )


def check(
    sheet: Sheet, draft: Typed, *, released: Released, today: datetime.date
) -> dict[str, Checked]:
    """Everything there is to say of each cell of the draft, in reading order."""
    cells = list(walk(sheet, draft))
    readings = {key: _reading(line, place, texts) for key, line, place, texts in cells}
    writes = {
        key: _write(line, place, texts, figure, draft[key])
        for key, line, place, texts in cells
        if (figure := readings[key][0].figure)
    }
    found = examine(list(writes.values()), released=released, versions=True) if writes else []
    findings = dict(zip(writes, found, strict=True))
    reports = _would_be([(line, readings[key][0].figure) for key, line, _, _ in cells], today=today)
    return {
        key: _checked(
            line, place, texts, readings[key], writes.get(key), findings.get(key), reports, today
        )
        for key, line, place, texts in cells
    }


def _reading(
    line: Line, place: Place, texts: Mapping[str, str]
) -> tuple[Reading, tuple[Problem, ...]]:
    reading, lang = read_cell(line, place, texts), active_language()
    return reading, tuple(
        Problem(field=each.field, code="invalid", sentence=say(each.sentence, lang))
        for each in reading.faults
    )


def _write(
    line: Line, place: Place, texts: Mapping[str, str], figure: Figure, cell: Mapping[str, str]
) -> FigureWrite:
    return FigureWrite(
        series=place.series,
        year=figure.year,
        value=figure.value,
        covers=figure.covers,
        as_of=figure.as_of,
        obs_status=figure.obs_status,
        break_kind=figure.break_kind,
        source=int(texts["source"]) if texts["source"].isdecimal() else None,
        note_en=texts["note_en"],
        note_zh=texts["note_zh"],
        warning_reason=texts["warning_reason"],
        revision_kind=texts["revision_kind"],
        revision_reason_en=texts["revision_reason_en"],
        revision_reason_zh=texts["revision_reason_zh"],
        seen=seen_version(line, place, figure, cell[SEEN]),
    )


def _would_be(
    cells: Collection[tuple[Line, Figure | None]], *, today: datetime.date
) -> dict[str, IndicatorReport]:
    """Each indicator's report, by its code, with all the figures that were typed for it."""
    typed: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    reports: dict[str, IndicatorReport] = {}
    for line, figure in cells:
        reports[line.report.code] = line.report
        if figure is not None and figure.obs_status:
            typed[line.report.code][line.series.code].append(figure)
    return {code: tried(report, typed[code], as_of=today) for code, report in reports.items()}


def _checked(
    line: Line,
    place: Place,
    texts: dict[str, str],
    reading: tuple[Reading, tuple[Problem, ...]],
    write: FigureWrite | None,
    finding: Finding | None,
    reports: Mapping[str, IndicatorReport],
    today: datetime.date,
) -> Checked:
    figure, report = reading[0].figure, reports[line.report.code]
    refused = finding.refusals if finding else ()
    problems = [
        Problem(field=each.field, code=each.code, sentence=each.sentence) for each in refused
    ]
    return Checked(
        line=line,
        place=place,
        texts=texts,
        figure=figure,
        write=write,
        finding=finding,
        problems=(*reading[1], *problems),
        would_be=report if figure else None,
        tip=tip(report, line.series.code, figure, as_of=today) if figure else None,
    )


@transaction.atomic
def save(
    plan: Plan, checked: Mapping[str, Checked], *, by: User, released: Released
) -> tuple[Entered, list[str]]:
    """Enter every cell that is right; what another one's absence makes wrong stays as well.

    Answers how many figures were written, and the cells that are done with and leave the draft.
    """
    ready = {key: each.write for key, each in checked.items() if each.ready and each.write}
    entered = Entered()
    while ready:
        try:
            entered = enter(list(ready.values()), by=by, way=WAY, released=released)
            break
        except WritesRefused as refused:
            bad = {list(ready)[each.index] for each in refused.refusals}
            ready = {key: write for key, write in ready.items() if key not in bad}
    if ready:
        sheet_drafts.change(plan, lambda cells: _without(cells, ready), by=by)
    return entered, list(ready)


def _without(cells: Typed, done: Collection[str]) -> Typed:
    return {key: cell for key, cell in cells.items() if key not in done}
