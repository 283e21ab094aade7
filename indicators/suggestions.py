"""The write door for suggestions: a value that somebody proposes, and another takes or declines.

Whoever only spots a mistake suggests a value and so keeps their hands off the figure: the person
who takes it writes it, by the door for figures, and answers for it.
"""

from decimal import Decimal

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from goals import actions as rows
from indicators import actions
from indicators.actions import FigureWrite, Released
from indicators.models import Figure, Suggestion


@transaction.atomic
def suggest(figure: Figure, *, by: User, value: Decimal, reason: str) -> Suggestion:
    """Propose another value, in base units, with a reason, for a figure that stands."""
    if not by.has_perm("indicators.add_suggestion"):
        raise PermissionDenied
    if value == figure.value:
        raise ValidationError({"value": _("The figure has this value already.")})
    made = Suggestion(figure=figure, value=value, seen_value=figure.value, reason=reason.strip())
    made.made_by = by
    rows.save(made, by=by, way="form", reason=made.reason)
    return made


@transaction.atomic
def take(
    suggestion: Suggestion, *, by: User, released: Released, answer: str = "", **reasons: str
) -> Suggestion:
    """Write the suggested value as `by`, who answers for it; nobody takes their own.

    `reasons`: what the door for figures asks for beside it (why a warning is no fault, kind and
    reason of a revision). Raises `WritesRefused` where one is missing.
    """
    locked = _open(suggestion, by)
    figure = locked.figure
    if figure is None:
        raise ValidationError(_("The figure was deleted since, so nothing can be changed."))
    if figure.value != locked.seen_value:
        raise ValidationError(
            _("The figure was changed since this was suggested. Look at it, then decline this.")
        )
    write = FigureWrite(
        series=figure.series_id,
        year=figure.year,
        covers=figure.covers,
        as_of=figure.as_of,
        value=locked.value,
        obs_status=figure.obs_status,
        break_kind=figure.break_kind,
        source=figure.source_id,
        note_en=figure.note_en,
        note_zh=figure.note_zh,
        seen=figure.version,
        pk=figure.pk,
        **reasons,
    )
    why = _("Suggested by %(name)s: %(reason)s") % {
        "name": locked.made_by.get_full_name() or locked.made_by.get_username(),
        "reason": locked.reason,
    }
    actions.enter([write], by=by, way="form", released=released, reason=why)
    return _answer(locked, Suggestion.State.TAKEN, by, answer)


@transaction.atomic
def decline(suggestion: Suggestion, *, by: User, answer: str) -> Suggestion:
    """Leave the figure as it is, with a word why."""
    locked = _open(suggestion, by)
    if not answer.strip():
        raise ValidationError({"answer": _("Say why it is declined.")})
    return _answer(locked, Suggestion.State.DECLINED, by, answer)


def _open(suggestion: Suggestion, by: User) -> Suggestion:
    if not by.has_perm("indicators.change_figure"):
        raise PermissionDenied
    locked = (
        Suggestion.objects.select_for_update(of=("self",))
        .select_related("figure__series__indicator", "made_by")
        .get(pk=suggestion.pk)
    )
    if locked.state != Suggestion.State.OPEN:
        raise ValidationError(_("This suggestion was answered already."))
    if locked.made_by_id == by.pk:
        raise ValidationError(
            _("You suggested this, so somebody else answers it. Or change the figure yourself.")
        )
    return locked


def _answer(suggestion: Suggestion, state: str, by: User, answer: str) -> Suggestion:
    suggestion.state, suggestion.answer = state, answer.strip()
    suggestion.version += 1
    suggestion.updated_by = by
    suggestion.full_clean()
    with pghistory.context(user=by.pk, way="form", reason=suggestion.answer):
        suggestion.save()
    return suggestion
