"""Chart files: documents that stand alone, drawn as pictures by another program than a browser."""

import re
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from indicators.chart_file import font, png, standalone, tokens
from indicators.chart_parts import STYLES
from indicators.report_types import IndicatorReport
from lingang.styleguide.building import target, text
from tests.indicators.judged import figure, report

SVG = "{http://www.w3.org/2000/svg}"
OF = report(figure(2020, 20), figure(2021, 40), figure(2023, 60, "P"), baseline=figure(2020, 20))


def document(
    of: IndicatorReport = OF,
    *,
    lang: str = "en",
    size: str = "wide",
    credit: tuple[str, ...] = (),
) -> str:
    found = standalone(of, lang=lang, size=size, credit=credit)
    assert found is not None
    return found


def told(svg: str, name: str) -> str | None:
    return ElementTree.fromstring(svg).findtext(f"{SVG}{name}")


def test_a_file_says_its_name_and_what_it_shows() -> None:
    svg = document()

    assert told(svg, "title") == "Industrial clusters"
    assert told(svg, "desc") == (
        "Industrial clusters, clusters. 2020: 20 clusters, final, baseline. "
        "2021: 40 clusters, final. 2023: 60 clusters, provisional. "
        "No figure for 2022, 2024 and 2025. Target for 2025: at least 100 clusters."
    )


def test_a_file_writes_name_finding_unit_and_credit() -> None:
    svg = document(credit=("14th Five-Year Plan, release 1",))

    lines = [
        each.text
        for each in ElementTree.fromstring(svg).iter(f"{SVG}text")
        if each.get("class", "").startswith("sheet-")
    ]
    assert lines == [
        "Industrial clusters",
        "60 clusters in 2023; the 2025 figure is awaited",
        "clusters",
        "14th Five-Year Plan, release 1",
        "final",
        "provisional or estimate",
    ]


def test_a_file_has_its_colours_in_itself() -> None:
    svg = document()

    assert "var(" not in svg
    assert ".ground { fill: #ffffff }" in svg
    assert re.search(r"\.chart \.run \{\s+fill: none;\s+stroke: #083a70;", svg)


def test_an_english_apostrophe_is_looked_for_among_latin_letters_first() -> None:
    assert (font("en").split(",")[0], font("zh-hans").split(",")[0]) == ("Inter", "system-ui")


def test_a_file_takes_no_layout_of_the_page() -> None:
    svg = document()

    assert [word for word in ("@media", "display:", "width: 100%") if word in svg] == []


def test_a_name_cannot_leave_its_place() -> None:
    of = replace(OF, name=text("R&D </title><script>", "研发"))

    assert told(document(of), "title") == "R&D </title><script>"


def test_without_anything_to_draw_there_is_no_file() -> None:
    assert standalone(report(target=None), lang="en", size="wide") is None


def test_tokens_are_those_of_light_pages() -> None:
    assert (tokens()["ink"], tokens()["blue"], tokens()["t-12"]) == (
        *("#0f2235", "#083a70"),
        "0.75rem",
    )


@pytest.mark.parametrize("size", sorted(STYLES))
def test_a_picture_has_two_pixels_for_each_unit(size: str) -> None:
    svg = document(size=size)
    root = ElementTree.fromstring(svg)

    picture = png(svg, lang="en")

    assert picture is not None
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    pixels = struct.unpack(">II", picture[16:24])
    assert pixels == pytest.approx(
        [2 * float(root.attrib[each]) for each in ("width", "height")], abs=1
    )


def test_a_picture_shows_the_figures() -> None:
    of = report(figure(2023, 40), target=target(100))
    other = report(figure(2023, 41), target=target(100))

    assert png(document(of), lang="en") != png(document(other), lang="en")
