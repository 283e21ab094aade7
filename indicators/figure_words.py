"""What a figure says, in words: its value, its time, its status, and how it compares.

`lang` is "en" or "zh-hans". A value is written in the one unit that the indicator's pages use.
"""

from indicators.amounts import amount, number, points, report_scale
from indicators.languages import capital, choose, say, uncapital
from indicators.progress import is_comparable, position
from indicators.report_types import Figure, IndicatorReport, Series
from indicators.wording import break_words, status, when


def dated(figure: Figure, report: IndicatorReport, lang: str, style: str = "prose") -> str:
    """Value and time: "¥423 billion in 2024" / 2024年为4230亿元."""
    words = amount(figure.value, report, lang=lang, scale=report_scale(report, lang), style=style)
    time = when(figure, lang)
    return choose(lang, f"{words} {time}", f"{time}为{words}")


def stated(figure: Figure, report: IndicatorReport, lang: str, series: Series | None = None) -> str:
    """The same with the status, unless it is final: "¥423 billion in 2024 (provisional)"."""
    words = dated(figure, report, lang)
    kind = status_words(figure, series, lang)
    if kind == status("A", lang):
        return words
    if "（" in kind:  # no brackets within brackets
        return f"{words}，{kind}"
    return choose(lang, f"{words} ({kind})", f"{words}（{kind}）")


def status_words(figure: Figure, series: Series | None, lang: str) -> str:
    """The one word for what may be done with a figure; another definition is named."""
    if series is not None and series.role == "other_definition":
        name = uncapital(say(series.name, lang))
        return choose(lang, f"definition differs: {name}", f"口径不一致：{name}")
    if figure.covers == "to_date" and not is_comparable(figure):
        return choose(lang, "part of the year", "年内累计数")
    return status(figure.obs_status, lang)


def figure_status(figure: Figure, series: Series, report: IndicatorReport, lang: str) -> str:
    """The status beside a figure: "provisional, revised base"."""
    words = [status_words(figure, series, lang)]
    if figure.covers == "to_date" and not is_comparable(figure):
        words.append(choose(lang, "not judged", "不作评价"))
    if figure.break_kind and series.role != "other_definition":
        words.append(break_words(figure.break_kind, lang))
    if report.target is not None and series.headline and figure == report.baseline:
        words.append(choose(lang, "baseline", "基期"))
    return choose(lang, ", ", "，").join(words)


def figure_tip(figure: Figure, series: Series, report: IndicatorReport, lang: str) -> str:
    """One figure of a chart, whole: "2024: ¥423.0bn, provisional, revised base"."""
    scale = report_scale(report, lang)
    value = amount(figure.value, report, lang=lang, scale=scale, style="table")
    kind = figure_status(figure, series, report, lang)
    time = _time(figure, lang)
    return choose(lang, f"{time}: {value}, {kind}", f"{time}：{value}，{kind}")


def _time(figure: Figure, lang: str) -> str:
    """The time at the head of a line: "2024", "January–August 2021", "As of 14 June 2024"."""
    return capital(when(figure, lang).removeprefix("in "))


def break_line(figure: Figure, series: Series, lang: str) -> str:
    """The line drawn where `figure` starts a new series."""
    kind = break_words(figure.break_kind, lang)
    whose_en, whose_zh = "", ""
    if series.role == "other_definition":
        name = say(series.name, lang)
        whose_en, whose_zh = f", {uncapital(name)}", f"（{name}）"
    return choose(
        lang,
        f"{capital(kind)} in {figure.year}{whose_en}. Do not compare across this line.",
        f"{figure.year}年{kind}{whose_zh}，此线前后数据不可比。",
    )


def change_on_year(
    before: Figure | None, figure: Figure, lang: str, *, measure: str = "money"
) -> str:
    """The change on the year before: "+2.4%", of a share in points; "—" without a figure for it.

    `before` is the figure before `figure` in the same series; it counts where it stands for the
    same part of its year. Across a break, or where only one may be judged: "not comparable".
    """
    if before is None or figure.year - before.year != 1 or _part(before) != _part(figure):
        return "—"
    if figure.break_kind or not _same_basis(before, figure):
        return choose(lang, "not comparable", "不可比")
    if measure == "share":
        return points(figure.value - before.value, lang)
    if before.value <= 0:
        return "—"
    words = number((figure.value / before.value - 1) * 100, places=1, lang=lang)
    return f"+{words}%" if figure.value > before.value else f"{words}%"


def _same_basis(before: Figure, figure: Figure) -> bool:
    statuses = {before.obs_status, figure.obs_status}
    return statuses <= {"A", "P", "E"} or statuses == {"D"}


def _part(figure: Figure) -> tuple[str, int, int]:
    """The part of its year that a figure stands for; 31 December makes it the whole."""
    if figure.as_of is None or position(figure) == figure.year + 1:
        return ("year", 12, 31)
    return (figure.covers, figure.as_of.month, figure.as_of.day)


def years_without(report: IndicatorReport) -> list[int]:
    """The years without any figure, from the first to the target's or to the last figure's."""
    years = {figure.year for series in charted(report) for figure in series.figures}
    if not years:
        return []
    last = max(years | ({report.target.year} if report.target else set()))
    return [year for year in range(min(years), last + 1) if year not in years]


def charted(report: IndicatorReport) -> list[Series]:
    """The series of the main chart: every one but the breakdowns."""
    return [series for series in report.series if series.role != "breakdown"]


def newest_shown(report: IndicatorReport) -> tuple[Figure, Series] | None:
    """The newest figure of any status, with its series."""
    figure = report.latest_shown
    if figure is None:
        return None
    series = next((each for each in report.series if each.code == report.latest_shown_series), None)
    return None if series is None else (figure, series)
