"""A verdict's working: each step in words, with its numbers, in both languages.

The words name neither the day of judging nor a release: they change only when a figure, the target
or the verdict does.
"""

from decimal import Decimal

from indicators.amounts import difference, number, points, report_scale, share
from indicators.comparisons import comparison
from indicators.languages import choose
from indicators.reasons import needs_figure
from indicators.report_types import IndicatorReport, Step
from indicators.rule_words import rule_words
from indicators.targets import goal_bound
from indicators.working_case import Case, brackets, step
from indicators.working_pace import pace_steps


def working(report: IndicatorReport) -> tuple[Step, ...]:
    """The steps from the figures to the verdict, in order; a step that does not exist says why."""
    steps: list[Step | None] = []
    if report.target is not None:
        case = Case(report, report.target)
        steps = [_over(case), _full_year(case), _meets(case), _completion(case)]
        steps += [*pace_steps(case), _change(case), _distance(case)]
    rule = report.verdict.rule
    label = f"Rule {rule}", f"第{rule}条"
    last = step("rule", label, lambda lang: rule_words(report, lang), str(rule))
    return (*(each for each in steps if each is not None), last)


def step_value(step: Step, report: IndicatorReport, lang: str) -> str:
    """The answer at the end of a step's line: "Yes", "84.6%", "−¥77.0bn", "None" or "—"."""
    if step.value is None:
        return choose(lang, "None", "无") if step.code == "full_year" else "—"
    if step.value in ("yes", "no"):
        return choose(lang, step.value.capitalize(), {"yes": "是", "no": "否"}[step.value])
    value = Decimal(step.value)
    if step.code in ("completion", "share_done", "share_time"):
        return share(value, lang)
    if step.code == "gap":
        return points(value, lang)
    if step.code in ("pace", "rule"):
        return number(value, places=2 if step.code == "pace" else 0, lang=lang)
    scale = report_scale(report, lang)
    return difference(value, report, lang=lang, scale=scale, style="table", signed=True)


def _over(case: Case) -> Step:
    year, over = case.target.year, case.report.verdict.over
    if case.has_due_figure:
        words = "Its full-year figure is published.", "全年数据已公布。"
    elif over:
        words = f"31 December {year} has passed.", f"{year}年12月31日已过。"
    else:
        words = f"The target falls due on 31 December {year}.", f"目标于{year}年12月31日到期。"
    label = f"Is {year} over?", f"{year}年是否已结束？"
    return step("over", label, lambda lang: choose(lang, *words), "yes" if over else "no")


def _full_year(case: Case) -> Step | None:
    """Only where it is missed: the year is over, or there is no figure at all."""
    report, year = case.report, case.target.year
    if case.has_due_figure or (report.latest and not report.verdict.over):
        return None
    label = f"Full-year figure for {year}?", f"有无{year}年全年数据？"
    words = _why_no_full_year(report)
    return step("full_year", label, lambda lang: choose(lang, *words), None)


def _why_no_full_year(report: IndicatorReport) -> tuple[str, str]:
    code, other_basis = report.verdict.code, report.verdict.reason == "other_basis"
    if code == "no_figure" and other_basis:
        return "The figures found are on another basis.", "查到的数据口径与目标不一致。"
    if code == "no_figure":
        return "No figure that can be judged was found.", "未查到可评价的数据。"
    if code == "awaiting" and other_basis:
        return (
            "There is one, on another basis: it is shown and not judged.",
            "有该年数据，但口径不一致，仅供参考，不作评价。",
        )
    if code == "awaiting":
        return (
            "The verdict waits for it: figures for earlier years do not decide.",
            "待该年数据公布后评价，以往年份的数据不作为依据。",
        )
    return (
        "Not needed: the running total can no longer change the answer.",
        "不需要：累计数已不会改变结论。",
    )


def _meets(case: Case) -> Step | None:
    latest, verdict = case.report.latest, case.report.verdict
    if verdict.code in ("awaiting", "no_figure"):
        return None
    label = (
        ("Does it meet the target?", "是否达到目标值？")
        if case.has_due_figure
        else ("Does the latest figure meet the target?", "最新数据是否达到目标值？")
    )
    value = latest.value if latest else Decimal(0)
    answer = "yes" if case.attained else "no"
    return step("meets", label, lambda lang: _comparison(case, value, lang), answer)


def _comparison(case: Case, value: Decimal, lang: str) -> str:
    words = comparison(
        value,
        case.target,
        met=case.attained,
        write=lambda each: case.number(each, lang),
        lang=lang,
    )
    return words + case.stands_for(lang)


def _completion(case: Case) -> Step:
    report, value = case.report, case.report.verdict.completion
    label, latest = ("Completion", "完成率"), report.latest
    if latest is None or value is None:
        return step("completion", label, lambda lang: _no_completion(case, lang), None)

    def ratio(lang: str) -> str:
        goal = case.number(goal_bound(case.target), lang)
        return f"{case.number(latest.value, lang)} ÷ {goal}{case.stands_for(lang)}"

    return step("completion", label, ratio, value)


def _no_completion(case: Case, lang: str) -> str:
    if case.target.aim != "rise":
        return choose(lang, "Exists only where the target is to rise.", "仅适用于上升类目标。")
    if case.report.latest is None:
        return needs_figure(lang)
    return choose(
        lang,
        "Needs a target above 0 and a figure of 0 or more.",
        "要求目标值大于0且数据不小于0。",
    )


def _change(case: Case) -> Step | None:
    report, value = case.report, case.report.verdict.change
    base, latest = report.baseline, report.latest
    if report.verdict.code != "moving_away" or base is None or latest is None:
        return None
    label = "Change since the baseline", "较基期变化"
    return step("change", label, lambda lang: _minus(case, latest.value, base.value, lang), value)


def _distance(case: Case) -> Step | None:
    """Above 0: beyond the goal line. Below 0: short of it, or outside the range to stay in."""
    latest = case.report.latest
    if latest is None:
        return None
    label = "Distance to the target", "与目标值之差"
    pair = _far_pair(case, latest.value)
    if pair is None:
        words = "Inside the range.", "在目标区间内。"
        return step("distance", label, lambda lang: choose(lang, *words), Decimal(0))
    first, second = pair
    return step("distance", label, lambda lang: _minus(case, first, second, lang), first - second)


def _far_pair(case: Case, value: Decimal) -> tuple[Decimal, Decimal] | None:
    """What is taken from what, in the order the aim asks for; None inside a range to stay in."""
    target = case.target
    if target.aim == "rise":
        return value, goal_bound(target)
    if target.aim == "fall":
        return goal_bound(target), value
    if target.lower is not None and value < target.lower:
        return value, target.lower
    if target.upper is not None and value > target.upper:
        return target.upper, value
    return None


def _minus(case: Case, first: Decimal, second: Decimal, lang: str) -> str:
    words = f"{case.number(first, lang)} − {case.operand(second, lang)}"
    return brackets(words, lang) + case.stands_for(lang)
