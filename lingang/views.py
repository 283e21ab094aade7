"""The one page that has no language yet."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.vary import vary_on_headers


@vary_on_headers("Accept-Language")
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the reader's language by Accept-Language alone, which caches know about."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return HttpResponseRedirect(f"/{get_supported_language_variant(code)}/")
        except LookupError:
            continue
    return HttpResponseRedirect("/en/")
