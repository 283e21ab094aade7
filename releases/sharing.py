"""What leaves the site: charts for other sites' pages. Drawn from releases, as all public pages."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from indicators.pages import Page
from indicators.report_types import Publication, ReleaseReport
from releases import published
from releases.views import draw, served

THEMES = ("light", "dark")


def _release(page: Page) -> ReleaseReport:
    if page.release is None:
        raise Http404
    return page.release


def _with_indicator(page: Page, code: str) -> Publication:
    found = published.publication(_release(page), indicators=[code])
    if code not in found.indicators:
        raise Http404
    return found


# Only these pages may stand in a frame; every other answer refuses it twice.
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(
    request: HttpRequest, plan: str, code: str, number: int | None = None
) -> HttpResponseBase:
    """An indicator's chart for a frame; `?theme=light` or `dark`, else as the reader's device is."""
    asked = request.GET.get("theme", "")
    theme = asked if asked in THEMES else ""

    def body(page: Page) -> str:
        found = _with_indicator(page, code)
        report = found.indicators[code]
        return draw("embed", page, {"plan": found.plan, "report": report, "theme": theme})

    tail = f"indicators/{code}/"
    address = f"{request.path}?{theme}"
    return served(request, body, plan=plan, tail=tail, number=number, address=address)
