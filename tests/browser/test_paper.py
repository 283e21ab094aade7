"""Pages on paper."""

import pytest

from tests.browser.addresses import OUTPUT, TEMPLATES
from tests.browser.looking import sheets
from tests.browsing import OpenPage


@pytest.mark.parametrize(("lang", "javascript"), [("en", True), ("zh-hans", False)])
def test_indicator_prints_on_one_page(open_page: OpenPage, lang: str, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    page.goto(f"/{lang}/{OUTPUT}")
    if javascript:
        page.locator(".chart canvas").wait_for()
    assert sheets(page.pdf(format="A4", print_background=True)) == 1


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_summary_prints_on_two_pages_and_a_goal_on_one(open_page: OpenPage, lang: str) -> None:
    page = open_page()
    page.goto(f"/{lang}/")
    assert sheets(page.pdf(format="A4", print_background=True)) == 2
    page.goto(f"/{lang}/{TEMPLATES['goal']}")
    assert sheets(page.pdf(format="A4", print_background=True)) == 1
