"""Small drawings of an indicator's breakdowns: one scale and one row of years, so they compare."""

from indicators.amounts import bare, report_scale
from indicators.chart_parts import Break, Line, Mark, SmallChart
from indicators.chart_series import drawn, mark_kind, runs_of
from indicators.chart_text import Label
from indicators.figure_words import figure_tip
from indicators.languages import pick
from indicators.report_types import Figure, IndicatorReport, Series

WIDTH, HEIGHT = 172.0, 128.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, 154.0, 24.0, 104.0
_SIZE = 12.0


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
        return SmallChart(
            name=name,
            name_lang=name_lang,
            width=WIDTH,
            height=HEIGHT,
            size=_SIZE,
            axis=self.y(0),
            half=self.y(self.high / 2),
            runs=tuple(run for run in runs if len(run) > 1),
            marks=tuple(self._marks(series, runs)),
            breaks=tuple(
                Break(
                    x=round((self.x(each.year - 1) + self.x(each.year)) / 2, 1),
                    top=_TOP - 12,
                    axis=self.y(0),
                    label=None,
                )
                for each in series.figures
                if each.break_kind and each.year > self.first
            ),
            years=years if self.first < self.last else years[:1],
        )

    def _marks(self, series: Series, runs: list[Line]) -> list[Mark]:
        """First and last with values; of the others what is not final, and ends of lines."""
        figures = drawn(series)
        ends = {end for run in runs for end in (run[0], run[-1])}
        marks = []
        for place, figure in enumerate(figures):
            labelled = place in (0, len(figures) - 1)
            kind, (x, y) = mark_kind(figure, series), self.at(figure)
            if not (labelled or kind != "filled" or (x, y) in ends):
                continue
            words = bare(figure.value, self.report, self.scale, self.lang, aligned=True)
            marks.append(
                Mark(
                    x=x,
                    y=y,
                    kind=kind,
                    tip=figure_tip(figure, series, self.report, self.lang),
                    label=Label(x=x, y=y - 9, text=words) if labelled else None,
                )
            )
        return marks
