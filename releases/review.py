"""What a reviewer sees of a release: every change in words, and what may be done now."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User

from indicators.amounts import amount, report_scale
from indicators.languages import choose, say
from indicators.report_types import Figure, IndicatorReport, Source, Text
from indicators.wording import source_words, status, year_covered
from releases import actions
from releases.changes import Changes
from releases.differences import Difference
from releases.documents import METHOD
from releases.models import Release
from releases.revision_words import Pill, pill

NONE = "—"


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """A figure that is new, gone or another; values with their unit, "—" where there is none."""

    indicator: str
    where: str
    old: str
    new: str
    source: str
    note: str


@dataclass(frozen=True, kw_only=True)
class VerdictLine:
    indicator: str
    old: Pill | None
    new: Pill


@dataclass(frozen=True, kw_only=True)
class WordLine:
    """Words that are not what they were, each side "—" where there are none."""

    about: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """Everything that changes, in the reader's language."""

    figures: tuple[FigureLine, ...]
    verdicts: tuple[VerdictLine, ...]
    words: tuple[WordLine, ...]
    method: bool  # whether the method's text is another one

    @property
    def new(self) -> int:
        return sum(line.old == NONE for line in self.figures)

    @property
    def gone(self) -> int:
        return sum(line.new == NONE for line in self.figures)

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
    plan = choose(lang, "Plan", "规划")
    return Review(
        figures=tuple(
            FigureLine(
                indicator=say(change.indicator.name, lang),
                where=_where(change.series, change.new or change.old, lang),
                old=_value(change.old, change.indicator, lang),
                new=_value(change.new, change.indicator, lang),
                source=_source(change.new or change.old, lang),
                note=_note(change.new, lang),
            )
            for change in changes.figures
        ),
        verdicts=tuple(
            VerdictLine(
                indicator=say(change.indicator.name, lang),
                old=pill(change.before, lang) if change.before else None,
                new=pill(change.indicator, lang),
            )
            for change in changes.verdicts
        ),
        words=tuple(
            WordLine(
                about=say(each.indicator.name, lang) if each.indicator else plan,
                what=say(each.what, lang),
                old=say(each.old, lang) if each.old else NONE,
                new=say(each.new, lang) if each.new else NONE,
            )
            for each in differences
        ),
        method=METHOD in changes.wording,
    )


def _where(series: Text, figure: Figure | None, lang: str) -> str:
    if figure is None:
        return say(series, lang)
    time = year_covered(figure, lang)
    return f"{say(series, lang)} · {time}"


def _value(figure: Figure | None, report: IndicatorReport, lang: str) -> str:
    if figure is None:
        return NONE
    scale = report_scale(report, lang)
    words = amount(figure.value, report, lang=lang, scale=scale, style="table")
    kinds = [] if figure.obs_status == "A" else [status(figure.obs_status, lang)]
    return choose(lang, ", ", "，").join([words, *kinds])


def _source(figure: Figure | None, lang: str) -> str:
    source: Source | None = figure.source if figure else None
    return source_words(source, lang) if source else NONE


def _note(figure: Figure | None, lang: str) -> str:
    return say(figure.note, lang) if figure and figure.note else ""
