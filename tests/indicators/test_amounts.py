"""Numbers and amounts, as each language writes them."""

from decimal import Decimal

import pytest

from indicators.amounts import (
    amount,
    bare,
    difference,
    number,
    points,
    report_scale,
    share,
    singular,
    unit_heading,
)
from indicators.numbers import Scale
from lingang.styleguide.building import SHARE, target
from tests.indicators.judged import AMOUNT, MONEY, figure, report

BILLION = Scale(Decimal(10) ** 9, "billion")
YI = Scale(Decimal(10) ** 8, "yi")
MONEY_REPORT = report(**MONEY)
SHARE_REPORT = report(**SHARE)
COUNT_REPORT = report()
AMOUNT_REPORT = report(**AMOUNT)


@pytest.mark.parametrize(
    ("value", "places", "measure", "english", "chinese"),
    [
        ("2.5", 0, "count", "3", "3"),
        ("-2.5", 0, "count", "−3", "−3"),
        ("-0.4", 0, "count", "0", "0"),
        ("1493", 0, "count", "1,493", "1,493"),
        ("4230", 0, "money", "4,230", "4230"),
        ("9999.5", 0, "money", "10,000", "10,000"),
        ("12340", 0, "money", "12,340", "12,340"),
        ("1464.3", 1, "money", "1,464.3", "1464.3"),
    ],
)
def test_number_rounds_half_up_and_groups_by_language(
    value: str, places: int, measure: str, english: str, chinese: str
) -> None:
    written = [
        number(Decimal(value), places=places, lang=lang, measure=measure)
        for lang in ("en", "zh-hans")
    ]
    assert written == [english, chinese]


@pytest.mark.parametrize(
    ("value", "style", "english", "chinese"),
    [
        (423_000_000_000, "prose", "¥423 billion", "4230亿元"),
        (423_000_000_000, "table", "¥423.0bn", "4230亿元"),
        (423_000_000_000, "bare", "423.0", "4230"),
        (1_234_000_000_000, "prose", "¥1.234 trillion", "12,340亿元"),
        (600_000_000_000, "prose", "¥600 billion", "6000亿元"),
        (-3_900_000_000, "table", "−¥3.9bn", "−39亿元"),
        (1_234_000_000_000, "table", "¥1.234tn", "12,340亿元"),
        (40_000_000, "prose", "¥40 million", "4000万元"),
        (40_000_000, "table", "¥40.0m", "4000万元"),
        (120, "table", "¥120", "120元"),
        (0, "table", "¥0", "0元"),
    ],
)
def test_money_chooses_its_unit(value: int, style: str, english: str, chinese: str) -> None:
    written = [
        amount(Decimal(value), MONEY_REPORT, lang=lang, style=style) for lang in ("en", "zh-hans")
    ]
    assert written == [english, chinese]


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (1, "1 cluster", "1个"),
        (2, "2 clusters", "2个"),
        (0, "0 clusters", "0个"),
        (-1, "−1 cluster", "−1个"),
    ],
)
def test_one_of_something_is_singular(value: int, english: str, chinese: str) -> None:
    written = [amount(Decimal(value), COUNT_REPORT, lang=lang) for lang in ("en", "zh-hans")]
    assert written == [english, chinese]


def test_counts_take_commas_in_both_languages() -> None:
    written = [amount(Decimal(1493), COUNT_REPORT, lang=lang) for lang in ("en", "zh-hans")]
    assert written == ["1,493 clusters", "1,493个"]


def test_other_amounts_group_like_money_in_chinese() -> None:
    written = [amount(Decimal("1234.5"), AMOUNT_REPORT, lang=lang) for lang in ("en", "zh-hans")]
    assert written == ["1,234.5 hectares", "1234.5公顷"]


def test_prose_shows_the_decimals_a_value_needs() -> None:
    written = [
        amount(Decimal(146_430_000_000), MONEY_REPORT, lang=lang) for lang in ("en", "zh-hans")
    ]
    assert written == ["¥146.43 billion", "1464.3亿元"]


def test_no_more_decimals_than_the_indicator_has() -> None:
    # Two decimals in 亿元: 146.4357 billion is 1464.357亿元.
    written = [
        amount(Decimal(146_435_700_000), MONEY_REPORT, lang=lang) for lang in ("en", "zh-hans")
    ]
    assert written == ["¥146.436 billion", "1464.36亿元"]


def test_decimals_are_those_of_the_input_unit() -> None:
    in_wan = report(**(MONEY | {"input_unit": "wan", "decimals": 0}))
    written = [amount(Decimal(1_234_567), in_wan, lang=lang) for lang in ("en", "zh-hans")]
    assert written == ["¥1.23 million", "123万元"]


def test_number_groups_as_a_count_unless_told() -> None:
    assert number(Decimal(4230), places=0, lang="zh-hans") == "4,230"


def test_a_value_that_is_not_zero_never_reads_as_zero() -> None:
    written = difference(Decimal(400_000), MONEY_REPORT, lang="en", scale=BILLION, style="table")
    assert written == "¥0.0004bn"


def test_arithmetic_shows_every_decimal() -> None:
    assert bare(Decimal(146_435_700_000), MONEY_REPORT, BILLION, "en", exact=True) == "146.4357"


def test_shares_are_percentages() -> None:
    prose = amount(Decimal("0.3"), SHARE_REPORT, lang="en")
    table = amount(Decimal("0.3"), SHARE_REPORT, lang="zh-hans", style="table")
    assert [prose, table, share(Decimal("0.8455"), "en")] == ["30%", "30.0%", "84.6%"]


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("0.041667", "+4.2 points", "+4.2个百分点"),
        ("-0.0395", "−4.0 points", "−4.0个百分点"),
        ("0", "0.0 points", "0.0个百分点"),
    ],
)
def test_points_carry_a_sign(value: str, english: str, chinese: str) -> None:
    assert [points(Decimal(value), lang) for lang in ("en", "zh-hans")] == [english, chinese]


def test_two_shares_differ_by_points() -> None:
    gap = Decimal("-0.012")
    assert [
        difference(gap, SHARE_REPORT, lang="en"),
        difference(gap, SHARE_REPORT, lang="zh-hans", signed=True),
        difference(gap, SHARE_REPORT, lang="en", style="bare"),
    ] == ["1.2 points", "−1.2个百分点", "1.2"]


@pytest.mark.parametrize(
    ("value", "signed", "words"),
    [
        (400_000_000, True, "+¥0.4bn"),
        (-400_000_000, True, "−¥0.4bn"),
        (-400_000_000, False, "¥0.4bn"),
    ],
)
def test_difference_is_signed_on_request(value: int, signed: bool, words: str) -> None:
    written = difference(
        Decimal(value), MONEY_REPORT, lang="en", scale=BILLION, style="table", signed=signed
    )
    assert written == words


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("clusters", "cluster"),
        ("enterprises", "enterprise"),
        ("cases", "case"),
        ("industries", "industry"),
        ("branches", "branch"),
        ("losses", "loss"),
        ("boxes", "box"),
        ("brushes", "brush"),
        ("glass", "glass"),
        ("days of fog", "day of fog"),
        ("beds per 1,000 people", "bed per 1,000 people"),
        ("people", "person"),
        ("staff", "staff"),
    ],
)
def test_singular_of_what_is_counted(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_unit_heading_names_the_unit_of_bare_numbers() -> None:
    headings = [
        unit_heading(MONEY_REPORT, BILLION, "en"),
        unit_heading(MONEY_REPORT, YI, "zh-hans"),
        unit_heading(COUNT_REPORT, report_scale(COUNT_REPORT, "en"), "en"),
        unit_heading(COUNT_REPORT, report_scale(COUNT_REPORT, "zh-hans"), "zh-hans"),
        unit_heading(SHARE_REPORT, report_scale(SHARE_REPORT, "en"), "en"),
        unit_heading(MONEY_REPORT, Scale(Decimal(1), "one"), "en"),
    ]
    assert headings == ["¥ billion", "亿元", "clusters", "个", "%", "yuan"]


def test_one_scale_holds_for_figures_and_bounds() -> None:
    small_figure = report(figure(2024, 40_000_000), target=target(3_000_000_000), **MONEY)
    assert [report_scale(small_figure, lang).code for lang in ("en", "zh-hans")] == [
        "billion",
        "yi",
    ]
