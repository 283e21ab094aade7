"""Who wrote what a release changes, from the database's own record of every write."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pghistory.core
from django.contrib.auth.models import User

from goals.models import Commitment, Evidence, Goal, Plan, Source
from indicators.models import Commentary, Figure, Indicator, Series, Target
from releases.hands import name_of, since_the_last
from releases.models import Release

People = defaultdict[str, list[int]]


@dataclass(frozen=True, kw_only=True)
class Written:
    """By key of `releases.holding`, the names of who wrote it, the last one first.

    `reasons`: by key of a figure, why its warnings are no faults, as it stood last.
    """

    names: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: str) -> tuple[str, ...]:
        """Commitments are known by their goal; what only its source changed, by the sources."""
        kind, _, rest = key.partition("/")
        named = f"commitment/{rest.partition('/')[0]}" if kind == "commitment" else key
        return self.names.get(named) or self.names.get("source", ())


def written(release: Release) -> Written:
    """Every write since the last approved release was frozen, up to this one's submission.

    A constant number of queries: one for each kind of row, and one for the people.
    """
    since, until = since_the_last_before(release), release.submitted_at
    people: People = defaultdict(list)
    plan = release.plan_id
    indicators = dict(_latest(Indicator, "code", plan=plan))
    series = {key: (indicators.get(of), code) for key, of, code in _latest_series()}
    reasons: dict[str, str] = {}
    for event in _events(Figure, since, until):
        code, own = series.get(event.series_id, (None, ""))
        if code is None:  # of another plan
            continue
        day = event.as_of.isoformat() if event.as_of else ""
        key = f"figure/{code}/{own}/{event.year}/{event.covers}/{day}"
        people[key].append(_user(event))
        reasons[key] = event.warning_reason
    for key, event in _others(since, until, plan, indicators):
        people[key].append(_user(event))
    return Written(names=_named(people), reasons=reasons)


def since_the_last_before(release: Release) -> datetime.datetime | None:
    """From when on changes counted for the release."""
    if release.state == Release.State.DRAFT:
        return since_the_last(release.plan)
    earlier = Release.objects.filter(
        plan=release.plan, state=Release.State.APPROVED, number__lt=release.number
    )
    before = earlier.order_by("-number").first()
    return before.submitted_at if before else None


def _others(
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    plan: int,
    indicators: Mapping[int, str],
) -> Iterator[tuple[str, Any]]:
    goals = dict(_latest(Goal, "number", plan=plan))
    of_goal = dict(_latest(Commitment, "goal_id"))
    keys: list[tuple[Any, Callable[[Any], str | None]]] = [
        (Indicator, lambda event: _under("indicator", indicators.get(event.pgh_obj_id))),
        (Series, lambda event: _under("series", indicators.get(event.indicator_id), event.code)),
        (Target, lambda event: _under("target", indicators.get(event.indicator_id), event.year)),
        (Commentary, lambda event: _under("commentary", indicators.get(event.indicator_id))),
        (Goal, lambda event: _under("goal", goals.get(event.pgh_obj_id))),
        (Commitment, lambda event: _under("commitment", goals.get(event.goal_id))),
        (
            Evidence,
            lambda event: _under("commitment", goals.get(of_goal.get(event.commitment_id, 0))),
        ),
        (Plan, lambda event: "plan" if event.pgh_obj_id == plan else None),
        (Source, lambda _event: "source"),
    ]
    for model, key_of in keys:
        for event in _events(model, since, until):
            if key := key_of(event):
                yield key, event


def _under(kind: str, *parts: object) -> str | None:
    """The key; None for what belongs to another plan."""
    return None if None in parts else "/".join([kind, *map(str, parts)])


def _events(
    model: Any, since: datetime.datetime | None, until: datetime.datetime | None
) -> Iterable[Any]:
    """The events of a kind of row in the time asked for, oldest first."""
    found = _history(model).order_by("pgh_id")
    if since is not None:
        found = found.filter(pgh_created_at__gt=since)
    if until is not None:
        found = found.filter(pgh_created_at__lte=until)
    events: Iterable[Any] = found.iterator()
    return events


def _history(model: Any) -> Any:
    return next(iter(pghistory.core.event_models(tracks_model=model)))._default_manager


def _latest(model: Any, column: str, **of: int) -> Iterable[tuple[int, Any]]:
    """Each row that is or was there, with what it last had in `column`."""
    found: Iterable[tuple[int, Any]] = (
        _history(model).filter(**of).order_by("pgh_id").values_list("pgh_obj_id", column)
    )
    return found


def _latest_series() -> Iterable[tuple[int, int, str]]:
    found: Iterable[tuple[int, int, str]] = (
        _history(Series).order_by("pgh_id").values_list("pgh_obj_id", "indicator_id", "code")
    )
    return found


def _user(event: Any) -> int:
    return (event.pgh_context or {}).get("user") or 0


def _named(people: People) -> dict[str, tuple[str, ...]]:
    everybody = {each for ids in people.values() for each in ids}
    names = {user.pk: name_of(user) for user in User.objects.filter(pk__in=everybody)}
    return {
        key: tuple(dict.fromkeys(names[each] for each in reversed(ids) if each in names))
        for key, ids in people.items()
    }
