"""A file's wishes into writes: with what stands there, the versions seen, the answers typed."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from indicators.actions import FigureWrite, Finding
from indicators.import_rows import TEXTS, Wish
from indicators.models import Figure

ANSWERS = ("warning_reason", "revision_kind", "revision_reason_en", "revision_reason_zh")
Answers = Mapping[str, Mapping[str, str]]
_PLACE = ("value", "covers", "as_of")
# What each figure has that a file may say nothing of.
_KEPT = ("obs_status", "break_kind", "note_en", "note_zh")


def spot(wish: Wish) -> str:
    """Where its figure stands: series and the last day it covers."""
    day = wish.given.get("as_of") or datetime.date(wish.year or 1, 12, 31)
    return f"{wish.series.pk if wish.series else ''} {day.isoformat()}"


def _standing(wishes: Iterable[Wish]) -> dict[str, Figure]:
    series = {wish.series.pk for wish in wishes if wish.series is not None}
    return {
        f"{row.series_id} {(row.as_of or datetime.date(row.year, 12, 31)).isoformat()}": row
        for row in Figure.objects.filter(series__in=series)
    }


def versions(wishes: Sequence[Wish]) -> dict[str, int]:
    """The versions of the figures that stand now where the file's shall, by their place."""
    standing = _standing(wishes)
    spots = {spot(wish) for wish in wishes} & set(standing)
    return {each: standing[each].version for each in sorted(spots)}


def to_writes(wishes: Sequence[Wish], seen: Mapping[str, int]) -> list[FigureWrite]:
    """The figures as they shall stand: what the file says nothing of stays as it is."""
    standing = _standing(wishes)
    return [_write(wish, standing.get(spot(wish)), seen.get(spot(wish))) for wish in wishes]


def _write(wish: Wish, old: Figure | None, seen: int | None) -> FigureWrite:
    fields: dict[str, Any] = {}
    if old is not None:
        fields = {name: getattr(old, name) for name in _KEPT}
        fields["source"] = old.source_id
    given = {name: _as_it_stands(value, old, name) for name, value in wish.given.items()}
    if wish.shared and old is not None and old.value == given["value"]:
        # What a row says of its new values is not meant for those that stand so already.
        given = {name: given[name] for name in _PLACE}
    assert wish.series is not None  # noqa: S101 (what names no series was refused)
    assert wish.year is not None  # noqa: S101 (nor is there one without a year)
    return FigureWrite(series=wish.series.pk, year=wish.year, seen=seen, **{**fields, **given})


def _as_it_stands(value: Any, old: Figure | None, name: str) -> Any:
    """What the file says; the text that stands where the two differ in their line ends alone."""
    stands = getattr(old, name, None) if name in TEXTS else None
    same = isinstance(stands, str) and stands.splitlines() == value.splitlines()
    return stands if same else value


def with_answers(
    wishes: Sequence[Wish],
    writes: Sequence[FigureWrite],
    findings: Sequence[Finding],
    answers: Answers,
) -> list[FigureWrite]:
    """The writes with the answers that were asked for and typed: a figure's own before `all`."""
    found = []
    for wish, write, finding in zip(wishes, writes, findings, strict=True):
        asked = {each.code for each in finding.refusals}
        said = {**answers.get("all", {}), **answers.get(wish.key, {})}
        names = [name for name in ANSWERS if _asks(name) in asked and said.get(name)]
        given: dict[str, Any] = {n: said[n] for n in names if not getattr(write, n)}
        found.append(replace(write, **given) if given else write)
    return found


def _asks(name: str) -> str:
    return "warning" if name == "warning_reason" else "revision"
