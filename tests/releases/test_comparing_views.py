"""Two releases side by side, and every revision: what is shown, refused, kept and read."""

import datetime
import html
import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goals import actions
from goals.models import Plan
from indicators.actions import FigureRemoval, remove
from indicators.models import Figure
from releases.standing import released_figures
from tests import making
from tests.releases.test_pages import heading, text

PLAN = "/en/plans/14fyp/"
API = "/api/v1/plans/14fyp/"
ZH = "/zh-hans/plans/14fyp/"
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> Plan:
    """63 on 1 March 2024; 64 and a definition on 2 March; 2024's 120 on 3 March."""
    made = making.whole_plan()
    making.publish(made)
    making.revise("64")
    counted = made.indicators.get()
    counted.definition_en, counted.definition_zh = "Projects begun.", "已启动的项目。"
    making.save(counted)
    making.publish(made, at=making.AT + DAY)
    making.figure(counted.series.get(), 2024, "120", obs_status="P")
    making.publish(made, at=making.AT + 2 * DAY)
    return made


def add_waiting(plan: Plan) -> None:
    """Release 4 waits for a minute that no clock has reached."""
    making.revise("987654")
    making.publish(plan, at=making.AT + 3 * DAY, publish_at=making.FUTURE)


def cells(page: str) -> list[list[str]]:
    """The tables' rows, each cell as plain text."""
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    return [
        [
            " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", each, re.DOTALL)
        ]
        for each in rows
    ]


# Two releases


def test_two_releases_stand_side_by_side(client: Client, three: Plan) -> None:
    page = text(client, PLAN + "releases/1/compare/3/")

    assert heading(page) == "Releases 1 and 3 compared"
    assert (
        "Since release 1 (1 March 2024): 1 verdict changed, 1 figure first published, "
        "1 figure revised and 1 change of wording." in page
    )
    rows = cells(page)
    assert [
        "Published",
        "1 March 2024, 09:30, Beijing time",
        "3 March 2024, 09:30, Beijing time",
    ] in rows
    assert ["Ahead", "1", "0"] in rows
    assert ["Projects", "Ahead 2023 figure", "At the target level since 2024 provisional"] in rows
    assert [
        "Projects All of them, 2023, full year",
        "63 projects",
        "64 projects",
        "revised",
        "Counted in December. Lin-gang Daily, 20 February 2024",
    ] in rows
    assert [
        "Projects All of them, 2024, full year",
        "—",
        "120 projects, provisional",
        "first published",
        "",
    ] in rows
    assert ["Projects definition", "Projects as they stand.", "Projects begun."] in rows


def test_a_comparison_reads_the_same_in_either_order(client: Client, three: Plan) -> None:
    forth = text(client, PLAN + "releases/1/compare/2/")
    back = text(client, PLAN + "releases/2/compare/1/")
    canonical = (
        '<link rel="canonical" href="http://localhost:8000/en/plans/14fyp/releases/1/compare/2/">'
    )

    assert (canonical in forth, canonical in back) == (True, True)
    assert back.replace("releases/2/compare/1/", "releases/1/compare/2/") == forth


def test_a_comparison_stands_in_chinese(client: Client, three: Plan) -> None:
    page = text(client, ZH + "releases/1/compare/2/")

    assert heading(page) == "第1次与第2次发布对比"
    assert "与第1次发布（2024年3月1日）相比：1个数据修订，1处文字变更。" in page
    assert ["项目数 定义", "现有项目数。", "已启动的项目。"] in cells(page)


@pytest.mark.parametrize("pair", ["1/compare/1", "1/compare/9", "4/compare/1", "0/compare/1"])
def test_no_pair_is_refused_kindly_and_alike(client: Client, three: Plan, pair: str) -> None:
    add_waiting(three)
    response = client.get(f"{PLAN}releases/{pair}/")
    page = response.content.decode()

    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    assert heading(page) == "Nothing to compare"
    assert "A comparison takes two different releases, and both have to be public." in page
    unknown = client.get(f"{PLAN}releases/1/compare/8/").content.decode()
    assert page.replace(pair, "1/compare/8") == unknown
    assert heading(client.get(f"{ZH}releases/{pair}/").content.decode()) == "无法对比"


def test_without_a_release_there_is_nothing_to_compare(client: Client) -> None:
    making.whole_plan()
    for tail in ("releases/1/compare/2/", "releases/compare/", "changes/"):
        assert client.get(PLAN + tail).status_code == 404


# The form


@pytest.mark.parametrize("query", ["a=1&b=3", "a=3&b=1", "a=+3&b=1+"])
def test_the_form_leads_to_the_comparison(client: Client, three: Plan, query: str) -> None:
    response = client.get(f"{PLAN}releases/compare/?{query}")
    assert (response.status_code, response["Location"]) == (302, f"{PLAN}releases/1/compare/3/")


@pytest.mark.parametrize(
    "query",
    ["", "a=1", "a=1&b=1", "a=1&b=4", "a=1&b=9", "a=x&b=1", "a=1&b=%C2%B2", "a=1&b=" + "9" * 5000],
)
def test_the_form_refuses_kindly(client: Client, three: Plan, query: str) -> None:
    add_waiting(three)
    assert heading(text(client, f"{PLAN}releases/compare/?{query}", 404)) == "Nothing to compare"


def test_the_list_of_releases_offers_comparisons(client: Client, three: Plan) -> None:
    page = text(client, PLAN + "releases/")

    assert '<form class="search" method="get" action="/en/plans/14fyp/releases/compare/">' in page
    assert re.findall(r'href="([^"]*compare[^"]*)"', page) == [
        f"{PLAN}releases/2/compare/3/",
        f"{PLAN}releases/1/compare/2/",
    ]


def test_one_release_offers_no_comparison(client: Client) -> None:
    making.publish(making.whole_plan())
    assert "compare" not in text(client, PLAN + "releases/")
    assert "There is one release so far." in text(client, PLAN + "releases/compare/", 404)


# What changed, where it is told


def test_a_superseded_page_leads_to_the_difference(client: Client, three: Plan) -> None:
    for tail in ("releases/1/", "releases/1/goals/1/", "releases/1/indicators/projects-1/"):
        page = text(client, PLAN + tail)
        assert f'<a href="{PLAN}releases/1/compare/2/">What release 2 changed</a>' in page


def test_the_summary_says_what_changed(client: Client, three: Plan) -> None:
    said = "Since release 2 (2 March 2024): 1 verdict changed and 1 figure first published."
    for address in ("/en/", PLAN, PLAN + "releases/3/"):
        page = text(client, address)
        assert f'{said} <a href="{PLAN}releases/2/compare/3/">What changed</a>' in page


def test_the_first_release_says_that_it_is_the_first(client: Client) -> None:
    making.publish(making.whole_plan())
    for address in (PLAN, PLAN + "releases/1/"):
        assert "This is the first release, so there is none before it" in text(client, address)
    assert "这是首次发布，此前没有可比较的发布。" in text(client, ZH)


def test_a_kept_release_goes_on_saying_what_it_changed_itself(client: Client, three: Plan) -> None:
    page = text(client, PLAN + "releases/2/")
    assert "Since release 1 (1 March 2024): 1 figure revised and 1 change of wording." in page
    assert "Documents</dt><dd>3</dd>" in page  # the plan, the method, one indicator


def test_an_indicator_lists_its_revisions(client: Client, three: Plan) -> None:
    newest = cells(text(client, PLAN + "indicators/projects-1/"))
    assert newest[-3:] == [
        [
            "All of them, 2024, full year",
            "—",
            "120 projects, provisional",
            "first published",
            "Release 3 , 3 March 2024",
        ],
        [
            "All of them, 2023, full year",
            "63 projects",
            "64 projects",
            "revised",
            "Release 2 , 2 March 2024 Counted in December.",
        ],
        [
            "definition",
            "Projects as they stand.",
            "Projects begun.",
            "wording changed",
            "Release 2 , 2 March 2024",
        ],
    ]


def test_a_kept_indicator_knows_no_later_revision(client: Client, three: Plan) -> None:
    first = text(client, PLAN + "releases/1/indicators/projects-1/")
    assert (
        "Nothing here has changed since it was first published in release 1 on 1 March 2024."
        in first
    )
    second = text(client, PLAN + "releases/2/indicators/projects-1/")
    assert ("64 projects" in second, "120 projects" in second) == (True, False)


# Every revision


def test_revisions_run_from_the_newest_release(client: Client, three: Plan) -> None:
    page = text(client, PLAN + "changes/")

    assert heading(page) == "Revisions"
    assert cells(page)[1:] == [
        ["Release 3 · 3 March 2024, 09:30, Beijing time A release. New figures."],
        [
            "Projects All of them, 2024, full year",
            "—",
            "120 projects, provisional",
            "first published",
            "",
        ],
        ["Release 2 · 2 March 2024, 09:30, Beijing time A release. New figures."],
        [
            "Projects All of them, 2023, full year",
            "63 projects",
            "64 projects",
            "revised",
            "Counted in December. Lin-gang Daily, 20 February 2024",
        ],
        [
            "Projects definition",
            "Projects as they stand.",
            "Projects begun.",
            "wording changed",
            "",
        ],
        ["Release 1 · 1 March 2024, 09:30, Beijing time A release. New figures."],
        [
            "Projects All of them, 2020, full year",
            "—",
            "0 projects",
            "first published",
            "Lin-gang Daily, 20 February 2024",
        ],
        [
            "Projects All of them, 2023, full year",
            "—",
            "63 projects",
            "first published",
            "Counted in December. Lin-gang Daily, 20 February 2024",
        ],
    ]


def test_revisions_stand_in_chinese(client: Client, three: Plan) -> None:
    page = text(client, ZH + "changes/")
    assert heading(page) == "数据修订记录"
    assert ["项目数 定义", "现有项目数。", "已启动的项目。", "文字变更", ""] in cells(page)


def test_revisions_say_why(client: Client) -> None:
    made = making.whole_plan()
    making.publish(made)
    making.revise("64", revision_kind="source", revision_reason_en="Recounted.")
    making.publish(made, at=making.AT + DAY)
    for page in ("changes/", "releases/1/compare/2/", "indicators/projects-1/"):
        read = client.get(f"{PLAN}{page}").content.decode()
        assert "revised revised by the source: Recounted." in [
            cell for row in cells(read) for cell in row
        ]
        read = client.get(f"{ZH}{page}").content.decode()
        assert "修订 数据来源修订： Recounted. (英文)" in [
            cell for row in cells(read) for cell in row
        ]


def test_revisions_say_why_a_figure_went(client: Client) -> None:
    made = making.whole_plan()
    making.publish(made)
    row = Figure.objects.get(year=2023)
    given = FigureRemoval(pk=row.pk, revision_kind="error", revision_reason_en="Not ours.")
    remove([given], by=making.person("analyst"), way="form", released=released_figures(made.code))
    making.publish(made, at=making.AT + DAY)
    read = client.get(f"{PLAN}changes/").content.decode()
    why = "withdrawn our error, corrected: Not ours."
    assert why in [cell for row in cells(read) for cell in row]
    making.figure(row.series, 2023, "63")
    making.publish(made, at=making.AT + 2 * DAY)
    [again, gone] = client.get(f"{API}changes/").json()["results"][:2]
    assert (again["kind"], again["why"]) == ("first_published", None)
    assert (gone["kind"], gone["why"]["kind"]) == ("withdrawn", "error")
    assert "withdrawn" not in client.get(f"{API}indicators/projects-1/").json()


def test_revisions_of_one_indicator(client: Client) -> None:
    made = making.whole_plan(indicators=2)
    making.publish(made)
    page = text(client, PLAN + "changes/?indicator=projects-2")

    assert len(cells(page)) == 4  # headings, the release, two figures
    assert '<option value="projects-2" selected>' in page
    assert "2 revisions, Projects; " in page


def test_an_indicator_without_a_figure_has_no_revision(client: Client) -> None:
    made = making.whole_plan()
    making.indicator(making.goal(made, 2), "later", name_en="Later ones")
    making.publish(made)
    page = text(client, PLAN + "changes/?indicator=later")
    assert "No figure of “Later ones” has been published, so there is nothing to revise." in page


def test_revisions_of_an_indicator_that_is_gone_stay(client: Client) -> None:
    made = making.whole_plan(indicators=2)
    making.publish(made)
    gone = made.indicators.get(code="projects-2")
    line = gone.series.get()
    rows = [*gone.targets.all(), *gone.commentary.all(), *line.figures.all(), line, gone]
    for row in rows:
        actions.delete(row, by=making.person("administrator"), way="command")
    making.publish(made, at=making.AT + DAY)

    page = text(client, PLAN + "changes/?indicator=projects-2")
    assert [each[1:4] for each in cells(page) if len(each) == 5][1:] == [
        ["0 projects", "—", "withdrawn"],
        ["63 projects", "—", "withdrawn"],
        ["Projects", "—", "wording changed"],
        ["—", "0 projects", "first published"],
        ["—", "63 projects", "first published"],
    ]


@pytest.mark.parametrize(
    "query", ["indicator=nothing", "page=2", "page=0", "page=x", "page=-1", "page=" + "9" * 5000]
)
def test_revisions_that_are_not_there_are_refused_kindly(
    client: Client, three: Plan, query: str
) -> None:
    response = client.get(f"{PLAN}changes/?{query}")

    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    page = response.content.decode()
    assert "There is no such page of revisions. The newest ones of all indicators follow." in page
    assert len(cells(page)) == 9


def test_long_lists_of_revisions_have_pages(client: Client) -> None:
    made = making.whole_plan(indicators=26)  # two figures each
    making.publish(made)

    first, second = text(client, PLAN + "changes/"), text(client, PLAN + "changes/?page=2")
    assert "52 revisions · page 1 of 2" in " ".join(first.split())
    assert [len(each) for each in cells(first)].count(5) == 51
    assert [len(each) for each in cells(second)].count(5) == 3
    assert f'rel="next" href="{PLAN}changes/?page=2"' in first
    assert f'rel="prev" href="{PLAN}changes/"' in second


def test_on_paper_stands_the_address_that_leads_back(client: Client, three: Plan) -> None:
    for tail, address in [
        ("changes/", "changes/"),
        ("releases/1/compare/2/", "releases/1/compare/2/"),
        ("releases/", "releases/"),
        ("indicators/", "indicators/"),
        ("indicators/projects-1/", "releases/3/indicators/projects-1/"),
        ("", "releases/3/"),
    ]:
        page = text(client, PLAN + tail)
        assert f'<p class="address">localhost:8000{PLAN}{address}</p>' in page


# What is public, and what it costs


def test_nothing_of_a_release_that_waits_is_told(client: Client, three: Plan) -> None:
    before = {
        tail: client.get(PLAN + tail).content
        for tail in ("changes/", "releases/1/compare/3/", "releases/", "indicators/projects-1/", "")
    }
    cache.clear()
    add_waiting(three)

    assert {tail: client.get(PLAN + tail).content for tail in before} == before


def test_an_address_without_a_plan_leads_to_the_current_ones_revisions(
    client: Client, three: Plan
) -> None:
    assert client.get("/en/changes/?page=1")["Location"] == f"{PLAN}changes/?page=1"


@pytest.mark.parametrize(
    "tail",
    ["changes/", "changes/?indicator=projects-1", "releases/1/compare/3/", "", "releases/3/"],
)
def test_two_queries_whatever_there_is_to_read(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    three: Plan,
    tail: str,
) -> None:
    with django_assert_num_queries(2):  # the releases, the documents of those concerned
        client.get(PLAN + tail)


def test_what_is_asked_of_the_revisions_is_not_kept(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, three: Plan
) -> None:
    for tail, again in (("changes/?x=1", 1), ("changes/?page=1", 2), ("releases/1/compare/3/", 1)):
        client.get(PLAN + tail)
        with django_assert_num_queries(again):
            client.get(PLAN + tail)


@pytest.mark.parametrize("tail", ["changes/", "releases/1/compare/3/"])
def test_a_known_page_is_not_sent_again(client: Client, three: Plan, tail: str) -> None:
    first = client.get(PLAN + tail)
    again = client.get(PLAN + tail, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, first["Cache-Control"]) == (304, "public, max-age=60")
