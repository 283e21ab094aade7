"""What the desk says of an indicator in a few words: how old its figure is, how far it has come.

`lang` is "en" or "zh-hans".
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from indicators.amounts import amount, points, report_scale, share
from indicators.chart_sentences import distance_words
from indicators.figure_words import newest_shown, status_words, years_without
from indicators.languages import choose, say, year_spans
from indicators.report_types import Figure, IndicatorReport
from indicators.wording import day, month, status

NONE = "—"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far an indicator has come: `lead` set strong, `note` beside it.

    `done` and `time` are shares of one, for the track; None where no baseline allows them.
    """

    lead: str = ""
    note: str = ""
    done: Decimal | None = None
    time: Decimal | None = None

    @property
    def filled(self) -> float:
        """The part of the track that is filled, from 0 to 100."""
        return 0.0 if self.done is None else min(100.0, max(0.0, float(self.done * 100)))

    @property
    def gone(self) -> float:
        return 0.0 if self.time is None else min(100.0, max(0.0, float(self.time * 100)))


def last_day(figure: Figure) -> datetime.date:
    """The day a figure stands for; a full year's is its last."""
    return figure.as_of or datetime.date(figure.year, 12, 31)


def age(figure: Figure, today: datetime.date, lang: str) -> str:
    """How old a figure is, in whole months: "22 months old" / 距今22个月; "" for the future."""
    then = last_day(figure)
    if then > today:
        return ""
    months = (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
    if not months:
        return choose(lang, "under a month old", "不足一个月")
    unit = "month" if months == 1 else "months"
    return choose(lang, f"{months} {unit} old", f"距今{months}个月")


def latest_time(report: IndicatorReport, today: datetime.date, lang: str) -> str:
    """Year or day of the newest judged figure, and its age: "2024, 22 months old"."""
    latest = report.latest
    if latest is None:
        return ""
    parts = [_time(latest, lang), age(latest, today, lang)]
    return choose(lang, ", ", "，").join(part for part in parts if part)


def _time(figure: Figure, lang: str) -> str:
    return (
        day(figure.as_of, lang)
        if figure.as_of
        else choose(lang, f"{figure.year}", f"{figure.year}年")
    )


def shown_instead(report: IndicatorReport, lang: str) -> str:
    """What there is where no figure can be judged: the newest one that is shown, if any.

    "1,493 enterprises, 27 August 2024, definition differs" / 1,493家，2024年8月27日，口径不一致.
    """
    found = newest_shown(report)
    if report.latest is not None:
        return ""
    if found is None:
        return choose(lang, "none found", "未查到")
    figure, series = found
    scale = report_scale(report, lang)
    value = amount(figure.value, report, lang=lang, scale=scale, style="table")
    differs = series.role == "other_definition"
    kind = status("D", lang) if differs else status_words(figure, series, lang)
    words = choose(lang, ", ", "，").join((value, _time(figure, lang), kind))
    if series.role != "breakdown":
        return words
    name = say(series.name, lang)
    return choose(lang, f"{name}: {words}", f"{name}：{words}")


def progress(report: IndicatorReport, lang: str) -> Progress:
    """The gap to the straight path where a baseline allows one, else completion or distance.

    Once the target year's own figure is there, the path has ended: the share of the way alone.
    """
    verdict, latest, target = report.verdict, report.latest, report.target
    if latest is None or target is None:
        return Progress()
    done, time = verdict.share_done, verdict.share_time
    if done is not None and time is not None:
        return _shares(report, latest, done, time, lang)
    if verdict.completion is not None and report.measure != "count":
        part = share(verdict.completion, lang)
        lead = choose(lang, f"completion {part}", f"完成率{part}")
    else:
        lead = distance_words(report, latest, target, lang)
    return Progress(lead=lead, note=_why_no_share(report, lang))


def _shares(
    report: IndicatorReport, latest: Figure, done: Decimal, time: Decimal, lang: str
) -> Progress:
    when = month(last_day(latest), lang)
    way = share(done, lang)
    if time >= 1 or report.verdict.gap is None:
        lead = choose(lang, f"{way} of the way", f"完成比例{way}")
        return Progress(lead=lead, note=when, done=done, time=time)
    gone = share(time, lang)
    note = choose(
        lang,
        f"{way} of the way, {gone} of the time, {when}",
        f"完成比例{way}，序时进度{gone}，{when}",
    )
    return Progress(lead=points(report.verdict.gap, lang), note=note, done=done, time=time)


def _why_no_share(report: IndicatorReport, lang: str) -> str:
    if report.target is not None and report.target.aim == "within":
        return ""
    if report.baseline is None:
        return choose(lang, "no baseline", "无基期数")
    return choose(lang, "series break", "口径调整") if report.verdict.change is None else ""


def missing_years(report: IndicatorReport, lang: str) -> str:
    """The years without any figure as spans: "2020, 2022–2023"; "every year"; "" for none."""
    if not any(each.figures for each in report.series if each.role != "breakdown"):
        return choose(lang, "every year", "全部年份")
    return year_spans(years_without(report), lang)
