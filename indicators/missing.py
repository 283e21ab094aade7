"""What figures there are and which are wanted, series by series and year by year.

Pure: reports in, cells out. Wanted are figures of the headline series, the one that is judged: for
every year of the plan that has ended, and for the baseline year where a share of the way needs one.
Breakdowns and other definitions are shown as far as they are there.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from indicators.attention import SETTLED, lacks_baseline
from indicators.report_types import Figure, IndicatorReport, PlanReport, Series, Text
from indicators.standing import is_comparable, position

# What there is of a year. "later": it has not ended; "unasked": nothing, and nobody asks for it.
STATES = ("final", "provisional", "shown", "missing", "later", "unasked")
# What is wanted of it: a figure at all; one on the target's basis; the full year beside a figure of
# a day; the final one, which is overdue.
GAPS = ("missing", "not_judged", "day_only", "final")


@dataclass(frozen=True, kw_only=True)
class Due:
    """The deadline of a year's round."""

    on: datetime.date
    note: Text | None = None


Dues = Mapping[int, Due]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A series in a year. `state` and `gap` ("" for none) as above; `others`: further figures.

    `due`: the day by which what is wanted is to be there, None where no round says so.
    `out_of_date`: it holds the latest judged figure, and the method calls that one out of date.
    """

    series: Series
    year: int
    state: str
    figure: Figure | None = None
    others: int = 0
    gap: str = ""
    due: datetime.date | None = None
    out_of_date: bool = False

    @property
    def stale(self) -> bool:
        """Whether the figure is no longer what a reader should lean on."""
        return self.out_of_date or self.gap == "final"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A series of an indicator through the years."""

    report: IndicatorReport
    series: Series
    cells: tuple[Cell, ...]

    @cached_property
    def gaps(self) -> tuple[Cell, ...]:
        """The cells in which a figure is wanted, oldest first."""
        return tuple(cell for cell in self.cells if cell.gap)


def years_of(plan: PlanReport) -> range:
    """The years that figures are asked for: from the baseline's to the plan's last."""
    return range(plan.baseline_year, plan.end_year + 1)


def lines(
    plan: PlanReport,
    indicators: Mapping[str, IndicatorReport],
    *,
    dues: Dues,
    today: datetime.date,
) -> list[Line]:
    """Every series of every indicator, in the plan's order."""
    return [
        line
        for goal in plan.goals
        for code in goal.indicators
        if code in indicators
        for line in lines_of(plan, indicators[code], dues=dues, today=today)
    ]


def lines_of(
    plan: PlanReport, report: IndicatorReport, *, dues: Dues, today: datetime.date
) -> Iterator[Line]:
    """The series of one indicator."""
    for series in report.series:
        cells = (_cell(report, series, year, dues, today) for year in years_of(plan))
        yield Line(report=report, series=series, cells=tuple(cells))


def final_due(year: int, dues: Dues) -> datetime.date:
    """When the final figure for `year` is due: with the next year's round, else at its end."""
    after = dues.get(year + 1)
    return after.on if after else datetime.date(year + 1, 12, 31)


def _cell(
    report: IndicatorReport, series: Series, year: int, dues: Dues, today: datetime.date
) -> Cell:
    figures = [figure for figure in series.figures if figure.year == year]
    best = max(figures, key=lambda figure: (is_comparable(figure), position(figure)), default=None)
    gap = _gap(report, series, year, best, dues, today)
    due = dues.get(year + 1 if gap == "final" else year)
    return Cell(
        series=series,
        year=year,
        state=_state(series, best, wanted=bool(gap), over=year < today.year),
        figure=best,
        others=max(0, len(figures) - 1),
        gap=gap,
        due=due.on if due and gap else None,
        out_of_date=(
            report.verdict.out_of_date
            and series.headline
            and best is not None
            and best == report.latest
        ),
    )


def _state(series: Series, figure: Figure | None, *, wanted: bool, over: bool) -> str:
    if figure is None:
        if wanted:
            return "missing"
        return "later" if series.headline and not over else "unasked"
    if series.role == "other_definition" or not is_comparable(figure):
        return "shown"
    return "final" if figure.obs_status == "A" else "provisional"


def _gap(
    report: IndicatorReport,
    series: Series,
    year: int,
    figure: Figure | None,
    dues: Dues,
    today: datetime.date,
) -> str:
    if not series.headline or year >= today.year:
        return ""
    if figure is None or not is_comparable(figure):
        kind = "missing" if figure is None else "not_judged"
        return kind if _asked(report, year) else ""
    if _falls_due(report, year) and position(figure) != year + 1:
        return "day_only"
    unsure = figure.obs_status != "A" and today > final_due(year, dues)
    return "final" if unsure else ""


def _asked(report: IndicatorReport, year: int) -> bool:
    """Whether a figure on the target's basis is asked for; of a baseline only where one is used."""
    if year > report.baseline_year:
        return True
    return lacks_baseline(report) and report.verdict.code not in SETTLED


def _falls_due(report: IndicatorReport, year: int) -> bool:
    targets = (report.target, *(each.target for each in report.interim))
    return any(target is not None and target.year == year for target in targets)
