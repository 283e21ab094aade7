"""The read door over releases, the only one that public pages, answers and feeds use.

`shelf(at=…)` finds what is visible at a moment, in one query; a second query reads the documents of
one release. The connection `public` works under a database role that may read three tables alone.
"""

import datetime
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONArray
from django.utils import timezone

from indicators.report_types import (
    IndicatorReport,
    MethodReport,
    PlanChoice,
    PlanReport,
    Publication,
    ReleaseReport,
    Text,
)
from releases import documents
from releases.models import Document, Release, ReleaseEntry
from releases.revisions import Kept

CONNECTION = "public"
LONGEST_FRESH = 60  # seconds that an answer may be kept, where no release is nearer

# What a `ReleaseReport` is made of. Every public hit reads these of every release, so nothing else
# may stand here: neither people nor what they wrote to each other.
COLUMNS = (
    "plan_code",
    "number",
    "title_en",
    "title_zh",
    "note_en",
    "note_zh",
    "judged_on",
    "publish_at",
    "digest",
    "previous_digest",
    "method_version",
    "product_version",
    "corrects",
    "correction_en",
    "correction_zh",
    "withdrawn_at",
    "withdrawal_en",
    "withdrawal_zh",
)


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A release that is not public, with its documents by name, to be drawn for those inside."""

    release: Release
    bodies: dict[str, bytes]

    @property
    def at(self) -> datetime.datetime:
        """Its minute, from which on it is looked at."""
        return self.release.publish_at or timezone.now()


_preview: ContextVar[Preview | None] = ContextVar("preview", default=None)


@contextmanager
def previewing(preview: Preview) -> Iterator[None]:
    """Within this block, and for this request alone, `preview` counts as the newest release."""
    token = _preview.set(preview)
    try:
        yield
    finally:
        _preview.reset(token)


def is_preview() -> bool:
    """Whether what is drawn now is for those inside: it must be kept nowhere."""
    return _preview.get() is not None


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The releases that the public sees at `at`, newest first, and when the next one appears.

    `withdrawn` were public once; of these it is said when and why they went, and nothing else.
    """

    at: datetime.datetime
    releases: tuple[ReleaseReport, ...]
    next_change: datetime.datetime | None
    withdrawn: tuple[ReleaseReport, ...] = ()

    def plans(self) -> list[str]:
        """Codes of the plans with a release; first the one that began publishing last."""
        first_release = {each.plan: each.published_at for each in self.releases}
        return sorted(first_release, key=lambda code: first_release[code], reverse=True)

    def current_plan(self) -> str | None:
        """The plan that `/<lang>/` shows."""
        return next(iter(self.plans()), None)

    def choices(self) -> tuple[PlanChoice, ...]:
        """The plans as their newest releases name them, in the same order; none beside only one.

        1 query where a process meets one of these releases for the first time, else none.
        """
        newest = self._newest()
        return _choices(newest) if len(newest) > 1 else ()

    def standing(self) -> str:
        """Names everything that a page of any plan may show of what is public now."""
        return " ".join(each.digest for each in (*self._newest(), *self.withdrawn))

    def _newest(self) -> list[ReleaseReport]:
        return [each for code in self.plans() if (each := self.latest(code))]

    def of(self, plan: str) -> list[ReleaseReport]:
        """The plan's releases, newest first."""
        return [each for each in self.releases if each.plan == plan]

    def latest(self, plan: str) -> ReleaseReport | None:
        return next(iter(self.of(plan)), None)

    def release(self, plan: str, number: int) -> ReleaseReport | None:
        """One release; None for one that does not exist and for one that is not visible yet."""
        return next((each for each in self.of(plan) if each.number == number), None)

    def withdrawn_release(self, plan: str, number: int) -> ReleaseReport | None:
        """One that was public and was withdrawn."""
        own = (each for each in self.withdrawn if each.plan == plan)
        return next((each for each in own if each.number == number), None)

    def ever(self, plan: str) -> list[ReleaseReport]:
        """Every release that is or was public, newest first."""
        own = [each for each in (*self.releases, *self.withdrawn) if each.plan == plan]
        return sorted(own, key=lambda each: each.number, reverse=True)

    def withdrawn_since(
        self, plan: str, day: datetime.date, *, zone: datetime.tzinfo
    ) -> list[ReleaseReport]:
        """What was public on `day` in `zone` and was withdrawn on it or later."""
        return [
            each
            for each in self.withdrawn
            if each.plan == plan
            and each.withdrawn_at is not None
            and each.published_at.astimezone(zone).date() <= day
            and each.withdrawn_at.astimezone(zone).date() >= day
        ]

    def up_to(self, release: ReleaseReport) -> list[ReleaseReport]:
        """The release and every one before it, newest first."""
        return [each for each in self.of(release.plan) if each.number <= release.number]

    def in_force_on(
        self, plan: str, day: datetime.date, *, zone: datetime.tzinfo
    ) -> ReleaseReport | None:
        """The release that stood at the end of `day` in `zone`."""
        stood = (each for each in self.of(plan) if each.published_at.astimezone(zone).date() <= day)
        return next(stood, None)

    def seconds_fresh(self) -> int:
        """How long an answer given now may be kept: never past the next release."""
        if self.next_change is None:
            return LONGEST_FRESH
        return max(0, min(LONGEST_FRESH, int((self.next_change - self.at).total_seconds())))


def shelf(*, at: datetime.datetime) -> Shelf:
    """What is public at `at`, of every plan; in a preview what will be at its minute. 1 query.

    The database hides a release's documents until its own clock says so: where that is behind the
    clock which said `at`, the release is not there yet.
    """
    ever = (Release.State.APPROVED, Release.State.WITHDRAWN)
    readable = Exists(ReleaseEntry.objects.filter(release=OuterRef("pk")))
    rows: Iterable[Any] = (
        Release.objects.using(CONNECTION)
        .filter(state__in=ever)
        .annotate(readable=readable)
        .order_by("-publish_at", "-number")
        .values_list(*COLUMNS, "readable", named=True)
    )
    preview = _preview.get()
    if preview is not None:
        at, own = preview.at, preview.release
        rows = [own, *(each for each in rows if each.digest != own.digest)]
    successors: dict[str, Any] = {}
    correctors: dict[tuple[str, int], Any] = {}
    found: list[ReleaseReport] = []
    gone: list[ReleaseReport] = []
    upcoming: datetime.datetime | None = None
    for row in rows:
        if row.withdrawn_at is not None:
            gone.append(_withdrawn(row))
        elif row.publish_at > at or not getattr(row, "readable", True):
            upcoming = row.publish_at
        else:
            corrector = correctors.get((row.plan_code, row.number))
            found.append(_release(row, successors.get(row.plan_code), corrector))
            successors[row.plan_code] = row
            if row.corrects is not None:
                correctors.setdefault((row.plan_code, row.corrects), row)
    return Shelf(at=at, releases=tuple(found), next_change=upcoming, withdrawn=tuple(gone))


def bodies(of: ReleaseReport, names: Iterable[str] | None = None) -> dict[str, bytes]:
    """The stored documents of a release by name; all of them where `names` is None. 1 query."""
    wanted = None if names is None else list(names)
    if own := _previewed(of.digest):
        return {name: body for name, body in own.items() if wanted is None or name in wanted}
    entries = ReleaseEntry.objects.using(CONNECTION).filter(
        release__plan_code=of.plan, release__number=of.number
    )
    if wanted is not None:
        entries = entries.filter(name__in=wanted)
    rows = entries.values_list("name", "document__body")
    return {name: bytes(body) for name, body in rows}


def _previewed(digest: str) -> dict[str, bytes]:
    """The documents of what is previewed now, if it has this digest."""
    preview = _preview.get()
    return preview.bodies if preview and preview.release.digest == digest else {}


def publication(of: ReleaseReport, *, indicators: Iterable[str] | None = None) -> Publication:
    """The release with its plan and the indicators asked for, or all of them. 1 query.

    An indicator that the release does not hold is simply not there.
    """
    names = None
    if indicators is not None:
        names = [documents.PLAN, *(documents.INDICATOR + code for code in indicators)]
    stored = bodies(of, names)
    plan = documents.decode(stored[documents.PLAN], PlanReport)
    indicators = {
        code: documents.decode(stored[name], IndicatorReport) for code, name in _held(plan, stored)
    }
    return Publication(release=of, plan=plan, indicators=indicators)


def _held(plan: PlanReport, names: Container[str]) -> list[tuple[str, str]]:
    """Code and document's name of each of the plan's indicators that is among `names`."""
    named = ((line.indicator, documents.INDICATOR + line.indicator) for line in plan.verdicts)
    return [(code, name) for code, name in named if name in names]


def kept(of: Iterable[ReleaseReport], *, older: Iterable[str] | None = None) -> list[Kept]:
    """The releases as they were frozen, in their order.

    `older`: the codes of the only indicators to read of the releases after the first, which is
    read whole. 1 query. A document that several releases hold is read and decoded once.
    """
    wanted = list(of)
    asked = Q(entries__release__digest__in=[each.digest for each in wanted])
    if older is not None and wanted:
        names = [documents.PLAN, *(documents.INDICATOR + code for code in older)]
        asked &= Q(entries__release__digest=wanted[0].digest) | Q(entries__name__in=names)
    held_by = JSONBAgg(JSONArray("entries__release__digest", "entries__name"))
    found = Document.objects.using(CONNECTION).filter(asked).annotate(held_by=held_by)
    hashes: dict[str, dict[str, str]] = {each.digest: {} for each in wanted}
    reports: dict[str, Any] = {}
    own = [
        (documents.sha256(body), body, [(each.digest, name)])
        for each in wanted
        for name, body in _previewed(each.digest).items()
    ]
    for sha256, body, uses in [*own, *found.values_list("sha256", "body", "held_by")]:
        for digest, name in uses:
            hashes[digest][name] = sha256
            if name == documents.PLAN and sha256 not in reports:
                reports[sha256] = documents.decode(bytes(body), PlanReport)
            elif name.startswith(documents.INDICATOR) and sha256 not in reports:
                reports[sha256] = documents.decode(bytes(body), IndicatorReport)
    return [_kept(each, hashes[each.digest], reports) for each in wanted]


def _kept(release: ReleaseReport, hashes: dict[str, str], reports: dict[str, Any]) -> Kept:
    plan: PlanReport = reports[hashes[documents.PLAN]]
    indicators = {code: reports[hashes[name]] for code, name in _held(plan, hashes)}
    publication = Publication(release=release, plan=plan, indicators=indicators)
    return Kept(publication=publication, hashes=hashes)


def plans(of: Iterable[ReleaseReport]) -> list[PlanReport]:
    """The plan as each of the releases froze it, in their order. 1 query."""
    wanted = list(of)
    entries = ReleaseEntry.objects.using(CONNECTION).filter(
        name=documents.PLAN, release__digest__in=[each.digest for each in wanted]
    )
    stored = dict(entries.values_list("release__digest", "document__body"))
    for each in wanted:
        if own := _previewed(each.digest):
            stored[each.digest] = own[documents.PLAN]
    return [documents.decode(bytes(stored[each.digest]), PlanReport) for each in wanted]


def method(of: ReleaseReport) -> MethodReport:
    """The method's text as it stood with the release. 1 query."""
    return documents.decode(bodies(of, [documents.METHOD])[documents.METHOD], MethodReport)


# By digest: a release never changes, and a line for each that ever was the newest is little.
_known_choices: dict[str, PlanChoice] = {}


def _choices(newest: list[ReleaseReport]) -> tuple[PlanChoice, ...]:
    unknown = [each for each in newest if each.digest not in _known_choices]
    if unknown:
        found = zip(unknown, plans(unknown), strict=True)
        _known_choices.update((each.digest, _choice(plan)) for each, plan in found)
    return tuple(_known_choices[each.digest] for each in newest)


def _choice(plan: PlanReport) -> PlanChoice:
    return PlanChoice(
        code=plan.code,
        name=plan.name,
        start_year=plan.start_year,
        end_year=plan.end_year,
        indicators=frozenset(line.indicator for line in plan.verdicts),
    )


def _release(row: Any, successor: Any, corrector: Any) -> ReleaseReport:
    """From a row with `COLUMNS`, and those of the plan's next release and of one that corrects it.

    Either may be None.
    """
    return ReleaseReport(
        plan=row.plan_code,
        number=row.number,
        title={"en": row.title_en, "zh-hans": row.title_zh},
        note={"en": row.note_en, "zh-hans": row.note_zh},
        judged_on=row.judged_on,
        published_at=row.publish_at,
        digest=row.digest,
        previous_digest=row.previous_digest,
        method_version=row.method_version,
        product_version=row.product_version,
        superseded_by=successor.number if successor else None,
        superseded_at=successor.publish_at if successor else None,
        corrects=row.corrects,
        correction=_correction(row),
        corrected_by=corrector.number if corrector else None,
        corrected_why=_correction(corrector) if corrector else None,
    )


def _correction(row: Any) -> Text | None:
    return {"en": row.correction_en, "zh-hans": row.correction_zh} if row.corrects else None


def _withdrawn(row: Any) -> ReleaseReport:
    """Without its words: what was withdrawn is not said again."""
    return ReleaseReport(
        plan=row.plan_code,
        number=row.number,
        title={"en": "", "zh-hans": ""},
        note={"en": "", "zh-hans": ""},
        judged_on=row.judged_on,
        published_at=row.publish_at,
        digest=row.digest,
        previous_digest=row.previous_digest,
        method_version=row.method_version,
        product_version=row.product_version,
        withdrawn_at=row.withdrawn_at,
        withdrawal={"en": row.withdrawal_en, "zh-hans": row.withdrawal_zh},
    )
