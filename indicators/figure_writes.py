"""What goes in at the write door for figures, and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError

from indicators import report_types as types
from indicators.figure_warnings import FigureWarning
from indicators.models import Figure

# What makes a figure; the reasons beside it are kept apart.
CONTENT = (
    "series_id",
    "year",
    "covers",
    "as_of",
    "value",
    "obs_status",
    "break_kind",
    "source_id",
    "note_en",
    "note_zh",
)


@dataclass(frozen=True, kw_only=True)
class FigureWrite:
    """One figure as it shall stand. `series` and `source` are keys; `value` is in base units.

    The reasons may be left empty: what the row has is kept where it still holds, and the door
    refuses where one is missing. `seen`: the version that was read in this place; None where
    nothing stood there. `pk`: the row to change, where that may also move to another place.
    """

    series: int
    year: int
    value: Decimal
    covers: str = "year"
    as_of: date | None = None
    obs_status: str = "A"
    break_kind: str = ""
    source: int | None = None
    note_en: str = ""
    note_zh: str = ""
    warning_reason: str = ""
    revision_kind: str = ""
    revision_reason_en: str = ""
    revision_reason_zh: str = ""
    seen: int | None = None
    pk: int | None = None

    @property
    def day(self) -> date | None:
        """The last day it covers, which is its place in the series; None where that is missing."""
        if self.covers != "year":
            return self.as_of
        return date(self.year, 12, 31) if 1 <= self.year <= 9999 else None


@dataclass(frozen=True, kw_only=True)
class FigureRemoval:
    """A figure that shall go; kind and reason are needed where a release has published it."""

    pk: int
    seen: int | None = None
    revision_kind: str = ""
    revision_reason_en: str = ""
    revision_reason_zh: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why a write is refused, in the reader's language.

    `index`: its place among the writes. `field`: of `FigureWrite`, "" for the whole. `code`:
    invalid, twice (another of the writes stands in the same place), taken (another row does),
    conflict (`current` was saved after it was read; None: deleted), warning, revision.
    """

    index: int
    field: str
    code: str
    sentence: str
    current: Figure | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What became of one write. `kind`: new, changed, unchanged.

    `old`: the row that stands there. `published`: the figure in the last approved release.
    `said`: the warnings in the reader's language, answered or not. `asks_revision`: whether what
    it changes is published, so that kind and reason are kept with it.
    """

    kind: str
    old: Figure | None
    row: Figure
    published: types.Figure | None = None
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[FigureWarning, ...] = ()
    said: tuple[str, ...] = ()
    asks_revision: bool = False


class Entered(NamedTuple):
    """How many figures were written, and how many stood so already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class WritesRefused(ValidationError):  # noqa: N818 (a refusal with its reasons)
    """Nothing was written; `refusals` say why, in the order of the writes."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__([each.sentence for each in self.refusals])
