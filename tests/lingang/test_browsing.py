"""The browser tests' own guards: what they let pass, and what they hold against a page."""

import base64
import hashlib
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from tests.browsing import OpenPage


def test_chart_library_is_the_pinned_one(chartjs_bytes: bytes) -> None:
    digest = base64.b64encode(hashlib.sha384(chartjs_bytes).digest()).decode()
    assert f"sha384-{digest}" == settings.CHARTJS_PINNED_SRI
    version = re.search(rb"Chart\.js v([\d.]+)", chartjs_bytes)
    assert version is not None
    assert f"chart.js@{version[1].decode()}/" in settings.CHARTJS_PINNED


LOAD = """([address, hash]) => new Promise(done => {
    const script = document.createElement("script");
    Object.assign(script, {src: address, integrity: hash, crossOrigin: "anonymous"});
    script.onload = () => done("loaded");
    script.onerror = () => done("refused");
    document.head.append(script);
})"""


def test_chart_library_loads_with_its_hash(page: Page) -> None:
    page.goto("/healthz")
    assert page.evaluate(LOAD, [settings.CHARTJS_URL, settings.CHARTJS_SRI]) == "loaded"


def test_chart_library_with_another_hash_is_refused(page: Page, faults: list[str]) -> None:
    page.goto("/healthz")
    wrong = settings.CHARTJS_SRI.replace("z", "y", 1)
    assert page.evaluate(LOAD, [settings.CHARTJS_URL, wrong]) == "refused"
    assert len(faults) == 1
    faults.clear()


def test_blocked_cdn_gives_no_library(open_page: OpenPage) -> None:
    page = open_page(cdn=False)
    page.goto("/healthz")
    assert page.evaluate(LOAD, [settings.CHARTJS_URL, settings.CHARTJS_SRI]) == "refused"


def test_page_without_javascript_runs_none(open_page: OpenPage) -> None:
    words = "<body><noscript>none</noscript><script>document.body.append('some')</script>"
    without, with_it = open_page(javascript=False), open_page()
    without.set_content(words)
    with_it.set_content(words)
    assert (without.inner_text("body"), with_it.inner_text("body")) == ("none", "some")


def test_page_has_the_width_it_is_opened_with(open_page: OpenPage) -> None:
    page = open_page(width=390)
    page.goto("/healthz")
    assert page.evaluate("innerWidth") == 390


@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        ("new Image().src = 'https://elsewhere.example/a.png'", "Content Security Policy"),
        ("document.body.setAttribute('onclick', 'x()')", "Content Security Policy"),
        ("document.body.innerHTML = '<p style=\"color: red\">'", "Content Security Policy"),
        ("void setTimeout(() => { throw new Error('broken') })", "script: broken"),
    ],
)
def test_page_that_does_what_it_may_not_is_found_out(
    client: Client, page: Page, faults: list[str], deed: str, fault: str
) -> None:
    # A page of plain text is the browser's own document, and may have inline styles.
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    page.route(
        "**/empty",
        lambda route: route.fulfill(
            body="<body>", content_type="text/html", headers={"Content-Security-Policy": policy}
        ),
    )
    page.goto("/empty")
    assert faults == []
    page.evaluate(deed)
    page.wait_for_timeout(200)
    assert fault in faults[0]
    faults.clear()


def test_request_to_anybody_else_is_stopped(page: Page, faults: list[str]) -> None:
    with pytest.raises(PlaywrightError):
        page.goto("http://elsewhere.example/")
    assert faults == ["request to http://elsewhere.example/"]
    faults.clear()


def test_axe_names_what_is_wrong(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto("/healthz")
    page.evaluate("document.body.append(document.createElement('input'))")
    assert "label: ['input']" in axe(page)
