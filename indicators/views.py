"""The desk: working figures, judged today, for people who are signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from indicators import reports
from indicators.pages import Page, site
from indicators.report_types import IndicatorReport, ReleaseReport
from indicators.wording import beijing_day
from releases import changes, published

READ = "releases.view_desk"
View = Callable[..., HttpResponse]


def for_officials(view: View) -> View:
    """Strangers are led to the login page, people without the right told no.

    Answers to people who are signed in are kept nowhere: `lingang/middleware.py` sees to it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm(READ):
            raise PermissionDenied
        return view(request, **kwargs)

    return require_safe(guarded)


def _released(plan: str) -> tuple[ReleaseReport | None, dict[str, IndicatorReport]]:
    newest = published.shelf(at=timezone.now()).latest(plan)
    if newest is None:
        return None, {}
    return newest, published.publication(newest).indicators


def _context(request: HttpRequest, plan: str, tail: str) -> dict[str, Any]:
    """Everything the desk's templates draw. Raises 404 for a plan that does not exist."""
    today = beijing_day(timezone.now())
    live = reports.live(plan, as_of=today)
    if live is None:
        raise Http404
    release, released = _released(plan)
    unreleased = {
        code: keys
        for code, report in live.indicators.items()
        if (keys := changes.unreleased(report, released.get(code)))
    }
    lang = "zh-hans" if get_language() == "zh-hans" else "en"
    page = Page(
        lang=lang,
        path=request.get_full_path().removeprefix(f"/{lang}/"),
        kind="desk",
        section="desk",
        plan=plan,
        tail=tail,
        release=release,
        unreleased=unreleased,
        plans=reports.choices(),
    )
    return {
        "page": page,
        "site": site(),
        "user_name": request.user.get_username(),
        "today": today,
        "plan": live.plan,
        "indicators": live.indicators,
        "released": released,
    }


def _drawn(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"pages/{template}.html", context)


@for_officials
def desk(request: HttpRequest, plan: str) -> HttpResponse:
    return _drawn(request, "desk", _context(request, plan, ""))


@for_officials
def goal(request: HttpRequest, plan: str, goal: int) -> HttpResponse:
    context = _context(request, plan, f"goals/{goal}/")
    found = next((each for each in context["plan"].goals if each.number == goal), None)
    if found is None:
        raise Http404
    return _drawn(request, "goal", context | {"goal": found})


@for_officials
def indicator(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    context = _context(request, plan, f"indicators/{code}/")
    report = context["indicators"].get(code)
    if report is None:
        raise Http404
    goal = next(each for each in context["plan"].goals if each.number == report.goal)
    return _drawn(request, "indicator", context | {"report": report, "goal": goal})
