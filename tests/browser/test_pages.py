"""Every public page in a real browser: two languages, phones and wide screens, light and dark."""

from collections.abc import Iterable

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import LANGUAGES, REFUSED, STATES, TEMPLATES
from tests.browser.looking import accessibility_faults, console_errors, too_wide
from tests.browsing import OpenPage


@pytest.mark.parametrize("lang", LANGUAGES)
def test_templates_serve_everybody(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    errors = console_errors(page)
    pages = {name: f"/{lang}/{tail}" for name, tail in TEMPLATES.items()}
    apart = {name: pages.pop(name) for name in ("sign-in", "not-found")}
    assert _faults(page, pages.items()) == []
    assert (page.context.cookies(), errors) == ([], [])
    # One of these sets a cookie, the others are errors for the console.
    refused = {name: f"/{lang}/{tail}" for name, tail in REFUSED.items()}
    assert _faults(page, (apart | refused).items()) == []


def test_other_states_serve_everybody(open_page: OpenPage) -> None:
    page = open_page()
    errors = console_errors(page)
    assert _faults(page, [(name, f"/en/{tail}") for name, tail in STATES.items()]) == []
    assert (page.context.cookies(), errors) == ([], [])


def _faults(page: Page, pages: Iterable[tuple[str, str]]) -> list[str]:
    """What axe finds, and what makes the page scroll sideways: "goal: 390: TABLE.data"."""
    found: list[str] = []
    for name, address in pages:
        page.goto(address)
        here = accessibility_faults(page) + too_wide(page)
        found += [f"{name}: {line}" for line in here]
    return found
