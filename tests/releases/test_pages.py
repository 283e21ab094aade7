"""The public pages over real releases: what is said, to whom, how long it may be kept."""

import dataclasses
import datetime
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from goals import actions
from goals.models import Plan
from indicators.method import METHOD
from indicators.models import Figure, Indicator
from releases import content as content_of_releases
from tests import making

PLAN = "/en/plans/14fyp/"
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def heading(page: str) -> str:
    found = re.search(r"<h1.*?</h1>", page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[0].replace("<wbr>", "")).split())


# What there is


@pytest.mark.parametrize(
    ("address", "english", "chinese"),
    [
        ("", "The one numeric target is ahead.", "唯一一项量化目标快于预期。"),
        ("goals/1/", "1 Goal 1: Goal 1", "1 目标1： 目标1"),
        ("indicators/", "All indicators", "全部指标"),
        ("indicators/projects-1/", "Projects", "项目数"),
        ("releases/", "Releases", "数据发布记录"),
        ("releases/1/", "Release 1, as published", "第1次发布（原样）"),
        ("changes/", "Revisions", "数据修订记录"),
        ("releases/1/goals/1/", "1 Goal 1: Goal 1", "1 目标1： 目标1"),
        ("releases/1/indicators/projects-1/", "Projects", "项目数"),
        ("method/", "How every target is judged", "目标如何评价"),
        ("releases/1/method/", "How every target is judged", "目标如何评价"),
        ("about/", "About the plan", "关于规划"),
        ("data/", "Data", "数据下载"),
    ],
)
def test_a_plans_pages_stand_in_both_languages(
    client: Client, published: Plan, address: str, english: str, chinese: str
) -> None:
    assert heading(text(client, f"/en/plans/14fyp/{address}")) == english
    assert heading(text(client, f"/zh-hans/plans/14fyp/{address}")) == chinese


@pytest.mark.parametrize("address", ["accessibility/", "privacy/"])
def test_the_sites_own_pages_need_no_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(0):
        assert client.get(f"/en/{address}").status_code == 200


def test_the_languages_address_is_the_current_plans_summary(
    client: Client, published: Plan
) -> None:
    page = text(client, "/en/")

    assert heading(page) == "The one numeric target is ahead."
    assert '<link rel="canonical" href="http://localhost:8000/en/plans/14fyp/">' in page


def test_before_the_first_release_a_page_says_so(client: Client) -> None:
    making.whole_plan()

    assert heading(text(client, "/en/")) == "Nothing has been published yet"
    assert heading(text(client, "/zh-hans/")) == "尚未发布任何数据"


@pytest.mark.parametrize(
    "address",
    [
        "plans/15fyp/",
        "plans/14fyp/goals/2/",
        "plans/14fyp/indicators/nothing/",
        "plans/14fyp/indicators/?goal=9",
        "plans/14fyp/indicators/?verdict=missed",
        "plans/14fyp/releases/2/",
        "plans/14fyp/releases/2/goals/1/",
        "plans/14fyp/releases/1/goals/2/",
        "plans/14fyp/releases/1/indicators/nothing/",
        "plans/15fyp/releases/",
        "plans/15fyp/method/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, published: Plan, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


def test_a_release_that_is_not_visible_yet_is_not_there(client: Client, published: Plan) -> None:
    row = making.series(making.indicator(making.goal(published, 2), "later"))
    making.figure(row, 2023, "5")
    making.publish(published, at=making.AT + DAY, publish_at=making.FUTURE)

    for address in ("releases/2/", "indicators/later/", "goals/2/"):
        assert client.get(PLAN + address).status_code == 404
    assert "Release 2" not in text(client, PLAN + "releases/")


def test_an_indicator_that_only_earlier_releases_hold_was_withdrawn(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.publish(plan := making.whole_plan(indicators=2))
    gone = Indicator.objects.get(code="projects-2")
    parts = [
        *Figure.objects.filter(series__indicator=gone),
        *(*gone.commentary.all(), *gone.targets.all(), *gone.series.all(), gone),
    ]
    for row in parts:
        actions.delete(row, by=making.person("administrator"), way="a test")
    making.publish(plan, at=making.AT + DAY)

    with django_assert_num_queries(2):  # the releases; their documents
        page = text(client, f"{PLAN}indicators/projects-2/")
    assert page.count("Release 2 no longer holds this indicator.") == 1
    assert f'href="{PLAN}releases/1/indicators/projects-2/"' in page
    assert heading(text(client, f"{PLAN}releases/1/indicators/projects-2/")) == "Projects"
    assert "projects-2" not in text(client, f"{PLAN}indicators/")
    assert client.get(f"{PLAN}indicators/projects-3/").status_code == 404


def test_an_address_without_a_plan_leads_to_the_current_one(
    client: Client, published: Plan
) -> None:
    response = client.get("/zh-hans/indicators/?goal=1")

    assert response.status_code == 302
    assert response["Location"] == "/zh-hans/plans/14fyp/indicators/?goal=1"
    assert client.get("/en/desk/")["Location"] == "/en/plans/14fyp/desk/"
    assert client.get("/en/releases/1/goals/1/")["Location"] == f"{PLAN}releases/1/goals/1/"


# Releases


def test_a_working_figure_changes_no_public_page(client: Client, published: Plan) -> None:
    before = client.get(PLAN + "indicators/projects-1/").content
    cache.clear()
    making.figure(published.indicators.get().series.get(), 2024, "99")

    assert client.get(PLAN + "indicators/projects-1/").content == before


def test_a_new_release_is_shown_at_once_and_the_old_one_kept(
    client: Client, published: Plan
) -> None:
    text(client, PLAN + "indicators/projects-1/")
    making.figure(published.indicators.get().series.get(), 2024, "81")
    making.publish(published, at=making.AT + DAY)

    newest = text(client, PLAN + "indicators/projects-1/")
    kept = text(client, PLAN + "releases/1/indicators/projects-1/")

    assert "81 projects" in newest
    assert "81 projects" not in kept
    assert "Superseded by release 2 on 2 March 2024." in kept
    assert "This page shows what release 1 said from 1 March 2024, unchanged." in kept
    assert f'href="{PLAN}indicators/projects-1/">Newest figures' in kept


def test_a_release_keeps_the_method_that_it_was_judged_by(
    client: Client, published: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = dataclasses.replace(METHOD, version="99", passages=METHOD.passages[:1])
    monkeypatch.setattr(content_of_releases, "METHOD", changed)
    making.figure(published.indicators.get().series.get(), 2024, "81")
    making.publish(published, at=making.AT + DAY)

    kept = text(client, PLAN + "releases/1/method/")
    assert f"Method, version {METHOD.version}, as published in release 1." in kept
    assert kept.count("<h2 id=") == len(METHOD.passages) + 1  # and the contents
    assert "Superseded by release 2 on 2 March 2024." in kept
    assert f'href="{PLAN}method/">The method today' in kept
    newest = text(client, PLAN + "method/")
    assert "Method, version 99, as it stands in the newest release." in newest
    assert newest.count("<h2 id=") == 2
    assert f'<a href="{PLAN}releases/1/method/">method, version 1</a>' in text(
        client, PLAN + "releases/1/"
    )


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("2024-03-01", "At the end of 1 March 2024 release 1 stood."),
        ("2024-03-02", "At the end of 2 March 2024 release 2 stood."),
        ("2024-02-29", "By the end of 29 February 2024 nothing had been published."),
        ("2024-02-30", "“2024-02-30” is not a day."),
        ("yesterday", "“yesterday” is not a day."),
        ("20240301", "“20240301” is not a day."),
        ("<b>2024", "“&lt;b&gt;2024” is not a day."),
    ],
)
def test_a_reader_may_ask_what_stood_on_a_day(
    client: Client, published: Plan, on: str, answer: str
) -> None:
    making.figure(published.indicators.get().series.get(), 2024, "81")
    making.publish(published, at=making.AT + DAY)

    assert answer in text(client, f"{PLAN}releases/?on={on}")


# The same for everybody


def public(client: Client, address: str) -> Any:
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    return response


@pytest.mark.parametrize(
    "address", ["/en/", PLAN, PLAN + "indicators/projects-1/", PLAN + "releases/", "/en/privacy/"]
)
def test_a_public_page_is_the_same_bytes_for_every_reader(
    client: Client, published: Plan, address: str
) -> None:
    stranger = public(client, address).content
    cache.clear()
    client.force_login(making.person("official"))

    assert public(client, address).content == stranger


def test_a_known_page_is_not_sent_again(client: Client, published: Plan) -> None:
    first = client.get(PLAN)
    again = client.get(PLAN, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=60"
    assert client.get("/zh-hans/plans/14fyp/")["ETag"] != first["ETag"]


def test_a_page_may_be_kept_until_the_next_release_at_most(
    client: Client, published: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = making.series(making.indicator(making.goal(published, 2), "later"))
    making.figure(row, 2023, "5")
    making.publish(published, at=making.AT + DAY, publish_at=making.FUTURE)
    almost = making.FUTURE - datetime.timedelta(seconds=20)
    monkeypatch.setattr("django.utils.timezone.now", lambda: almost)

    for address in ("/en/", PLAN, PLAN + "releases/", "/en/method/"):
        assert client.get(address)["Cache-Control"] == "public, max-age=20"


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_pages_show_the_release_before_while_the_clocks_disagree(
    client: Client, published: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.revise("64")
    minute = timezone.now() + datetime.timedelta(minutes=1)
    making.publish(published, publish_at=minute)
    addresses = [PLAN, PLAN + "indicators/projects-1/", PLAN + "method/", PLAN + "releases/"]
    addresses += ["/en/", PLAN + "releases/1/", "/api/v1/plans/14fyp/", "/api/v1/plans/"]
    before = {address: client.get(address).content for address in addresses}

    monkeypatch.setattr(timezone, "now", lambda: minute + datetime.timedelta(seconds=10))

    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (200, before[address])
        assert answer["Cache-Control"] == "public, max-age=0"
    for address in (PLAN + "releases/2/", "/api/v1/plans/14fyp/?release=2"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/en/", PLAN + "releases/", "/en/accessibility/"])
def test_pages_are_read_only(client: Client, published: Plan, address: str) -> None:
    assert client.post(address).status_code == 405
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == client.get(address)["ETag"]


def test_a_setting_that_pages_show_makes_them_anew(
    client: Client, published: Plan, settings: Settings
) -> None:
    assert "Ask about" not in text(client, PLAN + "indicators/projects-1/")

    settings.PUBLISHER, settings.CONTACT = "The office", "figures@example.org"
    settings.TRYOUT = False

    page = text(client, PLAN + "indicators/projects-1/")
    assert '<a href="mailto:figures@example.org">Ask about this figure</a>' in page
    assert "Published by The office." in page
    assert "Try-out" not in page


# What it costs


@pytest.mark.parametrize("indicators", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/en/", 2),  # the releases, the documents of one
        (PLAN, 2),
        (PLAN + "goals/1/", 2),
        (PLAN + "indicators/", 2),
        (PLAN + "indicators/projects-1/", 2),
        (PLAN + "releases/", 1),
        (PLAN + "releases/1/", 2),
        (PLAN + "method/", 3),  # and the method's text
        (PLAN + "releases/1/method/", 3),
        ("/en/indicators/", 1),
    ],
)
def test_a_page_costs_the_same_whatever_it_shows(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    indicators: int,
    address: str,
    queries: int,
) -> None:
    making.publish(making.whole_plan(indicators=indicators))

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", ["/en/", PLAN, PLAN + "indicators/projects-1/"])
def test_a_page_asked_for_again_costs_one_query(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    published: Plan,
    address: str,
) -> None:
    client.get(address)

    with django_assert_num_queries(1):
        client.get(address)
