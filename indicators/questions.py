"""Is the target met? Asked and answered in words, at the head of an indicator's or goal's page.

Answers claim no more than the verdict does. `lang` is "en" or "zh-hans".
"""

from collections.abc import Mapping
from dataclasses import replace

from indicators.headlines import headline
from indicators.languages import choose, numeral
from indicators.report_types import GoalReport, IndicatorReport, PlanReport, Target
from indicators.sentences import findings, known
from indicators.targets import target_words
from indicators.verdict_words import REASONS

# The answer before its reasons, for verdicts that need no year.
_PLAIN = {
    "no_figure": ("That cannot be said.", "目前无法判断。"),
    "met": ("Yes.", "已实现。"),
    "outside": (
        "Not at present: the latest figure lies outside the range.",
        "目前未实现：最新数据不在目标区间。",
    ),
    "moving_away": ("Not at present, and it is moving away.", "目前未实现，且偏离目标。"),
    "ahead": ("Not yet; it is ahead.", "尚未实现，进度快于预期。"),
    "on_track": ("Not yet; it is on track.", "尚未实现，进度基本符合预期。"),
    "behind": ("Not yet, and it is behind.", "尚未实现，进度滞后。"),
    "far_behind": ("Not yet, and it is far behind.", "尚未实现，进度明显滞后。"),
}


def question(report: IndicatorReport, lang: str) -> str:
    """Whether the target is met: "Was the 2025 target met: at least ¥500 billion?"."""
    target = report.target
    if target is None:
        return choose(lang, "Is there a target?", "是否设有目标值？")
    promise = target_words(report, lang, with_unit=True)
    is_or_was = "Was" if report.verdict.over else "Is"
    return choose(
        lang,
        f"{is_or_was} the {target.year} target met: {promise}?",
        f"{target.year}年目标（{promise}）是否实现？",
    )


def answer(report: IndicatorReport, lang: str) -> str:
    """The answer, then what is known: "Not known yet: the 2025 figure is awaited. ¥423 …"."""
    if report.target is None:
        return choose(lang, "No. ", "未设。") + findings(report, lang)
    return _short(report, report.target, lang) + choose(lang, " ", "") + known(report, lang)


def _short(report: IndicatorReport, target: Target, lang: str) -> str:
    verdict, year = report.verdict, target.year
    since, late = verdict.since, verdict.met_late
    if verdict.code == "awaiting" and verdict.reason == "other_basis":
        words = (
            f"That cannot be said: the {year} figure is on another basis.",
            f"目前无法判断：{year}年数据口径不一致。",
        )
    elif verdict.code == "awaiting":
        words = (
            f"Not known yet: the {year} figure is awaited.",
            f"尚不能判断：{year}年数据待公布。",
        )
    elif verdict.code == "met_early":
        words = f"Yes, early: from {since} on.", f"已提前实现（{since}年起）。"
    elif verdict.code == "holding":
        words = (
            f"So far, yes: since {since}. The target’s year is not over.",
            f"目前已达到（{since}年起），目标年尚未结束。",
        )
    elif verdict.code == "missed":
        words = (
            (f"No, not in time: it was reached in {late}.", f"未按期实现，{late}年达到。")
            if late
            else ("No.", "未实现。")
        )
    elif verdict.code == "not_assessed":
        english, chinese = REASONS.get(verdict.reason or "", ("not assessed", "暂不评价"))
        words = (
            f"Not yet; its pace is not assessed: {english}.",
            f"尚未实现，进度暂不评价：{chinese}。",
        )
    else:
        words = _PLAIN[verdict.code]
    return choose(lang, *words)


def goal_question(plan: PlanReport, goal: GoalReport, lang: str) -> str:
    """The same of all its targets: "Are the goal’s targets met?"."""
    count = sum(line.targeted for line in _lines(plan, goal).verdicts)
    if not count:
        return choose(lang, "Does the goal set a numeric target?", "是否设有量化目标？")
    whose = "Is the goal’s target met?" if count == 1 else "Are the goal’s targets met?"
    return choose(lang, whose, "目标是否实现？")


def goal_answer(
    plan: PlanReport, goal: GoalReport, indicators: Mapping[str, IndicatorReport], lang: str
) -> str:
    """What has become of the goal's targets, as the plan's headline would say it; commitments."""
    found = headline(_lines(plan, goal), indicators, lang)
    parts = [found.lead, found.rest, found.standfirst, _delivered(goal, lang)]
    return choose(lang, " ", "").join(part for part in parts if part)


def _delivered(goal: GoalReport, lang: str) -> str:
    count = len(goal.commitments)
    done = sum(each.state == "delivered" for each in goal.commitments)
    if not count:
        return ""
    if count == 1:
        english = f"The one commitment is {'' if done else 'not '}recorded as delivered."
        return choose(lang, english, f"唯一一项定性任务{'已' if done else '尚未'}完成。")
    total, some = numeral(count, lang), numeral(done, lang) if done else "none"
    are = "is" if done <= 1 else "are"
    english = f"Of {total} commitments, {some} {are} recorded as delivered."
    if not done:
        return choose(lang, english, f"{total}项定性任务中，尚无一项完成。")
    return choose(lang, english, f"{total}项定性任务中，{some}项已完成。")


def _lines(plan: PlanReport, goal: GoalReport) -> PlanReport:
    """The plan as if it had this goal alone."""
    return replace(plan, verdicts=tuple(line for line in plan.verdicts if line.goal == goal.number))
