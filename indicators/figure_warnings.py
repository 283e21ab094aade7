"""What is odd about a figure: soft warnings that ask for a reason and never block.

Standard library only. Values are in base units, as everywhere below the words.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators.report_types import Figure

CODES = ("factor", "change", "sign", "falls", "estimate_after_final", "no_source")

_CHANGE = Decimal("0.3")
# A digit too many or too few; 万 for the unit itself or for 亿, and 亿 for the unit itself.
_SLIPS = (1, -1, 4, -4, 8, -8)
# A target may well be ten times what is reached so far, so that is no slip by itself.
_SLIPS_FROM_TARGET = (1, 4, -4, 8, -8)
# How far from a round factor a figure may have moved besides, in a year.
_ABOUT = Decimal("1.5")
_UNFINAL = ("P", "E", "F")


@dataclass(frozen=True, kw_only=True)
class FigureWarning:
    """One thing that is odd about `figure`. `code`: one of `CODES`.

    `other`: the figure it was compared with, if any; `target`: the value of the target it was
    compared with instead; `power`: of ten, by which a `factor` is off.
    """

    code: str
    figure: Figure
    other: Figure | None = None
    target: Decimal | None = None
    power: int = 0


def day_of(figure: Figure) -> datetime.date:
    """The last day that the figure covers."""
    return figure.as_of or datetime.date(figure.year, 12, 31)


class Line:
    """The figures of one series as they shall stand, found by their day; at most one on a day."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_day = {day_of(each): each for each in figures}
        self._days = sorted(self._by_day)

    def a_year_before(self, figure: Figure) -> Figure | None:
        """What the year before says of the same stretch of time; for a stock, its newest figure."""
        if figure.covers == "at_date":
            return self._newest_of(figure.year - 1)
        other = self._by_day.get(_same_day(day_of(figure), figure.year - 1))
        return other if other and other.covers != "at_date" else None

    def _newest_of(self, year: int) -> Figure | None:
        place = bisect_right(self._days, datetime.date(year, 12, 31)) - 1
        while place >= 0 and self._days[place].year == year:
            found = self._by_day[self._days[place]]
            if found.covers != "to_date":
                return found
            place -= 1
        return None

    def neighbours(self, figure: Figure) -> tuple[Figure | None, Figure | None]:
        """The figures just before and just after this one."""
        day = day_of(figure)
        before, after = bisect_left(self._days, day) - 1, bisect_right(self._days, day)
        return (
            self._by_day[self._days[before]] if before >= 0 else None,
            self._by_day[self._days[after]] if after < len(self._days) else None,
        )


def _same_day(day: datetime.date, year: int) -> datetime.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28 if leap else day.day)


def warnings_of(
    figure: Figure,
    *,
    line: Line,
    standing: Figure | None = None,
    nature: str,
    target: Decimal | None = None,
) -> tuple[FigureWarning, ...]:
    """Everything odd about `figure`, in the order of `CODES`.

    `line`: its series as it shall stand, this figure included or not. `standing`: what stands in
    its place now. `nature`: flow, stock, running_total. `target`: the bound to be reached.
    """
    found = [
        *_against_year_before(figure, line),
        *_against_target(figure, target),
        *_falls(figure, line, nature),
    ]
    if standing and standing.obs_status == "A" and figure.obs_status in _UNFINAL:
        found.append(FigureWarning(code="estimate_after_final", figure=figure, other=standing))
    if figure.source is None:
        found.append(FigureWarning(code="no_source", figure=figure))
    first = {each.code: each for each in reversed(found)}
    return tuple(first[code] for code in CODES if code in first)


def _against_year_before(figure: Figure, line: Line) -> Iterator[FigureWarning]:
    other = line.a_year_before(figure)
    if other is None or not _compares(other, figure):
        return
    power = _slip(figure.value, other.value, _SLIPS)
    if power:
        yield FigureWarning(code="factor", figure=figure, other=other, power=power)
    elif abs(figure.value - other.value) > _CHANGE * abs(other.value) and other.value:
        yield FigureWarning(code="change", figure=figure, other=other)
    if figure.value * other.value < 0:
        yield FigureWarning(code="sign", figure=figure, other=other)


def _against_target(figure: Figure, target: Decimal | None) -> Iterator[FigureWarning]:
    power = _slip(figure.value, target, _SLIPS_FROM_TARGET) if target else 0
    if power:
        yield FigureWarning(code="factor", figure=figure, target=target, power=power)


def _falls(figure: Figure, line: Line, nature: str) -> Iterator[FigureWarning]:
    if nature != "running_total":
        return
    before, after = line.neighbours(figure)
    if before and before.value > figure.value and _compares(before, figure):
        yield FigureWarning(code="falls", figure=figure, other=before)
    elif after and after.value < figure.value and _compares(figure, after):
        yield FigureWarning(code="falls", figure=figure, other=after)


def _compares(earlier: Figure, later: Figure) -> bool:
    """Nothing is compared across a series break, nor with a figure on another definition."""
    same = (earlier.obs_status == "D") == (later.obs_status == "D")
    return same and not later.break_kind


def _slip(value: Decimal, other: Decimal, powers: Iterable[int]) -> int:
    """The power of ten that lies between two values, if it is one of a usual slip; else 0."""
    if not value or not other:
        return 0
    ratio = abs(value / other)
    for power in powers:
        if 1 / _ABOUT <= ratio.scaleb(-power) <= _ABOUT:
            return power
    return 0
