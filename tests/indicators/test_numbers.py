"""Numbers as analysts type them: what is read, as what, and what is refused and why."""

import time
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.numbers import NumberRefused, Scale, is_bounded, read, scale_for, scaled


def read_money(text: str) -> Decimal:
    """As in a row headed 亿元, with two places."""
    return read(text, measure="money", input_unit="yi", decimals=2)


def read_count(text: str) -> Decimal:
    return read(text, measure="count", input_unit="one", decimals=0)


def read_share(text: str) -> Decimal:
    return read(text, measure="share", input_unit="percent", decimals=1)


def read_amount(text: str) -> Decimal:
    return read(text, measure="amount", input_unit="one", decimals=6)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("6000", 600_000_000_000),
        ("4230.5", 423_050_000_000),
        ("4230亿", 423_000_000_000),
        ("6,000亿元", 600_000_000_000),
        ("6，000亿元", 600_000_000_000),
        ("４２３０．５亿元", 423_050_000_000),
        ("4230 亿元", 423_000_000_000),
        ("人民币4230亿元", 423_000_000_000),
        ("4230亿元人民币", 423_000_000_000),
        ("4千亿", 400_000_000_000),
        ("0.6万亿元", 600_000_000_000),
        ("42300000万元", 423_000_000_000),
        ("3千万元", 30_000_000),
        ("3百万元", 3_000_000),
        ("5十亿", 5_000_000_000),
        ("423 billion", 423_000_000_000),
        ("423\u00a0billion", 423_000_000_000),
        ("¥423bn", 423_000_000_000),
        ("￥423 BN", 423_000_000_000),
        ("RMB 423 billion", 423_000_000_000),
        ("CNY423,000 million", 423_000_000_000),
        ("423 billion yuan", 423_000_000_000),
        ("¥4230亿元", 423_000_000_000),
        ("1.2 trillion", 1_200_000_000_000),
        ("1.2tn", 1_200_000_000_000),
        ("600 mn", 600_000_000),
        ("600m", 600_000_000),
        ("5000 thousand", 5_000_000),
        ("5000k", 5_000_000),
        ("423000000000元", 423_000_000_000),
        ("¥423,000,000,000", 423_000_000_000),
        ("−5.2", -520_000_000),
        ("－5.2", -520_000_000),
        ("-¥5bn", -5_000_000_000),
        ("¥-5bn", -5_000_000_000),
        ("＋5", 500_000_000),
        ("  5\n", 500_000_000),
        ("5" + " " * 23, 500_000_000),
        ("0", 0),
    ],
)
def test_money_is_read_in_yuan(text: str, yuan: int) -> None:
    assert read_money(text) == yuan


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1493", 1493),
        ("1,493", 1493),
        ("１，４９３", 1493),
        ("1\u00a0493", 1493),
        ("1\u2009493", 1493),
        ("1\u202f493", 1493),
        ("1.2万", 12_000),
        ("1.2万家", 12_000),
        ("102 项", 102),
        ("16个", 16),
        ("3件", 3),
        ("1 million", 1_000_000),
        ("007", 7),
        ("0", 0),
        ("5.0", 5),
        ("-3", -3),
    ],
)
def test_counts_are_read_whole(text: str, count: int) -> None:
    assert str(read_count(text)) == str(count)


@pytest.mark.parametrize(
    ("text", "share"),
    [("12.5%", "0.125"), ("12.5", "0.125"), ("１２．５％", "0.125"), ("-0.5 %", "-0.005")],
)
def test_shares_are_read_as_fractions_of_one(text: str, share: str) -> None:
    assert str(read_share(text)) == share


def test_share_sign_wins_over_the_input_unit() -> None:
    assert read("12.5%", measure="share", input_unit="one", decimals=3) == Decimal("0.125")
    assert read("0.125", measure="share", input_unit="one", decimals=3) == Decimal("0.125")


def test_unit_that_is_named_wins_over_the_input_unit() -> None:
    assert read("5000000元", measure="money", input_unit="yi", decimals=2) == 5_000_000
    assert read("¥5000000", measure="money", input_unit="yi", decimals=2) == 5_000_000
    assert read("12000家", measure="count", input_unit="wan", decimals=1) == 12_000
    assert read("1.2", measure="count", input_unit="wan", decimals=1) == 12_000


def test_amounts_keep_their_places() -> None:
    assert str(read_amount("-5.20")) == "-5.2"
    assert str(read_amount("0.000001")) == "0.000001"
    assert str(read_amount("-0")) == "0"
    assert str(read_amount("-0.000")) == "0"


def test_reading_does_not_depend_on_the_decimal_context() -> None:
    with localcontext(prec=3):
        assert str(read_amount("999999999999999.123456")) == "999999999999999.123456"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("1234567890123456789012345", "too_long"),
        ("5" + " " * 24, "too_long"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("-inf", "not_a_number"),
        ("四千", "not_a_number"),
        ("٤٢", "not_a_number"),
        ("1e5", "exponent"),
        ("1.5E+5", "exponent"),
        ("12 345", "several_numbers"),
        ("3-5", "several_numbers"),
        ("3–5", "several_numbers"),
        ("5/7", "several_numbers"),
        ("1_000", "several_numbers"),
        ("1'000", "several_numbers"),
        ("5亿3000万", "several_numbers"),
        ("1.2.3", "several_points"),
        ("1.234.567,8", "several_points"),
        ("1,23", "bad_grouping"),
        ("1,2,3", "bad_grouping"),
        ("1,234,56", "bad_grouping"),
        ("1234,567", "bad_grouping"),
        ("12,3456", "bad_grouping"),
        ("0,123", "bad_grouping"),
        ("1.234,5", "bad_grouping"),
        ("1,234\u00a0567", "bad_grouping"),
        ("0.123,456", "bad_grouping"),
        (".5", "bad_grouping"),
        ("5.", "bad_grouping"),
        (",5", "bad_grouping"),
        ("4230亿万", "two_units"),
        ("¥423 billion亿", "two_units"),
        ("5 million bn", "two_units"),
        ("5 apples", "unknown_unit"),
        ("5 bn apples", "unknown_unit"),
        ("5万亿apples", "unknown_unit"),
        ("about 5", "unknown_unit"),
        ("--5", "unknown_unit"),
        ("-¥-5", "unknown_unit"),
        ("5²", "unknown_unit"),
        ("5%%", "unknown_unit"),
        ("(5.2)", "unknown_unit"),
        ("=5", "unknown_unit"),
        ("5元元", "unknown_unit"),
        ("$423bn", "other_currency"),
        ("423亿美元", "other_currency"),
        ("€5", "other_currency"),
        ("HKD 5bn", "other_currency"),
        ("5%", "not_a_share"),
        ("5家", "not_counted"),
        ("4230元", "too_small"),
        ("0.004", "too_small"),
        ("-0.0049", "too_small"),
        ("9999999999万亿", "too_large"),
        ("10000000000", "too_large"),
    ],
)
def test_money_that_is_not_surely_one_number_is_refused(text: str, code: str) -> None:
    with pytest.raises(NumberRefused) as refused:
        read_money(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5.5", "fraction_of_count"),
        ("1.23456万", "fraction_of_count"),
        ("¥5", "not_money"),
        ("5元", "not_money"),
        ("RMB5", "not_money"),
        ("12.5%", "not_a_share"),
        ("999999999999999999", None),
        ("1000000000000000000", "too_large"),
    ],
)
def test_count_is_a_whole_number_without_money_or_percent(text: str, code: str | None) -> None:
    assert refusal(text, measure="count", decimals=0) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("5万%", "scaled_share"), ("5 million", "scaled_share"), ("5元", "not_money")],
)
def test_share_takes_no_scale_and_no_money(text: str, code: str) -> None:
    assert refusal(text, measure="share", decimals=1) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0.0000001", "too_fine"),
        ("0.123456", None),
        ("0.0000010", None),
        ("1.2345678k", None),
        ("5个", "not_counted"),
        ("¥5", "not_money"),
    ],
)
def test_amount_has_six_places_and_no_unit_of_its_own(text: str, code: str | None) -> None:
    assert refusal(text, measure="amount", decimals=6) == code


def refusal(text: str, *, measure: str, decimals: int) -> str | None:
    """The code with which a text is refused, None if it is read."""
    try:
        read(text, measure=measure, input_unit="one", decimals=decimals)
    except NumberRefused as refused:
        return refused.code
    return None


def test_values_that_would_read_as_zero_are_refused() -> None:
    assert read_money("0.005") == 500_000
    assert refusal("0.4", measure="amount", decimals=0) == "too_small"
    assert refusal("0.5", measure="amount", decimals=0) is None


def test_refusal_says_what_is_wrong_in_both_languages() -> None:
    with pytest.raises(NumberRefused, match="Two units after one number") as refused:
        read_money("4230亿万")
    assert refused.value.reason == {
        "en": "Two units after one number. Keep one of them, such as 4230亿 or 423 billion.",
        "zh-hans": "一个数字带了两个单位。请只保留一个，如4230亿。",
    }


PIECES = st.sampled_from(
    [*"0123456789.,-+ %¥$eE_１，．－−亿万元家", "\u00a0", "bn", "billion", "RMB", "NaN", "m", "千"]
)
TYPED = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=12).map("".join))


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(
    TYPED,
    st.sampled_from(["money", "count", "share", "amount"]),
    st.sampled_from(["one", "wan", "yi", "percent"]),
    st.integers(0, 6),
)
def test_any_text_is_a_bounded_number_or_refused(
    text: str, measure: str, input_unit: str, decimals: int
) -> None:
    try:
        value = read(text, measure=measure, input_unit=input_unit, decimals=decimals)
    except NumberRefused:
        return
    assert is_bounded(value)
    assert str(value) == f"{value:f}"  # written out, without an exponent


def test_huge_text_is_refused_at_once() -> None:
    texts = ["9" * 10_000_000, " " * 10_000_000, ",1" * 5_000_000]
    started = time.perf_counter()
    for text in texts:
        with pytest.raises(NumberRefused) as refused:
            read_money(text)
        assert refused.value.code == "too_long"
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("value", "bounded"),
    [
        ("0", True),
        ("0E-99999999", True),
        ("999999999999999999.999999", True),
        ("-999999999999999999.999999", True),
        ("0.0000010000", True),
        ("1E17", True),
        ("1E18", False),
        ("0.0000001", False),
        ("1E-999999", False),
        ("1E999999", False),
        ("NaN", False),
        ("-Infinity", False),
    ],
)
def test_bounded_values_are_finite_with_18_and_6_digits(value: str, bounded: bool) -> None:
    assert is_bounded(Decimal(value)) is bounded


@pytest.mark.parametrize(
    ("largest", "english", "chinese"),
    [
        (0, "one", "one"),
        (9_999, "one", "one"),
        (10_000, "one", "wan"),
        (999_999, "one", "wan"),
        (1_000_000, "million", "wan"),
        (99_999_999, "million", "wan"),
        (100_000_000, "million", "yi"),
        (999_999_999, "million", "yi"),
        (1_000_000_000, "billion", "yi"),
        (999_999_999_999, "billion", "yi"),
        (1_000_000_000_000, "trillion", "yi"),
    ],
)
def test_money_takes_one_unit_from_its_largest_value(
    largest: int, english: str, chinese: str
) -> None:
    values = [Decimal(3), Decimal(-largest), Decimal(0)]
    assert scale_for(values, measure="money", lang="en").code == english
    assert scale_for(values, measure="money", lang="zh-hans").code == chinese


def test_other_measures_have_one_unit() -> None:
    values = [Decimal(10) ** 12]
    assert scale_for(values, measure="count", lang="en") == Scale(Decimal(1), "one")
    assert scale_for(values, measure="amount", lang="zh-hans") == Scale(Decimal(1), "one")
    assert scale_for(values, measure="share", lang="en") == Scale(Decimal("0.01"), "percent")
    assert scale_for([], measure="money", lang="en") == Scale(Decimal(1), "one")


def test_scaled_values_are_exact() -> None:
    yi = scale_for([Decimal(423_000_000_000)], measure="money", lang="zh-hans")
    percent = scale_for([], measure="share", lang="en")
    with localcontext(prec=3):
        assert scaled(Decimal(423_000_000_000), yi) == 4230
        assert scaled(Decimal("999999999999999999.999999"), yi) == Decimal(
            "9999999999.99999999999999"
        )
        assert scaled(Decimal("0.846153"), percent) == Decimal("84.6153")
