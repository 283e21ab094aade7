"""A plan's workbook: its sheets, their columns, and how both are headed in both languages.

Row 1 of a sheet holds the names of the columns, row 2 their headings; entries begin in row 3. The
sheets `notes` and `example` are for people alone.
"""

from typing import Any, NamedTuple

from django.db.models import ForeignKey
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_noop

from goals.models import Commitment, Goal, Plan, Source, Tracked
from indicators.models import Indicator, Series, Target

NAMES, HEADINGS, FIRST = 1, 2, 3  # rows
MOST_ROWS, MOST_COLUMNS = 2_000, 60
MOST_BYTES, MOST_UNPACKED = 10 * 1024 * 1024, 50 * 1024 * 1024
FORMAT = "@"  # a text, as it is typed: no code or month is taken for a date
NOTES, EXAMPLE = "notes", "example"
LANGUAGES = ("en", "zh-hans")


class Sheet(NamedTuple):
    """A sheet, the kind of row it holds, and its columns by the names of the fields."""

    name: str
    kind: type[Tracked]
    columns: tuple[str, ...]


def _bilingual(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{side}" for name in names for side in ("en", "zh"))


SHEETS = (
    Sheet(
        "plan",
        Plan,
        (
            "code",
            *_bilingual("name", "summary"),
            "baseline_year",
            "start_year",
            "end_year",
            "first_figure_year",
            "last_figure_year",
            "source",
        ),
    ),
    Sheet("goals", Goal, ("number", "slug", *_bilingual("title", "summary"))),
    Sheet(
        "indicators",
        Indicator,
        (
            "goal",
            "code",
            *_bilingual("name", "definition"),
            "nature",
            "from_zero",
            "measure",
            "unit",
            *_bilingual("unit_name"),
            "input_unit",
            "decimals",
            "path",
            *_bilingual("responsible_unit"),
        ),
    ),
    Sheet("series", Series, ("indicator", "code", *_bilingual("name"), "role")),
    Sheet(
        "targets",
        Target,
        ("indicator", "year", "aim", "lower", "upper", "strict", "tolerance", *_bilingual("note")),
    ),
    Sheet("commitments", Commitment, ("goal", "strand", *_bilingual("wording"), "due_year")),
    Sheet(
        "sources",
        Source,
        ("key", *_bilingual("publisher", "title"), "url", "published_on", "kind"),
    ),
)

# What to write where the field's own help does not say it.
_NOTES = {
    "source": gettext_noop("The key of a source in the sheet sources."),
    "goal": gettext_noop("The number of a goal in the sheet goals."),
    "indicator": gettext_noop("The code of an indicator in the sheet indicators."),
    "lower": gettext_noop(
        "As in the admin: a bare number is in the indicator’s input unit; 6000亿 or 1.2 trillion "
        "bring their own."
    ),
    "upper": gettext_noop("As the lower bound."),
}


def field(sheet: Sheet, column: str) -> Any:
    return sheet.kind._meta.get_field(column)


def is_needed(sheet: Sheet, column: str) -> bool:
    """Whether an entry is wrong without it."""
    of = field(sheet, column)
    return not of.blank and not of.has_default()


def choices(sheet: Sheet, column: str) -> list[str]:
    """The words a cell may hold, where they are given."""
    return [str(value) for value, _label in field(sheet, column).flatchoices if value]


def heading(sheet: Sheet, column: str) -> str:
    return " / ".join(in_both(capfirst_name, sheet, column))


def capfirst_name(sheet: Sheet, column: str) -> str:
    return str(capfirst(field(sheet, column).verbose_name))


def note(sheet: Sheet, column: str) -> str:
    """What to write there, in the active language; "" where the heading says it all."""
    of = field(sheet, column)
    said = [translation.gettext(_NOTES[column]) if column in _NOTES else str(of.help_text)]
    if not isinstance(of, ForeignKey):
        said += [f"{value} = {label}" for value, label in of.flatchoices if value]
    return "\n".join(each for each in said if each)


def in_both(write: Any, sheet: Sheet, column: str) -> list[str]:
    """What `write` says of a column, in both languages."""
    said: list[str] = []
    for lang in LANGUAGES:
        with translation.override(lang):
            said.append(write(sheet, column))
    return said
