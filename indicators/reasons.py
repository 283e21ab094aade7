"""Why a share of the way, or of time, does not exist, in words. `lang` is "en" or "zh-hans"."""

from indicators.comparisons import goal_edge
from indicators.languages import choose
from indicators.report_types import Figure, IndicatorReport, Target
from indicators.targets import goal_bound


def needs_figure(lang: str) -> str:
    return choose(lang, "Needs a figure that can be judged.", "需要可评价的数据。")


def why_no_share(report: IndicatorReport, target: Target, lang: str) -> str:
    """What each share needs, in turn, and which of it is not there."""
    if target.aim == "within":
        return choose(lang, "A range to stay in has no way to go.", "区间类目标不计算完成比例。")
    if report.latest is None:
        return needs_figure(lang)
    if report.baseline is None:
        return _no_baseline(report, lang)
    return _no_way(report, target, report.baseline, report.latest, lang)


def why_no_time(report: IndicatorReport, target: Target, lang: str) -> str:
    if target.aim != "within" and report.latest is not None and report.baseline is None:
        return choose(lang, "Needs a baseline too.", "同样需要基期数。")
    return why_no_share(report, target, lang)


def _no_baseline(report: IndicatorReport, lang: str) -> str:
    year = report.baseline_year
    own = [each for series in report.series if series.headline for each in series.figures]
    if any(figure.year == year for figure in own):
        return choose(
            lang,
            f"No baseline: the {year} figure is one that is shown, not judged.",
            f"无基期数：{year}年数据仅供参考，不作评价。",
        )
    return choose(
        lang,
        f"No baseline: no {year} figure on the target’s own basis was found.",
        f"无基期数：未查到与目标同口径的{year}年数据。",
    )


def _no_way(
    report: IndicatorReport, target: Target, base: Figure, latest: Figure, lang: str
) -> str:
    goal, edge = goal_bound(target), goal_edge(target)
    if base.value >= edge if target.aim == "rise" else base.value <= edge:
        return choose(
            lang,
            "The baseline was already at the target or past it.",
            "基期数已达到或超过目标值。",
        )
    if report.path == "compound" and min(base.value, latest.value, goal) <= 0:
        return choose(lang, "A growth rate needs values above 0.", "按增速计算要求数值大于0。")
    return choose(
        lang,
        "A series break lies between the baseline and the latest figure.",
        "基期与最新数据之间有口径调整。",
    )
