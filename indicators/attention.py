"""What stands between a plan and its verdicts, sorted by what a person can do about it next.

Pure: reports in, tasks out. The order of `KINDS` is the order of the list. First what people at the
desk can finish by themselves, today: release what is entered, explain what lags, complete what is
there. Then what somebody else has to be asked for: the figures that decide a verdict before those
that only refine one. Then evidence, which decides no verdict, and last what only an administrator
can do. Within a kind tasks stand in the order of the plan.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from indicators.report_types import (
    Commitment,
    Figure,
    GoalReport,
    IndicatorReport,
    PlanReport,
)

KINDS = (
    "release",  # entered, but no release shows it as it stands
    "commentary",  # missed or lagging, and nobody has said why
    "source",  # a figure without a source, or one that needs a note and has none
    "awaited",  # the target year's own figure
    "first_figure",  # no figure at all that could be judged
    "other_basis",  # figures, but on another basis than the target's
    "baseline",  # without one there is no share of the way and no pace
    "out_of_date",
    "provisional",  # the verdict rests on a figure that may still change
    "evidence",  # an open commitment that nothing bears on
    "unit",  # nobody is named who could be asked
)
LAGGING = ("missed", "far_behind", "moving_away", "outside", "behind")
SETTLED = ("missed", "met", "met_early")
_NEED_A_NOTE = ("E", "F", "D", "U")

Reports = Mapping[str, IndicatorReport]


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to be done about an indicator, or about a commitment of a goal.

    `figures`: the figures it is about, each with its series' code. `year`: the year that a figure
    or a commentary is wanted for. `place`: the commitment's place in its goal, from 0.
    """

    kind: str
    goal: int
    report: IndicatorReport | None = None
    figures: tuple[tuple[str, Figure], ...] = ()
    year: int | None = None
    commitment: Commitment | None = None
    place: int = 0


def tasks(
    plan: PlanReport,
    indicators: Reports,
    *,
    unreleased: Collection[str],
    released: PlanReport | None = None,
) -> list[Task]:
    """Everything that can be done next, in the order of `KINDS`.

    `unreleased`: codes of the indicators that no release shows as they stand now; `released`: the
    plan as the newest release shows it, None to leave commitments out of that.
    """
    goals = released.goals if released else plan.goals
    shown = [each for goal in goals for each in goal.commitments]
    found = [
        task
        for goal in plan.goals
        for task in (*_of_indicators(goal, indicators, unreleased), *_of_commitments(goal, shown))
    ]
    return sorted(found, key=lambda task: KINDS.index(task.kind))


def _of_indicators(
    goal: GoalReport, indicators: Reports, unreleased: Collection[str]
) -> Iterator[Task]:
    for report in (indicators[code] for code in goal.indicators if code in indicators):
        if report.code in unreleased:
            yield Task(kind="release", goal=goal.number, report=report)
        yield from _of_words(report)
        yield from _of_figures(report)


def _of_words(report: IndicatorReport) -> Iterator[Task]:
    if report.latest is not None and unexplained(report):
        year = report.latest.year
        yield Task(kind="commentary", goal=report.goal, report=report, year=year)
    if bare := _incomplete(report):
        yield Task(kind="source", goal=report.goal, report=report, figures=bare)
    if report.responsible_unit is None:
        yield Task(kind="unit", goal=report.goal, report=report)


def _of_figures(report: IndicatorReport) -> Iterator[Task]:
    verdict, target = report.verdict, report.target
    waits = verdict.code == "awaiting"
    if target is not None and verdict.reason == "other_basis":
        yield Task(kind="other_basis", goal=report.goal, report=report, year=target.year)
    elif waits and target is not None:
        yield Task(kind="awaited", goal=report.goal, report=report, year=target.year)
    elif verdict.code == "no_figure" or not any(each.figures for each in report.series):
        yield Task(kind="first_figure", goal=report.goal, report=report)
    if lacks_baseline(report) and verdict.code not in SETTLED:
        yield Task(kind="baseline", goal=report.goal, report=report, year=report.baseline_year)
    # Whoever is asked for the awaited figure need not be asked for a newer one as well.
    if verdict.out_of_date and not waits:
        yield Task(kind="out_of_date", goal=report.goal, report=report)
    if not waits and (unsure := _provisional(report)):
        yield Task(kind="provisional", goal=report.goal, report=report, figures=unsure)


def lacks_baseline(report: IndicatorReport) -> bool:
    """Whether a share of the way could be worked out but for a baseline on the target's basis."""
    target = report.target
    return target is not None and target.aim != "within" and report.baseline is None


def unexplained(report: IndicatorReport) -> str:
    """Why nobody has explained a verdict that asks for it; "" where it is, or asks for nothing.

    "none": no commentary; "earlier_year": only one for a year before the latest figure's;
    "earlier_day": one written before that figure; "no_next_step".
    """
    latest, words = report.latest, report.commentary
    if report.verdict.code not in LAGGING or latest is None:
        return ""
    if words is None:
        return "none"
    if words.year < latest.year:
        return "earlier_year"
    if words.written_on is not None and words.written_on < stands_since(latest):
        return "earlier_day"
    return "" if any(words.next_step.values()) else "no_next_step"


def stands_since(figure: Figure) -> datetime.date:
    """The first day on which words about `figure` can have been written.

    That is the last day it covers, or the first on which its source can have appeared, if earlier.
    """
    covered = figure.as_of or datetime.date(figure.year, 12, 31)
    published = figure.source.published_on if figure.source else ""
    if not published:
        return covered
    return min(covered, datetime.date.fromisoformat(f"{published}-01-01"[:10]))


def _incomplete(report: IndicatorReport) -> tuple[tuple[str, Figure], ...]:
    """Figures whose origin or meaning a reader could not find out, newest first."""
    bare = [
        (series.code, figure)
        for series in report.series
        for figure in series.figures
        if figure.source is None or (_needs_a_note(figure) and figure.note is None)
    ]
    return tuple(sorted(bare, key=lambda each: each[1].year, reverse=True))


def _needs_a_note(figure: Figure) -> bool:
    return figure.obs_status in _NEED_A_NOTE or bool(figure.break_kind)


def _provisional(report: IndicatorReport) -> tuple[tuple[str, Figure], ...]:
    """The figures that make a verdict provisional, as far as they are in the series."""
    if not report.verdict.provisional:
        return ()
    judged = [each for each in (report.latest, report.baseline) if each is not None]
    return tuple(
        (series.code, figure)
        for series in report.series
        if series.headline
        for figure in reversed(series.figures)
        if figure in judged and figure.obs_status in ("P", "E")
    )


def _of_commitments(goal: GoalReport, shown: Collection[Commitment]) -> Iterator[Task]:
    for place, each in enumerate(goal.commitments):
        if each not in shown:
            yield Task(kind="release", goal=goal.number, commitment=each, place=place)
        if each.state != "dropped" and not each.evidence:
            yield Task(kind="evidence", goal=goal.number, commitment=each, place=place)
