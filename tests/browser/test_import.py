"""A file of figures in a real browser, by keyboard: sent, looked through, answered, discarded."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignedIn
from tests.browser.looking import accessibility_faults, too_wide
from tests.sending import csv_file

ROWS = (
    "指标代码,序列代码,年份,覆盖时间,截至,数值,数据状态,来源代码",
    "industrial-output,above-designated-size,2025,全年,,4990,初步数,",
    "industrial-output,above-designated-size,2024,,,4230,P,china-news-2025-02",
    "industrial-output,above-designated-size,2023,,,433.3,U,china-news-2024-06",
    "注：以上为初步数,,,,,,,",
)


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_a_file_is_looked_through_by_everybody(lang: str, signed_in: SignedIn) -> None:
    page = signed_in("analyst")
    page.goto("/admin/indicators/figure/import/")
    page.click(f"button[name=language][value={lang}]")
    sent = {"name": "数据.csv", "mimeType": "text/csv", "buffer": csv_file(*ROWS)}
    page.set_input_files("input[type=file]", sent)  # type: ignore[arg-type]  # as it takes them
    page.locator("button.main").press("Enter")
    expect(page.locator(".lines tbody tr")).to_have_count(4)
    assert accessibility_faults(page) + too_wide(page, 320) == []
    answer = page.locator("input[name=for-2-warning_reason]")
    answer.fill("公报尚未印发。")
    answer.press("Enter")
    expect(page.locator("input[name=for-2-warning_reason]")).to_have_value("公报尚未印发。")
    page.locator("button[value=discard]").press("Enter")
    page.wait_for_url("**/figure/import/")
