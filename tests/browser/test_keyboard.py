"""The public pages on a phone-sized screen with the keyboard alone."""

from playwright.sync_api import Page

from tests.browser.addresses import OUTPUT
from tests.browsing import OpenPage

_FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it);
    const {left, top, right, bottom} = it.getBoundingClientRect();
    return {
        address: it.getAttribute("href"),
        words: it.innerText,
        ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        seen: bottom > top && right > left
            && top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth,
    };
}"""
MOST = 40  # stops on the way to anything that these pages are for


def _tab_to(page: Page, address: str) -> None:
    """Press Tab up to the link to `address`; every stop on the way is ringed and in view."""
    poor = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if not (stop["ringed"] and stop["seen"]):
            poor.append(stop)
        if stop["address"] == address:
            assert poor == []
            return
    raise AssertionError(f"no link to {address} within {MOST} stops of the keyboard")


def test_keyboard_leads_from_the_summary_to_a_goal_and_its_indicator(open_page: OpenPage) -> None:
    page = open_page(width=390)
    page.goto("/en/")
    for address in ("goals/3/", "indicators/industrial-output/"):
        _tab_to(page, f"/en/plans/14fyp/{address}")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/en/plans/14fyp/{address}")
    assert page.locator("h1").inner_text() == "Industrial output"


def test_first_stop_skips_to_the_content(open_page: OpenPage) -> None:
    page = open_page(width=390)
    page.goto("/zh-hans/")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED)["seen"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_goal_opens_and_closes_with_the_keyboard_on_phones(open_page: OpenPage) -> None:
    page = open_page(width=390)
    page.goto("/en/")
    third = page.locator("details.fold").nth(2)
    assert third.get_attribute("open") is None
    third.locator("summary").focus()
    page.keyboard.press("Enter")
    assert third.locator(".item").first.is_visible()
    page.keyboard.press("Enter")
    assert not third.locator(".item").first.is_visible()


TASKS = ["", "plans/14fyp/goals/3/", "plans/14fyp/indicators/", OUTPUT, "plans/14fyp/releases/"]


def test_keyboard_alone_reaches_everything_on_a_small_screen_without_scripts(
    open_page: OpenPage,
) -> None:
    """320 pixels wide, no JavaScript, the chart library out of reach."""
    page = open_page(width=320, height=640, javascript=False, cdn=False)
    for tail in TASKS:
        page.goto(f"/zh-hans/{tail}")
        stops: list[str] = page.evaluate(_STOPS)
        reached, poor = [], []
        for _ in stops:
            page.keyboard.press("Tab")
            stop = page.evaluate(_FOCUSED)
            reached.append(stop["words"])
            if not (stop["ringed"] and stop["seen"]):
                poor.append(stop)
        assert (tail, reached, poor) == (tail, stops, [])


# Everything that can be shown and takes the focus, in the order in which it is written.
_STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled)
    .map(each => each.innerText)"""
