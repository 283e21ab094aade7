"""The whole public site as bytes: every link followed, both languages compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.addresses import PUBLIC, REFUSED
from tests.browser.conftest import SignedIn, Tryout
from tests.browsing import OpenPage

# What a Chinese page says in Latin letters, besides what is marked as code or as English.
LATIN = {
    *(
        "AA",
        "Atom",
        "CSV",
        "Cambridge",
        "Cookie",
        "JSON",
        "JavaScript",
        "Network",
        "OpenAPI",
        "PNG",
        "SDMX",
        "SVG",
        "WCAG",
    ),
    *("at_date", "cdn.jsdelivr.net", "to_date", "year"),
}

# What a page says in its own language: without what is marked as another, codes and addresses.
_READ = """html => {
    const doc = new DOMParser().parseFromString(html, "text/html");
    const all = (selector) => [...doc.querySelectorAll(selector)];
    const address = each => each.getAttribute("href") ?? each.getAttribute("src");
    const links = all("[href], [src]").map(address);
    const other = all("a[hreflang]").map(address);
    const said = all("[aria-label], [placeholder]")
        .filter(each => !each.closest("body [lang]"))
        .map(each => each.ariaLabel ?? each.placeholder);
    all("body [lang], code, cite, script, .digest, .address").forEach(each => each.remove());
    return {
        lang: doc.documentElement.lang, links, other,
        words: [doc.title, ...said, doc.body.textContent].join(" "),
    };
}"""


@dataclass(frozen=True)
class Found:
    status: int
    headers: dict[str, str]
    lang: str = ""
    other: tuple[str, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    words: str = ""


@pytest.fixture(scope="module")
def found(browser: Browser, tryout: Tryout) -> Iterator[dict[str, Found]]:
    """Everything on this site that links lead to from the summary, by its path."""
    context = browser.new_context()
    page = context.new_page()
    seen: dict[str, Found] = {}
    ahead = ["/en/", "/zh-hans/"]
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        answer = context.request.get(tryout.url + path, headers={"Cookie": ""})
        seen[path] = Found(answer.status, answer.headers)
        redirected = answer.url != tryout.url + path
        if redirected or "text/html" not in answer.headers["content-type"]:
            continue
        read = page.evaluate(_READ, answer.text())
        seen[path] = Found(
            answer.status,
            answer.headers,
            lang=read["lang"],
            other=tuple(read["other"]),
            elsewhere=frozenset(filter(None, (urlsplit(link).hostname for link in read["links"]))),
            words=read["words"],
        )
        ahead += _onward(tryout.url + path, read["links"])
    yield seen
    context.close()


def _onward(here: str, links: list[str]) -> list[str]:
    """The site's own addresses among the links, without the filters of a list filtered already.

    Nor any PNG: each is the SVG beside it, drawn once more at a price.
    """
    whole = [urlsplit(urldefrag(urljoin(here, link)).url) for link in links]
    return [
        each._replace(scheme="", netloc="").geturl()
        for each in whole
        if each.netloc == urlsplit(here).netloc
        and not (each.query and urlsplit(here).query)
        and not each.path.endswith(".png")
    ]


def _pages(found: dict[str, Found]) -> dict[str, Found]:
    """The pages alone: no files, and nothing that leads on to another address."""
    return {path: each for path, each in found.items() if each.words}


def test_every_link_leads_somewhere(found: dict[str, Found]) -> None:
    assert {path: each.status for path, each in found.items() if each.status != 200} == {}


def test_every_template_can_be_reached(found: dict[str, Found]) -> None:
    typed = {"not-found", "sign-in", "indicators-none", "indicators-asked", *REFUSED}
    typed |= {"releases-on-a-day", "releases-wrong-day", "embed-no-figure"}
    wanted = {
        f"/{lang}/{tail}"
        for lang in ("en", "zh-hans")
        for name, tail in PUBLIC.items()
        if name not in typed
    }
    assert wanted - set(found) == set()


def test_sources_are_linked_where_they_were_published_and_nothing_else(
    found: dict[str, Found],
) -> None:
    """No mirror of a source, no address of anybody else."""
    assert set().union(*(each.elsewhere for each in found.values())) == {
        "localhost",
        "api3.cls.cn",
        "en.lgxc.gov.cn",
        "en.lingang.gov.cn",
        "investchn.com",
        "n.eastday.com",
        "www.cambridgenetwork.co.uk",
    }


def test_pages_say_their_language(found: dict[str, Found]) -> None:
    said = {(path.split("/")[1], each.lang) for path, each in _pages(found).items()}
    assert said == {("en", "en"), ("zh-hans", "zh-Hans")}


def test_language_switch_keeps_the_place(found: dict[str, Found]) -> None:
    lost = {}
    for path, each in _pages(found).items():
        tail = path.split("/", 2)[2]
        both = {f"/en/{tail}", f"/zh-hans/{tail}"}
        led = {path, *each.other}
        if "/embed/" in path:  # no switch: who embeds a chart chooses its language
            led.add(f"/zh-hans/{tail}" if path.startswith("/en/") else f"/en/{tail}")
        if led != both or not both <= set(found):
            lost[path] = led
    assert lost == {}


def test_chinese_pages_hold_no_english(found: dict[str, Found]) -> None:
    assert _said(found, "/zh-hans/", r"[A-Za-z][A-Za-z_.]+") - LATIN == set()


def test_english_pages_hold_no_chinese(found: dict[str, Found]) -> None:
    assert _said(found, "/en/", "[\u4e00-\u9fff]+") == set()


def _said(found: dict[str, Found], under: str, letters: str) -> set[str]:
    pages = [each for path, each in _pages(found).items() if path.startswith(under)]
    return {word for each in pages for word in re.findall(letters, each.words)}


def test_public_pages_are_for_everybody(found: dict[str, Found]) -> None:
    kept = {
        path: each.headers
        for path, each in _pages(found).items()
        if "set-cookie" in each.headers
        or "cookie" in each.headers.get("vary", "").lower()
        or not each.headers.get("cache-control", "").startswith("public, max-age=")
    }
    assert kept == {}


def test_public_page_has_the_same_bytes_for_everybody(
    open_page: OpenPage, signed_in: SignedIn
) -> None:
    def bodies(page: Page) -> dict[str, bytes]:
        tails = {name: tail for name, tail in PUBLIC.items() if name != "sign-in"}
        return {name: page.request.get(f"/en/{tail}").body() for name, tail in tails.items()}

    assert bodies(signed_in("analyst")) == bodies(open_page())
