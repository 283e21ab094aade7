"""Days, sources and the words behind codes, in both languages: the one door to all plain wording.

`lang` is "en" or "zh-hans" throughout. What is a sentence stands in `indicators/sentences.py`.
"""

import datetime
from calendar import monthrange

from babel.dates import format_date

from indicators.amounts import (
    amount,
    bare,
    difference,
    number,
    points,
    report_scale,
    share,
    singular,
    unit_heading,
)
from indicators.languages import both, choose, pick, say
from indicators.report_types import Figure, Source
from indicators.targets import target_short, target_words

__all__ = [
    "amount",
    "bare",
    "beijing_day",
    "both",
    "break_words",
    "choose",
    "commitment_state",
    "covers",
    "day",
    "difference",
    "minute",
    "month",
    "number",
    "pick",
    "points",
    "report_scale",
    "revision_kind",
    "say",
    "share",
    "short_day",
    "singular",
    "source_day",
    "source_words",
    "status",
    "strand",
    "target_short",
    "target_words",
    "unit_heading",
    "when",
]

# China keeps one clock and has had no summer time since 1991, so no time-zone database is needed.
BEIJING = datetime.timezone(datetime.timedelta(hours=8))

STATUS = {
    "A": ("final", "正式数"),
    "P": ("provisional", "初步数"),
    "E": ("estimate", "估算数"),
    "F": ("forecast", "预测数"),
    "D": ("definition differs", "口径不一致"),
    "U": ("low reliability", "可靠性较低"),
}
BREAKS = {
    "definition": ("new definition", "口径调整"),
    "revised-base": ("revised base", "基数修订"),
}
REVISIONS = {
    "source": ("revised by the source", "数据来源修订"),
    "error": ("our error, corrected", "更正差错"),
    "definition": ("definition changed", "口径调整"),
}
STRANDS = {
    "investment": ("investment", "投资"),
    "trade": ("trade", "贸易"),
    "capital": ("capital", "资金"),
    "transport": ("transport", "运输"),
    "employment": ("employment", "人员从业"),
}
STATES = {
    "open": ("open", "未办结"),
    "delivered": ("delivered", "已完成"),
    "dropped": ("dropped", "已取消"),
}


def day(date: datetime.date, lang: str) -> str:
    """31 December 2025 / 2025年12月31日"""
    return format_date(date, choose(lang, "d MMMM y", "y年M月d日"), locale="en")


def short_day(date: datetime.date, lang: str) -> str:
    """20 Aug / 8月20日"""
    return format_date(date, choose(lang, "d MMM", "M月d日"), locale="en")


def month(date: datetime.date, lang: str) -> str:
    """August 2024 / 2024年8月"""
    return format_date(date, choose(lang, "MMMM y", "y年M月"), locale="en")


def beijing_day(moment: datetime.datetime) -> datetime.date:
    """The day on which an aware `moment` falls in Beijing."""
    return moment.astimezone(BEIJING).date()


def minute(moment: datetime.datetime, lang: str) -> str:
    """An aware `moment` to the minute, in Beijing time."""
    clock = moment.astimezone(BEIJING).strftime("%H:%M")
    words = day(beijing_day(moment), lang)
    return choose(lang, f"{words}, {clock}, Beijing time", f"{words}{clock}（北京时间）")


def source_day(published_on: str, lang: str) -> str:
    """ "2024-08-27", "2024-08" or "2024" as a day, a month or a year; "" stays ""."""
    parts = [int(part) for part in published_on.split("-") if part]
    match parts:
        case [year, in_month, in_day]:
            return day(datetime.date(year, in_month, in_day), lang)
        case [year, in_month]:
            return month(datetime.date(year, in_month, 1), lang)
        case [year]:
            return choose(lang, f"{year}", f"{year}年")
    return ""


# Figures


def _as_reported(figure: Figure) -> bool:
    """The day is that of the report: what was observed when, nobody said."""
    source, as_of = figure.source, figure.as_of
    return source is not None and as_of is not None and source.published_on == as_of.isoformat()


def _span(as_of: datetime.date, lang: str) -> str:
    """From 1 January to `as_of`, in whole months where it ends one."""
    if as_of.day != monthrange(as_of.year, as_of.month)[1]:
        last = format_date(as_of, choose(lang, "d MMMM", "M月d日"), locale="en")
        return choose(lang, f"1 January–{last}", f"1月1日—{last}累计")
    last = format_date(as_of, choose(lang, "MMMM", "M月"), locale="en")
    if as_of.month == 1:
        return last
    return choose(lang, f"January–{last}", f"1—{last}累计")


def covers(figure: Figure, lang: str) -> str:
    """What the figure covers, beside its year: full year; as of 31 August; January–August."""
    if figure.as_of is None:
        return choose(lang, "full year", "全年")
    if figure.covers == "to_date":
        return _span(figure.as_of, lang)
    last = format_date(figure.as_of, choose(lang, "d MMMM", "M月d日"), locale="en")
    if _as_reported(figure):
        return choose(lang, f"as reported on {last}", f"{last}报道")
    return choose(lang, f"as of {last}", f"截至{last}")


def year_covered(figure: Figure, lang: str) -> str:
    """The same after its year: "2024, full year" / 2024年，全年."""
    return choose(lang, f"{figure.year}, ", f"{figure.year}年，") + covers(figure, lang)


def when(figure: Figure, lang: str) -> str:
    """What it covers with the year, for a sentence: "in 2024", "as of 31 August 2021" / 2024年."""
    if figure.as_of is None:
        return choose(lang, f"in {figure.year}", f"{figure.year}年")
    words = covers(figure, lang)
    if figure.covers == "to_date":
        start, _, last = words.partition("–")
        whole_months = not words[0].isdigit()
        english = f"in {words}" if whole_months else f"from {start} to {last}"
        return choose(lang, f"{english} {figure.year}", f"{figure.year}年{words}")
    if lang == "en":
        return f"{words} {figure.year}"
    prefix = "截至" if words.startswith("截至") else ""
    return f"{prefix}{figure.year}年{words.removeprefix('截至')}"


def _word(words: dict[str, tuple[str, str]], code: str, lang: str) -> str:
    english, chinese = words.get(code, (code, code))
    return choose(lang, english, chinese)


def status(obs_status: str, lang: str) -> str:
    """The word for an observation status, a code of SDMX CL_OBS_STATUS."""
    return _word(STATUS, obs_status, lang)


def break_words(break_kind: str, lang: str) -> str:
    return _word(BREAKS, break_kind, lang)


def revision_kind(kind: str, lang: str) -> str:
    return _word(REVISIONS, kind, lang)


def strand(code: str, lang: str) -> str:
    return _word(STRANDS, code, lang)


def commitment_state(state: str, lang: str) -> str:
    return _word(STATES, state, lang)


def source_words(source: Source, lang: str) -> str:
    """Publisher and day; a mirror is called one: its original was not seen."""
    parts = [say(source.publisher, lang), source_day(source.published_on, lang)]
    if source.kind == "mirror":
        parts.append(choose(lang, "quoted from a copy, original not seen", "转引，未见原文"))
    return choose(lang, ", ", "，").join(part for part in parts if part)
