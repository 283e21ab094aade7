"""Small drawings of an indicator's breakdowns: one scale and one row of years, so they compare."""

from itertools import pairwise

from indicators.amounts import bare, report_scale
from indicators.chart_parts import Break, Line, Mark, SmallChart
from indicators.chart_series import drawn, mark_kind, runs_of
from indicators.chart_text import Box, Label, Space, along, around, beside
from indicators.figure_words import figure_tip
from indicators.languages import pick
from indicators.report_types import Figure, IndicatorReport, Series

WIDTH, HEIGHT = 172.0, 128.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, 154.0, 24.0, 104.0
_SIZE = 12.0
_RADIUS, _DOT = 4.5, 2.5  # of a mark, and of one amid final figures


def small_multiples(report: IndicatorReport, *, lang: str) -> list[SmallChart]:
    """One drawing for each breakdown, without marks where it has no figure; [] for none at all."""
    parts = [each for each in report.series if each.role == "breakdown"]
    if not any(each.figures for each in parts):
        return []
    frame = _Frame(report, lang, parts)
    return [frame.drawing(each) for each in parts]


class _Frame:
    def __init__(self, report: IndicatorReport, lang: str, parts: list[Series]) -> None:
        self.report, self.lang = report, lang
        self.scale = report_scale(report, lang)
        figures = [figure for each in parts for figure in each.figures]
        values = [0.0, *(float(each.value / self.scale.factor) for each in figures)]
        self.low, self.high = min(values), max(values)
        self.first, self.last = (
            min(each.year for each in figures),
            max(each.year for each in figures),
        )

    def x(self, year: int) -> float:
        if self.first == self.last:
            return (_LEFT + _RIGHT) / 2
        way = (year - self.first) / (self.last - self.first)
        return round(_LEFT + (_RIGHT - _LEFT) * way, 1)

    def y(self, value: float) -> float:
        span = self.high - self.low or 1.0
        return round(_BOTTOM - (value - self.low) / span * (_BOTTOM - _TOP), 1)

    def at(self, figure: Figure) -> tuple[float, float]:
        return self.x(figure.year), self.y(float(figure.value / self.scale.factor))

    def drawing(self, series: Series) -> SmallChart:
        name, name_lang = pick(series.name, self.lang)
        runs = [tuple(self.at(each) for each in run) for run in runs_of(series)]
        years = (
            Label(x=self.x(self.first), y=_BOTTOM + 17, text=f"{self.first}"),
            Label(x=self.x(self.last), y=_BOTTOM + 17, text=f"{self.last}"),
        )
        breaks = tuple(
            Break(
                x=round((self.x(each.year - 1) + self.x(each.year)) / 2, 1),
                top=_TOP - 12,
                axis=self.y(0),
            )
            for each in series.figures
            if each.break_kind and each.year > self.first
        )
        return SmallChart(
            name=name,
            name_lang=name_lang,
            width=WIDTH,
            height=HEIGHT,
            size=_SIZE,
            tips=tuple(figure_tip(each, series, self.report, self.lang) for each in series.figures),
            axis=self.y(0),
            half=self.y(self.high / 2),
            runs=tuple(run for run in runs if len(run) > 1),
            marks=tuple(self._marks(series, runs, breaks)),
            breaks=breaks,
            years=years if self.first < self.last else years[:1],
        )

    def _marks(self, series: Series, runs: list[Line], breaks: tuple[Break, ...]) -> list[Mark]:
        """First and last with values; of the others what is not final, and ends of lines."""
        figures = drawn(series)
        ends = {end for run in runs for end in (run[0], run[-1])}
        labels = self._labels(figures, runs, breaks)
        marks = []
        for place, figure in enumerate(figures):
            kind, at = mark_kind(figure, series), self.at(figure)
            big = place in (0, len(figures) - 1) or kind != "filled"
            if big or at in ends:
                marks.append(
                    Mark(
                        x=at[0],
                        y=at[1],
                        kind=kind,
                        tip=figure_tip(figure, series, self.report, self.lang),
                        label=labels.get(place),
                        radius=_RADIUS if big else _DOT,
                    )
                )
        return marks

    def _labels(
        self, figures: list[Figure], runs: list[Line], breaks: tuple[Break, ...]
    ) -> dict[int, Label]:
        """By the figure's place in the list: the last one's, then the first one's."""
        cuts: list[Line] = [((each.x, each.top), (each.x, each.axis)) for each in breaks]
        lines = [box for line in (*runs, *cuts) for pair in pairwise(line) for box in along(*pair)]
        dots = [around(*self.at(figure), _RADIUS) for figure in figures]
        space = Space(Box(left=0, right=WIDTH, top=0, bottom=_BOTTOM + 4), [*lines, *dots])
        found = {}
        for place in dict.fromkeys((len(figures) - 1, 0)) if figures else ():
            value, at = figures[place].value, self.at(figures[place])
            words = bare(value, self.report, self.scale, self.lang, aligned=True)
            label = space.put(beside(words, at=at, radius=_RADIUS, size=_SIZE), _SIZE)
            if label:
                found[place] = label
        return found
