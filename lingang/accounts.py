"""Signing in and out, in both languages. Addresses after the language: sign-in/, sign-out/."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.urls import path, reverse, translate_url
from django.utils.http import urlencode

from goals import admin_keeping
from goals.languages import active_language
from indicators.pages import LANGUAGES, Language, Page, site


class SignInPage(Page):
    """The same page in the other language leads on to the same place in that language."""

    @property
    def languages(self) -> list[Language]:
        return [
            Language(
                code=code,
                name=name,
                short=short,
                path=f"/{code}/{self.path}" + self._onward(code),
                current=code == self.lang,
            )
            for code, name, short in LANGUAGES
        ]

    def _onward(self, code: str) -> str:
        return "?" + urlencode({"next": translate_url(self.tail, code)}) if self.tail else ""


class SignIn(LoginView):
    """Officials go on to the desk, everybody else who may to the admin; or where they came from."""

    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        if self.request.user.is_authenticated and self.request.user.is_staff:
            return reverse("admin:index")
        return f"/{active_language()}/desk/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # "error": a page that search engines leave alone, without an address to cite
        page = SignInPage(
            lang=active_language(), path="sign-in/", kind="error", tail=self.get_redirect_url()
        )
        return super().get_context_data(**kwargs) | {
            "page": page,
            "site": site(),
            "session_minutes": settings.SESSION_IDLE // 60,
            "is_kept": admin_keeping.is_kept(self.request),
        }

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        # The admin has no language in its address: it goes on in the one people signed in with.
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            active_language(),
            path=settings.LANGUAGE_COOKIE_PATH,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
        return response


class SignOut(LogoutView):
    def get_default_redirect_url(self) -> str:
        return f"/{active_language()}/"


urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
]
