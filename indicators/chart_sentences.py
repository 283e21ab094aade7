"""A chart's title and its description for those who do not see it, computed from the report."""

from decimal import Decimal

from indicators.amounts import difference, report_scale, share, unit_heading
from indicators.figure_words import (
    charted,
    dated,
    figure_tip,
    newest_shown,
    stated,
    years_without,
)
from indicators.languages import choose, listed, say, uncapital
from indicators.report_types import Figure, IndicatorReport, Series, Target
from indicators.targets import goal_bound, target_words
from indicators.wording import break_words

_PACED = ("ahead", "on_track", "behind", "far_behind")


def chart_title(report: IndicatorReport, lang: str) -> str:
    """What the chart comes to: "¥423 billion in 2024; the 2025 figure is awaited"."""
    target, latest, verdict = report.target, report.latest, report.verdict
    if target is None:
        return _tracked_title(report, lang)
    if latest is None:
        return _no_figure_title(report, target, lang)
    if verdict.code == "awaiting":
        return _awaiting_title(report, latest, target, lang)
    if verdict.code in ("missed", "met", "met_early", "holding", "outside"):
        words = dated(latest, report, lang, "table")
        return words + choose(lang, ", ", "，") + distance_words(report, latest, target, lang)
    if verdict.code in _PACED and verdict.share_done is not None:
        return dated(latest, report, lang) + choose(lang, ", ", "，") + shares_words(report, lang)
    return _with_target(dated(latest, report, lang), report, target, lang)


def _with_target(words: str, report: IndicatorReport, target: Target, lang: str) -> str:
    promise = target_words(report, lang, with_unit=True)
    return choose(
        lang,
        f"{words}; the target for {target.year} is {promise}",
        f"{words}；{target.year}年目标为{promise}",
    )


def _tracked_title(report: IndicatorReport, lang: str) -> str:
    if report.latest is not None:
        return dated(report.latest, report, lang)
    found = newest_shown(report)
    if found is None:
        return choose(lang, "No figure found", "未查到数据")
    figure, series = found
    name = say(series.name, lang)
    return f"{name}{choose(lang, ': ', '：')}{stated(figure, report, lang, series)}"


def _no_figure_title(report: IndicatorReport, target: Target, lang: str) -> str:
    words = (
        ("Only figures on another basis", "仅有口径不一致的数据")
        if report.verdict.reason == "other_basis"
        else ("No figure found", "未查到数据")
    )
    return _with_target(choose(lang, *words), report, target, lang)


def _awaiting_title(report: IndicatorReport, latest: Figure, target: Target, lang: str) -> str:
    words = dated(latest, report, lang)
    if report.verdict.reason == "other_basis":
        return choose(
            lang,
            f"{words}; the {target.year} figure is on another basis",
            f"{words}，{target.year}年数据口径不一致",
        )
    return choose(
        lang,
        f"{words}; the {target.year} figure is awaited",
        f"{words}，{target.year}年数据待公布",
    )


def shares_words(report: IndicatorReport, lang: str) -> str:
    """ "16.7% of the way with 12.5% of the time gone"; "" where there are no shares."""
    done, time = report.verdict.share_done, report.verdict.share_time
    if done is None or time is None:
        return ""
    return choose(
        lang,
        f"{share(done, lang)} of the way with {share(time, lang)} of the time gone",
        f"完成比例{share(done, lang)}，序时进度{share(time, lang)}",
    )


def distance_words(
    report: IndicatorReport, latest: Figure, target: Target, lang: str, style: str = "table"
) -> str:
    """How far the latest figure lies from the target, and on which side of it."""
    lower, upper = target.lower, target.upper
    if lower is not None and upper is not None:
        if lower <= latest.value <= upper:
            return choose(lang, "inside the target range", "在目标区间内")
        return _outside_words(report, latest.value, (lower, upper), lang, style)
    gap = latest.value - goal_bound(target)
    if not gap:
        passed = report.verdict.code == "missed"
        return choose(
            lang,
            "exactly at the bound, which had to be passed" if passed else "exactly at the target",
            "恰等于目标值，未超过" if passed else "恰等于目标值",
        )
    return _side_words(report, gap, lang, style, rise=target.aim == "rise")


def _side_words(report: IndicatorReport, gap: Decimal, lang: str, style: str, *, rise: bool) -> str:
    size = _size(report, gap, lang, style)
    if gap > 0:
        sides = (f"{size} beyond the target", f"超出目标值{size}")
        words = sides if rise else (f"{size} above the target", f"高于目标值{size}")
    else:
        sides = (f"{size} short of the target", f"与目标值相差{size}")
        words = sides if rise else (f"{size} below the target", f"低于目标值{size}")
    return choose(lang, *words) + _tolerated(report, lang)


def _outside_words(
    report: IndicatorReport,
    value: Decimal,
    bounds: tuple[Decimal, Decimal],
    lang: str,
    style: str,
) -> str:
    lower, upper = bounds
    if value > upper:
        size = _size(report, value - upper, lang, style)
        words = f"{size} above the target range", f"高于目标区间上限{size}"
    else:
        size = _size(report, lower - value, lang, style)
        words = f"{size} below the target range", f"低于目标区间下限{size}"
    return choose(lang, *words) + _tolerated(report, lang)


def _tolerated(report: IndicatorReport, lang: str) -> str:
    return choose(lang, ", within tolerance", "，在允许偏差内") * report.verdict.within_tolerance


def _size(report: IndicatorReport, gap: Decimal, lang: str, style: str) -> str:
    return difference(gap, report, lang=lang, scale=report_scale(report, lang), style=style)


def chart_description(report: IndicatorReport, lang: str) -> str:
    """What the chart shows, in full sentences: every figure, every break, every gap, the target."""
    unit = unit_heading(report, report_scale(report, lang), lang)
    parts = [f"{say(report.name, lang)}{choose(lang, ', ', '，')}{unit}"]
    drawn = charted(report)
    parts += [figure_tip(each, series, report, lang) for series in drawn for each in series.figures]
    if not any(series.figures for series in drawn):
        parts.append(_nothing(report, lang))
    parts += [
        _break(each, series, lang) for series in drawn for each in series.figures if each.break_kind
    ]
    if gaps := years_without(report):
        years = listed([f"{year}" for year in gaps], lang)
        parts.append(choose(lang, f"No figure for {years}", f"{years}年没有数据"))
    if report.target is not None:
        promise = target_words(report, lang, with_unit=True)
        year = report.target.year
        parts.append(choose(lang, f"Target for {year}: {promise}", f"{year}年目标：{promise}"))
    end = choose(lang, ". ", "。")
    return f"{end.join(parts)}{end.strip()}"


def _nothing(report: IndicatorReport, lang: str) -> str:
    if any(series.figures for series in report.series):
        return choose(lang, "No figure for the whole", "没有总数")
    return choose(lang, "No figure", "没有数据")


def _break(figure: Figure, series: Series, lang: str) -> str:
    kind, name = break_words(figure.break_kind, lang), say(series.name, lang)
    return choose(
        lang,
        f"The line for {uncapital(name)} is broken before {figure.year}: {kind}",
        f"{name}在{figure.year}年之前断开：{kind}",
    )
