"""The register of a plan and the table of an indicator's figures, row by row."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from indicators import progress
from indicators.amounts import bare, report_scale, unit_heading
from indicators.chart_series import mark_kind, slot_state
from indicators.figure_words import break_line, change_on_year, figure_status, years_without
from indicators.languages import choose, say, uncapital
from indicators.report_types import Figure, IndicatorReport, PlanReport, Series, Source, Text
from indicators.targets import target_short
from indicators.wording import covers, short_day

ROOM = 6  # characters of a value that a cell of the register has room for everywhere
REGISTER_YEARS = 6

# Where a figure stands: its series, year, what it covers, and its day ("" for a full year).
Key = tuple[str, int, str, str]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A figure in the register: `kind` as from `mark_kind`, the bare value, its day if any."""

    year: int
    kind: str = ""
    value: str = ""
    day: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """A target: a cell for each year before it, then its box. `due`: its own year's figure."""

    report: IndicatorReport
    unit: str
    cells: tuple[Cell, ...]
    slot: str
    promise: str
    due: Cell | None

    @property
    def empty(self) -> bool:
        return not any(cell.kind for cell in self.cells)

    @property
    def wide(self) -> bool:
        """Whether a value needs more room than a sixth of a phone: a number is never broken."""
        return any(len(cell.value) > ROOM for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A line of the table of figures. `kind`: a mark's, or "none" or "awaited" for an empty year.

    `cut` is a line across the table instead: a break, or the head of another series.
    """

    kind: str = ""
    year: str = ""
    value: str = ""
    change: str = ""
    status: str = ""
    note: Text | None = None
    source: Source | None = None
    unreleased: bool = False
    cut: str = ""


@dataclass(frozen=True, kw_only=True)
class BreakNote:
    """Where the headline series begins anew, and what its figure's note says of that."""

    title: str
    note: Text | None


def break_notes(report: IndicatorReport, lang: str) -> list[BreakNote]:
    """One note for each break of the headline series, the newest first."""
    return [
        BreakNote(title=break_line(figure, series, lang), note=figure.note)
        for series in report.series
        if series.headline
        for figure in reversed(series.figures)
        if figure.break_kind
    ]


def register_years(plan: PlanReport) -> range:
    """The years that have a column: the last six before the plan ends."""
    return range(plan.end_year - REGISTER_YEARS, plan.end_year)


def register(
    plan: PlanReport, indicators: Mapping[str, IndicatorReport], lang: str
) -> list[RegisterRow]:
    """One row for each indicator that has a target, in the plan's order."""
    targeted = [indicators[line.indicator] for line in plan.verdicts if line.targeted]
    return [_register_row(report, register_years(plan), lang) for report in targeted]


def _register_row(report: IndicatorReport, years: range, lang: str) -> RegisterRow:
    due_year = report.target.year if report.target else 0
    due = _cell(report, due_year, lang)
    shown = [_chosen(report, year) for year in years]
    others = {series.code: series for series, _ in filter(None, shown) if not series.headline}
    unit = unit_heading(report, report_scale(report, lang), lang)
    if others and not any(series.headline for series, _ in filter(None, shown)):
        names = choose(lang, " and ", "、").join(
            uncapital(say(each.name, lang)) for each in others.values()
        )
        unit += choose(lang, f"; shown: {names}", f" · 所列为{names}")
    return RegisterRow(
        report=report,
        unit=unit,
        cells=tuple(_cell(report, year, lang) for year in years),
        slot=slot_state(report.verdict),
        promise=target_short(report, lang),
        due=due if due.kind else None,
    )


def _chosen(report: IndicatorReport, year: int) -> tuple[Series, Figure] | None:
    """The figure that stands for a year: one that may be judged before one that is only shown."""
    found = [
        (series, figure)
        for series in report.series
        if series.role != "breakdown"
        for figure in series.figures
        if figure.year == year
    ]
    return max(
        found,
        key=lambda each: (
            mark_kind(each[1], each[0]) != "diamond",
            progress.position(each[1]),
        ),
        default=None,
    )


def _cell(report: IndicatorReport, year: int, lang: str) -> Cell:
    chosen = _chosen(report, year)
    if chosen is None:
        return Cell(year=year)
    series, figure = chosen
    return Cell(
        year=year,
        kind=mark_kind(figure, series),
        value=bare(figure.value, report, report_scale(report, lang), lang, aligned=True),
        day=short_day(figure.as_of, lang) if figure.as_of else "",
    )


def figure_table(
    report: IndicatorReport, lang: str, *, unreleased: Collection[Key] = ()
) -> list[FigureRow]:
    """The headline series newest first, with empty years and breaks, then other definitions."""
    headline = [each for each in report.series if each.headline]
    others = [each for each in report.series if each.role == "other_definition" and each.figures]
    table = _Table(report, lang, frozenset(unreleased))
    rows = [row for each in headline for row in table.rows(each, empty=years_without(report))]
    for each in others:
        name = say(each.name, lang)
        words = choose(
            lang, f"Below: on another definition, {uncapital(name)}", f"以下口径不同：{name}"
        )
        rows += [FigureRow(cut=words), *table.rows(each)]
    return rows


def breakdown_table(
    report: IndicatorReport, lang: str, *, unreleased: Collection[Key] = ()
) -> list[tuple[Series, list[FigureRow]]]:
    """Each breakdown that has figures, with its rows newest first."""
    table = _Table(report, lang, frozenset(unreleased))
    parts = [each for each in report.series if each.role == "breakdown" and each.figures]
    return [(each, table.rows(each)) for each in parts]


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """A source with what was taken from it: "2023, 2024"."""

    source: Source
    years: str


def source_lines(report: IndicatorReport, lang: str) -> list[SourceLine]:
    """Every source of the indicator's figures once, by the newest year taken from it."""
    found: dict[tuple[str, ...], tuple[Source, set[int]]] = {}
    for series in report.series:
        for figure in series.figures:
            if each := figure.source:
                key = (each.publisher["en"], each.title["zh-hans"], each.published_on)
                found.setdefault(key, (each, set()))[1].add(figure.year)
    ordered = sorted(found.values(), key=lambda pair: max(pair[1]), reverse=True)
    comma = choose(lang, ", ", "、")
    return [
        SourceLine(source=source, years=comma.join(map(str, sorted(years))))
        for source, years in ordered
    ]


SIGNS = {
    "filled": ("final", "正式数"),
    "hollow": ("provisional or estimate", "初步数或估算数"),
    "diamond": ("shown, not judged", "仅供参考，不作评价"),
}


def sign_words(kind: str, lang: str) -> str:
    """What a figure's sign means, for those who do not see it."""
    return choose(lang, *SIGNS[kind])


def parts_words(report: IndicatorReport, lang: str) -> str:
    """The names of the breakdowns: "New-energy vehicles, High-end equipment"; "" without any."""
    names = [say(each.name, lang) for each in report.series if each.role == "breakdown"]
    return choose(lang, ", ", "、").join(names)


class _Table:
    """The rows of one indicator's figures, all in one unit."""

    def __init__(self, report: IndicatorReport, lang: str, unreleased: frozenset[Key]) -> None:
        self.report, self.lang, self.unreleased = report, lang, unreleased
        self.scale = report_scale(report, lang)

    def rows(self, series: Series, *, empty: Collection[int] = ()) -> list[FigureRow]:
        by_place: list[tuple[object, list[FigureRow]]] = []
        before: Figure | None = None
        for figure in series.figures:
            rows = [self._row(series, figure, before)]
            if figure.break_kind:
                rows.append(FigureRow(cut=break_line(figure, series, self.lang)))
            by_place.append((progress.position(figure), rows))
            before = figure
        by_place += [(year + 1, [self._empty(year)]) for year in empty]
        by_place.sort(key=lambda each: each[0], reverse=True)  # type: ignore[arg-type,return-value]
        return [row for _, rows in by_place for row in rows]

    def _row(self, series: Series, figure: Figure, before: Figure | None) -> FigureRow:
        day = figure.as_of.isoformat() if figure.as_of else ""
        return FigureRow(
            kind=mark_kind(figure, series),
            year=self._time(figure),
            value=bare(figure.value, self.report, self.scale, self.lang, aligned=True),
            change=change_on_year(before, figure, self.lang, measure=self.report.measure),
            status=figure_status(figure, series, self.report, self.lang),
            note=figure.note,
            source=figure.source,
            unreleased=(series.code, figure.year, figure.covers, day) in self.unreleased,
        )

    def _time(self, figure: Figure) -> str:
        if figure.as_of is None:
            return f"{figure.year}"
        return choose(self.lang, ", ", "，").join((f"{figure.year}", covers(figure, self.lang)))

    def _empty(self, year: int) -> FigureRow:
        target, code = self.report.target, self.report.verdict.code
        awaited = target is not None and year == target.year and code != "no_figure"
        return FigureRow(
            kind="awaited" if awaited else "none",
            year=f"{year}",
            status=choose(
                self.lang,
                *(("awaited", "待公布") if awaited else ("no figure found", "未查到数据")),
            ),
        )
