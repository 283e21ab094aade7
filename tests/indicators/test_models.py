"""What indicators, series, targets and figures refuse: in words, and in the database."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import models

from indicators.models import Commentary, Figure, Indicator, Series, Target
from tests import making
from tests.refusing import by_database, said, sql

pytestmark = pytest.mark.django_db

Fields = dict[str, Any]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def refused(row: models.Model, changes: Fields, *, by: str) -> dict[str, list[str]]:
    """Have the database refuse the changes by a constraint; what `full_clean` says of them."""
    with by_database(by):
        type(row)._default_manager.filter(pk=row.pk).update(**changes)
    for name, value in changes.items():
        setattr(row, name, value)
    return said(row)


# Figures

TAKEN = (
    "This series has a figure at this position already. Change that one; a figure "
    "as of 31 December is the full-year figure."
)
DAY_NEEDED = "A full-year figure has no day; the other two need the day they stand for."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"covers": "at_date", "as_of": day("2024-12-31")}),
        ({"covers": "at_date", "as_of": day("2024-12-31")}, {}),
        ({}, {"covers": "to_date", "as_of": day("2024-12-31")}),
        (
            {"covers": "at_date", "as_of": day("2024-06-30")},
            {"covers": "at_date", "as_of": day("2024-06-30")},
        ),
        (
            {"covers": "at_date", "as_of": day("2024-06-30")},
            {"covers": "to_date", "as_of": day("2024-06-30")},
        ),
    ],
)
def test_figure_at_a_position_that_is_taken_is_refused(first: Fields, second: Fields) -> None:
    series = making.series()
    taken = making.figure(series, 2024, "1", **first)
    second = {"series": series, "year": 2024, "value": Decimal(2)} | second
    row = Figure(updated_by=taken.updated_by, **second)
    with by_database("figure_once_a_position"):
        Figure.objects.bulk_create([row])
    assert said(row) == {"__all__": [TAKEN]}


def test_figures_stand_side_by_side_at_other_positions_and_in_other_series() -> None:
    series = making.series()
    making.figure(series, 2024, "1")
    making.figure(series, 2024, "1", day="2024-12-30")
    making.figure(series, 2024, "1", day="2024-06-30", covers="to_date")
    making.figure(series, 2023, "1", day="2023-12-31")
    making.figure(making.series(series.indicator, "other", role="other_definition"), 2024, "1")
    assert Figure.objects.count() == 5


@pytest.mark.parametrize(
    ("changes", "constraint", "sentences"),
    [
        (
            {"covers": "at_date"},
            "figure_day_fits_coverage",
            {"__all__": [DAY_NEEDED]},
        ),
        (
            {"covers": "to_date"},
            "figure_day_fits_coverage",
            {"__all__": [DAY_NEEDED]},
        ),
        (
            {"as_of": day("2024-06-30")},
            "figure_day_fits_coverage",
            {"__all__": [DAY_NEEDED]},
        ),
        (
            {"covers": "month"},
            "figure_day_fits_coverage",
            {"covers": ["Value 'month' is not a valid choice."]},
        ),
        (
            {"covers": "at_date", "as_of": day("2023-12-31")},
            "figure_day_in_year",
            {"__all__": ["The day must lie in the figure's year."]},
        ),
        (
            {"year": 2014},
            "the figure does not fit its indicator",
            {"year": ["This plan takes figures for 2015 to 2035."]},
        ),
        (
            {"year": 2036},
            "the figure does not fit its indicator",
            {"year": ["This plan takes figures for 2015 to 2035."]},
        ),
        (
            {"value": Decimal("1.5")},
            "the figure does not fit its indicator",
            {"value": ["A count is a whole number."]},
        ),
        (
            {"obs_status": "X"},
            "figure_codes_known",
            {"obs_status": ["Value 'X' is not a valid choice."]},
        ),
        (
            {"break_kind": "moved"},
            "figure_codes_known",
            {"break_kind": ["Value 'moved' is not a valid choice."]},
        ),
    ],
)
def test_figure_that_does_not_fit_is_refused(
    changes: Fields, constraint: str, sentences: dict[str, list[str]]
) -> None:
    figure = making.figure(making.series(), 2024, "1")
    assert refused(figure, changes, by=constraint) == sentences


@pytest.mark.parametrize("year", [2015, 2035])
def test_figure_may_stand_for_the_first_and_the_last_year_of_its_plan(year: int) -> None:
    making.figure(making.series(), year, "1")
    assert Figure.objects.get().year == year


def test_figure_of_a_flow_never_stands_on_a_day() -> None:
    flow = making.indicator(**making.MONEY)
    figure = making.figure(making.series(flow), 2024, "1", day="2024-06-30", covers="to_date")
    sentences = refused(figure, {"covers": "at_date"}, by="does not fit its indicator")
    assert sentences == {
        "covers": ["A flow accrues over time: choose the full year, or 1 January to a day."]
    }


@pytest.mark.parametrize(
    ("written", "by", "sentence"),
    [
        ("NaN", "figure_value_finite", "“NaN” value must be a decimal number."),
        ("Infinity", "numeric field overflow", "“Infinity” value must be a decimal number."),
        ("-Infinity", "numeric field overflow", "“-Infinity” value must be a decimal number."),
        (
            "1000000000000000000",
            "numeric field overflow",
            "Ensure that there are no more than 18 digits before the decimal point.",
        ),
        (
            "-1000000000000000000",
            "numeric field overflow",
            "Ensure that there are no more than 18 digits before the decimal point.",
        ),
    ],
)
def test_figure_value_is_a_finite_number_of_18_digits(written: str, by: str, sentence: str) -> None:
    figure = making.figure(making.series(), 2024, "1")
    with by_database(by):
        sql("UPDATE indicators_figure SET value = %s", written)
    figure.value = Decimal(written)
    assert said(figure) == {"value": [sentence]}


def test_figure_value_has_six_places() -> None:
    figure = making.figure(making.series(making.indicator(measure="amount")), 2024, "0.000001")
    figure.refresh_from_db()
    assert figure.value == Decimal("0.000001")
    figure.value = Decimal("0.0000001")
    assert said(figure) == {"value": ["Ensure that there are no more than 6 decimal places."]}


def test_figure_value_of_a_million_digits_is_refused_at_once() -> None:
    figure = making.figure(making.series(), 2024, "1")
    figure.value = Decimal("1e1000000")
    assert said(figure) == {"value": ["Ensure that there are no more than 24 digits in total."]}


def test_figure_value_keeps_17_digits() -> None:
    making.figure(making.series(), 2024, "99999999999999999")
    assert Figure.objects.get().value == Decimal("99999999999999999")


# Series

SECOND_HEADLINE = "This indicator has a headline series already. Give one of the two another role."


def test_series_second_headline_is_refused() -> None:
    first = making.series()
    second = making.series(first.indicator, "stock", role="other_definition")
    sentences = refused(second, {"role": "headline"}, by="series_one_headline_an_indicator")
    assert sentences == {"__all__": [SECOND_HEADLINE]}


def test_series_headline_may_stand_in_each_indicator() -> None:
    goal = making.goal()
    making.series(making.indicator(goal, "one"))
    making.series(making.indicator(goal, "two"))
    assert Series.objects.filter(role="headline").count() == 2


def test_series_code_is_there_once_an_indicator() -> None:
    first = making.series()
    second = making.series(first.indicator, "stock", role="breakdown")
    sentences = refused(second, {"code": "all"}, by="series_code_once_an_indicator")
    assert sentences == {"__all__": ["This indicator has a series with this code already."]}


def test_series_role_is_one_of_three() -> None:
    sentences = refused(making.series(), {"role": "main"}, by="series_role_known")
    assert sentences == {"role": ["Value 'main' is not a valid choice."]}


# Targets

BOUND_NEEDED = {"__all__": ["A rise needs a lower bound, a fall an upper bound, a range both."]}
IN_ORDER = {"__all__": ["The lower bound must not be above the upper one."]}
TOLERANCE = {"__all__": ["A tolerance is a share from 0 up to, not including, 1."]}
STRICT = {"__all__": ["“More than” goes with neither a tolerance nor a range to stay within."]}
RANGE = {"aim": "within", "lower": Decimal(1), "upper": Decimal(3)}


@pytest.mark.parametrize(
    ("changes", "constraint", "sentences"),
    [
        ({"lower": None}, "target_has_its_bound", BOUND_NEEDED),
        ({"lower": None, "upper": Decimal(5)}, "target_has_its_bound", BOUND_NEEDED),
        ({"aim": "fall"}, "target_has_its_bound", BOUND_NEEDED),
        ({"aim": "within"}, "target_has_its_bound", BOUND_NEEDED),
        (RANGE | {"lower": None}, "target_has_its_bound", BOUND_NEEDED),
        (
            {"aim": "keep"},
            "target_has_its_bound",
            {"aim": ["Value 'keep' is not a valid choice."]},
        ),
        ({"upper": Decimal("99.999999")}, "target_bounds_in_order", IN_ORDER),
        (RANGE | {"upper": Decimal(0)}, "target_bounds_in_order", IN_ORDER),
        ({"tolerance": Decimal(1)}, "target_tolerance_is_share", TOLERANCE),
        (
            {"tolerance": Decimal("-0.05")},
            "target_tolerance_is_share",
            {"tolerance": ["Ensure this value is greater than or equal to 0."]},
        ),
        ({"strict": True, "tolerance": Decimal("0.05")}, "target_strict_or_tolerant", STRICT),
        (RANGE | {"strict": True}, "target_strict_or_tolerant", STRICT),
        (
            {"year": 2020},
            "a target falls due after the baseline year",
            {"year": ["A target falls due after the baseline year 2020."]},
        ),
    ],
)
def test_target_that_cannot_be_judged_is_refused(
    changes: Fields, constraint: str, sentences: dict[str, list[str]]
) -> None:
    target = making.target(making.indicator())
    assert refused(target, changes, by=constraint) == sentences


@pytest.mark.parametrize(
    "changes",
    [
        {"year": 2021},
        {"upper": Decimal(100)},
        {"upper": Decimal(500)},
        {"strict": True},
        {"tolerance": Decimal("0.999999")},
        {"aim": "fall", "lower": None, "upper": Decimal(0)},
        {"aim": "fall", "lower": None, "upper": Decimal(-5), "strict": True},
        RANGE,
        RANGE | {"tolerance": Decimal("0.05")},
    ],
)
def test_target_that_can_be_judged_is_taken(changes: Fields) -> None:
    target = making.target(making.indicator())
    for name, value in changes.items():
        setattr(target, name, value)
    making.save(target)
    assert Target.objects.filter(**changes).count() == 1


@pytest.mark.parametrize("bound", ["lower", "upper"])
@pytest.mark.parametrize(
    ("written", "by"),
    [("NaN", "target_bounds_"), ("1e18", "numeric field overflow")],
)
def test_target_bound_is_a_finite_number_of_18_digits(bound: str, written: str, by: str) -> None:
    target = making.target(making.indicator())
    with by_database(by):
        sql(f"UPDATE indicators_target SET {bound} = %s", written)
    setattr(target, bound, Decimal(written))
    assert list(said(target)) == [bound]


def test_target_is_there_once_a_year() -> None:
    target = making.target(making.indicator(), year=2023)
    making.target(target.indicator, year=2025)
    sentences = refused(target, {"year": 2025}, by="target_once_a_year")
    assert sentences == {"__all__": ["This indicator has a target for this year already."]}


# Indicators

FROM_LISTS = "indicator_choices_known"
PER_CENT = {"__all__": ["A share is typed in per cent, and nothing else is."]}


@pytest.mark.parametrize(
    ("changes", "constraint", "sentences"),
    [
        (
            {"from_zero": True},
            "indicator_from_zero_is_running_total",
            {"__all__": ["Only a running total can start at 0 with the plan."]},
        ),
        (
            {"nature": "level"},
            FROM_LISTS,
            {"nature": ["Value 'level' is not a valid choice."]},
        ),
        (
            {"measure": "weight"},
            FROM_LISTS,
            {"measure": ["Value 'weight' is not a valid choice."]},
        ),
        (
            {"input_unit": "million"},
            FROM_LISTS,
            {"input_unit": ["Value 'million' is not a valid choice."]},
        ),
        (
            {"path": "curved"},
            FROM_LISTS,
            {"path": ["Value 'curved' is not a valid choice."]},
        ),
        ({"measure": "share"}, "indicator_percent_is_share", PER_CENT),
        ({"input_unit": "percent"}, "indicator_percent_is_share", PER_CENT),
    ],
)
def test_indicator_that_does_not_fit_together_is_refused(
    changes: Fields, constraint: str, sentences: dict[str, list[str]]
) -> None:
    assert refused(making.indicator(), changes, by=constraint) == sentences


def test_indicator_of_another_plan_s_goal_is_refused() -> None:
    indicator = making.indicator()
    goal = making.goal(making.plan("another"))
    sentences = refused(indicator, {"goal": goal}, by="the goal belongs to another plan")
    assert sentences == {"goal": ["This goal belongs to another plan."]}


def test_indicator_code_is_there_once_a_plan() -> None:
    first = making.indicator(code="one")
    second = making.indicator(making.goal(first.plan, 2), code="two")
    sentences = refused(second, {"code": "one"}, by="indicator_code_once_a_plan")
    assert sentences == {"__all__": ["This plan has an indicator with this code already."]}


def test_indicator_with_figures_on_a_day_is_no_flow() -> None:
    indicator = making.indicator()
    making.figure(making.series(indicator), 2024, "1", day="2024-06-30")
    indicator.nature = "flow"
    assert said(indicator) == {
        "nature": ["Figures of this indicator stand on a day, as those of a flow do not."]
    }


def test_indicator_with_fractions_is_no_count() -> None:
    indicator = making.indicator(measure="amount")
    figure = making.figure(making.series(indicator), 2024, "1.5")
    indicator.measure = "count"
    assert said(indicator) == {
        "measure": ["Figures of this indicator are no whole numbers, as counts are."]
    }
    figure.value = Decimal("2.000000")
    making.save(figure)
    indicator.full_clean()


def test_indicator_has_at_most_six_decimals() -> None:
    indicator = making.indicator()
    indicator.decimals = 7
    assert said(indicator) == {"decimals": ["Ensure this value is less than or equal to 6."]}


@pytest.mark.parametrize("column", ["name_en", "name_zh", "definition_en", "unit_name_zh"])
def test_indicator_is_named_and_defined_in_both_languages(column: str) -> None:
    indicator = making.indicator()
    setattr(indicator, column, "")
    assert said(indicator) == {column: ["This field cannot be blank."]}


# Commentary


def test_commentary_is_there_once_a_year() -> None:
    first = making.commentary(making.indicator(), 2023)
    second = making.commentary(first.indicator, 2024)
    sentences = refused(second, {"year": 2023}, by="commentary_once_a_year")
    assert sentences == {"__all__": ["This indicator has a commentary for this year already."]}


def test_commentary_says_the_cause_in_one_language() -> None:
    commentary = making.commentary(making.indicator(), cause_zh="")
    sentences = refused(commentary, {"cause_en": ""}, by="commentary_says_cause")
    assert sentences == {"__all__": ["Write the cause in at least one language."]}


def test_commentary_has_200_characters() -> None:
    commentary = making.commentary(making.indicator(), cause_zh="因" * 200)
    commentary.cause_zh = "因" * 201
    assert said(commentary) == {
        "cause_zh": ["Ensure this value has at most 200 characters (it has 201)."]
    }


def test_strings_say_what_rows_are() -> None:
    figure = making.figure(making.series(), 2024, "1")
    indicator = figure.series.indicator
    assert [str(row) for row in (indicator, figure.series, figure, making.target(indicator))] == [
        "Projects",
        "Projects · All of them",
        "Projects · All of them · 2024",
        "Projects · 2025",
    ]
    assert str(Commentary(indicator=indicator, year=2023)) == "Projects · 2023"
    assert isinstance(indicator, Indicator)
