"""`make screenshots`: pictures of every page into .data/screenshots/, and the README's picture.

Not a test of anything: for the eyes, after a change of the templates or styles. Every page and
every state of the styleguide in both languages, at 1280 and 390 pixels, in light and dark, and
printed on A4.
"""

from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from lingang.styleguide import specimens
from tests.browser.addresses import DESK, LANGUAGES, PUBLIC, WALL
from tests.browser.conftest import SignedIn
from tests.browsing import OpenPage

FOLDER = Path(settings.DATA_DIR) / "screenshots"
README_PICTURE = Path(settings.BASE_DIR) / "docs" / "summary.png"
WIDTHS = (1280, 390)
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
STATES = [
    *("", "figures/", "charts/", "summary/", "goals/1/", "goals/2/", "release/", "withdrawn/"),
    *(f"states/{name}/" for name in ("not-allowed", "not-sent", "failed", "unavailable")),
    "states/maintained/",
    *(f"indicators/{each.code}/" for each in specimens.STATES),
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_pictured(open_page: OpenPage, signed_in: SignedIn, lang: str) -> None:
    public, official = open_page(), signed_in("official")
    for name, tail in PUBLIC.items():
        _picture(public, f"/{lang}/{tail}", f"{name}-{lang}")
    for name, tail in DESK.items():
        _picture(official, f"/{lang}/{tail}", f"{name}-{lang}")
    official.set_viewport_size({"width": 1920, "height": 1080})
    official.goto(f"/{lang}/{WALL}")
    official.screenshot(path=FOLDER / f"desk-wall-{lang}.png")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_states_are_pictured(open_page: OpenPage, settings: Settings, lang: str) -> None:
    settings.DEBUG = True
    page = open_page()
    for tail in STATES:
        _picture(page, f"/{lang}/styleguide/{tail}", f"state-{tail.replace('/', '-')}{lang}")


def test_readme_shows_the_summary(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/en/")
    below = page.locator(".quote").bounding_box()
    assert below is not None
    page.screenshot(
        path=README_PICTURE,
        full_page=True,
        clip={"x": 0, "y": 0, "width": 1280, "height": below["y"]},
    )
    assert README_PICTURE.stat().st_size < 200_000


def _picture(page: Page, address: str, name: str) -> None:
    for width in WIDTHS:
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            draw_charts(page)
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.pdf(path=FOLDER / f"{name}.pdf", format="A4", print_background=True)


def draw_charts(page: Page) -> None:
    """A chart is drawn by the library only when it comes near the window."""
    for place in page.locator(".chart[data-library]").all():
        place.scroll_into_view_if_needed()
        place.locator("canvas").wait_for()
    page.evaluate("scrollTo(0, 0)")
