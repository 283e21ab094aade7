"""What the sheet says of its cells, in both languages. `lang` is "en" or "zh-hans"."""

from indicators.admin_words import in_full, input_words, shown
from indicators.figure_words import change_on_year
from indicators.grid import Line, Place
from indicators.languages import choose, say
from indicators.report_types import Figure, IndicatorReport
from indicators.trial import Tip
from indicators.verdict_words import verdict_key, verdict_name
from indicators.wording import break_words, covers, short_day, status

_NATURES = {
    "flow": ("a year’s flow", "年度流量"),
    "stock": ("stock", "存量"),
    "running_total": ("running total", "累计"),
}


def line_name(line: Line, lang: str, *, alone: bool) -> str:
    """The indicator's name; with the series' where it has several."""
    name = say(line.report.name, lang)
    return name if alone else name + choose(lang, ": ", "：") + say(line.series.name, lang)


def line_notes(line: Line, lang: str, *, alone: bool) -> str:
    """What stands under the name: which series, what kind of count, whether it is judged."""
    words = [say(line.series.name, lang)] if alone else []
    words.append(choose(lang, *_NATURES[line.report.nature]))
    if not line.series.headline:
        words.append(choose(lang, "not judged", "不作评价"))
    elif line.report.target is None:
        words.append(choose(lang, "no target", "未设目标值"))
    return " · ".join(words)


def part_words(line: Line, place: Place, lang: str) -> str:
    """Which part of the year a flow's cell is for; "" where there is but one."""
    if len(line.parts) == 1:
        return ""
    return choose(lang, *(("to date", "累计") if place.part else ("full year", "全年")))


def when_words(line: Line, place: Place, lang: str) -> str:
    """ "2025, full year" / 2025年，全年."""
    parts = [choose(lang, f"{place.year}", f"{place.year}年"), part_words(line, place, lang)]
    return choose(lang, ", ", "，").join(part for part in parts if part)


def cell_label(line: Line, place: Place, lang: str) -> str:
    """The cell's whole name, for whoever hears it alone."""
    parts = [
        say(line.report.name, lang),
        say(line.series.name, lang),
        when_words(line, place, lang),
        choose(lang, "in ", "单位：") + input_words(line.report, lang),
    ]
    return choose(lang, ", ", "，").join(parts)


def echo(figure: Figure, text: str, report: IndicatorReport, lang: str) -> str:
    """The value that was understood, digit by digit; "" where the text says just that."""
    words = in_full(figure.value, report, lang)
    plain = text.strip().replace(",", "").replace("，", "")
    digits = plain.removesuffix("%")
    said = report.input_unit in ("one", "percent") and digits.replace(".", "").isascii()
    return "" if said and digits.replace(".", "").isdigit() else words


def standing_notes(figure: Figure, lang: str, *, sourced: bool) -> list[str]:
    """What stands small under a value: its status unless final, its day, a break, no source."""
    words = [] if figure.obs_status == "A" else [status(figure.obs_status, lang)]
    if figure.as_of is not None:
        whole = figure.covers == "at_date"
        words.append(short_day(figure.as_of, lang) if whole else covers(figure, lang))
    if figure.break_kind:
        words.append(break_words(figure.break_kind, lang))
    if not sourced:
        words.append(choose(lang, "no source", "无来源"))
    return words


def change_words(before: Figure | None, figure: Figure | None, line: Line, lang: str) -> str:
    """The change on the year before, or why there is none to tell."""
    if figure is None:
        return choose(lang, "no figure", "无数据")
    if before is None:
        return choose(lang, "none before", "上年无数据")
    words = change_on_year(before, figure, lang, measure=line.report.measure)
    return choose(lang, "not comparable", "不可比") if words == "—" else words


def against_words(before: Figure | None, figure: Figure, line: Line, lang: str) -> str:
    """The change and what it is counted from: "+18.0% on 2024 (¥423 billion)"; "" without one."""
    if before is None:
        return ""
    change, value = change_words(before, figure, line, lang), shown(before.value, line.report, lang)
    return choose(
        lang,
        f"{change}{' with' if change[0].isalpha() else ' on'} {before.year} ({value})",
        f"与{before.year}年（{value}）相比：{change}",
    )


def tip_words(tip: Tip, report: IndicatorReport, own: Figure, lang: str) -> str:
    """Where the verdict tips: "From ¥500 billion on it reads: Met." """
    up = tip.value > own.value
    if tip.better:
        value = shown(tip.value, report, lang)
        english = f"From {value} on" if up else f"At {value} or less"
        chinese = f"达到{value}" if up else f"降至{value}及以下"
    else:
        value = shown(tip.before, report, lang)
        english = f"Above {value}" if up else f"Below {value}"
        chinese = f"高于{value}" if up else f"低于{value}"
    key = verdict_key(tip.verdict.code, tip.verdict.reason)
    name = verdict_name(key, report.target.year if report.target else None, lang)
    return choose(lang, f"{english} it reads: {name}.", f"{chinese}即为：{name}。")


def saved_words(figure: Figure, report: IndicatorReport, lang: str) -> str:
    """A figure that stands, in a line: "¥423 billion, provisional"."""
    words = [shown(figure.value, report, lang), *standing_notes(figure, lang, sourced=True)]
    return choose(lang, ", ", "，").join(words)
