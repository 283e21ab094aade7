"""What analysts type into the forms of figures and targets, and what they are told."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from indicators.forms import FigureForm
from indicators.models import Figure
from tests import making
from tests.admin_rooms import figure_data

pytestmark = pytest.mark.django_db

TAKEN = (
    "This series has a figure at this position already. Change that one; a figure as of "
    "31 December is the full-year figure."
)


def form(series: Any, *, row: Figure | None = None, **fields: Any) -> FigureForm:
    data = figure_data(series, **fields)
    if row:
        data["seen"] = fields.get("seen", row.version)
    return FigureForm(data, instance=row)


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("4230", "423000000000"),
        ("4230亿", "423000000000"),
        ("6,000亿元", "600000000000"),
        ("423 billion", "423000000000"),
        ("¥423bn", "423000000000"),
        ("４２３０", "423000000000"),
        ("−5.2", "-520000000"),
    ],
)
def test_value_is_read_in_the_indicators_unit(typed: str, yuan: str) -> None:
    money = making.series(making.indicator(**making.MONEY))
    read = form(money, value=typed)
    assert read.is_valid(), read.errors
    assert read.cleaned_data["value"] == Decimal(yuan)


def test_value_with_full_width_digits_counts() -> None:
    read = form(making.series(), value="１，４９３")
    assert read.is_valid(), read.errors
    assert read.cleaned_data["value"] == Decimal(1493)


def test_value_with_a_per_cent_sign_is_a_share() -> None:
    share = making.indicator(measure="share", input_unit="percent", decimals=1, unit="ratio")
    read = form(making.series(share), value="12.5%")
    assert read.is_valid(), read.errors
    assert read.cleaned_data["value"] == Decimal("0.125")


@pytest.mark.parametrize(
    ("typed", "en", "zh"),
    [
        (
            "2.5",
            "A count is a whole number. Check the digits after the point and the unit.",
            "计数应为整数。请核对小数部分和单位。",
        ),
        (
            "1e5",
            "Exponents such as 1e5 are not read. Write the number out, or with a unit like 亿.",
            "不支持1e5这类指数写法。请写出完整数字，或使用万、亿。",
        ),
        (
            "NaN",
            "This is not a number. Type digits, such as 4230 or 1,493.5.",
            "不是数字。请填写阿拉伯数字，如4230或1,493.5。",
        ),
    ],
)
def test_value_refusal_speaks_the_readers_language(typed: str, en: str, zh: str) -> None:
    series = making.series()
    with translation.override("en"):
        assert form(series, value=typed).errors == {"value": [en]}
    with translation.override("zh-hans"):
        assert form(series, value=typed).errors == {"value": [zh]}


def test_value_stands_in_the_input_unit() -> None:
    money = making.series(making.indicator(**making.MONEY))
    row = making.figure(money, 2024, "423000000000")
    assert FigureForm(instance=row).initial["value"] == "4230"


def test_value_left_alone_keeps_what_is_saved() -> None:
    """A saved value may be finer than anybody could type."""
    amount = making.series(making.indicator(measure="amount", input_unit="one", decimals=6))
    row = making.figure(amount, 2024, "123456789012345678.123456")
    kept = form(amount, row=row, value="123456789012345678.123456", note_en="Checked.")
    assert kept.is_valid(), kept.errors
    assert kept.cleaned_data["value"] == Decimal("123456789012345678.123456")


def test_value_left_alone_is_read_anew_under_another_series() -> None:
    goal = making.goal()
    money = making.series(making.indicator(goal, "output", **making.MONEY))
    count = making.series(making.indicator(goal, "projects"))
    row = making.figure(money, 2024, "423000000000")
    moved = form(count, row=row, value="4230")
    assert moved.is_valid(), moved.errors
    assert moved.cleaned_data["value"] == Decimal(4230)


def test_series_stand_under_their_indicators_with_the_unit() -> None:
    money = making.series(making.indicator(name_en="Output", **making.MONEY), name_en="Industry")
    with translation.override("en"):
        choices = list(FigureForm().fields["series"].choices)  # type: ignore[attr-defined]
    assert [(group, [label for _, label in each]) for group, each in choices[1:]] == [
        ("Output", ["Industry (亿元, ¥100 million)"])
    ]
    assert choices[1][1][0][0].value == money.pk


def test_series_option_says_what_a_bare_number_means() -> None:
    making.series(making.indicator(**making.MONEY))
    with translation.override("en"):
        html = str(FigureForm()["series"])
    hint = "A bare number is in 亿元, ¥100 million: 6000 is ¥600,000,000,000."
    assert html.count(f'data-hint="{hint}"') == 1
    with translation.override("zh-hans"):
        html = str(FigureForm()["series"])
    assert html.count('data-hint="只填数字时以“亿元”为单位：6000即600,000,000,000元。"') == 1


def test_two_figures_at_one_position_are_refused() -> None:
    series = making.series()
    making.figure(series, 2024, "63")
    with translation.override("en"):
        assert form(series).errors["__all__"][0] == TAKEN


def test_year_outside_the_plans_years_is_refused_at_the_field() -> None:
    with translation.override("en"):
        assert form(making.series(), year=2036).errors == {
            "year": ["This plan takes figures for 2015 to 2035."]
        }


def test_second_save_sees_the_first_ones_value() -> None:
    series = making.series()
    row = making.figure(series, 2024, "63")
    seen = row.version
    theirs = Figure.objects.get(pk=row.pk)
    theirs.value = Decimal(64)
    making.save(theirs, making.person("reviewer"))
    with translation.override("en"):
        mine = form(series, row=row, value="65", warning_reason="", seen=seen)
        found = mine.errors
    assert found["value"] == ["Saved by now: 64"]
    assert str(found["__all__"][0]).startswith("reviewer changed this at ")
    assert set(found) == {"value", "__all__"}
    assert (mine["value"].value(), mine["seen"].value()) == ("65", "2")


def test_second_save_goes_through_once_both_values_were_seen() -> None:
    series = making.series()
    row = making.figure(series, 2024, "63")
    making.save(Figure.objects.get(pk=row.pk), making.person("reviewer"))
    assert not form(series, row=row, value="65", seen=1).is_valid()
    again = form(series, row=Figure.objects.get(pk=row.pk), value="65", seen=2)
    assert again.is_valid(), again.errors


def test_version_that_was_read_must_be_sent() -> None:
    series = making.series()
    row = making.figure(series, 2024, "63")
    with translation.override("en"):
        assert form(series, row=row, seen="").errors == {"seen": ["This field is required."]}
