"""The desk: working figures for signed-in people, stamped where no release shows them."""

from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goals.models import Plan
from tests import making

DESK = "/en/plans/14fyp/desk/"
PAGES = ["", "goals/1/", "indicators/projects-1/", "attention/"]
SHEETS = ["sheet/", "sheet/goals/1/"]
EVERY = [*PAGES, *SHEETS, "?mode=screen"]
STAMP = '<span class="stamp">Internal, not published</span>'

pytestmark = pytest.mark.django_db


@pytest.fixture
def official(client: Client) -> Client:
    client.force_login(making.person("official"))
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("address", EVERY)
def test_strangers_are_led_to_the_login(client: Client, published: Plan, address: str) -> None:
    response = client.get(DESK + address)

    assert response.status_code == 302
    assert response["Location"].endswith(f"?next={quote(DESK + address)}")


@pytest.mark.parametrize("address", EVERY)
def test_people_without_the_right_are_told_no(
    client: Client, published: Plan, address: str
) -> None:
    someone = making.person("official")
    someone.groups.clear()
    client.force_login(someone)

    assert client.get(DESK + address).status_code == 403


@pytest.mark.parametrize("role", ["official", "analyst", "reviewer", "auditor", "administrator"])
def test_every_role_reads_the_desk_and_nothing_keeps_it(
    client: Client, published: Plan, role: str
) -> None:
    client.force_login(making.person(role))
    answers = {address: client.get(DESK + address) for address in EVERY}

    assert {address: each.status_code for address, each in answers.items()} == dict.fromkeys(
        EVERY, 200
    )
    assert all("no-store" in each["Cache-Control"] for each in answers.values())
    assert f"Signed in: {role}" in answers[""].content.decode()


@pytest.mark.parametrize("address", [*PAGES, *SHEETS])
def test_every_page_says_first_that_it_is_internal(
    official: Client, published: Plan, address: str
) -> None:
    english = text(official, DESK + address)
    chinese = text(official, f"/zh-hans/plans/14fyp/desk/{address}")

    assert "Working figures, internal, not published." in english
    assert "工作数据，内部·未公布。" in chinese


def test_figures_that_a_release_shows_are_not_stamped(official: Client, published: Plan) -> None:
    assert all(STAMP not in text(official, DESK + address) for address in PAGES)
    assert "Working figures equal release 1." in text(official, DESK)


def test_a_new_figure_is_judged_and_stamped_wherever_it_stands(
    official: Client, published: Plan
) -> None:
    making.figure(published.indicators.get().series.get(), 2025, "104")

    assert all(STAMP in text(official, DESK + address) for address in PAGES)
    assert "Working figures differ from release 1." in text(official, DESK)
    page = text(official, DESK + "indicators/projects-1/")
    assert page.count(STAMP) == 2  # beside the release it is missing from, and beside the figure
    assert "104 projects" in page
    assert "Met" in page
    assert "Published verdict:" in page
    assert "working figures, not published" in page  # in the sentence to quote


def test_an_indicator_without_a_release_says_so(official: Client, published: Plan) -> None:
    making.figure(making.series(making.indicator(making.goal(published, 2), "later")), 2023, "5")

    assert "not published yet" in text(official, DESK)
    assert "This indicator is in no release yet." in text(official, DESK + "indicators/later/")


def test_the_desk_works_before_the_first_release(official: Client) -> None:
    making.whole_plan()

    assert "Nothing has been published yet." in text(official, DESK)
    assert STAMP in text(official, DESK + "indicators/projects-1/")


@pytest.mark.parametrize(
    "address",
    [
        "goals/9/",
        "indicators/nothing/",
        "nothing/",
        "sheet/goals/9/",
        "?goal=9",
        "?verdict=ahead",
        "?needs=money",
    ],
)
def test_what_is_not_there_is_not_found(official: Client, published: Plan, address: str) -> None:
    assert official.get(DESK + address).status_code == 404
    assert official.get("/en/plans/15fyp/desk/").status_code == 404


def test_the_desk_is_read_only(official: Client, published: Plan) -> None:
    assert official.post(DESK).status_code == 405


@pytest.mark.parametrize("indicators", [1, 3])
@pytest.mark.parametrize("address", EVERY)
def test_a_page_costs_the_same_whatever_it_shows(
    official: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    indicators: int,
    address: str,
) -> None:
    making.publish(making.whole_plan(indicators=indicators))

    # session, person, two of rights; nine of working rows; releases, documents of the newest;
    # the plans to choose from, but not on a wall; three to keep the session alive (a savepoint
    # around its update)
    with django_assert_num_queries(18 if "screen" in address else 19):
        official.get(DESK + address)


@pytest.mark.parametrize("indicators", [1, 3])
def test_links_into_the_admin_cost_five_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, indicators: int
) -> None:
    making.publish(making.whole_plan(indicators=indicators))
    client.force_login(making.person("analyst"))

    # as above, and the keys of indicators, headline series, figures, commitments, commentaries
    with django_assert_num_queries(24):
        client.get(f"{DESK}attention/")


def test_officials_sign_out_here_and_are_not_sent_where_they_may_not_go(
    official: Client, published: Plan
) -> None:
    page = text(official, "/en/plans/14fyp/desk/")
    assert (page.count('action="/en/sign-out/"'), page.count('href="/admin/"')) == (1, 0)
