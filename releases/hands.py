"""Who has a hand in a release, and who could approve it."""

import datetime
from typing import Any

import pghistory.core
from django.contrib.auth.models import Permission, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from goals.models import Plan
from indicators.models import DueDate, ImportedFile, Suggestion
from releases.models import Release

# By how much the clock that dates a freeze (the web's) may be ahead of the one that dates changes
# (the database's).
CLOCKS_APART = datetime.timedelta(minutes=1)


def hands(release: Release) -> set[int]:
    """Ids of everybody who drafted, submitted or changed something in the release.

    Who suggested a value has no hand in it: whoever took the suggestion answers for it.
    """
    known = {release.drafted_by_id, release.submitted_by_id, *release.author_ids}
    if release.state == Release.State.DRAFT:
        known |= authors(release)
    return {each for each in known if each is not None}


def authors(release: Release) -> set[int]:
    """Who changed working rows since the last approved release was frozen, or changed the draft.

    Sources are shared by plans, so rows of every plan count: too strict rather than too lax. So do
    changes of the last minute before, as the two clocks may differ.
    """
    since = since_the_last(release.plan)
    found = [_draft_changes(release), *(_people_of(each, since) for each in working_history())]
    return {user for (user,) in found[0].union(*found[1:]) if user is not None}


def _people_of(event: Any, since: datetime.datetime | None) -> models.QuerySet[Any, Any]:
    events: models.QuerySet[Any] = event._default_manager.all()
    if since is not None:
        events = events.filter(pgh_created_at__gt=since)
    return events.values_list("pgh_context__user")


def _draft_changes(release: Release) -> models.QuerySet[Any, Any]:
    """Who changed the draft's words or what it holds back; who opened it is known without."""
    event = next(iter(pghistory.core.event_models(tracks_model=Release)))
    changes: models.QuerySet[Any] = event._default_manager.filter(
        pgh_obj_id=release.pk, pgh_label="update", state=Release.State.DRAFT
    )
    return changes.values_list("pgh_context__user")


def since_the_last(plan: Plan) -> datetime.datetime | None:
    """From when on changes count for the next release; None where they all do."""
    before = last_approved(plan)
    return before.submitted_at - CLOCKS_APART if before and before.submitted_at else None


def last_approved(plan: Plan) -> Release | None:
    """The plan's newest release that is, or will be, visible."""
    approved = Release.objects.filter(plan=plan, state=Release.State.APPROVED)
    return approved.order_by("-publish_at").first()


def working_history() -> list[Any]:
    """The event models of all that analysts and administrators of the plan write.

    Neither a suggestion nor a file that was sent changes anything before somebody takes it in. Of
    due dates no release says anything.
    """
    others = {
        event
        for model in (Suggestion, ImportedFile, DueDate)
        for event in pghistory.core.event_models(tracks_model=model)
    }
    events = [each for each in pghistory.core.event_models() if each not in others]
    return [event for event in events if event._meta.app_label in {"goals", "indicators"}]


def may_not_approve(release: Release) -> str:
    """Why whoever has a hand in the release cannot approve it, with the names of who could."""
    reason = _(
        "You drafted, submitted or changed something in this release, so somebody else approves it."
    )
    if others := [name_of(user) for user in free_reviewers(release)]:
        return f"{reason} " + _("Who could: %s.") % ", ".join(others)
    return f"{reason} " + _("No other reviewer has an account yet.")


def free_reviewers(release: Release) -> models.QuerySet[User]:
    """Reviewers without a hand in the release."""
    return reviewers().exclude(pk__in=hands(release))


def reviewers() -> models.QuerySet[User]:
    """Active people who may approve a release."""
    may = Permission.objects.get(codename="approve_release", content_type__app_label="releases")
    return (
        User.objects.filter(is_active=True)
        .filter(Q(groups__permissions=may) | Q(user_permissions=may))
        .distinct()
        .order_by("pk")
    )


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()
