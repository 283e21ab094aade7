"""The sheet that a plan's yearly figures are typed into: its cells, and what was typed in them.

Pure: a line for each series, a cell for each year and part of one. What is typed is kept as text,
right or wrong, by cell and field; a draft holds only what differs from the figures that stand.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from indicators.amounts import typed
from indicators.report_types import Figure, IndicatorReport, Series
from indicators.standing import position

# Given for one change alone: the next one is never answered by what was written for the last.
REASONS = ("warning_reason", "revision_kind", "revision_reason_en", "revision_reason_zh")
FIELDS = (
    "value",
    "as_of",
    "obs_status",
    "break_kind",
    "source",
    "note_en",
    "note_zh",
    *REASONS,
)
# What the draft keeps beside a cell's fields: the version that was read when it was first typed in.
SEEN = "seen"
LONGEST = 1000  # characters of one field; nothing that could be saved is longer

Texts = Mapping[str, str]
Typed = dict[str, dict[str, str]]  # by cell, by field


@dataclass(frozen=True, kw_only=True)
class Place:
    """A cell: a year of a series. `part`: only a flow's second cell, for what came up to a day."""

    series: int
    year: int
    part: bool = False

    @property
    def key(self) -> str:
        """Its name in forms and drafts: "12-2025", "12-2025-part"."""
        return f"{self.series}-{self.year}" + ("-part" if self.part else "")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A figure that stands, with what its report does not tell. `source` is a key."""

    figure: Figure
    pk: int
    version: int
    source: int | None = None
    who: str = ""
    when: datetime.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A series with its key, its indicator's report, and all its figures."""

    key: int
    report: IndicatorReport
    series: Series
    standing: tuple[Standing, ...] = ()

    @property
    def parts(self) -> tuple[bool, ...]:
        return (False, True) if self.report.nature == "flow" else (False,)

    def place(self, year: int, *, part: bool = False) -> Place:
        return Place(series=self.key, year=year, part=part)

    def all_at(self, place: Place) -> list[Standing]:
        """The figures of a cell, the one that it shows first: of the full year, or the newest."""
        found = [
            each
            for each in self.standing
            if each.figure.year == place.year
            and (len(self.parts) == 1 or (each.figure.covers != "year") == place.part)
        ]
        return sorted(found, key=lambda each: position(each.figure), reverse=True)

    def at(self, place: Place) -> Standing | None:
        return next(iter(self.all_at(place)), None)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All lines and years of a plan; `focus` is the year that is being worked on."""

    plan: str
    lines: tuple[Line, ...]
    years: tuple[int, ...]
    focus: int

    @cached_property
    def places(self) -> dict[str, tuple[Line, Place]]:
        """Every cell by its key, in reading order."""
        return {
            place.key: (line, place)
            for line in self.lines
            for part in line.parts
            for place in (line.place(year, part=part) for year in self.years)
        }


def sheet_years(*, baseline: int, end: int) -> tuple[int, ...]:
    """The years with a column: the plan's, from the one that it is measured from."""
    return tuple(range(baseline, end + 1))


def year_in_focus(years: tuple[int, ...], asked: str, *, today: datetime.date) -> int:
    """The year that was asked for; else the newest that has ended, for which figures are due."""
    if asked.isdecimal() and int(asked) in years:
        return int(asked)
    return min(max(today.year - 1, years[0]), years[-1])


def saved_texts(line: Line, place: Place) -> dict[str, str]:
    """What the cell's fields hold before anybody types: the figure that stands there."""
    standing = line.at(place)
    if standing is None:
        return {**dict.fromkeys(FIELDS, ""), "obs_status": "A"}
    figure = standing.figure
    note = figure.note or {"en": "", "zh-hans": ""}
    return {
        "value": typed(figure.value, line.report),
        "as_of": figure.as_of.isoformat() if figure.as_of else "",
        "obs_status": figure.obs_status,
        "break_kind": figure.break_kind,
        "source": "" if standing.source is None else str(standing.source),
        "note_en": note["en"],
        "note_zh": note["zh-hans"],
        **dict.fromkeys(REASONS, ""),
    }


def cell_texts(sheet: Sheet, key: str, draft: Typed) -> dict[str, str]:
    """What the cell's fields show: what was typed, else what stands."""
    line, place = sheet.places[key]
    return {**saved_texts(line, place), **_fields(draft.get(key, {}))}


def _fields(cell: Texts) -> dict[str, str]:
    return {name: text for name, text in cell.items() if name in FIELDS}


def merged(sheet: Sheet, draft: Typed, posted: Typed) -> Typed:
    """The draft with what was posted now, of this sheet's cells and fields alone.

    What is as it stands leaves the draft; a cell without a figure keeps what was set for it.
    """
    made = {key: dict(cell) for key, cell in draft.items() if key in sheet.places}
    for key, fields in posted.items():
        if key not in sheet.places:
            continue
        saved = saved_texts(*sheet.places[key])
        cell = {
            SEEN: fields.get(SEEN, ""),
            **made.pop(key, {}),
            **{name: _kept(text) for name, text in _fields(fields).items()},
        }
        changed = {name: text for name, text in _fields(cell).items() if text != saved[name]}
        if changed:
            made[key] = {SEEN: cell[SEEN], **changed}
    return made


def _kept(text: str) -> str:
    # The database cannot keep the one character that is left out.
    return text.replace("\x00", "")[:LONGEST]


def seen_now(sheet: Sheet, key: str) -> str:
    """Which figure the cell shows now, and its version: "15.2"; "" where nothing stands."""
    line, place = sheet.places[key]
    standing = line.at(place)
    return f"{standing.pk}.{standing.version}" if standing else ""


def seen_version(line: Line, place: Place, figure: Figure, seen: str) -> int | None:
    """The version that was read where `figure` shall stand; None where nothing was.

    A cell whose day is changed makes a figure of its own: that it is not the one the cell showed is
    no conflict.
    """
    shown, (pk, _, version) = line.at(place), seen.partition(".")
    if shown is not None and position(shown.figure) != position(figure):
        there = (each for each in line.standing if position(each.figure) == position(figure))
        return next((each.version for each in there), None)
    if shown is not None and str(shown.pk) != pk:
        return None
    return int(version) if version.isdecimal() else None


def year_before(line: Line, place: Place, figures: Mapping[str, Figure]) -> Figure | None:
    """What the cell of the year before says: as typed (`figures`, by cell), else as it stands."""
    earlier = line.place(place.year - 1, part=place.part)
    standing = line.at(earlier)
    return figures.get(earlier.key) or (standing.figure if standing else None)


def walk(sheet: Sheet, draft: Typed) -> Iterator[tuple[str, Line, Place, dict[str, str]]]:
    """Every cell of the draft in reading order, with all that its fields show."""
    for key, (line, place) in sheet.places.items():
        if key in draft:
            yield key, line, place, cell_texts(sheet, key, draft)
