"""Where figures stand in time, and which of them are judged."""

import datetime
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from indicators.report_types import Figure

_OUT_OF_DATE = 2  # years


def position(figure: Figure) -> Fraction:
    """Where a figure stands, in years: the end of 2024 is 2025, 1 July 2024 is 2024.5.

    Raises ValueError for a figure that stands on a day and has none, or one of another year.
    """
    if figure.covers == "year":
        return Fraction(figure.year + 1)
    if figure.as_of is None or figure.as_of.year != figure.year:
        raise ValueError(f"a figure for {figure.year} needs its day within that year")
    return position_of_day(figure.as_of)


def position_of_day(day: datetime.date) -> Fraction:
    end = datetime.date(day.year, 12, 31)
    return day.year + Fraction(day.timetuple().tm_yday, end.timetuple().tm_yday)


def is_comparable(figure: Figure) -> bool:
    """Whether a figure may be judged by its status and by what it covers; else it is only shown."""
    whole = figure.covers in ("year", "at_date") or position(figure) == figure.year + 1
    return whole and figure.obs_status in ("A", "P", "E")


def is_judged(figure: Figure, *, baseline: Figure | None) -> bool:
    """Whether a figure is comparable and later than the baseline, be that usable or not."""
    later = baseline is None or position(figure) > position(baseline)
    return later and is_comparable(figure)


@dataclass(frozen=True)
class Record:
    """What is known of an indicator, up to the end of the year `due` where there is one."""

    figures: tuple[Figure, ...]
    start: Figure | None  # the baseline as given: it bounds what is judged, usable or not
    due: int | None
    as_of: datetime.date

    @property
    def baseline(self) -> Figure | None:
        return self.start if self.start is not None and is_comparable(self.start) else None

    @cached_property
    def judged_ever(self) -> list[Figure]:
        """The judged figures of every year, oldest first."""
        judged = (figure for figure in self.figures if is_judged(figure, baseline=self.start))
        return sorted(judged, key=position)

    @cached_property
    def judged(self) -> list[Figure]:
        return [figure for figure in self.judged_ever if self._is_in_time(figure)]

    @property
    def latest(self) -> Figure | None:
        return self.judged[-1] if self.judged else None

    @cached_property
    def unjudged_places(self) -> set[Fraction]:
        """Where figures on another basis stand, after the baseline and not after the due date."""
        start = None if self.start is None else position(self.start)
        others = (f for f in self.figures if not is_comparable(f) and self._is_in_time(f))
        return {position(f) for f in others if start is None or position(f) > start}

    @cached_property
    def breaks(self) -> list[Figure]:
        """The first figures of new series up to the latest figure, oldest first."""
        if self.latest is None:
            return []
        known = self.figures if self.start is None else (*self.figures, self.start)
        last = position(self.latest)
        return sorted((f for f in known if f.break_kind and position(f) <= last), key=position)

    @property
    def series_start(self) -> Fraction | None:
        """Where the series of the latest figure starts; None if it is the first one known."""
        return position(self.breaks[-1]) if self.breaks else None

    @property
    def break_separates(self) -> bool:
        """Whether a series break stands between the baseline and the latest figure."""
        if self.start is None or self.series_start is None:
            return False
        return position(self.start) < self.series_start

    @property
    def redefined(self) -> int | None:
        """The year of the last series break before the latest figure."""
        if self.latest is None:
            return None
        years = [f.year for f in self.breaks if position(f) < position(self.latest)]
        return years[-1] if years else None

    @property
    def over(self) -> bool:
        if self.due is None:
            return False
        return self.as_of.year > self.due or self.has_due_figure

    @property
    def has_due_figure(self) -> bool:
        """Whether the latest figure is the full-year figure for the due year."""
        return self.latest is not None and position(self.latest) - 1 == self.due

    @property
    def out_of_date(self) -> bool:
        if self.latest is None:
            return False
        return position_of_day(self.as_of) - position(self.latest) > _OUT_OF_DATE

    @property
    def change(self) -> Fraction | None:
        if self.baseline is None or self.latest is None or self.break_separates:
            return None
        return Fraction(self.latest.value) - Fraction(self.baseline.value)

    def _is_in_time(self, figure: Figure) -> bool:
        return self.due is None or position(figure) <= self.due + 1
