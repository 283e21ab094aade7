"""One site for all browser tests that only read: the try-out as `make run` sets it up."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser, Page, StorageState
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.browsing import OpenPage, watched_pages


@dataclass(frozen=True)
class Tryout:
    url: str
    passwords: dict[str, str]
    sessions: dict[str, StorageState] = field(default_factory=dict)


SignedIn = Callable[..., Page]


def set_up_tryout() -> dict[str, str]:
    """The real plan, published once, and one account for each role: passwords by name."""
    printed = io.StringIO()
    call_command("setup_tryout", stdout=printed)
    cache.clear()  # pages of another test's release 1
    accounts = printed.getvalue().split("Accounts")[1].splitlines()[1:]
    return dict(line.split() for line in accounts)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the tables made for tests of the shared try-out, and leave these tests the last of all.

    Only marked tests get tables; marked any earlier, they would run among those that need a
    database without its rows.
    """
    for item in items:
        if isinstance(item, pytest.Function) and "tryout" in item.fixturenames:
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(scope="package")
def tryout(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Tryout]:
    """A running try-out, for all the tests that change nothing in it."""
    with django_db_blocker.unblock():
        passwords = set_up_tryout()
        server = LiveServer("localhost")
        yield Tryout(server.url, passwords)
        server.stop()
        databases.renew(Path(str(connections["default"].settings_dict["HOST"])))


@pytest.fixture
def open_page(
    browser: Browser, tryout: Tryout, chartjs_bytes: bytes, faults: list[str]
) -> Iterator[OpenPage]:
    """As everywhere, on the try-out that these tests share."""
    with watched_pages(browser, tryout.url, chartjs_bytes, faults) as open_:
        yield open_
    assert faults == []


def sign_in(page: Page, role: str, password: str, lang: str = "en") -> None:
    page.goto(f"/{lang}/sign-in/")
    page.locator("input[name=username]").fill(role)
    page.locator("input[name=password]").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.fixture
def signed_in(open_page: OpenPage, tryout: Tryout) -> SignedIn:
    """A page of somebody who is signed in: `signed_in("analyst")`, with `open_page`'s arguments."""

    def open_(role: str, **context: Any) -> Page:
        if role not in tryout.sessions:
            page = open_page()
            sign_in(page, role, tryout.passwords[role])
            tryout.sessions[role] = page.context.storage_state()
        return open_page(storage_state=tryout.sessions[role], **context)

    return open_
