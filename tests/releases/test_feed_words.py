"""What a feed says of a release, in both languages."""

from dataclasses import replace
from decimal import Decimal

from indicators.report_types import Revision
from releases import feed_words
from releases.revisions import compare
from tests.releases.test_changes import HELD, report, text
from tests.releases.test_revision_words import MISSED, comparison, counted
from tests.releases.test_revisions import kept


def test_a_feed_names_each_verdict_that_changed() -> None:
    found = comparison(counted(HELD), counted(HELD, verdict=MISSED))
    assert feed_words.entry_lines(found, "en") == [
        "Since release 1 (1 March 2024): 1 verdict changed.",
        "Projects: was “Met”, now “Missed, by 5 projects”.",
    ]
    assert feed_words.entry_lines(found, "zh-hans")[1:] == [
        "项目数：由“已实现”变为“未实现，差5项”。"
    ]
    assert len(feed_words.entry_lines(compare(None, kept(1, counted(HELD))), "en")) == 1


def test_a_feed_names_a_new_indicator() -> None:
    old, new = kept(1, counted(HELD)), kept(2, counted(HELD), report(code="b", name=text("B")))
    assert feed_words.entry_lines(compare(old, new), "en")[1:] == ["B: Met (new)."]


def test_a_feed_says_why_a_figure_was_revised() -> None:
    why = Revision(kind="error", reason={"en": "Two were counted twice.", "zh-hans": ""})
    revised = replace(HELD, value=Decimal(61), revision=why)
    found = comparison(counted(HELD), counted(revised))
    [said] = feed_words.entry_lines(found, "en")[1:]
    assert said == (
        "Projects, All, 2023, full year: 63 projects → 61 projects (our error, corrected): "
        "Two were counted twice."
    )
    assert feed_words.entry_lines(found, "zh-hans")[1:] == [
        "项目数，All，2023年，全年：63项 → 61项（更正差错）：Two were counted twice."
    ]
