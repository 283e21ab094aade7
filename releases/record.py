"""What is said of a release beside its steps: comments, sign-offs, the receipt of publication."""

import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from releases import published
from releases.hands import hands, may_not_approve
from releases.models import Receipt, Release, ReleaseComment, SignOff, SignOffName


@transaction.atomic
def comment(
    release: Release, *, by: User, at: datetime.datetime, text: str, key: str = ""
) -> ReleaseComment:
    """Say something of a release that is not public yet; `key` names one change in it."""
    if not (by.has_perm("releases.draft_release") or by.has_perm("releases.approve_release")):
        raise PermissionDenied
    locked = Release.objects.select_for_update().get(pk=release.pk)
    waits = locked.state == Release.State.APPROVED and (locked.publish_at or at) > at
    if locked.state not in (Release.State.DRAFT, Release.State.SUBMITTED) and not waits:
        raise ValidationError(_("The record of this release is closed."))
    said = ReleaseComment(release=locked, key=key, text=text.strip(), by=by, at=at)
    said.full_clean()
    said.save()
    return said


@transaction.atomic
def sign_off(
    release: Release, *, by: User, at: datetime.datetime, name: SignOffName, seen_digest: str
) -> SignOff:
    """Sign a named check of the content with the digest `seen_digest`."""
    if not by.has_perm("releases.approve_release"):
        raise PermissionDenied
    locked = (
        Release.objects.select_for_update(of=("self",)).select_related("plan").get(pk=release.pk)
    )
    if locked.state != Release.State.SUBMITTED or locked.digest != seen_digest:
        raise ValidationError(_("The content is not what you looked at. Open the release again."))
    if by.pk in hands(locked):
        raise ValidationError(may_not_approve(locked))
    signed = SignOff(release=locked, name=name, by=by, at=at)
    signed.full_clean()
    signed.save()
    return signed


def note_receipts(*, at: datetime.datetime) -> list[Receipt]:
    """Look through the public's own door at `at`, and note every release found there first now.

    The public side never writes: whoever looks first after the minute (the release's own page
    does, by itself) makes the receipt, so its time is when the release was seen to be public.
    """
    shown = {each.digest for each in published.shelf(at=at).releases}
    waiting = Release.objects.filter(
        state=Release.State.APPROVED, publish_at__lte=at, receipt__isnull=True
    )
    found = [Receipt(release=each, found_at=at) for each in waiting if each.digest in shown]
    Receipt.objects.bulk_create(found, ignore_conflicts=True)
    return found
