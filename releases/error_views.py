"""What readers are told when something is wrong. None of these pages needs a database."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from goals.languages import active_language
from indicators.pages import Page
from releases.serving import draw


def not_read(request: HttpRequest, exception: Exception) -> HttpResponse:
    words = _(
        "What was sent could not be read, or was far larger than anything taken here; nothing was "
        "saved."
    )
    return _error(request, 400, _("Not accepted"), words)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    words = _(
        "There is no such page here, or not yet. Check the address, or start from the summary."
    )
    return _error(request, 404, _("Not found"), words)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    words = _("Your account may not read this page. An administrator can give it the right to.")
    return _error(request, 403, _("Not allowed"), words)


def not_sent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without the token that its page gave it: an old page, or no cookie."""
    words = _(
        "The page was open for too long, or its cookie is gone; nothing was saved. "
        "Go back, load the page anew, and send the form again."
    )
    return _error(request, 403, _("The form was not accepted"), words)


def failed(request: HttpRequest) -> HttpResponse:
    words = _("Something went wrong on this side, and it has been recorded. Try again in a while.")
    return _error(request, 500, _("Something went wrong"), words, again=True)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, for whoever finds that the database is away."""
    words = _("The site cannot be reached at the moment. Try again in half a minute.")
    response = _error(request, 503, _("Back in a moment"), words, again=True)
    response["Retry-After"] = "30"
    return response


def maintained(request: HttpRequest) -> HttpResponse:
    """503 for every page while the site is closed on purpose."""
    words = _(
        "The site is being maintained and will be back soon. "
        "What has been published stays as it is."
    )
    response = _error(request, 503, _("Closed for maintenance"), words, again=True)
    response["Retry-After"] = "600"
    return response


def _error(
    request: HttpRequest, status: int, heading: str, words: str, *, again: bool = False
) -> HttpResponse:
    """`again`: the same address may well answer a little later."""
    address, inside = request.get_full_path(), f"/{active_language()}/"
    path = address.removeprefix(inside) if address.startswith(inside) else ""
    page = Page(lang=active_language(), path=path, kind="error")
    retry = address if again else ""
    body = draw("error", page, {"heading": heading, "words": words, "retry": retry})
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
