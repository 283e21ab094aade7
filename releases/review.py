"""What a reviewer sees of a release: every change in words, and what may be done now."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User

from releases import actions
from releases.changes import Changes
from releases.differences import Difference
from releases.documents import METHOD
from releases.models import Release
from releases.revision_words import Line, VerdictRow, line, verdict_rows


@dataclass(frozen=True, kw_only=True)
class Review:
    """Everything that changes, in the reader's language."""

    figures: tuple[Line, ...]
    verdicts: tuple[VerdictRow, ...]
    words: tuple[Line, ...]
    method: bool  # whether the method's text is another one

    @property
    def new(self) -> int:
        return sum(each.kind == "first_published" for each in self.figures)

    @property
    def gone(self) -> int:
        return sum(each.kind == "withdrawn" for each in self.figures)

    @property
    def revised(self) -> int:
        return len(self.figures) - self.new - self.gone


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What the person who looks may do now; `cannot_approve` says why not, if so."""

    edit: bool
    submit: bool
    approve: bool
    cancel: bool
    cannot_approve: str


def steps(release: Release, *, by: User, at: datetime.datetime, hands: set[int]) -> Steps:
    """`hands`: ids of everybody with a hand in the release, as `actions.hands` gives them."""
    drafts = by.has_perm("releases.draft_release")
    approves = by.has_perm("releases.approve_release")
    is_draft = release.state == Release.State.DRAFT
    waits = release.state == Release.State.SUBMITTED
    planned = release.state == Release.State.APPROVED and not actions.is_visible(release, at=at)
    own = approves and (is_draft or waits) and by.pk in hands
    return Steps(
        edit=is_draft and drafts,
        submit=is_draft and drafts,
        approve=waits and approves and not own,
        cancel=(is_draft and drafts) or ((waits or planned) and approves),
        cannot_approve=actions.may_not_approve(release) if own else "",
    )


def people(ids: Iterable[int]) -> list[str]:
    """Names of accounts, in the order they were made."""
    found = User.objects.filter(pk__in=list(ids)).order_by("pk")
    return [user.get_full_name() or user.get_username() for user in found]


def review(changes: Changes, differences: Iterable[Difference], lang: str) -> Review:
    """The changes in words."""
    return Review(
        figures=tuple(line(each, lang) for each in changes.figures),
        verdicts=tuple(verdict_rows(changes.verdicts, lang)),
        words=tuple(line(each, lang) for each in differences),
        method=METHOD in changes.wording,
    )
