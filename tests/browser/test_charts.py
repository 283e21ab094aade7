"""One set of numbers: table, drawing and scripted chart against what the API says."""

from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.addresses import LANGUAGES, OUTPUT
from tests.browsing import OpenPage

API = "/api/v1/plans/14fyp/indicators/"
# Base units in one of the table's, after what its caption says first.
SCALES = {"¥ billion": 10**9, "亿元": 10**8}


def _figures(indicator: dict[str, Any], *, roles: set[str]) -> list[Decimal]:
    return sorted(
        Decimal(figure["value"])
        for series in indicator["series"]
        if series["role"] in roles
        for figure in series["figures"]
    )


def _scale(page: Page) -> int:
    caption = page.locator("table.figures caption").inner_text()
    return next((size for words, size in SCALES.items() if words in caption), 1)


def _numbers(texts: list[str], scale: int) -> list[Decimal]:
    return sorted(Decimal(text.replace(",", "")) * scale for text in texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_javascript_table_and_drawing_say_what_the_api_says(
    open_page: OpenPage, lang: str
) -> None:
    page = open_page(javascript=False)
    indicators = page.request.get(API).json()["results"]
    assert len(indicators) == 8
    for each in indicators:
        page.goto(f"/{lang}/plans/14fyp/indicators/{each['code']}/")
        cells = page.locator("table.figures tbody th + td.num").all_text_contents()
        table = [text.strip() for text in cells if text.strip() != "—"]
        scale = _scale(page) if table else 1
        drawn = page.locator(".chart svg.draw-wide .value").all_text_contents()
        main = {"headline", "other_definition"}
        assert _numbers(table, scale) == _figures(each, roles={*main, "breakdown"})
        assert _numbers(drawn, scale) == _figures(each, roles=main)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_javascript_every_figure_of_the_parts_is_told(
    open_page: OpenPage, lang: str
) -> None:
    page = open_page(javascript=False)
    page.goto(f"/{lang}/plans/14fyp/indicators/cluster-output/")
    names = [each.get_attribute("aria-label") for each in page.locator(".smalls svg").all()]
    told = {"en": ["2023: ¥300.0bn", "2024: ¥320.0bn"], "zh-hans": ["3000亿元", "3200亿元"]}
    assert len(names) == 2
    assert [words in str(names[0]) for words in told[lang]] == [True, True]


def test_scripted_chart_has_the_points_of_the_table(page: Page) -> None:
    page.goto(f"/en/{OUTPUT}")
    expect(page.locator(".chart canvas")).to_be_visible()
    expect(page.locator(".chart svg.draw-wide")).to_be_hidden()
    axis = {int(label): y for label, y in page.evaluate(_GRIDLINES)}
    per_unit = (axis[0] - axis[400]) / 400
    heights = sorted((axis[0] - point["y"]) / per_unit for point in page.evaluate(_POINTS))
    assert heights == pytest.approx([146.43, 170.3, 255.0, 423.0, 433.3], abs=0.1)


_POINTS = "Chart.getChart(document.querySelector('canvas')).data.datasets[0].data"
_GRIDLINES = """JSON.parse(document.getElementById("chart-wide").textContent)
    .gridlines.map(each => [each.label.text, each.y])"""


def test_scripted_chart_is_read_with_arrow_keys(page: Page) -> None:
    page.goto(f"/en/{OUTPUT}")
    page.locator(".chart canvas").focus()
    read = []
    for _ in range(6):  # one more than there are figures
        page.keyboard.press("ArrowRight")
        read.append(page.locator(".chart-tip").inner_text())
    assert read == [
        "2020: ¥170.3bn, definition differs: all industry",
        "January–August 2021: ¥146.43bn, part of the year, not judged",
        "2021: ¥255.0bn, definition differs: all industry",
        "2023: ¥433.3bn, low reliability",
        "2024: ¥423.0bn, provisional, revised base",
        "2024: ¥423.0bn, provisional, revised base",
    ]


def test_drawing_stays_where_the_cdn_is_out_of_reach(open_page: OpenPage) -> None:
    page = open_page(cdn=False)
    page.goto(f"/en/{OUTPUT}")
    page.wait_for_load_state("networkidle")
    _is_the_servers_drawing(page)


def test_drawing_stays_where_the_library_was_changed(
    page: Page, chartjs_bytes: bytes, faults: list[str]
) -> None:
    changed = chartjs_bytes.replace(b"4.4.7", b"4.4.8", 1)
    assert (len(changed), changed == chartjs_bytes) == (len(chartjs_bytes), False)
    page.route(
        settings.CHARTJS_URL,
        lambda route: route.fulfill(
            body=changed,
            content_type="text/javascript",
            headers={"Access-Control-Allow-Origin": "*"},
        ),
    )
    page.goto(f"/en/{OUTPUT}")
    page.wait_for_load_state("networkidle")
    _is_the_servers_drawing(page)
    assert ["integrity" in line for line in faults] == [True]
    faults.clear()


def _is_the_servers_drawing(page: Page) -> None:
    expect(page.locator(".chart svg.draw-wide")).to_be_visible()
    assert page.locator("canvas").count() == 0
    values = page.locator(".chart svg.draw-wide .value").all_text_contents()
    assert sorted(values) == ["146.43", "170.3", "255.0", "423.0", "433.3"]
