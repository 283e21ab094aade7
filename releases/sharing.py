"""What leaves the site: charts in other sites' frames, cards beside links to our pages.

Drawn from releases alone, as all public pages are.
"""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from indicators import card_file, cards
from indicators.cards import Card, Frame
from indicators.pages import Page, site
from indicators.report_types import Publication
from releases import published
from releases.serving import draw, release_of, served

THEMES = ("light", "dark")
PNG = "image/png"

Draw = Callable[[Publication, Frame, str], Card]


def _with_indicator(page: Page, code: str) -> Publication:
    found = published.publication(release_of(page), indicators=[code])
    if code not in found.indicators:
        raise Http404
    return found


# Only these pages may stand in a frame; every other answer refuses it twice.
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type] # typed for views without more
def embed(
    request: HttpRequest, plan: str, code: str, number: int | None = None
) -> HttpResponseBase:
    """An indicator's chart for a frame; `?theme=light` or `dark`, else as readers have set."""
    said = request.GET.get("theme", "")
    theme = said if said in THEMES else ""

    def body(page: Page) -> str:
        found = _with_indicator(page, code)
        report = found.indicators[code]
        return draw("embed", page, {"plan": found.plan, "report": report, "theme": theme})

    tail = f"indicators/{code}/"
    return served(request, body, plan=plan, tail=tail, number=number, asked={"theme": theme})


# Cards: what is drawn of a page for those who share its address


def _card(
    request: HttpRequest,
    draw_card: Draw,
    *,
    plan: str,
    number: int | None,
    indicators: list[str] | None = None,
) -> HttpResponseBase:
    """The card as PNG; 404 too where this machine has no letters of the language."""

    def body(page: Page) -> bytes:
        found = published.publication(release_of(page), indicators=indicators)
        picture = card_file.png(draw_card(found, _frame(page), page.lang), lang=page.lang)
        if picture is None:
            raise Http404
        return picture

    return served(request, body, plan=plan, number=number, kind=PNG)


def _frame(page: Page) -> Frame:
    credit = page.permanent_words
    if site().tryout:
        credit = f"{credit} · {_('Try-out: not an official site.')}"
    return Frame(site=site().name, credit=credit, release=release_of(page))


@require_safe
def plan_card(request: HttpRequest, plan: str, number: int | None = None) -> HttpResponseBase:
    def draw_card(found: Publication, frame: Frame, lang: str) -> Card:
        return cards.of_plan(found.plan, found.indicators, frame, lang)

    return _card(request, draw_card, plan=plan, number=number)


@require_safe
def goal_card(
    request: HttpRequest, plan: str, goal: int, number: int | None = None
) -> HttpResponseBase:
    def draw_card(found: Publication, frame: Frame, lang: str) -> Card:
        named = next((each for each in found.plan.goals if each.number == goal), None)
        if named is None:
            raise Http404
        return cards.of_goal(found.plan, named, found.indicators, frame, lang)

    return _card(request, draw_card, plan=plan, number=number)


@require_safe
def indicator_card(
    request: HttpRequest, plan: str, code: str, number: int | None = None
) -> HttpResponseBase:
    def draw_card(found: Publication, frame: Frame, lang: str) -> Card:
        if code not in found.indicators:
            raise Http404
        return cards.of_indicator(found.indicators[code], frame, lang)

    return _card(request, draw_card, plan=plan, number=number, indicators=[code])
