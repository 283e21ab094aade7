"""The short words on a chart: in its legend and under its years."""

import datetime

from indicators import progress
from indicators.languages import choose, pick
from indicators.report_types import Figure, IndicatorReport, Series

_WORDS = {
    "target": ("Target", "目标"),
    "to go": ("{} to go", "还差{}"),
    "filled": ("final", "正式数"),
    "hollow": ("provisional or estimate", "初步数或估算数"),
    "diamond": ("shown, not judged", "仅供参考，不作评价"),
    "tolerance": ("within tolerance, {} to {}", "允许偏差{}—{}"),
    "range": ("target range, {} to {}", "目标区间{}—{}"),
    "path": ("straight path from the baseline", "自基期起的直线路径"),
    "dots": ("the last two years' pace, carried on", "按近两年增速外推"),
    "none": ("none found", "未查到"),
    "awaited": ("awaited", "待公布"),
    "baseline": ("baseline", "基期"),
    "final": ("final", "正式数"),
}
# Full and short, English and Chinese; a line may end at a space, \\u00ad (with a hyphen), \\u200b.
_STATUS = {
    "P": (("provisional", "初步"), ("provis.", "初步")),
    "E": (("estimate", "估算"), ("estim.", "估算")),
    "F": (("forecast", "预测"), ("fore\u00adcast", "预测")),
    "D": (("other basis", "口径不同"), ("other basis", "口径\u200b不同")),
    "U": (("low reliability", "可靠性低"), ("low reli\u00adability", "可靠\u200b性低")),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(code: str, lang: str) -> str:
    return choose(lang, *_WORDS[code])


def year_words(report: IndicatorReport, year: int, *, lang: str, short: bool) -> list[str]:
    """What stands under a year: the status of its figures, or why there is none."""
    drawn = [
        (series, figure)
        for series in report.series
        if series.role != "breakdown"
        for figure in series.figures
        if figure.year == year
    ]
    if not drawn:
        return _nothing(report, year, lang)
    words = [_figure_words(series, figure, lang, short=short) for series, figure in drawn]
    if report.baseline and report.target and year == report.baseline.year:
        words.append(say("baseline", lang))
    elif report.target and year == report.target.year and not any(words):
        words.append(say("final", lang))
    return list(dict.fromkeys(word for word in words if word))


def _nothing(report: IndicatorReport, year: int, lang: str) -> list[str]:
    if report.baseline and year == report.baseline.year:
        return [say("baseline", lang)]
    due = report.target and year == report.target.year
    if due and report.verdict.code == "awaiting":
        return [say("awaited", lang)]
    shown = report.latest_shown
    if report.verdict.over or (shown and year < shown.year):
        return [say("none", lang)]
    return []


def _figure_words(series: Series, figure: Figure, lang: str, *, short: bool) -> str:
    if figure.covers == "to_date" and figure.as_of and not progress.is_comparable(figure):
        return _months(figure.as_of, lang, short=short)
    if series.role == "other_definition" and not short:
        return pick(series.name, lang)[0]
    code = "D" if series.role == "other_definition" else figure.obs_status
    if code not in _STATUS:
        return ""
    return choose(lang, *_STATUS[code][short])


def _months(as_of: datetime.date, lang: str, *, short: bool) -> str:
    month, name = as_of.month, _MONTHS[as_of.month - 1]
    if lang != "en":
        return f"1—{month}月" if month > 1 else "1月"
    if month == 1:
        return name
    return f"to {name}" if short else f"Jan–{name}"
