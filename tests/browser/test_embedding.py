"""Charts in the frames of other sites' pages."""

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.addresses import PLAN
from tests.browser.conftest import Tryout
from tests.browsing import OpenPage

CODES = ["industrial-output", "rd-projects", "high-tech-enterprises", "industry-scale"]
ABOVE = "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"


def framed(page: Page, address: str, *, width: int) -> Frame:
    """The page at `address` in the frame that the lines to embed a chart make.

    The page around it has the same host, since browsers keep others away from this machine; rules
    on frames that name nobody treat it like any other.
    """
    around = address.partition("/en/")[0].partition("/zh-hans/")[0] + "/around"
    lines = f'<iframe src="{address}" width="{width}" height="600" style="border:0"></iframe>'
    page.unroute_all()
    page.route(around, lambda route: route.fulfill(body=lines, content_type="text/html"))
    page.goto(around)
    element = page.locator("iframe").element_handle()
    frame = element.content_frame() if element else None
    assert frame is not None
    frame.wait_for_load_state()
    return frame


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_an_embedded_chart_fits_its_frame(open_page: OpenPage, tryout: Tryout, lang: str) -> None:
    page = open_page(javascript=False, cdn=False)
    for code in CODES:
        for width in (320, 480, 900):
            address = f"{tryout.url}/{lang}/{PLAN}embed/indicators/{code}/"
            frame = framed(page, address, width=width)
            assert frame.locator("h1").count() == 1
            assert frame.evaluate(ABOVE) == [width, 600], (code, width)


def test_only_embedded_charts_may_be_framed(
    open_page: OpenPage, tryout: Tryout, faults: list[str]
) -> None:
    page = open_page()
    frame = framed(page, f"{tryout.url}/en/{PLAN}indicators/industrial-output/", width=900)

    assert frame.url == "chrome-error://chromewebdata/"
    assert len(faults) == 1
    assert "frame-ancestors 'none'" in faults.pop()


@pytest.mark.parametrize(
    ("theme", "setting", "paper"),
    [
        ("light", "dark", "rgb(255, 255, 255)"),
        ("dark", "light", "rgb(13, 23, 32)"),
        ("", "dark", "rgb(13, 23, 32)"),
        ("", "light", "rgb(255, 255, 255)"),
    ],
)
def test_an_embedded_chart_is_as_bright_as_asked_or_as_readers_like(
    open_page: OpenPage, theme: str, setting: str, paper: str
) -> None:
    page = open_page(color_scheme=setting)
    page.goto(f"/en/{PLAN}embed/indicators/industrial-output/?theme={theme}")

    shown = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(shown) == paper


def test_dark_is_the_same_dark_whoever_asks_for_it(open_page: OpenPage) -> None:
    def colours(theme: str, setting: str) -> dict[str, str]:
        page = open_page(color_scheme=setting)
        page.goto(f"/en/{PLAN}embed/indicators/industrial-output/{theme}")
        found: dict[str, str] = page.evaluate(
            """() => Object.fromEntries([...document.styleSheets[0].cssRules[0].style]
                .filter(name => name.startsWith("--"))
                .map(name => [name, getComputedStyle(document.documentElement)
                    .getPropertyValue(name)]))"""
        )
        return found

    dark = colours("", "dark")
    assert dark["--blue"] == "#a9d3fb"
    assert colours("?theme=dark", "light") == dark
    assert colours("?theme=light", "dark") == colours("", "light")
