"""Every public page in a real browser: two languages, two widths, light and dark."""

import pytest

from tests.browser.addresses import LANGUAGES, PUBLIC, STATES, TEMPLATES
from tests.browser.looking import accessibility_faults, console_errors, too_wide
from tests.browsing import OpenPage


@pytest.mark.parametrize("lang", LANGUAGES)
def test_templates_have_no_accessibility_fault(open_page: OpenPage, lang: str) -> None:
    page, found = open_page(), {}
    for name, tail in TEMPLATES.items():
        page.goto(f"/{lang}/{tail}")
        found[name] = accessibility_faults(page)
    assert found == dict.fromkeys(TEMPLATES, [])


def test_other_states_have_no_accessibility_fault(open_page: OpenPage) -> None:
    page, found = open_page(), {}
    for name, tail in STATES.items():
        page.goto(f"/en/{tail}")
        found[name] = accessibility_faults(page)
    assert found == dict.fromkeys(STATES, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_public_pages_fit_on_phones(open_page: OpenPage, lang: str) -> None:
    page, found = open_page(width=320), {}
    for name, tail in PUBLIC.items():
        page.goto(f"/{lang}/{tail}")
        found[name] = too_wide(page, 320) + too_wide(page, 390)
    assert found == dict.fromkeys(PUBLIC, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_public_pages_leave_no_cookie_and_no_error(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    errors = console_errors(page)
    for name, tail in PUBLIC.items():
        if name not in {"sign-in", "not-found"}:  # one sets a cookie, the other is an error
            page.goto(f"/{lang}/{tail}")
    assert (page.context.cookies(), errors) == ([], [])
