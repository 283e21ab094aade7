"""What is held back stays as it was released, and the verdict is judged with it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.judging import judged
from indicators.report_types import (
    Commentary,
    Commitment,
    Evidence,
    Figure,
    GoalReport,
    IndicatorReport,
    PlanReport,
    Series,
    Source,
    Target,
    Verdict,
    VerdictLine,
)
from lingang.styleguide.building import text
from releases.holding import (
    Content,
    InseparableError,
    Unit,
    compose,
    moves_verdict,
    units,
)

ON = date(2026, 11, 23)
SOURCE = Source(publisher=text("Daily", "日报"), title=text("A report", "报道"))
PLAN = PlanReport(
    code="14fyp",
    name=text("The plan", "规划"),
    summary=text("A summary", "概述"),
    baseline_year=2020,
    start_year=2021,
    end_year=2025,
    source=SOURCE,
)
AT_LEAST_100 = Target(year=2025, aim="rise", lower=Decimal(100))
COMMENTARY = Commentary(year=2025, cause=text("Late", "滞后"), next_step=text("Go on", "继续"))


def figure(year: int, value: int, **fields: Any) -> Figure:
    return Figure(year=year, value=Decimal(value), **fields)


BASE, FIRST = figure(2020, 0), figure(2023, 63)
DUE = figure(2025, 104)
DUE_KEY = "figure/projects/all/2025/year/"


def series(*figures: Figure, code: str = "all", role: str = "headline") -> Series:
    return Series(
        code=code,
        name=text("All", "总数"),
        role=role,
        headline=role == "headline",
        figures=figures,
    )


def indicator(
    *figures: Figure,
    code: str = "projects",
    targets: tuple[Target, ...] = (AT_LEAST_100,),
    **fields: Any,
) -> IndicatorReport:
    """At least 100 projects by 2025, judged in November 2026."""
    given: dict[str, Any] = {
        "goal": 1,
        "name": text("Projects", "项目数"),
        "series": (series(*figures),),
    } | fields
    unjudged = IndicatorReport(
        plan="14fyp",
        code=code,
        definition=text("As they stand", "现有项目数"),
        nature="stock",
        unit="project",
        unit_name=text("projects", "项"),
        measure="count",
        input_unit="one",
        baseline_year=2020,
        verdict=Verdict(code="", rule=0),
        **given,
    )
    return judged(unjudged, targets=targets, as_of=ON)


def goal(number: int = 1, *commitments: Commitment, title: str = "Core") -> GoalReport:
    return GoalReport(
        number=number,
        slug=f"goal-{number}",
        title=text(title, "核心"),
        summary=text("A promise", "承诺"),
        commitments=commitments,
    )


def content(*indicators: IndicatorReport, goals: tuple[GoalReport, ...] = (goal(),)) -> Content:
    """With the plan's lists of indicators and verdicts, as the read door makes them."""
    listed = tuple(
        replace(each, indicators=tuple(own.code for own in indicators if own.goal == each.number))
        for each in goals
    )
    lines = tuple(
        VerdictLine(
            indicator=each.code,
            goal=each.goal,
            targeted=each.target is not None,
            code=each.verdict.code,
            reason=each.verdict.reason,
        )
        for each in indicators
    )
    plan = replace(PLAN, goals=listed, verdicts=lines)
    return Content(plan=plan, indicators={each.code: each for each in indicators})


def keys(old: Content | None, new: Content) -> list[str]:
    return [unit.key for unit in units(old, new)]


OLD = content(indicator(BASE, FIRST))
NEW = content(indicator(BASE, FIRST, DUE))


def test_nothing_changed_is_no_unit() -> None:
    assert units(OLD, OLD) == []


def test_new_figure_is_a_unit_and_so_is_one_that_went() -> None:
    assert units(OLD, NEW) == [Unit(key=DUE_KEY, old=None, new=DUE)]
    assert units(NEW, OLD) == [Unit(key=DUE_KEY, old=DUE, new=None)]


def test_figure_held_back_leaves_the_release_and_its_verdict() -> None:
    assert NEW.indicators["projects"].verdict.code == "met"
    found = compose(OLD, NEW, [DUE_KEY], as_of=ON)
    assert found == OLD
    assert found.plan.verdicts[0].code == "awaiting"


def test_deleted_figure_held_back_stays() -> None:
    assert compose(NEW, OLD, [DUE_KEY], as_of=ON) == NEW


def test_figure_held_back_leaves_the_others() -> None:
    revised = content(indicator(BASE, figure(2023, 64), DUE))
    found = compose(OLD, revised, [DUE_KEY], as_of=ON).indicators["projects"]
    assert [each.value for each in found.series[0].figures] == [0, 64]
    assert found.verdict.code == "awaiting"


def test_what_is_no_change_cannot_be_held_back() -> None:
    assert compose(OLD, NEW, ["figure/projects/all/2019/year/"], as_of=ON) == NEW


def test_each_kind_of_change_is_held_back_by_itself() -> None:
    promise = Commitment(wording=text("Open up", "开放"), state="open", due_year=2025)
    proof = Evidence(on=date(2026, 1, 1), statement=text("Opened", "已开放"), source=SOURCE)
    before = content(indicator(BASE, FIRST), goals=(goal(1, promise),))
    lower = Target(year=2025, aim="rise", lower=Decimal(60))
    named = indicator(
        BASE,
        FIRST,
        name=text("R&D projects", "研发项目数"),
        targets=(lower,),
        commentary=COMMENTARY,
    )
    kept = replace(promise, state="delivered", evidence=(proof,))
    after = content(named, goals=(goal(1, kept, title="The core"),))
    after = Content(
        plan=replace(after.plan, summary=text("Another", "另")), indicators=after.indicators
    )
    found = keys(before, after)
    assert found == [
        "plan",
        "goal/1",
        "commitment/1/开放",
        "indicator/projects",
        "target/projects/2025",
        "commentary/projects",
    ]
    assert compose(before, after, found, as_of=ON) == before
    for key in found:
        partly = compose(before, after, [key], as_of=ON)
        assert keys(partly, after) == [key]
        assert keys(before, partly) == [each for each in found if each != key]


def test_commitment_is_known_again_by_either_wording() -> None:
    before = content(
        goals=(goal(1, Commitment(wording=text("A", "甲"), state="open", due_year=2025)),)
    )
    after = content(
        goals=(goal(1, Commitment(wording=text("A", "乙"), state="open", due_year=2025)),)
    )
    assert keys(before, after) == ["commitment/1/甲"]


def test_commitments_with_one_wording_are_told_apart() -> None:
    twice = (Commitment(wording=text("A", "甲"), state="open", due_year=2025),) * 2
    assert keys(content(goals=(goal(),)), content(goals=(goal(1, *twice),))) == [
        "commitment/1/甲",
        "commitment/1/甲-2",
    ]


def test_new_indicator_held_back_takes_everything_of_it_along() -> None:
    other = indicator(BASE, DUE, code="cases", name=text("Cases", "案例"))
    after = content(indicator(BASE, FIRST), other)
    assert keys(OLD, after) == [
        "indicator/cases",
        "target/cases/2025",
        "series/cases/all",
        "figure/cases/all/2020/year/",
        "figure/cases/all/2025/year/",
    ]
    assert compose(OLD, after, ["indicator/cases"], as_of=ON) == OLD
    partly = compose(OLD, after, ["figure/cases/all/2025/year/"], as_of=ON)
    assert partly.indicators["cases"].verdict.code == "no_figure"


def test_deleted_indicator_is_one_unit_and_comes_back_whole() -> None:
    other = indicator(BASE, DUE, code="cases", commentary=COMMENTARY)
    before = content(other, indicator(BASE, FIRST))
    assert keys(before, OLD) == ["indicator/cases"]
    assert compose(before, OLD, ["indicator/cases"], as_of=ON) == before


def test_new_goal_held_back_takes_its_indicators_along() -> None:
    other = indicator(BASE, DUE, code="cases", goal=2)
    after = content(indicator(BASE, FIRST), other, goals=(goal(1), goal(2)))
    assert compose(OLD, after, ["goal/2"], as_of=ON) == OLD


def test_deleted_goal_comes_back_with_its_indicators() -> None:
    other = indicator(BASE, DUE, code="cases", goal=2)
    before = content(indicator(BASE, FIRST), other, goals=(goal(1), goal(2)))
    assert keys(before, OLD) == ["goal/2"]
    assert compose(before, OLD, ["goal/2"], as_of=ON) == before


def test_figure_deleted_beside_held_particulars_stays_deleted() -> None:
    after = content(indicator(BASE, name=text("R&D projects", "研发项目数")))
    found = compose(OLD, after, ["indicator/projects"], as_of=ON).indicators["projects"]
    assert (found.name["en"], len(found.series[0].figures)) == ("Projects", 1)
    renamed = replace(series(BASE), name=text("Every one", "全部"))
    after = content(indicator(series=(renamed,)))
    found = compose(OLD, after, ["series/projects/all"], as_of=ON).indicators["projects"]
    assert (found.series[0].name["en"], len(found.series[0].figures)) == ("All", 1)


@pytest.mark.parametrize(
    ("old", "new", "held"),
    [
        # one headline series becomes another
        (
            content(indicator(series=(series(BASE), series(code="b", role="breakdown")))),
            content(indicator(series=(series(BASE, role="breakdown"), series(code="b")))),
            "series/projects/all",
        ),
        # a figure moves from its year to the last day of that year
        (
            OLD,
            content(indicator(BASE, figure(2023, 63, covers="at_date", as_of=date(2023, 12, 31)))),
            "figure/projects/all/2023/year/",
        ),
        # an indicator moves to a goal that is new
        (OLD, content(indicator(BASE, FIRST, goal=2), goals=(goal(1), goal(2))), "goal/2"),
    ],
)
def test_what_cannot_stand_is_refused(old: Content, new: Content, held: str) -> None:
    with pytest.raises(InseparableError):
        compose(old, new, [held], as_of=ON)


def test_figure_moves_the_verdict_or_does_not() -> None:
    after = content(indicator(BASE, figure(2023, 64), DUE))
    report = after.indicators["projects"]
    revised, due = units(OLD, after)
    assert (revised.key, due.key) == ("figure/projects/all/2023/year/", DUE_KEY)
    assert not moves_verdict(revised, report, as_of=ON)
    assert moves_verdict(due, report, as_of=ON)
