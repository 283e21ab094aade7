"""The desk, and what auditors read in the admin: live pages for people who are signed in."""

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import DESK, LANGUAGES
from tests.browser.conftest import SignedIn
from tests.browser.looking import accessibility_faults, too_wide
from tests.browsing import OpenPage


def _open(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert (answer.status, "no-store" in answer.headers["cache-control"]) == (200, True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_desk_is_open_to_everybody_and_kept_nowhere(signed_in: SignedIn, lang: str) -> None:
    page, found = signed_in("official"), []
    for name, tail in DESK.items():
        _open(page, f"/{lang}/{tail}")
        found += [f"{name}: {line}" for line in accessibility_faults(page) + too_wide(page)]
    assert found == []


def test_desk_stamps_nothing_while_all_is_published(signed_in: SignedIn) -> None:
    page, stamps = signed_in("official"), {}
    for name, tail in DESK.items():
        _open(page, f"/en/{tail}")
        stamps[name] = page.locator("main .stamp").count()
    assert stamps == {"desk": 0, "desk-goal": 0, "desk-indicator": 0}


def test_auditor_reads_a_figure_and_the_sign_ins(signed_in: SignedIn) -> None:
    page = signed_in("auditor")
    _open(page, "/admin/indicators/figure/")
    page.locator("#result_list tbody tr:first-child a").first.click()
    page.wait_for_url("**/change/")
    assert page.locator("main .readonly").count() > 0
    assert page.locator("main input[type=submit]").count() == 0
    assert accessibility_faults(page) == []
    _open(page, "/admin/axes/accesslog/")
    assert accessibility_faults(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_desk_leads_strangers_to_the_sign_in(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    page.goto(f"/{lang}/{DESK['desk-indicator']}")
    assert page.url.endswith(f"/{lang}/sign-in/?next=/{lang}/{DESK['desk-indicator']}")


def test_official_may_not_enter_the_admin(signed_in: SignedIn) -> None:
    answer = signed_in("official").goto("/admin/")
    assert answer is not None
    assert answer.status == 403
