"""Geometry by hand: 296 units of height from zero to a target of 100, so 2.96 for each of them."""

import json
from dataclasses import asdict, replace
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.chart_parts import STYLES, Chart
from indicators.chart_text import Box, Label, along, around, box_of
from indicators.charts import chart
from indicators.report_types import Figure, IndicatorReport, Target
from lingang.styleguide.building import target, text
from tests.indicators.judged import MONEY, figure, on, other_series, report

BILLION = 10**9


def draw(of: IndicatorReport, *, lang: str = "en", size: str = "wide") -> Chart:
    drawing = chart(of, lang=lang, size=size)
    assert drawing is not None
    return drawing


def shown(drawing: Chart) -> list[tuple[str, str | None]]:
    return [(mark.kind, mark.label.text if mark.label else None) for mark in drawing.marks]


def under(drawing: Chart, year: int) -> list[str]:
    column = next(each for each in drawing.columns if each.year == year)
    return [line.text for line in column.lines]


# Places


def test_a_mark_stands_at_its_value_above_zero_in_the_middle_of_its_year() -> None:
    drawing = draw(report(figure(2023, 40)))

    assert drawing.zero == 378
    assert [mark.y for mark in drawing.marks] == [259.6]  # 378 - 40 * 2.96
    assert [mark.x for mark in drawing.marks] == [
        column.x for column in drawing.columns if column.year == 2023
    ]


def test_every_year_from_the_baseline_to_the_target_has_a_column() -> None:
    drawing = draw(report(figure(2023, 40)))

    assert [column.year for column in drawing.columns] == [2020, 2021, 2022, 2023, 2024, 2025]
    widths = [after.x - before.x for before, after in pairwise(drawing.columns)]
    assert max(widths) - min(widths) < 0.2


def test_figures_after_the_target_have_columns_too() -> None:
    drawing = draw(report(figure(2025, 90), figure(2027, 110), seen="2028-03-01"))

    assert [column.year for column in drawing.columns if column.due] == [2025]
    assert drawing.columns[-1].year == 2027


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (100, ["0", "20", "40", "60", "80"]),  # the target's own line stands for 100
        (500, ["0", "100", "200", "300", "400"]),
        (30, ["0", "10", "20"]),
        (7, ["0", "2", "4", "6"]),
    ],
)
def test_gridlines_are_round_and_at_most_five(highest: int, labels: list[str]) -> None:
    drawing = draw(report(target=target(highest)))

    assert [each.label.text for each in drawing.gridlines] == labels


def test_a_target_amid_the_axis_leaves_no_hole_in_it() -> None:
    drawing = draw(report(figure(2024, 190), target=target(100), seen="2025-03-01"))

    assert [each.label.text for each in drawing.gridlines] == ["0", "50", "100", "150"]
    assert drawing.slot is not None
    assert drawing.gridlines[2].y == drawing.slot.box.bottom


def test_gridlines_of_things_that_are_counted_are_whole() -> None:
    drawing = draw(report(target=target(2)))

    assert [each.label.text for each in drawing.gridlines] == ["0", "1"]


def test_zero_stays_on_the_axis_when_values_are_negative() -> None:
    drawing = draw(report(figure(2023, -120), target=target(-100)))

    assert [each.label.text for each in drawing.gridlines] == ["−75", "−50", "−25", "0"]
    assert drawing.zero < drawing.marks[0].y < drawing.plot.bottom


def test_values_are_written_in_the_languages_own_unit() -> None:
    of = report(figure(2024, 423 * BILLION, "P"), target=target(500 * BILLION), **MONEY)

    assert shown(draw(of)) == [("hollow", "423.0")]
    assert shown(draw(of, lang="zh-hans")) == [("hollow", "4230")]


# Marks


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("A", "filled"),
        ("P", "hollow"),
        ("E", "hollow"),
        ("D", "diamond"),
        ("U", "diamond"),
        ("F", "diamond"),
    ],
)
def test_a_mark_shows_the_status(status: str, kind: str) -> None:
    assert shown(draw(report(figure(2023, 40, status)))) == [(kind, "40")]


def test_part_of_a_year_is_a_diamond() -> None:
    of = report(on("2023-08-31", 40, covers="to_date"))

    assert shown(draw(of)) == [("diamond", "40")]
    assert under(draw(of), 2023) == ["Jan–Aug"]
    assert under(draw(of, lang="zh-hans"), 2023) == ["1—8月"]


def test_another_definition_is_a_diamond_whatever_its_status() -> None:
    of = report(others=(other_series(figure(2023, 40)),))

    assert shown(draw(of)) == [("diamond", "40")]


def test_a_full_year_stands_for_its_year_alone() -> None:
    drawing = draw(report(on("2023-06-30", 20), figure(2023, 40)))

    assert shown(drawing) == [("filled", "40")]


def test_a_tip_says_all_there_is_of_a_figure() -> None:
    drawing = draw(report(on("2024-06-14", 2, "P"), target=target(3, 5)))

    assert drawing.marks[0].tip == "As of 14 June 2024: 2 clusters, provisional"


# Lines


def runs(drawing: Chart) -> list[list[int]]:
    years = {column.x: column.year for column in drawing.columns}
    return [[years[x] for x, _ in run] for run in drawing.runs]


def test_a_line_joins_neighbouring_years() -> None:
    drawing = draw(report(figure(2021, 10), figure(2022, 20, "P"), figure(2023, 30, "E")))

    assert runs(drawing) == [[2021, 2022, 2023]]


def test_a_line_does_not_bridge_a_year_without_a_figure() -> None:
    drawing = draw(report(figure(2021, 10), figure(2022, 20), figure(2024, 30)))

    assert runs(drawing) == [[2021, 2022]]


@pytest.mark.parametrize("status", ["D", "U", "F"])
def test_a_line_does_not_touch_what_is_only_shown(status: str) -> None:
    drawing = draw(report(figure(2021, 10), figure(2022, 20, status), figure(2023, 30)))

    assert runs(drawing) == []


def test_a_line_stops_at_a_break() -> None:
    drawing = draw(
        report(figure(2021, 10), figure(2022, 20), figure(2023, 30, break_kind="revised-base"))
    )

    assert runs(drawing) == [[2021, 2022]]
    assert [each.label and each.label.text for each in drawing.breaks] == ["revised base"]
    between = (drawing.columns[2].x + drawing.columns[3].x) / 2
    assert drawing.breaks[0].x == pytest.approx(between, abs=0.1)


def test_a_line_stops_at_a_break_that_a_figure_only_shown_begins() -> None:
    part = on("2022-03-31", 5, covers="to_date", break_kind="definition")
    drawing = draw(report(figure(2021, 10), part, figure(2022, 20)))

    assert runs(drawing) == []


def test_figures_on_another_definition_are_never_joined() -> None:
    drawing = draw(report(others=(other_series(figure(2021, 10), figure(2022, 20)),)))

    assert runs(drawing) == []


# The target


def test_an_awaited_target_is_a_box_open_at_the_top_from_the_lower_bound_up() -> None:
    slot = draw(report(figure(2023, 40))).slot

    assert slot is not None
    assert (slot.state, slot.box.top, slot.box.bottom) == ("open", 6, 82)
    assert [each and each.text for each in (*slot.small, slot.big)] == ["Target", "100"]
    assert slot.outline == "M652.1 6V82H709.5V6"


@pytest.mark.parametrize(
    ("of", "state"),
    [
        (report(figure(2025, 100)), "met"),
        (report(figure(2025, 99)), "missed"),
        (report(), "none"),
        (report(figure(2025, 100, "D")), "none"),
        (report(figure(2024, 90), figure(2025, 100, "U")), "none"),
        (report(figure(2024, 90)), "open"),
        (report(figure(2024, 120), seen="2025-06-01"), "open"),
    ],
)
def test_the_box_shows_what_became_of_the_target(of: IndicatorReport, state: str) -> None:
    slot = draw(of).slot

    assert slot is not None
    assert slot.state == state
    assert slot.outline.endswith("z") == (state != "open")


def test_a_ceiling_is_the_rim_of_its_box() -> None:
    drawing = draw(report(figure(2023, 40), target=target(None, 30, aim="fall")))

    assert drawing.slot is not None
    assert drawing.slot.box.height == 76
    assert drawing.slot.box.top < drawing.slot.box.bottom < drawing.zero
    assert drawing.marks[0].y < drawing.slot.box.top


def test_a_range_to_stay_in_is_a_box_from_bound_to_bound() -> None:
    drawing = draw(report(figure(2023, 4), target=target(1, 3, aim="within")))

    assert drawing.slot is not None
    assert drawing.band == drawing.slot.box
    assert drawing.bracket is None
    assert [key.text for key in drawing.legend] == ["final", "target range, 1 to 3"]


def test_a_range_that_is_met_is_filled_and_not_banded() -> None:
    drawing = draw(report(figure(2025, 2), target=target(1, 3, aim="within")))

    assert drawing.slot is not None
    assert (drawing.slot.state, drawing.band) == ("met", None)
    assert [key.text for key in drawing.legend] == ["final"]


@pytest.mark.parametrize(
    ("value", "status", "kind", "halos"),
    [(120, "A", "filled", [True]), (120, "P", "hollow", [True]), (90, "A", "filled", [False])],
)
def test_the_figure_in_a_filled_box_keeps_its_sign_on_paper(
    value: int, status: str, kind: str, halos: list[bool]
) -> None:
    drawing = draw(report(figure(2025, value, status)))

    assert [mark.halo for mark in drawing.marks] == halos
    assert shown(drawing) == [(kind, f"{value}")]


@pytest.mark.parametrize("size", sorted(STYLES))
@pytest.mark.parametrize("value", [99, 95, 80])
def test_the_label_of_a_figure_that_missed_lies_outside_the_box(value: int, size: str) -> None:
    drawing = draw(report(figure(2024, 90), figure(2025, value)), size=size)

    label = drawing.marks[-1].label
    assert drawing.slot is not None
    assert label is not None
    assert not box_of(label, drawing.style.value).meets(drawing.slot.box)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Target", "281,000,000–", "282,000,000"]),
        ("zh-hans", ["目标", "281,000,000—", "282,000,000"]),
    ],
)
def test_a_range_too_wide_for_one_line_stands_in_two(lang: str, words: list[str]) -> None:
    of = report(figure(2024, 10**8), target=target(281 * 10**6, 282 * 10**6, aim="within"))
    slot = draw(of, lang=lang, size="narrow").slot

    assert slot is not None
    assert [each and each.text for each in (*slot.small, slot.big)] == words


def test_words_in_a_filled_box_are_in_its_own_colour_and_no_others() -> None:
    drawing = draw(report(figure(2024, 50), figure(2025, 120)))

    assert drawing.slot is not None
    assert drawing.slot.big is not None
    assert drawing.slot.big.on_blue
    assert [mark.label and mark.label.on_blue for mark in drawing.marks] == [False, True]
    low = draw(report(figure(2024, 1), figure(2025, 2), target=target(2, 3, aim="within")))
    assert low.slot is not None
    assert low.slot.big is not None
    assert low.slot.big.on_blue


def test_the_words_of_a_box_that_is_too_low_for_them_stand_over_it() -> None:
    drawing = draw(report(figure(2021, 100), target=target(1, 3, aim="within")))

    assert drawing.slot is not None
    assert drawing.slot.big is not None
    assert (drawing.slot.box.height, drawing.slot.big.y < drawing.slot.box.top) == (6.9, True)


def test_a_tolerance_is_a_band_under_the_box() -> None:
    drawing = draw(report(figure(2023, 40), target=target(100, tolerance="0.05")))

    assert drawing.slot is not None
    assert drawing.band is not None
    assert drawing.band.top == drawing.slot.box.bottom
    assert drawing.band.height == 14.8  # 5 * 2.96
    assert [key.text for key in drawing.legend] == ["final", "within tolerance, 95 to 100"]


def test_a_bracket_spans_what_is_left_to_an_awaited_target() -> None:
    bracket = draw(report(figure(2023, 40))).bracket

    assert bracket is not None
    assert (bracket.top, bracket.bottom) == (86, 259.6)
    assert bracket.label is not None
    assert bracket.label.text == "60 to go"


@pytest.mark.parametrize(
    "of",
    [
        report(),
        report(figure(2025, 40)),
        report(figure(2024, 120), seen="2025-06-01"),
        report(figure(2023, 99)),  # too little to be seen
    ],
)
def test_there_is_no_bracket_without_a_distance_to_show(of: IndicatorReport) -> None:
    assert draw(of).bracket is None


def test_a_bracket_that_ends_at_the_axis_has_its_words_beside_it() -> None:
    drawing = draw(report(figure(2023, 1)))

    assert drawing.bracket is not None
    assert drawing.bracket.label is not None
    assert drawing.bracket.label.anchor == "end"
    assert drawing.bracket.label.y < drawing.plot.bottom


# Path and forecast


def test_the_path_runs_straight_from_the_baseline_to_the_target() -> None:
    start = figure(2020, 20)
    drawing = draw(report(start, figure(2023, 40), baseline=start))

    assert [y for _, y in drawing.path] == [318.8, 82]
    assert [x for x, _ in drawing.path] == [drawing.columns[0].x, drawing.columns[-1].x]


def test_a_path_of_even_growth_bends() -> None:
    start = figure(2020, 100)
    of = report(start, figure(2022, 150), baseline=start, target=target(400), path="compound")

    heights = [height for _, height in draw(of).path]

    assert len(heights) == 6
    steps = [before - after for before, after in pairwise(heights)]
    assert steps == sorted(steps)


def test_no_path_stands_beside_figures_of_the_middle_of_a_year() -> None:
    start = figure(2020, 0)
    drawing = draw(report(on("2021-08-16", 5), baseline=start))

    assert drawing.path == ()


def test_no_path_is_drawn_without_a_baseline() -> None:
    assert draw(report(figure(2023, 40))).path == ()


def test_the_pace_of_three_neighbouring_figures_is_carried_on_to_the_box() -> None:
    figures = figure(2021, 10), figure(2022, 20), figure(2023, 40)
    drawing = draw(report(*figures, seen="2024-03-01"))

    assert drawing.slot is not None
    (start, _), (end, height) = drawing.forecast
    assert start == drawing.marks[-1].x
    assert end == drawing.slot.box.left - 4
    years = (end - start) / (drawing.columns[1].x - drawing.columns[0].x)
    assert height == pytest.approx(378 - (40 + 15 * years) * 2.96, abs=0.2)


@pytest.mark.parametrize(
    "of",
    [
        report(figure(2022, 20), figure(2023, 40), seen="2024-03-01"),
        report(figure(2020, 10), figure(2022, 20), figure(2023, 40), seen="2024-03-01"),
        report(figure(2021, 10), figure(2022, 20), figure(2023, 40), seen="2026-03-01"),
        report(
            figure(2021, 10),
            figure(2022, 20),
            figure(2023, 40, break_kind="definition"),
            seen="2024-03-01",
        ),
    ],
)
def test_nothing_is_carried_on_from_less(of: IndicatorReport) -> None:
    assert draw(of).forecast == ()


# Words under the years


def test_a_year_says_why_it_has_no_figure() -> None:
    drawing = draw(report(figure(2021, 5, "P"), figure(2023, 40)))

    assert {column.year: under(drawing, column.year) for column in drawing.columns} == {
        2020: ["none found"],
        2021: ["provisional"],
        2022: ["none found"],
        2023: [],
        2024: ["none found"],
        2025: ["awaited"],
    }


def test_years_still_to_come_say_nothing() -> None:
    drawing = draw(report(figure(2023, 40), seen="2024-03-01"))

    assert (under(drawing, 2024), under(drawing, 2025)) == ([], [])


def test_narrow_columns_have_short_words_or_none() -> None:
    of = report(figure(2021, 5, "P"), figure(2023, 40, "U"))

    assert under(draw(of, size="narrow"), 2021) == ["provis."]
    assert under(draw(of, size="narrow"), 2023) == ["low", "reli-", "ability"]


def test_a_crowd_of_years_is_thinned_out_and_the_targets_is_kept() -> None:
    figures = [figure(2000 + place, place) for place in range(25)]
    drawing = draw(report(*figures), size="narrow")

    assert [column.year for column in drawing.columns if column.shown] == [
        2000,
        2005,
        2010,
        2015,
        2020,
        2025,
    ]
    assert all(column.lines == () for column in drawing.columns)


def test_a_crowd_of_figures_labels_the_latest_the_first_and_the_extremes() -> None:
    values = [50, 40, 30, 20, 10, 25, 40, 60, 80, 120, 90, 60, 40, 30, 35, 45, 55, 65, 75, 60]
    figures = [figure(2005 + place, value) for place, value in enumerate(values)]
    drawing = draw(report(*figures), size="narrow")

    labelled = {label for _, label in shown(drawing) if label}
    assert labelled == {"50", "10", "120", "60"}


@pytest.mark.parametrize(("years", "radius"), [(8, 5.5), (30, 3.5)])
def test_marks_of_a_crowd_are_smaller_and_do_not_touch(years: int, radius: float) -> None:
    drawing = draw(report(*(figure(2026 - years + each, 5) for each in range(years))), size="card")

    assert {mark.radius for mark in drawing.marks} == {radius}
    gaps = [after.x - before.x for before, after in pairwise(drawing.marks)]
    assert min(gaps) > 2 * radius


# What may be asked of it


def test_without_figures_the_target_alone_is_drawn() -> None:
    drawing = draw(report())

    assert drawing.marks == ()
    assert drawing.slot is not None


def test_without_figures_and_target_there_is_nothing_to_draw() -> None:
    assert chart(report(target=None), lang="en", size="wide") is None


def test_breakdowns_are_not_part_of_the_chart() -> None:
    part = other_series(figure(2023, 5), role="breakdown")

    assert chart(report(target=None, others=(part,)), lang="en", size="wide") is None


@pytest.mark.parametrize("size", sorted(STYLES))
def test_a_drawing_survives_json(size: str) -> None:
    drawing = draw(report(figure(2023, 40), baseline=figure(2020, 20)), size=size)

    assert json.loads(json.dumps(drawing.data)) == json.loads(json.dumps(asdict(drawing)))


VALUES = st.one_of(st.integers(-50, 120), st.integers(-(10**9), 10**9))


@st.composite
def reports(draw_from: Any) -> IndicatorReport:
    """1 to 30 years, any status, breaks, parts of years, every aim, other definitions."""
    first = draw_from(st.integers(1996, 2025))
    years = draw_from(
        st.lists(st.integers(first, min(first + 29, 2030)), unique=True, max_size=30).map(sorted)
    )
    figures = [_figure(draw_from, year) for year in years]
    baseline: Figure | None = next((each for each in figures if each.year == 2020), None)
    others = tuple(
        replace(
            other_series(*(figure(year, draw_from(VALUES)) for year in (2019, 2022))),
            name=text("Another", "另一"),
        )
        for _ in range(draw_from(st.integers(0, 2)))
    )
    aimed = _target(draw_from) if not years or draw_from(st.integers(0, 9)) else None
    return report(*figures, target=aimed, baseline=baseline, others=others)


def _figure(draw_from: Any, year: int) -> Figure:
    cut = draw_from(st.sampled_from(["", "", "", "", "definition", "revised-base"]))
    value, status = draw_from(VALUES), draw_from(st.sampled_from("AAAPEDUF"))
    if draw_from(st.integers(0, 5)):
        return figure(year, value, status, break_kind=cut)
    covers = draw_from(st.sampled_from(["to_date", "at_date"]))
    return on(f"{year}-08-31", value, status, covers=covers, break_kind=cut)


def _target(draw_from: Any) -> Target:
    aim, low = draw_from(st.sampled_from(["rise", "fall", "within"])), draw_from(VALUES)
    high = low + draw_from(st.one_of(st.integers(0, 20), st.integers(0, 10**8)))
    bounds = {"rise": (low, None), "fall": (None, high), "within": (low, high)}[aim]
    if draw_from(st.booleans()):
        bounds = (low, high)
    strict = aim != "within" and draw_from(st.booleans())
    tolerance = "0" if strict else draw_from(st.sampled_from(["0", "0.05", "0.2"]))
    return target(*bounds, aim=aim, strict=strict, tolerance=tolerance)


def words(drawing: Chart) -> list[tuple[str, Box]]:
    """Everything written in a drawing with the room it takes, apart from the words on the path."""
    style, slot = drawing.style, drawing.slot
    plain = [(each.label, style.year) for each in drawing.gridlines]
    plain += [(each.label, style.note) for each in drawing.breaks if each.label]
    plain += [(line, style.note) for each in drawing.columns for line in each.lines]
    plain += [(each, style.note) for each in (slot.small if slot else ())]
    bold = [(each.label, style.value) for each in drawing.marks if each.label]
    bold += [(slot.big, style.value + 2)] if slot and slot.big else []
    bracket = drawing.bracket
    bold += [(bracket.label, style.note)] if bracket and bracket.label else []
    years = [
        (Label(x=each.x, y=drawing.years_y, text=f"{each.year}"), style.year)
        for each in drawing.columns
        if each.shown
    ]
    return [(label.text, box_of(label, size, bold=False)) for label, size in plain] + [
        (label.text, box_of(label, size)) for label, size in bold + years
    ]


def shapes(drawing: Chart) -> list[tuple[str, Box]]:
    """What no word may cover: marks, break lines, the lines through figures, the path."""
    found = [("mark", around(mark.x, mark.y, 5.5)) for mark in drawing.marks]
    found += [
        ("break", Box(left=each.x - 0.5, right=each.x + 0.5, top=each.top, bottom=each.axis))
        for each in drawing.breaks
    ]
    lines = {"run": drawing.runs, "path": (drawing.path,), "pace": (drawing.forecast,)}
    found += [
        (name, box)
        for name, several in lines.items()
        for line in several
        for start, end in pairwise(line)
        for box in along(start, end)
    ]
    return found


@settings(deadline=None, max_examples=200, derandomize=True, database=None)
@given(of=reports(), size=st.sampled_from(sorted(STYLES)), lang=st.sampled_from(["en", "zh-hans"]))
def test_whatever_the_figures_the_drawing_is_legible(
    of: IndicatorReport, size: str, lang: str
) -> None:
    drawing = draw(of, lang=lang, size=size)
    paper = Box(left=-0.5, right=drawing.style.width + 0.5, top=-0.5, bottom=drawing.height)
    written, drawn = words(drawing), shapes(drawing)

    assert len(drawing.gridlines) <= 5
    assert [text for text, box in written if not box.within(paper)] == []
    assert [(a[0], b[0]) for a, b in combinations(written, 2) if a[1].meets(b[1])] == []
    assert [
        (text, name) for text, box in written for name, shape in drawn if box.meets(shape)
    ] == []
    for mark in drawing.marks:
        others = [
            (each.x, each.y) for each in drawing.marks if (each.x, each.y) != (mark.x, mark.y)
        ]
        box = mark.label and box_of(mark.label, drawing.style.value)
        assert not box or all(
            box.distance(each) > box.distance((mark.x, mark.y)) for each in others
        )
    assert all(around(each.x, each.y, 5.5).within(paper) for each in drawing.marks)
    assert all(drawing.plot.top <= mark.y <= drawing.plot.bottom for mark in drawing.marks)
    assert (drawing.slot is None) == (of.target is None)
    assert drawing.slot is None or drawing.slot.box.within(paper)
    assert Decimal(repr(drawing.zero)).is_finite()
