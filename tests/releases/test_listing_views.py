"""The page of all indicators: its links and form, what it refuses, what it keeps."""

import html
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goals.models import Plan
from tests import making
from tests.releases.test_pages import heading, text

PAGE = "/en/plans/14fyp/indicators/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Plan:
    """Two indicators with figures and one without any, each under a goal of its own."""
    made = making.whole_plan(indicators=2)
    empty = making.indicator(making.goal(made, 3), "zones", name_en="Zones", name_zh="园区")
    making.target(empty)
    making.publish(made)
    return made


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*indicators/([^"/]+)/"', page)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", ["projects-1", "projects-2", "zones"]),
        ("?goal=2", ["projects-2"]),
        ("?verdict=none_found", ["zones"]),
        ("?missing=2023", ["zones"]),
        ("?q=zones", ["zones"]),
        ("?q=%E5%9B%AD%E5%8C%BA", ["zones"]),
        ("?sort=-name", ["zones", "projects-1", "projects-2"]),
        ("?goal=1&verdict=none_found", []),
        ("?goal=&verdict=&missing=&q=&sort=", ["projects-1", "projects-2", "zones"]),
    ],
)
def test_the_address_says_what_is_listed(
    client: Client, published: Plan, query: str, left: list[str]
) -> None:
    assert names(text(client, PAGE + query)) == left


def test_every_link_of_a_filter_leads_to_as_many_as_it_says(
    client: Client, published: Plan
) -> None:
    page = text(client, PAGE + "?missing=2024&q=%20")
    links = re.findall(r'rel="nofollow" href="([^"]+)"[^>]*>[^<]*\((\d+)\)</a>', page)

    assert len(links) > 8
    for link, count in links:
        assert len(names(text(client, html.unescape(link)))) == int(count), link


def test_a_search_keeps_the_filters_and_the_order(client: Client, published: Plan) -> None:
    page = text(client, PAGE + "?goal=2&sort=-name&q=%3Cb%3E")

    assert re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page) == [
        ("goal", "2"),
        ("sort", "-name"),
    ]
    assert 'name="q" type="search" maxlength="100" value="&lt;b&gt;"' in page
    assert "<b>" not in page


def test_a_filtered_list_says_so_and_leads_back_to_all(client: Client, published: Plan) -> None:
    page = text(client, PAGE + "?goal=2&sort=name")
    assert (
        "<caption>1 indicator, filtered by goal 2 Goal 2; "
        f'<a href="{PAGE}?sort=name">show all</a></caption>' in page
    )
    assert "show all" not in text(client, PAGE)


def test_an_empty_list_says_which_filters_leave_nothing(client: Client, published: Plan) -> None:
    page = text(client, PAGE + "?goal=1&verdict=none_found")
    assert (
        "<p>No indicator fits. 0 indicators, filtered by goal 1 Goal 1, verdict “No figure found”; "
        f'<a href="{PAGE}">show all</a></p>' in page
    )


def test_the_order_stands_in_the_headings(client: Client, published: Plan) -> None:
    page = text(client, PAGE + "?sort=-latest&goal=1")
    assert re.findall(r'aria-sort="(\w+)"><a rel="nofollow" href="([^"]+)">([^<]+)', page) == [
        ("descending", f"{PAGE}?goal=1&amp;sort=latest", "Latest judged figure")
    ]
    assert "aria-sort" not in text(client, PAGE)


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("goal=9", 404, "This plan has no goal “9” with an indicator."),
        ("verdict=missed", 404, "No indicator has the verdict “missed” in this release."),
        ("missing=1999", 404, "No indicator misses “1999”."),
        ("sort=%3Cscript%3E", 404, "The list has no order “&lt;script&gt;”."),
        ("q=" + "x" * 101, 400, "Please search for a shorter text, 100 characters at most."),
        ("q=" + "x" * 3000, 400, "Please search for a shorter text, 100 characters at most."),
    ],
)
def test_what_the_list_does_not_have_is_refused_with_a_sentence_and_the_whole_list(
    client: Client, published: Plan, query: str, status: int, said: str
) -> None:
    response = client.get(f"{PAGE}?{query}")
    page = response.content.decode()

    assert (response.status_code, response["Cache-Control"]) == (status, "no-store")
    assert (heading(page), names(page)) == ("All indicators", ["projects-1", "projects-2", "zones"])
    assert f'<p class="wrong" role="alert">{said} All indicators are shown.</p>' in page


def test_a_refusal_is_in_the_readers_language(client: Client, published: Plan) -> None:
    page = text(client, "/zh-hans/plans/14fyp/indicators/?sort=x", 404)
    assert "列表没有“x”这种排序方式。以下为全部指标。" in page


def test_the_other_language_is_asked_the_same(client: Client, published: Plan) -> None:
    page = text(client, PAGE + "?goal=2&q=a")
    assert 'href="/zh-hans/plans/14fyp/indicators/?goal=2&amp;q=a"' in page


def test_only_the_whole_list_is_kept(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, published: Plan
) -> None:
    for query, again in (("", 1), ("?q=a", 2), ("?goal=2", 2), ("?x=1", 1)):
        client.get(PAGE + query)
        with django_assert_num_queries(again):
            client.get(PAGE + query)


def test_a_plan_without_a_release_has_no_list(client: Client) -> None:
    making.whole_plan()
    assert client.get(PAGE).status_code == 404
