"""The write door for releases: draft, hold back, submit (freeze), approve by somebody else, stop.

What is said of a release beside these steps goes through `releases.record`.
"""

import datetime
from collections.abc import Collection

import pghistory
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.models import Plan
from indicators import progress
from indicators.report_types import Text
from releases import commentary_wanted, content, documents, holding
from releases.content import digest_of, entries_of, names_of
from releases.hands import authors, hands, last_approved, may_not_approve, working_history
from releases.models import Document, HeldChange, Release, ReleaseEntry, SignOffName
from releases.unit_words import UnitWords, said_of

NO_TEXT: Text = {"en": "", "zh-hans": ""}
OPEN = (Release.State.DRAFT, Release.State.SUBMITTED)


@transaction.atomic
def draft(
    plan: Plan,
    *,
    by: User,
    at: datetime.datetime,
    title: Text,
    note: Text,
    corrects: int | None = None,
    correction: Text = NO_TEXT,
) -> Release:
    """Open the plan's next release. Refuses where one is open already.

    What the last release held back stays held back until somebody lets it in. `corrects` is the
    number of the release with an error, `correction` what was wrong.
    """
    _require(by, "draft_release")
    Plan.objects.select_for_update().get(pk=plan.pk)
    before = last_approved(plan)
    release = Release(
        plan=plan,
        plan_code=plan.code,
        number=_next_number(plan),
        drafted_by=by,
        drafted_at=at,
        held=list(before.held) if before else [],
    )
    _name(release, title, note)
    _correct(release, corrects, correction, at)
    release.full_clean()
    _write(release, by)
    return release


@transaction.atomic
def rename(
    release: Release,
    *,
    by: User,
    at: datetime.datetime,
    title: Text,
    note: Text,
    corrects: int | None = None,
    correction: Text = NO_TEXT,
) -> None:
    """Change title and note of a draft, and what it corrects."""
    _require(by, "draft_release")
    locked = _locked(release, Release.State.DRAFT)
    _name(locked, title, note)
    _correct(locked, corrects, correction, at)
    locked.full_clean()
    _write(locked, by)


@transaction.atomic
def hold(
    release: Release, *, by: User, at: datetime.datetime, shown: Collection[str], held: set[str]
) -> None:
    """Hold back, of the changes that were `shown`, exactly those in `held`.

    A change that came up meanwhile was not shown, so it stays as it is. Refuses what cannot be
    held back by itself.
    """
    _require(by, "draft_release")
    locked = _locked(release, Release.State.DRAFT)
    before = set(locked.held)
    locked.held = sorted((before - set(shown)) | (held & set(shown)))
    if set(locked.held) == before:
        return
    _stand(locked, at)
    _write(locked, by)


@transaction.atomic
def submit(
    release: Release, *, by: User, at: datetime.datetime, without_commentary: str = ""
) -> Release:
    """Judge as of the local day of `at` and freeze everything the release says.

    Whoever saves a working row meanwhile waits until it is done, so that no half of a change gets
    in. Refuses a release without a change, one that `content.objections` object to, and one that
    leaves a missed or lagging target unexplained, unless `without_commentary` says why.
    """
    _require(by, "draft_release")
    locked = _locked(release, Release.State.DRAFT)
    _hold_working_rows()
    standing = _stand(locked, at)
    if faults := content.objections(standing.content):
        raise ValidationError(faults)
    bodies = content.freeze(standing.content)
    names = names_of(bodies)
    if entries_of(last_approved(locked.plan)) == names:
        raise ValidationError(
            _("Nothing has changed since the last release, so there is nothing to publish.")
        )
    reports = standing.content.indicators.values()
    commentary_wanted.settle(locked, reports, by=by, at=at, reason=without_commentary)
    _store(locked, bodies, standing)
    locked.submitted_by, locked.submitted_at = by, at
    locked.held = sorted(standing.held)
    locked.author_ids = sorted(authors(locked))
    seal(locked, names, on=timezone.localdate(at))
    locked.state = Release.State.SUBMITTED
    _write(locked, by)
    return locked


def seal(release: Release, names: dict[str, str], *, on: datetime.date) -> None:
    """Give the release its digest, as judged on `on`; nothing is written."""
    release.judged_on = on
    release.method_version = progress.METHOD_VERSION
    release.product_version = settings.PRODUCT_VERSION
    release.previous_digest = _chain_end(release)
    release.digest = digest_of(release, names)


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

    `seen_digest` names the content that was looked at. Refuses whoever has a hand in the release,
    and a release without a sign-off that is required.
    """
    _require(by, "approve_release")
    locked = _locked(release, Release.State.SUBMITTED)
    if locked.digest != seen_digest:
        raise ValidationError(_("The content is not what you looked at. Open the release again."))
    if by.pk in hands(locked):
        raise ValidationError(may_not_approve(locked))
    if unsigned := unsigned_names(locked):
        raise ValidationError(_("Not signed yet: %s.") % ", ".join(map(str, unsigned)))
    minute = publish_at or at
    _check_minute(locked, minute, at)
    locked.state = Release.State.APPROVED
    locked.approved_by, locked.approved_at = by, at
    locked.publish_at, locked.approval_comment = minute, comment
    _write(locked, by)
    return locked


def unsigned_names(release: Release) -> list[SignOffName]:
    """Required sign-offs that nobody has given."""
    signed = release.sign_offs.values("name")
    return list(SignOffName.objects.filter(required=True).exclude(pk__in=signed))


@transaction.atomic
def send_back(release: Release, *, by: User, at: datetime.datetime, reason: str) -> Release:
    """Give a submitted release back to whoever drafted it; what was frozen stays in the chain.

    The new draft, which is returned, has the same words and holds the same changes back. It stays
    its first drafter's, so whoever sent it back may still approve what comes of it.
    """
    _require(by, "approve_release")
    locked = _locked(release, Release.State.SUBMITTED)
    _stop(locked, Release.State.RETURNED, by, at, _reason(reason, _("Say what has to change.")))
    return _draft_again(locked, by, at)


@transaction.atomic
def cancel(release: Release, *, by: User, at: datetime.datetime, reason: str) -> Release | None:
    """Stop a release before it is visible; what was frozen stays in the chain, never shown.

    Where it was frozen, a new draft takes over its words, and is returned.
    """
    locked = (
        Release.objects.select_for_update(of=("self",)).select_related("plan").get(pk=release.pk)
    )
    was_frozen = locked.state != Release.State.DRAFT
    _require(by, "approve_release" if was_frozen else "draft_release")
    waits = locked.state == Release.State.APPROVED and not is_visible(locked, at=at)
    if locked.state not in OPEN and not waits:
        raise ValidationError(
            _("This release is public or stopped already. A correction is a new release.")
        )
    said = _reason(reason, _("Say why the release is cancelled."))
    _stop(locked, Release.State.CANCELLED, by, at, said)
    free = not Release.objects.filter(plan=locked.plan, state__in=OPEN).exists()
    return _draft_again(locked, by, at) if was_frozen and free else None


@transaction.atomic
def withdraw(release: Release, *, by: User, at: datetime.datetime, reason: Text) -> Release:
    """Take a public release away for good: its page says that, when, and why.

    The release before it stands again. `reason` is public; one language is enough.
    """
    _require(by, "approve_release")
    locked = _locked(release, Release.State.APPROVED)
    if not is_visible(locked, at=at):
        raise ValidationError(_("This release is not public yet. Cancel it instead."))
    locked.withdrawal_en, locked.withdrawal_zh = reason["en"].strip(), reason["zh-hans"].strip()
    if not (locked.withdrawal_en or locked.withdrawal_zh):
        raise ValidationError(_("Say in at least one language why it is withdrawn."))
    locked.state = Release.State.WITHDRAWN
    locked.withdrawn_by, locked.withdrawn_at = by, at
    _write(locked, by)
    return locked


def is_visible(release: Release, *, at: datetime.datetime) -> bool:
    """Whether the public sees the release at `at`."""
    approved = release.state == Release.State.APPROVED
    return approved and release.publish_at is not None and release.publish_at <= at


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


def _stand(release: Release, at: datetime.datetime) -> content.Standing:
    """What the draft would say now; refuses to hold back what cannot be."""
    try:
        return content.standing(release, at=at)
    except holding.InseparableError as error:
        raise ValidationError(
            _("This cannot be held back by itself, for what is left of it cannot stand: %s.")
            % content.name_of(error.indicator, release.plan)
        ) from error


def _store(release: Release, bodies: dict[str, bytes], standing: content.Standing) -> None:
    Document.objects.bulk_create(
        [Document(sha256=documents.sha256(body), body=body) for body in bodies.values()],
        ignore_conflicts=True,
    )
    ReleaseEntry.objects.bulk_create(
        ReleaseEntry(release=release, name=name, document_id=sha256)
        for name, sha256 in names_of(bodies).items()
    )
    HeldChange.objects.bulk_create(
        HeldChange(release=release, key=unit.key, said=_as_json(said_of(unit, standing)))
        for unit in standing.units
        if unit.key in standing.held
    )


def _as_json(said: UnitWords) -> dict[str, Text | None]:
    return {"name": said.name, "what": said.what, "old": said.old, "new": said.new}


def _hold_working_rows() -> None:
    """Wait for writes that are under way, and let no other begin before this transaction ends.

    Reports take several queries; each would otherwise see what was committed just before it. Forms
    write parents before their rows, in the order of the tables here, so nobody waits crosswise.
    """
    quote = connection.ops.quote_name
    tables = [quote(event.pgh_tracked_model._meta.db_table) for event in working_history()]
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE MODE")


def _write(release: Release, by: User) -> None:
    with pghistory.context(user=by.pk, way="release"):
        release.save()


def _name(release: Release, title: Text, note: Text) -> None:
    release.title_en, release.title_zh = title["en"].strip(), title["zh-hans"].strip()
    release.note_en, release.note_zh = note["en"].strip(), note["zh-hans"].strip()


def _correct(release: Release, number: int | None, correction: Text, at: datetime.datetime) -> None:
    """Name what the release corrects; refuses a release that was never public."""
    release.corrects = number
    release.correction_en = correction["en"].strip()
    release.correction_zh = correction["zh-hans"].strip()
    if number is None:
        return
    found = Release.objects.filter(plan=release.plan, number=number).first()
    if found is None or not (is_visible(found, at=at) or found.state == Release.State.WITHDRAWN):
        raise ValidationError(
            {"corrects": _("Release %d was never public, so there is nothing to correct.") % number}
        )


def _check_minute(release: Release, minute: datetime.datetime, at: datetime.datetime) -> None:
    if minute < at:
        raise ValidationError({"publish_at": _("This minute has passed. Choose a later one.")})
    before = last_approved(release.plan)
    if before is not None and before.publish_at is not None and minute <= before.publish_at:
        raise ValidationError(
            {
                "publish_at": _("Release %(number)d appears at %(minute)s; choose a later minute.")
                % {"number": before.number, "minute": _local_minute(before.publish_at)}
            }
        )


def _reason(text: str, refusal: str) -> str:
    if not text.strip():
        raise ValidationError({"reason": refusal})
    return text.strip()


def _stop(
    release: Release, state: Release.State, by: User, at: datetime.datetime, reason: str
) -> None:
    release.state = state
    release.cancelled_by, release.cancelled_at, release.cancel_reason = by, at, reason
    _write(release, by)


def _draft_again(release: Release, by: User, at: datetime.datetime) -> Release:
    again = Release(
        plan=release.plan,
        plan_code=release.plan_code,
        number=_next_number(release.plan),
        title_en=release.title_en,
        title_zh=release.title_zh,
        note_en=release.note_en,
        note_zh=release.note_zh,
        corrects=release.corrects,
        correction_en=release.correction_en,
        correction_zh=release.correction_zh,
        held=release.held,
        again_of=release,
        drafted_by=release.drafted_by,
        drafted_at=at,
    )
    _write(again, by)
    return again


def _next_number(plan: Plan) -> int:
    last = Release.objects.filter(plan=plan).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _chain_end(release: Release) -> str:
    frozen = Release.objects.filter(plan=release.plan).exclude(digest="").order_by("-number")
    return frozen.values_list("digest", flat=True).first() or ""


def _local_minute(moment: datetime.datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
