"""A printed sheet and the state it was printed from."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.report_types import Commentary, GoalReport, IndicatorReport, PlanReport
from lingang.styleguide.building import text
from releases.printed import (
    Printout,
    Sheet,
    changed_codes,
    differences,
    printout,
    sheet,
    short_digest,
)
from tests.indicators.judged import figure, plan, report

MET = replace(report(figure(2025, 104)), code="i0")
MISSED = replace(report(figure(2025, 96)), code="i0")
WORDS = Commentary(year=2025, cause=text("Late.", "延迟。"), next_step=text("", ""))


def state(of: IndicatorReport) -> Sheet:
    return sheet(*plan(of))


def test_the_digest_changes_with_figures_and_words_alone() -> None:
    digest = short_digest(state(MET))
    reworded = replace(MET, verdict=replace(MET.verdict, working=()))
    assert len(digest) == 12
    assert short_digest(state(MET)) == digest
    assert short_digest(state(reworded)) == digest
    assert short_digest(state(MISSED)) != digest
    assert short_digest(state(replace(MET, commentary=WORDS))) != digest


def two_goals() -> tuple[PlanReport, dict[str, IndicatorReport]]:
    made, by_code = plan(MET)
    other = GoalReport(
        number=4,
        slug="other",
        title=text("Other", "其他"),
        summary=text("", ""),
        indicators=("i1",),
    )
    line = replace(made.verdicts[0], indicator="i1", goal=4)
    by_code["i1"] = replace(MISSED, code="i1", goal=4)
    return replace(made, goals=(*made.goals, other), verdicts=(*made.verdicts, line)), by_code


def test_a_goals_sheet_holds_that_goal_alone() -> None:
    one = sheet(*two_goals(), goal=4)
    assert [each.number for each in one.plan.goals] == [4]
    assert [each.indicator for each in one.plan.verdicts] == ["i1"]
    assert list(one.indicators) == ["i1"]
    made, by_code = two_goals()
    by_code["i0"] = MISSED
    assert short_digest(sheet(made, by_code, goal=4)) == short_digest(one)
    assert short_digest(sheet(made, by_code)) != short_digest(sheet(*two_goals()))


def test_differences_are_those_of_the_sheet() -> None:
    made, by_code = two_goals()
    changed = by_code | {"i0": MISSED}
    released, now = sheet(made, by_code), sheet(made, changed)
    assert changed_codes(differences(now, released)) == {"i0"}
    assert not differences(sheet(made, changed, goal=4), sheet(made, by_code, goal=4))
    assert changed_codes(differences(released, None)) == {"i0", "i1"}


def test_words_alone_make_an_indicator_another_one_than_released() -> None:
    found = differences(state(replace(MET, commentary=WORDS)), state(MET))
    assert changed_codes(found) == {"i0"}


def test_a_printout_stands_while_its_digest_is_the_sheets() -> None:
    printed = short_digest(state(MET))
    on = date(2026, 11, 23)
    assert printout(state(MET), printed=printed, on="2026-11-23") == Printout(current=True, on=on)
    assert printout(state(MISSED), printed=printed, on="2026-11-23") == Printout(
        current=False, on=on
    )
    assert printout(state(MET), printed=printed, on="yesterday") == Printout(current=True, on=None)


@pytest.mark.parametrize("printed", ["", "x", "0123456789a", "0123456789abc", "0123456789AB"])
def test_what_is_no_digest_was_not_printed_from_here(printed: str) -> None:
    assert printout(state(MET), printed=printed, on="2026-11-23") is None
