"""A release's steps, each a form that posts to an address of its own, by `releases.actions`."""

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goals.admin_base import who
from goals.admin_forms import sentences
from goals.languages import active_language
from indicators.wording import minute
from releases import actions, record
from releases.forms import (
    ApproveForm,
    CancelForm,
    CommentForm,
    SendBackForm,
    SignOffForm,
    SubmitForm,
    WithdrawForm,
    WordsForm,
)
from releases.models import Release


class Room(Protocol):
    """What the steps ask of the admin that they belong to."""

    admin_site: Any

    def release_of(self, request: HttpRequest, key: object) -> Release: ...
    def review(self, request: HttpRequest, release: Release, **bound: BaseForm) -> HttpResponse: ...


def urls(room: Room) -> list[Any]:
    """An address for each step; only what is posted takes it."""

    def step(name: str, view: Callable[..., HttpResponse]) -> Any:
        def posted(request: HttpRequest, pk: int) -> HttpResponse:
            return view(room, request, room.release_of(request, pk))

        wrapped = room.admin_site.admin_view(require_POST(posted))
        return path(f"<int:pk>/{name}/", wrapped, name=f"releases_release_{name}")

    return [
        step("hold", hold),
        step("submit", submit),
        step("approve", approve),
        step("send-back", send_back),
        step("cancel", cancel),
        step("withdraw", withdraw),
        step("comment", comment),
        step("sign-off", sign_off),
    ]


def onward(release: Release, *, to: str = "") -> HttpResponse:
    address = reverse("admin:releases_release_change", args=[release.pk])
    return HttpResponseRedirect(address + to)


def require(request: HttpRequest, *codenames: str) -> User:
    """Who asks, with one of the rights at least."""
    if not any(request.user.has_perm(f"releases.{each}") for each in codenames):
        raise PermissionDenied
    return who(request)


def rename(room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    by, form = require(request, "draft_release"), WordsForm(request.POST)

    def act() -> Release:
        actions.rename(release, by=by, at=timezone.now(), **form.words())
        return release

    if not done(form, act):
        return room.review(request, release, words=form)
    messages.success(request, _("Title and note are saved."))
    return onward(release)


def hold(_room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    """The changes that were shown go in where they are ticked, and stay out where not."""
    by, shown = require(request, "draft_release"), set(request.POST.getlist("shown"))
    held = shown - set(request.POST.getlist("in"))

    def act() -> None:
        actions.hold(release, by=by, at=timezone.now(), shown=shown, held=held)

    if _said(request, act):
        messages.success(request, _("Saved: what is ticked goes in, the rest is held back."))
    page = request.POST.get("page", "")
    return onward(release, to=f"?page={page}" if page.isdigit() and page != "1" else "")


def submit(room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    by, form = require(request, "draft_release"), SubmitForm(request.POST)

    def act() -> Release:
        why = form.cleaned_data["without_commentary"]
        return actions.submit(release, by=by, at=timezone.now(), without_commentary=why)

    if not done(form, act):
        return room.review(request, release, submit=form)
    messages.success(request, _("Submitted: its content is frozen and waits for a reviewer."))
    return onward(release)


def approve(room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    by = require(request, "approve_release")
    form = ApproveForm(request.POST, digest=release.digest)

    def act() -> Release:
        said = form.cleaned_data
        return actions.approve(
            release,
            by=by,
            at=timezone.now(),
            seen_digest=said["digest"],
            publish_at=said["publish_at"],
            comment=said["comment"],
        )

    if not (approved := done(form, act)):
        return room.review(request, release, approve=form)
    if approved.publish_at:
        from_minute = minute(approved.publish_at, active_language())
        messages.success(request, _("Approved. Public from %s.") % from_minute)
    return onward(release)


def send_back(room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    by, form = require(request, "approve_release"), SendBackForm(request.POST)

    def act() -> Release:
        reason = form.cleaned_data["reason"]
        return actions.send_back(release, by=by, at=timezone.now(), reason=reason)

    if not (again := done(form, act)):
        return room.review(request, release, send_back=form)
    messages.success(request, _("Sent back. A new draft with the same words has your reason."))
    return onward(again)


def cancel(room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    is_draft = release.state == Release.State.DRAFT
    by = require(request, "draft_release" if is_draft else "approve_release")
    form = CancelForm(request.POST)

    def act() -> Release:
        reason = form.cleaned_data["reason"]
        return actions.cancel(release, by=by, at=timezone.now(), reason=reason) or release

    if not (again := done(form, act)):
        return room.review(request, release, cancel=form)
    messages.success(request, _("Cancelled. It stays in the record and is never shown."))
    if again.pk != release.pk:
        messages.info(request, _("A new draft has taken over its title and note."))
    return onward(again)


def withdraw(room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    by, form = require(request, "approve_release"), WithdrawForm(request.POST)

    def act() -> Release:
        return actions.withdraw(release, by=by, at=timezone.now(), reason=form.reason)

    if not done(form, act):
        return room.review(request, release, withdraw=form)
    messages.success(
        request, _("Withdrawn. Its page says so with your reason; copies last a minute at most.")
    )
    return onward(release)


def comment(room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    by, form = require(request, "draft_release", "approve_release"), CommentForm(request.POST)

    def act() -> Release:
        said, at = form.cleaned_data, timezone.now()
        record.comment(release, by=by, at=at, text=said["text"], key=said["key"])
        return release

    if not done(form, act):
        return room.review(request, release, comment=form)
    messages.success(request, _("The comment is in the record."))
    return onward(release, to="#comments")


def sign_off(_room: Room, request: HttpRequest, release: Release) -> HttpResponse:
    by, form = require(request, "approve_release"), SignOffForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise ValidationError(_("This sign-off is not there any more. Open the release again."))
        said = form.cleaned_data
        at = timezone.now()
        record.sign_off(release, by=by, at=at, name=said["name"], seen_digest=said["digest"])

    if _said(request, act):
        messages.success(request, _("Signed."))
    return onward(release)


def done(form: BaseForm, act: Callable[[], Release | None]) -> Release | None:
    """The release that the step leads to; None where it was refused, and the form says why."""
    if not form.is_valid():
        return None
    try:
        return act()
    except ValidationError as error:
        named = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for field, errors in named.items():
            for each in errors:
                form.add_error(field if field in form.fields else None, each)
    except IntegrityError as error:
        form.add_error(None, ValidationError(sentences(error)))
    return None


def _said(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether a step without a form of its own was taken; otherwise a message says why not."""
    try:
        act()
    except (ValidationError, IntegrityError) as error:
        for sentence in sentences(error):
            messages.error(request, sentence)
        return False
    return True
