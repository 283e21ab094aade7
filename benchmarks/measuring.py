"""Two things timed in turns, so that whatever else the machine does weighs on both."""

import time
from collections.abc import Callable
from functools import partial
from statistics import quantiles

Work = Callable[[], object]
Clock = Callable[[], float]

HEAD = f"{'':46} ratio  middle half  pairs  to"
SAMPLE = 0.005  # seconds that a sample lasts at least
SECONDS = 0.5  # that a row takes; more where a few pairs of samples need more
FEWEST = 5  # pairs


def _line(
    clock: Clock,
    what: str,
    work: Work,
    to: str,
    floor: Work,
    *,
    size: float = 1,
    fewest: int = FEWEST,
) -> str:
    """How many times its floor something costs, as a line of the table under HEAD.

    `size`: how many times the floor's amount the work does; the ratio is for the same amount.
    `fewest`: pairs, fewer for what takes seconds.
    """
    calls = {each: _calls_in_a_sample(clock, each) for each in (work, floor)}
    ratios: list[float] = []
    end = time.perf_counter() + SECONDS
    while len(ratios) < fewest or time.perf_counter() < end:
        order = (work, floor) if len(ratios) % 2 else (floor, work)
        took = {each: _sample(clock, each, calls[each]) for each in order}
        ratios.append(took[work] / took[floor] / size)
    low, middle, high = quantiles(ratios, n=4, method="inclusive")
    return f"  {what:<43}{middle:>7.3g}  {f'{low:.3g}–{high:.3g}':<12}{len(ratios):>6}  {to}"


waited = partial(_line, time.perf_counter)
computed = partial(_line, time.process_time)  # waits for nobody, so others hardly weigh on it


def _calls_in_a_sample(clock: Clock, work: Work) -> int:
    first = _sample(clock, work, 1)  # fills caches that later calls find full
    again = [_sample(clock, work, 1) for _ in range(5) if first < 10 * SAMPLE]
    return max(1, round(SAMPLE / min([first, *again])))


def _sample(clock: Clock, work: Work, calls: int) -> float:
    """Seconds that one call takes."""
    start = clock()
    for _ in range(calls):
        work()
    return (clock() - start) / calls
