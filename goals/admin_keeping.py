"""What was typed into a form of the admin outlives its session: sign in again, and it is there.

Each form carries a signed note of whose it is. A form that arrives after its session has ended is
kept in the visitor's new session, and its page opens filled, unsaved, once that very account has
signed in. Whoever never signed in has no such note, so strangers store nothing; passwords never
are.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

FIELD = "typist"
LONGEST = 200_000  # characters of everything typed, as it was sent
_KEPT = "kept_typing"
_UNSAVED = "unsaved_typing"
_SAVES_NOTHING = "saves_nothing"
_SALT = "goals.admin_keeping"
_DAYS = 7
_NOT_TYPED = ("csrfmiddlewaretoken", FIELD)


def note(user: User) -> str:
    """Whose form it is, signed: what a form carries in its field `typist`."""
    return signing.dumps(user.pk, salt=_SALT)


def keep(request: HttpRequest) -> bool:
    """Keep what a refused form brought, until its account has signed in; whether it was kept."""
    user = _typist(request)
    if user is None or (request.user.is_authenticated and request.user.pk != user):
        return False
    typed = request.POST.copy()
    for name in [each for each in typed if each in _NOT_TYPED or "password" in each.lower()]:
        del typed[name]
    written = typed.urlencode()
    if len(written) > LONGEST:
        messages.error(request, _("It was too much to be kept. Go back to copy what you typed."))
        return False
    request.session[_KEPT] = {"user": user, "path": request.get_full_path(), "typed": written}
    return True


def is_kept(request: HttpRequest) -> bool:
    """Whether something waits for its account to sign in."""
    return _KEPT in request.session


def open_again(request: HttpRequest) -> None:
    """Lay what was typed on this page before beside the request; once, and for its account alone.

    `hand_over` takes it from there.
    """
    kept = request.session.get(_KEPT)
    if kept is None or request.method != "GET" or not request.user.is_authenticated:
        return
    if kept["user"] != request.user.pk:
        del request.session[_KEPT]
    elif kept["path"] == request.get_full_path():
        del request.session[_KEPT]
        setattr(request, _UNSAVED, QueryDict(kept["typed"]))


def hand_over(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before its session ended, if anything; a second time nothing."""
    typed: QueryDict | None = getattr(request, _UNSAVED, None)
    setattr(request, _UNSAVED, None)
    return typed


def again() -> str:
    """What stands above a form that is filled again."""
    return _(
        "You had been signed out before this was saved. All that you typed is here again: "
        "look through it, then save."
    )


def _typist(request: HttpRequest) -> int | None:
    try:
        user: int = signing.loads(
            request.POST.get(FIELD, ""), salt=_SALT, max_age=_DAYS * 24 * 60 * 60
        )
    except signing.BadSignature:
        return None
    return user


class KeepingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its stubs only
    """A room whose forms come back filled, and unsaved, after another sign-in."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's; what waits is sent again, to a form that saves nothing."""
        self.take_up(request)
        response: HttpResponse = super().changeform_view(
            request, object_id, form_url, extra_context
        )
        return response

    def take_up(self, request: HttpRequest) -> None:
        """Let a request for which something waits be that form, sent again."""
        typed = hand_over(request)
        if typed is not None:
            request.FILES.clear()  # asked for before: the first look at it reads POST anew
            request.method, request.POST = "POST", typed  # type: ignore[assignment]
            setattr(request, _SAVES_NOTHING, True)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        return _unsaved(form) if getattr(request, _SAVES_NOTHING, False) else form


def _unsaved(form: Any) -> Any:
    """The same form, and never valid: it shows what it holds and says why."""

    class Unsaved(form):  # type: ignore[misc]
        def full_clean(self) -> None:
            super().full_clean()
            self.add_error(None, again())

    return Unsaved
