"""What a release changed against an earlier one, and every revision that a plan has published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.report_types import Publication, ReleaseReport
from releases.changes import FigureChange, VerdictChange, between
from releases.differences import Difference, in_method, in_reports

PAGE = 50
METHOD = "method"  # the name of the document that holds the method's text
Change = FigureChange | Difference
KINDS = ("first_published", "revised", "withdrawn", "status", "note", "wording")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A release as it was frozen. `hashes`: the SHA-256 of each document read, by its name."""

    publication: Publication
    hashes: dict[str, str]

    @property
    def release(self) -> ReleaseReport:
        return self.publication.release


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two releases side by side; `old` is None where `new` is the first of its plan."""

    old: Kept | None
    new: Kept
    figures: tuple[FigureChange, ...]
    verdicts: tuple[VerdictChange, ...]
    wordings: tuple[Difference, ...]

    @property
    def changes(self) -> list[Change]:
        """Figures and words, without the verdicts that follow from them."""
        return [*self.figures, *self.wordings]


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One thing that a release changed in what had been published."""

    release: ReleaseReport
    change: Change

    @property
    def kind(self) -> str:
        """One of `KINDS`."""
        return kind_of(self.change)

    @property
    def indicator(self) -> str:
        """The indicator's code; "" for what concerns the plan as a whole."""
        return self.change.indicator.code if self.change.indicator else ""


def kind_of(change: Change) -> str:
    """A kind of `KINDS`; a figure's value goes before its status, and that before its note."""
    if isinstance(change, Difference):
        return "wording"
    old, new = change.old, change.new
    if old is None or new is None:
        return "first_published" if old is None else "withdrawn"
    if old.value != new.value:
        return "revised"
    same = (old.obs_status, old.break_kind) == (new.obs_status, new.break_kind)
    return "note" if same else "status"


def compare(old: Kept | None, new: Kept) -> Comparison:
    """What stands otherwise in `new` than in `old`; all of it where there is no `old`."""
    before, after = old.publication if old else None, new.publication
    found = between(
        old_plan=before.plan if before else None,
        old=before.indicators if before else {},
        new_plan=after.plan,
        new=after.indicators,
    )
    wordings: list[Difference] = []
    if old is not None and before is not None:
        wordings = in_reports(before, after, named=found.wording)
        if old.hashes.get(METHOD) != new.hashes.get(METHOD):
            wordings.append(in_method(before.release, after.release))
    return Comparison(
        old=old,
        new=new,
        figures=found.figures,
        verdicts=found.verdicts,
        wordings=tuple(wordings),
    )


def newest_step(kept: Sequence[Kept]) -> Comparison:
    """The first of `kept` against the second, where there is one."""
    return compare(kept[1] if len(kept) > 1 else None, kept[0])


def history(kept: Sequence[Kept]) -> list[Revision]:
    """Every revision of releases that follow each other, from the newest release to the oldest.

    `kept`: newest first, down to the plan's first release.
    """
    return [revision for each in steps(kept) for revision in _revisions(each)]


def steps(kept: Sequence[Kept]) -> Iterator[Comparison]:
    """Each release against the one before it, newest first."""
    for place in range(len(kept)):
        yield newest_step(kept[place : place + 2])


def _revisions(step: Comparison) -> Iterator[Revision]:
    for change in step.changes:
        yield Revision(release=step.new.release, change=change)


@dataclass(frozen=True, kw_only=True)
class RevisionPage:
    """One page of a list of revisions, with the numbers of its neighbours."""

    revisions: list[Revision]
    number: int
    last: int

    @property
    def newer(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def older(self) -> int | None:
        return self.number + 1 if self.number < self.last else None


def page(revisions: Sequence[Revision], number: int) -> RevisionPage | None:
    """Page `number`, from 1; None where there is none. An empty list has one page."""
    last = max(1, -(-len(revisions) // PAGE))
    if not 1 <= number <= last:
        return None
    shown = list(revisions[(number - 1) * PAGE : number * PAGE])
    return RevisionPage(revisions=shown, number=number, last=last)
