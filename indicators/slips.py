"""Request slips, 数据催报单: what a responsible unit is asked for, ready to be printed.

Pure; `lang` is "en" or "zh-hans".
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.figure_words import newest_shown, stated
from indicators.languages import choose
from indicators.missing import Cell, Line
from indicators.missing_words import days_left, due_words, wanted_words
from indicators.report_types import Figure, IndicatorReport, Series, Text
from indicators.wording import day, source_words


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One figure that is asked for, with its deadline; "" where no day is set."""

    what: str
    due: str
    left: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class Item:
    """An indicator on the slip, its values in `unit`.

    `latest`: its last figure in words, "" for none, with `source`.
    """

    report: IndicatorReport
    series: Series
    unit: str
    latest: str
    source: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What one unit is asked for. `to` is None where nobody has named a unit yet.

    `due` is the next deadline in words, the last one where all have passed; "" where none is set.
    """

    to: Text | None
    items: tuple[Item, ...]
    count: int
    due: str


def slip(
    lines: Iterable[Line], *, units: Mapping[str, str], today: datetime.date, lang: str
) -> Slip:
    """The gaps of `lines`, which are of one responsible unit.

    `units`: by indicator, what a bare number counts, in words.
    """
    asked = [line for line in lines if line.gaps]
    dues = {cell.due for line in asked for cell in line.gaps if cell.due is not None}
    ahead = [due for due in dues if due >= today]
    return Slip(
        to=next((line.report.responsible_unit for line in asked), None),
        items=tuple(_item(line, units[line.report.code], today, lang) for line in asked),
        count=sum(len(line.gaps) for line in asked),
        due=due_words(min(ahead) if ahead else max(dues), today, lang) if dues else "",
    )


def _item(line: Line, unit: str, today: datetime.date, lang: str) -> Item:
    figure, series = _latest(line.report)
    return Item(
        report=line.report,
        series=line.series,
        unit=unit,
        latest=stated(figure, line.report, lang, series) if figure else "",
        source=_source(figure, lang) if figure else "",
        wanted=tuple(_wanted(cell, today, lang) for cell in line.gaps),
    )


def _wanted(cell: Cell, today: datetime.date, lang: str) -> Wanted:
    return Wanted(
        what=wanted_words(cell, lang),
        due=day(cell.due, lang) if cell.due else "",
        left=days_left(cell.due, today, lang) if cell.due else "",
        late=cell.due is not None and cell.due < today,
    )


def _latest(report: IndicatorReport) -> tuple[Figure | None, Series | None]:
    """The last judged figure; where there is none, the newest that is shown, with its series."""
    if report.latest is not None:
        return report.latest, None
    return newest_shown(report) or (None, None)


def _source(figure: Figure, lang: str) -> str:
    if figure.source is None:
        return choose(lang, "source not known", "来源不详")
    return source_words(figure.source, lang)
