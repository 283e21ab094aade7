"""Days, sources and the words behind codes."""

from datetime import UTC, date, datetime

import pytest

from indicators import wording
from indicators.report_types import Figure
from lingang.styleguide.building import text
from tests.indicators.judged import figure, on, source

LANGUAGES = ("en", "zh-hans")


def test_pick_prefers_the_language_asked_for() -> None:
    assert wording.pick(text("Output", "产值"), "zh-hans") == ("产值", "zh-hans")


def test_pick_falls_back_and_says_in_which_language() -> None:
    picked = [wording.pick(text("", "产值"), "en"), wording.pick(text("Output", ""), "zh-hans")]
    assert picked == [("产值", "zh-hans"), ("Output", "en")]


def test_pick_of_nothing_stays_in_the_language_asked_for() -> None:
    assert wording.pick(text("", ""), "zh-hans") == ("", "zh-hans")


def test_days_in_both_languages() -> None:
    end, september = date(2025, 12, 31), date(2024, 9, 1)
    assert [wording.day(end, lang) for lang in LANGUAGES] == ["31 December 2025", "2025年12月31日"]
    assert [wording.short_day(september, lang) for lang in LANGUAGES] == ["1 Sep", "9月1日"]
    assert [wording.month(september, lang) for lang in LANGUAGES] == ["September 2024", "2024年9月"]


def test_minute_is_beijing_time_whatever_the_zone_of_the_moment() -> None:
    evening = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)
    assert [wording.minute(evening, lang) for lang in LANGUAGES] == [
        "23 November 2026, 01:05, Beijing time",
        "2026年11月23日01:05（北京时间）",
    ]
    assert wording.beijing_day(evening) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("published_on", "english", "chinese"),
    [
        ("2024-08-27", "27 August 2024", "2024年8月27日"),
        ("2024-08", "August 2024", "2024年8月"),
        ("2024", "2024", "2024年"),
        ("", "", ""),
    ],
)
def test_source_day_is_as_exact_as_known(published_on: str, english: str, chinese: str) -> None:
    assert [wording.source_day(published_on, lang) for lang in LANGUAGES] == [english, chinese]


@pytest.mark.parametrize(
    ("of", "covers", "when"),
    [
        (figure(2024, 1), ["full year", "全年"], ["in 2024", "2024年"]),
        (
            on("2021-08-31", 1),
            ["as of 31 August", "截至8月31日"],
            ["as of 31 August 2021", "截至2021年8月31日"],
        ),
        (
            on("2024-06-14", 1, source=source("2024-06-14")),
            ["as reported on 14 June", "6月14日报道"],
            ["as reported on 14 June 2024", "2024年6月14日报道"],
        ),
        (
            on("2021-08-31", 1, covers="to_date"),
            ["January–August", "1—8月累计"],
            ["in January–August 2021", "2021年1—8月累计"],
        ),
        (
            on("2021-08-15", 1, covers="to_date"),
            ["1 January–15 August", "1月1日—8月15日累计"],
            ["from 1 January to 15 August 2021", "2021年1月1日—8月15日累计"],
        ),
        (
            on("2024-01-31", 1, covers="to_date"),
            ["January", "1月"],
            ["in January 2024", "2024年1月"],
        ),
        (
            on("2024-02-28", 1, covers="to_date"),
            ["1 January–28 February", "1月1日—2月28日累计"],
            ["from 1 January to 28 February 2024", "2024年1月1日—2月28日累计"],
        ),
    ],
)
def test_what_a_figure_covers(of: Figure, covers: list[str], when: list[str]) -> None:
    assert [wording.covers(of, lang) for lang in LANGUAGES] == covers
    assert [wording.when(of, lang) for lang in LANGUAGES] == when


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("A", "final", "正式数"),
        ("P", "provisional", "初步数"),
        ("E", "estimate", "估算数"),
        ("F", "forecast", "预测数"),
        ("D", "definition differs", "口径不一致"),
        ("U", "low reliability", "可靠性较低"),
    ],
)
def test_status_words(code: str, english: str, chinese: str) -> None:
    assert [wording.status(code, lang) for lang in LANGUAGES] == [english, chinese]


def test_other_codes_have_words() -> None:
    words = [
        [wording.break_words("definition", lang) for lang in LANGUAGES],
        [wording.break_words("revised-base", lang) for lang in LANGUAGES],
        [wording.commitment_state("open", lang) for lang in LANGUAGES],
        [wording.commitment_state("delivered", lang) for lang in LANGUAGES],
        [wording.commitment_state("dropped", lang) for lang in LANGUAGES],
        [wording.strand("employment", lang) for lang in LANGUAGES],
        [wording.strand("capital", lang) for lang in LANGUAGES],
    ]
    assert words == [
        ["new definition", "口径调整"],
        ["revised base", "基数修订"],
        ["open", "未办结"],
        ["delivered", "已完成"],
        ["dropped", "已取消"],
        ["employment", "人员从业"],
        ["capital", "资金"],
    ]


def test_source_names_publisher_and_day() -> None:
    assert [wording.source_words(source(), lang) for lang in LANGUAGES] == [
        "China News Service, 20 February 2025",
        "中国新闻社，2025年2月20日",
    ]


def test_mirror_says_that_the_original_was_not_seen() -> None:
    mirror = source("2022", kind="mirror")
    assert [wording.source_words(mirror, lang) for lang in LANGUAGES] == [
        "China News Service, 2022, quoted from a copy, original not seen",
        "中国新闻社，2022年，转引，未见原文",
    ]


def test_source_without_a_day_names_the_publisher_alone() -> None:
    assert wording.source_words(source(""), "en") == "China News Service"
