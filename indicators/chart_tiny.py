"""The smallest drawing of an indicator, for a row of the desk: its figures, and its target's box.

Every year has its column, zero is the foot, and only neighbouring figures of one basis are joined.
"""

from dataclasses import dataclass

from indicators.amounts import report_scale
from indicators.chart_parts import Line
from indicators.chart_series import drawn, mark_kind, runs_of, slot_state
from indicators.figure_words import charted, figure_tip
from indicators.languages import choose
from indicators.report_types import Figure, IndicatorReport
from indicators.targets import goal_bound, target_words

WIDTH, HEIGHT = 124.0, 40.0
_LEFT, _RIGHT, _TOP, _FOOT = 8.0, 116.0, 6.0, 35.0
_SLOT = 8.0  # half the width of a target's box, and its height
_RADIUS = 3.0


@dataclass(frozen=True, kw_only=True)
class TinyMark:
    """A figure at (x, y). `kind`: filled, hollow, diamond."""

    x: float
    y: float
    kind: str

    @property
    def diamond(self) -> str:
        """The corners of a diamond, for SVG."""
        x, y, r = self.x, self.y, _RADIUS + 1
        return f"{x:g},{y - r:g} {x + r:g},{y:g} {x:g},{y + r:g} {x - r:g},{y:g}"


@dataclass(frozen=True, kw_only=True)
class TinyChart:
    """`words` say all that is drawn; `slot` is the state of the target's box, "" without one."""

    words: str
    width: float
    height: float
    foot: float
    ticks: tuple[float, ...]
    marks: tuple[TinyMark, ...]
    runs: tuple[Line, ...]
    breaks: tuple[float, ...]
    slot: str
    box: str  # the box's outline, as an SVG path


def tiny_chart(report: IndicatorReport, years: range, lang: str) -> TinyChart:
    """The figures of `years`; others, and breakdowns, are left to the indicator's page."""
    return _Frame(report, years, lang).chart()


class _Frame:
    def __init__(self, report: IndicatorReport, years: range, lang: str) -> None:
        self.report, self.years, self.lang = report, years, lang
        self.factor = report_scale(report, lang).factor
        self.shown = [
            (figure, series)
            for series in charted(report)
            for figure in drawn(series)
            if figure.year in years
        ]
        values = [float(figure.value / self.factor) for figure, _ in self.shown]
        if report.target is not None:
            values.append(float(goal_bound(report.target) / self.factor))
        self.low, self.high = min([0.0, *values]), max([0.0, *values])

    def chart(self) -> TinyChart:
        slot = self._slot()
        return TinyChart(
            words=self._words(),
            width=WIDTH,
            height=HEIGHT,
            foot=self._y(0.0),
            ticks=tuple(self._x(year) for year in self.years),
            marks=tuple(
                TinyMark(x=x, y=y, kind=mark_kind(figure, series))
                for figure, series in self.shown
                for x, y in [self._at(figure)]
            ),
            runs=tuple(run for run in self._runs() if len(run) > 1),
            breaks=tuple(
                round((self._x(figure.year - 1) + self._x(figure.year)) / 2, 1)
                for figure, series in self.shown
                if figure.break_kind and series.headline and figure.year - 1 in self.years
            ),
            slot=slot,
            box=self._outline(slot),
        )

    def _x(self, year: int) -> float:
        steps = max(1, len(self.years) - 1)
        return round(_LEFT + (_RIGHT - _LEFT) * (year - self.years[0]) / steps, 1)

    def _y(self, value: float) -> float:
        span = self.high - self.low or 1.0
        # Room above for a target's box, which opens upwards.
        top = _TOP + _SLOT
        return round(_FOOT - (value - self.low) / span * (_FOOT - top), 1)

    def _at(self, figure: Figure) -> tuple[float, float]:
        return self._x(figure.year), self._y(float(figure.value / self.factor))

    def _runs(self) -> list[Line]:
        return [
            tuple(self._at(figure) for figure in run if figure.year in self.years)
            for series in charted(self.report)
            if series.headline
            for run in runs_of(series)
        ]

    def _slot(self) -> str:
        target = self.report.target
        drawable = target is not None and target.year in self.years
        return slot_state(self.report.verdict) if drawable else ""

    def _outline(self, slot: str) -> str:
        target = self.report.target
        if not slot or target is None:
            return ""
        x, foot = self._x(target.year), self._y(float(goal_bound(target) / self.factor))
        walls = f"M{x - _SLOT:g} {foot - _SLOT:g}V{foot:g}H{x + _SLOT:g}V{foot - _SLOT:g}"
        return walls if slot == "open" else f"{walls}z"

    def _words(self) -> str:
        """Every figure with its status, then the target: "2021: 5 platforms, provisional; …"."""
        tips = [
            figure_tip(figure, series, self.report, self.lang) for figure, series in self.shown
        ] or [choose(self.lang, "No figure", "没有数据")]
        if self.report.target is not None:
            promise = target_words(self.report, self.lang, with_unit=True)
            year = self.report.target.year
            tips.append(
                choose(self.lang, f"target for {year}: {promise}", f"{year}年目标：{promise}")
            )
        return choose(self.lang, "; ", "；").join(tips)
