"""What a figure would do to the verdict before it is saved, and at which value that would tip.

Pure and exact: every value named was judged, together with its neighbour. Edges where a verdict can
change come from the target's bounds and tolerance, the baseline and the method's cuts for pace.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from math import floor

from indicators.bounds import asked, goal_line
from indicators.grounds import judge
from indicators.numbers import MAX_DIGITS_AFTER, is_bounded
from indicators.progress import PACE_CUTS, VERDICT_ORDER
from indicators.report_types import Figure, IndicatorReport, Series, Verdict
from indicators.standing import position

_INPUT_POWERS = {"one": 0, "percent": -2, "wan": 4, "yi": 8}
_ROUGH = Context(prec=40)


@dataclass(frozen=True, kw_only=True)
class Tip:
    """Where the verdict tips, on the way from the value tried, in steps of the input's decimals.

    `value` (base units) is the first one with another verdict, `before` its neighbour on the way,
    still with the old one; `verdict` is the other verdict, `better` whether it is the better one.
    """

    value: Decimal
    before: Decimal
    verdict: Verdict
    better: bool


def tried(
    report: IndicatorReport, figures: Mapping[str, Iterable[Figure]], *, as_of: datetime.date
) -> IndicatorReport:
    """The report as it would read with `figures`, by series code, in place of what stands there.

    Its verdict, latest figure and baseline are judged anew; its working and interim verdicts stay.
    """
    series = tuple(_with(each, figures.get(each.code, ())) for each in report.series)
    changed = replace(report, series=series)
    found = judge(changed, report.target, as_of=as_of)
    return replace(changed, baseline=found.baseline, latest=found.latest, verdict=found.verdict)


def tip(
    report: IndicatorReport, series: str, figure: Figure, *, as_of: datetime.date
) -> Tip | None:
    """The value of `figure` nearest to its own at which the verdict tips, for the better if any.

    None where no value of it would change the verdict: no target, a figure that is not judged, or
    one that a later figure outweighs.
    """
    if report.target is None or figure.obs_status not in ("A", "P", "E"):
        return None
    if not any(each.code == series and each.headline for each in report.series):
        return None
    trial = _Trial(report, series, figure, as_of)
    ways = [found for found in (trial.up(), trial.down()) if found]
    return max(ways, key=lambda each: (each.better, -abs(each.value - figure.value)), default=None)


def step_of(report: IndicatorReport) -> Decimal:
    """One step of the last decimal in which the indicator is typed and shown, in base units."""
    power = max(_INPUT_POWERS[report.input_unit] - report.decimals, -MAX_DIGITS_AFTER)
    return Decimal(1).scaleb(max(power, 0) if report.measure == "count" else power)


def _with(series: Series, figures: Iterable[Figure]) -> Series:
    new = {position(figure): figure for figure in figures}
    kept = [figure for figure in series.figures if position(figure) not in new]
    return replace(series, figures=tuple(sorted([*kept, *new.values()], key=position)))


@dataclass(frozen=True)
class _Trial:
    report: IndicatorReport
    series: str
    figure: Figure
    as_of: datetime.date

    def up(self) -> Tip | None:
        start = Fraction(self.figure.value) / self.step
        for low in sorted(self.places):
            if low + 1 > start and self._differs(low, low + 1) and self._differs_from_own(low + 1):
                return self._tip(low + 1, low)
        return None

    def down(self) -> Tip | None:
        start = Fraction(self.figure.value) / self.step
        for low in sorted(self.places, reverse=True):
            if low < start and self._differs(low, low + 1) and self._differs_from_own(low):
                return self._tip(low, low + 1)
        return None

    def _tip(self, place: int, before: int) -> Tip:
        other = self._verdict(self._value(place))
        rank = VERDICT_ORDER.index
        better = rank(other.code) > rank(self.own.code)
        return Tip(
            value=self._value(place), before=self._value(before), verdict=other, better=better
        )

    @cached_property
    def step(self) -> Fraction:
        return Fraction(step_of(self.report))

    @cached_property
    def own(self) -> Verdict:
        return self._verdict(self.figure.value)

    @cached_property
    def places(self) -> set[int]:
        """Steps after which the verdict may be another: those about each edge."""
        beside = {
            floor(edge / self.step) + offset for edge in self._edges() for offset in (-1, 0, 1)
        }
        return {each for each in beside if is_bounded(self._value(each))}

    def _edges(self) -> list[Fraction]:
        target = self.report.target
        if target is None:
            return []
        edges = [end for end in asked(target, widened=True) if end is not None]
        baseline = tried(self.report, {self.series: [self.figure]}, as_of=self.as_of).baseline
        goal = goal_line(target)
        if baseline is None or goal is None or position(baseline) >= position(self.figure):
            return edges
        start, whole = Fraction(baseline.value), target.year + 1 - position(baseline)
        time = (position(self.figure) - position(baseline)) / whole
        ways = (self._on_path(start, goal, cut * time) for _, _, cut in PACE_CUTS)
        return [*edges, start, *(way for way in ways if way is not None)]

    def _on_path(self, start: Fraction, goal: Fraction, share: Fraction) -> Fraction | None:
        """The value at a share of the way; on a path of constant growth to 40 digits."""
        if self.report.path == "linear":
            return start + share * (goal - start)
        if start <= 0 or goal <= 0:
            return None
        ratio, exponent = (
            _ROUGH.divide(Decimal(each.numerator), Decimal(each.denominator))
            for each in (goal / start, share)
        )
        return start * Fraction(_ROUGH.power(ratio, exponent))

    def _value(self, place: int) -> Decimal:
        return Decimal(place) * step_of(self.report)

    def _verdict(self, value: Decimal) -> Verdict:
        figure = replace(self.figure, value=value)
        return tried(self.report, {self.series: [figure]}, as_of=self.as_of).verdict

    def _differs(self, one: int, other: int) -> bool:
        return _key(self._verdict(self._value(one))) != _key(self._verdict(self._value(other)))

    def _differs_from_own(self, place: int) -> bool:
        return _key(self._verdict(self._value(place))) != _key(self.own)


def _key(verdict: Verdict) -> tuple[str, str | None]:
    return verdict.code, verdict.reason
