"""The line of the table of verdicts that decided, as a sentence about this indicator."""

from indicators.languages import choose
from indicators.progress import position
from indicators.report_types import IndicatorReport

_ASIDE = {
    "target_equals_baseline": (
        "The baseline equals the target, so there is no way to measure.",
        "基期数等于目标值，无进度可计算。",
    ),
    "compound_needs_positive": (
        "A path of constant growth needs values above 0.",
        "按固定增速评价要求数值大于0。",
    ),
    "too_early": (
        "Less than a tenth of the time has gone: too early to tell.",
        "序时进度不足10%，时间尚早。",
    ),
}


def rule_words(report: IndicatorReport, lang: str) -> str:
    """Why the line `report.verdict.rule` fits, without its number."""
    return choose(lang, *_words(report))


def _words(report: IndicatorReport) -> tuple[str, str]:
    if report.target is None:
        return "No target is set, so nothing is judged.", "未设目标值，不作评价。"
    year, rule = report.target.year, report.verdict.rule
    if rule == 2:
        return _no_figure(report, year)
    if rule <= 6:
        return _over(report, year)
    return _ahead(report, year)


def _no_figure(report: IndicatorReport, year: int) -> tuple[str, str]:
    if report.verdict.reason == "other_basis":
        return (
            f"Up to the end of {year} there are only figures on another basis.",
            f"截至{year}年底只有口径不一致的数据。",
        )
    return (
        f"Up to the end of {year} there is no figure that can be judged.",
        f"截至{year}年底没有可评价的数据。",
    )


def _over(report: IndicatorReport, year: int) -> tuple[str, str]:
    verdict = report.verdict
    own = report.latest is not None and position(report.latest) == year + 1
    if verdict.rule == 3:
        if verdict.reason == "other_basis":
            return (
                f"{year} is over and its full-year figure is on another basis.",
                f"{year}年已结束，该年全年数据口径不一致。",
            )
        return (
            f"{year} is over and its full-year figure is missing.",
            f"{year}年已结束，缺该年全年数据。",
        )
    if verdict.rule == 6:
        return _missed(report, year)
    meets = (
        (f"{year} is over and its figure meets the target", f"{year}年已结束，该年数据达到目标值")
        if own
        else (
            f"{year} is over; a running total that meets the target cannot fall back",
            f"{year}年已结束，累计数已达到目标值且不会回落",
        )
    )
    if verdict.rule == 5:
        return f"{meets[0]}.", f"{meets[1]}。"
    since = verdict.since
    return (
        f"{meets[0]}; so did every figure from {since} on, and one before did not.",
        f"{meets[1]}；自{since}年起各年数据均达到，此前未达到。",
    )


def _missed(report: IndicatorReport, year: int) -> tuple[str, str]:
    own = report.latest is not None and position(report.latest) == year + 1
    if not own:
        return (
            "A running total above its upper bound cannot come down again.",
            "累计数已超过上限，无法回落。",
        )
    if report.target is not None and report.target.tolerance:
        return (
            f"{year} is over and its figure does not meet; the distance is to the target itself.",
            f"{year}年已结束，该年数据未达到目标值；差距按目标值本身计算。",
        )
    return (
        f"{year} is over and its figure does not meet the target.",
        f"{year}年已结束，该年数据未达到目标值。",
    )


def _ahead(report: IndicatorReport, year: int) -> tuple[str, str]:
    verdict = report.verdict
    if verdict.rule == 12:
        return _away(report)
    if verdict.rule == 13:
        return _ASIDE[verdict.reason or "too_early"]
    since = verdict.since
    return {
        7: (
            "A running total that meets the target cannot fall back.",
            "累计数已达到目标值且不会回落。",
        ),
        8: (
            f"{year} is not over; every figure from {since} on meets the target.",
            f"{year}年尚未结束；自{since}年起数据均达到目标值。",
        ),
        9: (
            f"{year} is not over and the latest figure lies outside the range.",
            f"{year}年尚未结束，最新数据不在目标区间内。",
        ),
        10: (
            f"{year} is not over, and without a baseline there is no pace.",
            f"{year}年尚未结束，无基期数，无法计算进度。",
        ),
        11: (
            "A series break lies between the baseline and the latest figure.",
            "基期与最新数据之间有口径调整。",
        ),
        14: (
            "The share of the way is at least 1.05 times the share of time.",
            "完成比例不低于序时进度的1.05倍。",
        ),
        15: (
            "The share of the way is at least 0.95 times the share of time, and under 1.05 times.",
            "完成比例不低于序时进度的0.95倍，不到1.05倍。",
        ),
        16: (
            "The share of the way is at least 0.60 times the share of time, and under 0.95 times.",
            "完成比例不低于序时进度的0.60倍，不到0.95倍。",
        ),
        17: (
            "The share of the way is under 0.60 times the share of time.",
            "完成比例不到序时进度的0.60倍。",
        ),
    }[verdict.rule]


def _away(report: IndicatorReport) -> tuple[str, str]:
    if report.verdict.reason == "slipped":
        return (
            "The baseline met the target and the latest figure does not.",
            "基期数已达到目标值，最新数据未达到。",
        )
    return (
        "The latest figure is further from the target than the baseline.",
        "最新数据比基期数离目标更远。",
    )
