"""The write door for releases: draft, submit (freeze), approve by somebody else, cancel."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pghistory
import pghistory.core
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.models import Plan
from indicators import progress, reports
from indicators.method import METHOD
from indicators.models import DueDate
from indicators.report_types import IndicatorReport, PlanReport, Text
from releases import changes, commentary_wanted, documents, printed
from releases.differences import Difference, in_reports
from releases.models import Document, Release, ReleaseEntry

# By how much the clock that dates a freeze (the web's) may be ahead of the one that dates changes
# (the database's).
CLOCKS_APART = datetime.timedelta(minutes=1)

# Tables that people edit and no release says anything of: whoever does has no hand in it.
NEVER_RELEASED = {DueDate}

Contents = tuple[PlanReport, dict[str, IndicatorReport]]


@transaction.atomic
def draft(plan: Plan, *, by: User, at: datetime.datetime, title: Text, note: Text) -> Release:
    """Open the plan's next release. Refuses where one is open already."""
    _require(by, "draft_release")
    Plan.objects.select_for_update().get(pk=plan.pk)
    last = Release.objects.filter(plan=plan).aggregate(last=Max("number"))["last"]
    release = Release(
        plan=plan, plan_code=plan.code, number=(last or 0) + 1, drafted_by=by, drafted_at=at
    )
    _name(release, title, note)
    release.full_clean()
    _write(release, by)
    return release


@transaction.atomic
def rename(release: Release, *, by: User, title: Text, note: Text) -> None:
    """Change title and note of a draft."""
    _require(by, "draft_release")
    locked = _locked(release, Release.State.DRAFT)
    _name(locked, title, note)
    locked.full_clean()
    _write(locked, by)


@transaction.atomic
def submit(
    release: Release, *, by: User, at: datetime.datetime, without_commentary: str = ""
) -> Release:
    """Judge as of the local day of `at` and freeze everything the release says.

    Whoever saves a working row meanwhile waits until it is done, so that no half of a change gets
    in. Refuses a release without a change, one whose wording misses a language, and one that leaves
    a missed or lagging target unexplained, unless `without_commentary` says why.
    """
    _require(by, "draft_release")
    locked = _locked(release, Release.State.DRAFT)
    _hold_working_rows()
    live = _live(locked.plan, at)
    if missing := [*_missing_languages(live.plan, live.indicators.values())]:
        raise ValidationError([_("Missing before submission: %s") % each for each in missing])
    frozen = _freeze(live)
    if _entries_of(last_approved(locked.plan)) == _names(frozen):
        raise ValidationError(
            _("Nothing has changed since the last release, so there is nothing to publish.")
        )
    Document.objects.bulk_create(
        [Document(sha256=documents.sha256(body), body=body) for body in frozen.values()],
        ignore_conflicts=True,
    )
    ReleaseEntry.objects.bulk_create(
        ReleaseEntry(release=locked, name=name, document_id=sha256)
        for name, sha256 in _names(frozen).items()
    )
    commentary_wanted.settle(
        locked, live.indicators.values(), by=by, at=at, reason=without_commentary
    )
    locked.submitted_by, locked.submitted_at = by, at
    locked.judged_on = timezone.localdate(at)
    locked.author_ids = sorted(_authors(locked.plan))
    locked.method_version = progress.METHOD_VERSION
    locked.product_version = settings.PRODUCT_VERSION
    locked.previous_digest = _chain_end(locked)
    locked.state = Release.State.SUBMITTED
    locked.digest = digest_of(locked, _names(frozen))
    _write(locked, by)
    return locked


@transaction.atomic
def approve(
    release: Release,
    *,
    by: User,
    at: datetime.datetime,
    seen_digest: str,
    publish_at: datetime.datetime | None = None,
    comment: str = "",
) -> Release:
    """Let the release appear at `publish_at`, at once where it is None.

    `seen_digest` names the content that was looked at. Refuses whoever has a hand in the release.
    """
    _require(by, "approve_release")
    locked = _locked(release, Release.State.SUBMITTED)
    if locked.digest != seen_digest:
        raise ValidationError(_("The content is not what you looked at. Open the release again."))
    if by.pk in hands(locked):
        raise ValidationError(may_not_approve(locked))
    minute = publish_at or at
    if minute < at:
        raise ValidationError({"publish_at": _("This minute has passed. Choose a later one.")})
    before = last_approved(locked.plan)
    if before is not None and before.publish_at is not None and minute <= before.publish_at:
        raise ValidationError(
            {
                "publish_at": _("Release %(number)d appears at %(minute)s; choose a later minute.")
                % {"number": before.number, "minute": _local_minute(before.publish_at)}
            }
        )
    locked.state = Release.State.APPROVED
    locked.approved_by, locked.approved_at = by, at
    locked.publish_at, locked.approval_comment = minute, comment
    _write(locked, by)
    return locked


@transaction.atomic
def cancel(release: Release, *, by: User, at: datetime.datetime, reason: str) -> Release | None:
    """Stop a release before it is visible; what was frozen stays in the chain, never shown.

    Where it was frozen, a new draft takes over title and note, and is returned.
    """
    locked = Release.objects.select_for_update().select_related("plan").get(pk=release.pk)
    frozen = locked.state != Release.State.DRAFT
    _require(by, "approve_release" if frozen else "draft_release")
    if locked.state == Release.State.CANCELLED or is_visible(locked, at=at):
        raise ValidationError(
            _("This release is public or cancelled already. A correction is a new release.")
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the release is cancelled.")})
    locked.state = Release.State.CANCELLED
    locked.cancelled_by, locked.cancelled_at, locked.cancel_reason = by, at, reason.strip()
    _write(locked, by)
    return _draft_again(locked, by, at) if frozen else None


def is_visible(release: Release, *, at: datetime.datetime) -> bool:
    """Whether the public sees the release at `at`."""
    approved = release.state == Release.State.APPROVED
    return approved and release.publish_at is not None and release.publish_at <= at


def last_approved(plan: Plan) -> Release | None:
    """The plan's newest release that is, or will be, visible."""
    approved = Release.objects.filter(plan=plan, state=Release.State.APPROVED)
    return approved.order_by("-publish_at").first()


def hands(release: Release) -> set[int]:
    """Ids of everybody who drafted, submitted or changed something in the release."""
    known = {release.drafted_by_id, release.submitted_by_id, *release.author_ids}
    if release.state == Release.State.DRAFT:
        known |= _authors(release.plan)
    return {each for each in known if each is not None}


def may_not_approve(release: Release) -> str:
    """Why whoever has a hand in the release cannot approve it, with the names of who could."""
    others = [
        user.get_full_name() or user.get_username()
        for user in reviewers().exclude(pk__in=hands(release))
    ]
    reason = _(
        "You drafted, submitted or changed something in this release, so somebody else approves it."
    )
    if others:
        return f"{reason} " + _("Who could: %s.") % ", ".join(others)
    return f"{reason} " + _("No other reviewer has an account yet.")


def reviewers() -> models.QuerySet[User]:
    """Active people who may approve a release."""
    may = Permission.objects.get(codename="approve_release", content_type__app_label="releases")
    return (
        User.objects.filter(is_active=True)
        .filter(Q(groups__permissions=may) | Q(user_permissions=may))
        .distinct()
        .order_by("pk")
    )


def pending(
    release: Release, said: Contents | None
) -> tuple[changes.Changes, tuple[Difference, ...]]:
    """What the release, which says `said`, says otherwise than the last approved one.

    The words that differ come as they were and as they would be.
    """
    if said is None:
        return changes.Changes(figures=(), verdicts=(), wording=()), ()
    before = last_approved_before(release)
    old_plan, old = frozen_reports(before) if before else (None, {})
    new_plan, new = said
    found = changes.between(old_plan=old_plan, old=old, new_plan=new_plan, new=new)
    if before and _method_of(before) != _method_of(release):
        found = replace(found, wording=(*found.wording, documents.METHOD))
    if old_plan is None:
        return found, ()
    was, now = printed.sheet(old_plan, old), printed.sheet(new_plan, new)
    return found, tuple(in_reports(was, now, named=found.wording))


def contents(release: Release, *, at: datetime.datetime) -> Contents | None:
    """The plan and the indicators as the release froze them; a draft's as they would be now.

    A draft that was cancelled says nothing: None.
    """
    if release.state == Release.State.DRAFT:
        live = _live(release.plan, at)
        return live.plan, live.indicators
    return frozen_reports(release) if release.digest else None


def _method_of(release: Release) -> str:
    """The SHA-256 of the method's text in a release; in a draft, of the text as it is now."""
    if release.state == Release.State.DRAFT:
        return documents.sha256(documents.encode(METHOD))
    return release.entries.values_list("document_id", flat=True).get(name=documents.METHOD)


def last_approved_before(release: Release) -> Release | None:
    """The approved release that `release` follows."""
    earlier = Release.objects.filter(
        plan=release.plan, state=Release.State.APPROVED, number__lt=release.number
    )
    return earlier.order_by("-number").first()


def frozen_reports(release: Release) -> Contents:
    """The plan and the indicators as the release froze them."""
    rows = release.entries.values_list("name", "document__body")
    stored = {name: bytes(body) for name, body in rows}
    plan = documents.decode(stored[documents.PLAN], PlanReport)
    return plan, {
        line.indicator: documents.decode(
            stored[documents.INDICATOR + line.indicator], IndicatorReport
        )
        for line in plan.verdicts
    }


def digest_of(release: Release, entries: dict[str, str]) -> str:
    """The digest that the release must have, from its own columns and its entries."""
    return documents.digest(
        plan=release.plan_code,
        number=release.number,
        title=(release.title_en, release.title_zh),
        note=(release.note_en, release.note_zh),
        judged_on=release.judged_on.isoformat() if release.judged_on else "",
        method_version=release.method_version,
        product_version=release.product_version,
        entries=entries,
        previous=release.previous_digest,
    )


def _require(by: User, codename: str) -> None:
    if not by.has_perm(f"releases.{codename}"):
        raise PermissionDenied


def _locked(release: Release, state: Release.State) -> Release:
    locked = (
        Release.objects.select_for_update(of=("self",)).select_related("plan").get(pk=release.pk)
    )
    if locked.state != state:
        raise ValidationError(
            _("This release is %(now)s by now. Open it again.")
            % {"now": locked.get_state_display()}
        )
    return locked


def _hold_working_rows() -> None:
    """Wait for writes that are under way, and let no other begin before this transaction ends.

    Reports take several queries; each would otherwise see what was committed just before it. Forms
    write parents before their rows, in the order of the tables here, so nobody waits crosswise.
    """
    quote = connection.ops.quote_name
    tables = [quote(event.pgh_tracked_model._meta.db_table) for event in _working_history()]
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE MODE")


def _working_history() -> list[Any]:
    """The event models of all that analysts and administrators of the plan write for releases."""
    events: list[Any] = list(pghistory.core.event_models())
    return [
        event
        for event in events
        if event._meta.app_label in {"goals", "indicators"}
        and event.pgh_tracked_model not in NEVER_RELEASED
    ]


def _write(release: Release, by: User) -> None:
    with pghistory.context(user=by.pk, way="release"):
        release.save()


def _name(release: Release, title: Text, note: Text) -> None:
    release.title_en, release.title_zh = title["en"].strip(), title["zh-hans"].strip()
    release.note_en, release.note_zh = note["en"].strip(), note["zh-hans"].strip()


def _live(plan: Plan, at: datetime.datetime) -> reports.LivePlan:
    live = reports.live(plan.code, as_of=timezone.localdate(at))
    if live is None:
        raise Plan.DoesNotExist
    return live


def _freeze(live: reports.LivePlan) -> dict[str, bytes]:
    return {
        documents.PLAN: documents.encode(live.plan),
        documents.METHOD: documents.encode(METHOD),
        **{
            documents.INDICATOR + code: documents.encode(report)
            for code, report in live.indicators.items()
        },
    }


def _names(frozen: dict[str, bytes]) -> dict[str, str]:
    return {name: documents.sha256(body) for name, body in frozen.items()}


def _entries_of(release: Release | None) -> dict[str, str]:
    if release is None:
        return {}
    return dict(release.entries.values_list("name", "document_id"))


def _chain_end(release: Release) -> str:
    frozen = Release.objects.filter(plan=release.plan).exclude(digest="").order_by("-number")
    return frozen.values_list("digest", flat=True).first() or ""


def _authors(plan: Plan) -> set[int]:
    """Who changed working rows since the last approved release was frozen.

    Sources are shared by plans, so rows of every plan count: too strict rather than too lax. So do
    changes of the last minute before, as the two clocks may differ.
    """
    before = last_approved(plan)
    since = before.submitted_at - CLOCKS_APART if before and before.submitted_at else None
    found = [_people_of(event, since) for event in _working_history()]
    return {user for (user,) in found[0].union(*found[1:]) if user is not None}


def _people_of(event: Any, since: datetime.datetime | None) -> models.QuerySet[Any, Any]:
    events: models.QuerySet[Any] = event._default_manager.all()
    if since is not None:
        events = events.filter(pgh_created_at__gt=since)
    return events.values_list("pgh_context__user")


def _draft_again(release: Release, by: User, at: datetime.datetime) -> Release | None:
    if Release.objects.filter(
        plan=release.plan, state__in=[Release.State.DRAFT, Release.State.SUBMITTED]
    ).exists():
        return None
    last = Release.objects.filter(plan=release.plan).aggregate(last=Max("number"))["last"]
    again = Release(
        plan=release.plan,
        plan_code=release.plan_code,
        number=last + 1,
        title_en=release.title_en,
        title_zh=release.title_zh,
        note_en=release.note_en,
        note_zh=release.note_zh,
        drafted_by=release.drafted_by,
        drafted_at=at,
    )
    _write(again, by)
    return again


def _local_minute(moment: datetime.datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _missing_languages(plan: PlanReport, indicators: Iterable[IndicatorReport]) -> Iterator[str]:
    """Where a name, title or definition stands in one language only, in words."""
    for where, what, text in _named(plan, indicators):
        for language, name in (("en", _("English")), ("zh-hans", _("Chinese"))):
            if not (text["en"] if language == "en" else text["zh-hans"]).strip():
                yield _("%(where)s: %(what)s in %(language)s") % {
                    "where": where,
                    "what": what,
                    "language": name,
                }


def _named(
    plan: PlanReport, indicators: Iterable[IndicatorReport]
) -> Iterator[tuple[str, str, Text]]:
    yield plan.code, _("name"), plan.name
    yield plan.code, _("summary"), plan.summary
    for goal in plan.goals:
        where = _("goal %d") % goal.number
        yield where, _("title"), goal.title
        yield where, _("promise"), goal.summary
        for commitment in goal.commitments:
            yield where, _("wording of a commitment"), commitment.wording
    for report in indicators:
        yield report.code, _("name"), report.name
        yield report.code, _("definition"), report.definition
        yield report.code, _("unit"), report.unit_name
        if report.responsible_unit:
            yield report.code, _("responsible unit"), report.responsible_unit
        for series in report.series:
            yield f"{report.code}/{series.code}", _("name"), series.name
