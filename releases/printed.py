"""A printed meeting sheet and the state it was printed from: does it still stand?

A sheet of working figures has no release to point to, so it carries a short digest of what it
shows; whoever opens it later learns whether that has changed.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from indicators.report_types import IndicatorReport, PlanReport
from releases import changes, documents

_LENGTH = 12  # hexadecimal digits: enough to tell states of one sheet apart, and few to print
_DIGEST = re.compile(rf"[0-9a-f]{{{_LENGTH}}}")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a sheet shows: the plan, or one goal of it, with its indicators by code."""

    plan: PlanReport
    indicators: Mapping[str, IndicatorReport]


@dataclass(frozen=True, kw_only=True)
class Printout:
    """A sheet on paper: whether it still says what stands, and when it was printed, if known."""

    current: bool
    on: datetime.date | None


def sheet(
    plan: PlanReport, indicators: Mapping[str, IndicatorReport], *, goal: int | None = None
) -> Sheet:
    """The whole plan, or goal number `goal` alone; a goal that is not there leaves nothing."""
    if goal is None:
        return Sheet(plan=plan, indicators=indicators)
    kept = {code: each for code, each in indicators.items() if each.goal == goal}
    part = replace(
        plan,
        goals=tuple(each for each in plan.goals if each.number == goal),
        verdicts=tuple(each for each in plan.verdicts if each.goal == goal),
    )
    return Sheet(plan=part, indicators=kept)


def differences(now: Sheet, released: Sheet | None) -> changes.Changes:
    """What a release would change on this sheet; where nothing is released, everything."""
    return changes.between(
        old_plan=released.plan if released else None,
        old=released.indicators if released else {},
        new_plan=now.plan,
        new=now.indicators,
    )


def changed_codes(found: changes.Changes) -> set[str]:
    """Codes of the indicators that no release shows as they stand."""
    figures = {each.indicator.code for each in found.figures}
    return figures | {each.indicator.code for each in found.verdicts} | set(found.wording)


def short_digest(of: Sheet) -> str:
    """Twelve hexadecimal digits that change with anything a reader of the sheet could see.

    The working is left out: a new version of the product may word it differently.
    """
    bodies = [
        documents.encode(replace(each, verdict=replace(each.verdict, working=()), interim=()))
        for each in of.indicators.values()
    ]
    return documents.sha256(b"\n".join([documents.encode(of.plan), *bodies]))[:_LENGTH]


def printout(of: Sheet, *, printed: str, on: str) -> Printout | None:
    """What became of a sheet that carries the digest `printed` and the day `on`.

    None where `printed` is no such digest: then nothing was printed from here.
    """
    if not _DIGEST.fullmatch(printed):
        return None
    try:
        day = datetime.date.fromisoformat(on)
    except ValueError:
        day = None
    return Printout(current=printed == short_digest(of), on=day)
