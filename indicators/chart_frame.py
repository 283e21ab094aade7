"""The frame of a drawing: a column for every year, and a scale with zero on it."""

import math
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from indicators import amounts, progress, targets
from indicators.chart_parts import CROWDED_RADIUS, MARK_RADIUS, Column, Gridline, Style
from indicators.chart_series import drawn, runs_of
from indicators.chart_text import Box, Label, width_of, wrapped
from indicators.chart_words import say, year_words
from indicators.languages import choose
from indicators.report_types import Figure, IndicatorReport, Series

MOST_GRIDLINES = 5
_LABEL_ROOM = 30.0  # above the highest mark
_LINE = 1.2  # of a line of words, in its size
_WIDE_NUMBER = 0.35  # of the room: a range beyond it stands in two lines
_MOST_OF_ROOM = 0.6  # for the target's box, however long its number


def nice_ticks(low: float, high: float, *, whole: bool, spared: float | None) -> list[float]:
    """Multiples of 1, 2, 2.5 or 5 × 10ⁿ from `low` to `high`, at most five, zero among them.

    `whole`: no fractions. `spared`: a value with a line of its own, which stands in for the
    outermost one; among others its absence would leave a hole.
    """
    power = 10.0 ** math.floor(math.log10((high - low) / MOST_GRIDLINES))
    for factor in (1, 2, 2.5, 5, 10, 20):
        step = factor * power
        numbers = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
        ticks = [float(Decimal(repr(step)) * number) for number in numbers]
        ends = {ticks[0], ticks[-1]} - {0}
        ticks = [tick for tick in ticks if tick != spared or tick not in ends]
        if len(ticks) <= MOST_GRIDLINES and not (whole and step % 1):
            return ticks
    return [0.0]


class Frame:
    """Where years and values of an indicator lie in a drawing of the given style."""

    def __init__(self, report: IndicatorReport, lang: str, style: Style) -> None:
        self.report, self.lang, self.style = report, lang, style
        self.target = report.target
        self.scale = amounts.report_scale(report, lang)
        self.headline = next((each for each in report.series if each.headline), None)
        self.runs = runs_of(self.headline) if self.headline else []
        self.figures: list[tuple[Series, Figure]] = [
            (each, figure)
            for each in report.series
            if each.role != "breakdown"
            for figure in drawn(each)
        ]

    # Values, in the unit of the axis

    def scaled(self, value: Decimal) -> float:
        return float(value / self.scale.factor)

    def bare(self, value: Decimal) -> str:
        return amounts.bare(value, self.report, self.scale, self.lang, aligned=True)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def at(self, figure: Figure) -> tuple[float, float]:
        return self.xs[figure.year], self.y(self.scaled(figure.value))

    @cached_property
    def bounds(self) -> list[Decimal]:
        """The target's bounds as they stand, and as the tolerance widens them."""
        if not self.target:
            return []
        found = []
        for bound, sign in ((self.target.lower, -1), (self.target.upper, 1)):
            if bound is not None:
                found += [bound, bound + sign * abs(bound) * self.target.tolerance]
        return found

    @cached_property
    def goal(self) -> float | None:
        """Where the floor of the target's box lies (rise, within), or its rim (fall)."""
        return self.scaled(targets.goal_bound(self.target)) if self.target else None

    @cached_property
    def drawn_values(self) -> list[float]:
        values = [figure.value for _, figure in self.figures] + self.bounds
        if self.path_drawn and self.report.baseline:
            values.append(self.report.baseline.value)
        return [0.0, *(self.scaled(value) for value in values)]

    @cached_property
    def path_drawn(self) -> bool:
        """Whether a path from the baseline is drawn: where all judged figures end a year.

        A figure of a day within the year stands in its year's column too; beside a path
        through the ends of years it would seem to lag behind where it does not.
        """
        if not self.report.baseline or self.report.verdict.share_done is None:
            return False
        judged = [figure for run in self.runs for figure in run]
        return all(progress.position(each) == each.year + 1 for each in judged)

    @cached_property
    def reach(self) -> tuple[float, float]:
        """Lowest and highest value of the axis: zero, all that is drawn, and room for words."""
        lowest, highest = min(self.drawn_values), max(self.drawn_values)
        highest = highest if highest > lowest else lowest + 1
        room, slot = self.bottom - self.top, self.style.slot
        low = lowest * 1.08
        high = (highest * room - low * _LABEL_ROOM) / (room - _LABEL_ROOM)
        if self.goal is None or not self.target:
            return low, high
        if self.target.aim == "fall":
            return min(low, (self.goal * room - high * slot) / (room - slot)), high
        above = [(self.goal, slot), *((value, self.over_mark) for value in self.due_values)]
        return low, max(high, *((at * room - low * px) / (room - px) for at, px in above))

    @cached_property
    def due_values(self) -> list[float]:
        """What figures of the target's year stand in its box, where the box is open upwards."""
        target, goal = self.target, self.goal
        if target is None or goal is None or target.aim != "rise":
            return []
        values = [self.scaled(each.value) for _, each in self.figures if each.year == target.year]
        return [value for value in values if value >= goal]

    @property
    def words_height(self) -> float:
        """Of the words in the target's box."""
        return len(self.slot_words[0]) * (self.style.note + 2) + self.style.value + 6

    @property
    def over_mark(self) -> float:
        """The room in the box over a figure: its label, and the words of the target."""
        return self.words_height + self.style.value + MARK_RADIUS + 16

    @property
    def low(self) -> float:
        return self.reach[0]

    @property
    def high(self) -> float:
        return self.reach[1]

    @property
    def top(self) -> float:
        return 6.0

    @property
    def bottom(self) -> float:
        return self.style.bottom

    @cached_property
    def ticks(self) -> list[tuple[float, str]]:
        """Values with a gridline and their words; the target's own line stands in for one."""
        low, high = min(self.drawn_values), max(self.drawn_values)
        if low == high:
            return [(0.0, "0")]
        whole = self.report.measure == "count"
        exact = [
            Decimal(repr(tick)).normalize()
            for tick in nice_ticks(low, high, whole=whole, spared=self.goal)
        ]
        places = max(0, *(-int(tick.as_tuple().exponent) for tick in exact))
        return [
            (
                float(tick),
                amounts.number(tick, places=places, lang=self.lang, measure=self.report.measure),
            )
            for tick in exact
        ]

    def gridlines(self) -> tuple[Gridline, ...]:
        """Every tick; the outermost ones only where the target's own line is not next to them."""
        goal = None if self.goal is None else self.y(self.goal)
        ends = {self.ticks[0][0], self.ticks[-1][0]} - {0}
        return tuple(
            Gridline(
                y=self.y(value),
                label=Label(x=self.left - 10, y=self.y(value) + 4.5, text=text, anchor="end"),
            )
            for value, text in self.ticks
            if value not in ends or goal is None or abs(self.y(value) - goal) > 6
        )

    @cached_property
    def left(self) -> float:
        return round(14 + max(width_of(text, self.style.year) for _, text in self.ticks), 1)

    @property
    def plot(self) -> Box:
        return Box(left=self.left, right=self.style.width, top=self.top, bottom=self.bottom)

    # Years

    @cached_property
    def years(self) -> range:
        years = [figure.year for _, figure in self.figures] + [self.report.baseline_year]
        years += [self.target.year] if self.target else []
        return range(min(years), max(years) + 1)

    @cached_property
    def slot_words(self) -> tuple[list[str], str]:
        """Small lines, and the number under them: "Target", "about" over "600"."""
        short = targets.target_short(self.report, self.lang, scale=self.scale)
        *prefix, last = short.split(" ") if self.lang == "en" else [short]
        room, dash = self.style.width - self.left, choose(self.lang, "–", "—")
        if dash in last and width_of(last, self.style.value + 2, bold=True) > room * _WIDE_NUMBER:
            low, _, last = last.partition(dash)
            prefix.append(low + dash)
        return [say("target", self.lang), *prefix], last

    @cached_property
    def slot_width(self) -> float:
        small, big = self.slot_words
        widest = max(width_of(text, self.style.note) for text in small)
        number = width_of(big, self.style.value + 2, bold=True)
        room = self.style.width - self.left
        return min(max(widest + 14, number + 14, self.style.value * 3.4), room * _MOST_OF_ROOM)

    @cached_property
    def due_width(self) -> float:
        """The width of the target's column, which has to hold its box."""
        usual = (self.style.width - self.left) / len(self.years)
        return max(usual, self.slot_width + 4) if self.target else usual

    @cached_property
    def xs(self) -> dict[int, float]:
        """The middle of each year's column; the target's is at least as wide as its box."""
        due, room = self.target and self.target.year, self.style.width - self.left
        last_word = width_of("0000", self.style.year, bold=True)
        if self.years[-1] != due and self._ordinary(room) < last_word:
            room -= last_word / 2  # it would stick out
        wide, other = self.due_width, self._ordinary(room)
        found, edge = {}, self.left
        for year in self.years:
            own = wide if year == due else other
            found[year] = round(edge + own / 2, 1)
            edge += own
        return found

    def _ordinary(self, room: float) -> float:
        """The width of a column beside the target's, of all of them in `room`."""
        count = len(self.years)
        return (room - self.due_width) / (count - 1) if self.target and count > 1 else room / count

    @cached_property
    def step(self) -> float:
        """The width of an ordinary column."""
        return min((b - a for a, b in pairwise(self.xs.values())), default=self.style.width)

    @property
    def radius(self) -> float:
        """Of a mark, so that neighbours do not touch."""
        return MARK_RADIUS if self.step > 2 * MARK_RADIUS + 1 else CROWDED_RADIUS

    def columns(self) -> tuple[Column, ...]:
        """Every year; where they are too narrow only every so many of them has words."""
        least = (width_of("0000", self.style.year) + 6) / self.step
        every = next((number for number in (1, 2, 5, 10) if number >= least), 20)
        due = self.target.year if self.target else None
        anchor = due or self.years[-1]
        return tuple(
            Column(
                year=year,
                x=self.xs[year],
                shown=(anchor - year) % every == 0,
                due=year == due,
                lines=self._under(year) if every == 1 else (),
            )
            for year in self.years
        )

    @staticmethod
    def height_of(columns: tuple[Column, ...], style: Style) -> float:
        """Where the lowest words end."""
        years = style.bottom + style.year + 12
        return max([years, *(line.y + style.note * 0.4 for each in columns for line in each.lines)])

    def _under(self, year: int) -> tuple[Label, ...]:
        """The words under a year, in full or in short; none where neither fits."""
        size = self.style.note
        room = (self.due_width if self.target and year == self.target.year else self.step) - 3
        for short in (False, True):
            words = year_words(self.report, year, lang=self.lang, short=short)
            lines = [wrapped(each, size=size, width=room, lines=3) for each in words]
            flat = [line for each in lines for line in each or ()]
            if None not in lines and len(flat) <= 3:
                first = self.bottom + self.style.year + 8 + size * _LINE
                return tuple(
                    Label(x=self.xs[year], y=round(first + size * _LINE * row, 1), text=text)
                    for row, text in enumerate(flat)
                )
        return ()
