"""The write door for figures: many at once, all or nothing; who, by which way, why."""

from collections.abc import Iterator, Mapping, Sequence

import pghistory
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goals.actions import Conflict, said
from goals.languages import active_language
from indicators.examining import Released, examine, place_of
from indicators.figure_writes import (
    CONTENT,
    Entered,
    FigureRemoval,
    FigureWrite,
    Finding,
    Refusal,
    WritesRefused,
)
from indicators.models import REVISION, Figure

__all__ = [
    "Entered",
    "FigureRemoval",
    "FigureWrite",
    "Finding",
    "Refusal",
    "Released",
    "WritesRefused",
    "enter",
    "examine",
    "examine_removals",
    "remove",
]

_COLUMNS = [*CONTENT, "warning_reason", *REVISION, "version", "updated_at", "updated_by"]

_BATCH = 4_000  # rows a statement: each is over long before the database's limit of time


@transaction.atomic
def enter(
    writes: Sequence[FigureWrite],
    *,
    by: User,
    way: str,
    released: Released,
    reason: str = "",
    restores: int | None = None,
) -> Entered:
    """Write all the figures as `by`, or none: then `WritesRefused` says why, at each of them.

    `way`: form, grid, import or command. `released`: as for `examine`. `restores`: the record in
    the history whose state is brought back. As many queries for one
    figure as for thousands, and no write for what stands so already.
    """
    findings = _sound(writes, released)
    new = [each.row for each in findings if each.kind == "new"]
    changed = [each.row for each in findings if each.kind == "changed"]
    for row in (*new, *changed):
        row.updated_by = by
    try:
        with transaction.atomic(), said(by=by, way=way, reason=reason, restores=restores):
            Figure.objects.bulk_create(new, batch_size=_BATCH)
            # An insert that meets each row's own key: Django's update in bulk takes minutes.
            Figure.objects.bulk_create(
                changed,
                batch_size=_BATCH,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=_COLUMNS,
            )
    except IntegrityError:
        _sound(writes, released)  # says kindly what a row, a moment older, stands against
        sentence = _("Somebody else saved at the same moment; nothing was written. Save again.")
        raise WritesRefused([Refusal(0, "", "conflict", sentence)]) from None
    return Entered(len(new), len(changed), len(findings) - len(new) - len(changed))


def _sound(writes: Sequence[FigureWrite], released: Released) -> list[Finding]:
    findings = examine(writes, released=released, lock=True, versions=True)
    refusals = [refusal for each in findings for refusal in each.refusals]
    if refusals:
        raise WritesRefused(refusals)
    return findings


@transaction.atomic
def remove(
    removals: Sequence[FigureRemoval], *, by: User, way: str, released: Released, reason: str = ""
) -> int:
    """Delete the figures as `by`, or none: then `WritesRefused` says why, at each of them.

    Kind and reason of a published one stay in the history beside the figure that went.
    """
    wanted = _to_remove(removals).select_for_update(of=("self",))
    rows = {row.pk: row for row in wanted}
    if refusals := _against_removals(removals, rows, released):
        raise WritesRefused(refusals)
    for each in removals:
        why = {name: getattr(each, name) for name in REVISION if getattr(each, name)}
        with pghistory.context(user=by.pk, way=way, reason=reason, **why):
            rows[each.pk].delete()
    return len(removals)


def examine_removals(removals: Sequence[FigureRemoval], *, released: Released) -> list[Refusal]:
    """Why figures may not be deleted so, if they may not; nothing is written."""
    return _against_removals(removals, {row.pk: row for row in _to_remove(removals)}, released)


def _to_remove(removals: Sequence[FigureRemoval]) -> QuerySet[Figure]:
    rows = Figure.objects.filter(pk__in=[each.pk for each in removals]).order_by("pk")
    return rows.select_related("series__indicator", "updated_by")


def _against_removals(
    removals: Sequence[FigureRemoval], rows: Mapping[int, Figure], released: Released
) -> list[Refusal]:
    return [
        refusal
        for index, each in enumerate(removals)
        for refusal in _against_removal(index, each, rows.get(each.pk), released)
    ]


def _against_removal(
    index: int, removal: FigureRemoval, row: Figure | None, released: Released
) -> Iterator[Refusal]:
    if row is None:
        yield Refusal(index, "", "conflict", _("Somebody deleted this after you opened it."))
        return
    if removal.seen not in (None, row.version):
        yield Refusal(index, "", "conflict", Conflict(row).messages[0], row)
    if place_of(row) not in released:
        return
    if removal.revision_kind not in Figure.RevisionKind.values:
        sentence = _("It is published. Choose what kind of revision this is.")
        yield Refusal(index, "revision_kind", "revision", sentence, row)
    if not (removal.revision_reason_en.strip() or removal.revision_reason_zh.strip()):
        sentence = _("It is published. Say why it goes.")
        own = "revision_reason_en" if active_language() == "en" else "revision_reason_zh"
        yield Refusal(index, own, "revision", sentence, row)
