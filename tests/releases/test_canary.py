"""A value that nobody outside may see yet, looked for under every address there is."""

import datetime
import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

from goals.models import Commitment, Evidence, Goal, Plan, Source
from indicators.models import Commentary, Figure, Indicator, Series
from releases import actions
from tests import making
from tests.making import FUTURE

pytestmark = pytest.mark.django_db

CANARY = "987654321.1234"
# As it stands, grouped, or scaled to 万, 亿, million or billion with two places or more.
SEEN = re.compile(r"987[,.\s]?654|98[,.]?765\.4|9\.876|9\.88|0\.98[78]|987\.[67]|98,?765万")
HASH = re.compile(r"[0-9a-f]{64}")

# What may stand for each part of an address.
PARTS = {
    "plan": ["14fyp", "15fyp"],
    "number": ["1", "2"],
    "a": ["1"],
    "b": ["2"],
    "goal": ["1"],
    "code": ["projects-1", "projects-2"],
    "name": ["nothing"],
    "object_id": ["1"],
    "lang": ["en"],
    "path": ["plans/14fyp/", "plans/14fyp/releases/2/"],
    "id": ["1"],
    "pk": ["1"],
    "content_type_id": ["1"],
    "app_label": ["goals", "indicators", "releases"],
    "url": ["nothing"],
    "rest": ["", "goals/1/", "indicators/", "indicators/projects-2/", "releases/2/", "desk/"],
}
QUERIES = ["?release=2", "?as_of=2100-01-05", "?on=2100-01-05&indicator=projects-2&a=1&b=2"]
LANGUAGES = ["en/", "zh-hans/"]

Patterns = list[URLPattern | URLResolver]


def templates(patterns: Patterns, before: str = "") -> Iterator[str]:
    """Every address, with `<name>` where something may stand for a part."""
    for each in patterns:
        for own in LANGUAGES if isinstance(each.pattern, LocalePrefixPattern) else [_own(each)]:
            if isinstance(each, URLResolver):
                yield from templates(each.url_patterns, before + own)
            else:
                yield before + own


def _own(each: URLPattern | URLResolver) -> str:
    if isinstance(each.pattern, RoutePattern):
        return re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(each.pattern))
    written = str(each.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
    return re.sub(r"\(\?P<(\w+)>.*\)", r"<\1>", written)


def addresses() -> list[str]:
    found = []
    for template in templates(get_resolver().url_patterns):
        names = re.findall(r"<(\w+)>", template)
        assert set(names) <= set(PARTS), f"say in PARTS what may stand in {template}"
        for values in product(*(PARTS[name] for name in names)):
            filled = template
            for name, value in zip(names, values, strict=True):
                filled = filled.replace(f"<{name}>", value, 1)
            found.append("/" + filled)
    return sorted(set(found))


def hits(client: Client) -> set[str]:
    """Where a stranger meets the canary: in the body or the headers of whatever is answered."""
    cache.clear()
    found = set()
    for address in addresses():
        answers = [client.get(address)]
        if not address.startswith("/admin/"):
            answers += [client.get(address + query) for query in QUERIES]
            answers += [client.head(address), client.options(address)]
        for answer in answers:
            if _shows(str(answer.headers).encode()) or _shows(answer.content):
                found.add(address)
    return found


@functools.cache
def _shows(said: bytes) -> bool:
    """Remembered, for most addresses answer the same whatever is added to them."""
    return SEEN.search(HASH.sub("", said.decode(errors="replace"))) is not None


def test_addresses_are_all_there_are() -> None:
    every = addresses()
    assert len(every) > 150
    for address in [
        "/api/v1/plans/14fyp/indicators/projects-1/",
        "/en/plans/14fyp/",
        "/en/plans/14fyp/releases/2/indicators/projects-1/",
        "/zh-hans/plans/14fyp/desk/",
        "/admin/indicators/figure/1/change/",
        "/readyz",
    ]:
        assert address in every


def released() -> Plan:
    """A plan whose only release says 63."""
    plan = making.plan()
    counted = making.indicator(
        making.goal(plan), "projects-1", measure="amount", decimals=4, unit="tonne"
    )
    making.target(counted)
    line = making.series(counted)
    making.figure(line, 2023, "63", source=making.source())
    making.evidence(making.commitment(counted.goal))
    making.commentary(counted)
    making.publish(plan)
    return plan


def hide_everywhere(plan: Plan) -> None:
    """Put the canary into every kind of working row of the plan, and into a second indicator."""
    said = f"Canary {CANARY}"
    figure = making.revise(CANARY)
    Figure.objects.filter(pk=figure.pk).update(note_en=said)
    Plan.objects.filter(pk=plan.pk).update(summary_en=said)
    Goal.objects.update(title_en=said, summary_en=said)
    Commitment.objects.update(wording_en=said)
    Evidence.objects.update(statement_en=said)
    Source.objects.update(title_en=said)
    Indicator.objects.update(name_en=said, definition_en=said)
    Series.objects.update(name_en=said)
    Commentary.objects.update(cause_en=said)
    second = making.indicator(Goal.objects.get(), "projects-2", measure="amount", decimals=4)
    making.figure(making.series(second), 2023, CANARY)


def test_canary_before_its_minute_is_seen_nowhere(client: Client) -> None:
    plan = released()
    hide_everywhere(plan)
    release = actions.draft(
        plan,
        by=making.person(),
        at=making.AT,
        title={"en": f"Canary {CANARY}", "zh-hans": CANARY},
        note={"en": CANARY, "zh-hans": CANARY},
    )
    making.approve(making.submit(release), publish_at=FUTURE)
    other = making.plan("15fyp", name_en=CANARY, summary_en=CANARY)
    line = making.series(making.indicator(making.goal(other), "projects-1", measure="amount"))
    making.figure(line, 2023, CANARY)
    making.publish(other, publish_at=FUTURE)
    assert Figure.objects.filter(value=Decimal(CANARY)).count() == 3
    assert hits(client) == set()


def test_canary_is_seen_once_it_is_published(client: Client) -> None:
    """The search finds what there is to find: on pages, in the API, in both languages."""
    plan = released()
    making.revise(CANARY)
    making.publish(plan, at=making.AT + datetime.timedelta(hours=1))
    found = hits(client)
    pages = {"plans/14fyp/", "plans/14fyp/goals/1/", "plans/14fyp/indicators/"}
    pages |= {"plans/14fyp/indicators/projects-1/"}
    pages |= {"plans/14fyp/releases/2/goals/1/", "plans/14fyp/releases/2/indicators/projects-1/"}
    pages |= {"plans/14fyp/changes/", "plans/14fyp/releases/1/compare/2/"}
    assert {f"/{lang}{page}" for lang in LANGUAGES for page in pages} <= found
    api = {"indicators/projects-1/", "changes/"}
    assert {f"/api/v1/plans/14fyp/{tail}" for tail in api} <= found
    assert [each for each in found if "admin" in each or "desk" in each] == []
