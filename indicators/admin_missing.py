"""The rooms of the yearly round: what is missing, request slips, due dates."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from goals.admin_base import TrackedAdmin, who
from goals.languages import active_language
from goals.models import localized
from indicators import missing, reports, rounds
from indicators.admin_export import download
from indicators.admin_words import input_words
from indicators.desk_filters import UnknownFilterError
from indicators.import_columns import HEADINGS
from indicators.keys import keys_of
from indicators.missing_page import headings, sections
from indicators.missing_table import FILTERS, UNNAMED, table, unit_key
from indicators.missing_words import days_left, due_words
from indicators.models import DueDate
from indicators.report_types import IndicatorReport, PlanReport
from indicators.slip_files import form_rows
from indicators.slips import slip
from indicators.units import Unit
from indicators.wording import beijing_day
from releases.tasks import TaskLine, feed

View = Callable[..., HttpResponse]
FORMATS = ("xlsx", "csv")
SOON = datetime.timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class Round:
    """A plan's figures as they stand today, and by when which are to be in."""

    today: datetime.date
    plan: PlanReport
    dues: missing.Dues
    lines: list[missing.Line]


def round_of(plan_code: str, *, today: datetime.date) -> Round:
    """Raises 404 for a plan that does not exist."""
    live = reports.live(plan_code, as_of=today)
    if live is None:
        raise Http404
    dues = rounds.due_dates(plan_code)
    found = missing.lines(live.plan, live.indicators, dues=dues, today=today)
    return Round(today=today, plan=live.plan, dues=dues, lines=found)


def _today() -> datetime.date:
    return beijing_day(timezone.now())


def _plan_code(request: HttpRequest) -> str:
    current = rounds.current_plan()
    return request.GET.get("plan") or (current.code if current else "")


def overview_urls(room: Any) -> list[URLPattern]:
    """The overview, in the room of figures."""
    return [path("missing/", _view(room, overview), name="indicators_figure_missing")]


def slip_urls(room: Any) -> list[URLPattern]:
    """Request slips, in the room of indicators: an indicator's, and one for all of a unit's own."""
    return [
        path("<int:pk>/slip/", _view(room, indicator_slip), name="indicators_indicator_slip"),
        path("slip/", _view(room, unit_slip), name="indicators_indicator_slips"),
    ]


def _view(room: Any, page: Callable[..., HttpResponse]) -> View:
    """The page for those who may look at the room's rows."""

    @require_safe
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not room.has_view_permission(request):
            raise PermissionDenied
        return page(room, request, **kwargs)

    return room.admin_site.admin_view(guarded)  # type: ignore[no-any-return]  # generic in stubs


def _drawn(room: Any, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    whole = {**room.admin_site.each_context(request), "opts": room.opts, **context}
    return TemplateResponse(request, f"admin/indicators/{name}.html", whole)


def overview(room: Any, request: HttpRequest) -> HttpResponse:
    """Every series by year; `?plan=`, `?goal=`, `?unit=`, `?state=` leave some.

    404 for a choice that the plan does not offer.
    """
    found, lang = round_of(_plan_code(request), today=_today()), active_language()
    plan_code = found.plan.code
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    try:
        shown = table(found.plan, found.lines, chosen=chosen, lang=lang)
    except UnknownFilterError as unknown:
        raise Http404 from unknown
    context = {
        "title": _("What is missing"),
        "plan": found.plan,
        "plans": reports.choices(),
        "chosen": {name: value for name, value in chosen.items() if value},
        "kept": urlencode({"plan": plan_code, **{k: chosen[k] for k in ("goal", "unit")}}),
        "table": shown,
        "headings": headings(found.plan, found.lines, found.dues, today=found.today, lang=lang),
        "sections": sections(shown, keys_of(plan_code), user=who(request), lang=lang),
        "slips": _unit_slips(found, plan_code, lang),
        "today": found.today,
        "may_set": request.user.has_perm("indicators.add_duedate"),
    }
    return _drawn(room, request, "missing", context)


def _unit_slips(found: Round, plan_code: str, lang: str) -> list[dict[str, Any]]:
    """Every responsible unit that is asked for something, with how much and its slip's address."""
    counts: dict[str, int] = {}
    names = {unit_key(line.report): line.report.responsible_unit for line in found.lines}
    for line in found.lines:
        if line.gaps:
            key = unit_key(line.report)
            counts[key] = counts.get(key, 0) + len(line.gaps)
    address = reverse("admin:indicators_indicator_slips")
    return [
        {
            "unit": names[key],
            "count": count,
            "href": f"{address}?{urlencode({'plan': plan_code, 'unit': key})}",
        }
        for key, count in counts.items()
    ]


def indicator_slip(room: Any, request: HttpRequest, pk: int) -> HttpResponse:
    row = room.get_object(request, str(pk))
    if row is None:
        raise Http404
    found = round_of(row.plan.code, today=_today())
    lines = [line for line in found.lines if line.report.code == row.code]
    return _slip(room, request, found, lines, subject=localized(row, "name"))


def unit_slip(room: Any, request: HttpRequest) -> HttpResponse:
    """`?unit=` names the responsible unit, `?plan=` the plan. 404 for a unit with no indicator."""
    found = round_of(_plan_code(request), today=_today())
    unit = request.GET.get("unit", UNNAMED)
    lines = [line for line in found.lines if unit_key(line.report) == unit]
    if not lines:
        raise Http404
    return _slip(room, request, found, lines, subject="")


def _slip(
    room: Any, request: HttpRequest, found: Round, lines: list[missing.Line], *, subject: str
) -> HttpResponse:
    """The slip as a page; `?format=xlsx` or `csv` gives the form that imports back."""
    lang = active_language()
    units = {line.report.code: _unit(line.report, lang) for line in lines}
    if (kind := request.GET.get("format")) in FORMATS:
        name = f"request-{found.plan.code}"
        return download(form_rows(lines, units, lang), list(HEADINGS), kind, name)
    context = {
        "title": _("Request for figures"),
        "subtitle": subject or None,
        "plan": found.plan,
        "today": found.today,
        "slip": slip(lines, units=units, today=found.today, lang=lang),
        "here": request.get_full_path(),
        "more": "&" if request.GET else "?",
    }
    return _drawn(room, request, "slip", context)


def _unit(report: IndicatorReport, lang: str) -> str:
    return input_words(
        Unit(
            unit_name=report.unit_name,
            measure=report.measure,
            input_unit=report.input_unit,
            decimals=report.decimals,
        ),
        lang,
    )


@feed
def due_lines(of: User, at: datetime.datetime) -> Iterator[TaskLine]:
    """For those who enter figures: the years whose figures are overdue, or due within a month.

    Nothing but due dates is read where there is none of these. At most 12 queries.
    """
    current = rounds.current_plan() if of.has_perm("indicators.add_figure") else None
    if current is None:
        return
    today = beijing_day(at)
    dues = rounds.due_dates(current.code)
    near = [year for year, due in sorted(dues.items()) if due.on - today <= SOON]
    if not near:
        return
    lines = round_of(current.code, today=today).lines
    gaps = Counter(cell.year for line in lines for cell in line.gaps if cell.gap != "final")
    lang = active_language()
    address = reverse("admin:indicators_figure_missing") + "?state=missing"
    for year in (each for each in near if gaps[each]):
        words = ngettext(
            "%(count)d figure for %(year)d is wanted: %(due)s",
            "%(count)d figures for %(year)d are wanted: %(due)s",
            gaps[year],
        ) % {"count": gaps[year], "year": year, "due": due_words(dues[year].on, today, lang)}
        yield TaskLine(words=words, address=address)


class DueDateAdmin(TrackedAdmin):
    list_display = ["year", "due_on", "left", "note", "plan", "changed"]
    list_filter = ["plan"]
    list_select_related = ["plan", "updated_by"]
    search_fields = ["note_en", "note_zh", "year"]
    fieldsets = [
        (
            None,
            {
                "fields": ["plan", ("year", "due_on"), ("note_en", "note_zh")],
                "description": _(
                    "By when the responsible units are to send the figures for a year. Request "
                    "slips name the day. Final figures for a year are due with the next year’s."
                ),
            },
        ),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        return {"plan": rounds.current_plan(), **initial}

    @admin.display(description=_("time left"), ordering="due_on")
    def left(self, row: DueDate) -> str:
        return days_left(row.due_on, _today(), active_language())

    @admin.display(description=_("note"), ordering="note_en")
    def note(self, row: DueDate) -> str:
        return localized(row, "note") or "—"
