"""Ratios of two times, measured in turns, so that what else the machine does weighs on both."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

Work = Callable[[], object]

SAMPLE = 0.005  # seconds that one sample lasts at least: many clock ticks, few interruptions
SECONDS = 1.5  # that one row may take, where its fewest pairs allow it
FEWEST = 9  # pairs of samples


@dataclass(frozen=True, kw_only=True)
class Row:
    """How many times its floor something costs: one ratio for each pair of samples."""

    what: str
    floor: str
    ratios: tuple[float, ...]
    floor_seconds: float | None = None  # one call of the floor, the median

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def middle_half(self) -> tuple[float, float] | None:
        """Between which ratios the middle half of the pairs lies; None for what is counted."""
        if len(self.ratios) < 2:
            return None
        low, _, high = quantiles(self.ratios, n=4, method="inclusive")
        return low, high


def compare(what: str, work: Work, *, to: str, floor: Work, size: float = 1) -> Row:
    """Time `work` against `floor` in turns, each first in every second pair.

    `size`: how many times the floor's amount the work has to do; the ratio is for the same amount.
    """
    calls = {each: _calls_in_a_sample(each) for each in (work, floor)}
    pairs: list[tuple[float, float]] = []
    gc.collect()
    end = time.perf_counter() + SECONDS
    while len(pairs) < FEWEST or time.perf_counter() < end:
        order = (work, floor) if len(pairs) % 2 else (floor, work)
        took = {each: _sample(each, calls[each]) for each in order}
        pairs.append((took[work], took[floor]))
    return Row(
        what=what,
        floor=to,
        ratios=tuple(ours / theirs / size for ours, theirs in pairs),
        floor_seconds=median(theirs for _, theirs in pairs),
    )


def _calls_in_a_sample(work: Work) -> int:
    work()  # the first call fills caches that the later ones find full
    return max(1, round(SAMPLE / _sample(work, 1)))


def _sample(work: Work, calls: int) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - start) / calls
