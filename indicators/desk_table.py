"""The rows of the desk: every indicator, and every goal's commitments.

Pure: reports in, rows in words out. `lang` is "en" or "zh-hans".
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

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
from indicators.languages import choose
from indicators.report_types import GoalReport, IndicatorReport, PlanReport
from indicators.targets import target_short
from indicators.verdict_words import read_alike, verdict_key, verdict_words

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
Reports = Mapping[str, IndicatorReport]


@dataclass(frozen=True, kw_only=True)
class Row:
    """An indicator in words, or with `report` None the commitments of `goal`.

    `key`: what its verdict counts as, "" for commitments; `published`: the verdict that readers
    outside see, where it is another one. `step`: what comes next, "" for nothing,
    and `step_kind` the kind of that task. Values stand without their unit, which `unit` names.
    """

    goal: GoalReport
    needs: frozenset[str]
    key: str = ""
    published: str = ""
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


def rows(
    plan: PlanReport,
    indicators: Reports,
    tasks: Iterable[Task],
    *,
    released: Reports,
    unreleased: Collection[str],
    today: datetime.date,
    lang: str,
) -> list[Row]:
    """One row for each indicator, and one for each goal's commitments, in the plan's order.

    `released`: the indicators as the newest release shows them; `unreleased`: the codes of those
    that no release shows as they stand now.
    """
    first = _first_tasks(tasks)
    years = range(plan.baseline_year, plan.end_year + 1)
    found: list[Row] = []
    for goal in plan.goals:
        for report in (indicators[code] for code in goal.indicators if code in indicators):
            needs = frozenset(_needs(report, unreleased))
            row = _row(goal, report, needs, years, first.get(report.code), today, lang)
            found.append(replace(row, published=_published(report, released, lang)))
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
    needs: frozenset[str],
    years: range,
    task: Task | None,
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
        needs=needs,
        tiny=tiny_chart(report, years, lang),
        latest=bare(latest.value, report, scale, lang, aligned=True) if latest else NONE,
        time=latest_time(report, today, lang) or shown_instead(report, lang),
        target=target_short(report, lang, scale) or NONE,
        progress=progress(report, lang),
        missing=missing_years(report, lang) or NONE,
        step=own_step(task, lang) if task else "",
        step_kind=task.kind if task else "",
    )


def _published(report: IndicatorReport, released: Reports, lang: str) -> str:
    published = released.get(report.code)
    if published is None:
        return choose(lang, "not published yet", "尚未发布")
    if read_alike(report.verdict, published.verdict):
        return ""
    return verdict_words(published.verdict, published, lang)


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
