"""The room where releases are drafted, reviewed, approved and stopped: its pages."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from goals.admin_base import TrackedAdmin
from goals.admin_history import HistoryAdmin
from goals.languages import active_language
from goals.models import Plan, localized
from indicators.pages import LANGUAGES
from indicators.wording import minute
from releases import actions, admin_steps, previewing
from releases.forms import (
    ApproveForm,
    CancelForm,
    CommentForm,
    DraftForm,
    SendBackForm,
    SubmitForm,
    WithdrawForm,
    WordsForm,
)
from releases.models import Release, SignOffName
from releases.review import Steps
from releases.sight import Sight

PREVIEWED = "<int:pk>/preview/<slug:lang>/<path:path>"


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
        def page(address: str, view: Callable[..., HttpResponse], name: str) -> Any:
            wrapped = self.admin_site.admin_view(require_safe(view))
            return path(address, wrapped, name=f"releases_release_{name}")

        return [
            *admin_steps.urls(self),
            page("<int:pk>/record/", self.record_view, "record"),
            page("<int:pk>/preview/", self.preview_view, "preview"),
            page("<int:pk>/preview/<slug:lang>/", self.preview_page_view, "preview_home"),
            page(PREVIEWED, self.preview_page_view, "preview_page"),
            *super().get_urls(),
        ]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Open a draft."""
        by = admin_steps.require(request, "draft_release")
        form = DraftForm(request.POST or None, initial={"plan": Plan.objects.first()})

        def act() -> Release:
            plan = form.cleaned_data["plan"]
            return actions.draft(plan, by=by, at=timezone.now(), **form.words())

        if request.method == "POST" and (opened := admin_steps.done(form, act)):
            messages.success(request, _("The draft is open. Look through what it changes."))
            return admin_steps.onward(opened)
        return self._page(request, "draft", {"form": form, "title": _("Draft a release")})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Review a release; what is posted here are the words of a draft."""
        release = self.release_of(request, object_id)
        if request.method == "POST":
            return admin_steps.rename(self, request, release)
        return self.review(request, release)

    def release_of(self, request: HttpRequest, key: object) -> Release:
        release = self.get_object(request, str(key))
        if not self.has_view_permission(request, release):
            raise PermissionDenied
        if not isinstance(release, Release):
            raise Http404
        return release

    def review(self, request: HttpRequest, release: Release, **bound: BaseForm) -> HttpResponse:
        """The page of a release; `bound` holds the form that was refused, under its step's name."""
        seen = Sight.of(release, request)
        _say_where_no_form_does(request, seen.steps, bound)
        forms = {
            "words": WordsForm(instance=seen.release),
            "submit": SubmitForm(),
            "approve": ApproveForm(digest=seen.release.digest, warnings=seen.warnings),
            "send_back": SendBackForm(),
            "cancel": CancelForm(),
            "withdraw": WithdrawForm(),
            "comment": CommentForm(),
        }
        return self._page(request, "review", seen.context() | {"forms": forms | bound})

    def record_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Everything there is to know of a release, for paper."""
        if not request.user.has_perm("releases.view_history"):
            raise PermissionDenied
        seen = Sight.of(self.release_of(request, pk), request)
        return self._page(request, "record", seen.context() | {"whole": True})

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        release = self.release_of(request, pk)
        start = f"{active_language()}/plans/{release.plan_code}/"
        return HttpResponseRedirect(request.path + start)

    def preview_page_view(
        self, request: HttpRequest, pk: int, lang: str, path: str = ""
    ) -> HttpResponse:
        """A public page as it will be, for people who are signed in."""
        release = self.release_of(request, pk)
        known = lang in {code for code, _name, _short in LANGUAGES}
        if not known or release.state not in (*actions.OPEN, Release.State.APPROVED):
            raise Http404
        if actions.is_visible(release, at=timezone.now()):
            return HttpResponseRedirect(f"/{lang}/{path}")
        root = reverse("admin:releases_release_preview", args=[pk])
        return previewing.page(request, release, lang, path, root)

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/releases/release/{name}.html", whole)


def _say_where_no_form_does(
    request: HttpRequest, may: Steps, bound: Mapping[str, BaseForm]
) -> None:
    """A refused step that cannot be taken any more has no form on the page to say why."""
    shown = {**asdict(may), "words": may.edit}
    for name, form in bound.items():
        for sentence in () if shown[name] else form.non_field_errors():
            messages.error(request, str(sentence))


@admin.register(SignOffName)
class SignOffNameAdmin(TrackedAdmin):
    list_display = ["__str__", "required", "updated_by", "updated_at"]
    list_select_related = ["updated_by"]
    fields = ["name_en", "name_zh", "required"]
