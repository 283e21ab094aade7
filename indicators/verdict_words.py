"""The words for verdicts, for what stands beside them, and for what each of them means.

Codes and reasons are those of `indicators/progress.py`. `lang` is "en" or "zh-hans".
"""

from indicators.amounts import difference, report_scale, share
from indicators.languages import choose
from indicators.progress import PACE_CODES, VERDICT_ORDER, position
from indicators.report_types import IndicatorReport, Verdict

# Verdicts that are one phrase, whatever the numbers.
PLAIN = {
    "tracked": ("Tracked, no target", "监测指标（未设目标值）"),
    "no_figure": ("No figure found", "未查到数据"),
    "met": ("Met", "已实现"),
    "met_early": ("Met early", "提前实现"),
    "missed": ("Missed", "未实现"),
    "holding": ("At the target level", "已达目标值"),
    "outside": ("Outside the range", "不在目标区间"),
    "moving_away": ("Moving away", "偏离目标"),
    "ahead": ("Ahead", "快于预期"),
    "on_track": ("On track", "基本符合预期"),
    "behind": ("Behind", "滞后"),
    "far_behind": ("Far behind", "明显滞后"),
    "not_assessed": ("Not assessed", "暂不评价"),
}
OTHER_BASIS = ("Only on another basis", "口径不一致，暂不评价")
REASONS = {
    "no_baseline": ("no baseline", "无基期数"),
    "series_break": ("series break", "口径调整"),
    "target_equals_baseline": ("target equals baseline", "目标值等于基期数"),
    "compound_needs_positive": (
        "a growth rate needs values above 0",
        "按增速评价要求数值大于0",
    ),
    "too_early": ("too early to tell", "时间尚早"),
}
# How a verdict is counted: by its code, apart from the two kinds of missing figure.
COUNTED = ("none_found", "other_basis")
# Everything a verdict can count as, in the order of summaries.
VERDICT_KEYS = tuple(
    key for code in VERDICT_ORDER for key in (COUNTED if code == "no_figure" else (code,))
)


def verdict_key(code: str, reason: str | None) -> str:
    """What a verdict counts as: its code, or "none_found" or "other_basis" in place of "no_figure".

    A target year's own figure on another basis counts as "other_basis" too.
    """
    if code == "no_figure":
        return reason if reason in COUNTED else "none_found"
    return "other_basis" if code == "awaiting" and reason == "other_basis" else code


def verdict_name(key: str, year: int | None, lang: str) -> str:
    """The verdict without its numbers, for legends and tallies; `key` as from `verdict_key`.

    `year`: the target's; None where targets of several years are counted together.
    """
    if key == "awaiting":
        english = f"Awaiting the {year} figure" if year else "Awaiting the target year’s figure"
        return choose(lang, english, f"{year}年数据待公布" if year else "目标年数据待公布")
    if key == "other_basis":
        return choose(lang, *OTHER_BASIS)
    return choose(lang, *PLAIN["no_figure" if key == "none_found" else key])


def verdict_words(
    verdict: Verdict, report: IndicatorReport, lang: str, style: str = "table"
) -> str:
    """The verdict as it stands on a page: "Missed, by ¥3.9bn", 提前实现（2023年）.

    `style` "prose" for a sentence: "Missed, by ¥3.9 billion". `report` gives the unit, and the
    target's year for its own verdict and for interim ones alike: their bounds are written in the
    same unit.
    """
    code, since = verdict.code, verdict.since
    name = verdict_name(verdict_key(code, verdict.reason), _target_year(report, verdict), lang)
    if code == "awaiting" and verdict.reason == "other_basis":
        year = _target_year(report, verdict)
        return choose(lang, f"{year}’s figure is on another basis", OTHER_BASIS[1])
    if code == "met_early":
        return choose(lang, f"{name}, in {since}", f"{name}（{since}年）")
    if code == "holding":
        return choose(lang, f"{name} since {since}", f"{name}（{since}年起）")
    if code == "missed":
        return name + _by(verdict, report, lang, style)
    if code == "outside" and verdict.nearer is not None:
        return name + _nearer(lang, nearer=verdict.nearer)
    if code == "not_assessed" and verdict.reason in REASONS:
        return name + choose(lang, ": ", "：") + choose(lang, *REASONS[verdict.reason])
    return name


def _target_year(report: IndicatorReport, verdict: Verdict) -> int | None:
    interim = next((each.target for each in report.interim if each.verdict is verdict), None)
    target = interim or report.target
    return target.year if target else None


def _by(verdict: Verdict, report: IndicatorReport, lang: str, style: str) -> str:
    if not verdict.shortfall:
        return choose(lang, ", exactly at the bound", "，恰等于目标值")
    scale = report_scale(report, lang)
    gap = difference(verdict.shortfall, report, lang=lang, scale=scale, style=style)
    return choose(lang, f", by {gap}", f"，差{gap}")


def _nearer(lang: str, *, nearer: bool) -> str:
    if nearer:
        return choose(lang, ", nearer than at the baseline", "，较基期接近")
    return choose(lang, ", further than at the baseline", "，较基期更远")


def summary_words(
    verdict: Verdict, report: IndicatorReport, lang: str, style: str = "table"
) -> str:
    """The verdict as a summary shows it: without a pace word where `pace_withheld`.

    Then the shares stand instead, with the year of the figure.
    """
    if not pace_withheld(report, verdict):
        return verdict_words(verdict, report, lang, style)
    year = report.latest.year if report.latest else 0
    if verdict.share_done is None:
        return choose(lang, f"No pace: last figure {year}", f"暂不评价进度（最新数据为{year}年）")
    done = share(verdict.share_done, lang)
    return choose(lang, f"{done} of the way in {year}", f"{year}年完成比例{done}")


def pace_withheld(report: IndicatorReport, verdict: Verdict) -> bool:
    """Whether a pace word would rest on an old figure, or pass over a newer one."""
    return verdict.code in PACE_CODES and (verdict.out_of_date or newer_unjudged(report))


def newer_unjudged(report: IndicatorReport) -> bool:
    """Whether a figure that is only shown stands later than the latest judged one."""
    latest, shown = report.latest, report.latest_shown
    return latest is not None and shown is not None and position(shown) > position(latest)


def marks(verdict: Verdict, report: IndicatorReport, lang: str) -> list[tuple[str, str]]:
    """What stands beside a verdict, never instead of it: pairs of code and words, in order."""
    latest_year = report.latest.year if report.latest else None
    paced = verdict.code in PACE_CODES and latest_year is not None
    found = [
        (paced, "figure_year", f"{latest_year} figure", f"{latest_year}年数据"),
        (verdict.provisional, "provisional", "provisional", "初步"),
        (verdict.out_of_date, "out_of_date", "out of date", "数据较早"),
        (verdict.within_tolerance, "within_tolerance", "within tolerance", "在允许偏差内"),
        (verdict.beyond == "above", "above_range", "above the range", "高于目标区间"),
        (verdict.beyond == "below", "below_range", "below the range", "低于目标区间"),
        (
            verdict.redefined is not None,
            "redefined",
            f"series redefined in {verdict.redefined}",
            f"口径调整（{verdict.redefined}年）",
        ),
        (
            verdict.met_late is not None,
            "met_late",
            f"met late, in {verdict.met_late}",
            f"延后实现（{verdict.met_late}年）",
        ),
    ]
    said = [
        (code, choose(lang, english, chinese)) for here, code, english, chinese in found if here
    ]
    if verdict.code == "moving_away" and verdict.change is not None:
        said.append(("change", change_words(verdict, report, lang)))
    return said


def change_words(verdict: Verdict, report: IndicatorReport, lang: str, style: str = "table") -> str:
    """The change since the baseline, so that a hair's breadth reads as one; "" without a change."""
    if verdict.change is None:
        return ""
    scale = report_scale(report, lang)
    if not verdict.change:
        return choose(lang, "unchanged since the baseline", "与基期持平")
    if lang == "en":
        change = difference(
            verdict.change, report, lang=lang, scale=scale, style=style, signed=True
        )
        return f"{change} since the baseline"
    size = difference(verdict.change, report, lang=lang, scale=scale, style=style)
    return f"较基期{'增加' if verdict.change > 0 else '减少'}{size}"


def read_alike(now: Verdict, then: Verdict) -> bool:
    """Whether two verdicts on one target say the same, apart from the marks beside them."""
    return (now.code, now.reason, now.since, now.shortfall) == (
        then.code,
        then.reason,
        then.since,
        then.shortfall,
    )


MEANINGS = {
    "tracked": (
        "The plan sets no target for it, so its figures are shown and nothing is judged.",
        "规划未设目标值，只展示数据，不作评价。",
    ),
    "none_found": (
        "No figure was found. That is not the same as zero.",
        "没有查到数据，不等于零。",
    ),
    "other_basis": (
        "Figures exist, but none on the target’s own basis.",
        "有数据，但口径与目标不一致。",
    ),
    "awaiting": (
        "There are figures that can be judged, but none for the full target year.",
        "有可评价的数据，但没有目标年的全年数据。",
    ),
    "met_early": (
        "Reached in the year named, after a figure that had not reached it, and kept ever since.",
        "此前未达目标，自所示年份起达到并保持。",
    ),
    "met": (
        "The target year’s figure reaches the target, or a running total that cannot fall has.",
        "目标年数据达到目标值，或累计数已达到目标值且不会回落。",
    ),
    "missed": (
        "The target year’s figure, or a running total past its limit, does not meet the target.",
        "目标年数据未达目标值，或累计数已超出上限。",
    ),
    "holding": (
        "At the target level ever since the year named; the target year is not over.",
        "自所示年份起一直处于目标水平，目标年尚未结束。",
    ),
    "outside": (
        "The latest figure lies outside the range to stay in; the target year is not over.",
        "最新数据不在目标区间内，目标年尚未结束。",
    ),
    "not_assessed": (
        "There is a figure, but the pace cannot be worked out, for the reason named.",
        "有数据，但因所示原因无法计算进度。",
    ),
    "moving_away": (
        "The latest figure is further from the target than the baseline, or no longer meets it.",
        "最新数据比基期离目标更远，或基期已达标而目前未达标。",
    ),
    "ahead": (
        "The share of the way is at least 1.05 times the share of the time gone.",
        "完成比例不低于序时进度的1.05倍。",
    ),
    "on_track": (
        "The share of the way is at least 0.95 but under 1.05 times the share of the time gone.",
        "完成比例不低于序时进度的0.95倍，但不到1.05倍。",
    ),
    "behind": (
        "The share of the way is at least 0.60 but under 0.95 times the share of the time gone.",
        "完成比例不低于序时进度的0.60倍，但不到0.95倍。",
    ),
    "far_behind": (
        "The share of the way is under 0.60 times the share of the time gone.",
        "完成比例不到序时进度的0.60倍。",
    ),
}


def verdict_meaning(code: str, reason: str | None, lang: str) -> str:
    """One sentence that explains a verdict to somebody who has not read the method."""
    return choose(lang, *MEANINGS[verdict_key(code, reason)])


def verdict_entry(key: str, lang: str) -> str:
    """Name and meaning together, as a list of verdicts gives them; `key` as from `verdict_key`."""
    name, meaning = verdict_name(key, None, lang), choose(lang, *MEANINGS[key])
    return choose(lang, f"{name}. {meaning}", f"{name}：{meaning}")
