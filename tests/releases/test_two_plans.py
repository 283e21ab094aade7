"""A second plan beside the first: addresses of its own, the choice between them, what changes."""

import datetime
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goals.models import Plan
from releases import published
from tests import making
from tests.admin_rooms import signed_in
from tests.making import AT, FUTURE

OLD, NEW = "/en/plans/14fyp/", "/en/plans/15fyp/"
HOUR = datetime.timedelta(hours=1)
LONG_EN, LONG_ZH = "A name as long as a name may be. " * 6, "长" * 200

pytestmark = pytest.mark.django_db


def second_plan() -> Plan:
    """2026 to 2030: two goals; of its indicators one has the code of one of the first plan."""
    plan = making.plan(
        "15fyp",
        name_en="The next plan",
        name_zh="下一个规划",
        baseline_year=2025,
        start_year=2026,
        end_year=2030,
        first_figure_year=2020,
        last_figure_year=2040,
    )
    for number, code in ((1, "projects-1"), (2, "patents")):
        counted = making.indicator(making.goal(plan, number), code)
        making.target(counted, "500", year=2030)
        making.figure(making.series(counted), 2026, "120")
    return plan


@pytest.fixture
def both() -> None:
    """The first plan is public from 1 March 2024, the second from an hour later."""
    making.publish(making.whole_plan(indicators=2))
    making.publish(second_plan(), at=AT + HOUR)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def choices(client: Client, address: str) -> list[tuple[str, bool]]:
    """The addresses that the plans' list of a page leads to; True for the plan one is in."""
    found = re.search(r'<details class="plans">.*?</details>', page(client, address), re.DOTALL)
    links = re.findall(r'<a href="([^"]+)"( aria-current="true")?>', found[0]) if found else []
    return [(href, bool(current)) for href, current in links]


def test_each_plan_stands_under_its_own_addresses(client: Client, both: None) -> None:
    assert "<title>The plan – Lin-gang 2025</title>" in page(client, OLD)
    assert "<title>The next plan – Lin-gang 2025</title>" in page(client, NEW)
    assert client.get(f"{NEW}indicators/patents/").status_code == 200
    assert client.get(f"{OLD}indicators/patents/").status_code == 404
    assert client.get(f"{NEW}indicators/projects-2/").status_code == 404
    assert client.get(f"{NEW}releases/1/goals/2/").status_code == 200


def test_the_site_opens_with_the_plan_that_began_publishing_last(
    client: Client, both: None
) -> None:
    assert "<title>The next plan –" in page(client, "/en/")
    assert client.get("/en/indicators/")["Location"] == f"{NEW}indicators/"


@pytest.mark.parametrize(
    ("tail", "in_the_other"),
    [
        ("", ""),
        ("indicators/", "indicators/"),
        ("indicators/?goal=1", "indicators/"),
        ("indicators/projects-1/", "indicators/projects-1/"),
        ("indicators/projects-2/", "indicators/"),
        ("goals/1/", ""),
        ("releases/", "releases/"),
        ("releases/?on=2024-03-02", "releases/"),
        ("releases/1/", "releases/"),
        ("releases/1/indicators/projects-1/", "releases/"),
        ("method/", "method/"),
        ("about/", "about/"),
        ("data/", "data/"),
    ],
)
def test_choosing_a_plan_keeps_the_kind_of_page_where_the_other_has_it(
    client: Client, both: None, tail: str, in_the_other: str
) -> None:
    [(new, in_new), (old, in_old)] = choices(client, OLD + tail)
    assert (new, in_new, in_old) == (NEW + in_the_other, False, True)
    assert client.get(new).status_code == 200
    assert old.startswith(OLD)


def test_the_list_names_every_plan_with_its_years_in_the_readers_language(
    client: Client, both: None
) -> None:
    english, chinese = page(client, OLD), page(client, "/zh-hans/plans/15fyp/")
    assert "<summary>Plan 2021–2025</summary>" in english
    assert "<b>2026–2030</b> The next plan</a>" in english
    assert "<summary>规划 2026—2030</summary>" in chinese
    assert "<b>2021—2025年</b> 规划</a>" in chinese


def test_a_plan_alone_offers_no_choice_and_knows_no_newer_one(client: Client) -> None:
    making.publish(making.whole_plan())
    second_plan()  # not published
    assert choices(client, OLD) == []
    assert "has been published:" not in page(client, OLD)


@pytest.mark.parametrize("tail", ["", "goals/1/", "releases/1/", "method/", "releases/"])
def test_pages_of_the_older_plan_say_that_there_is_a_newer_one(
    client: Client, both: None, tail: str
) -> None:
    assert "A newer plan, for 2026–2030, has been published:" in page(client, OLD + tail)
    assert "has been published:" not in page(client, NEW)


def test_a_page_kept_ready_changes_when_another_plan_appears(client: Client) -> None:
    making.publish(making.whole_plan())
    assert choices(client, OLD) == []
    making.publish(second_plan(), at=AT + HOUR)
    assert [href for href, _current in choices(client, OLD)] == [NEW, OLD]


def test_a_page_kept_ready_changes_when_the_other_plan_takes_another_name(client: Client) -> None:
    making.publish(making.whole_plan())
    plan = second_plan()
    making.publish(plan, at=AT + HOUR)
    page(client, OLD)
    plan.name_en = "The plan after"
    making.save(plan)
    making.publish(plan, at=AT + 2 * HOUR)
    assert "<b>2026–2030</b> The plan after</a>" in page(client, OLD)


def test_a_plan_that_waits_is_not_offered_before_its_minute() -> None:
    making.publish(making.whole_plan())
    making.publish(second_plan(), at=AT, publish_at=AT + HOUR)
    before = published.shelf(at=AT + HOUR - datetime.timedelta(seconds=1))
    assert before.choices() == ()
    after = published.shelf(at=AT + HOUR)
    assert [each.code for each in after.choices()] == ["15fyp", "14fyp"]


def test_the_choice_follows_each_plans_newest_release_alone() -> None:
    plan = making.whole_plan()
    making.publish(plan)
    making.publish(second_plan(), at=AT + HOUR)
    plan.name_en = "The plan, renamed"
    making.save(plan)
    making.publish(plan, at=AT + 2 * HOUR)
    names = [each.name["en"] for each in published.shelf(at=FUTURE).choices()]
    assert names == ["The next plan", "The plan, renamed"]


@pytest.mark.parametrize("tail", ["", "goals/1/", "indicators/", "indicators/projects-1/"])
def test_two_plans_cost_no_query_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, both: None, tail: str
) -> None:
    client.get(f"{OLD}about/")  # once in a process after a release: what its plan is called
    with django_assert_num_queries(2):  # the releases, the documents of one
        client.get(OLD + tail)
    with django_assert_num_queries(1):
        client.get(OLD + tail)


def test_longest_names_stand_on_the_page_whole(client: Client) -> None:
    making.publish(making.whole_plan())
    plan = second_plan()
    plan.name_en, plan.name_zh = LONG_EN.strip(), LONG_ZH
    making.save(plan)
    making.publish(plan, at=AT + HOUR)
    assert f"<b>2026–2030</b> {LONG_EN.strip()}</a>" in page(client, OLD)
    assert f"<b>2026—2030年</b> {LONG_ZH}</a>" in page(client, "/zh-hans/plans/14fyp/")


def test_the_api_lists_both_with_the_current_one_first(client: Client, both: None) -> None:
    listed = client.get("/api/v1/plans/").json()["results"]
    assert [(each["code"], each["current"]) for each in listed] == [
        ("15fyp", True),
        ("14fyp", False),
    ]
    assert client.get("/api/v1/plans/15fyp/").json()["end_year"] == 2030


# Signed in


def test_the_desk_offers_plans_that_are_not_published_yet(client: Client) -> None:
    making.publish(making.whole_plan())
    second_plan()
    client.force_login(making.person("official"))
    assert choices(client, f"{OLD}desk/") == [(f"{NEW}desk/", False), (f"{OLD}desk/", True)]
    assert choices(client, f"{OLD}desk/indicators/projects-1/")[0] == (
        f"{NEW}desk/indicators/projects-1/",
        False,
    )
    assert choices(client, f"{NEW}desk/indicators/patents/")[1] == (f"{OLD}desk/", False)
    assert choices(client, f"{OLD}desk/goals/1/")[0] == (f"{NEW}desk/", False)
    assert choices(client, f"{OLD}desk/attention/")[0] == (f"{NEW}desk/attention/", False)


@pytest.mark.parametrize(
    ("room", "parameter", "rows"),
    [
        ("goals/goal", "plan__id__exact", 1),
        ("goals/commitment", "goal__plan__id__exact", 1),
        ("goals/evidence", "commitment__goal__plan__id__exact", 1),
        ("indicators/indicator", "plan__id__exact", 1),
        ("indicators/figure", "series__indicator__plan__id__exact", 2),
        ("indicators/commentary", "indicator__plan__id__exact", 1),
        ("releases/release", "plan__id__exact", 1),
    ],
)
def test_rooms_of_the_admin_are_narrowed_to_a_plan(room: str, parameter: str, rows: int) -> None:
    first = making.whole_plan()
    making.draft(first)
    second = making.whole_plan(code="15fyp", indicators=2)
    making.draft(second)
    reviewer = signed_in("reviewer")
    assert f"?{parameter}={first.pk}" in reviewer.get(f"/admin/{room}/").content.decode()
    narrowed = reviewer.get(f"/admin/{room}/?{parameter}={first.pk}")
    assert narrowed.context["cl"].result_count == rows
