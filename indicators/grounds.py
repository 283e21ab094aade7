"""What a report is judged by: the figures that the method sees, and the one it starts from.

Standard library only, so that a verdict can be tried wherever a figure is.
"""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from indicators import progress
from indicators.report_types import Figure, IndicatorReport, Series, Target, Text

ZERO_BY_DEFINITION: Text = {
    "en": "0 by definition: counted from the end of the baseline year.",
    "zh-hans": "按定义为0：自基期年末起累计。",
}


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
