"""What a release would change: figures, verdicts and words, each of them, and nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.report_types import (
    Commentary,
    Commitment,
    Figure,
    GoalReport,
    IndicatorReport,
    JudgedTarget,
    PlanReport,
    Series,
    Source,
    Step,
    Target,
    Text,
    Verdict,
)
from releases import changes


def text(words: str) -> Text:
    return {"en": words, "zh-hans": words}


HELD = Figure(year=2023, value=Decimal(63))
NEW = Figure(year=2024, value=Decimal(70))
SOURCE = Source(publisher=text("Daily"), title=text("A report"))
MET = Verdict(code="met", rule=5)
STEP = Step(code="rule", label=text("Rule 5"), expression=text("It meets"), value="5")
TARGET = Target(year=2025, aim="rise", lower=Decimal(100))
PLAN = PlanReport(
    code="14fyp",
    name=text("The plan"),
    summary=text("A summary"),
    baseline_year=2020,
    start_year=2021,
    end_year=2025,
    source=SOURCE,
    goals=(GoalReport(number=1, slug="core", title=text("Core"), summary=text("A promise")),),
)


def report(*figures: Figure, code: str = "projects", **fields: Any) -> IndicatorReport:
    given: dict[str, Any] = {
        "plan": "14fyp",
        "code": code,
        "goal": 1,
        "name": text("Projects"),
        "definition": text("As they stand"),
        "nature": "stock",
        "unit": "project",
        "unit_name": text("projects"),
        "measure": "count",
        "input_unit": "one",
        "baseline_year": 2020,
        "target": TARGET,
        "verdict": MET,
        "series": (
            Series(code="all", name=text("All"), role="headline", headline=True, figures=figures),
        ),
    } | fields
    return IndicatorReport(**given)


def between(
    old: list[IndicatorReport],
    new: list[IndicatorReport],
    *,
    old_plan: PlanReport | None = PLAN,
    new_plan: PlanReport = PLAN,
) -> changes.Changes:
    return changes.between(
        old_plan=old_plan,
        old={each.code: each for each in old},
        new_plan=new_plan,
        new={each.code: each for each in new},
    )


def figures(found: changes.Changes) -> list[tuple[str, Figure | None, Figure | None]]:
    return [(each.indicator.code, each.old, each.new) for each in found.figures]


def test_nothing_changed_is_nothing() -> None:
    found = between([report(HELD)], [report(HELD)])
    assert found == changes.Changes(figures=(), verdicts=(), wording=())
    assert not found


def test_new_figure_has_no_old_side() -> None:
    found = between([report(HELD)], [report(HELD, NEW)])
    assert figures(found) == [("projects", None, NEW)]
    assert found.figures[0].series == text("All")
    assert (found.verdicts, found.wording, bool(found)) == ((), (), True)


def test_figure_that_is_gone_has_no_new_side() -> None:
    assert figures(between([report(HELD, NEW)], [report(HELD)])) == [("projects", NEW, None)]


@pytest.mark.parametrize(
    "other",
    [
        {"value": Decimal(64)},
        {"obs_status": "P"},
        {"break_kind": "definition"},
        {"source": SOURCE},
        {"note": text("Counted in December")},
    ],
)
def test_figure_that_differs_in_anything_has_both_sides(other: dict[str, Any]) -> None:
    revised = replace(HELD, **other)
    found = between([report(HELD)], [report(revised)])
    assert figures(found) == [("projects", HELD, revised)]
    assert found.wording == ()


def test_figures_at_two_positions_of_a_year_are_two() -> None:
    june = replace(HELD, covers="at_date", as_of=date(2023, 6, 30))
    assert figures(between([report(HELD)], [report(june)])) == [
        ("projects", None, june),
        ("projects", HELD, None),
    ]


def test_changes_stand_in_the_order_of_the_plan_and_of_the_years() -> None:
    old = [report(code="b"), report(code="a")]
    new = [report(NEW, HELD, code="b"), report(HELD, code="a")]
    assert figures(between(old, new)) == [("b", None, HELD), ("b", None, NEW), ("a", None, HELD)]


def test_new_indicator_brings_its_figures_and_its_verdict() -> None:
    found = between([], [report(HELD)])
    assert figures(found) == [("projects", None, HELD)]
    assert [(each.before, each.old, each.new) for each in found.verdicts] == [(None, None, MET)]


def test_indicator_that_is_gone_takes_its_figures_with_it() -> None:
    found = between([report(HELD)], [])
    assert (figures(found), found.wording) == ([("projects", HELD, None)], ("projects",))


def test_indicator_without_figures_that_is_gone_is_named() -> None:
    assert between([report()], []).wording == ("projects",)


@pytest.mark.parametrize(
    "other",
    [
        {"code": "missed"},
        {"reason": "slipped"},
        {"since": 2023},
        {"shortfall": Decimal(1)},
        {"provisional": True},
        {"within_tolerance": True},
        {"beyond": "above"},
        {"out_of_date": True},
        {"redefined": 2022},
        {"met_late": 2026},
        {"nearer": False},
    ],
)
def test_verdict_that_says_anything_else_is_another_one(other: dict[str, Any]) -> None:
    verdict = replace(MET, **other)
    found = between([report(HELD)], [report(HELD, verdict=verdict)])
    assert [(each.indicator.code, each.old, each.new) for each in found.verdicts] == [
        ("projects", MET, verdict)
    ]
    assert (found.figures, found.wording) == ((), ())


def test_verdict_that_is_another_one_comes_with_both_reports() -> None:
    """Its words may need the old report: another unit, another target."""
    old, new = report(HELD), report(HELD, verdict=replace(MET, code="missed"), measure="share")
    [change] = between([old], [new]).verdicts
    assert (change.before, change.indicator) == (old, new)


def test_verdict_with_other_numbers_beside_it_is_the_same_one() -> None:
    nearer = replace(MET, completion=Decimal("1.010000"))
    found = between([report(HELD)], [report(HELD, NEW, verdict=nearer)])
    assert found.verdicts == ()


@pytest.mark.parametrize(
    "other",
    [
        {"goal": 2},
        {"name": text("Schemes")},
        {"definition": text("As they were")},
        {"nature": "running_total"},
        {"from_zero": True},
        {"unit": "scheme"},
        {"unit_name": text("schemes")},
        {"measure": "amount"},
        {"input_unit": "wan"},
        {"decimals": 1},
        {"path": "compound"},
        {"baseline_year": 2019},
        {"responsible_unit": text("An office")},
        {"target": replace(TARGET, lower=Decimal(90))},
        {"target": replace(TARGET, note=text("At least"))},
        {"interim": (JudgedTarget(target=TARGET, verdict=MET),)},
        {"commentary": Commentary(year=2023, cause=text("Late"), next_step=text("Soon"))},
        {"series": ()},
        {"series": (Series(code="all", name=text("Sum"), role="headline", headline=True),)},
        {"verdict": replace(MET, working=(STEP,))},
    ],
)
def test_indicator_that_differs_in_anything_else_is_named(other: dict[str, Any]) -> None:
    found = between([report()], [report(**other)])
    assert found.wording == ("projects",)
    assert (found.figures, found.verdicts) == ((), ())


@pytest.mark.parametrize(
    "other",
    [
        {"name": text("Another plan")},
        {"summary": text("Another summary")},
        {"end_year": 2026},
        {"source": replace(SOURCE, url="https://example.org/")},
        {"goals": ()},
        {
            "goals": (
                replace(
                    PLAN.goals[0],
                    commitments=(Commitment(wording=text("Open"), state="open", due_year=2025),),
                ),
            )
        },
    ],
)
def test_plan_that_differs_in_anything_but_verdicts_is_named(other: dict[str, Any]) -> None:
    found = between([report()], [report()], new_plan=replace(PLAN, **other))
    assert found == changes.Changes(figures=(), verdicts=(), wording=("14fyp",))


def test_first_release_names_no_words() -> None:
    found = between([], [report()], old_plan=None)
    assert found.wording == ()


def test_unreleased_are_the_figures_that_nobody_has_seen_as_they_stand() -> None:
    revised = replace(HELD, value=Decimal(64))
    june = Figure(
        year=2024, value=Decimal(30), covers="to_date", as_of=date(2024, 6, 30), obs_status="P"
    )
    live, released = report(revised, NEW, june), report(HELD, NEW)
    assert changes.unreleased(live, released) == {
        ("all", 2023, "year", ""),
        ("all", 2024, "to_date", "2024-06-30"),
    }
    assert changes.unreleased(released, released) == set()
    assert changes.unreleased(released, None) == {
        ("all", 2023, "year", ""),
        ("all", 2024, "year", ""),
    }
