"""A release as its reviewers read it: every change in words, and what may be done now."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from django.contrib.auth.models import User

from indicators.languages import choose, say
from indicators.report_types import Source, Text
from releases import actions
from releases.hands import may_not_approve, name_of
from releases.models import HeldChange, Release, ReleaseComment
from releases.revision_words import Pill, Why


@dataclass(frozen=True, kw_only=True)
class Row:
    """One change in the reader's language; `old` or `new` is "" where there is none.

    `before` and `after` are the verdicts that it leads from and to; both None where it moves none.
    """

    key: str
    code: str
    name: str
    what: str
    old: str
    new: str
    change: str = ""
    kind: str = ""
    kind_words: str = ""
    before: Pill | None = None
    after: Pill | None = None
    new_indicator: bool = False
    warnings: tuple[str, ...] = ()
    reason: str = ""
    source: Source | None = None
    note: Text | None = None
    why: Why | None = None
    authors: tuple[str, ...] = ()
    held: bool = False
    figure: bool = False
    figure_pk: int | None = None  # of the row that stands there now, where it may be spoken of
    comments: tuple[ReleaseComment, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.name} · {self.what}"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What the strip over the changes says."""

    new: int
    revised: int
    gone: int
    other: int
    held: int
    verdicts: int
    warnings: int
    without_reason: int


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What the person who looks may do now; `cannot_approve` says why not, if so."""

    edit: bool
    submit: bool
    approve: bool
    send_back: bool
    cancel: bool
    withdraw: bool
    comment: bool
    cannot_approve: str


def steps(release: Release, *, by: User, at: datetime.datetime, hands: set[int]) -> Steps:
    """`hands`: ids of everybody with a hand in the release, as `hands.hands` gives them."""
    drafts = by.has_perm("releases.draft_release")
    approves = by.has_perm("releases.approve_release")
    is_draft = release.state == Release.State.DRAFT
    waits = release.state == Release.State.SUBMITTED
    visible = actions.is_visible(release, at=at)
    planned = release.state == Release.State.APPROVED and not visible
    own = approves and (is_draft or waits) and by.pk in hands
    return Steps(
        edit=is_draft and drafts,
        submit=is_draft and drafts,
        approve=waits and approves and not own,
        send_back=waits and approves,
        cancel=(is_draft and drafts) or ((waits or planned) and approves),
        withdraw=visible and approves,
        comment=(is_draft or waits or planned) and (drafts or approves),
        cannot_approve=may_not_approve(release) if own else "",
    )


def people(ids: Iterable[int]) -> list[str]:
    """Names of accounts, in the order they were made."""
    return [name_of(user) for user in User.objects.filter(pk__in=list(ids)).order_by("pk")]


class Rows(Sequence[Row]):
    """Rows that are written only where they are looked at."""

    def __init__(self, makers: Sequence[Callable[[], Row]]) -> None:
        self._makers = makers

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [make() for make in self._makers[at]]
        return self._makers[at]()


def held_row(held: HeldChange, lang: str) -> Row:
    """What a frozen release left out, as it was written down then."""
    said: Mapping[str, Text | None] = held.said

    def words(side: str) -> str:
        text = said[side]
        return say(text, lang) if text else ""

    return Row(
        key=held.key,
        code="",
        name=words("name"),
        what=words("what"),
        old=words("old"),
        new=words("new"),
        held=True,
        kind_words=choose(lang, "held back", "暂不发布"),
    )
