"""The public pages. Each is drawn from the newest release or a kept one, and nothing else."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goals.languages import active_language
from indicators.pages import Page
from indicators.report_types import Publication, ReleaseReport
from releases import published, ready, revision_words, revisions
from releases.revisions import Kept
from releases.serving import (
    Context,
    asked_of,
    draw,
    path_of,
    public_page,
    release_of,
    served,
    unless_asked,
)

BAD_DAY = 10  # characters of a day: 2026-12-31


def _served(
    request: HttpRequest,
    template: str,
    context: Callable[[Page], Context],
    *,
    plan: str,
    section: str = "",
    tail: str = "",
    number: int | None = None,
    shelf: published.Shelf | None = None,
) -> HttpResponseBase:
    """A plan's page, as `served` finds it."""
    return served(
        request,
        lambda page: draw(template, page, context(page)),
        plan=plan,
        section=section,
        tail=tail,
        number=number,
        shelf=shelf,
    )


def _whole(page: Page) -> Context:
    return _context(published.publication(release_of(page)))


def _context(publication: Publication) -> Context:
    return {
        "release": publication.release,
        "plan": publication.plan,
        "indicators": publication.indicators,
    }


# The newest release


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The current plan's summary; before the first release a page that says so."""
    shelf = published.shelf(at=timezone.now())
    plan = shelf.current_plan()
    if plan is None:
        page = Page(lang=active_language(), path="", section="summary")
        return ready.fresh(request, draw("empty", page, {}), seconds=shelf.seconds_fresh())
    return _summary(request, plan, shelf)


@require_safe
def summary(request: HttpRequest, plan: str) -> HttpResponseBase:
    return _summary(request, plan, published.shelf(at=timezone.now()))


def _summary(request: HttpRequest, plan: str, shelf: published.Shelf) -> HttpResponseBase:
    def context(page: Page) -> Context:
        return _with_changes(page, shelf)

    return _served(request, "summary", context, plan=plan, section="summary", shelf=shelf)


def _with_changes(page: Page, shelf: published.Shelf) -> Context:
    """The whole release, and what it changed since the one before it."""
    kept = published.kept(shelf.up_to(release_of(page))[:2])
    since = revisions.newest_step(kept)
    return _context(kept[0].publication) | {
        "documents": len(kept[0].hashes),
        "verdict_rows": revision_words.verdict_rows(since.verdicts, page.lang) if since.old else [],
        "since": revision_words.since(since, page.lang),
    }


@require_safe
def goal(request: HttpRequest, plan: str, goal: int, number: int | None = None) -> HttpResponseBase:
    def context(page: Page) -> Context:
        found = _whole(page)
        return found | {"goal": _goal_or_404(found, goal)}

    section = "" if number is None else "releases"
    tail = f"goals/{goal}/"
    return _served(request, "goal", context, plan=plan, section=section, tail=tail, number=number)


def _goal_or_404(context: Context, number: int) -> Any:
    found = next((each for each in context["plan"].goals if each.number == number), None)
    if found is None:
        raise Http404
    return found


@require_safe
def indicator(
    request: HttpRequest, plan: str, code: str, number: int | None = None
) -> HttpResponseBase:
    """An indicator; one that only earlier releases hold is said to have been withdrawn."""
    shelf = published.shelf(at=timezone.now())

    def drawn(page: Page) -> str:
        # The newest whole: its page names the other indicators of the goal.
        kept = published.kept(shelf.up_to(release_of(page)), older=[code])
        found = _context(kept[0].publication)
        report = found["indicators"].get(code)
        if report is None:
            return draw("withdrawn", page, found | _last_of(kept, code))
        own = {
            "report": report,
            "goal": _goal_or_404(found, report.goal),
            "revisions": revision_words.of_indicator(kept, code, page.lang),
        }
        return draw("indicator", page, found | own)

    section = "indicators" if number is None else "releases"
    tail = f"indicators/{code}/"
    return served(request, drawn, plan=plan, section=section, tail=tail, number=number, shelf=shelf)


def _last_of(kept: list[Kept], code: str) -> Context:
    """The newest of the releases that holds the indicator, and what it said; 404 without one."""
    for each in kept:
        if code in each.publication.indicators:
            return {"last": each.publication.release, "gone": each.publication.indicators[code]}
    raise Http404


@require_safe
def method(request: HttpRequest, plan: str, number: int | None = None) -> HttpResponseBase:
    def context(page: Page) -> Context:
        return _only_plan(page) | {"method": published.method(release_of(page))}

    section = "method" if number is None else "releases"
    return _served(
        request, "method", context, plan=plan, section=section, tail="method/", number=number
    )


@require_safe
def about(request: HttpRequest, plan: str) -> HttpResponseBase:
    return _served(request, "about", _only_plan, plan=plan, section="about", tail="about/")


@require_safe
def data(request: HttpRequest, plan: str) -> HttpResponseBase:
    def context(page: Page) -> Context:
        return _only_plan(page) | {"addresses": _api_addresses(plan)}

    return _served(request, "data", context, plan=plan, section="data", tail="data/")


def _only_plan(page: Page) -> Context:
    return _context(published.publication(release_of(page), indicators=[]))


def _api_addresses(plan: str) -> list[tuple[str, str]]:
    root = f"/api/v1/plans/{plan}/"
    return [
        ("/api/v1/plans/", _("every plan that has been published")),
        (root, _("the plan with its goals and verdicts")),
        (f"{root}goals/", _("its goals, with commitments and evidence")),
        (f"{root}indicators/", _("its indicators, each with its figures, target and verdict")),
        (f"{root}releases/", _("every release, with its digest")),
        (f"{root}changes/", _("every revision: what stood before, what after, in which release")),
        ("/api/v1/schema/", _("the description of all of this for programs (OpenAPI 3)")),
    ]


# Releases


@dataclass(frozen=True, kw_only=True)
class OnDay:
    """What a reader asked of a day, and the answer; `wrong` where the text is no day."""

    text: str
    day: datetime.date | None = None
    release: ReleaseReport | None = None
    withdrawn: tuple[ReleaseReport, ...] = ()

    @property
    def wrong(self) -> bool:
        return bool(self.text) and self.day is None


@require_safe
def releases(request: HttpRequest, plan: str) -> HttpResponseBase:
    """Every release, newest first; `?on=YYYY-MM-DD` also says which one stood on that day."""
    shelf = published.shelf(at=timezone.now())
    every = shelf.of(plan)
    if not every:
        raise Http404
    asked = asked_of(request, ["on"])
    page = public_page(request, shelf, every[0], section="releases", tail="releases/", asked=asked)
    on = _on_day(asked.get("on", ""), plan, shelf)
    previous = {each.superseded_by: each.number for each in every}
    context = {"releases": every, "ever": shelf.ever(plan), "previous": previous, "on": on}
    return unless_asked(request, shelf, lambda: draw("releases", page, context), asked)


def _on_day(text: str, plan: str, shelf: published.Shelf) -> OnDay:
    try:
        day = datetime.date.fromisoformat(text) if len(text) == BAD_DAY else None
    except ValueError:
        day = None
    if day is None:
        return OnDay(text=text[:40])
    zone = timezone.get_current_timezone()
    stood = shelf.in_force_on(plan, day, zone=zone)
    withdrawn = shelf.withdrawn_since(plan, day, zone=zone)
    return OnDay(text=text, day=day, release=stood, withdrawn=tuple(withdrawn))


@require_safe
def release(request: HttpRequest, plan: str, number: int) -> HttpResponseBase:
    shelf = published.shelf(at=timezone.now())

    def context(page: Page) -> Context:
        return _with_changes(page, shelf) | {"newest": shelf.latest(plan)}

    return _served(
        request, "release", context, plan=plan, section="releases", number=number, shelf=shelf
    )


# The site


@require_safe
def to_current_plan(request: HttpRequest, rest: str) -> HttpResponse:
    """The same page of the current plan, for addresses that name none."""
    shelf = published.shelf(at=timezone.now())
    plan = shelf.current_plan()
    if plan is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(
        f"/{active_language()}/plans/{plan}/{rest}{'?' if query else ''}{query}"
    )
    response["Cache-Control"] = f"public, max-age={shelf.seconds_fresh()}"
    return response


@require_safe
def accessibility(request: HttpRequest) -> HttpResponseBase:
    return _site_page(request, "accessibility", {})


@require_safe
def privacy(request: HttpRequest) -> HttpResponseBase:
    return _site_page(request, "privacy", {"chart_host": urlsplit(settings.CHARTJS_URL).netloc})


def _site_page(request: HttpRequest, template: str, context: Context) -> HttpResponseBase:
    page = Page(lang=active_language(), path=path_of(request))
    return ready.answer(
        request,
        state="",
        seconds=published.LONGEST_FRESH,
        draw=lambda: draw(template, page, context),
    )
