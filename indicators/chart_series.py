"""Which figures a drawing shows, how, and which of them a line may join."""

from fractions import Fraction

from indicators import progress
from indicators.report_types import Figure, IndicatorReport, Series, Verdict


def slot_state(verdict: Verdict) -> str:
    """How a target's box is drawn: met, missed, none (no figure that can be judged), open."""
    if verdict.code in ("met", "met_early"):
        return "met"
    if verdict.code == "missed":
        return "missed"
    if verdict.code == "no_figure" or verdict.reason == "other_basis":
        return "none"
    return "open"


def mark_kind(figure: Figure, series: Series) -> str:
    """filled: final; hollow: provisional or estimate; diamond: shown, never judged."""
    if series.role == "other_definition" or not progress.is_comparable(figure):
        return "diamond"
    return "filled" if figure.obs_status == "A" else "hollow"


def compared(series: Series) -> list[Figure]:
    """Figures that may be judged, the newest of each year, oldest first."""
    newest: dict[int, Figure] = {}
    for figure in sorted(series.figures, key=progress.position):
        if mark_kind(figure, series) != "diamond":
            newest[figure.year] = figure
    return list(newest.values())


def drawn(series: Series) -> list[Figure]:
    """The same, and all that are only shown."""
    newest = compared(series)
    return [
        each for each in series.figures if mark_kind(each, series) == "diamond" or each in newest
    ]


def runs_of(series: Series) -> list[list[Figure]]:
    """Figures that may be judged, in stretches of neighbouring years without a break."""
    cuts = [progress.position(each) for each in series.figures if each.break_kind]
    runs: list[list[Figure]] = []
    for figure in compared(series):
        if runs and _joined(runs[-1][-1], figure, cuts):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs


def _joined(before: Figure, after: Figure, cuts: list[Fraction]) -> bool:
    start, end = progress.position(before), progress.position(after)
    return after.year == before.year + 1 and not any(start < cut <= end for cut in cuts)


def longest_run(report: IndicatorReport) -> int:
    """How many figures the longest line of the indicator's chart joins."""
    runs = [run for each in report.series if each.headline for run in runs_of(each)]
    return max(map(len, runs), default=0)
