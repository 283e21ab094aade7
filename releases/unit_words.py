"""Units of change in words, in both languages: what it is, what stood, what would stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from indicators.languages import both, choose, say
from indicators.report_types import Figure, IndicatorReport, Text
from releases.changes import FigureChange
from releases.differences import (
    INDICATOR,
    PLAN,
    commentary_words,
    promise_words,
    standing_words,
    target_said,
)
from releases.holding import Content, Unit
from releases.revision_words import line

_WHAT: dict[str, tuple[str, str]] = {
    "indicator": ("Indicator: particulars", "指标：基本信息"),
    "target": ("Target", "目标"),
    "commentary": ("Commentary", "情况说明"),
    "series": ("Series", "数据序列"),
    "goal": ("Goal: wording", "目标：文字"),
    "commitment": ("Commitment", "定性任务"),
    "plan": ("Plan: particulars", "规划：基本信息"),
}
Said = Text | None
Particulars = dict[str, tuple[tuple[str, str], Callable[[Any], Said]]]


class Sides(Protocol):
    """A release beside the one before it."""

    @property
    def before(self) -> Content | None: ...
    @property
    def content(self) -> Content: ...
    @property
    def live(self) -> Content: ...


@dataclass(frozen=True, kw_only=True)
class UnitWords:
    """`name`: of the indicator, else of the goal or plan; `old` and `new` None where not there."""

    name: Text
    what: Text
    old: Said
    new: Said


def said_of(unit: Unit, sides: Sides) -> UnitWords:
    """The unit in both languages; what it belongs to is named as the release says, or said."""
    old, new = _sides(unit, sides)
    return UnitWords(name=_name(unit, sides), what=_what(unit, sides), old=old, new=new)


def report_of(unit: Unit, sides: Sides) -> IndicatorReport | None:
    """The indicator that a unit belongs to: as the release says, else as it was or would be."""
    states = (sides.content, sides.live, *([sides.before] if sides.before else []))
    found = (each.indicators.get(unit.indicator) for each in states)
    return next((each for each in found if each is not None), None)


def figure_change(unit: Unit, report: IndicatorReport) -> FigureChange:
    """The same as lists of revisions have it."""
    _kind, _code, series, year, covers, day = unit.key.split("/")
    named = next((each.name for each in report.series if each.code == series), None)
    return FigureChange(
        indicator=report,
        series=named or {"en": series, "zh-hans": series},
        key=(series, int(year), covers, day),
        old=unit.old,
        new=unit.new,
    )


def _name(unit: Unit, sides: Sides) -> Text:
    report = report_of(unit, sides)
    if report is not None:
        return report.name
    plan = sides.content.plan
    if unit.goal is None:
        return plan.name
    goals = (
        *plan.goals,
        *sides.live.plan.goals,
        *(sides.before.plan.goals if sides.before else ()),
    )
    title = next(each.title for each in goals if each.number == unit.goal)
    return both(
        lambda lang: choose(
            lang, f"Goal {unit.goal}: {say(title, lang)}", f"目标{unit.goal}：{say(title, lang)}"
        )
    )


def _what(unit: Unit, sides: Sides) -> Text:
    report = report_of(unit, sides)
    if unit.kind == "figure" and report is not None:
        change = figure_change(unit, report)
        return both(lambda lang: line(change, lang).what)
    english, chinese = _WHAT[unit.kind]
    if unit.kind == "target":
        year = (unit.new or unit.old).year
        return {"en": f"{english} for {year}", "zh-hans": f"{year}年{chinese}"}
    if _keeps_its_wording(unit):
        wording = unit.new.wording
        return both(
            lambda lang: choose(
                lang, f"{english}: {say(wording, lang)}", f"{chinese}：{say(wording, lang)}"
            )
        )
    return {"en": english, "zh-hans": chinese}


def _sides(unit: Unit, sides: Sides) -> tuple[Said, Said]:
    report = report_of(unit, sides)
    if _keeps_its_wording(unit):
        return standing_words(unit.old), standing_words(unit.new)
    say_of = _SAY[unit.kind]
    old, new = (None if part is None else say_of(part, report) for part in (unit.old, unit.new))
    return old, new


def _keeps_its_wording(unit: Unit) -> bool:
    """Whether it is a commitment of which only the state, the year or the evidence changes."""
    both_there = unit.kind == "commitment" and unit.old is not None and unit.new is not None
    return both_there and unit.old.wording == unit.new.wording


def _value(figure: Figure, report: IndicatorReport) -> Text:
    change = FigureChange(
        indicator=report, series=report.name, key=("", 0, "", ""), old=None, new=figure
    )
    return both(lambda lang: line(change, lang).new)


def _particulars(
    part: Any, table: dict[str, tuple[tuple[str, str], Callable[[Any], Said]]]
) -> Text:
    """Every particular that a release may change, one after the other."""

    def write(lang: str) -> str:
        said = [
            f"{choose(lang, *label)}{choose(lang, ': ', '：')}{say(words, lang)}"
            for label, say_of in table.values()
            if (words := say_of(part)) and say(words, lang)
        ]
        return choose(lang, "; ", "；").join(said)

    return both(write)


_SAY: dict[str, Callable[[Any, Any], Said]] = {
    "figure": lambda part, report: _value(part, report),
    "indicator": lambda part, _report: _particulars(part, INDICATOR),
    "target": lambda part, report: target_said(report, part),
    "commentary": lambda part, _report: commentary_words(part),
    "series": lambda part, _report: part.name,
    "goal": lambda part, _report: both(
        lambda lang: choose(lang, ". ", "。").join([say(part.title, lang), say(part.summary, lang)])
    ),
    "commitment": lambda part, _report: promise_words(part),
    "plan": lambda part, _report: _particulars(part, PLAN),
}
