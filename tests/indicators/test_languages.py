"""Small words and joints in both languages."""

import pytest

from indicators.languages import capital, listed, numeral, uncapital

LANGUAGES = ("en", "zh-hans")


def test_numerals_are_words_up_to_ten() -> None:
    assert [numeral(count, "en") for count in range(12)] == [
        *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        "11",
    ]
    assert [numeral(count, "zh-hans") for count in range(12)] == [
        *("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"),
        "11",
    ]


@pytest.mark.parametrize(
    ("parts", "english", "chinese"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a、b"),
        (["a", "b", "c"], "a, b and c", "a、b、c"),
    ],
)
def test_lists_are_joined_by_language(parts: list[str], english: str, chinese: str) -> None:
    assert [listed(parts, lang) for lang in LANGUAGES] == [english, chinese]


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("All industry", "all industry"),
        ("R&D projects", "R&D projects"),
        ("全部工业", "全部工业"),
        ("", ""),
    ],
)
def test_name_inside_a_sentence(name: str, inside: str) -> None:
    assert uncapital(name) == inside


def test_sentence_starts_with_a_capital() -> None:
    assert [capital("three await"), capital("三项"), capital("")] == ["Three await", "三项", ""]
