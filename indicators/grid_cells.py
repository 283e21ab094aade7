"""What is typed into a cell of the sheet, read as a figure: or everything that is wrong with it."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.amounts import typed
from indicators.grid import Line, Place, Standing, Texts
from indicators.numbers import NumberRefused, read
from indicators.report_types import Figure, IndicatorReport, Text

_NOT_A_DAY: Text = {
    "en": "This is not a day of {year}. Write it like 08-31 or {year}-08-31.",
    "zh-hans": "不是{year}年的日期。请写作08-31或{year}-08-31。",
}
_NO_DAY: Text = {
    "en": "Up to which day does it count? Write it like 08-31.",
    "zh-hans": "请填写累计截止日期，如08-31。",
}
_EMPTIED: Text = {
    "en": "A figure stands here, and an empty cell does not delete it: put it back, "
    "or delete it on its own page.",
    "zh-hans": "此处已有数据，清空单元格不会将其删除。请恢复原值，或在该数据的页面中删除。",
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with a field of a cell."""

    field: str
    sentence: Text


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a cell says: its figure as typed, or what is wrong with it. Without either it is empty.

    `figure` has neither source nor note: those are kept as keys and texts.
    """

    figure: Figure | None = None
    faults: tuple[Fault, ...] = ()


def read_cell(line: Line, place: Place, texts: Texts) -> Reading:
    """What was typed, as a figure, or everything that is wrong with it."""
    standing = line.at(place)
    if not texts["value"].strip():
        emptied = standing is not None and texts["value"] != typed(
            standing.figure.value, line.report
        )
        return Reading(faults=(Fault(field="value", sentence=_EMPTIED),) if emptied else ())
    faults: list[Fault] = []
    value = _value(texts["value"], line.report, faults)
    day = _day(texts["as_of"], place, faults)
    if value is None or faults:
        return Reading(faults=tuple(faults))
    figure = Figure(
        year=place.year,
        value=value,
        covers=_covers(line, place, day, standing),
        as_of=day,
        obs_status=texts["obs_status"],
        break_kind=texts["break_kind"],
    )
    return Reading(figure=figure)


def _value(text: str, report: IndicatorReport, faults: list[Fault]) -> Decimal | None:
    try:
        return read(
            text, measure=report.measure, input_unit=report.input_unit, decimals=report.decimals
        )
    except NumberRefused as refusal:
        faults.append(Fault(field="value", sentence=refusal.reason))
        return None


def _day(text: str, place: Place, faults: list[Fault]) -> datetime.date | None:
    if not text.strip():
        if place.part:
            faults.append(Fault(field="as_of", sentence=_NO_DAY))
        return None
    day = read_day(text, place.year)
    if day is None:
        sentence: Text = {
            "en": _NOT_A_DAY["en"].format(year=place.year),
            "zh-hans": _NOT_A_DAY["zh-hans"].format(year=place.year),
        }
        faults.append(Fault(field="as_of", sentence=sentence))
    return day


def _covers(line: Line, place: Place, day: datetime.date | None, standing: Standing | None) -> str:
    if day is None:
        return "year"
    if place.part:
        return "to_date"
    kept = standing is not None and standing.figure.as_of == day
    return standing.figure.covers if standing and kept else "at_date"


_DAY = re.compile(r"(?:(\d{4})(?:-|/|\.|年))?(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")


def read_day(text: str, year: int) -> datetime.date | None:
    """A day of `year` as people write it: 08-31, 8/31, 8月31日, 2025-08-31; None for all else."""
    found = _DAY.fullmatch(text.strip())
    if found is None or int(found[1] or year) != year:
        return None
    try:
        return datetime.date(year, int(found[2]), int(found[3]))
    except ValueError:
        return None
