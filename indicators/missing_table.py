"""The overview of what is missing: counts, filters and rows. Pure; `lang` is "en" or "zh-hans"."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from indicators.desk_filters import Filter, Option, UnknownFilterError
from indicators.languages import choose, say
from indicators.missing import Cell, Line
from indicators.missing_words import SIGN, state_words
from indicators.report_types import GoalReport, IndicatorReport, PlanReport

COUNTED = ("missing", "stale", "shown", "provisional", "final")
UNNAMED = "-"  # the filter's value for indicators whose responsible unit nobody has named
FILTERS = ("goal", "unit", "state")


@dataclass(frozen=True, kw_only=True)
class Count:
    """So many cells are in a state; `query` is the filter that leaves their rows."""

    state: str
    words: str
    sign: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """A goal with the lines that are left of it."""

    goal: GoalReport
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    counts: tuple[Count, ...]
    filters: tuple[Filter, ...]
    groups: tuple[Group, ...]
    shown: int
    total: int


def unit_key(report: IndicatorReport) -> str:
    """What names the responsible unit in a filter and in the address of its request slip."""
    unit = report.responsible_unit
    return (unit["zh-hans"] or unit["en"]) if unit else UNNAMED


def is_in(cell: Cell, state: str) -> bool:
    """Whether a cell counts as `state`; a stale figure counts as what it is as well."""
    return cell.stale if state == "stale" else cell.state == state


def table(
    plan: PlanReport, lines: Iterable[Line], *, chosen: Mapping[str, str], lang: str
) -> Table:
    """What `chosen` leaves: by goal, responsible unit and state, each "" for all.

    Raises `UnknownFilterError` for a choice that the plan does not offer.
    """
    every = list(lines)
    filters = (
        _goals(plan, every, chosen["goal"], lang),
        _units(every, chosen["unit"], lang),
        _states(every, chosen["state"], lang),
    )
    asked = [line for line in every if _fits(line, chosen)]
    left = [line for line in asked if _holds(line, chosen["state"])]
    goals = {goal.number: goal for goal in plan.goals}
    return Table(
        counts=tuple(_count(state, asked, chosen["state"], lang) for state in COUNTED),
        filters=filters,
        groups=tuple(
            Group(goal=goals[number], lines=tuple(found))
            for number, found in groupby(left, key=lambda line: line.report.goal)
        ),
        shown=len(left),
        total=len(every),
    )


def _fits(line: Line, chosen: Mapping[str, str]) -> bool:
    return chosen["goal"] in ("", str(line.report.goal)) and chosen["unit"] in (
        "",
        unit_key(line.report),
    )


def _holds(line: Line, state: str) -> bool:
    return not state or any(is_in(cell, state) for cell in line.cells)


def _count(state: str, lines: Iterable[Line], chosen: str, lang: str) -> Count:
    return Count(
        state=state,
        words=state_words(state, lang),
        sign=SIGN.get(state, ""),
        count=sum(is_in(cell, state) for line in lines for cell in line.cells),
        chosen=state == chosen,
    )


def _goals(plan: PlanReport, lines: list[Line], chosen: str, lang: str) -> Filter:
    counts = Counter(str(line.report.goal) for line in lines)
    words = {str(goal.number): f"{goal.number} {say(goal.title, lang)}" for goal in plan.goals}
    left = {value: words[value] for value in words if value in counts}
    return _filter("goal", choose(lang, "Goal", "目标"), left, counts, chosen, len(lines), lang)


def _units(lines: list[Line], chosen: str, lang: str) -> Filter:
    unnamed = choose(lang, "not named yet", "尚未明确")
    words = {
        unit_key(line.report): (
            say(line.report.responsible_unit, lang) if line.report.responsible_unit else unnamed
        )
        for line in lines
    }
    counts = Counter(unit_key(line.report) for line in lines)
    label = choose(lang, "Responsible unit", "责任单位")
    return _filter("unit", label, words, counts, chosen, len(lines), lang)


def _states(lines: list[Line], chosen: str, lang: str) -> Filter:
    words = {state: state_words(state, lang) for state in COUNTED}
    counts = Counter(state for line in lines for state in COUNTED if _holds(line, state))
    return _filter("state", choose(lang, "State", "状态"), words, counts, chosen, len(lines), lang)


def _filter(
    name: str,
    label: str,
    words: Mapping[str, str],
    counts: Mapping[str, int],
    chosen: str,
    total: int,
    lang: str,
) -> Filter:
    if chosen and chosen not in words:
        raise UnknownFilterError(chosen)
    every = Option(value="", words=choose(lang, "all", "全部"), count=total, chosen=not chosen)
    options = (
        Option(value=value, words=said, count=counts[value], chosen=value == chosen)
        for value, said in words.items()
    )
    return Filter(name=name, label=label, options=(every, *options))
