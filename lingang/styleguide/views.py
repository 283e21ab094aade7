"""The styleguide: components by kind, and whole pages of the specimen plan."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from goals.languages import active_language
from indicators.pages import Page
from indicators.report_types import ReleaseReport
from indicators.verdict_words import VERDICT_KEYS, verdict_name
from lingang.styleguide import specimens
from lingang.styleguide.verdicts import VERDICTS
from releases import error_views, serving

View = Callable[..., HttpResponse]
SHEETS = ("parts", "figures", "charts")
# What went wrong: by name, the words of a link to it and the view that says it.
STATES: dict[str, tuple[Promise, View]] = {
    "not-found": (_("Not found"), lambda request: error_views.not_found(request, Http404())),
    "not-allowed": (_("Not allowed"), lambda request: error_views.not_allowed(request, Http404())),
    "not-sent": (_("The form was not accepted"), error_views.not_sent),
    "failed": (_("Something went wrong"), error_views.failed),
    "unavailable": (_("Back in a moment"), error_views.unavailable),
    "maintained": (_("Closed for maintenance"), error_views.maintained),
}


class SpecimenPage(Page):
    """A page of the specimen plan: links to pages of its kind lead to specimens, others home."""

    specimen = True

    @property
    def root(self) -> str:
        return self.home

    @property
    def base(self) -> str:
        return f"{self.home}styleguide/"

    @property
    def kept(self) -> str:
        return self.base


def when_debugging(view: View) -> View:
    """404 on a site that readers use: what stands here is invented."""

    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return view(request, **kwargs)

    return require_safe(guarded)


@when_debugging
def sheet(request: HttpRequest, name: str) -> HttpResponse:
    """One sheet of components."""
    return _drawn(request, f"../styleguide/{name}", _context() | {"sheets": SHEETS, "sheet": name})


@when_debugging
def summary(request: HttpRequest) -> HttpResponse:
    return _drawn(request, "summary", _context())


@when_debugging
def goal(request: HttpRequest, goal: int) -> HttpResponse:
    found = next((each for each in specimens.GOALS if each.number == goal), None)
    if found is None:
        raise Http404
    return _drawn(request, "goal", _context() | {"goal": found}, tail=f"goals/{goal}/")


@when_debugging
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    report = specimens.INDICATORS.get(code)
    if report is None:
        raise Http404
    goal = next(each for each in specimens.GOALS if code in each.indicators)
    tail = f"indicators/{code}/"
    return _drawn(request, "indicator", _context() | {"report": report, "goal": goal}, tail=tail)


@when_debugging
def release(request: HttpRequest) -> HttpResponse:
    """A release that another one has superseded."""
    return _drawn(request, "release", _context(specimens.SUPERSEDED), kind="kept")


@when_debugging
def withdrawn(request: HttpRequest) -> HttpResponse:
    """An indicator that the newest release no longer holds."""
    gone = {"gone": specimens.INDICATORS["one-point"], "last": specimens.SUPERSEDED}
    return _drawn(request, "withdrawn", _context() | gone, tail="withdrawn/")


@when_debugging
def state(request: HttpRequest, name: str) -> HttpResponse:
    """What a reader sees when something is wrong, with the status it comes with."""
    if name not in STATES:
        raise Http404
    _words, view = STATES[name]
    return view(request)


def _context(release: ReleaseReport = specimens.NEWEST) -> dict[str, Any]:
    return {
        "release": release,
        "superseded": specimens.SUPERSEDED,
        "plan": specimens.PLAN,
        "indicators": specimens.INDICATORS,
        "verdicts": VERDICTS,
        "named": [(key, verdict_name(key, 2025, active_language())) for key in VERDICT_KEYS],
        "states": specimens.STATES,
        "errors": [(name, words) for name, (words, _view) in STATES.items()],
    }


def _drawn(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    tail: str = "",
    kind: str = "public",
) -> HttpResponse:
    page = SpecimenPage(
        lang=active_language(),
        path=serving.path_of(request),
        kind=kind,
        section="styleguide",
        plan=specimens.PLAN.code,
        tail=tail,
        release=context["release"],
    )
    return HttpResponse(serving.draw(template, page, context))
