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
        table = [text.strip() for text in cells if not text.strip().startswith("—")]
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


TIPS = [
    "2020: ¥170.3bn, definition differs: all industry",
    "January–August 2021: ¥146.43bn, part of the year, not judged",
    "2021: ¥255.0bn, definition differs: all industry",
    "2023: ¥433.3bn, low reliability",
    "2024: ¥423.0bn, provisional, revised base",
]


@pytest.mark.parametrize("cdn", [True, False])
def test_chart_is_read_with_keys_whoever_drew_it(open_page: OpenPage, cdn: bool) -> None:
    page = open_page(cdn=cdn)
    page.goto(f"/en/{OUTPUT}")
    page.wait_for_load_state("networkidle")
    assert page.locator("canvas").count() == (1 if cdn else 0)
    page.locator(".chart").focus()

    def read(key: str) -> str:
        page.keyboard.press(key)
        return page.locator(".chart-tip").inner_text()

    assert [read("ArrowRight") for _ in range(6)] == [*TIPS, TIPS[-1]]
    assert [read(key) for key in ("Home", "End", "ArrowLeft")] == [TIPS[0], TIPS[4], TIPS[3]]
    expect(page.locator(".chart-at")).to_be_visible()
    assert read("Escape") == ""
    expect(page.locator(".chart-at")).to_be_hidden()
    assert read("ArrowLeft") == TIPS[-1]


def test_figure_under_the_pointer_is_read_where_it_is_drawn(page: Page) -> None:
    page.goto(f"/en/{OUTPUT}")
    expect(page.locator(".chart canvas")).to_be_visible()
    page.locator(".chart").scroll_into_view_if_needed()
    page.locator(".chart").hover(position=page.evaluate(_LAST_MARK))

    assert page.locator(".chart-tip").inner_text() == TIPS[-1]
    ring, mark = page.evaluate(_RING)
    assert ring == pytest.approx(mark, abs=1)


_LAST_MARK = """() => {
    const {style, marks} = JSON.parse(document.getElementById("chart-wide").textContent);
    const scale = document.querySelector(".chart").clientWidth / style.width;
    const mark = marks.find(each => each.tip.startsWith("2024"));
    return {x: mark.x * scale + 5, y: mark.y * scale - 5};
}"""
_RING = """() => {
    const middle = each => { const box = each.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2]; };
    const place = document.querySelector(".chart");
    place.classList.remove("drawn");  // to see where the server drew it
    place.querySelector("canvas").remove();
    return [middle(document.querySelector(".chart-at")),
        middle(place.querySelector(".draw-wide .hollow"))];
}"""


def test_library_is_fetched_once_a_chart_is_near_and_not_before(open_page: OpenPage) -> None:
    page = open_page(width=390, height=300)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/en/{OUTPUT}")
    page.wait_for_load_state("networkidle")
    top = page.evaluate("document.querySelector('.chart').getBoundingClientRect().top")
    assert top > 300 + 300  # the window and the margin around it
    assert settings.CHARTJS_URL not in asked

    page.locator(".chart").scroll_into_view_if_needed()
    expect(page.locator(".chart canvas")).to_be_visible()
    assert asked.count(settings.CHARTJS_URL) == 1


def test_summary_asks_for_no_library(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/en/")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert settings.CHARTJS_URL not in asked


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
