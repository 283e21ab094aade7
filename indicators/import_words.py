"""A preview's lines in words: what each row of the file would do, for the page and the terminal."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goals.languages import active_language
from goals.models import Source, localized
from indicators.actions import Entered
from indicators.admin_words import shown, unit_of
from indicators.import_columns import CODES, HEADINGS, word_of
from indicators.import_writes import ANSWERS
from indicators.importing import Line, Refused
from indicators.languages import choose, say
from indicators.models import Figure, ImportedFile

KINDS = ("refused", "conflict", "asks", "new", "changed", "unchanged")
# What may differ beside the value, in the order of the columns.
_BESIDE = ("obs_status", "break_kind", "source", "note_en", "note_zh", "warning_reason")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that a row changes beside the value."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class LineWords:
    """One line of the preview in the reader's language; "" where there is nothing to say.

    `asks`: the answers that it takes, given or not. `given`: why it is right, as the file says it.
    """

    key: str
    row: int
    kind: str
    stands: str
    indicator: str
    series: str
    when: str
    old: str
    new: str
    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[str, ...]
    asks: tuple[str, ...]
    reason: str


def outcome(file: Entered | ImportedFile) -> str:
    """How many figures were written, and how many stood so already."""
    words = _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged")
    counts = {"new": file.new, "changed": file.changed, "unchanged": file.unchanged}
    return words % {name: f"{count:,}" for name, count in counts.items()}


def kind_words(kind: str) -> str:
    return {
        "refused": _("refused"),
        "conflict": _("changed meanwhile"),
        "asks": _("reason wanted"),
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
    }[kind]


def asks_of(line: Line) -> tuple[str, ...]:
    """The answers that a line takes, given or not."""
    if line.finding is None or line.kind == "unchanged":
        return ()
    revision = ANSWERS[1:] if line.finding.asks_revision else ()
    return (*(ANSWERS[:1] if line.finding.said else ()), *revision)


def line_words(line: Line) -> LineWords:
    """What a line says; its `said` warnings and refusals are in the reader's language already."""
    lang, wish, finding = active_language(), line.wish, line.finding
    series = wish.series
    old = finding.old if finding else None
    row = finding.row if finding else None
    return LineWords(
        key=wish.key,
        row=wish.row,
        kind=line.kind,
        stands=kind_words(line.kind),
        indicator=localized(series.indicator, "name") if series else "",
        series=localized(series, "name") if series else "",
        when=_when(wish.year, row, lang),
        old=_value(old, lang),
        new=_value(row, lang) or wish.typed,
        changes=tuple(_changes(old, row, lang)) if old and row else (),
        refused=line.refused,
        warnings=finding.said if finding else (),
        asks=asks_of(line),
        reason=row.warning_reason if row else "",
    )


def _when(year: int | None, row: Figure | None, lang: str) -> str:
    if row is None or row.as_of is None:
        return str(year or "")
    return f"{row.as_of.isoformat()} {word_of('covers', row.covers, lang)}"


def _value(row: Figure | None, lang: str) -> str:
    return shown(row.value, unit_of(row.series.indicator), lang) if row else ""


def _changes(old: Figure, row: Figure, lang: str) -> list[Change]:
    found = []
    for name in ("covers", *_BESIDE):
        before, after = _words(old, name, lang), _words(row, name, lang)
        if before != after:
            found.append(Change(name=say(HEADINGS[name], lang), old=before, new=after))
    return found


def _words(row: Figure, name: str, lang: str) -> str:
    value: str | Source | None = getattr(row, name)
    if isinstance(value, Source):
        return value.key
    if name in CODES and value:
        return word_of(name, value, lang)
    return value or choose(lang, "empty", "空")
