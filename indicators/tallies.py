"""How many targets have come to what, of a plan and of one goal. `lang` is "en" or "zh-hans"."""

from collections import Counter
from collections.abc import Iterable

from indicators.languages import choose
from indicators.report_types import Commitment, GoalReport, PlanReport
from indicators.verdict_words import VERDICT_KEYS, verdict_key

ALWAYS_TALLIED = ("missed", "awaiting", "none_found", "other_basis", "met")
_SHORT = {
    "missed": ("missed", "未实现"),
    "far_behind": ("far behind", "明显滞后"),
    "moving_away": ("moving away", "偏离目标"),
    "outside": ("outside the range", "不在目标区间"),
    "behind": ("behind", "滞后"),
    "awaiting": ("awaiting", "待公布"),
    "none_found": ("no figure found", "未查到数据"),
    "other_basis": ("on another basis", "口径不一致"),
    "not_assessed": ("not assessed", "暂不评价"),
    "on_track": ("on track", "基本符合预期"),
    "ahead": ("ahead", "快于预期"),
    "holding": ("at the target level", "已达目标值"),
    "met": ("met", "已实现"),
    "met_early": ("met early", "提前实现"),
}


def tally(plan: PlanReport) -> list[tuple[str, int]]:
    """How many targets have come to what, least favourable first; keys as `verdict_key` gives them.

    Zeros are shown for the results and for what is missing, so that nothing seems left out.
    """
    counts = Counter(verdict_key(each.code, each.reason) for each in plan.verdicts if each.targeted)
    keys = [key for key in VERDICT_KEYS if counts[key] or key in ALWAYS_TALLIED]
    return [(key, counts[key]) for key in keys]


def goal_tally(plan: PlanReport, goal: GoalReport, lang: str) -> str:
    """A goal's targets and commitments in one line: "2 targets: 1 awaiting, 1 on another basis"."""
    parts = [_goal_targets(plan, goal, lang)]
    if count := len(goal.commitments):
        noun = "commitment" if count == 1 else "commitments"
        parts.append(choose(lang, f"{count} {noun}", f"{count}项定性任务"))
    return " · ".join(parts)


def _goal_targets(plan: PlanReport, goal: GoalReport, lang: str) -> str:
    lines = [line for line in plan.verdicts if line.targeted and line.goal == goal.number]
    if not lines:
        return choose(lang, "No numeric target", "无量化目标")
    counts = Counter(verdict_key(line.code, line.reason) for line in lines)
    if len(lines) == 1:
        words = choose(lang, *_SHORT[next(iter(counts))])
        return choose(lang, f"1 target, {words}", f"1项目标，{words}")
    found = [(counts[key], choose(lang, *_SHORT[key])) for key in VERDICT_KEYS if counts[key]]
    if lang == "en":
        return f"{len(lines)} targets: {', '.join(f'{count} {words}' for count, words in found)}"
    return f"{len(lines)}项目标：{'，'.join(f'{count}项{words}' for count, words in found)}"


def shared_standing(commitments: Iterable[Commitment], lang: str) -> str:
    """What all commitments have in common while none has evidence yet; "" once they differ."""
    if any(each.state != "open" or each.evidence for each in commitments):
        return ""
    return choose(
        lang,
        "Open: no dated evidence has been recorded, and without it nothing counts as delivered.",
        "未办结：尚无佐证材料，不能认定完成。",
    )
