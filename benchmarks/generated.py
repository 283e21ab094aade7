"""Plans of any size, made in a few statements: too many rows for the write door's checks."""

import datetime
import itertools
from decimal import Decimal
from typing import Any

import pghistory

from goals.models import Plan
from indicators.models import Commentary, Figure, Indicator, Series, Target
from tests import making

GOALS = 5
FIGURES = 10  # an indicator, one for each year from 2015 to 2024


def plan(code: str, *, indicators: int) -> Plan:
    """A plan whose indicators have a target, ten yearly figures with sources, and a commentary."""
    made = making.plan(code)
    goals = [making.goal(made, number) for number in range(1, GOALS + 1)]
    sources = [making.source() for _ in range(FIGURES)]
    analyst = making.person("analyst")
    with pghistory.context(user=analyst.pk, way="command"):
        counted = Indicator.objects.bulk_create(
            Indicator(
                plan=made, goal=goal, code=f"count-{number}", updated_by=analyst, **_COUNTED
            )
            for number, goal in zip(range(indicators), itertools.cycle(goals), strict=False)
        )
        series = Series.objects.bulk_create(
            Series(indicator=each, code="all", role="headline", updated_by=analyst, **_name("All"))
            for each in counted
        )
        Target.objects.bulk_create(
            Target(indicator=each, year=2025, aim="rise", lower=100, updated_by=analyst)
            for each in counted
        )
        Figure.objects.bulk_create(
            Figure(
                series=each,
                year=2015 + place,
                value=Decimal(10 * place),
                source=source,
                updated_by=analyst,
            )
            for each in series
            for place, source in enumerate(sources)
        )
        Commentary.objects.bulk_create(
            Commentary(
                indicator=each,
                year=2024,
                cause_en="Funds came late.",
                cause_zh="资金到位较晚。",
                written_on=datetime.date(2025, 2, 1),
                updated_by=analyst,
            )
            for each in counted
        )
    return made


def _name(words: str) -> dict[str, Any]:
    return {"name_en": words, "name_zh": "合计"}


_COUNTED = _name("Projects") | {
    "definition_en": "Projects as they stand at the end of the year.",
    "definition_zh": "年末项目数。",
    "nature": "stock",
    "measure": "count",
    "unit": "project",
    "unit_name_en": "projects",
    "unit_name_zh": "项",
}
