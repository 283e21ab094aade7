"""A file of 2,000 and of 20,000 new figures: looked through, then entered."""

from collections.abc import Iterator
from functools import partial

from django.contrib.auth.models import User
from django.db import connection, transaction

from benchmarks.measuring import computed, waited
from indicators import figure_files, importing
from indicators.import_columns import HEADINGS
from indicators.models import Figure, ImportedFile, Series
from tests import making

YEARS = range(2015, 2035)
FEW = 3  # pairs: each lasts seconds


def lines() -> Iterator[str]:
    with transaction.atomic():
        by = making.person("analyst")
        small, large = (sent(rows, by=by) for rows in (2_000, 20_000))
        for what, work, line in (("looked through", look, computed), ("entered", enter, waited)):
            yield line(
                f"one of 20,000 {what}",
                partial(work, large),
                f"one of 2,000 {what}",
                partial(work, small),
                size=10,
                fewest=FEW,
            )
        transaction.set_rollback(True)


def sent(rows: int, *, by: User) -> ImportedFile:
    """A workbook of new figures: twenty years of as many series as that takes."""
    plan = making.plan(f"of-{rows}")
    indicator = making.indicator(making.goal(plan), **making.MONEY)
    source = making.source(f"source-of-{rows}")
    series = Series.objects.bulk_create(
        Series(
            indicator=indicator,
            code=f"series-{number}",
            name_en=f"Series {number}",
            name_zh=f"序列{number}",
            role=Series.Role.BREAKDOWN,
            updated_by=by,
        )
        for number in range(rows // len(YEARS))
    )
    figures = (
        Figure(series=each, year=year, value=10**8 * (4000 + year), obs_status="P", source=source)
        for each in series
        for year in YEARS
    )
    data = figure_files.as_xlsx(figure_files.long_rows(figures, "en"), list(HEADINGS), "en")
    return importing.keep(data, name=f"{rows}.xlsx", plan=plan, by=by)


def look(file: ImportedFile) -> importing.Preview:
    preview = importing.preview(file, released={})
    if not preview.may_enter:
        raise AssertionError(preview.counts)
    return preview


def enter(file: ImportedFile) -> None:
    """Up to what a commit would check; then taken back, so that it can be done again."""
    with transaction.atomic():
        importing.enter(file, by=file.sent_by, released={})
        connection.check_constraints()
        transaction.set_rollback(True)
