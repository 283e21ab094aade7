"""Every component in every state, measured: room, overlap, size, contrast, focus, accessibility."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from tests.browser.addresses import LANGUAGES
from tests.browser.looking import accessibility_faults
from tests.browsing import OpenPage

MEASURE = (Path(__file__).parent / "measuring.js").read_text()
SHEETS = ["", "figures/", "charts/"]
STATES = [f"states/{name}/" for name in ("not-allowed", "maintained")]
PAGES = ["release/", *(f"indicators/{code}/" for code in ("long-title", "ten-series", "nothing"))]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]


@pytest.fixture(autouse=True)
def debug(settings: Settings) -> None:
    """The styleguide is there with DEBUG alone."""
    settings.DEBUG = True


def _measured(page: Page, *names: str) -> list[str]:
    found: list[str] = page.evaluate(f"names => {MEASURE.strip()}(names)", names)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_has_room_and_size_on_wide_and_narrow_screens(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    faults = []
    for tail in (*SHEETS, *PAGES, *STATES):
        page.goto(f"/{lang}/styleguide/{tail}")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            found = _measured(page, "beyond", "split", "overlapping", "small")
            faults += [f"{tail} {width}: {line}" for line in found]
    assert faults == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_marks_and_focus_stand_out_in_light_and_dark(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    faults = []
    for tail in (*SHEETS, PAGES[1]):
        page.goto(f"/{lang}/styleguide/{tail}")
        page.keyboard.press("Tab")  # rings are drawn for whoever uses the keyboard
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            faults += [f"{tail} {scheme}: {line}" for line in _measured(page, "pale", "unringed")]
    assert faults == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_small_parts_serve_everybody(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    page.goto(f"/{lang}/styleguide/")
    assert accessibility_faults(page) == []
