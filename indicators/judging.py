"""An indicator's report judged from its own parts: the same for rows, drafts and what is held back.

Pure: a report goes in, with whatever verdict it has, and comes out with the one its figures give.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from indicators import progress, working
from indicators.grounds import judge
from indicators.report_types import (
    Figure,
    IndicatorReport,
    JudgedTarget,
    Series,
    Target,
    Verdict,
    Withdrawn,
)

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
        withdrawn=tuple(each for each in report.withdrawn if not _stands(report, each)),
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


def _stands(report: IndicatorReport, withdrawn: Withdrawn) -> bool:
    """Whether a figure stands in that place again, or still."""
    place = (withdrawn.series, withdrawn.year, withdrawn.covers, withdrawn.as_of)
    return any(
        place == (series.code, figure.year, figure.covers, figure.as_of)
        for series in report.series
        for figure in series.figures
    )


def targets_of(report: IndicatorReport) -> list[Target]:
    """Every target of a report, the earliest first."""
    return [*(each.target for each in report.interim), *([report.target] if report.target else [])]


def newest_of_all(series: Iterable[Series]) -> tuple[str, Figure] | None:
    """The newest figure of any status, after its series' code; of parts where there is no whole."""
    every_series = list(series)
    compared = [each for each in every_series if each.role != "breakdown"]
    every = [(each.code, figure) for each in compared or every_series for figure in each.figures]
    return max(every, key=lambda pair: progress.position(pair[1]), default=None)
