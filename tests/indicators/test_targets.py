"""What was promised, in words and in a slot."""

from typing import Any

import pytest

from indicators.report_types import Target
from indicators.targets import target_short, target_words
from lingang.styleguide.building import SHARE, target
from tests.indicators.judged import MONEY, report


def _words(of: Target, **fields: Any) -> list[str]:
    made = report(target=of, **fields)
    written = [target_words(made, lang) for lang in ("en", "zh-hans")]
    return written + [target_short(made, lang) for lang in ("en", "zh-hans")]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (target(100), ["at least 100", "不少于100个", "100", "100"]),
        (target(1000, strict=True), ["more than 1,000", "超过1,000个", ">1,000", ">1,000"]),
        (target(None, 10, aim="fall"), ["at most 10", "不超过10个", "≤10", "≤10"]),
        (target(None, 10, aim="fall", strict=True), ["less than 10", "低于10个", "<10", "<10"]),
        (target(3, 5), ["3–5", "3—5个", "3–5", "3—5"]),
        (target(1, 3, aim="within"), ["between 1 and 3", "1—3个之间", "1–3", "1—3"]),
        (target(3, 3, aim="within"), ["3", "3个", "3", "3"]),
        (target(0, 5), ["0–5", "0—5个", "0–5", "0—5"]),
        (target(-5, 3), ["−5 to 3", "−5至3个", "−5 to 3", "−5至3"]),
    ],
)
def test_target_on_a_count(of: Target, expected: list[str]) -> None:
    assert _words(of) == expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (
            target(600_000_000_000, tolerance="0.05"),
            ["about ¥600 billion", "约6000亿元", "about 600", "约6000"],
        ),
        (target(500_000_000_000), ["at least ¥500 billion", "不低于5000亿元", "500", "5000"]),
        (
            target(300_000_000_000, 500_000_000_000),
            ["¥300–500 billion", "3000—5000亿元", "300–500", "3000—5000"],
        ),
        (
            target(300_000_000_000, 500_000_000_000, aim="within"),
            [
                "between ¥300 billion and ¥500 billion",
                "3000—5000亿元之间",
                "300–500",
                "3000—5000",
            ],
        ),
    ],
)
def test_target_on_money(of: Target, expected: list[str]) -> None:
    assert _words(of, **MONEY) == expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (target("0.3"), ["at least 30%", "不低于30%", "30", "30"]),
        (target("0.01", "0.03"), ["1–3%", "1%—3%", "1–3", "1—3"]),
        (
            target("0.01", "0.03", aim="within"),
            ["between 1% and 3%", "1%—3%之间", "1–3", "1—3"],
        ),
    ],
)
def test_target_on_a_share(of: Target, expected: list[str]) -> None:
    assert _words(of, **SHARE) == expected


@pytest.mark.parametrize(
    ("of", "english"),
    [
        (target(100), "at least 100 clusters"),
        (target(1), "at least 1 cluster"),
        (target(3, 5), "3–5 clusters"),
        (target(1, 3, aim="within"), "between 1 and 3 clusters"),
    ],
)
def test_target_in_a_sentence_names_what_is_counted(of: Target, english: str) -> None:
    assert target_words(report(target=of), "en", with_unit=True) == english


def test_interim_target_is_written_like_the_final_one() -> None:
    made = report(target=target(100))
    interim = target(40, year=2023)
    assert [target_words(made, "en", target=interim), target_short(made, "en", target=interim)] == [
        "at least 40",
        "40",
    ]


def test_no_target_has_no_words() -> None:
    made = report(target=None)
    assert [target_words(made, "en"), target_short(made, "zh-hans")] == ["", ""]
