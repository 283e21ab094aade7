"""The method's text: complete, in both languages, and in step with the code that judges."""

import re

from indicators import progress
from indicators.method import METHOD
from indicators.verdict_words import MEANINGS, verdict_entry

EVERY_TEXT = [text for p in METHOD.passages for text in (p.heading, *p.paragraphs)]


def test_method_has_its_passages_in_order() -> None:
    assert [passage.heading["en"] for passage in METHOD.passages] == [
        "What is judged",
        "What is shown but never judged",
        "The starting figure",
        "How a target is read",
        "What each verdict means",
        "Marks beside a verdict",
        "Completion, share of the way, share of time",
        "Pace, and where its limits come from",
        "When a series breaks",
        "Releases and revisions",
        "Promises without a number",
        "Glossary",
    ]


def test_every_passage_says_something() -> None:
    assert [passage.heading["en"] for passage in METHOD.passages if not passage.paragraphs] == []


def test_every_text_stands_in_both_languages() -> None:
    assert [text for text in EVERY_TEXT if not text["en"] or not text["zh-hans"]] == []


def test_chinese_is_chinese_and_english_is_not() -> None:
    chinese = re.compile(r"[一-鿿]")
    # One Chinese term is explained in the English text.
    mixed = [
        text["en"] for text in EVERY_TEXT if chinese.search(text["en"].replace("序时进度", ""))
    ]
    missing = [text["zh-hans"] for text in EVERY_TEXT if not chinese.search(text["zh-hans"])]
    assert (mixed, missing) == ([], [])


def test_paragraphs_carry_no_line_breaks_or_markup() -> None:
    flawed = [each for text in EVERY_TEXT for each in (text["en"], text["zh-hans"])]
    assert [each for each in flawed if "\n" in each or "#" in each or "{" in each] == []


def test_chinese_lines_are_joined_without_spaces() -> None:
    spaced = re.compile(r"[一-鿿，。；：、] [一-鿿]")
    assert [text["zh-hans"] for text in EVERY_TEXT if spaced.search(text["zh-hans"])] == []


def test_every_verdict_is_explained_in_the_order_of_summaries() -> None:
    listed = METHOD.passages[4].paragraphs[1:]
    assert [text["en"].split(". ")[0] for text in listed] == [
        "Missed",
        "Far behind",
        "Moving away",
        "Outside the range",
        "Behind",
        "Awaiting the target year’s figure",
        "No figure found",
        "Only on another basis",
        "Not assessed",
        "On track",
        "Ahead",
        "At the target level",
        "Met",
        "Met early",
        "Tracked, no target",
    ]
    assert listed[0] == {
        "en": verdict_entry("missed", "en"),
        "zh-hans": verdict_entry("missed", "zh-hans"),
    }


def test_no_verdict_lacks_a_meaning() -> None:
    codes = set(progress.VERDICT_ORDER) - {"no_figure"} | {"none_found", "other_basis"}
    assert set(MEANINGS) == codes


def test_text_and_judging_carry_the_same_version() -> None:
    releases = METHOD.passages[9].paragraphs[1]
    assert METHOD.version == progress.METHOD_VERSION
    assert f"version {METHOD.version} of the method" in releases["en"]
    assert f"第{METHOD.version}版" in releases["zh-hans"]


def test_pace_limits_are_those_of_the_code() -> None:
    pace = METHOD.passages[7].paragraphs[0]
    assert re.findall(r"\d\.\d\d", pace["en"]) == ["1.05", "0.95", "0.60"]
    cuts = [f"{float(cut):.2f}" for _, _, cut in progress.PACE_CUTS]
    assert cuts == ["1.05", "0.95", "0.60"]
