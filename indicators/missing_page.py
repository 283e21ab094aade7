"""The overview of what is missing as one person sees it: each cell with where it leads."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.urls import reverse

from indicators.amounts import bare, report_scale, unit_heading
from indicators.keys import Keys
from indicators.missing import Cell, Dues, Line
from indicators.missing_table import Table
from indicators.missing_words import SIGN, cell_words, days_left, stale_words
from indicators.report_types import GoalReport, PlanReport, Text
from indicators.wording import day


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A cell as it is drawn. `href`: the figure, or the form for one, or "" for this person."""

    year: int
    state: str
    sign: str
    value: str
    words: tuple[str, ...]
    stale: tuple[str, ...]
    href: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A series of an indicator; `slip` is the address of its request slip, "" with no gap.

    `responsible` stands beside the first series alone, where `first` is set.
    """

    name: Text
    series: Text | None
    unit: str
    first: bool
    responsible: Text | None
    cells: tuple[Shown, ...]
    slip: str


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A year of the plan: `due` and `left` say when its figures are due, "" where no day is set."""

    year: int
    baseline: bool
    due: str
    left: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class Section:
    goal: GoalReport
    rows: tuple[Row, ...]


def headings(
    plan: PlanReport, lines: Iterable[Line], dues: Dues, *, today: datetime.date, lang: str
) -> list[Heading]:
    """The columns; how many days are left stands only over a year in which figures are wanted."""
    wanted = {cell.year for line in lines for cell in line.gaps if cell.gap != "final"}
    return [
        Heading(
            year=year,
            baseline=year == plan.baseline_year,
            due=day(due.on, lang) if due else "",
            left=days_left(due.on, today, lang) if due and (year in wanted or not over) else "",
            late=due is not None and year in wanted and due.on < today,
        )
        for year in range(plan.baseline_year, plan.end_year + 1)
        for due, over in [(dues.get(year), year < today.year)]
    ]


def sections(of: Table, keys: Keys, *, user: User, lang: str) -> list[Section]:
    """The rows that the table leaves, by goal."""
    return [
        Section(goal=group.goal, rows=tuple(_row(line, keys, user, lang) for line in group.lines))
        for group in of.groups
    ]


def _row(line: Line, keys: Keys, user: User, lang: str) -> Row:
    report = line.report
    scale = report_scale(report, lang)
    alone = len(report.series) == 1
    slip = reverse("admin:indicators_indicator_slip", args=[keys.indicators[report.code]])
    return Row(
        name=report.name,
        series=None if alone else line.series.name,
        unit=unit_heading(report, scale, lang),
        first=line.series is report.series[0],
        responsible=report.responsible_unit,
        slip=slip if line.gaps else "",
        cells=tuple(
            Shown(
                year=cell.year,
                state=cell.state,
                sign=SIGN.get(cell.state, ""),
                value=bare(cell.figure.value, report, scale, lang) if cell.figure else "",
                words=tuple(cell_words(cell, lang)),
                stale=tuple(stale_words(cell, lang)),
                href=_href(line, cell, keys, user),
            )
            for cell in line.cells
        ),
    )


def _href(line: Line, cell: Cell, keys: Keys, user: User) -> str:
    code, series, figure = line.report.code, line.series.code, cell.figure
    if figure is not None:
        as_of = figure.as_of.isoformat() if figure.as_of else ""
        pk = keys.figures[(code, series, figure.year, figure.covers, as_of)]
        return reverse("admin:indicators_figure_change", args=[pk])
    if cell.state == "later" or not user.has_perm("indicators.add_figure"):
        return ""
    given: Mapping[str, object] = {"series": keys.series[(code, series)], "year": cell.year}
    return f"{reverse('admin:indicators_figure_add')}?{urlencode(given)}"
