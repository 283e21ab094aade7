"""What a plan's rows refuse: in words, and in the database."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from goals import actions
from goals.models import Commitment, Evidence, Goal, Plan, Source, localized
from tests import making
from tests.refusing import by_database, said, sql

pytestmark = pytest.mark.django_db

YEARS_IN_ORDER = (
    "The years must stand in order: "
    "figures from ≤ baseline < first year ≤ last year ≤ figures up to."
)


@pytest.mark.parametrize(
    "years",
    [
        {"first_figure_year": 2021},
        {"baseline_year": 2021},
        {"end_year": 2020},
        {"last_figure_year": 2024},
    ],
)
def test_plan_years_out_of_order_are_refused(years: dict[str, int]) -> None:
    plan = making.plan()
    with by_database("plan_years_in_order"):
        Plan.objects.update(**years)
    for name, year in years.items():
        setattr(plan, name, year)
    assert said(plan) == {"__all__": [YEARS_IN_ORDER]}


def test_plan_takes_a_baseline_in_the_first_figure_year_and_one_year_of_its_own() -> None:
    plan = making.plan(first_figure_year=2020, end_year=2021, last_figure_year=2021)
    plan.full_clean()


def test_plan_keeps_the_years_its_figures_stand_for() -> None:
    plan = making.whole_plan()
    plan.first_figure_year = 2020
    plan.last_figure_year = 2025
    plan.full_clean()
    plan.end_year = plan.last_figure_year = 2022
    assert said(plan) == {"__all__": ["Figures stand for years outside the years given here."]}


def test_plan_baseline_stays_before_every_target() -> None:
    plan = making.whole_plan()
    plan.baseline_year, plan.start_year, plan.end_year = 2025, 2026, 2030
    assert said(plan) == {"baseline_year": ["A target falls due in this year, or before it."]}


@pytest.mark.parametrize("code", ["14FYP", "14 fyp", "14_fyp", "-14fyp", "规划"])
def test_plan_code_is_fit_for_an_address(code: str) -> None:
    plan = making.plan()
    plan.code = code
    assert said(plan) == {
        "code": ["Use small letters, digits and single hyphens, for instance “industrial-output”."]
    }


def test_source_needs_a_publisher_in_one_language() -> None:
    source = making.source(publisher_en="")
    with by_database("source_has_publisher"):
        Source.objects.update(publisher_zh="")
    source.publisher_zh = ""
    assert said(source) == {"__all__": ["Name the publisher in at least one language."]}


NO_URL = {"url": ["Enter a valid URL."]}


@pytest.mark.parametrize(
    ("url", "sentences"),
    [
        ("javascript:alert(1)", NO_URL),
        ("//example.org", NO_URL),
        (
            "ftp://example.org/x",
            {"__all__": ["An address starts with http:// or https://."]},
        ),
    ],
)
def test_source_address_is_http(url: str, sentences: dict[str, list[str]]) -> None:
    source = making.source()
    with by_database("source_address_is_http"):
        Source.objects.update(url=url)
    source.url = url
    assert said(source) == sentences


@pytest.mark.parametrize("day", ["27.08.2024", "2024-8-27", "2024-13", "2024-02-32", "24"])
def test_source_day_is_written_as_exactly_as_it_is_known(day: str) -> None:
    source = making.source()
    source.published_on = day
    sentence = "Write 2024-08-27, or 2024-08 or 2024 where the day or month is not known."
    assert said(source) == {"published_on": [sentence]}


def test_source_kind_is_one_of_three() -> None:
    source = making.source()
    with by_database("source_kind_known"):
        Source.objects.update(kind="blog")
    source.kind = "blog"
    assert "kind" in said(source)


def test_source_key_is_there_once() -> None:
    source = making.source("daily")
    second = Source(key="daily", updated_by=source.updated_by, publisher_en="Daily")
    assert said(second) == {"key": ["Source with this Key already exists."]}
    with by_database("goals_source_key"):
        Source.objects.bulk_create([second])


@pytest.mark.parametrize(
    ("taken", "constraint", "sentence"),
    [
        ({"number": 1}, "goal_number_once_a_plan", "a goal with this number already."),
        ({"slug": "goal-1"}, "goal_slug_once_a_plan", "a goal with this short name already."),
    ],
)
def test_goal_number_and_short_name_are_there_once_a_plan(
    taken: dict[str, Any], constraint: str, sentence: str
) -> None:
    plan = making.plan()
    making.goal(plan, 1)
    goal = making.goal(plan, 2)
    with by_database(constraint):
        Goal.objects.filter(pk=goal.pk).update(**taken)
    for name, value in taken.items():
        setattr(goal, name, value)
    assert said(goal) == {"__all__": [f"This plan has {sentence}"]}


def test_goal_number_may_stand_in_two_plans() -> None:
    making.goal(making.plan("one"), 1)
    making.goal(making.plan("two"), 1)
    assert list(Goal.objects.values_list("number", flat=True)) == [1, 1]


def test_goal_stays_with_the_plan_of_its_indicators() -> None:
    goal = making.goal()
    making.indicator(goal)
    goal.plan = making.plan("another")
    assert said(goal) == {"plan": ["The indicators of this goal belong to another plan."]}


def test_commitment_state_is_one_of_three() -> None:
    commitment = making.commitment()
    with by_database("commitment_state_known"):
        Commitment.objects.update(state="postponed")
    commitment.state = "postponed"
    assert "state" in said(commitment)


DELIVERED_NEEDS = {"state": ["Delivered needs evidence: add a dated statement first."]}


def test_commitment_without_evidence_is_not_delivered() -> None:
    commitment = making.commitment()
    with by_database("delivered needs evidence"):
        Commitment.objects.update(state="delivered")
    with by_database("delivered needs evidence"):
        sql("UPDATE goals_commitment SET state = 'delivered'")
    commitment.state = "delivered"
    assert said(commitment) == DELIVERED_NEEDS


def test_commitment_never_starts_as_delivered() -> None:
    goal = making.goal()
    new = Commitment(
        goal=goal,
        wording_en="Open up.",
        wording_zh="扩大开放。",
        due_year=2025,
        state="delivered",
        updated_by=goal.updated_by,
    )
    assert said(new) == DELIVERED_NEEDS
    with by_database("delivered needs evidence"):
        Commitment.objects.bulk_create([new])


def _delivered() -> tuple[Commitment, Evidence]:
    commitment = making.commitment()
    evidence = making.evidence(commitment)
    commitment.state = "delivered"
    return making.save(commitment), evidence


ONLY_EVIDENCE = ["This is the only evidence that the commitment was delivered: reopen it first."]


def test_commitment_delivered_keeps_its_only_evidence() -> None:
    commitment, evidence = _delivered()
    with pytest.raises(ValidationError) as refusal:
        actions.delete(evidence, by=making.person(), way="form")
    assert refusal.value.messages == ONLY_EVIDENCE
    with by_database("delivered needs evidence"):
        Evidence.objects.all().delete()
    assert list(commitment.evidence.all()) == [evidence]


def test_commitment_delivered_keeps_its_only_evidence_from_another_commitment() -> None:
    commitment, evidence = _delivered()
    other = making.commitment(commitment.goal, order=2)
    with by_database("delivered needs evidence"):
        Evidence.objects.update(commitment=other)
    evidence.commitment = other
    assert said(evidence) == {"__all__": ONLY_EVIDENCE}


def test_commitment_delivered_may_lose_one_of_two_pieces_of_evidence() -> None:
    commitment, evidence = _delivered()
    second = making.evidence(commitment, "2024-02-02")
    actions.delete(evidence, by=making.person(), way="form")
    assert list(commitment.evidence.all()) == [second]


def test_commitment_open_again_may_lose_its_evidence() -> None:
    commitment, evidence = _delivered()
    commitment.state = "open"
    making.save(commitment)
    evidence.refresh_from_db()
    actions.delete(evidence, by=making.person(), way="form")
    assert list(commitment.evidence.all()) == []


def test_evidence_says_something_in_one_language() -> None:
    evidence = making.evidence(making.commitment(), statement_en="")
    with by_database("evidence_has_statement"):
        Evidence.objects.update(statement_zh="")
    evidence.statement_zh = ""
    assert said(evidence) == {"__all__": ["Write the statement in at least one language."]}


def test_rows_are_named_in_the_reader_s_language() -> None:
    goal = making.goal(title_en="Core technologies", title_zh="关键核心技术")
    assert str(goal) == "1 · Core technologies"
    with translation.override("zh-hans"):
        assert str(goal) == "1 · 关键核心技术"


def test_text_in_one_language_stands_for_the_other() -> None:
    source = Source(publisher_zh="临港日报", title_en="A report", published_on="2024-08")
    assert localized(source, "publisher") == "临港日报"
    assert str(source) == "临港日报 · A report · 2024-08"
    with translation.override("zh-hans"):
        assert localized(source, "title") == "A report"


def test_strings_say_what_rows_are() -> None:
    commitment = making.commitment()
    evidence = making.evidence(commitment)
    assert (str(commitment), str(evidence)) == ("Open up.", "2024-02-01: It was opened.")
    assert evidence.on == datetime.date(2024, 2, 1)
