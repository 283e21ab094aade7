"""What the last approved release says of each figure: whoever changes one of them says why."""

from collections.abc import Mapping

from django.db.models import QuerySet

from indicators.keys import Place
from indicators.report_types import Figure, IndicatorReport, PlanReport
from releases import documents
from releases.models import Release, ReleaseEntry


def last_release(plan_code: str) -> Release | None:
    """The plan's newest approved release, visible or not yet. 1 query."""
    return _approved(plan_code).first()


def _approved(plan_code: str) -> QuerySet[Release]:
    approved = Release.objects.filter(plan_code=plan_code, state=Release.State.APPROVED)
    return approved.order_by("-publish_at")


def released_figures(plan_code: str) -> Mapping[Place, Figure]:
    """Every figure of the plan's last approved release, visible or not yet. 1 query."""
    newest = _approved(plan_code).values("pk")[:1]
    stored = {
        name: bytes(body)
        for name, body in ReleaseEntry.objects.filter(release__in=newest).values_list(
            "name", "document__body"
        )
    }
    if not stored:
        return {}
    plan = documents.decode(stored[documents.PLAN], PlanReport)
    reports = [
        documents.decode(stored[documents.INDICATOR + line.indicator], IndicatorReport)
        for line in plan.verdicts
    ]
    return {
        (report.code, series.code, each.year, each.covers, _day(each)): each
        for report in reports
        for series in report.series
        for each in series.figures
    }


def _day(figure: Figure) -> str:
    return figure.as_of.isoformat() if figure.as_of else ""
