import pytest

from indicators.listing import UnknownFilterError, gap_years, latest_value, listing, missing_years
from tests.indicators.judged import figure, on, plan, report

MET = report(figure(2025, 100))
AWAITING = report(figure(2024, 90))
NONE = report()


def codes(*, verdict: str = "", goal: str = "") -> list[str]:
    made, indicators = plan(MET, AWAITING, NONE)
    found = listing(made, indicators, "en", goal=goal, verdict=verdict)
    by_identity = {id(each): code for code, each in indicators.items()}
    return [by_identity[id(each)] for group in found.groups for each in group.reports]


def test_without_a_filter_everything_is_listed() -> None:
    assert codes() == ["i0", "i1", "i2"]


def test_a_filter_leaves_one_verdict() -> None:
    assert codes(verdict="awaiting") == ["i1"]
    assert codes(verdict="none_found", goal="3") == ["i2"]


@pytest.mark.parametrize("unknown", [{"verdict": "missed"}, {"verdict": "x"}, {"goal": "4"}])
def test_a_filter_that_nothing_has_is_refused(unknown: dict[str, str]) -> None:
    with pytest.raises(UnknownFilterError):
        codes(**unknown)


def test_choices_count_what_they_leave_and_keep_the_other_filter() -> None:
    made, indicators = plan(MET, AWAITING, NONE, AWAITING)
    found = listing(made, indicators, "en", goal="3", verdict="met")

    assert [(each.words, each.count, each.query, each.current) for each in found.verdicts] == [
        ("All verdicts", 4, "goal=3", False),
        ("Met", 1, "goal=3&verdict=met", True),
        ("Awaiting the 2025 figure", 2, "goal=3&verdict=awaiting", False),
        ("No figure found", 1, "goal=3&verdict=none_found", False),
    ]
    assert [(each.words, each.count, each.query, each.current) for each in found.goals] == [
        ("All goals", 4, "verdict=met", False),
        ("3 Industry scale", 4, "goal=3&verdict=met", True),
    ]
    assert found.count == 1


def test_the_latest_value_is_one_that_may_be_judged() -> None:
    assert latest_value(report(figure(2023, 40), figure(2024, 50, "U")), "en") == "40 clusters"
    assert latest_value(report(figure(2024, 50, "U")), "en") == ""


def test_missing_years_are_named() -> None:
    assert missing_years(report(figure(2022, 20), on("2024-06-30", 40)), "en") == "2023, 2025"
    assert missing_years(report(figure(2025, 20)), "en") == "—"
    assert missing_years(NONE, "en") == "every year"
    assert missing_years(NONE, "zh-hans") == "全部年份"


def test_gap_years_are_those_between_the_first_figure_and_the_target() -> None:
    of = report(figure(2022, 5), figure(2024, 7))

    assert (gap_years(of, "en"), gap_years(of, "zh-hans")) == ("2023, 2025", "2023、2025")
    assert gap_years(report(), "en") == ""
