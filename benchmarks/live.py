"""The read door over rows: how a plan's reports grow with its indicators."""

import datetime
from collections.abc import Iterator
from functools import partial

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks import generated
from benchmarks.measuring import Row, compare
from goals.models import Plan
from indicators import reports

SEEN = datetime.date(2025, 3, 1)
SIZES = (3, 30, 300)


def rows() -> Iterator[Row]:
    with transaction.atomic():
        plans = {size: generated.plan(f"plan-of-{size}", indicators=size) for size in SIZES}
        works = {size: partial(_live, plan) for size, plan in plans.items()}
        queries = {size: _queries(plan) for size, plan in plans.items()}
        for fewer, more in zip(SIZES, SIZES[1:], strict=False):
            yield compare(
                f"an indicator of {more}",
                works[more],
                to=f"an indicator of {fewer}",
                floor=works[fewer],
                size=more / fewer,
            )
        yield compare(
            f"{SIZES[-1]} indicators",
            works[SIZES[-1]],
            to="the same queries, rows unused",
            floor=partial(_ask, queries[SIZES[-1]]),
        )
        asked = {size: len(each) for size, each in queries.items()}
        for size in SIZES[1:]:
            yield Row(
                what=f"queries for {size} indicators ({asked[size]})",
                floor=f"for {SIZES[0]} ({asked[SIZES[0]]})",
                ratios=(asked[size] / asked[SIZES[0]],),
            )
        transaction.set_rollback(True)


def _live(plan: Plan) -> reports.LivePlan | None:
    return reports.live(plan.code, as_of=SEEN)


def _queries(plan: Plan) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        _live(plan)
    return [query["sql"] for query in captured.captured_queries]


def _ask(queries: list[str]) -> None:
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(query)
            cursor.fetchall()
