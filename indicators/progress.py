"""Judging: what became of a target, decided from its figures alone.

Pure and exact: no clock, no rounding before a comparison. `docs/method.md` says the same in words
and carries the worked table that the tests execute; rules are the lines of its table of verdicts.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cached_property

from indicators.bounds import (
    check_target,
    distance,
    exceeds,
    far_end_passed,
    goal_line,
    meets,
)
from indicators.numbers import MAX_DIGITS_AFTER
from indicators.report_types import Figure, Target, Verdict
from indicators.standing import Record, is_comparable, is_judged, position

# What the rest of the product takes from here.
__all__ = [
    "METHOD_VERSION",
    "PACE_CODES",
    "PACE_CUTS",
    "VERDICT_ORDER",
    "Judgement",
    "check_target",
    "is_comparable",
    "is_judged",
    "judge",
    "position",
]

METHOD_VERSION = "1"

# The order of summaries, least favourable first.
VERDICT_ORDER = (
    "missed",
    "far_behind",
    "moving_away",
    "outside",
    "behind",
    "awaiting",
    "no_figure",
    "not_assessed",
    "on_track",
    "ahead",
    "holding",
    "met",
    "met_early",
    "tracked",
)
# Verdicts on a course still being run: whoever shows one names the year of its figure.
PACE_CODES = frozenset({"ahead", "on_track", "behind", "far_behind", "moving_away"})

PACE_CUTS = (
    ("ahead", 14, Fraction(105, 100)),
    ("on_track", 15, Fraction(95, 100)),
    ("behind", 16, Fraction(60, 100)),
)
_TOO_EARLY = Fraction(1, 10)
_LONGEST_GAP = 2  # years; a longer silence ends a run
_LOGARITHMS = Context(prec=60, rounding=ROUND_HALF_UP)
_LN_PLACES = Decimal("1e-12")


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A verdict with the two figures it rests on; `baseline` is None where it counts as missing."""

    verdict: Verdict
    latest: Figure | None
    baseline: Figure | None


def judge(
    *,
    figures: Sequence[Figure],
    baseline: Figure | None,
    target: Target | None,
    running_total: bool,
    path: str = "linear",
    as_of: datetime.date,
) -> Judgement:
    """Judge a target as seen on the day `as_of`; without one, find the latest figure.

    `figures`: the headline series in any order, the baseline among them or not; a figure of another
    definition is passed with status D and no `break_kind`. `path`: "linear" or "compound".
    Raises ValueError for a target that `check_target` refuses, another path, and a figure without
    its day.
    """
    if path not in ("linear", "compound"):
        raise ValueError(f"not a path: {path}")
    if target is not None and (faults := _faults(target, baseline)):
        raise ValueError(f"not a valid target: {', '.join(faults)}")
    record = Record(tuple(figures), baseline, target.year if target else None, as_of)
    if target is None:
        verdict = Verdict(
            code="tracked",
            rule=1,
            out_of_date=record.out_of_date,
            change=_published(record.change),
        )
    elif record.latest is None:
        reason = "other_basis" if record.unjudged_places else "none_found"
        verdict = Verdict(code="no_figure", rule=2, reason=reason, over=record.over)
    else:
        verdict = _Case(record, target, record.latest, running_total, path).verdict()
    return Judgement(verdict=verdict, latest=record.latest, baseline=record.baseline)


def _faults(target: Target, baseline: Figure | None) -> list[str]:
    return check_target(target, None if baseline is None else baseline.year)


@dataclass(frozen=True)
class _Ruling:
    """The line of the table that fits, with what it says."""

    code: str
    rule: int
    reason: str | None = None
    since: int | None = None


@dataclass(frozen=True)
class _Case:
    """A target with at least one judged figure."""

    record: Record
    target: Target
    latest: Figure
    running_total: bool
    path: str

    def verdict(self) -> Verdict:
        ruling = self._ruling()
        attained = ruling.code in ("met", "met_early", "holding")
        missed = ruling.code == "missed"
        value, done, time = self.latest.value, self._share_done, self._share_time
        return Verdict(
            code=ruling.code,
            rule=ruling.rule,
            reason=ruling.reason,
            since=ruling.since,
            over=self.record.over,
            provisional=self._is_provisional(),
            within_tolerance=attained and not meets(self.target, value, widened=False),
            beyond=far_end_passed(self.target, value) if attained else None,
            out_of_date=self.record.out_of_date,
            redefined=self.record.redefined,
            shortfall=_published(distance(self.target, value)) if missed else None,
            met_late=self._met_late() if missed else None,
            nearer=self._nearer() if ruling.code == "outside" else None,
            change=_published(self.record.change),
            share_done=_published(done),
            share_time=_published(time),
            gap=_published(None if done is None or time is None else done - time),
            pace=_published(None if done is None or time is None else done / time),
            completion=_published(self._completion()),
            needed_a_year=_published(self._needed_a_year()),
            so_far_a_year=_published(self._so_far_a_year()),
        )

    # The table of verdicts: the first line that fits.

    def _ruling(self) -> _Ruling:
        if self.record.over or self._cannot_be_mended():
            return self._ruling_when_over()
        if self._meets(self.latest):
            return self._ruling_when_met_so_far()
        if self.target.aim == "within":
            return _Ruling("outside", 9)
        if self.record.baseline is None:
            return _Ruling("not_assessed", 10, reason="no_baseline")
        if self.record.break_separates:
            return _Ruling("not_assessed", 11, reason="series_break")
        return self._ruling_by_pace(self.record.baseline)

    def _ruling_when_over(self) -> _Ruling:
        settled = self._cannot_be_lost() or self._cannot_be_mended()
        if not self.record.has_due_figure and not settled:
            unjudged = self.target.year + 1 in self.record.unjudged_places
            return _Ruling("awaiting", 3, reason="other_basis" if unjudged else None)
        if not self._meets(self.latest):
            return _Ruling("missed", 6)
        first = self.run[0].year
        if self.target.aim != "within" and first < self.target.year and self._was_short():
            return _Ruling("met_early", 4, since=first)
        return _Ruling("met", 5)

    def _ruling_when_met_so_far(self) -> _Ruling:
        first, baseline = self.run[0].year, self.record.baseline
        if self._cannot_be_lost() and self._was_short():
            if first < self.target.year:
                return _Ruling("met_early", 7, since=first)
            return _Ruling("met", 7)
        if baseline is not None and self._has_held_since(baseline):
            return _Ruling("holding", 8, since=baseline.year)
        return _Ruling("holding", 8, since=first)

    def _ruling_by_pace(self, baseline: Figure) -> _Ruling:
        if self._meets(baseline):
            return _Ruling("moving_away", 12, reason="slipped")
        left, whole = (distance(self.target, f.value) for f in (self.latest, baseline))
        if left > whole:
            return _Ruling("moving_away", 12)
        if whole == 0:
            return _Ruling("not_assessed", 13, reason="target_equals_baseline")
        done, time = self._share_done, self._share_time
        if done is None or time is None:
            return _Ruling("not_assessed", 13, reason="compound_needs_positive")
        if time < _TOO_EARLY:
            return _Ruling("not_assessed", 13, reason="too_early")
        for code, rule, cut in PACE_CUTS:
            if done >= cut * time:
                return _Ruling(code, rule)
        return _Ruling("far_behind", 17)

    # What the lines ask.

    def _meets(self, figure: Figure) -> bool:
        return meets(self.target, figure.value)

    def _cannot_be_lost(self) -> bool:
        return self.running_total and self.target.aim == "rise" and self._meets(self.latest)

    def _cannot_be_mended(self) -> bool:
        return self.running_total and exceeds(self.target, self.latest.value)

    @cached_property
    def run(self) -> list[Figure]:
        """The met figures that end with the latest, unbroken, oldest first."""
        run: list[Figure] = []
        for figure in reversed(self.record.judged):
            if not self._meets(figure) or (run and self._is_interrupted(figure, run[-1])):
                break
            run.append(figure)
        return run[::-1]

    def _is_interrupted(self, earlier: Figure, later: Figure) -> bool:
        """Whether a new series starts after `earlier`, or the silence up to `later` is too long."""
        start, series_start = position(earlier), self.record.series_start
        if series_start is not None and start < series_start:
            return True
        return not self.running_total and position(later) - start > _LONGEST_GAP

    def _was_short(self) -> bool:
        """Whether the series of the run is known to have stood short of the target before it."""
        baseline = self.record.baseline
        if baseline is not None and self._meets(baseline):
            return False
        if baseline is not None and not self.record.break_separates:
            return True
        start, end = self.record.series_start, position(self.run[0])
        before = (f for f in self.record.judged if position(f) < end)
        same_series = (f for f in before if start is None or position(f) >= start)
        return not all(map(self._meets, same_series))

    def _has_held_since(self, baseline: Figure) -> bool:
        held = all(map(self._meets, [baseline, *self.record.judged]))
        return held and not self.record.break_separates

    # The marks beside a verdict.

    def _is_provisional(self) -> bool:
        grounds = (self.latest, *self.run[:1], self.record.baseline)
        return any(figure is not None and figure.obs_status in ("P", "E") for figure in grounds)

    def _nearer(self) -> bool | None:
        """Nearer to the range than the baseline, or further; None if neither or not comparable."""
        if self.record.baseline is None or self.record.break_separates:
            return None
        then = distance(self.target, self.record.baseline.value)
        now = distance(self.target, self.latest.value)
        return None if now == then else now < then

    def _met_late(self) -> int | None:
        later = self.record.judged_ever[len(self.record.judged) :]
        return next((figure.year for figure in later if self._meets(figure)), None)

    # The numbers beside a verdict.

    @property
    def _way(self) -> tuple[Fraction, Fraction, Fraction] | None:
        """Baseline, latest value and goal line, where a share of the way between them exists."""
        baseline, goal = self.record.baseline, goal_line(self.target)
        if goal is None or baseline is None or self.record.break_separates:
            return None
        start = Fraction(baseline.value)
        if self._meets(baseline) or start == goal:
            return None
        return start, Fraction(self.latest.value), goal

    @property
    def _share_done(self) -> Fraction | None:
        if self._way is None:
            return None
        start, value, goal = self._way
        if self.path == "compound":
            return _logarithmic_share(start, value, goal)
        return (value - start) / (goal - start)

    @property
    def _share_time(self) -> Fraction | None:
        if self._way is None or self.record.baseline is None:
            return None
        start = position(self.record.baseline)
        return (position(self.latest) - start) / (self.target.year + 1 - start)

    def _completion(self) -> Fraction | None:
        goal, value = goal_line(self.target), Fraction(self.latest.value)
        if self.target.aim != "rise" or goal is None or goal <= 0 or value < 0:
            return None
        return value / goal

    def _needed_a_year(self) -> Fraction | None:
        goal = goal_line(self.target)
        if self.record.over or goal is None:
            return None
        left = self.target.year + 1 - position(self.latest)
        return (goal - Fraction(self.latest.value)) / left

    def _so_far_a_year(self) -> Fraction | None:
        baseline, change = self.record.baseline, self.record.change
        if self.record.over or baseline is None or change is None:
            return None
        return change / (position(self.latest) - position(baseline))


def _logarithmic_share(start: Fraction, value: Fraction, goal: Fraction) -> Fraction | None:
    """The share of the way on a path of constant growth; None unless all three are above 0."""
    if min(start, value, goal) <= 0:
        return None
    done, whole = _logarithm(value / start), _logarithm(goal / start)
    return Fraction(_LOGARITHMS.divide(done, whole).quantize(_LN_PLACES, context=_LOGARITHMS))


def _logarithm(ratio: Fraction) -> Decimal:
    quotient = _LOGARITHMS.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
    return _LOGARITHMS.ln(quotient)


def _published(value: Fraction | None) -> Decimal | None:
    """A number with six places, half up (away from 0), whatever decimal context is set."""
    if value is None:
        return None
    units = int(abs(value) * 10**MAX_DIGITS_AFTER + Fraction(1, 2))
    sign = 1 if value < 0 < units else 0
    return Decimal((sign, tuple(map(int, str(units))), -MAX_DIGITS_AFTER))
