"""Live reports of 3, 30 and 300 indicators, and a release of them submitted."""

from collections.abc import Iterator
from copy import copy
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.measuring import Work, waited
from goals.models import Plan
from indicators import reports
from indicators.models import Commentary, Figure, Indicator, Series, Target
from releases.models import Release
from tests import making


def lines() -> Iterator[str]:
    with transaction.atomic():
        plans = [_plan(f"of-{size}", indicators=size) for size in (3, 30, 300)]
        live = [partial(reports.live, each.code, as_of=making.AT.date()) for each in plans]
        few, some, many = (f"{_queries(work)} queries" for work in live)
        yield waited(f"one of 30, {some}", live[1], f"one of 3, {few}", live[0], size=10)
        yield waited(f"one of 300, {many}", live[2], f"one of 30, {some}", live[1], size=10)
        connection.check_constraints()
        small, large = (partial(_submit, making.draft(plan)) for plan in plans[1:])
        yield waited("30 submitted", small, "30 live", live[1])
        yield waited("one of 300 submitted", large, "one of 30 submitted", small, size=10)
        transaction.set_rollback(True)


def _plan(code: str, *, indicators: int) -> Plan:
    """One indicator with nine figures is made row by row; the others are its copies."""
    plan = making.whole_plan(code=code)
    first = Indicator.objects.get(plan=plan)
    line, due, said = first.series.get(), first.targets.get(), first.commentary.get()
    for year in (2015, 2016, 2017, 2018, 2019, 2021, 2022):
        making.figure(line, year, str(8 * (year - 2015)))
    codes = [f"copy-{number}" for number in range(1, indicators)]
    others = Indicator.objects.bulk_create(_copy(first, code=code) for code in codes)
    Target.objects.bulk_create(_copy(due, indicator=each) for each in others)
    Commentary.objects.bulk_create(_copy(said, indicator=each) for each in others)
    lines = Series.objects.bulk_create(_copy(line, indicator=each) for each in others)
    places = [(figure, each) for figure in line.figures.all() for each in lines]
    Figure.objects.bulk_create(_copy(figure, series=each) for figure, each in places)
    return plan


def _copy(row: Any, **other: object) -> Any:
    twin = copy(row)
    for field, value in ({"pk": None} | other).items():
        setattr(twin, field, value)
    return twin


def _queries(work: Work) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def _submit(draft: Release) -> None:
    """Up to what a commit would check; then taken back, so that it can be done again."""
    with transaction.atomic():
        making.submit(draft)
        connection.check_constraints()
        transaction.set_rollback(True)
