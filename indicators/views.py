"""The desk: working figures, judged today, for people who are signed in."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goals.languages import active_language
from indicators import attention_page, desk_filters, desk_table, reports
from indicators.attention import Task, tasks
from indicators.keys import keys_of
from indicators.pages import Page, site
from indicators.qr_code import qr_code
from indicators.report_types import GoalReport, IndicatorReport, PlanReport, Publication
from indicators.sheet import newest_source, points, roomy
from indicators.wording import beijing_day
from releases import changes, printed, published
from releases.changes import Changes
from releases.revision_words import differing

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


@dataclass(frozen=True, kw_only=True)
class Working:
    """The working figures of a plan, judged today, beside what its newest release says."""

    today: datetime.date
    plan: PlanReport
    indicators: dict[str, IndicatorReport]
    publication: Publication | None

    @property
    def released(self) -> dict[str, IndicatorReport]:
        return self.publication.indicators if self.publication else {}

    @property
    def released_plan(self) -> PlanReport | None:
        return self.publication.plan if self.publication else None

    @property
    def unreleased_commentary(self) -> set[str]:
        """Codes of the indicators whose commentary no release shows."""
        said = {code: each.commentary for code, each in self.released.items()}
        return {
            code
            for code, each in self.indicators.items()
            if each.commentary is not None and each.commentary != said.get(code)
        }

    def unreleased_commitments(self, goal: GoalReport) -> bool:
        """Whether no release shows the goal's commitments, with their evidence, as they stand."""
        plan = self.released_plan
        released = next(
            (each for each in (plan.goals if plan else ()) if each.number == goal.number), None
        )
        return goal.commitments != (released.commitments if released else ())

    @cached_property
    def differences(self) -> Changes:
        """What a release of the plan would change."""
        return self.differences_of(None)

    def differences_of(self, goal: int | None) -> Changes:
        """What a release would change of one goal; of the whole plan where `goal` is None."""
        before = self.publication
        old = printed.sheet(before.plan, before.indicators, goal=goal) if before else None
        return printed.differences(self.sheet(goal), old)

    def sheet(self, goal: int | None = None) -> printed.Sheet:
        return printed.sheet(self.plan, self.indicators, goal=goal)

    def tasks(self, goal: int | None = None) -> list[Task]:
        """What can be done next about the plan, or about one goal of it."""
        shown, found = self.sheet(goal), self.differences
        return tasks(
            shown.plan,
            shown.indicators,
            unreleased=printed.changed_codes(found),
            released=self.released_plan,
        )

    def rows(self, goal: int | None = None) -> list[desk_table.Row]:
        shown = self.sheet(goal)
        return desk_table.rows(
            shown.plan,
            shown.indicators,
            self.tasks(goal),
            released=self.released,
            unreleased=printed.changed_codes(self.differences),
            today=self.today,
            lang=active_language(),
        )


def _working(plan: str) -> Working:
    """Raises 404 for a plan that does not exist."""
    today = beijing_day(timezone.now())
    live = reports.live(plan, as_of=today)
    if live is None:
        raise Http404
    newest = published.shelf(at=timezone.now()).latest(plan)
    return Working(
        today=today,
        plan=live.plan,
        indicators=live.indicators,
        publication=published.publication(newest) if newest else None,
    )


def _context(
    request: HttpRequest, working: Working, tail: str = "", *, section: str = "desk"
) -> dict[str, Any]:
    """Everything that every template of the desk draws."""
    lang, differences = active_language(), working.differences
    newest = working.publication.release if working.publication else None
    page = Page(
        lang=lang,
        path=request.get_full_path().removeprefix(f"/{lang}/"),
        kind="desk",
        section=section,
        plan=working.plan.code,
        tail=tail,
        release=newest,
        unreleased={
            code: keys
            for code, report in working.indicators.items()
            if (keys := changes.unreleased(report, working.released.get(code)))
        },
        plans=reports.choices,
    )
    return {
        "page": page,
        "differs": bool(differences),
        "site": site(),
        "user_name": request.user.get_username(),
        "today": working.today,
        "plan": working.plan,
        "indicators": working.indicators,
        "released": working.released,
        "unreleased_commentary": working.unreleased_commentary,
        "stamped": page.unreleased.keys() | set(differences.wording),
    }


def _drawn(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"pages/{template}.html", context)


@for_officials
def desk(request: HttpRequest, plan: str) -> HttpResponse:
    """Every indicator; `?goal=`, `?verdict=` and `?needs=` leave some, `?mode=screen` fills a wall.

    404 for a filter that is none.
    """
    working, lang = _working(plan), active_language()
    chosen = {name: request.GET.get(name, "") for name in ("goal", "verdict", "needs")}
    try:
        table = desk_filters.desk(
            working.plan, working.indicators, working.rows(), lang, chosen=chosen
        )
    except desk_filters.UnknownFilterError as unknown:
        raise Http404 from unknown
    template = "desk_screen" if request.GET.get("mode") == "screen" else "desk"
    return _drawn(request, template, _context(request, working) | {"desk": table})


@for_officials
def attention(request: HttpRequest, plan: str) -> HttpResponse:
    """What can be done next, each thing with the page where this person may do it."""
    working = _working(plan)
    context = _context(request, working, "attention/", section="attention")
    staff = request.user.is_authenticated and request.user.is_staff
    sections = attention_page.sections(
        working.tasks(),
        changed=differing(working.differences, active_language()),
        user=request.user,
        keys=keys_of(plan) if staff else None,
        base=context["page"].base,
        today=working.today,
        lang=active_language(),
    )
    return _drawn(request, "desk_attention", context | {"sections": sections})


@for_officials
def sheet(request: HttpRequest, plan: str, goal: int | None = None) -> HttpResponse:
    """The plan, or one goal of it, for a meeting: made to be printed.

    `?printed=` and `?on=`, from the code on a printout, ask whether that printout still stands.
    """
    working = _working(plan)
    if goal is not None and goal not in [each.number for each in working.plan.goals]:
        raise Http404
    tail = "sheet/" if goal is None else f"sheet/goals/{goal}/"
    context = _context(request, working, tail, section="sheet")
    shown = working.sheet(goal)
    differs = bool(working.differences_of(goal))
    lang, today = active_language(), working.today
    rows = working.rows(goal)
    return _drawn(
        request,
        "desk_sheet",
        context
        | {
            "shown": shown,
            "goal": shown.plan.goals[0] if goal is not None else None,
            "differs": differs,
            "targeted": any(line.targeted for line in shown.plan.verdicts),
            "groups": desk_filters.groups(shown.plan, rows),
            "roomy": roomy(rows),
            "points": points(working.tasks(goal), lang),
            "newest_source": newest_source(shown.indicators.values(), lang),
            "code": qr_code(_printed_state(context["page"], shown, today, differs=differs)),
            "printout": printed.printout(
                shown,
                printed=request.GET.get("printed", ""),
                on=request.GET.get("on", ""),
            ),
        },
    )


def _printed_state(page: Page, shown: printed.Sheet, today: datetime.date, *, differs: bool) -> str:
    """Where a printout's code leads: to the release it shows, else to the desk, which compares."""
    if not differs:
        return f"{settings.SITE_URL}{page.kept}{page.tail.removeprefix('sheet/')}"
    query = urlencode({"printed": printed.short_digest(shown), "on": today.isoformat()})
    return f"{settings.SITE_URL}{page.base}{page.tail}?{query}"


@for_officials
def goal(request: HttpRequest, plan: str, goal: int) -> HttpResponse:
    working = _working(plan)
    found = next((each for each in working.plan.goals if each.number == goal), None)
    if found is None:
        raise Http404
    context = _context(request, working, f"goals/{goal}/")
    return _drawn(
        request,
        "goal",
        context | {"goal": found, "unreleased_commitments": working.unreleased_commitments(found)},
    )


@for_officials
def indicator(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    working = _working(plan)
    report = working.indicators.get(code)
    if report is None:
        raise Http404
    goal = next(each for each in working.plan.goals if each.number == report.goal)
    context = _context(request, working, f"indicators/{code}/")
    return _drawn(request, "indicator", context | {"report": report, "goal": goal})
