"""Pages on paper."""

import pytest

from tests.browser.addresses import OUTPUT
from tests.browser.looking import sheets
from tests.browsing import OpenPage


@pytest.mark.parametrize(("lang", "javascript"), [("en", True), ("zh-hans", False)])
def test_indicator_prints_on_one_page(open_page: OpenPage, lang: str, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    page.goto(f"/{lang}/{OUTPUT}")
    if javascript:
        page.locator(".chart canvas").wait_for()
    assert sheets(page.pdf(format="A4", print_background=True)) == 1
