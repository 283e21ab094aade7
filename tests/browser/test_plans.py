"""Two plans in a real browser: the choice by keyboard, without JavaScript, and at every width."""

import datetime
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests import making
from tests.browser.looking import accessibility_faults, too_wide
from tests.browsing import OpenPage, watched_pages

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

NAME = "A plan with a name that is as long as names of plans in the world of plans may well be"


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, chartjs_bytes: bytes, faults: list[str]
) -> Iterator[OpenPage]:
    """On a site of two plans, the second of them the current one."""
    making.publish(making.whole_plan())
    second = making.plan("15fyp", name_en=NAME, start_year=2026, end_year=2030)
    making.publish(second, at=making.AT + datetime.timedelta(hours=1))
    with watched_pages(browser, live_server.url, chartjs_bytes, faults) as open_:
        yield open_
    assert faults == []


def test_a_plan_is_chosen_by_keyboard_without_javascript(open_page: OpenPage) -> None:
    page = open_page(width=390, javascript=False)
    page.goto("/en/plans/14fyp/method/")
    page.locator(".plans summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/plans/15fyp/method/")
    page.locator(".plans summary").click()
    page.get_by_role("link", name="2021–2025 The plan").click()
    page.wait_for_url("**/en/plans/14fyp/method/")


def test_the_choice_opens_within_the_window_and_has_no_faults(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/en/plans/14fyp/method/")
    page.locator(".plans summary").click()
    assert too_wide(page) == []
    assert accessibility_faults(page) == []
