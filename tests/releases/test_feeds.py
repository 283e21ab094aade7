"""The Atom feed: valid, whole, in both languages, never ahead of a release's minute."""

import datetime
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from goals.models import Plan
from releases import actions
from tests import making

FEED = "/feeds/14fyp/releases.xml"
ATOM, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
DAY = datetime.timedelta(days=1)
HTTP = "http://localhost:8000"

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Plan:
    """63 on 1 March 2024, 64 on 2 March."""
    made = making.whole_plan()
    making.publish(made)
    making.revise("64")
    making.publish(made, at=making.AT + DAY)
    return made


def read(client: Client) -> Element:
    response = client.get(FEED)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "application/atom+xml; charset=utf-8",
    )
    return fromstring(response.content)


def words(parent: Element, name: str) -> list[str | None]:
    return [each.text for each in parent.findall(f"{ATOM}{name}")]


def links(parent: Element) -> list[tuple[str | None, ...]]:
    names = ("rel", "type", "hreflang", "href")
    return [tuple(each.get(name) for name in names) for each in parent.findall(f"{ATOM}link")]


def test_the_feed_names_itself_and_its_pages(client: Client, two: Plan) -> None:
    feed = read(client)

    assert feed.tag == f"{ATOM}feed"
    assert words(feed, "id") == [HTTP + FEED]
    assert words(feed, "title") == ["The plan / 规划"]
    assert words(feed, "updated") == ["2024-03-02T01:30:00+00:00"]
    assert [words(each, "name") for each in feed.findall(f"{ATOM}author")] == [["Lin-gang 2025"]]
    pages = "plans/14fyp/releases/"
    assert links(feed) == [
        ("self", "application/atom+xml", None, HTTP + FEED),
        ("alternate", "text/html", "en", f"{HTTP}/en/{pages}"),
        ("alternate", "text/html", "zh-Hans", f"{HTTP}/zh-hans/{pages}"),
    ]


def test_every_release_is_an_entry_with_what_it_changed(client: Client, two: Plan) -> None:
    newest, first = read(client).findall(f"{ATOM}entry")

    assert words(newest, "id") == [f"{HTTP}/en/plans/14fyp/releases/2/"]
    assert words(newest, "title") == ["Release 2: A release / 第2次发布：一次发布"]
    assert words(newest, "published") == words(newest, "updated") == ["2024-03-02T01:30:00+00:00"]
    assert [each[2:] for each in links(newest)] == [
        ("en", f"{HTTP}/en/plans/14fyp/releases/2/"),
        ("zh-Hans", f"{HTTP}/zh-hans/plans/14fyp/releases/2/"),
    ]
    assert [each.text for each in newest.iter(f"{XHTML}p")] == [
        "New figures.",
        "Since release 1 (1 March 2024): 1 figure revised.",
        "新数据。",
        "与第1次发布（2024年3月1日）相比：1个数据修订。",
    ]
    assert [each.get("lang") for each in newest.iter(f"{XHTML}div")] == [None, "en", "zh-Hans"]
    assert [each.text for each in first.iter(f"{XHTML}p")] == [
        "New figures.",
        "This is the first release, so there is none before it to compare with.",
        "新数据。",
        "这是首次发布，此前没有可比较的发布。",
    ]


def test_what_people_wrote_cannot_break_the_feed(client: Client) -> None:
    made = making.whole_plan()
    title = {"en": "<b>&amp; ]]>", "zh-hans": "“甲”<乙>"}
    draft = making.draft(made)

    actions.rename(
        draft,
        by=making.person("analyst"),
        at=making.AT,
        title={"en": title["en"], "zh-hans": title["zh-hans"]},
        note={"en": "", "zh-hans": "<script>"},
    )
    making.approve(making.submit(draft))

    [entry] = read(client).findall(f"{ATOM}entry")
    assert words(entry, "title") == ["Release 1: <b>&amp; ]]> / 第1次发布：“甲”<乙>"]
    assert entry.findtext(f".//{XHTML}p") == "<script>"
    assert list(entry.iter(f"{XHTML}script")) == []


def test_the_publisher_is_the_author(client: Client, two: Plan, settings: Settings) -> None:
    settings.PUBLISHER = "The office"
    assert [words(each, "name") for each in read(client).findall(f"{ATOM}author")] == [
        ["The office"]
    ]


def test_a_release_that_waits_is_not_in_the_feed(
    client: Client, two: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get(FEED).content
    making.revise("987654")
    making.publish(two, at=making.AT + 2 * DAY, publish_at=making.FUTURE)
    cache.clear()

    assert client.get(FEED).content == before
    second = datetime.timedelta(seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: making.FUTURE - 20 * second)
    assert client.get(FEED)["Cache-Control"] == "public, max-age=20"
    monkeypatch.setattr("django.utils.timezone.now", lambda: making.FUTURE)
    assert len(read(client).findall(f"{ATOM}entry")) == 3


def test_a_known_feed_is_not_sent_again(client: Client, two: Plan) -> None:
    first = client.get(FEED)
    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, max-age=60"


def test_the_feed_costs_two_queries_and_then_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, two: Plan
) -> None:
    with django_assert_num_queries(2):  # the releases, the documents of all
        client.get(FEED)
    with django_assert_num_queries(1):
        client.get(FEED + "?whatever=1")


def test_there_is_a_feed_of_a_plan_with_a_release_alone(client: Client) -> None:
    making.whole_plan()
    assert client.get(FEED).status_code == 404
    assert client.post(FEED).status_code == 405


def test_pages_name_the_feed(client: Client, two: Plan) -> None:
    link = f'type="application/atom+xml" title="New releases" href="{FEED}"'
    for tail in ("", "releases/", "indicators/projects-1/"):
        assert link in client.get(f"/en/plans/14fyp/{tail}").content.decode()
    assert link not in client.get("/en/accessibility/").content.decode()
    assert f'<a href="{FEED}">' in client.get("/en/plans/14fyp/releases/").content.decode()
