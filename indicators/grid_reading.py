"""The read door for the sheet: a plan's live reports with the keys of their rows."""

import datetime
from collections import defaultdict

from goals.models import Plan
from indicators.grid import Line, Sheet, Standing, sheet_years, year_in_focus
from indicators.models import Figure, Series
from indicators.report_types import Figure as Reported
from indicators.reports import LivePlan

_At = tuple[int, str, datetime.date | None]


def plan_named(code: str) -> Plan | None:
    """The plan with this code; without a code the latest one. 1 query."""
    plans = Plan.objects.all()
    return (plans.filter(code=code) if code else plans).first()


def sheet(live: LivePlan, *, asked: str, today: datetime.date) -> Sheet:
    """Every series of the plan with its figures; `asked`: the year to work on. 2 queries."""
    plan = live.plan
    own = Series.objects.filter(indicator__plan__code=plan.code)
    keys = {(i, s): pk for i, s, pk in own.values_list("indicator__code", "code", "pk")}
    rows = _rows(plan.code)
    years = sheet_years(baseline=plan.baseline_year, end=plan.end_year)
    lines = [
        Line(
            key=keys[report.code, series.code],
            report=report,
            series=series,
            standing=tuple(
                standing(row, by_place[row.year, row.covers, row.as_of])
                for row in rows[keys[report.code, series.code]]
                if (row.year, row.covers, row.as_of) in by_place  # not one saved in between
            ),
        )
        for report in live.indicators.values()
        for series in report.series
        for by_place in [{_at(figure): figure for figure in series.figures}]
    ]
    return Sheet(
        plan=plan.code,
        lines=tuple(lines),
        years=years,
        focus=year_in_focus(years, asked, today=today),
    )


def standing(row: Figure, figure: Reported) -> Standing:
    return Standing(
        figure=figure,
        pk=row.pk,
        version=row.version,
        source=row.source_id,
        who=row.updated_by.get_full_name() or row.updated_by.get_username(),
        when=row.updated_at,
    )


def _rows(plan_code: str) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = defaultdict(list)
    figures = Figure.objects.filter(series__indicator__plan__code=plan_code)
    for row in figures.select_related("updated_by").order_by("pk"):
        found[row.series_id].append(row)
    return found


def _at(figure: Reported) -> _At:
    return figure.year, figure.covers, figure.as_of
