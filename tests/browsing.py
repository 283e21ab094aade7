"""Fixtures for tests in a real browser: Chromium, the chart library's bytes, axe.

A page may ask the test's own server and the chart library's address, which is answered from a file.
A request to anybody else, what the content security policy or a hash refuses, and an error in a
script fail the test.
"""

import importlib.util
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from pytest_django.live_server_helper import LiveServer

REFUSED = re.compile("Content Security Policy|'integrity' attribute")
NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"]


class OpenPage(Protocol):
    def __call__(
        self,
        *,
        width: int = 1280,
        height: int = 800,
        javascript: bool = True,
        cdn: bool = True,
        **context: Any,
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: CHROMIUM's, or one on the machine, or Playwright's own download."""
    # Playwright's loop runs in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=found,
                args=["--no-sandbox"] if os.getuid() == 0 else [],
            )
        except PlaywrightError as error:
            pytest.fail(
                f"No Chromium or Chrome could be started ({found or 'none found'}): "
                f"install chromium, or set CHROMIUM to its path. {error.message.splitlines()[0]}",
                pytrace=False,
            )
        yield started
        started.close()


@pytest.fixture(scope="session")
def chartjs_bytes() -> bytes:
    """The chart library, byte for byte as its address serves it: the browser checks its hash."""
    package = importlib.util.find_spec("django_bangla_admin")
    assert package is not None
    assert package.origin is not None
    vendor = Path(package.origin).parent / "static" / "django_bangla_admin" / "vendor"
    return (vendor / "chart.umd.js").read_bytes()


@pytest.fixture
def faults() -> list[str]:
    """What pages did in this test that they may not; a test that provokes a fault empties it."""
    return []


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, chartjs_bytes: bytes, faults: list[str]
) -> Iterator[OpenPage]:
    """Open a page of a size, with or without JavaScript or the chart library.

    Further arguments go to Playwright's `new_context` (locale, color_scheme, …).
    """
    with watched_pages(browser, live_server.url, chartjs_bytes, faults) as open_:
        yield open_
    assert faults == []


@contextmanager
def watched_pages(
    browser: Browser, server: str, library: bytes, faults: list[str]
) -> Iterator[OpenPage]:
    """Opens pages of the site at `server`; what they do that they may not goes into `faults`."""
    contexts: list[BrowserContext] = []

    def open_(
        *,
        width: int = 1280,
        height: int = 800,
        javascript: bool = True,
        cdn: bool = True,
        **context: Any,
    ) -> Page:
        opened = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **context,
        )
        contexts.append(opened)
        elsewhere = re.compile(rf"^(?!{re.escape(server)}/|data:|blob:)")
        opened.route(elsewhere, _gate(library if cdn else None, faults))
        page = opened.new_page()
        _watch(page, faults)
        return page

    yield open_
    for opened in contexts:
        opened.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page 1280 wide, with JavaScript and the chart library."""
    return open_page()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What the accessibility checker holds against a page: lines like "rule: selector", or none."""

    def run(page: Page) -> list[str]:
        violations = Axe().run(page).response["violations"]
        return [
            f"{found['id']}: {node['target']}" for found in violations for node in found["nodes"]
        ]

    return run


def _gate(library: bytes | None, faults: list[str]) -> Callable[[Route], None]:
    """For what pages ask of anybody but their own server: the library is to be had, no other."""

    def pass_or_refuse(route: Route) -> None:
        address = route.request.url
        if address != settings.CHARTJS_URL:
            faults.append(f"request to {address}")
            route.abort()
        elif library is None:
            route.abort()
        else:
            route.fulfill(
                body=library,
                content_type="text/javascript",
                headers={"Access-Control-Allow-Origin": "*"},
            )

    return pass_or_refuse


def _watch(page: Page, faults: list[str]) -> None:
    page.on("pageerror", lambda error: faults.append(f"script: {error.message}"))
    page.on("console", lambda line: faults.append(line.text) if REFUSED.search(line.text) else None)
