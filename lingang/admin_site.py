"""The admin as one product with the public pages: its sign-in, its languages, its head."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from goals import admin_keeping
from indicators.pages import LANGUAGES, site

# In the order of the work; what is not named comes last.
ROOMS = ("indicators", "releases", "goals", "auth")
MODELS = (
    "Figure",
    "Suggestion",
    "Commentary",
    "ImportedFile",
    "Indicator",
    "DueDate",
    "Source",
    "Evidence",
    "Commitment",
    "Goal",
    "Plan",
    "User",
    "Group",
    "AccessLog",
    "AccessAttempt",
)
# Who signed in belongs with the accounts, under names that people use.
SIGN_INS = {"AccessLog": _("sign-ins"), "AccessAttempt": _("failed sign-ins")}


class StaffSite(admin.AdminSite):
    index_title = _("What to work on")
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        own: list[URLPattern | URLResolver] = [
            path("language/", self.admin_view(set_language), name="language")
        ]
        return [*own, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """As Django's; what is typed is not lost to a session that ended meanwhile."""
        checked = super().admin_view(view, cacheable)

        @wraps(view)
        def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not request.user.is_authenticated:
                admin_keeping.keep(request)
            admin_keeping.open_again(request)
            response: HttpResponse = checked(request, *args, **kwargs)
            typed = admin_keeping.hand_over(request)
            return response if typed is None else self._typed(request, typed)

        return handle

    def _typed(self, request: HttpRequest, typed: QueryDict) -> HttpResponse:
        """What was typed into a form that cannot be filled again by itself, to be copied."""
        context = {
            **self.each_context(request),
            "title": _("What you typed is still here"),
            "typed": [(name, value) for name, value in typed.items() if value],
        }
        return TemplateResponse(request, "admin/typed.html", context)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        current = get_language() or settings.LANGUAGE_CODE
        languages = [
            {"code": code, "name": name, "short": short, "current": code == current}
            for code, name, short in LANGUAGES
        ]
        this = site()
        return {
            **super().each_context(request),
            "site_header": this.name,
            "site_title": this.name,
            "languages": languages,
            "home": f"/{current}/",
            "site": this,
            "typist": admin_keeping.note(request.user) if isinstance(request.user, User) else "",
        }

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        rooms = {room["app_label"]: room for room in super().get_app_list(request, app_label)}
        if "axes" in rooms:
            sign_ins = rooms.pop("axes")
            rooms.setdefault("auth", {**sign_ins, "models": []})["models"] += sign_ins["models"]
        if "auth" in rooms:
            rooms["auth"]["name"] = _("Accounts")
        for room in rooms.values():
            for model in room["models"]:
                model["name"] = capfirst(SIGN_INS.get(model["object_name"], model["name"]))
            room["models"].sort(key=lambda model: _place(MODELS, model["object_name"]))
        return sorted(rooms.values(), key=lambda room: _place(ROOMS, room["app_label"]))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the one sign-in page; who is signed in and still sent here may not enter."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return HttpResponseRedirect(reverse("admin:index"))
            raise PermissionDenied
        query = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
        return HttpResponseRedirect(f"{reverse('sign-in')}?{query}")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The one way out; 307 keeps it a POST."""
        return HttpResponseRedirect(reverse("sign-out"), status=307)


def _place(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)
