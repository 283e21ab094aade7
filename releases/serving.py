"""How public pages are answered: from which release, under which address, ready-made or not."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from goals.languages import active_language
from indicators.pages import Page, site
from indicators.report_types import ReleaseReport
from releases import published, ready

Context = dict[str, Any]
Asked = Mapping[str, str]  # what a reader asks of a page, by the parameter's name
NOTHING: Asked = {}


def asked_of(request: HttpRequest, names: Iterable[str]) -> Asked:
    """What the query says under the names that the page reads; nothing that says nothing."""
    said = {name: request.GET.get(name, "").strip() for name in names}
    return {name: text for name, text in said.items() if text}


def path_of(request: HttpRequest, asked: Asked = NOTHING) -> str:
    """The address after the language, with what is asked: what the language switch keeps."""
    query = f"?{urlencode(asked)}" if asked else ""
    return request.path.removeprefix(f"/{active_language()}/") + query


def draw(template: str, page: Page, context: Context) -> str:
    """The page as text. No request: nothing of the reader can get into it."""
    return render_to_string(f"pages/{template}.html", {"page": page, "site": site(), **context})


def public_page(
    request: HttpRequest,
    shelf: published.Shelf,
    release: ReleaseReport,
    *,
    kind: str = "public",
    section: str,
    tail: str,
    asked: Asked = NOTHING,
) -> Page:
    """A plan's page over `release`."""
    return Page(
        lang=active_language(),
        path=path_of(request, asked),
        kind=kind,
        section=section,
        plan=release.plan,
        tail=tail,
        release=release,
        plans=shelf.choices,
    )


def release_of(page: Page) -> ReleaseReport:
    if page.release is None:
        raise Http404
    return page.release


def served(
    request: HttpRequest,
    draw_page: Callable[[Page], str | bytes],
    *,
    plan: str,
    section: str = "",
    tail: str = "",
    number: int | None = None,
    shelf: published.Shelf | None = None,
    kind: str = ready.HTML,
    asked: Asked = NOTHING,
) -> HttpResponseBase:
    """What `draw_page` makes of a plan in its newest release, or in release `number`.

    404 for what is not there; a release that is not visible yet is not there. 410 for what was
    withdrawn. `kind` and `asked` as `ready.answer` takes them.
    """
    shelf = shelf or published.shelf(at=timezone.now())
    release = shelf.latest(plan) if number is None else shelf.release(plan, number)
    if release is None:
        return _gone_or_404(request, shelf, plan, number)
    page = public_page(
        request,
        shelf,
        release,
        kind="public" if number is None else "kept",
        section=section,
        tail=tail,
        asked=asked,
    )
    return ready.answer(
        request,
        state=shelf.standing(),
        seconds=shelf.seconds_fresh(),
        draw=lambda: draw_page(page),
        kind=kind,
        asked=asked,
    )


def _gone_or_404(
    request: HttpRequest, shelf: published.Shelf, plan: str, number: int | None
) -> HttpResponseBase:
    """Of a release that was withdrawn: that it was, when, and why."""
    gone = shelf.withdrawn_release(plan, number) if number is not None else None
    if gone is None:
        raise Http404
    lang, standing = active_language(), shelf.latest(plan)
    page = Page(lang=lang, path=path_of(request), kind="error", plan=plan, section="releases")
    body = draw("withdrawn_release", page, {"release": gone, "standing": standing})
    return ready.refused(body, status=410)


def unless_asked(
    request: HttpRequest, shelf: published.Shelf, drawn: Callable[[], str], asked: Asked = NOTHING
) -> HttpResponseBase:
    """Kept ready where nothing is asked; what readers may ask has no end, so it is drawn anew."""
    seconds = shelf.seconds_fresh()
    if asked:
        return ready.fresh(request, drawn(), seconds=seconds)
    return ready.answer(request, state=shelf.standing(), seconds=seconds, draw=drawn)
