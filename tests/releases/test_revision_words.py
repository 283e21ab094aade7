"""Revisions and comparisons in words: what a row, a sentence and a feed say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.report_types import Figure, IndicatorReport, Revision, Text
from releases import changes, revision_words
from releases.revisions import Comparison, Kept, compare, history
from tests.releases.test_changes import HELD, MET, NEW, PLAN, SOURCE, report, text
from tests.releases.test_revisions import kept

UNITS: Text = {"en": "projects", "zh-hans": "项"}
MISSED = replace(MET, code="missed", rule=6, shortfall=Decimal(5))


def counted(*figures: Figure, **fields: Any) -> IndicatorReport:
    name: Text = {"en": "Projects", "zh-hans": "项目数"}
    given: dict[str, Any] = {"unit_name": UNITS, "name": name} | fields
    return report(*figures, **given)


def comparison(old: IndicatorReport | None, new: IndicatorReport) -> Comparison:
    return compare(kept(1, old) if old else None, kept(2, new))


def row(old: Figure | None, new: Figure | None, lang: str = "en") -> tuple[str, str, str, str]:
    before, after = ([each] if each else [] for each in (old, new))
    found = comparison(counted(*before), counted(*after))
    [line] = [revision_words.line(each, lang) for each in found.figures]
    return (line.what, line.kind_words, line.old, line.new)


# Rows


@pytest.mark.parametrize(
    ("other", "kind", "new"),
    [
        ({"value": Decimal(1064)}, "revised", "1,064 projects"),
        ({"obs_status": "P"}, "status changed", "63 projects, provisional"),
        ({"break_kind": "definition"}, "status changed", "63 projects, new definition"),
        ({"note": text("Counted")}, "note or source changed", "63 projects"),
    ],
)
def test_a_row_says_where_what_and_how(other: dict[str, Any], kind: str, new: str) -> None:
    changed = replace(HELD, **other)
    assert row(HELD, changed) == ("All, 2023, full year", kind, "63 projects", new)


def test_a_row_is_written_in_chinese_too() -> None:
    june = Figure(
        year=2024, value=Decimal(30), covers="at_date", as_of=date(2024, 6, 30), obs_status="P"
    )
    assert row(None, june, "zh-hans") == (
        "All，2024年，截至6月30日",
        "首次发布",
        "",
        "30项，初步数",
    )
    assert row(june, None, "zh-hans")[1:] == ("撤下", "30项，初步数", "")


def test_a_row_carries_the_note_and_the_source_of_the_newer_figure() -> None:
    noted = replace(HELD, value=Decimal(64), note=text("Counted again"), source=SOURCE)
    [change] = comparison(counted(HELD), counted(noted)).figures
    line = revision_words.line(change, "en")
    assert (line.note, line.source, line.code) == (text("Counted again"), SOURCE, "projects")


WHY = Revision(kind="source", reason={"en": "Recounted.", "zh-hans": ""})


def test_a_row_says_why_it_was_revised() -> None:
    [change] = comparison(
        counted(HELD), counted(replace(HELD, value=Decimal(64), revision=WHY))
    ).figures
    expected = revision_words.Why(kind="数据来源修订", reason=WHY.reason)
    assert revision_words.line(change, "zh-hans").why == expected


def test_a_row_does_not_repeat_why_an_earlier_release_revised_it() -> None:
    revised = replace(HELD, revision=WHY)
    [change] = comparison(counted(revised), counted(replace(revised, note=text("Counted")))).figures
    assert revision_words.line(change, "en").why is None


def test_a_change_of_wording_is_a_row_with_both_texts() -> None:
    [change] = comparison(counted(HELD), counted(HELD, definition=text("Other"))).wordings
    line = revision_words.line(change, "zh-hans")
    assert (line.what, line.kind_words, line.old, line.new) == (
        "定义",
        "文字变更",
        "As they stand",
        "Other",
    )


def test_verdicts_are_shown_before_and_after() -> None:
    [line] = revision_words.verdict_rows(
        comparison(counted(HELD), counted(HELD, verdict=MISSED)).verdicts, "en"
    )
    assert line.old is not None
    assert (line.old.key, line.old.words) == ("met", "Met")
    assert (line.new.key, line.new.words) == ("missed", "Missed, by 5 projects")


def test_tallies_stand_side_by_side() -> None:
    found = comparison(counted(HELD), counted(HELD, verdict=MISSED))
    assert revision_words.tallies(found, "en") == [
        ("Missed", 0, 1),
        ("Awaiting the 2025 figure", 0, 0),
        ("No figure found", 0, 0),
        ("Only on another basis", 0, 0),
        ("Met", 1, 0),
    ]


# Sentences


def test_the_first_release_says_that_it_is_the_first() -> None:
    first = compare(None, kept(1, counted(HELD)))
    assert revision_words.changed(first, "en") == (
        "This is the first release, so there is none before it to compare with."
    )
    assert revision_words.changed(first, "zh-hans") == "这是首次发布，此前没有可比较的发布。"
    found = revision_words.since(first, "en")
    assert (found.old, found.new) == (None, 1)


def test_what_changed_is_counted_by_kind() -> None:
    gone = Figure(year=2020, value=Decimal(1))
    restated = replace(NEW, obs_status="P")
    third = Figure(year=2025, value=Decimal(80))
    found = comparison(
        counted(gone, HELD, NEW),
        counted(replace(HELD, value=Decimal(64)), restated, third, name=text("X"), verdict=MISSED),
    )
    assert revision_words.changed(found, "en") == (
        "Since release 1 (1 March 2024): 1 verdict changed, 1 figure first published, "
        "1 figure revised, 1 figure withdrawn, 1 figure with another status and "
        "1 change of wording."
    )
    assert revision_words.changed(found, "zh-hans") == (
        "与第1次发布（2024年3月1日）相比：1项评价变化，1个数据首次发布，1个数据修订，"
        "1个数据撤下，1个数据状态变更，1处文字变更。"
    )


def test_counts_past_one_are_plural() -> None:
    revised = [replace(each, value=Decimal(99)) for each in (HELD, NEW)]
    found = comparison(counted(HELD, NEW), counted(*revised))
    assert revision_words.counted(found, "en") == "2 figures revised"


def test_nothing_different_is_said_so() -> None:
    same = comparison(counted(HELD), counted(HELD))
    assert revision_words.changed(same, "en") == (
        "Since release 1 (1 March 2024): nothing is different."
    )
    assert revision_words.counted(same, "zh-hans") == "内容没有差别"


# An indicator's own


def of_indicator(*releases: Kept) -> revision_words.IndicatorRevisions:
    return revision_words.of_indicator(releases, "projects", "en")


def test_an_indicators_revisions_leave_out_what_it_began_with() -> None:
    revised = replace(HELD, value=Decimal(64))
    found = of_indicator(
        kept(3, counted(revised, NEW)),
        kept(2, counted(HELD)),
        kept(1, report(code="other")),
    )
    assert found.began.number == 2
    assert [(line.kind, line.release and line.release.number) for line in found.lines] == [
        ("revised", 3),
        ("first_published", 3),
    ]


def test_an_indicators_revisions_are_its_own() -> None:
    found = of_indicator(
        kept(2, counted(HELD), report(NEW, code="other"), summary=text("Another")),
        kept(1, counted(HELD), report(code="other")),
    )
    assert (found.began.number, found.lines) == (1, [])


def test_rows_name_the_release_that_brought_them() -> None:
    every = history([kept(2, counted(HELD, NEW)), kept(1, counted(HELD))])
    assert [line.release and line.release.number for line in revision_words.lines(every, "en")] == [
        2,
        1,
    ]


# What waits for a release


def test_what_waits_names_three_figures_at_most_with_old_and_new() -> None:
    years = [replace(NEW, year=year, value=Decimal(year)) for year in (2021, 2022, 2023, 2024)]
    old, new = counted(replace(years[0], value=Decimal(1))), counted(*years)
    found = changes.between(old_plan=None, old={"a": old}, new_plan=PLAN, new={"a": new})
    [words] = revision_words.differing(found, "en").values()
    assert words == (
        "All, 2021, full year: 1 project → 2,021 projects; "
        "All, 2022, full year: none → 2,022 projects; "
        "All, 2023, full year: none → 2,023 projects; and 1 more."
    )
