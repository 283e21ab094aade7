"""The list of all indicators, by goal, as its filters leave it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from indicators.amounts import amount, report_scale
from indicators.figure_words import years_without
from indicators.languages import choose, say
from indicators.report_types import GoalReport, IndicatorReport, PlanReport
from indicators.sentences import common_year
from indicators.verdict_words import verdict_key, verdict_name


class UnknownFilterError(ValueError):
    """A filter names a goal or a verdict that the list does not hold."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One filter as a link: its words, how many it leaves, and its query ("" for all)."""

    words: str
    count: int
    query: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """A goal with those of its indicators that the filters leave."""

    goal: GoalReport
    reports: list[IndicatorReport]


@dataclass(frozen=True, kw_only=True)
class Listing:
    goals: list[Choice]
    verdicts: list[Choice]
    groups: list[Group]
    count: int


def key_of(report: IndicatorReport) -> str:
    return verdict_key(report.verdict.code, report.verdict.reason)


def listing(
    plan: PlanReport,
    indicators: Mapping[str, IndicatorReport],
    lang: str,
    *,
    goal: str = "",
    verdict: str = "",
) -> Listing:
    """The indicators of goal number `goal` with the verdict `verdict`; "" asks for all of them.

    Raises UnknownFilterError where no indicator has such a goal or such a verdict.
    """
    reports = list(indicators.values())
    goals = Counter(str(each.goal) for each in reports)
    verdicts = Counter(key_of(each) for each in reports)
    if (goal and goal not in goals) or (verdict and verdict not in verdicts):
        raise UnknownFilterError(goal or verdict)
    left = [
        each for each in reports if goal in ("", str(each.goal)) and verdict in ("", key_of(each))
    ]
    year = common_year(plan, indicators)
    return Listing(
        goals=_choices(
            {"": choose(lang, "All goals", "全部目标")}
            | {str(each.number): f"{each.number} {say(each.title, lang)}" for each in plan.goals},
            goals,
            goal,
            lambda code: {"goal": code, "verdict": verdict},
        ),
        verdicts=_choices(
            {"": choose(lang, "All verdicts", "全部评价")}
            | {key: verdict_name(key, year, lang) for key in verdicts},
            verdicts,
            verdict,
            lambda code: {"goal": goal, "verdict": code},
        ),
        groups=[
            Group(goal=each, reports=found)
            for each in plan.goals
            if (found := [report for report in left if report.goal == each.number])
        ],
        count=len(left),
    )


def _choices(
    words: dict[str, str],
    counts: Counter[str],
    current: str,
    query: Callable[[str], dict[str, str]],
) -> list[Choice]:
    return [
        Choice(
            words=words[code],
            count=counts[code] if code else counts.total(),
            query=urlencode({name: value for name, value in query(code).items() if value}),
            current=code == current,
        )
        for code in words
        if not code or counts[code]
    ]


def latest_value(report: IndicatorReport, lang: str) -> str:
    """The newest judged figure, or "" where there is none."""
    if report.latest is None:
        return ""
    scale = report_scale(report, lang)
    return amount(report.latest.value, report, lang=lang, scale=scale, style="table")


def missing_years(report: IndicatorReport, lang: str) -> str:
    """The years without any figure: "2022, 2025", "every year", or "—" where none is missing."""
    if not any(each.figures for each in report.series if each.role != "breakdown"):
        return choose(lang, "every year", "全部年份")
    return gap_years(report, lang) or "—"


def gap_years(report: IndicatorReport, lang: str) -> str:
    """The years without any figure, from the first that has one on; "" where there are none."""
    return choose(lang, ", ", "、").join(map(str, years_without(report)))
