"""The desk's table: every indicator and every goal's commitments, as the filters leave them.

Pure: reports in, rows in words out. `lang` is "en" or "zh-hans".
"""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from indicators.amounts import bare, report_scale, unit_heading
from indicators.attention import LAGGING, Task, lacks_baseline
from indicators.attention_words import own_step, step
from indicators.chart_tiny import TinyChart, tiny_chart
from indicators.desk_words import (
    NONE,
    Progress,
    latest_time,
    missing_years,
    progress,
    shown_instead,
)
from indicators.languages import choose, say
from indicators.report_types import GoalReport, IndicatorReport, PlanReport
from indicators.sentences import common_year
from indicators.targets import target_short
from indicators.verdict_words import VERDICT_KEYS, verdict_key, verdict_name

# What can need attention, in the order of the counts at the head of the desk.
NEEDS = (
    "lagging",
    "awaiting",
    "no_judged",
    "no_baseline",
    "out_of_date",
    "unreleased",
    "evidence",
)
_COUNTED = {  # after a count of one; after more; in Chinese
    "lagging": ("was missed or lags", "were missed or lag", "项未实现或滞后"),
    "no_judged": ("has no judged figure", "have no judged figure", "项没有可评价的数据"),
    "no_baseline": (
        "lacks a baseline on the same basis",
        "lack a baseline on the same basis",
        "项缺同口径基期数",
    ),
    "out_of_date": (
        "latest figure is out of date",
        "latest figures are out of date",
        "项最新数据较早",
    ),
    "unreleased": (
        "differs from what is published",
        "differ from what is published",
        "项与已发布内容不一致",
    ),
    "evidence": (
        "goal has commitments without evidence",
        "goals have commitments without evidence",
        "项目标的定性任务缺佐证材料",
    ),
}
_FILTERS = {
    "lagging": ("Missed or lagging", "未实现或滞后"),
    "awaiting": ("Figure awaited", "数据待公布"),
    "no_judged": ("No judged figure", "没有可评价的数据"),
    "no_baseline": ("No baseline", "缺基期数"),
    "out_of_date": ("Out of date", "数据较早"),
    "unreleased": ("Not published as it stands", "与已发布内容不一致"),
    "evidence": ("Commitments without evidence", "定性任务缺佐证材料"),
}
_HEAD = 4  # counts at the head of the desk
_NAMED = 4  # names under a count before the rest is counted

Reports = Mapping[str, IndicatorReport]


class UnknownFilterError(ValueError):
    """A filter names what the desk does not know."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """An indicator in words, or with `report` None the commitments of `goal`.

    `key`: what its verdict counts as, "" for commitments. `step`: what comes next, "" for nothing,
    and `step_kind` the kind of that task. Values stand without their unit, which `unit` names.
    """

    goal: GoalReport
    needs: frozenset[str]
    key: str = ""
    report: IndicatorReport | None = None
    tiny: TinyChart | None = None
    unit: str = ""
    latest: str = ""
    time: str = ""
    target: str = ""
    progress: Progress = field(default_factory=Progress)
    missing: str = ""
    step: str = ""
    step_kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Count:
    """So many need attention for one reason: `words` follow the count, `names` say which."""

    need: str
    count: int
    words: str
    names: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """A value of a filter, with how many rows it would leave."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Filter:
    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """`groups`: goals with their rows that the filters leave; `shown` of `total` rows."""

    counts: tuple[Count, ...]
    filters: tuple[Filter, ...]
    groups: tuple[tuple[GoalReport, tuple[Row, ...]], ...]
    shown: int
    total: int


def desk(
    plan: PlanReport,
    indicators: Reports,
    tasks: Iterable[Task],
    *,
    unreleased: Collection[str],
    today: datetime.date,
    lang: str,
    chosen: Mapping[str, str] | None = None,
) -> Desk:
    """The desk as on `today`. `chosen`: goal, verdict and needs; "" or nothing asks for all.

    Raises UnknownFilterError for a value that no row could have.
    """
    chosen = {name: value for name, value in (chosen or {}).items() if value}
    all_rows = rows(plan, indicators, tasks, unreleased=unreleased, today=today, lang=lang)
    filters = _filters(plan, indicators, all_rows, chosen, lang)
    left = [row for row in all_rows if _passes(row, chosen)]
    return Desk(
        counts=_counts(plan, indicators, all_rows, lang),
        filters=filters,
        groups=tuple(
            (goal, found)
            for goal in plan.goals
            if (found := tuple(row for row in left if row.goal is goal))
        ),
        shown=len(left),
        total=len(all_rows),
    )


def rows(
    plan: PlanReport,
    indicators: Reports,
    tasks: Iterable[Task],
    *,
    unreleased: Collection[str],
    today: datetime.date,
    lang: str,
) -> list[Row]:
    """One row for each indicator, and one for each goal's commitments, in the plan's order."""
    first = _first_tasks(tasks)
    years = range(plan.baseline_year, plan.end_year + 1)
    found: list[Row] = []
    for goal in plan.goals:
        found += [
            _row(
                goal,
                indicators[code],
                years,
                first.get(indicators[code].code),
                unreleased,
                today,
                lang,
            )
            for code in goal.indicators
            if code in indicators
        ]
        if goal.commitments:
            found.append(_commitments(goal, lang))
    return found


def _first_tasks(tasks: Iterable[Task]) -> dict[str, Task]:
    first: dict[str, Task] = {}
    for task in tasks:
        if task.report is not None:
            first.setdefault(task.report.code, task)
    return first


def _row(
    goal: GoalReport,
    report: IndicatorReport,
    years: range,
    task: Task | None,
    unreleased: Collection[str],
    today: datetime.date,
    lang: str,
) -> Row:
    scale = report_scale(report, lang)
    latest = report.latest
    return Row(
        goal=goal,
        report=report,
        unit=unit_heading(report, scale, lang),
        key=verdict_key(report.verdict.code, report.verdict.reason),
        needs=frozenset(_needs(report, unreleased)),
        tiny=tiny_chart(report, years, lang),
        latest=bare(latest.value, report, scale, lang, aligned=True) if latest else NONE,
        time=latest_time(report, today, lang) or shown_instead(report, lang),
        target=target_short(report, lang, scale) or NONE,
        progress=progress(report, lang),
        missing=missing_years(report, lang) or NONE,
        step=own_step(task, lang) if task else "",
        step_kind=task.kind if task else "",
    )


def _needs(report: IndicatorReport, unreleased: Collection[str]) -> Iterable[str]:
    verdict = report.verdict
    other = verdict.reason == "other_basis"
    facts = {
        "lagging": verdict.code in LAGGING,
        "awaiting": verdict.code == "awaiting" and not other,
        "no_judged": verdict.code == "no_figure" or other,
        "no_baseline": lacks_baseline(report),
        "out_of_date": verdict.out_of_date,
        "unreleased": report.code in unreleased,
    }
    return (need for need, holds in facts.items() if holds)


def _commitments(goal: GoalReport, lang: str) -> Row:
    pieces = sum(len(each.evidence) for each in goal.commitments)
    lacking = any(not each.evidence for each in goal.commitments if each.state != "dropped")
    noun = "piece" if pieces == 1 else "pieces"
    return Row(
        goal=goal,
        needs=frozenset({"evidence"} if lacking else ()),
        latest=f"{pieces}",
        time=choose(lang, f"{noun} of evidence", "份佐证材料"),
        step=step("evidence", lang) if lacking else "",
        step_kind="evidence" if lacking else "",
    )


# Filters


_TESTS: dict[str, Callable[[Row, str], bool]] = {
    "goal": lambda row, value: f"{row.goal.number}" == value,
    "verdict": lambda row, value: row.key == value,
    "needs": lambda row, value: value in row.needs,
}


def _passes(row: Row, chosen: Mapping[str, str]) -> bool:
    return all(_TESTS[name](row, value) for name, value in chosen.items())


def _filters(
    plan: PlanReport,
    indicators: Reports,
    all_rows: list[Row],
    chosen: Mapping[str, str],
    lang: str,
) -> tuple[Filter, ...]:
    year = common_year(plan, indicators)
    held = {row.key for row in all_rows}
    keys = [key for key in VERDICT_KEYS if key in held]
    choices = {
        "goal": {f"{each.number}": f"{each.number} {say(each.title, lang)}" for each in plan.goals},
        "verdict": {key: verdict_name(key, year, lang) for key in keys},
        "needs": {need: choose(lang, *_FILTERS[need]) for need in NEEDS},
    }
    labels = {
        "goal": (("Goal", "目标"), ("All goals", "全部目标")),
        "verdict": (("Verdict", "评价"), ("All verdicts", "全部评价")),
        "needs": (("Needs attention", "需关注"), ("Everything", "全部")),
    }
    for name, value in chosen.items():
        if value not in choices[name]:
            raise UnknownFilterError(value)
    return tuple(
        Filter(
            name=name,
            label=choose(lang, *labels[name][0]),
            options=_options(name, {"": choose(lang, *labels[name][1])} | words, all_rows, chosen),
        )
        for name, words in choices.items()
    )


def _options(
    name: str, words: Mapping[str, str], all_rows: list[Row], chosen: Mapping[str, str]
) -> tuple[Option, ...]:
    """Each with how many rows it would leave beside the other filters."""
    others = {each: value for each, value in chosen.items() if each != name}
    beside = [row for row in all_rows if _passes(row, others)]
    return tuple(
        Option(
            value=value,
            words=word,
            count=sum(not value or _TESTS[name](row, value) for row in beside),
            chosen=chosen.get(name, "") == value,
        )
        for value, word in words.items()
    )


# Counts


def _counts(
    plan: PlanReport, indicators: Reports, all_rows: list[Row], lang: str
) -> tuple[Count, ...]:
    """Four counts: what is there before what is not, each in the order of NEEDS."""
    counts = Counter(need for row in all_rows for need in row.needs)
    order = sorted(NEEDS, key=lambda need: not counts[need])[:_HEAD]
    year = common_year(plan, indicators)
    return tuple(
        Count(
            need=need,
            count=counts[need],
            words=_counted(need, counts[need], year, lang),
            names=_names([row for row in all_rows if need in row.needs], lang),
        )
        for need in order
    )


def _counted(need: str, count: int, year: int | None, lang: str) -> str:
    if need == "awaiting":
        figure = f"the {year} figure" if year else "the target year’s figure"
        chinese = f"项{year}年数据待公布" if year else "项目标年数据待公布"
        return choose(lang, f"{'awaits' if count == 1 else 'await'} {figure}", chinese)
    one, many, chinese = _COUNTED[need]
    return choose(lang, one if count == 1 else many, chinese)


def _names(found: list[Row], lang: str) -> str:
    """The first names, and how many more there are."""
    every = [say(row.report.name if row.report else row.goal.title, lang) for row in found]
    named, more = every[:_NAMED], len(every) - _NAMED
    words = choose(lang, ", ", "、").join(named)
    return words + (choose(lang, f" and {more} more", f"等{len(every)}项") if more > 0 else "")
