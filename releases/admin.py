"""The room where releases are drafted, reviewed, approved, cancelled, by `releases.actions`."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from goals.admin_base import who
from goals.admin_forms import sentences
from goals.admin_history import HistoryAdmin
from goals.languages import active_language
from goals.models import Plan, localized
from indicators.wording import minute
from releases import actions
from releases.commentary_page import lack
from releases.forms import ApproveForm, CancelForm, DraftForm, SubmitForm, WordsForm
from releases.models import Release
from releases.review import Steps, people, review, steps


@admin.register(Release)
class ReleaseAdmin(HistoryAdmin):
    list_display = [
        "number",
        "title",
        "plan",
        "stage",
        "judged_on",
        "public_from",
        "drafted_by",
        "approved_by",
    ]
    list_display_links = ["number", "title"]
    list_filter = ["plan", "state"]
    list_select_related = ["plan", "drafted_by", "approved_by"]
    search_fields = ["title_en", "title_zh", "note_en", "note_zh", "digest"]
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("releases.draft_release")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("title"), ordering="title_en")
    def title(self, row: Release) -> str:
        return localized(row, "title")

    @admin.display(description=_("state"), ordering="state")
    def stage(self, row: Release) -> str:
        if row.state != Release.State.APPROVED:
            return row.get_state_display()
        return str(_("public") if actions.is_visible(row, at=timezone.now()) else _("scheduled"))

    @admin.display(description=_("public from"), ordering="publish_at")
    def public_from(self, row: Release) -> str:
        return minute(row.publish_at, active_language()) if row.publish_at else "—"

    def get_urls(self) -> list[Any]:
        def step(name: str, view: Callable[..., HttpResponse]) -> Any:
            wrapped = self.admin_site.admin_view(require_POST(view))
            return path(f"<int:pk>/{name}/", wrapped, name=f"releases_release_{name}")

        return [
            step("submit", self.submit_view),
            step("approve", self.approve_view),
            step("cancel", self.cancel_view),
            *super().get_urls(),
        ]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Open a draft."""
        _require(request, "draft_release")
        form = DraftForm(request.POST or None, initial={"plan": Plan.objects.first()})
        if request.method == "POST":
            opened: list[Release] = []
            if _done(form, lambda: opened.append(_draft(form, request))):
                messages.success(request, _("The draft is open. Look through what it changes."))
                return self._onward(opened[0])
        context = {"form": form, "title": _("Draft a release")}
        return self._page(request, "draft", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Review a release; what is posted here are the words of a draft."""
        release = self._release(request, object_id)
        if request.method != "POST":
            return self._review(request, release)
        by = _require(request, "draft_release")
        form = WordsForm(request.POST)
        if _done(form, lambda: actions.rename(release, by=by, title=form.title, note=form.note)):
            messages.success(request, _("Title and note are saved."))
            return self._onward(release)
        return self._review(request, release, words=form)

    def submit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        release = self._release(request, pk)
        by = _require(request, "draft_release")
        form = SubmitForm(request.POST)
        if not _done(
            form,
            lambda: actions.submit(
                release,
                by=by,
                at=timezone.now(),
                without_commentary=form.cleaned_data["without_commentary"],
            ),
        ):
            return self._review(request, release, submit=form)
        messages.success(request, _("Submitted: its content is frozen and waits for a reviewer."))
        return self._onward(release)

    def approve_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        release = self._release(request, pk)
        by = _require(request, "approve_release")
        form = ApproveForm(request.POST, digest=release.digest)
        if _done(
            form,
            lambda: actions.approve(
                release,
                by=by,
                at=timezone.now(),
                seen_digest=form.cleaned_data["digest"],
                publish_at=form.cleaned_data["publish_at"],
                comment=form.cleaned_data["comment"],
            ),
        ):
            messages.success(request, _approved(release))
            return self._onward(release)
        return self._review(request, release, approve=form)

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        release = self._release(request, pk)
        is_draft = release.state == Release.State.DRAFT
        by = _require(request, "draft_release" if is_draft else "approve_release")
        form = CancelForm(request.POST)
        again: list[Release | None] = []

        def act() -> None:
            reason = form.cleaned_data["reason"]
            again.append(actions.cancel(release, by=by, at=timezone.now(), reason=reason))

        if not _done(form, act):
            return self._review(request, release, cancel=form)
        messages.success(request, _("Cancelled. It stays in the record and is never shown."))
        if again[0]:
            messages.info(request, _("A new draft has taken over its title and note."))
        return self._onward(again[0] or release)

    def _release(self, request: HttpRequest, key: object) -> Release:
        release = self.get_object(request, str(key))
        if not self.has_view_permission(request, release):
            raise PermissionDenied
        if not isinstance(release, Release):
            raise Http404
        return release

    def _onward(self, release: Release) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:releases_release_change", args=[release.pk]))

    def _review(self, request: HttpRequest, release: Release, **bound: BaseForm) -> HttpResponse:
        """The page of a release; `bound` holds the form that was refused, under its step's name."""
        people_of = ("plan", "drafted_by", "submitted_by", "approved_by", "cancelled_by")
        release = Release.objects.select_related(*people_of).get(pk=release.pk)
        at, lang = timezone.now(), active_language()
        hands = actions.hands(release)
        may = steps(release, by=who(request), at=at, hands=hands)
        _say_where_no_form_does(request, may, bound)
        before = actions.last_approved_before(release)
        contents = actions.contents(release, at=at)
        found, differences = actions.pending(release, contents)
        context = {
            "title": _("Release %d") % release.number,
            "subtitle": localized(release, "title"),
            "release": release,
            "visible": actions.is_visible(release, at=at),
            "before": before,
            "review": review(found, differences, lang) if found else None,
            "hands": people(hands),
            "steps": may,
            "minutes": _minutes(release, lang),
            "lack": lack(release, contents[1], by=who(request), lang=lang) if contents else None,
            "submit": bound.get("submit") or SubmitForm(),
            "words": bound.get("words") or WordsForm(instance=release),
            "approve": bound.get("approve") or ApproveForm(digest=release.digest),
            "cancel": bound.get("cancel") or CancelForm(),
        }
        return self._page(request, "review", context)

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/releases/release/{name}.html", whole)


def _require(request: HttpRequest, codename: str) -> User:
    if not request.user.has_perm(f"releases.{codename}"):
        raise PermissionDenied
    return who(request)


def _draft(form: DraftForm, request: HttpRequest) -> Release:
    return actions.draft(
        form.cleaned_data["plan"],
        by=who(request),
        at=timezone.now(),
        title=form.title,
        note=form.note,
    )


def _done(form: BaseForm, act: Callable[[], object]) -> bool:
    """Whether the step was taken; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        named = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for field, errors in named.items():
            for each in errors:
                form.add_error(field if field in form.fields else None, each)
        return False
    except IntegrityError as error:
        form.add_error(None, ValidationError(sentences(error)))
        return False
    return True


def _minutes(release: Release, lang: str) -> dict[str, str]:
    """When each step was taken, and when it becomes public, in words."""
    steps = ("drafted_at", "submitted_at", "approved_at", "publish_at", "cancelled_at")
    moments = ((each, getattr(release, each)) for each in steps)
    return {each: minute(moment, lang) for each, moment in moments if moment}


def _say_where_no_form_does(request: HttpRequest, may: Steps, bound: dict[str, BaseForm]) -> None:
    """A refused step that cannot be taken any more has no form on the page to say why."""
    shown = {"words": may.edit, "submit": may.submit, "approve": may.approve, "cancel": may.cancel}
    for name, form in bound.items():
        for sentence in () if shown[name] else form.non_field_errors():
            messages.error(request, str(sentence))


def _approved(release: Release) -> str:
    """The receipt of an approval: from when the public sees the release."""
    release.refresh_from_db()
    return _("Approved. Public from %s.") % _minutes(release, active_language())["publish_at"]
