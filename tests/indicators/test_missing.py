"""What figures there are, which are wanted, which are stale: year by year."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.desk_filters import UnknownFilterError
from indicators.missing import Due, Line, lines
from indicators.missing_table import Table, table
from indicators.missing_words import cell_words, days_left, due_words, stale_words, wanted_words
from indicators.report_types import IndicatorReport
from indicators.slips import slip
from lingang.styleguide.building import target, text
from tests.indicators.judged import SEEN, figure, on, other_series, plan, report, source

BUREAU = text("Development bureau", "发展局")
DUE = {2025: Due(on=date(2026, 3, 31))}


def found(*reports: IndicatorReport, today: date = SEEN, **dues: date) -> list[Line]:
    made, by_code = plan(*reports)
    rounds = {int(year[1:]): Due(on=on) for year, on in dues.items()}
    return lines(made, by_code, dues=rounds, today=today)


def states(line: Line) -> list[tuple[int, str, str]]:
    """The years of which there is something to say: their state, and what is wanted."""
    return [(each.year, each.state, each.gap) for each in line.cells if each.state != "unasked"]


def test_years_that_have_ended_want_a_figure_and_the_others_wait() -> None:
    (line,) = found(
        report(figure(2020, 0), figure(2021, 20), baseline=figure(2020, 0), seen="2024-05-01"),
        today=date(2024, 5, 1),
    )
    assert states(line) == [
        (2020, "final", ""),
        (2021, "final", ""),
        (2022, "missing", "missing"),
        (2023, "missing", "missing"),
        (2024, "later", ""),
        (2025, "later", ""),
    ]


def test_a_baseline_is_wanted_only_where_a_target_is_measured_from_it() -> None:
    waits = found(report(figure(2024, 90)))[0]
    settled = found(report(figure(2025, 104)))[0]
    no_target = found(report(figure(2025, 104), target=None))[0]
    assert [each.cells[0].gap for each in (waits, settled, no_target)] == ["missing", "", ""]


def test_what_is_shown_and_never_judged_leaves_the_year_wanted() -> None:
    part = on("2023-08-31", 60, "P", covers="to_date")
    (line,) = found(report(figure(2022, 50, "U"), part, figure(2024, 80, "D")))
    assert states(line)[2:5] == [
        (2022, "shown", "not_judged"),
        (2023, "shown", "not_judged"),
        (2024, "shown", "not_judged"),
    ]


def test_the_whole_year_stands_for_its_year_before_a_part_of_it() -> None:
    (line,) = found(report(on("2024-06-30", 40, covers="to_date"), figure(2024, 80)))
    cell = line.cells[4]
    assert (cell.state, cell.others, cell.gap) == ("final", 1, "")
    assert cell_words(cell, "en") == ["final", "and 1 more"]


def test_a_figure_that_may_be_judged_stands_for_its_year_before_one_that_may_not() -> None:
    (line,) = found(report(on("2024-06-30", 40), figure(2024, 80, "U")))
    assert (line.cells[4].state, line.cells[4].others) == ("final", 1)


def test_a_figure_of_a_day_is_enough_except_in_the_target_s_year() -> None:
    (line,) = found(report(on("2024-06-30", 80), on("2025-06-30", 90)))
    assert states(line)[-2:] == [(2024, "final", ""), (2025, "final", "day_only")]
    (end,) = found(report(on("2025-12-31", 90)))
    assert end.cells[5].gap == ""


def test_other_series_are_shown_and_never_wanted() -> None:
    parts = replace(other_series(figure(2023, 5, "E"), role="breakdown"), code="parts")
    _, other, part = found(report(others=(other_series(figure(2024, 9)), parts)))
    assert states(other) == [(2024, "shown", "")]
    assert states(part) == [(2023, "provisional", "")]
    assert cell_words(other.cells[4], "en") == ["definition differs"]


@pytest.mark.parametrize(
    ("today", "dues", "gap"),
    [
        # For 2024: with the round for 2025,
        (date(2026, 3, 31), {"y2025": date(2026, 3, 31)}, ""),
        (date(2026, 4, 1), {"y2025": date(2026, 3, 31)}, "final"),
        # or at the end of 2025 where that round has no day.
        (date(2025, 12, 31), {}, ""),
        (date(2026, 1, 1), {}, "final"),
    ],
)
@pytest.mark.parametrize("status", ["P", "E"])
def test_an_unsure_figure_is_stale_once_its_final_one_is_overdue(
    status: str, today: date, dues: dict[str, date], gap: str
) -> None:
    (line,) = found(report(figure(2024, 80, status), seen=today), today=today, **dues)
    cell = line.cells[4]
    assert (cell.state, cell.gap, cell.stale) == ("provisional", gap, bool(gap))
    assert cell.due == (date(2026, 3, 31) if gap and dues else None)


def test_the_latest_figure_is_stale_when_the_method_calls_it_out_of_date() -> None:
    (line,) = found(report(figure(2021, 20), figure(2022, 30)))
    assert [each.year for each in line.cells if each.stale] == [2022]
    assert stale_words(line.cells[2], "zh-hans") == ["数据较早"]


def test_words_say_what_is_wanted_and_by_when() -> None:
    (line,) = found(report(figure(2023, 1, "U"), figure(2024, 80, "P"), on("2025-06-30", 90)))
    assert [wanted_words(each, "en") for each in line.gaps] == [
        "2020: the full-year figure",
        "2021: the full-year figure",
        "2022: the full-year figure",
        "2023: a figure on the target’s basis for the full year",
        "2024: the final figure",
        "2025: the figure for the year’s end",
    ]
    assert [wanted_words(each, "zh-hans") for each in line.gaps[-2:]] == [
        "2024年：正式数",
        "2025年：年末数据",
    ]
    assert [days_left(date(2026, 3, day), date(2026, 3, 2), "en") for day in (1, 2, 3, 4)] == [
        "1 day overdue",
        "due today",
        "1 day left",
        "2 days left",
    ]
    assert due_words(date(2026, 3, 1), date(2026, 3, 3), "zh-hans") == "2026年3月1日，已逾期2天"


# The overview


def shown(*reports: IndicatorReport, **chosen: str) -> Table:
    made, by_code = plan(*reports)
    every = lines(made, by_code, dues=DUE, today=SEEN)
    asked = {"goal": "", "unit": "", "state": ""} | chosen
    return table(made, every, chosen=asked, lang="en")


OWNED = replace(report(figure(2024, 80, "P"), figure(2025, 104)), responsible_unit=BUREAU)
BARE = report(others=(other_series(figure(2024, 9)),))


def test_cells_are_counted_by_state_and_stale_ones_twice() -> None:
    counts = {each.state: each.count for each in shown(OWNED, BARE).counts}
    # OWNED lacks 2021 to 2023; BARE the baseline and five years.
    assert counts == {"missing": 9, "stale": 1, "shown": 1, "provisional": 1, "final": 1}


def test_filters_leave_the_rows_that_have_what_is_asked() -> None:
    assert (shown(OWNED, BARE).shown, shown(OWNED, BARE).total) == (3, 3)
    assert shown(OWNED, BARE, unit="发展局").shown == 1
    assert shown(OWNED, BARE, unit="-").shown == 2
    assert shown(OWNED, BARE, state="shown").groups[0].lines[0].series.code == "all-industry"
    assert shown(OWNED, BARE, unit="发展局", state="shown").groups == ()
    assert [each.words for each in shown(OWNED, BARE).filters[1].options] == [
        "all",
        "Development bureau",
        "not named yet",
    ]


@pytest.mark.parametrize("chosen", [{"goal": "9"}, {"unit": "no such"}, {"state": "later"}])
def test_a_filter_that_the_plan_does_not_offer_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(UnknownFilterError):
        shown(OWNED, **chosen)


# Request slips


def test_a_slip_names_the_unit_the_gaps_and_the_last_figure_with_its_source() -> None:
    latest = figure(2024, 80, "P", source=source("2025-02-20"))
    owned = replace(report(figure(2022, 40), latest), responsible_unit=BUREAU)
    made, by_code = plan(owned)
    every = lines(made, by_code, dues=DUE, today=SEEN)
    asked = slip(every, units={"clusters": "clusters"}, today=SEEN, lang="en")
    assert (asked.to, asked.count, asked.due) == (BUREAU, 5, "31 March 2026, 237 days overdue")
    (item,) = asked.items
    assert (item.unit, item.latest) == ("clusters", "80 clusters in 2024 (provisional)")
    assert item.source == "China News Service, 20 February 2025"
    assert [(each.what, each.due, each.late) for each in item.wanted[-2:]] == [
        ("2024: the final figure", "31 March 2026", True),
        ("2025: the full-year figure", "31 March 2026", True),
    ]
    assert item.wanted[0].due == ""


def test_a_slip_names_the_next_deadline_rather_than_one_that_has_passed() -> None:
    made, by_code = plan(report(target=target(year=2025)))
    dues = {
        2023: Due(on=date(2025, 3, 31)),
        2024: Due(on=date(2026, 12, 1)),
        2025: Due(on=date(2027, 3, 31)),
    }
    every = lines(made, by_code, dues=dues, today=SEEN)
    asked = slip(every, units={"clusters": "个"}, today=SEEN, lang="zh-hans")
    assert (asked.to, asked.due) == (None, "2026年12月1日，还剩8天")
    assert (asked.items[0].latest, asked.items[0].source) == ("", "")


def test_a_slip_asks_for_nothing_where_nothing_is_wanted() -> None:
    years = [figure(year, year - 1920) for year in range(2021, 2026)]
    made, by_code = plan(report(*years))
    every = lines(made, by_code, dues={}, today=SEEN)
    asked = slip(every, units={"clusters": "clusters"}, today=SEEN, lang="en")
    assert (asked.items, asked.count, asked.due) == ((), 0, "")
