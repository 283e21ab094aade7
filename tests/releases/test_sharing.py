"""What leaves the site: previews, structured data, cards, charts in frames, the sitemap."""

import datetime
import html
import json
import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from goals.models import Plan
from indicators import pictures
from tests import making
from tests.admin_rooms import signed_in
from tests.releases.test_canary import addresses
from tests.releases.test_roles import ROLES

SITE = "http://localhost:8000"
PLAN = "/en/plans/14fyp/"
INDICATOR = f"{PLAN}indicators/projects-1/"
EMBED = f"{PLAN}embed/indicators/projects-1/"
DAY = datetime.timedelta(days=1)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def tags(page: str, start: str) -> list[str]:
    """What the tags that begin so say: their href or content, in the page's order."""
    found = re.findall(rf'<{re.escape(start)}[^>]* (?:href|content)="([^"]*)"', page)
    return [html.unescape(each) for each in found]


def blocks(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(each) for each in found]


def block(page: str, kind: str) -> dict[str, Any]:
    (found,) = (each for each in blocks(page) if each["@type"] == kind)
    return found


# Links and previews


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/en/", PLAN),
        (f"{PLAN}indicators/?goal=1", f"{PLAN}indicators/"),
        (f"{PLAN}releases/?on=2024-03-01", f"{PLAN}releases/"),
        (INDICATOR, INDICATOR),
        (f"{PLAN}releases/1/indicators/projects-1/", f"{PLAN}releases/1/indicators/projects-1/"),
        (f"{PLAN}releases/1/?x=y", f"{PLAN}releases/1/"),
        (EMBED, INDICATOR),
        ("/en/privacy/?x=y", "/en/privacy/"),
    ],
)
def test_a_page_has_one_address_of_its_own(
    client: Client, published: Plan, address: str, canonical: str
) -> None:
    assert tags(text(client, address), 'link rel="canonical"') == [SITE + canonical]


def test_a_page_names_itself_in_both_languages(client: Client, published: Plan) -> None:
    page = text(client, "/zh-hans/plans/14fyp/indicators/?goal=1")

    english = f"{SITE}{PLAN}indicators/"
    assert re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page) == [
        ("en", english),
        ("zh-Hans", f"{SITE}/zh-hans/plans/14fyp/indicators/"),
        ("x-default", english),
    ]


@pytest.mark.parametrize(
    ("address", "robots"),
    [
        (INDICATOR, []),
        ("/en/privacy/", []),
        (f"{PLAN}releases/1/", []),
        (f"{PLAN}releases/1/indicators/projects-1/", ["noindex"]),
        (f"{PLAN}releases/1/goals/1/", ["noindex"]),
        (f"{PLAN}releases/1/method/", ["noindex"]),
        (EMBED, ["noindex"]),
        ("/en/sign-in/", ["noindex"]),
    ],
)
def test_search_engines_list_what_stands_and_not_what_stood(
    client: Client, published: Plan, address: str, robots: list[str]
) -> None:
    assert tags(text(client, address), 'meta name="robots"') == robots


def test_search_engines_leave_comparisons_alone(client: Client, published: Plan) -> None:
    making.revise("64")
    making.publish(published, at=making.AT + DAY)

    page = text(client, f"{PLAN}releases/1/compare/2/")
    assert tags(page, 'meta name="robots"') == ["noindex"]
    assert tags(page, 'meta property="og:title"') == ["Releases 1 and 2 compared"]
    assert tags(page, 'meta name="description"') != []


def test_a_link_to_an_indicator_shows_its_verdict_and_its_card(
    client: Client, published: Plan
) -> None:
    page = text(client, INDICATOR)
    digest = client.get("/api/v1/plans/14fyp/releases/1/").json()["digest"]

    assert tags(page, 'meta property="og:title"') == ["Projects"]
    assert tags(page, 'meta property="og:description"') == [
        "Ahead. 63 projects in 2023: 63.0% of the way with 60.0% of the time gone."
    ]
    assert tags(page, 'meta property="og:url"') == [SITE + INDICATOR]
    assert tags(page, 'meta property="og:locale"') == ["en_GB"]
    assert tags(page, 'meta property="og:locale:alternate"') == ["zh_CN"]
    assert tags(page, 'meta property="og:image"') == [f"{SITE}{INDICATOR}card.png?v={digest[:12]}"]
    assert tags(page, 'meta name="description"') == tags(page, 'meta property="og:description"')


@pytest.mark.parametrize(
    ("address", "title", "card"),
    [
        (PLAN, "The plan", f"{PLAN}card.png"),
        (f"{PLAN}goals/1/", "Goal 1: Goal 1", f"{PLAN}goals/1/card.png"),
        (f"{PLAN}method/", "How every target is judged", f"{PLAN}card.png"),
        (f"{PLAN}releases/1/", "Release 1, as published", f"{PLAN}releases/1/card.png"),
        (
            f"{PLAN}releases/1/method/",
            "How every target is judged",
            f"{PLAN}releases/1/card.png",
        ),
        (
            f"{PLAN}releases/1/indicators/projects-1/",
            "Projects",
            f"{PLAN}releases/1/indicators/projects-1/card.png",
        ),
    ],
)
def test_a_link_shows_the_title_and_the_card_of_its_page(
    client: Client, published: Plan, address: str, title: str, card: str
) -> None:
    page = text(client, address)

    assert tags(page, 'meta property="og:title"') == [title]
    assert [each.partition("?")[0] for each in tags(page, 'meta property="og:image"')] == [
        SITE + card
    ]


# Cards


@pytest.mark.parametrize(
    "tail", ["", "goals/1/", "indicators/projects-1/", "releases/1/", "releases/1/goals/1/"]
)
def test_a_card_is_a_picture_of_the_size_that_networks_show(
    client: Client, published: Plan, tail: str
) -> None:
    response = client.get(f"{PLAN}{tail}card.png?v=anything")

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["Cache-Control"] == "public, max-age=60"
    assert struct.unpack(">II", response.content[16:24]) == (1200, 630)


@pytest.mark.parametrize(
    "tail", ["goals/9/", "indicators/nothing/", "releases/2/", "releases/1/indicators/nothing/"]
)
def test_what_is_not_there_has_no_card(client: Client, published: Plan, tail: str) -> None:
    assert client.get(f"{PLAN}{tail}card.png").status_code == 404


def test_a_card_is_drawn_anew_for_a_new_release(client: Client, published: Plan) -> None:
    before = client.get(f"{INDICATOR}card.png").content
    kept = client.get(f"{PLAN}releases/1/indicators/projects-1/card.png").content
    making.figure(published.indicators.get().series.get(), 2024, "81")
    making.publish(published, at=making.AT + DAY)

    assert client.get(f"{INDICATOR}card.png").content != before
    assert client.get(f"{PLAN}releases/1/indicators/projects-1/card.png").content != kept


@pytest.mark.parametrize("indicators", [1, 3])
def test_a_card_costs_two_queries_and_one_again_whatever_is_added_to_its_address(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, indicators: int
) -> None:
    making.publish(making.whole_plan(indicators=indicators))

    with django_assert_num_queries(2):  # the releases, the documents of one
        client.get(f"{PLAN}card.png")
    with django_assert_num_queries(1):
        client.get(f"{PLAN}card.png?v=other")


def test_without_a_font_there_is_no_card_and_no_page_names_one(
    client: Client, published: Plan, settings: Settings, tmp_path: Path
) -> None:
    settings.PICTURE_FONTS = str(tmp_path)

    page = text(client, INDICATOR)
    assert tags(page, 'meta property="og:image"') == []
    assert tags(page, 'meta name="twitter:card"') == ["summary"]
    assert client.get(f"{INDICATOR}card.png").status_code == 404


# Charts in frames


def test_a_frame_may_hold_an_embedded_chart(client: Client, published: Plan) -> None:
    response = client.get(EMBED)

    assert "frame-ancestors *;" in response["Content-Security-Policy"] + ";"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response


def test_no_frame_may_hold_anything_else(client: Client, published: Plan) -> None:
    """Under every address there is, for strangers: found or not found."""
    framed = []
    for address in addresses():
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        if (
            "frame-ancestors 'none'" not in policy
            or response.get("X-Frame-Options", "").upper() != "DENY"
        ):
            framed.append(address)
    assert framed == [
        f"/{lang}/plans/14fyp/{release}embed/indicators/projects-1/"
        for lang in ("en", "zh-hans")
        for release in ("", "releases/1/")
    ]


def test_shared_addresses_are_the_same_for_every_role(client: Client, published: Plan) -> None:
    shared = [EMBED, f"{PLAN}releases/1/embed/indicators/projects-1/", f"{PLAN}card.png"]
    shared += ["/sitemap.xml", "/robots.txt"]
    strangers = [client.get(each).content for each in shared]
    for role in ROLES:
        cache.clear()

        answers = [signed_in(role).get(each) for each in shared]

        assert [each.status_code for each in answers] == [200] * 5
        assert [each.content for each in answers] == strangers
        assert [each for each in answers if "Cookie" in each.get("Vary", "") or each.cookies] == []


@pytest.mark.parametrize(
    ("asked", "scheme", "dark"),
    [
        ("", "light dark", ["(prefers-color-scheme: dark)"]),
        ("?theme=light", "light", []),
        ("?theme=dark", "dark", ["screen"]),
    ],
)
def test_an_embedded_chart_is_as_bright_as_its_address_asks(
    client: Client, published: Plan, asked: str, scheme: str, dark: list[str]
) -> None:
    shown = text(client, EMBED + asked)
    assert re.findall(r'name="color-scheme" content="(.*?)"', shown) == [scheme]
    assert re.findall(r'css/dark[^"]*\.css" media="(.*?)"', shown) == dark


def test_an_unknown_theme_is_the_readers_own(client: Client, published: Plan) -> None:
    assert text(client, f'{EMBED}?theme="><b>') == text(client, EMBED)


def test_an_embedded_chart_needs_no_script_and_leads_back(client: Client, published: Plan) -> None:
    page = text(client, EMBED)

    assert "<script" not in page
    back = f'<a href="{SITE}{INDICATOR}" target="_blank" rel="noopener">'
    assert back in page
    assert "Release 1, published 1 March 2024." in page
    assert "Lin-gang Daily, 20 February 2024" in text(
        client, f"{PLAN}releases/1/embed/indicators/projects-1/"
    )


def test_an_embedded_chart_of_a_kept_release_says_what_superseded_it(
    client: Client, published: Plan
) -> None:
    making.figure(published.indicators.get().series.get(), 2024, "81")
    making.publish(published, at=making.AT + DAY)

    kept = text(client, f"{PLAN}releases/1/embed/indicators/projects-1/")
    assert "Superseded by release 2." in kept
    assert f'href="{SITE}{PLAN}releases/1/indicators/projects-1/" target="_blank"' in kept


def test_the_lines_to_embed_a_chart_are_text_and_lead_to_it(
    client: Client, published: Plan
) -> None:
    page = text(client, INDICATOR)
    assert "<iframe" not in page
    found = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)
    assert found is not None
    assert html.unescape(found[1]) == (
        f'<iframe src="{SITE}{EMBED}" title="Projects – Lin-gang 2025" width="100%" '
        'height="600" loading="lazy" style="border:0"></iframe>'
    )


def test_names_cannot_leave_the_lines_to_embed_nor_the_data(client: Client) -> None:
    hostile = "\"><script>alert('x')</script>"
    made = making.plan()
    counted = making.indicator(making.goal(made), "projects-1", name_en=hostile, name_zh="项目")
    making.figure(making.series(counted), 2023, "63", source=making.source())
    making.publish(made)

    page = text(client, INDICATOR)
    assert "<script>" not in page
    assert block(page, "Dataset")["variableMeasured"]["name"] == hostile
    code = html.unescape(page.partition("<code>&lt;iframe")[2].partition("</code>")[0])
    assert html.escape(hostile) in code


# Structured data


def test_every_indicator_is_a_dataset(client: Client, published: Plan) -> None:
    found = block(text(client, INDICATOR), "Dataset")

    description = found.pop("description")
    assert 50 <= len(description) <= 5000
    assert description.startswith("Projects as they stand. Target for 2025: at least 100 projects.")
    assert found == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": SITE + INDICATOR,
        "url": SITE + INDICATOR,
        "identifier": "14fyp/projects-1",
        "name": "Projects (The plan)",
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "spatialCoverage": {
            "@type": "Place",
            "name": "Lin-gang Special Area of the China (Shanghai) Pilot Free Trade Zone",
        },
        "datePublished": "2024-03-01",
        "version": "1",
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": "Projects",
            "description": "Projects as they stand.",
            "unitText": "projects",
        },
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": f"{SITE}{PLAN}#catalog",
            "name": "The plan",
            "url": SITE + PLAN,
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{SITE}{INDICATOR}figures.csv",
            },
            {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": f"{SITE}/api/v1/plans/14fyp/indicators/projects-1/",
            },
        ],
        "temporalCoverage": "2020/2023",
        "isBasedOn": ["https://news.example.org/report"],
    }


@pytest.mark.parametrize(
    ("address", "release"), [(INDICATOR, ""), (f"{PLAN}releases/1/indicators/projects-1/", "1")]
)
def test_every_download_of_a_dataset_is_there(
    client: Client, published: Plan, address: str, release: str
) -> None:
    files = block(text(client, address), "Dataset")["distribution"]
    for each in files:
        answer = client.get(each["contentUrl"].removeprefix(SITE))
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(each["encodingFormat"])
    assert files[-1]["contentUrl"].partition("?release=")[2] == release


def test_a_dataset_names_publisher_and_license_once_they_are_set(
    client: Client, published: Plan, settings: Settings
) -> None:
    settings.PUBLISHER = "The office"
    settings.DATA_LICENSE = "https://creativecommons.org/licenses/by/4.0/"

    found = block(text(client, INDICATOR), "Dataset")

    office = {"@type": "Organization", "name": "The office"}
    assert (found["creator"], found["publisher"]) == (office, office)
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_summary_is_the_site_and_its_catalog(client: Client, published: Plan) -> None:
    found = blocks(text(client, "/zh-hans/"))

    assert [each["@type"] for each in found] == ["WebSite", "DataCatalog"]
    assert found[0]["url"] == f"{SITE}/zh-hans/"
    assert found[1]["name"] == "规划"
    assert found[1]["@id"] == f"{SITE}/zh-hans/plans/14fyp/#catalog"


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "tail",
    [
        "goals/1/",
        "indicators/",
        "indicators/projects-1/",
        "releases/",
        "releases/1/",
        "releases/1/goals/1/",
        "releases/1/indicators/projects-1/",
        "releases/1/compare/2/",
        "changes/",
    ],
)
def test_search_engines_read_the_crumbs_that_readers_see(
    client: Client, published: Plan, lang: str, tail: str
) -> None:
    making.revise("64")
    making.publish(published, at=making.AT + DAY)
    address = f"/{lang}/plans/14fyp/{tail}"
    page = text(client, address)
    listed = block(page, "BreadcrumbList")["itemListElement"]
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', page, re.DOTALL)
    assert crumbs is not None
    seen = re.findall(r'<li(?: aria-current="page")?>(?:<a href="([^"]+)">)?([^<]+)', crumbs[0])
    assert [(each["item"], each["name"]) for each in listed] == [
        (SITE + (link or address), name) for link, name in seen
    ]
    assert [each["position"] for each in listed] == list(range(1, len(seen) + 1))


# The sitemap


def entries(client: Client) -> dict[str, tuple[str | None, list[str | None]]]:
    """Each address with its day and the addresses of its languages."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        str(each.findtext(f"{SITEMAP}loc")): (
            each.findtext(f"{SITEMAP}lastmod"),
            [link.get("href") for link in each.findall(LINK)],
        )
        for each in tree
    }


def test_the_sitemap_holds_every_page_in_both_languages(client: Client, published: Plan) -> None:
    found = entries(client)

    tails = ["", "indicators/", "releases/", "changes/", "method/", "about/", "data/"]
    tails += ["goals/1/", "indicators/projects-1/", "releases/1/"]
    paths = [f"plans/14fyp/{tail}" for tail in tails] + ["accessibility/", "privacy/"]
    assert set(found) == {f"{SITE}/{lang}/{path}" for path in paths for lang in ("en", "zh-hans")}
    english, chinese = SITE + INDICATOR, f"{SITE}/zh-hans/plans/14fyp/indicators/projects-1/"
    assert found[chinese] == ("2024-03-01", [english, chinese, english])
    assert found[f"{SITE}/en/privacy/"][0] is None


def test_the_sitemap_says_when_a_kept_release_was_superseded(
    client: Client, published: Plan
) -> None:
    making.figure(published.indicators.get().series.get(), 2024, "81")
    making.publish(published, at=making.AT + DAY)

    found = entries(client)
    assert {
        tail: found[f"{SITE}{PLAN}{tail}"][0] for tail in ("", "releases/1/", "releases/2/")
    } == {
        "": "2024-03-02",
        "releases/1/": "2024-03-02",
        "releases/2/": "2024-03-02",
    }


def test_the_sitemap_holds_nothing_before_its_minute(client: Client, published: Plan) -> None:
    row = making.series(making.indicator(making.goal(published, 2), "later"))
    making.figure(row, 2023, "5")
    making.publish(published, at=making.AT + DAY, publish_at=making.FUTURE)
    other = making.whole_plan(code="15fyp")
    making.publish(other, publish_at=making.FUTURE)

    found = " ".join(entries(client))
    assert [each for each in ("later", "goals/2/", "releases/2/", "15fyp") if each in found] == []


@pytest.mark.parametrize("plans", [1, 3])
def test_the_sitemap_costs_two_queries_and_one_again(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, plans: int
) -> None:
    for number in range(plans):
        making.publish(making.whole_plan(code=f"plan-{number}"))

    with django_assert_num_queries(2):  # the releases, the plans of the newest of each
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        client.get("/sitemap.xml?again")


def test_the_sitemap_stands_before_the_first_release(client: Client) -> None:
    assert set(entries(client)) == {
        f"{SITE}/{lang}/{path}/"
        for lang in ("en", "zh-hans")
        for path in ("accessibility", "privacy")
    }


def test_robots_keep_to_the_public_pages(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /api/\nDisallow: /*/desk/\n"
        f"Disallow: /*/sign-in/\n\nSitemap: {SITE}/sitemap.xml\n"
    )


# The real plan


def test_every_page_of_the_sitemap_tells_search_engines_all_they_ask_for(client: Client) -> None:
    making.publish(making.real_plan())

    faults, cards = [], set()
    for address, (_day, languages) in entries(client).items():
        page = text(client, address.removeprefix(SITE))
        if tags(page, 'link rel="canonical"') != [address]:
            faults.append(f"canonical of {address}")
        if re.findall(r'rel="alternate" hreflang="[^"]+" href="([^"]+)"', page) != languages:
            faults.append(f"languages of {address}")
        if [len(each) > 10 for each in tags(page, 'meta name="description"')] != [True]:
            faults.append(f"description of {address}")
        faults += [f"{fault} of {address}" for each in blocks(page) for fault in lacking(each)]
        cards |= set(tags(page, 'meta property="og:image"'))
    assert faults == []
    assert len(cards) == (30 if pictures.can_write("zh-hans") else 15)
    english = [each for each in cards if "/en/" in each]  # one language drawn is enough
    answers = [client.get(each.removeprefix(SITE)) for each in english]
    assert {each["Content-Type"] for each in answers} == {"image/png"}


def lacking(found: dict[str, Any]) -> list[str]:
    """What search engines require of such a block, and it does not say."""
    required = {
        "Dataset": ["name", "description", "url", "distribution", "spatialCoverage", "version"],
        "BreadcrumbList": ["itemListElement"],
        "WebSite": ["name", "url"],
        "DataCatalog": ["name", "description", "url"],
    }[found["@type"]]
    faults = [name for name in ["@context", *required] if not found.get(name)]
    if found["@type"] == "Dataset" and not 50 <= len(found["description"]) <= 5000:
        faults.append(f"length {len(found['description'])} of the description")
    return faults
