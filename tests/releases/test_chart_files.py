"""Downloads over real releases: what is in them, what they are called, how often they are drawn."""

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from goals.models import Plan
from tests import making

ROOT = "/en/plans/14fyp/"
CODE = "indicators/projects-1/"
FILES = ["chart.svg", "chart.png", "figures.csv"]
SVG = "{http://www.w3.org/2000/svg}"

pytestmark = pytest.mark.django_db


def get(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return response


def written(client: Client, address: str) -> list[str | None]:
    """The words of a chart file that are not part of the drawing."""
    root = ElementTree.fromstring(get(client, address).content)
    return [
        each.text for each in root.iter(f"{SVG}text") if each.get("class", "").startswith("sheet-")
    ]


@pytest.mark.parametrize(
    ("file", "kind", "start"),
    [
        ("chart.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"'),
        ("chart.png", "image/png", b"\x89PNG\r\n\x1a\n"),
        ("figures.csv", "text/csv; charset=utf-8", b"\xef\xbb\xbfseries,"),
    ],
)
def test_a_file_is_what_its_name_says(
    client: Client, published: Plan, file: str, kind: str, start: bytes
) -> None:
    response = get(client, ROOT + CODE + file)

    assert response["Content-Type"] == kind
    assert response.content.startswith(start)
    ending = file.partition(".")[2]
    assert response["Content-Disposition"] == (
        f'attachment; filename="14fyp-projects-1-release-1-en.{ending}"'
    )


def test_a_chart_file_says_where_it_is_from(client: Client, published: Plan) -> None:
    assert written(client, f"{ROOT}{CODE}chart.svg")[-5:] == [
        "Source: Lin-gang Daily",
        "The plan, release 1, published 1 March 2024",
        "localhost:8000/en/plans/14fyp/releases/1/indicators/projects-1/",
        "Try-out: not an official site.",
        "final",
    ]
    assert written(client, f"/zh-hans/plans/14fyp/{CODE}chart.svg")[-5:] == [
        "来源：临港日报",
        "规划，第1次发布，2024年3月1日",
        "localhost:8000/zh-hans/plans/14fyp/releases/1/indicators/projects-1/",
        "试用版：非官方网站。",
        "正式数",
    ]


def test_an_official_sites_chart_file_does_not_call_itself_a_try_out(
    client: Client, published: Plan, settings: Settings
) -> None:
    settings.TRYOUT = False

    assert "Try-out: not an official site." not in written(client, f"{ROOT}{CODE}chart.svg")


def test_a_releases_files_stay_as_they_were(client: Client, published: Plan) -> None:
    kept = [f"{ROOT}releases/1/{CODE}{file}" for file in FILES]
    before = [get(client, each).content for each in kept]
    assert before == [get(client, f"{ROOT}{CODE}{file}").content for file in FILES]

    making.figure(published.indicators.get().series.get(), 2024, "81")
    making.publish(published, at=making.AT.replace(day=2))
    cache.clear()

    assert [get(client, each).content for each in kept] == before
    newest = get(client, f"{ROOT}{CODE}figures.csv")
    rows = list(csv.DictReader(io.StringIO(newest.content.decode("utf-8-sig"))))
    assert [(row["year"], row["value"]) for row in rows] == [
        ("2020", "0"),
        ("2023", "63"),
        ("2024", "81"),
    ]
    assert "-release-2-" in newest["Content-Disposition"]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "place",
    [
        "plans/15fyp/indicators/projects-1/",
        "plans/14fyp/indicators/nothing/",
        "plans/14fyp/releases/2/indicators/projects-1/",
    ],
)
def test_a_file_of_nothing_is_not_found(
    client: Client, published: Plan, place: str, file: str
) -> None:
    assert client.get(f"/en/{place}{file}").status_code == 404


def test_an_indicator_without_target_and_figures_has_no_chart_file(client: Client) -> None:
    made = making.whole_plan()
    making.series(making.indicator(made.goals.get(), "bare"))
    making.publish(made)

    found = {file: client.get(f"{ROOT}indicators/bare/{file}").status_code for file in FILES}

    assert found == {"chart.svg": 404, "chart.png": 404, "figures.csv": 200}


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_drawn_once_whatever_is_asked_beside_it(
    client: Client,
    published: Plan,
    django_assert_num_queries: DjangoAssertNumQueries,
    file: str,
) -> None:
    with django_assert_num_queries(2):
        client.get(ROOT + CODE + file)
    with django_assert_num_queries(1):
        client.get(f"{ROOT}{CODE}{file}?dark=1")


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_read_only(client: Client, published: Plan, file: str) -> None:
    assert client.post(ROOT + CODE + file).status_code == 405


def test_an_indicators_page_leads_to_its_files(client: Client, published: Plan) -> None:
    for base in (ROOT, f"{ROOT}releases/1/"):
        page = get(client, base + CODE).content.decode()
        assert [file for file in FILES if f'href="{base}{CODE}{file}" download' in page] == FILES
