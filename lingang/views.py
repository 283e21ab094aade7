"""The one page that has no language yet, and the answer to a form that comes too late."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.vary import vary_on_headers

from goals import admin_keeping
from releases import error_views


@vary_on_headers("Accept-Language")
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the reader's language by Accept-Language alone, which caches know about."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return HttpResponseRedirect(f"/{get_supported_language_variant(code)}/")
        except LookupError:
            continue
    return HttpResponseRedirect("/en/")


def not_sent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is from before another sign-in: its page opens again, filled, unsaved.

    The signed note in it shows that the page was given to this very account, and nobody else's
    page can have sent it. Any other form is refused.
    """
    if admin_keeping.FIELD in request.POST and admin_keeping.keep(request):
        return HttpResponseRedirect(request.get_full_path())
    return error_views.not_sent(request, reason)
