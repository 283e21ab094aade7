"""What a draft would change, unit by unit, and what is left of it when some units are held back.

Pure: the released state and the live one go in, with the keys that are held; the state that would
be frozen comes out, judged anew. A unit is the least that makes sense by itself: a figure with all
that belongs to it, a target, a commentary, a commitment with its evidence, the particulars of an
indicator, of a series, of a goal, of the plan (`docs/decisions/0016-held-back.md`).
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from indicators.grounds import judge
from indicators.judging import NOT_JUDGED, judged
from indicators.progress import position
from indicators.report_types import (
    Commitment,
    Figure,
    GoalReport,
    IndicatorReport,
    PlanReport,
    Series,
    VerdictLine,
)
from releases.changes import FigureKey, key_of, said_by
from releases.differences import Reports

Parts = dict[str, Any]  # each unit's content by its key, in the order of the plan


@dataclass(frozen=True, kw_only=True)
class Content:
    """A plan with its indicators by code, in the plan's order: what a release says."""

    plan: PlanReport
    indicators: Mapping[str, IndicatorReport]


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One thing that is new, gone or not what it was; a side is None where it was or is not there.

    `kind` is the first part of `key`; `indicator` is "" and `goal` None where none is concerned.
    """

    key: str
    old: Any
    new: Any

    @property
    def kind(self) -> str:
        return self.key.partition("/")[0]

    @property
    def indicator(self) -> str:
        parts = self.key.split("/")
        return parts[1] if self.kind not in ("plan", "goal", "commitment") else ""

    @property
    def goal(self) -> int | None:
        return int(self.key.split("/")[1]) if self.kind in ("goal", "commitment") else None


class InseparableError(ValueError):
    """What is held back leaves something of `indicator` (its code) that cannot stand."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.indicator = key.split("/")[1]


def units(old: Reports | None, new: Reports) -> list[Unit]:
    """Everything that `new` changes, in the order of the plan.

    What is gone with the indicator, series or goal that held it is no unit of its own.
    """
    before, after = _parts_of_both(old, new)
    found = []
    for key in _in_order(before, after):
        was, now = before.get(key), after.get(key)
        parent = _parent(key, was) if now is None else ""
        if was != now and (not parent or parent in after):
            found.append(Unit(key=key, old=was, new=now))
    return found


def compose(
    old: Reports | None, new: Reports, held: Collection[str], *, as_of: datetime.date
) -> Content:
    """`new` with what is `held` as `old` has it, judged as on `as_of`.

    Raises `InseparableError`. Keys that name no change are passed over.
    """
    before, after = _parts_of_both(old, new)
    names = {unit.key for unit in units(old, new)} & set(held)
    if not names:
        return Content(plan=new.plan, indicators=dict(new.indicators))
    merged: Parts = {}
    for key in _in_order(before, after):
        source = before if key in names or _is_restored(key, before, after, names) else after
        parent = _parent(key, source.get(key))
        if key in source and (not parent or parent in merged):
            merged[key] = source[key]
        elif key in before and key in after:  # a released indicator, moved to a goal held back
            raise InseparableError(key)
    touched = {each.split("/")[1] for each in names if "/" in each}
    reports = {
        code: new.indicators[code]
        if code in new.indicators and code not in touched
        else _report(code, merged, as_of)
        for code in (key.partition("/")[2] for key in merged if key.startswith("indicator/"))
    }
    return _content(merged, reports)


def _is_restored(key: str, before: Parts, after: Parts, held: Collection[str]) -> bool:
    """Whether something came back with the indicator, series or goal that it is gone with."""
    if key in after or key not in before:
        return False
    parent = _parent(key, before[key])
    gone = bool(parent) and parent not in after
    return gone and (parent in held or _is_restored(parent, before, after, held))


# A state taken apart


def _parts_of_both(old: Reports | None, new: Reports) -> tuple[Parts, Parts]:
    names = _Commitments(old)
    before = dict(_parts(old, names)) if old else {}
    return before, dict(_parts(new, names))


def _parts(of: Reports, names: "_Commitments") -> Iterator[tuple[str, Any]]:
    yield "plan", replace(of.plan, goals=(), verdicts=())
    for goal in of.plan.goals:
        yield f"goal/{goal.number}", replace(goal, commitments=(), indicators=())
        for name, commitment in names.of(goal):
            yield f"commitment/{goal.number}/{name}", commitment
    for code, report in of.indicators.items():
        yield from _parts_of_indicator(code, report)


def _parts_of_indicator(code: str, report: IndicatorReport) -> Iterator[tuple[str, Any]]:
    yield f"indicator/{code}", _particulars(report)
    for target in (*(each.target for each in report.interim), report.target):
        if target is not None:
            yield f"target/{code}/{target.year}", target
    for series in report.series:
        yield f"series/{code}/{series.code}", replace(series, figures=())
        for figure in series.figures:
            yield f"figure/{code}/{'/'.join(map(str, key_of(series.code, figure)))}", figure
    if report.commentary is not None:
        yield f"commentary/{code}", report.commentary


def _particulars(report: IndicatorReport) -> IndicatorReport:
    return replace(
        report,
        target=None,
        baseline=None,
        latest=None,
        latest_shown=None,
        latest_shown_series="",
        verdict=NOT_JUDGED,
        interim=(),
        commentary=None,
        series=(),
    )


def _parent(key: str, part: Any) -> str:
    """The key of what a part stands in; "" for the plan and for its goals."""
    kind, _, rest = key.partition("/")
    if kind == "indicator":
        return f"goal/{part.goal}" if part is not None else ""
    if kind == "commitment":
        return f"goal/{rest.partition('/')[0]}"
    if kind == "figure":
        return f"series/{'/'.join(rest.split('/')[:2])}"
    if kind in ("target", "series", "commentary"):
        return f"indicator/{rest.partition('/')[0]}"
    return ""


class _Commitments:
    """Names for commitments, which have no code: by their released wording, or else their own.

    The same one is known again by its wording in either language.
    """

    def __init__(self, old: Reports | None) -> None:
        self._known: dict[int, list[tuple[str, Commitment]]] = {}
        for goal in old.plan.goals if old else ():
            self._known[goal.number] = list(self._named(goal.commitments, ()))

    def of(self, goal: GoalReport) -> Iterator[tuple[str, Commitment]]:
        left = list(self._known.get(goal.number, []))
        found: list[tuple[str, Commitment] | Commitment] = []
        for each in goal.commitments:
            same = next((known for known in left if _is_same(known[1], each)), None)
            if same:
                left.remove(same)
            found.append((same[0], each) if same else each)
        taken = {name for name, _known in self._known.get(goal.number, [])}
        own = self._named([each for each in found if isinstance(each, Commitment)], taken)
        for one in found:
            yield next(own) if isinstance(one, Commitment) else one

    @staticmethod
    def _named(
        commitments: Iterable[Commitment], taken: Iterable[str]
    ) -> Iterator[tuple[str, Commitment]]:
        names = set(taken)
        for each in commitments:
            wording = (each.wording["zh-hans"] or each.wording["en"]).replace("/", "-")[:100]
            tries = (wording if number == 1 else f"{wording}-{number}" for number in count(1))
            name = next(each for each in tries if each not in names)
            names.add(name)
            yield name, each


def _is_same(one: Commitment, other: Commitment) -> bool:
    return any(one.wording[lang] == other.wording[lang] != "" for lang in ("zh-hans", "en"))


def _in_order(before: Parts, after: Parts) -> list[str]:
    """Every key once: as `after` has them, and what only `before` has behind its neighbour there.

    A parent stands before its children in both, and so it does here.
    """
    order = list(after)
    place = {key: number for number, key in enumerate(order)}
    behind: dict[str, list[str]] = {}
    anchor = ""
    for key in before:
        if key in place:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(key)
    return [*behind.get("", []), *(each for key in order for each in (key, *behind.get(key, [])))]


# And put together


def _content(merged: Parts, reports: Mapping[str, IndicatorReport]) -> Content:
    goals = [key for key in merged if key.startswith("goal/")]
    numbers = [merged[key].number for key in goals]
    in_order = {
        code: report
        for number in sorted(numbers)
        for code, report in reports.items()
        if report.goal == number
    }
    plan = replace(
        merged["plan"],
        goals=tuple(_goal(merged, number, in_order) for number in sorted(numbers)),
        verdicts=tuple(_verdict_line(report) for report in in_order.values()),
    )
    return Content(plan=plan, indicators=in_order)


def _goal(merged: Parts, number: int, reports: Mapping[str, IndicatorReport]) -> GoalReport:
    goal: GoalReport = merged[f"goal/{number}"]
    return replace(
        goal,
        commitments=tuple(_under(merged, f"commitment/{number}/")),
        indicators=tuple(code for code, report in reports.items() if report.goal == number),
    )


def _verdict_line(report: IndicatorReport) -> VerdictLine:
    return VerdictLine(
        indicator=report.code,
        goal=report.goal,
        targeted=report.target is not None,
        code=report.verdict.code,
        reason=report.verdict.reason,
    )


def _report(code: str, merged: Parts, as_of: datetime.date) -> IndicatorReport:
    series = [_series(code, each, merged) for each in _under(merged, f"series/{code}/")]
    if sum(each.headline for each in series) > 1:
        raise InseparableError(f"series/{code}/{series[-1].code}")
    report: IndicatorReport = replace(
        merged[f"indicator/{code}"],
        commentary=merged.get(f"commentary/{code}"),
        series=tuple(series),
    )
    targets = sorted(_under(merged, f"target/{code}/"), key=lambda each: each.year)
    try:
        return judged(report, targets=targets, as_of=as_of)
    except ValueError as error:  # a target that does not fit the baseline's year
        raise InseparableError(f"target/{code}/{targets[-1].year}") from error


def _series(code: str, series: Series, merged: Parts) -> Series:
    figures = sorted(_under(merged, f"figure/{code}/{series.code}/"), key=position)
    places = [position(each) for each in figures]
    if len(set(places)) < len(places):
        raise InseparableError(f"series/{code}/{series.code}")
    return replace(series, figures=tuple(figures))


def _under(merged: Parts, start: str) -> Sequence[Any]:
    return [part for key, part in merged.items() if key.startswith(start)]


def moves_verdict(unit: Unit, report: IndicatorReport, *, as_of: datetime.date) -> bool:
    """Whether the report's verdict would be another one without this change of a figure."""
    _kind, _code, series, year, covers, day = unit.key.split("/")
    key = (series, int(year), covers, day)
    others = tuple(_without(each, key, unit.old) for each in report.series)
    found = judge(replace(report, series=others), report.target, as_of=as_of)
    return said_by(found.verdict) != said_by(report.verdict)


def _without(series: Series, key: FigureKey, old: Figure | None) -> Series:
    if series.code != key[0]:
        return series
    kept = [each for each in series.figures if key_of(series.code, each) != key]
    return replace(series, figures=tuple(sorted([*kept, *([old] if old else [])], key=position)))
