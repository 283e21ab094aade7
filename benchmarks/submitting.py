"""Freezing a release: judging everything, storing every document, checking every constraint."""

import datetime
from collections.abc import Iterator
from functools import partial

from django.db import connection, transaction

from benchmarks import generated
from benchmarks.measuring import Row, compare
from indicators import reports
from releases.models import Release
from tests import making

AT = datetime.datetime(2025, 3, 1, 9, 30, tzinfo=making.SHANGHAI)
FEWER, MORE = 30, 300


def rows() -> Iterator[Row]:
    with transaction.atomic():
        fewer, more = (
            making.draft(generated.plan(f"draft-of-{size}", indicators=size), at=AT)
            for size in (FEWER, MORE)
        )
        connection.check_constraints()
        yield compare(
            f"an indicator of {MORE}",
            partial(_submit, more),
            to=f"an indicator of {FEWER}",
            floor=partial(_submit, fewer),
            size=MORE / FEWER,
        )
        yield compare(
            f"{MORE} indicators",
            partial(_submit, more),
            to="their reports alone",
            floor=partial(reports.live, more.plan.code, as_of=AT.date()),
        )
        transaction.set_rollback(True)


def _submit(draft: Release) -> None:
    """Up to what a commit would check; then taken back, so that the next call can do it again."""
    with transaction.atomic():
        making.submit(draft, at=AT)
        connection.check_constraints()
        transaction.set_rollback(True)
