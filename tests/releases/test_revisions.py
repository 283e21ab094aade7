"""What a release changed against an earlier one, and every revision of a plan, in order."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.report_types import (
    Figure,
    IndicatorReport,
    PlanReport,
    Publication,
    ReleaseReport,
    VerdictLine,
)
from releases.revisions import PAGE, Comparison, Kept, Revision, compare, history, kind_of, page
from tests.releases.test_changes import HELD, MET, NEW, PLAN, SOURCE, report, text

NOON = datetime.datetime(2024, 3, 1, 4, tzinfo=datetime.UTC)


def kept(number: int, *reports: IndicatorReport, method: str = "m1", **fields: Any) -> Kept:
    """Release `number` with the indicators; it appeared on that day of March 2024."""
    release = ReleaseReport(
        plan="14fyp",
        number=number,
        title=text("A release"),
        note=text(""),
        judged_on=datetime.date(2024, 3, number),
        published_at=NOON.replace(day=number),
        digest=f"digest-{number}",
        previous_digest="",
        method_version=fields.pop("method_version", "1"),
        product_version="0.1.0",
    )
    lines = (
        VerdictLine(indicator=each.code, goal=1, targeted=True, code=each.verdict.code)
        for each in reports
    )
    plan: PlanReport = replace(PLAN, verdicts=tuple(lines), **fields)
    return Kept(
        publication=Publication(
            release=release, plan=plan, indicators={each.code: each for each in reports}
        ),
        hashes={"method": method},
    )


def said(revisions: list[Revision]) -> list[tuple[int, str, str]]:
    return [(each.release.number, each.indicator, each.kind) for each in revisions]


def compared(old: Kept | None, new: Kept) -> tuple[list[str], int, list[str]]:
    """Kinds of the figures' changes, the number of verdicts, what the words are about."""
    found: Comparison = compare(old, new)
    return (
        [kind_of(each) for each in found.figures],
        len(found.verdicts),
        [each.what["en"] for each in found.wordings],
    )


# Kinds


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({"value": Decimal(64)}, "revised"),
        ({"value": Decimal(64), "obs_status": "P", "note": text("Other")}, "revised"),
        ({"obs_status": "P"}, "status"),
        ({"obs_status": "P", "note": text("Other")}, "status"),
        ({"break_kind": "definition"}, "status"),
        ({"note": text("Other")}, "note"),
        ({"source": SOURCE}, "note"),
    ],
)
def test_a_revision_is_called_after_the_weightiest_thing_that_differs(
    other: dict[str, Any], kind: str
) -> None:
    new = replace(HELD, **other)
    assert compared(kept(1, report(HELD)), kept(2, report(new))) == ([kind], 0, [])


def test_a_figure_comes_and_goes() -> None:
    assert compared(kept(1, report(HELD)), kept(2, report(NEW))) == (
        ["withdrawn", "first_published"],
        0,
        [],
    )


def test_a_value_written_with_other_zeros_is_the_same_figure() -> None:
    same = replace(HELD, value=Decimal("63.0"))
    assert compared(kept(1, report(HELD)), kept(2, report(same))) == ([], 0, [])


# Comparisons


def test_the_first_release_first_publishes_everything_and_rewords_nothing() -> None:
    assert compared(None, kept(1, report(HELD, NEW))) == (
        ["first_published", "first_published"],
        1,
        [],
    )


def test_releases_that_are_far_apart_are_compared_as_they_stand() -> None:
    first, third = kept(1, report(HELD)), kept(3, report(HELD))
    assert compared(first, third) == ([], 0, [])


def test_another_text_of_the_method_is_a_change_of_wording() -> None:
    old, new = kept(1, report(HELD)), kept(2, report(HELD), method="m2")
    [found] = compare(old, new).wordings
    assert (found.old, found.new) == (
        {"en": "version 1", "zh-hans": "第1版"},
        {"en": "version 1, reworded", "zh-hans": "第1版（文字有调整）"},
    )
    newer = kept(3, report(HELD), method="m3", method_version="2")
    [found] = compare(old, newer).wordings
    assert found.new == {"en": "version 2", "zh-hans": "第2版"}


def test_a_working_of_a_later_day_is_no_change_of_wording() -> None:
    later = replace(MET, over=True, completion=Decimal("0.630000"))
    old, new = kept(1, report(HELD)), kept(2, report(HELD, verdict=later))
    assert compared(old, new) == ([], 0, [])


# History


def test_history_runs_from_the_newest_release_to_the_oldest() -> None:
    revised = replace(HELD, value=Decimal(64))
    renamed = report(revised, name=text("Schemes"))
    releases = [
        kept(3, renamed, report(code="later")),
        kept(2, report(revised, NEW)),
        kept(1, report(HELD)),
    ]
    assert said(history(releases)) == [
        (3, "projects", "withdrawn"),
        (3, "projects", "wording"),
        (3, "later", "wording"),
        (2, "projects", "revised"),
        (2, "projects", "first_published"),
        (1, "projects", "first_published"),
    ]


def test_a_change_of_the_plan_belongs_to_no_indicator() -> None:
    releases = [kept(2, report(HELD), summary=text("Another")), kept(1, report(HELD))]
    assert said(history(releases)) == [(2, "", "wording"), (1, "projects", "first_published")]


def test_history_of_nothing_is_empty() -> None:
    assert history([]) == []


# Pages


def revisions(count: int) -> list[Revision]:
    figures = tuple(Figure(year=1900 + each, value=Decimal(each)) for each in range(count))
    return history([kept(1, report(*figures))])


@pytest.mark.parametrize(
    ("count", "number", "shown", "last", "newer", "older"),
    [
        (0, 1, 0, 1, None, None),
        (PAGE, 1, 50, 1, None, None),
        (PAGE + 1, 1, 50, 2, None, 2),
        (PAGE + 1, 2, 1, 2, 1, None),
        (2 * PAGE + 1, 2, 50, 3, 1, 3),
    ],
)
def test_pages_hold_fifty_and_know_their_neighbours(
    count: int, number: int, shown: int, last: int, newer: int | None, older: int | None
) -> None:
    found = page(revisions(count), number)
    assert found is not None
    assert (len(found.revisions), found.last, found.newer, found.older) == (
        shown,
        last,
        newer,
        older,
    )


@pytest.mark.parametrize("number", [0, -1, 3])
def test_there_is_no_page_past_the_last_or_before_the_first(number: int) -> None:
    assert page(revisions(PAGE + 1), number) is None


def test_a_second_page_goes_on_where_the_first_ends() -> None:
    every = revisions(PAGE + 2)
    first, second = page(every, 1), page(every, 2)
    assert first is not None
    assert second is not None
    assert first.revisions + second.revisions == every
