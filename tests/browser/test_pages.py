"""Every public page in a real browser: two languages, two widths, light and dark."""

import pytest

from tests.browser.addresses import LANGUAGES, PUBLIC, STATES, TEMPLATES
from tests.browser.looking import accessibility_faults, console_errors, too_wide
from tests.browsing import OpenPage

Faults = dict[str, list[str]]  # by the name of the page


def _named(name: str, faults: list[str]) -> Faults:
    return {name: faults} if faults else {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_templates_have_no_accessibility_fault(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    found: Faults = {}
    for name, tail in TEMPLATES.items():
        page.goto(f"/{lang}/{tail}")
        found |= _named(name, accessibility_faults(page))
    assert found == {}


def test_other_states_have_no_accessibility_fault(open_page: OpenPage) -> None:
    page = open_page()
    found: Faults = {}
    for name, tail in STATES.items():
        page.goto(f"/en/{tail}")
        found |= _named(name, accessibility_faults(page))
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_public_pages_fit_on_phones(open_page: OpenPage, lang: str) -> None:
    page = open_page(width=320)
    found: Faults = {}
    for name, tail in PUBLIC.items():
        page.goto(f"/{lang}/{tail}")
        found |= _named(name, too_wide(page, 320) + too_wide(page, 390))
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_public_pages_leave_no_cookie_and_no_error(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    errors = console_errors(page)
    for name, tail in PUBLIC.items():
        if name not in {"sign-in", "not-found"}:  # one sets a cookie, the other is an error
            page.goto(f"/{lang}/{tail}")
    assert (page.context.cookies(), errors) == ([], [])
