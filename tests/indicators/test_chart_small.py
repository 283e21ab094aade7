"""Small multiples by hand: 80 units of height between zero and the highest value of all."""

from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.chart_parts import SmallChart
from indicators.chart_small import small_multiples
from indicators.chart_text import Box, along, around, box_of
from indicators.report_types import Figure, Series
from lingang.styleguide.building import text
from tests.indicators.judged import figure, other_series, report


def part(*figures: Figure, name: str = "One") -> Series:
    made = other_series(*figures, role="breakdown")
    return replace(made, code=name.lower(), name=text(name, name))


def drawings(*parts: Series) -> list[SmallChart]:
    return small_multiples(report(target=None, others=parts), lang="en")


def test_all_share_one_scale_and_one_row_of_years() -> None:
    one, two = drawings(
        part(figure(2020, 100), figure(2024, 50)), part(figure(2022, 25), name="Two")
    )

    assert [(mark.x, mark.y) for mark in one.marks] == [(18, 24), (154, 64)]
    assert [(mark.x, mark.y) for mark in two.marks] == [(86, 84)]
    assert [each.text for each in one.years] == [each.text for each in two.years]
    assert [each.text for each in one.years] == ["2020", "2024"]
    assert (one.axis, one.half) == (two.axis, two.half) == (104, 64)


def test_first_and_last_have_values_and_the_final_ones_between_only_the_line() -> None:
    values = [figure(2020 + place, 10 * place) for place in range(1, 6)]
    (drawing,) = drawings(part(*values))

    assert [mark.label and mark.label.text for mark in drawing.marks] == ["10", "50"]
    assert len(drawing.runs) == 1
    assert drawing.tips == (
        "2021: 10 clusters, final",
        "2022: 20 clusters, final",
        "2023: 30 clusters, final",
        "2024: 40 clusters, final",
        "2025: 50 clusters, final",
    )


def test_what_is_not_final_and_what_ends_a_line_keeps_its_mark() -> None:
    (drawing,) = drawings(
        part(
            figure(2020, 10),
            figure(2021, 20),
            figure(2022, 30, break_kind="definition"),
            figure(2023, 40, "P"),
            figure(2024, 50),
        )
    )

    signs = [(mark.kind, mark.radius) for mark in drawing.marks]
    assert signs == [
        ("filled", 4.5),
        ("filled", 2.5),
        ("filled", 2.5),
        ("hollow", 4.5),
        ("filled", 4.5),
    ]
    assert [each.x for each in drawing.breaks] == [69]


def test_a_part_without_a_figure_has_no_mark_and_without_any_there_is_no_drawing() -> None:
    assert [len(each.marks) for each in drawings(part(figure(2020, 1)), part(name="Two"))] == [1, 0]
    assert drawings(part()) == []


@st.composite
def parts(draw_from: Any) -> list[Series]:
    """1 to 10 series of up to 30 years, any status and sign."""
    values = st.one_of(st.integers(-50, 100), st.integers(-(10**9), 10**9))
    return [
        part(
            *(
                figure(
                    year,
                    draw_from(values),
                    draw_from(st.sampled_from("AAAPEDU")),
                    break_kind=draw_from(st.sampled_from(["", "", "", "definition"])),
                )
                for year in draw_from(
                    st.lists(st.integers(1996, 2025), unique=True, max_size=30).map(sorted)
                )
            ),
            name=f"Part {place}",
        )
        for place in range(draw_from(st.integers(1, 10)))
    ]


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(of=parts())
def test_whatever_the_figures_no_value_covers_anything(of: list[Series]) -> None:
    for drawing in drawings(*of):
        words = [box_of(each.label, drawing.size) for each in drawing.marks if each.label]
        words += [box_of(each, drawing.size, bold=False) for each in drawing.years]
        shapes = [around(each.x, each.y, each.radius) for each in drawing.marks]
        shapes += [box for run in drawing.runs for pair in pairwise(run) for box in along(*pair)]
        paper = Box(left=0, right=drawing.width, top=0, bottom=drawing.height)
        assert all(each.within(paper) for each in words)
        assert not any(a.meets(b) for a, b in combinations(words, 2))
        assert not any(word.meets(shape) for word in words for shape in shapes)
