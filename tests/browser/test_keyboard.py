"""The public pages on a phone-sized screen with the keyboard alone."""

from playwright.sync_api import Page

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
