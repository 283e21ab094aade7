"""The whole public site as bytes: every link followed, both languages compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import APIRequestContext, Browser

from tests.browser.addresses import PUBLIC
from tests.browser.conftest import SignedIn, Tryout

# On a Chinese page, besides codes, addresses and what is marked as English.
LATIN = {"AA", "Cambridge", "JSON", "JavaScript", "Network", "OpenAPI", "SDMX", "WCAG"}

# What a page says in its own language: without what is marked as another, codes and addresses.
_READ = """html => {
    const doc = new DOMParser().parseFromString(html, "text/html");
    const all = (selector) => [...doc.querySelectorAll(selector)];
    const links = all("[href], [src]").map(each => each.getAttribute("href") ?? each.getAttribute("src"));
    const other = all("link[hreflang], a[hreflang]").map(each => each.getAttribute("href"));
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
        if "text/html" not in answer.headers["content-type"]:
            seen[path] = Found(answer.status, answer.headers)
            continue
        read = page.evaluate(_READ, answer.text())
        seen[path] = Found(
            answer.status, answer.headers, read["lang"], tuple(read["other"]), read["words"]
        )
        if "/sign-in/" not in answer.url:
            ahead += _onward(tryout.url + path, read["links"])
    yield seen
    context.close()


def _onward(here: str, links: list[str]) -> list[str]:
    """The site's own addresses among the links; a filter of a filtered list is one of many like it."""
    whole = [urlsplit(urldefrag(urljoin(here, link)).url) for link in links]
    return [
        each._replace(scheme="", netloc="").geturl()
        for each in whole
        if each.netloc == urlsplit(here).netloc and not (each.query and urlsplit(here).query)
    ]


def _pages(found: dict[str, Found]) -> dict[str, Found]:
    """The public pages themselves."""
    return {
        path: each for path, each in found.items() if each.words and not path.endswith("/desk/")
    }


def test_every_link_leads_somewhere(found: dict[str, Found]) -> None:
    assert {path: each.status for path, each in found.items() if each.status != 200} == {}


def test_every_template_can_be_reached(found: dict[str, Found]) -> None:
    typed = {"not-found", "sign-in", "indicators-none", "releases-on-a-day", "releases-wrong-day"}
    wanted = {
        f"/{lang}/{tail}"
        for lang in ("en", "zh-hans")
        for name, tail in PUBLIC.items()
        if name not in typed
    }
    assert wanted - set(found) == set()


def test_pages_say_their_language(found: dict[str, Found]) -> None:
    said = {(path.split("/")[1], each.lang) for path, each in _pages(found).items()}
    assert said == {("en", "en"), ("zh-hans", "zh-Hans")}


def test_language_switch_keeps_the_place(found: dict[str, Found]) -> None:
    lost = {}
    for path, each in _pages(found).items():
        tail = path.split("/", 2)[2]
        both = {f"/en/{tail}", f"/zh-hans/{tail}"}
        led = {*each.other, path}
        if led != both or not both <= set(found):
            lost[path] = led
    assert lost == {}


def test_chinese_pages_hold_no_english(found: dict[str, Found]) -> None:
    left = {
        word
        for path, each in _pages(found).items()
        if path.startswith("/zh-hans/")
        for word in re.findall("[A-Za-z]{2,}", each.words)
    }
    assert left - LATIN == set()


def test_english_pages_hold_no_chinese(found: dict[str, Found]) -> None:
    left = {
        path: found
        for path, each in _pages(found).items()
        if path.startswith("/en/") and (found := re.findall("[\u4e00-\u9fff]+", each.words))
    }
    assert left == {}


def test_public_pages_are_for_everybody(found: dict[str, Found]) -> None:
    kept = {
        path: each.headers
        for path, each in _pages(found).items()
        if "set-cookie" in each.headers
        or "cookie" in each.headers.get("vary", "").lower()
        or not each.headers.get("cache-control", "").startswith("public, max-age=")
    }
    assert kept == {}


def test_public_page_has_the_same_bytes_for_everybody(tryout: Tryout, signed_in: SignedIn) -> None:
    analyst = signed_in("analyst").request
    stranger = signed_in("analyst")
    stranger.context.clear_cookies()
    assert [_body(stranger.request, path) for path in PUBLIC.values()] == [
        _body(analyst, path) for path in PUBLIC.values()
    ]


def _body(request: APIRequestContext, path: str) -> bytes:
    return request.get(f"/en/{path}").body()
