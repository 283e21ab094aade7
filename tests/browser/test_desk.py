"""The desk, and what auditors read in the admin: live pages for people who are signed in."""

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import DESK, LANGUAGES, WALL
from tests.browser.conftest import SignedIn
from tests.browser.looking import accessibility_faults, sheets, too_wide
from tests.browsing import OpenPage

WIDTHS = (1440, 1280, 1024, 768, 390, 320)


def _open(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert (answer.status, "no-store" in answer.headers["cache-control"]) == (200, True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_desk_is_open_to_everybody_and_kept_nowhere(signed_in: SignedIn, lang: str) -> None:
    page, found = signed_in("official"), []
    for name, tail in DESK.items():
        _open(page, f"/{lang}/{tail}")
        found += [
            f"{name}: {line}" for line in accessibility_faults(page) + too_wide(page, *WIDTHS)
        ]
    assert found == []


def test_desk_stamps_nothing_while_all_is_published(signed_in: SignedIn) -> None:
    page, stamps = signed_in("official"), {}
    for name, tail in DESK.items():
        _open(page, f"/en/{tail}")
        stamps[name] = page.locator("main .stamp").count()
    assert stamps == dict.fromkeys(DESK, 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wall_display_shows_the_whole_plan_without_scrolling(
    signed_in: SignedIn, lang: str
) -> None:
    page = signed_in("official", width=1920, height=1080)
    _open(page, f"/{lang}/{WALL}")
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert page.evaluate(size) == [1920, 1080]
    assert page.locator("tbody tr").count() == 11  # eight indicators, commitments of three goals
    # A display that nobody operates may refresh itself (WCAG 2.2.1 is about readers' time).
    assert set(_rules(accessibility_faults(page))) == {"meta-refresh"}


def _rules(faults: list[str]) -> list[str]:
    return [line.split()[2].rstrip(":") for line in faults]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_meeting_sheet_of_the_plan_prints_on_one_page(signed_in: SignedIn, lang: str) -> None:
    page = signed_in("official")
    _open(page, f"/{lang}/{DESK['desk-sheet']}")
    assert sheets(page.pdf(format="A4", print_background=True)) == 1


def test_meeting_sheet_has_a_button_that_prints_where_there_is_javascript(
    signed_in: SignedIn,
) -> None:
    page = signed_in("official")
    page.add_init_script("window.print = () => { document.title = 'printing'; }")
    _open(page, f"/en/{DESK['desk-sheet']}")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printing"
    plain = signed_in("official", javascript=False)
    _open(plain, f"/en/{DESK['desk-sheet']}")
    assert plain.get_by_role("button", name="Print").count() == 0


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
