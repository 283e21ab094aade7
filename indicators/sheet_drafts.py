"""The write door for drafts of the sheet: one for each person and plan, changed under a lock."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction

from goals.models import Plan
from indicators.models import SheetDraft

Cells = dict[str, dict[str, str]]  # by cell, by field


def kept(plan: Plan, *, of: User) -> SheetDraft:
    """The person's draft; an empty one, not in the table, where there is none. 1 query."""
    found = SheetDraft.objects.filter(user=of, plan=plan).first()
    return found or SheetDraft(user=of, plan=plan)


def waiting(of: User) -> list[SheetDraft]:
    """The person's drafts that hold something, with their plans. 1 query."""
    return list(SheetDraft.objects.filter(user=of).exclude(cells={}).select_related("plan"))


@transaction.atomic
def change(plan: Plan, how: Callable[[Cells], Cells], *, by: User) -> SheetDraft:
    """Let `how` make the new draft from the one in the table; nobody else changes it meanwhile."""
    SheetDraft.objects.get_or_create(user=by, plan=plan)
    row = SheetDraft.objects.select_for_update().get(user=by, plan=plan)
    row.cells = how(row.cells)
    row.save()
    return row
