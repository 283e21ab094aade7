"""What can be done next, and in what order."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.attention import KINDS, Task, lacks_baseline, tasks, unexplained
from indicators.report_types import Commentary, Commitment, Evidence, IndicatorReport
from lingang.styleguide.building import target, text
from tests.indicators.judged import figure, on, other_series, plan, report, source

UNIT = text("Development bureau", "发展局")
START = figure(2020, 0, source=source())


def found(*reports: IndicatorReport, unreleased: tuple[str, ...] = ()) -> list[str]:
    """The kinds of what there is to do, in order, with a responsible unit for every indicator."""
    named = [
        each if each.responsible_unit else replace(each, responsible_unit=UNIT) for each in reports
    ]
    made, by_code = plan(*named)
    return [task.kind for task in tasks(made, by_code, unreleased=unreleased)]


def test_an_indicator_that_is_complete_and_met_needs_nothing() -> None:
    assert found(report(figure(2025, 104, source=source()), baseline=START)) == []


def test_the_target_years_figure_is_asked_for_once() -> None:
    # Out of date and provisional as well: the awaited figure settles both.
    old = on("2021-08-16", 5, "P", source=source())
    made, by_code = plan(replace(report(old, baseline=START), responsible_unit=UNIT))
    (task,) = tasks(made, by_code, unreleased=())
    assert (task.kind, task.year, task.goal) == ("awaited", 2025, 3)


def test_a_target_without_figures_needs_a_first_one_and_a_baseline() -> None:
    assert found(report()) == ["first_figure", "baseline"]


def test_an_indicator_without_target_and_figures_needs_a_first_one() -> None:
    assert found(report(target=None)) == ["first_figure"]


def test_figures_on_another_basis_are_asked_for_on_the_targets_own() -> None:
    others = (other_series(figure(2024, 1493, "D", source=source(), note=text("Stock.", ""))),)
    assert found(report(others=others, baseline=START)) == ["other_basis"]
    late = figure(2025, 104, "D", source=source(), note=text("Stock.", ""))
    assert found(report(figure(2024, 90, source=source()), late, baseline=START)) == ["other_basis"]


def test_a_baseline_is_asked_for_until_the_target_is_settled() -> None:
    waiting, met = figure(2024, 90, source=source()), figure(2025, 104, source=source())
    assert found(report(waiting)) == ["awaited", "baseline"]
    assert found(report(waiting, met)) == []


def test_a_range_to_stay_in_needs_no_baseline() -> None:
    assert not lacks_baseline(report(target=target(1, 3, aim="within")))
    assert lacks_baseline(report(target=target(1, 3)))


def test_a_missed_target_needs_words_for_the_year_of_its_figure() -> None:
    missed = report(figure(2025, 96, source=source()), baseline=START)
    words = Commentary(year=2025, cause=text("Late.", ""), next_step=text("", "续建。"))
    assert found(missed) == ["commentary"]
    assert found(replace(missed, commentary=replace(words, year=2024))) == ["commentary"]
    assert found(replace(missed, commentary=words)) == []


@pytest.mark.parametrize(
    ("published_on", "written_on", "why"),
    [
        # For the whole of 2025: words of 30 December cannot be about it, later ones can,
        ("2026-03-20", "2025-12-30", "earlier_day"),
        ("2026-03-20", "2025-12-31", ""),
        ("", "2025-12-30", "earlier_day"),
        # unless its source is as early.
        ("2025-11-20", "2025-11-19", "earlier_day"),
        ("2025-11-20", "2025-11-20", ""),
        ("2025-11", "2025-11-01", ""),
        ("2025", "2025-01-01", ""),
    ],
)
def test_words_older_than_the_figure_do_not_explain_it(
    published_on: str, written_on: str, why: str
) -> None:
    missed = report(figure(2025, 96, source=source(published_on)), baseline=START)
    words = Commentary(
        year=2025,
        cause=text("Late.", ""),
        next_step=text("Build on.", ""),
        written_on=date.fromisoformat(written_on),
    )
    assert unexplained(replace(missed, commentary=words)) == why


def test_words_without_a_next_step_are_half_an_explanation() -> None:
    missed = report(figure(2025, 96, source=source()), baseline=START)
    words = Commentary(year=2025, cause=text("Late.", ""), next_step=text("", ""))
    assert unexplained(replace(missed, commentary=words)) == "no_next_step"


def test_what_lags_before_the_deadline_needs_words_too() -> None:
    behind = report(figure(2023, 50, source=source()), baseline=START, seen="2024-03-01")
    ahead = report(figure(2023, 70, source=source()), baseline=START, seen="2024-03-01")
    assert found(behind) == ["commentary"]
    assert found(ahead) == []


def test_figures_without_source_or_needed_note_are_one_task_newest_first() -> None:
    bare = figure(2023, 60)
    break_ = figure(2024, 80, source=source(), break_kind="definition")
    final = figure(2025, 104, source=source())
    made, by_code = plan(replace(report(bare, break_, final), responsible_unit=UNIT))
    (task,) = tasks(made, by_code, unreleased=())
    assert (task.kind, [each.year for _, each in task.figures]) == ("source", [2024, 2023])


def test_a_figure_out_of_date_is_asked_for_anew_where_nothing_else_brings_it() -> None:
    tracked = report(on("2023-08-22", 102, source=source()), target=None)
    assert found(tracked) == ["out_of_date"]


def test_a_verdict_on_a_provisional_figure_is_to_be_confirmed() -> None:
    made, by_code = plan(
        replace(
            report(figure(2025, 104, "P", source=source()), baseline=START), responsible_unit=UNIT
        )
    )
    (task,) = tasks(made, by_code, unreleased=())
    assert (task.kind, [each.year for _, each in task.figures]) == ("provisional", [2025])


def test_open_commitments_without_evidence_are_named_by_their_place() -> None:
    shown = Evidence(on=date(2024, 2, 1), statement=text("Opened.", ""), source=source())
    promises = (
        promise("first", evidence=(shown,)),
        promise("second"),
        promise("third", state="dropped"),
    )
    made, by_code = plan()
    made = replace(made, goals=(replace(made.goals[0], commitments=promises),))
    (task,) = tasks(made, by_code, unreleased=())
    assert (task.kind, task.place, task.commitment) == ("evidence", 1, promises[1])


def test_a_commitment_that_no_release_shows_as_it_stands_waits_for_one() -> None:
    released, _ = plan()
    proven = Evidence(on=date(2025, 6, 30), statement=text("Signed", ""), source=source())
    promises = (promise("Kept"), promise("Proven"))
    goal = replace(released.goals[0], commitments=promises)
    before = replace(released, goals=(goal,))
    after = (promises[0], replace(promises[1], evidence=(proven,)))
    now = replace(before, goals=(replace(goal, commitments=after),))
    found = tasks(now, {}, unreleased=(), released=before)
    assert [(each.kind, each.place) for each in found] == [("release", 1), ("evidence", 0)]
    assert [each.kind for each in tasks(now, {}, unreleased=())] == ["evidence"]


def promise(wording: str, state: str = "open", evidence: tuple[Evidence, ...] = ()) -> Commitment:
    return Commitment(wording=text(wording, ""), state=state, due_year=2025, evidence=evidence)


def test_what_one_can_finish_comes_before_what_has_to_be_asked_for() -> None:
    late = replace(report(figure(2025, 96)), code="late", responsible_unit=UNIT)
    waiting = replace(report(figure(2024, 90, source=source())), code="waiting")
    made, by_code = plan(waiting, late, commitments=1)
    order: list[Task] = tasks(made, by_code, unreleased={"late"})
    assert [(each.kind, each.report.code if each.report else "") for each in order] == [
        ("release", "late"),
        ("commentary", "late"),
        ("source", "late"),
        ("awaited", "waiting"),
        ("baseline", "waiting"),
        ("evidence", ""),
        ("unit", "waiting"),
    ]
    assert [each.kind for each in order] == sorted((each.kind for each in order), key=KINDS.index)
