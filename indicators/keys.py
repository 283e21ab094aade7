"""Which rows stand behind reports, for links into the admin. Reports know codes, never keys."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from goals.models import Commitment
from indicators.models import Commentary, Figure, Indicator, Series

# Where a figure stands: indicator, series, year, what it covers, its day ("" for a full year).
Place = tuple[str, str, int, str, str]


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Primary keys of a plan's rows. `headline`: the indicator's headline series, by its code.

    `series`: each series, by the codes of its indicator and its own.
    `commitments`: those of a goal, by its number, in their order; `commentary`: by the indicator's
    code and the year that it is for.
    """

    indicators: dict[str, int]
    headline: dict[str, int]
    series: dict[tuple[str, str], int]
    figures: dict[Place, int]
    commitments: dict[int, list[int]]
    commentary: dict[tuple[str, int], int]


def keys_of(plan_code: str) -> Keys:
    """Every key that the desk links to. 5 queries."""
    commitments: dict[int, list[int]] = defaultdict(list)
    ordered = Commitment.objects.filter(goal__plan__code=plan_code).order_by("order", "pk")
    for number, pk in ordered.values_list("goal__number", "pk"):
        commitments[number].append(pk)
    own = Indicator.objects.filter(plan__code=plan_code)
    rows = Series.objects.filter(indicator__plan__code=plan_code)
    series = list(rows.values_list("indicator__code", "code", "role", "pk"))
    return Keys(
        indicators=dict(own.values_list("code", "pk")),
        headline={owner: pk for owner, _, role, pk in series if role == Series.Role.HEADLINE},
        series={(owner, code): pk for owner, code, _, pk in series},
        figures=figures_of(plan_code),
        commitments=commitments,
        commentary=_commentaries(plan_code),
    )


def _commentaries(plan_code: str) -> dict[tuple[str, int], int]:
    own = Commentary.objects.filter(indicator__plan__code=plan_code)
    rows = own.values_list("indicator__code", "year", "pk")
    return {(code, year): pk for code, year, pk in rows}


def figures_of(plan_code: str) -> dict[Place, int]:
    """Every figure's key by where it stands. 1 query."""
    rows = Figure.objects.filter(series__indicator__plan__code=plan_code).values_list(
        "series__indicator__code", "series__code", "year", "covers", "as_of", "pk"
    )
    return {
        (indicator, series, year, covers, as_of.isoformat() if as_of else ""): pk
        for indicator, series, year, covers, as_of, pk in rows
    }


def key_at(*, series: int, year: int, covers: str, as_of: datetime.date | None) -> int:
    """The key of the figure that stands there."""
    found = Figure.objects.filter(series=series, year=year, covers=covers, as_of=as_of)
    return found.values_list("pk", flat=True).get()
