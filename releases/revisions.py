"""What a release changed against an earlier one, and every revision that a plan has published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.report_types import Publication, ReleaseReport
from releases.changes import FigureChange, VerdictChange, between
from releases.differences import Difference, in_method, in_reports

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


def history(kept: Sequence[Kept]) -> list[Revision]:
    """Every revision of releases that follow each other, from the newest release to the oldest.

    `kept`: newest first, down to the plan's first release.
    """
    return [revision for each in steps(kept) for revision in _revisions(each)]


def steps(kept: Sequence[Kept]) -> Iterator[Comparison]:
    """Each release against the one before it, newest first."""
    for place, new in enumerate(kept):
        yield compare(kept[place + 1] if place + 1 < len(kept) else None, new)


def _revisions(step: Comparison) -> Iterator[Revision]:
    for change in step.changes:
        yield Revision(release=step.new.release, change=change)


def since_first(revisions: Sequence[Revision]) -> list[Revision]:
    """An indicator's revisions without those of the release that it first appeared in."""
    if not revisions:
        return []
    first = min(each.release.number for each in revisions)
    return [each for each in revisions if each.release.number != first]
