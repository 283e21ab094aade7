"""Which words differ between two releases, in both languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.report_types import (
    Commentary,
    Commitment,
    Evidence,
    GoalReport,
    IndicatorReport,
    JudgedTarget,
    Series,
    Target,
    Text,
)
from releases.changes import NOT_COMPARED, between
from releases.differences import Difference, in_reports
from tests.releases.test_changes import HELD, PLAN, SOURCE, TARGET, report, text
from tests.releases.test_revisions import kept


def both(english: str, chinese: str) -> Text:
    return {"en": english, "zh-hans": chinese}


def found(old: list[IndicatorReport], new: list[IndicatorReport], **plan: Any) -> list[Difference]:
    before, after = kept(1, *old).publication, kept(2, *new, **plan).publication
    changed = between(
        old_plan=before.plan, old=before.indicators, new_plan=after.plan, new=after.indicators
    )
    return in_reports(before, after, named=changed.wording)


def one(old: list[IndicatorReport], new: list[IndicatorReport], **plan: Any) -> Difference:
    [difference] = found(old, new, **plan)
    return difference


def sides(difference: Difference) -> tuple[str, str | None, str | None]:
    old, new = difference.old, difference.new
    return (difference.what["en"], old and old["en"], new and new["en"])


# Indicators


@pytest.mark.parametrize(
    ("other", "what", "old", "new"),
    [
        ({"name": text("Schemes")}, "name", "Projects", "Schemes"),
        ({"definition": text("As they were")}, "definition", "As they stand", "As they were"),
        ({"responsible_unit": text("An office")}, "responsible unit", None, "An office"),
        ({"target": None}, "target", "at least 100 projects by the end of 2025", None),
        (
            {"target": replace(TARGET, lower=Decimal(90), note=text("Lowered"))},
            "target",
            "at least 100 projects by the end of 2025",
            "at least 90 projects by the end of 2025 (Lowered)",
        ),
        (
            {"interim": (JudgedTarget(target=replace(TARGET, year=2023), verdict=NOT_COMPARED),)},
            "interim targets",
            None,
            "at least 100 projects by the end of 2023",
        ),
        ({"goal": 2}, "goal it belongs to", "1", "2"),
        (
            {"commentary": Commentary(year=2023, cause=text("Late."), next_step=text("Soon."))},
            "commentary",
            None,
            "Late. Soon.",
        ),
        (
            {
                "series": (
                    Series(code="all", name=text("Sum"), role="headline", headline=True),
                    Series(code="b", name=text("Part"), role="breakdown", headline=False),
                )
            },
            "series",
            "All",
            "Sum and Part",
        ),
        ({"decimals": 1}, "other particulars", None, None),
        ({"path": "compound"}, "other particulars", None, None),
    ],
)
def test_words_of_an_indicator_are_told_before_and_after(
    other: dict[str, Any], what: str, old: str | None, new: str | None
) -> None:
    assert sides(one([report()], [report(**other)])) == (what, old, new)


def test_each_thing_that_differs_is_told() -> None:
    changed = report(name=text("Schemes"), definition=text("As they were"), decimals=1)
    assert [each.what["en"] for each in found([report()], [changed])] == ["name", "definition"]


def test_another_unit_is_another_target_too() -> None:
    changed = report(unit_name=text("schemes"))
    assert [sides(each) for each in found([report()], [changed])] == [
        ("unit", "projects", "schemes"),
        (
            "target",
            "at least 100 projects by the end of 2025",
            "at least 100 schemes by the end of 2025",
        ),
    ]


def test_a_target_is_said_in_both_languages() -> None:
    lower = Target(year=2025, aim="rise", lower=Decimal(90), strict=True)
    named = report(target=lower, unit_name=both("projects", "项"))
    old = report(unit_name=both("projects", "项"))
    assert one([old], [named]).new == both(
        "more than 90 projects by the end of 2025", "到2025年底超过90项"
    )


def test_an_indicator_that_comes_or_goes_is_named() -> None:
    come = one([], [report(HELD)])
    assert (come.indicator, sides(come)) == (report(HELD), ("indicator", None, "Projects"))
    assert sides(one([report(HELD)], [])) == ("indicator", "Projects", None)


def test_nothing_is_told_of_what_is_the_same() -> None:
    assert found([report(HELD)], [report(HELD)]) == []
    assert found([report(HELD)], [report()]) == []  # a figure is told elsewhere


# The plan


GOAL = PLAN.goals[0]
OPEN = Commitment(wording=both("Open up.", "扩大开放。"), state="open", due_year=2025)
SEEN = Evidence(on=date(2024, 2, 1), statement=both("It was opened.", "已开放。"), source=SOURCE)


@pytest.mark.parametrize(
    ("other", "what", "old", "new"),
    [
        ({"name": text("New")}, "the plan’s name", "The plan", "New"),
        ({"summary": text("New")}, "the plan’s summary", "A summary", "New"),
        ({"end_year": 2026}, "the plan’s period", "2021–2025", "2021–2026"),
        (
            {"source": replace(SOURCE, publisher=text("Gazette"))},
            "the plan’s source",
            "Daily",
            "Gazette",
        ),
        ({"goals": ()}, "goal 1", "Core", None),
        ({"goals": (replace(GOAL, title=text("Heart")),)}, "goal 1, title", "Core", "Heart"),
        ({"goals": (replace(GOAL, summary=text("Vow")),)}, "goal 1, promise", "A promise", "Vow"),
        (
            {"goals": (replace(GOAL, commitments=(OPEN,)),)},
            "goal 1, commitment",
            None,
            "Open up. (open, due 2025)",
        ),
        (
            {"goals": (GOAL, GoalReport(number=2, slug="b", title=text("B"), summary=text("")))},
            "goal 2",
            None,
            "B",
        ),
        (
            {"source": replace(SOURCE, url="https://example.org/")},
            "other particulars",
            None,
            None,
        ),
    ],
)
def test_words_of_the_plan_are_told_before_and_after(
    other: dict[str, Any], what: str, old: str | None, new: str | None
) -> None:
    difference = one([report()], [report()], **other)
    assert (difference.indicator, sides(difference)) == (None, (what, old, new))


def test_a_goal_that_only_has_another_indicator_is_told_by_the_indicator() -> None:
    goals = (replace(GOAL, indicators=("projects",)),)
    assert [each.what["en"] for each in found([], [report()], goals=goals)] == ["indicator"]


def test_a_commitment_with_new_evidence_shows_it() -> None:
    delivered = replace(OPEN, state="delivered", evidence=(SEEN,))
    before = kept(1, goals=(replace(GOAL, commitments=(OPEN,)),)).publication
    after = kept(2, goals=(replace(GOAL, commitments=(delivered,)),)).publication
    [difference] = in_reports(before, after, named=["14fyp"])
    assert difference.old == both("Open up. (open, due 2025)", "扩大开放。（未办结，2025年到期）")
    assert difference.new == both(
        "Open up. (delivered, due 2025) 1 February 2024: It was opened. [Daily]",
        "扩大开放。（已完成，2025年到期）2024年2月1日：已开放。［Daily］",
    )


def test_a_dropped_commitment_has_no_new_side() -> None:
    before = kept(1, goals=(replace(GOAL, commitments=(OPEN,)),)).publication
    after = kept(2, goals=(GOAL,)).publication
    [difference] = in_reports(before, after, named=["14fyp"])
    assert sides(difference) == ("goal 1, commitment", "Open up. (open, due 2025)", None)
