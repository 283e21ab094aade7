"""One set of numbers, whatever the figures: drawing, its data for scripts, table, CSV and API."""

import csv
import json
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

from django.template.loader import render_to_string
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.amounts import report_scale
from indicators.chart_parts import STYLES, Chart
from indicators.charts import chart
from indicators.figure_csv import figures_csv
from indicators.report_types import IndicatorReport
from indicators.tables import figure_table
from releases import documents
from tests.indicators.test_charts import reports

Point = tuple[int, Decimal]
LANGUAGES = st.sampled_from(["en", "zh-hans"])


def told_by_api(of: IndicatorReport) -> list[Point]:
    """Every figure that may be on the main chart, as a program reads it."""
    answer: dict[str, Any] = json.loads(documents.encode(of))
    return sorted(
        (figure["year"], Decimal(figure["value"]))
        for series in answer["series"]
        if series["role"] != "breakdown"
        for figure in series["figures"]
    )


def told_by_table(of: IndicatorReport, lang: str) -> list[Point]:
    factor = report_scale(of, lang).factor
    return sorted(
        (int(row.year[:4]), number(row.value) * factor)
        for row in figure_table(of, lang)
        if row.value
    )


def told_by_csv(of: IndicatorReport, lang: str) -> list[Point]:
    rows = csv.DictReader(figures_csv(of, lang).removeprefix("\ufeff").splitlines())
    return sorted((int(row["year"]), Decimal(row["value"])) for row in rows)


def drawn_as_svg(drawing: Chart) -> ElementTree.Element:
    svg = render_to_string("components/chart.html", {"chart": drawing, "name": "A chart"})
    return ElementTree.fromstring(svg)


def labels_of(drawing: Chart) -> list[str]:
    texts = drawn_as_svg(drawing).iter("text")
    return [str(each.text) for each in texts if each.get("class", "").startswith("value ")]


def marks_of(drawing: Chart) -> list[tuple[float, float]]:
    """Where the marks stand in the SVG, as a browser reads them."""
    root = drawn_as_svg(drawing)
    circles = [
        (float(each.attrib["cx"]), float(each.attrib["cy"]))
        for each in root.iter("circle")
        if each.attrib["class"] != "inside"
    ]
    corners = [each.attrib["points"].split() for each in root.iter("polygon")]
    diamonds = [
        (float(top.split(",")[0]), float(right.split(",")[1])) for top, right, _, _ in corners
    ]
    return sorted(circles + diamonds)


def read_off(drawing: Chart, lang: str, of: IndicatorReport) -> list[tuple[int, float, float]]:
    """What a reader takes from the picture: each mark's year, its height against the axis, and
    what one unit of the drawing is worth."""
    years = {column.x: column.year for column in drawing.columns}
    factor = float(report_scale(of, lang).factor)
    axis = [(each.y, number(each.label.text)) for each in drawing.gridlines]
    (low_y, low), (high_y, high) = axis[0], axis[-1]
    unit = float(high - low) / (low_y - high_y) * factor
    start = float(low) * factor
    return [(years[x], start + (low_y - y) * unit, unit) for x, y in marks_of(drawing)]


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(of=reports(), lang=LANGUAGES)
def test_table_csv_and_api_have_the_same_figures(of: IndicatorReport, lang: str) -> None:
    assert told_by_table(of, lang) == told_by_csv(of, lang) == told_by_api(of)


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(of=reports(), lang=LANGUAGES, size=st.sampled_from(sorted(STYLES)))
def test_every_mark_is_a_figure_of_the_api_and_every_year_has_one(
    of: IndicatorReport, lang: str, size: str
) -> None:
    drawing = chart(of, lang=lang, size=size)
    assert drawing is not None
    assume(len(drawing.gridlines) > 1)
    told, drawn = told_by_api(of), read_off(drawing, lang, of)

    assert {year for year, _, _ in drawn} == {year for year, _ in told}
    for year, height, pixel in drawn:
        values = [float(value) for each, value in told if each == year]
        assert min(abs(height - value) for value in values) <= pixel


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(of=reports(), lang=LANGUAGES, size=st.sampled_from(sorted(STYLES)))
def test_svg_and_data_for_scripts_have_the_same_marks_and_labels(
    of: IndicatorReport, lang: str, size: str
) -> None:
    drawing = chart(of, lang=lang, size=size)
    assert drawing is not None
    data = json.loads(json.dumps(drawing.data))

    assert marks_of(drawing) == sorted((each["x"], each["y"]) for each in data["marks"])
    assert labels_of(drawing) == [each["label"]["text"] for each in data["marks"] if each["label"]]


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(of=reports(), lang=LANGUAGES)
def test_a_label_is_the_tables_own_number(of: IndicatorReport, lang: str) -> None:
    drawing = chart(of, lang=lang, size="wide")
    assert drawing is not None

    assert set(labels_of(drawing)) <= {row.value for row in figure_table(of, lang)}
