"""What the browser tests look for on a page."""

import re
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RUN = """contrast => axe.run({
    resultTypes: ["violations"],
    preload: false,
    rules: {"target-size": {enabled: true}, "color-contrast": {enabled: contrast}},
})"""
_LOOKS: list[tuple[int, Literal["light", "dark"]]] = [(1280, "light"), (390, "dark")]


def accessibility_faults(page: Page) -> list[str]:
    """What axe holds against the page: at 1280 pixels in light, at 390 in dark.

    Chinese pages at 390 alone, and for all but their colours: what they are built of has been seen
    in light, and in both colours, in English.
    """
    Axe().run(page, options={"runOnly": ["document-title"]})  # brings axe into the page
    english = page.evaluate("document.documentElement.lang") == "en"
    found: list[str] = []
    for width, scheme in _LOOKS if english else _LOOKS[1:]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        answer: dict[str, Any] = page.evaluate(_RUN, english)
        found += [
            f"{width} {scheme} {each['id']}: {node['target']}"
            for each in answer["violations"]
            for node in each["nodes"]
        ]
    return found


def too_wide(page: Page, *widths: int) -> list[str]:
    """What sticks out of a window, where the page scrolls sideways in it.

    Without `widths` in those of tablets and phones.
    """
    found: list[str] = []
    for width in widths or (1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            beyond: list[str] = page.evaluate(_BEYOND, width)
            found += [f"{width}: {each}" for each in beyond or ["scrolls sideways"]]
    return found


_BEYOND = """width => [...document.querySelectorAll("main *, header *, footer *")]
    .filter(each => each.getBoundingClientRect().right > width)
    .map(each => `${each.tagName}.${each.className}`).slice(0, 5)"""


def sheets(pdf: bytes) -> int:
    """How many pages a printed page has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def console_errors(page: Page) -> list[str]:
    """The errors that the page writes on its console from now on, as they come."""
    lines: list[str] = []
    page.on("console", lambda line: lines.append(line.text) if line.type == "error" else None)
    return lines
