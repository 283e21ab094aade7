"""Every revision as JSON."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from releases import api
from tests import making
from tests.making import AT, FUTURE
from tests.releases.test_api import HOUR, PLAN, publish

CHANGES = f"{PLAN}changes/"

pytestmark = pytest.mark.django_db


def read(client: Client, query: str = "", status: int = 200) -> Any:
    response = client.get(CHANGES + query)
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    return json.loads(response.content)


def publish_two() -> None:
    """63 from 1 March 2024; a day later 64, by another definition."""
    first = publish()
    making.revise("64")
    counted = first.plan.indicators.get()
    counted.definition_en, counted.definition_zh = "Projects begun.", "已启动的项目。"
    making.save(counted)
    making.publish(first.plan, at=AT + 24 * HOUR)


def test_changes_lists_revisions_with_both_sides(client: Client) -> None:
    publish_two()
    answer = read(client)

    assert (answer["count"], answer["release"]["number"]) == (4, 2)
    revised, worded, zero, first = answer["results"]
    assert revised["old"] | {"value": "64"} == revised["new"]
    assert {name: revised[name] for name in revised if name not in ("old", "new")} == {
        "release": 2,
        "published_at": "2024-03-02T01:30:00Z",
        "kind": "revised",
        "indicator": "projects-1",
        "series": "all",
        "year": 2023,
        "covers": "year",
        "as_of": None,
        "what": None,
        "why": None,
    }
    assert worded == {
        "release": 2,
        "published_at": "2024-03-02T01:30:00Z",
        "kind": "wording",
        "indicator": "projects-1",
        "series": None,
        "year": None,
        "covers": None,
        "as_of": None,
        "what": {"en": "definition", "zh-hans": "定义"},
        "why": None,
        "old": {"en": "Projects as they stand.", "zh-hans": "现有项目数。"},
        "new": {"en": "Projects begun.", "zh-hans": "已启动的项目。"},
    }
    assert [(each["year"], each["old"], each["kind"]) for each in (zero, first)] == [
        (2020, None, "first_published"),
        (2023, None, "first_published"),
    ]
    assert first["new"]["note"] == {"en": "Counted in December.", "zh-hans": ""}


def test_changes_say_why_a_figure_was_revised(client: Client) -> None:
    first = publish()
    making.revise("64", revision_kind="source", revision_reason_en="Recounted.")
    making.publish(first.plan, at=AT + HOUR)
    revised = read(client)["results"][0]
    assert revised["why"] == {"kind": "source", "reason": {"en": "Recounted.", "zh-hans": ""}}
    assert revised["new"]["revision"] == revised["why"]
    assert "revision" not in revised["old"]


def test_changes_of_an_earlier_state_end_there(client: Client) -> None:
    publish_two()
    assert read(client, "?release=1")["count"] == 2
    assert read(client, "?as_of=2024-03-01")["count"] == 2


def test_changes_of_one_indicator(client: Client) -> None:
    making.publish(making.whole_plan(indicators=2))
    codes = [each["indicator"] for each in read(client, "?indicator=projects-2")["results"]]
    assert codes == ["projects-2", "projects-2"]


def test_an_indicator_without_a_figure_has_none(client: Client) -> None:
    made = making.whole_plan()
    making.indicator(making.goal(made, 2), "later")
    making.publish(made)
    assert read(client, "?indicator=later")["results"] == []


@pytest.mark.parametrize("query", ["?indicator=nothing", "?page=2", "?release=2"])
def test_changes_that_are_not_there_are_not_found(client: Client, query: str) -> None:
    publish()
    assert read(client, query, 404)


def test_changes_come_in_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_two()
    monkeypatch.setattr(api, "PAGE", 3)
    second = read(client, "?page=2")
    assert (second["count"], len(second["results"]), second["next"]) == (4, 1, None)


def test_changes_tell_nothing_of_a_release_that_waits(client: Client) -> None:
    first = publish()
    before = client.get(CHANGES).content
    making.revise("987654")
    making.publish(first.plan, at=AT + HOUR, publish_at=FUTURE)
    assert client.get(CHANGES).content == before


def test_changes_cost_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish_two()
    with django_assert_num_queries(2):  # the releases, the documents of all
        first = client.get(CHANGES)
    again = client.get(CHANGES, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, first["Access-Control-Allow-Origin"]) == (304, "*")
