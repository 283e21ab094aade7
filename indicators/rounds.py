"""The yearly rounds of a plan: by when the figures for each year are to be in."""

from goals.models import Plan
from indicators.missing import Due
from indicators.models import DueDate
from indicators.reports import optional_text


def due_dates(plan_code: str) -> dict[int, Due]:
    """By the year that figures are for. 1 query."""
    rows = DueDate.objects.filter(plan__code=plan_code)
    return {row.year: Due(on=row.due_on, note=optional_text(row, "note")) for row in rows}


def current_plan() -> Plan | None:
    """The plan that starts last; None where there is none. 1 query."""
    return Plan.objects.first()
