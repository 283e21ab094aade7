"""All indicators on one page, as filters, an order and a text leave them."""

from dataclasses import fields

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.listing import Asked, LongTextError, UnknownFilterError, listing
from indicators.pages import Page
from indicators.report_types import Publication
from releases import published, ready
from releases.serving import asked_of, draw, public_page, unless_asked


@require_safe
def indicators(request: HttpRequest, plan: str) -> HttpResponseBase:
    """`?goal=&verdict=&missing=&q=&sort=`; 404 for a value that the list does not have.

    Only the whole list is kept ready: any other address may be whatever a reader types.
    """
    shelf = published.shelf(at=timezone.now())
    release = shelf.latest(plan)
    if release is None:
        raise Http404
    said = asked_of(request, [each.name for each in fields(Asked)])
    page = public_page(
        request, shelf, release, section="indicators", tail="indicators/", asked=said
    )
    if not said:
        return unless_asked(
            request, shelf, lambda: _drawn(page, published.publication(release), Asked())
        )
    asked = Asked(**said)
    found = published.publication(release)
    try:
        return unless_asked(request, shelf, lambda: _drawn(page, found, asked), said)
    except UnknownFilterError as unknown:
        wrong = unknown.said(page.lang)
        return ready.refused(_drawn(page, found, Asked(), wrong=wrong), status=404)
    except LongTextError as too_long:
        wrong = too_long.said(page.lang)
        return ready.refused(_drawn(page, found, Asked(), wrong=wrong), status=400)


def _drawn(page: Page, found: Publication, asked: Asked, *, wrong: str = "") -> str:
    listed = listing(found.plan, found.indicators, page.lang, asked)
    context = {
        "release": found.release,
        "plan": found.plan,
        "indicators": found.indicators,
        "listing": listed,
        "wrong": wrong,
    }
    return draw("indicators", page, context)
