"""Revisions and comparisons in words. `lang` is "en" or "zh-hans"; nothing here needs Django."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.amounts import amount, report_scale
from indicators.headlines import common_year
from indicators.languages import choose, listed, say
from indicators.report_types import Figure, IndicatorReport, ReleaseReport, Source, Text
from indicators.tallies import tally
from indicators.verdict_words import VERDICT_KEYS, marks, verdict_key, verdict_name, verdict_words
from indicators.wording import (
    beijing_day,
    break_words,
    day,
    revision_kind,
    status,
    year_covered,
)
from releases.changes import Changes, FigureChange, VerdictChange
from releases.differences import Difference
from releases.revisions import KINDS, Comparison, Kept, Revision, history, kind_of

_KIND = {
    "first_published": ("first published", "首次发布"),
    "revised": ("revised", "修订"),
    "withdrawn": ("withdrawn", "撤下"),
    "status": ("status changed", "状态变更"),
    "note": ("note or source changed", "说明或来源变更"),
    "wording": ("wording changed", "文字变更"),
}
# How a sentence counts each kind: one, several, and in Chinese after its number.
_COUNT = {
    "first_published": ("figure first published", "figures first published", "个数据首次发布"),
    "revised": ("figure revised", "figures revised", "个数据修订"),
    "withdrawn": ("figure withdrawn", "figures withdrawn", "个数据撤下"),
    "status": ("figure with another status", "figures with another status", "个数据状态变更"),
    "note": (
        "figure with another note or source",
        "figures with another note or source",
        "个数据的说明或来源变更",
    ),
    "wording": ("change of wording", "changes of wording", "处文字变更"),
}

_MOST_STEPS = 3


@dataclass(frozen=True, kw_only=True)
class Why:
    """Why a published figure changed: what kind of revision it is, and the reason as given."""

    kind: str
    reason: Text


@dataclass(frozen=True, kw_only=True)
class Line:
    """One revision as a row. `old` or `new` is "" where there is none; `what` says where it stands.

    `code` is the indicator's, `name` its name; "" and None where the plan as a whole is meant.
    """

    code: str
    name: Text | None
    what: str
    kind: str
    kind_words: str
    old: str
    new: str
    note: Text | None = None
    source: Source | None = None
    why: Why | None = None
    release: ReleaseReport | None = None


@dataclass(frozen=True, kw_only=True)
class Pill:
    """A verdict as the components draw it."""

    key: str
    words: str
    marks: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class VerdictRow:
    """An indicator's verdict before (None where it was not there) and after."""

    code: str
    name: Text
    old: Pill | None
    new: Pill


def kind_words(kind: str, lang: str) -> str:
    return choose(lang, *_KIND[kind])


def line(
    change: FigureChange | Difference, lang: str, *, release: ReleaseReport | None = None
) -> Line:
    """A change in words; `release`: the one that brought it, where a row names it."""
    kind, report = kind_of(change), change.indicator
    if isinstance(change, Difference):
        what, note, source, why = say(change.what, lang), None, None, None
        old, new = (say(each, lang) if each else "" for each in (change.old, change.new))
    else:
        shown = change.new or change.old
        what = _where(change, shown, lang)
        note, source = (shown.note, shown.source) if shown else (None, None)
        why = _why(change, lang)
        old, new = (_value(each, change.indicator, lang) for each in (change.old, change.new))
    return Line(
        code=report.code if report else "",
        name=report.name if report else None,
        what=what,
        kind=kind,
        kind_words=kind_words(kind, lang),
        old=old,
        new=new,
        note=note,
        source=source,
        why=why,
        release=release,
    )


def _why(change: FigureChange, lang: str) -> Why | None:
    given = change.why
    return Why(kind=revision_kind(given.kind, lang), reason=given.reason) if given else None


def lines(revisions: Iterable[Revision], lang: str) -> list[Line]:
    return [line(each.change, lang, release=each.release) for each in revisions]


def differing(found: Changes, lang: str) -> dict[str, str]:
    """By indicator, what a release would change: at most three figures by name, or its words."""
    said: dict[str, list[str]] = {}
    for change in found.figures:
        said.setdefault(change.indicator.code, []).append(_step(line(change, lang), lang))
    words = choose(lang, "Its words or its commentary differ.", "文字或情况说明有变动。")
    return dict.fromkeys(found.wording, words) | {
        code: _first_of(steps, lang) for code, steps in said.items()
    }


def _step(of: Line, lang: str) -> str:
    """ "All of them, 2023, full year: 61 projects → 63 projects"."""
    none = choose(lang, "none", "无")
    values = f"{of.old or none} → {of.new or none}"
    what = of.kind_words if of.old == of.new else values
    return choose(lang, f"{of.what}: {what}", f"{of.what}：{what}")


def _first_of(steps: list[str], lang: str) -> str:
    words = choose(lang, "; ", "；").join(steps[:_MOST_STEPS])
    if (more := len(steps) - _MOST_STEPS) > 0:
        words += choose(lang, f"; and {more} more", f"；另有{more}个")
    return words + choose(lang, ".", "。")


def verdict_rows(changes: Iterable[VerdictChange], lang: str) -> list[VerdictRow]:
    """Every verdict that is not what it was."""
    return [
        VerdictRow(
            code=each.indicator.code,
            name=each.indicator.name,
            old=pill(each.before, lang) if each.before else None,
            new=pill(each.indicator, lang),
        )
        for each in changes
    ]


def tallies(comparison: Comparison, lang: str) -> list[tuple[str, int, int]]:
    """Each verdict's name with how many targets had it in the older and the newer release."""
    new = comparison.new.publication
    old = comparison.old.publication if comparison.old else new
    before, after = dict(tally(old.plan)), dict(tally(new.plan))
    year = common_year(new.plan, new.indicators)
    return [
        (verdict_name(key, year, lang), before.get(key, 0), after.get(key, 0))
        for key in VERDICT_KEYS
        if key in before or key in after
    ]


def pill(report: IndicatorReport, lang: str) -> Pill:
    verdict = report.verdict
    return Pill(
        key=verdict_key(verdict.code, verdict.reason),
        words=verdict_words(verdict, report, lang),
        marks=marks(verdict, report, lang),
    )


def _where(change: FigureChange, figure: Figure | None, lang: str) -> str:
    """Series and time: "All of them, 2023, full year"."""
    series = say(change.series, lang)
    if figure is None:
        return series
    time = year_covered(figure, lang)
    return choose(lang, f"{series}, {time}", f"{series}，{time}")


def _value(figure: Figure | None, report: IndicatorReport, lang: str) -> str:
    """Value with unit, then the status unless it is final, then a break: "63 projects"."""
    if figure is None:
        return ""
    scale = report_scale(report, lang)
    parts = [amount(figure.value, report, lang=lang, scale=scale, style="table")]
    if figure.obs_status != "A":
        parts.append(status(figure.obs_status, lang))
    if figure.break_kind:
        parts.append(break_words(figure.break_kind, lang))
    return choose(lang, ", ", "，").join(parts)


@dataclass(frozen=True, kw_only=True)
class IndicatorRevisions:
    """What became of an indicator's figures and words after the release that it began with."""

    began: ReleaseReport
    lines: list[Line]


def of_indicator(kept: Sequence[Kept], code: str, lang: str) -> IndicatorRevisions:
    """`kept`: releases that follow each other, newest first; the first of them has the indicator.

    An indicator that was away for a time began when it first appeared.
    """
    began = min(
        (each.release for each in kept if code in each.publication.indicators),
        key=lambda release: release.number,
    )
    later = [
        each
        for each in history(kept)
        if each.indicator == code and each.release.number != began.number
    ]
    return IndicatorRevisions(began=began, lines=lines(later, lang))


# Sentences


@dataclass(frozen=True, kw_only=True)
class Since:
    """What a release changed, in a sentence, with the numbers of the two releases it compares."""

    said: str
    old: int | None
    new: int


def since(comparison: Comparison, lang: str) -> Since:
    old = comparison.old.release.number if comparison.old else None
    return Since(said=changed(comparison, lang), old=old, new=comparison.new.release.number)


def changed(comparison: Comparison, lang: str) -> str:
    """What the newer release changed, counted; of a plan's first release that it is the first."""
    if comparison.old is None:
        return choose(
            lang,
            "This is the first release, so there is none before it to compare with.",
            "这是首次发布，此前没有可比较的发布。",
        )
    since = since_words(comparison.old.release, lang)
    return choose(
        lang, f"{since}: {counted(comparison, lang)}.", f"{since}：{counted(comparison, lang)}。"
    )


def since_words(release: ReleaseReport, lang: str) -> str:
    on = day(beijing_day(release.published_at), lang)
    return choose(
        lang, f"Since release {release.number} ({on})", f"与第{release.number}次发布（{on}）相比"
    )


def counted(comparison: Comparison, lang: str) -> str:
    """ "1 figure revised and 2 verdicts changed", or that nothing a reader sees differs."""
    kinds = Counter(kind_of(each) for each in comparison.changes)
    parts = [_count(kind, kinds[kind], lang) for kind in KINDS if kinds[kind]]
    if comparison.verdicts:
        number = len(comparison.verdicts)
        noun = "verdict" if number == 1 else "verdicts"
        parts.insert(0, choose(lang, f"{number} {noun} changed", f"{number}项评价变化"))
    if not parts:
        return choose(lang, "nothing is different", "内容没有差别")
    return listed(parts, lang) if lang == "en" else "，".join(parts)


def _count(kind: str, number: int, lang: str) -> str:
    one, several, chinese = _COUNT[kind]
    return choose(lang, f"{number} {one if number == 1 else several}", f"{number}{chinese}")
