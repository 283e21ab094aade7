"""What differs between two states of a plan: for a draft's review, and for the desk's stamps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from indicators.report_types import (
    Figure,
    IndicatorReport,
    PlanReport,
    Revision,
    Text,
    Verdict,
    Withdrawn,
)

NOT_COMPARED = Verdict(code="", rule=0)

FigureKey = tuple[str, int, str, str]  # series, year, covers, day ("" for a full year)


@dataclass(frozen=True, kw_only=True)
class FigureChange:
    """A figure that is new, gone or not what it was; one side is None where it did not exist.

    `key`: where it stands, in a series called `series`.
    """

    indicator: IndicatorReport
    series: Text
    key: FigureKey
    old: Figure | None
    new: Figure | None
    gone: Revision | None = None  # why there is no new one

    @property
    def why(self) -> Revision | None:
        """Kind and reason of this very change; a figure keeps those of its last revision."""
        if self.new is None:
            return self.gone
        known = self.old.revision if self.old else None
        return self.new.revision if self.new.revision != known else None


@dataclass(frozen=True, kw_only=True)
class VerdictChange:
    """An indicator whose verdict is another one than in `before`; None where it is new."""

    indicator: IndicatorReport
    before: IndicatorReport | None

    @property
    def old(self) -> Verdict | None:
        return self.before.verdict if self.before else None

    @property
    def new(self) -> Verdict:
        return self.indicator.verdict


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Everything that a release would change.

    `wording` holds the codes of the indicators, and of the plan, in which something besides figures
    and verdicts is not what it was, and "method" where the method's text is another one: whatever
    a reader sees differ, something here says so.
    """

    figures: tuple[FigureChange, ...]
    verdicts: tuple[VerdictChange, ...]
    wording: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.figures or self.verdicts or self.wording)


def figures_by_key(report: IndicatorReport | None) -> dict[FigureKey, Figure]:
    """Every figure of an indicator by where it stands."""
    return {
        key_of(series.code, figure): figure
        for series in (report.series if report else ())
        for figure in series.figures
    }


def key_of(series_code: str, figure: Figure | Withdrawn) -> FigureKey:
    day = figure.as_of.isoformat() if figure.as_of else ""
    return (series_code, figure.year, figure.covers, day)


def unreleased(live: IndicatorReport, released: IndicatorReport | None) -> set[FigureKey]:
    """Keys of the live figures that no reader outside has seen as they stand."""
    before = figures_by_key(released)
    return {key for key, figure in figures_by_key(live).items() if before.get(key) != figure}


def between(
    *,
    old_plan: PlanReport | None,
    old: Mapping[str, IndicatorReport],
    new_plan: PlanReport,
    new: Mapping[str, IndicatorReport],
) -> Changes:
    """What `new` would change against `old`, in the order of the plan."""
    figures = [
        change
        for code, report in new.items()
        for change in _figure_changes(report, old.get(code), report)
    ]
    gone = [report for code, report in old.items() if code not in new]
    figures += [change for report in gone for change in _figure_changes(report, report, None)]
    return Changes(
        figures=tuple(figures),
        verdicts=tuple(
            VerdictChange(indicator=report, before=before)
            for code, report in new.items()
            for before in [old.get(code)]
            if before is None or said_by(before.verdict) != said_by(report.verdict)
        ),
        wording=tuple(_wording_changes(old_plan, old, new_plan, new)),
    )


def said_by(verdict: Verdict) -> tuple[object, ...]:
    """The verdict in words and the marks beside it, without the numbers of its working."""
    marks = (
        verdict.provisional,
        verdict.within_tolerance,
        verdict.beyond,
        verdict.out_of_date,
        verdict.redefined,
        verdict.met_late,
        verdict.nearer,
    )
    return (verdict.code, verdict.reason, verdict.since, verdict.shortfall, marks)


def _figure_changes(
    report: IndicatorReport, old: IndicatorReport | None, new: IndicatorReport | None
) -> Iterator[FigureChange]:
    before, after = figures_by_key(old), figures_by_key(new)
    names = {each.code: each.name for side in (old, new) if side for each in side.series}
    gone = {key_of(each.series, each): each.revision for each in new.withdrawn} if new else {}
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield FigureChange(
                indicator=report,
                series=names[key[0]],
                key=key,
                old=before.get(key),
                new=after.get(key),
                gone=gone.get(key),
            )


def _wording_changes(
    old_plan: PlanReport | None,
    old: Mapping[str, IndicatorReport],
    new_plan: PlanReport,
    new: Mapping[str, IndicatorReport],
) -> Iterator[str]:
    if old_plan is not None and _apart_from_verdicts(old_plan) != _apart_from_verdicts(new_plan):
        yield new_plan.code
    for code in [*new, *(each for each in old if each not in new)]:
        before, after = old.get(code), new.get(code)
        if before is None:
            continue
        if after is None or _differs_elsewhere(before, after):
            yield code


def _differs_elsewhere(before: IndicatorReport, after: IndicatorReport) -> bool:
    if without_judgement(before) != without_judgement(after):
        return True
    same_figures = figures_by_key(before) == figures_by_key(after)
    return same_figures and said_by(before.verdict) == said_by(after.verdict) and before != after


def _apart_from_verdicts(plan: PlanReport) -> PlanReport:
    return replace(plan, verdicts=())


def without_judgement(report: IndicatorReport) -> IndicatorReport:
    """The report without its figures, and without the judgement that they lead to."""
    return replace(
        report,
        series=tuple(replace(each, figures=()) for each in report.series),
        withdrawn=(),
        baseline=None,
        latest=None,
        latest_shown=None,
        latest_shown_series="",
        verdict=NOT_COMPARED,
        interim=tuple(replace(each, verdict=NOT_COMPARED) for each in report.interim),
    )
