"""Live reports of 3, 30 and 300 indicators, and a release of them submitted."""

import datetime
from collections.abc import Iterator
from functools import partial

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks import plans
from benchmarks.measuring import Work, compare
from indicators import reports
from releases.models import Release
from tests import making

AT = datetime.datetime(2025, 3, 1, 9, 30, tzinfo=making.SHANGHAI)
SIZES = (3, 30, 300)


def lines() -> Iterator[str]:
    with transaction.atomic():
        made = [plans.plan(f"of-{size}", indicators=size) for size in SIZES]
        live = [partial(reports.live, each.code, as_of=AT.date()) for each in made]
        few, some, many = (f"{_queries(work)} queries" for work in live)
        yield compare(f"one of 30, {some}", live[1], f"one of 3, {few}", live[0], size=10)
        yield compare(f"one of 300, {many}", live[2], f"one of 30, {some}", live[1], size=10)
        connection.check_constraints()
        small, large = (partial(_submit, making.draft(plan, at=AT)) for plan in made[1:])
        yield compare("30 submitted", small, "30 live", live[1])
        yield compare("one of 300 submitted", large, "one of 30 submitted", small, size=10)
        transaction.set_rollback(True)


def _queries(work: Work) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def _submit(draft: Release) -> None:
    """Up to what a commit would check; then taken back, so that it can be done again."""
    with transaction.atomic():
        making.submit(draft, at=AT)
        connection.check_constraints()
        transaction.set_rollback(True)
