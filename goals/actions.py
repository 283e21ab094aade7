"""The write door for every row that people edit: who, by which way, why; whole or not at all."""

from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.models import Tracked


class Conflict(ValidationError):  # noqa: N818 (what is shown is no error of anybody's)
    """Somebody else saved the row after it was read; `current` is the row as it stands now."""

    def __init__(self, current: Tracked) -> None:
        self.current = current
        super().__init__(
            _(
                "%(who)s changed this at %(when)s, after you opened it. What you typed is still "
                "here: compare it with the saved one, then save again."
            )
            % _last_change(current),
            code="conflict",
        )


def _last_change(row: Tracked) -> dict[str, str]:
    """Who saved the row last, and when, for a sentence."""
    return {
        "who": row.updated_by.get_full_name() or row.updated_by.get_username(),
        "when": f"{timezone.localtime(row.updated_at):%Y-%m-%d %H:%M}",
    }


def said(*, by: User, way: str, reason: str, restores: int | None = None) -> Any:
    """A context in which the database's history notes who writes, by which way and why."""
    restored = {} if restores is None else {"restores": restores}
    return pghistory.context(user=by.pk, way=way, reason=reason, **restored)


@transaction.atomic
def save(
    row: Tracked,
    *,
    by: User,
    way: str,
    seen: int | None = None,
    reason: str = "",
    restores: int | None = None,
) -> None:
    """Check and save `row` as `by`; `way` is form, command, grid or import.

    `restores`: the key of the record in the history whose state is brought back.

    `seen` is the version that was read: another one in the table raises `Conflict`. Raises
    `ValidationError` with a message for each field; then nothing is written.
    """
    if row.pk:
        # In an order of its own: a model's may lead to its parents, and would lock them too.
        rows = type(row)._default_manager.order_by("pk").select_for_update(of=("self",))
        current = rows.filter(pk=row.pk).first()
        if current is None:
            raise ValidationError(_("Somebody deleted this after you opened it."))
        if seen is not None and current.version != seen:
            raise Conflict(current)
        row.version = current.version + 1
    row.updated_by = by
    row.full_clean()
    try:
        with transaction.atomic(), said(by=by, way=way, reason=reason, restores=restores):
            row.save()
    except IntegrityError:
        row.full_clean()  # says kindly what somebody else's row, a moment older, stands against
        raise


@transaction.atomic
def delete(row: Tracked, *, by: User, way: str, reason: str = "", seen: int | None = None) -> None:
    """Delete `row` as `by`; `seen` is the version that was read.

    Raises `ProtectedError` where other rows depend on it, `ValidationError` where it has to stay.
    """
    rows = type(row)._default_manager.order_by("pk").select_for_update(of=("self",))
    current = rows.filter(pk=row.pk).first()
    if current is not None and seen not in (None, current.version):
        sentence = _(
            "%(who)s changed this at %(when)s, after you opened it. Look again, then delete it."
        )
        raise ValidationError(sentence % _last_change(current))
    row.clean_delete()
    with said(by=by, way=way, reason=reason):
        row.delete()
