"""What waits for a person: lines for the admin's first page, and receipts of what became public."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Suggestion
from releases import record
from releases.hands import hands
from releases.models import Release

RECENT = datetime.timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """A line of the task list: what waits, and the page where it is done."""

    words: str
    address: str


Feed = Callable[[User, datetime.datetime], Iterator[TaskLine]]
_feeds: list[Feed] = []


def feed(of: Feed) -> Feed:
    """Let a function add its lines to everybody's list (a decorator); it sees who asks, and when.

    It is called on every visit of the admin's first page, so it asks little.
    """
    _feeds.append(of)
    return of


def lines(of: User, *, at: datetime.datetime) -> list[TaskLine]:
    """Everything that waits for a person, the most pressing first."""
    return [line for each in _feeds for line in each(of, at)]


def _page(release: Release) -> str:
    return reverse("admin:releases_release_change", args=[release.pk])


@feed
def _awaiting(of: User, _at: datetime.datetime) -> Iterator[TaskLine]:
    """Submitted releases for those who may approve them."""
    if not of.has_perm("releases.approve_release"):
        return
    waiting = Release.objects.filter(state=Release.State.SUBMITTED).select_related("plan")
    mine = [each for each in waiting if of.pk not in hands(each)]
    if mine:
        words = ngettext("%d release awaits you", "%d releases await you", len(mine)) % len(mine)
        address = _page(mine[0]) if len(mine) == 1 else reverse("admin:releases_release_changelist")
        yield TaskLine(words=words, address=address)


@feed
def _sent_back(of: User, _at: datetime.datetime) -> Iterator[TaskLine]:
    """Drafts that take up what was sent back."""
    if not of.has_perm("releases.draft_release"):
        return
    back = Release.objects.filter(
        state=Release.State.DRAFT, again_of__state=Release.State.RETURNED
    ).filter(Q(drafted_by=of) | Q(again_of__submitted_by=of))
    for each in back.select_related("again_of"):
        reason = each.again_of.cancel_reason if each.again_of else ""
        words = _("1 release sent back: %s") % reason[:120]
        yield TaskLine(words=words, address=_page(each))


@feed
def _suggestions(of: User, _at: datetime.datetime) -> Iterator[TaskLine]:
    """What others suggested, for those who enter figures."""
    if not of.has_perm("indicators.change_figure"):
        return
    number = Suggestion.objects.filter(state=Suggestion.State.OPEN).exclude(made_by=of).count()
    if number:
        words = ngettext("%d suggestion", "%d suggestions", number) % number
        address = reverse("admin:indicators_suggestion_changelist")
        yield TaskLine(words=words, address=f"{address}?state__exact=open")


@feed
def _receipts(of: User, at: datetime.datetime) -> Iterator[TaskLine]:
    """For drafter and reviewer: when their release was found public."""
    record.note_receipts(at=at)
    own = Q(drafted_by=of) | Q(submitted_by=of) | Q(approved_by=of)
    seen = Release.objects.filter(own, receipt__found_at__gt=at - RECENT)
    for each in seen.filter(state=Release.State.APPROVED).select_related("receipt"):
        words = _("Release %(number)d is public: found at %(at)s, digest %(digest)s…") % {
            "number": each.number,
            "at": f"{timezone.localtime(each.receipt.found_at):%Y-%m-%d %H:%M:%S}",
            "digest": each.digest[:8],
        }
        yield TaskLine(words=words, address=_page(each))
