"""An indicator's report judged from its own parts: the same for rows, drafts and what is held back.

Pure: a report goes in, with whatever verdict it has, and comes out with the one its figures give.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from indicators import progress, working
from indicators.report_types import (
    Figure,
    IndicatorReport,
    JudgedTarget,
    Series,
    Target,
    Text,
    Verdict,
)

ZERO_BY_DEFINITION: Text = {
    "en": "0 by definition: counted from the end of the baseline year.",
    "zh-hans": "按定义为0：自基期年末起累计。",
}
NOT_JUDGED = Verdict(code="", rule=0)


def judged(
    report: IndicatorReport, *, targets: Sequence[Target], as_of: datetime.date
) -> IndicatorReport:
    """The report with baseline, latest figures and verdicts, judged as on `as_of`.

    `targets`: every target, the earliest first; the last is the one the indicator is named for.
    """
    target = targets[-1] if targets else None
    found = judge(report, target, as_of=as_of)
    shown = newest_of_all(report.series)
    whole = replace(
        report,
        target=target,
        baseline=found.baseline,
        latest=found.latest,
        latest_shown=shown[1] if shown else None,
        latest_shown_series=shown[0] if shown else "",
        verdict=found.verdict,
        interim=tuple(
            JudgedTarget(target=each, verdict=judge(report, each, as_of=as_of).verdict)
            for each in targets[:-1]
        ),
    )
    return replace(whole, verdict=replace(whole.verdict, working=working.working(whole)))


def judge(
    report: IndicatorReport, target: Target | None, *, as_of: datetime.date
) -> progress.Judgement:
    """What became of one target, from the report's figures."""
    return progress.judge(
        figures=seen_by_the_method(report.series),
        baseline=baseline(report),
        target=target,
        running_total=report.nature == "running_total",
        path=report.path,
        as_of=as_of,
    )


def targets_of(report: IndicatorReport) -> list[Target]:
    """Every target of a report, the earliest first."""
    return [*(each.target for each in report.interim), *([report.target] if report.target else [])]


def seen_by_the_method(series: Iterable[Series]) -> list[Figure]:
    """Headline figures as they are; those on another definition as D, without their own breaks.

    A break inside another definition's series says nothing of the headline series.
    """
    seen: list[Figure] = []
    for each in series:
        if each.role == "headline":
            seen.extend(each.figures)
        elif each.role == "other_definition":
            seen.extend(replace(figure, obs_status="D", break_kind="") for figure in each.figures)
    return seen


def baseline(report: IndicatorReport) -> Figure | None:
    """The figure of the baseline year that the method compares with."""
    year = report.baseline_year
    if report.from_zero:
        return Figure(year=year, value=Decimal(0), note=ZERO_BY_DEFINITION)
    seen = [figure for figure in seen_by_the_method(report.series) if figure.year == year]
    usable = [figure for figure in seen if progress.is_comparable(figure)]
    return max(usable or seen, key=progress.position, default=None)


def newest_of_all(series: Iterable[Series]) -> tuple[str, Figure] | None:
    """The newest figure of any status, after its series' code; of parts where there is no whole."""
    every_series = list(series)
    compared = [each for each in every_series if each.role != "breakdown"]
    every = [(each.code, figure) for each in compared or every_series for figure in each.figures]
    return max(every, key=lambda pair: progress.position(pair[1]), default=None)
