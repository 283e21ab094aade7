"""A suggestion changes nothing until somebody else takes it, who then answers for the figure."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from goals.admin_history import entries
from goals.models import Plan
from indicators import suggestions
from indicators.actions import WritesRefused
from indicators.models import Figure, Suggestion
from releases import hands
from releases.standing import released_figures
from tests import making
from tests.admin_rooms import signed_in, text
from tests.refusing import by_database

pytestmark = pytest.mark.django_db

ROOM = "/admin/indicators/suggestion/"
WHY = {"revision_kind": "error", "revision_reason_en": "A misprint."}


def words(refused: Callable[[], object]) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        refused()
    return list(refusal.value.messages)


@pytest.fixture
def open_one(published: Plan) -> Suggestion:
    """61 in place of the 63 that a release says, by a reviewer."""
    return making.suggestion(Figure.objects.get(year=2023))


def take(suggestion: Suggestion, **reasons: Any) -> Suggestion:
    plan = suggestion.figure.series.indicator.plan.code if suggestion.figure else ""
    by = making.person("analyst")
    return suggestions.take(suggestion, by=by, released=released_figures(plan), **reasons)


def test_suggestion_leaves_the_figure_alone(open_one: Suggestion) -> None:
    figure = Figure.objects.get(year=2023)
    assert (figure.value, figure.version) == (Decimal(63), 1)
    assert open_one.state == "open"
    assert (open_one.value, open_one.seen_value) == (Decimal(61), Decimal(63))
    draft = making.draft(figure.series.indicator.plan)
    assert making.person("reviewer").pk not in hands.hands(draft)


def test_taken_suggestion_is_the_taker_s_own_change(open_one: Suggestion) -> None:
    taken = take(open_one, answer="Thank you.", **WHY)
    figure = Figure.objects.get(year=2023)
    assert (figure.value, figure.updated_by) == (Decimal(61), making.person("analyst"))
    assert (taken.state, taken.answer) == ("taken", "Thank you.")
    assert entries(Figure, figure.pk)[0].reason == ("Suggested by reviewer: Misprint: see page 3.")
    draft = making.draft(figure.series.indicator.plan)
    assert making.person("reviewer").pk not in hands.hands(draft)
    assert making.person("analyst").pk in hands.hands(draft)


def test_taking_asks_for_what_a_change_asks_for(open_one: Suggestion) -> None:
    with pytest.raises(WritesRefused):
        take(open_one)
    open_one.refresh_from_db()
    assert (open_one.state, Figure.objects.get(year=2023).value) == ("open", Decimal(63))


def test_suggestion_is_not_taken_over_a_later_change(open_one: Suggestion) -> None:
    making.revise("70")
    assert words(lambda: take(open_one, **WHY)) == [
        "The figure was changed since this was suggested. Look at it, then decline this."
    ]
    Suggestion.objects.update(figure=None)
    assert words(lambda: take(open_one, **WHY)) == [
        "The figure was deleted since, so nothing can be changed."
    ]


def test_nobody_answers_their_own_nor_twice(open_one: Suggestion) -> None:
    own = making.person("reviewer")
    assert words(lambda: suggestions.decline(open_one, by=own, answer="No.")) == [
        "You suggested this, so somebody else answers it. Or change the figure yourself."
    ]
    with by_database("suggestion_answered_by_another"):
        Suggestion.objects.update(state="taken")
    other = making.person("analyst")
    assert words(lambda: suggestions.decline(open_one, by=other, answer=" ")) == [
        "Say why it is declined."
    ]
    declined = suggestions.decline(open_one, by=other, answer="Page 3 says 63.")
    assert (declined.state, declined.answer) == ("declined", "Page 3 says 63.")
    assert words(lambda: take(open_one, **WHY)) == ["This suggestion was answered already."]


def test_who_may_suggest_and_answer(open_one: Suggestion) -> None:
    figure, auditor = Figure.objects.get(year=2023), making.person("auditor")
    with pytest.raises(PermissionDenied):
        making.suggestion(figure, by=auditor)
    with pytest.raises(PermissionDenied):
        suggestions.decline(open_one, by=auditor, answer="No.")
    same = words(lambda: making.suggestion(figure, "63"))
    assert same == ["The figure has this value already."]


def test_suggestion_goes_through_its_pages(published: Plan) -> None:
    figure = Figure.objects.get(year=2023)
    reviewer, analyst = signed_in("reviewer"), signed_in("analyst")
    add = f"{ROOM}add/?figure={figure.pk}"
    wrong = reviewer.post(add, {"figure": figure.pk, "value": "6l", "reason": "Page 3."})
    assert list(wrong.context["form"].errors) == ["value"]
    reviewer.post(add, {"figure": figure.pk, "value": "61", "reason": "Page 3."})
    made = Suggestion.objects.get()
    page = f"{ROOM}{made.pk}/change/"
    assert "Somebody else who enters figures takes or declines it." in text(reviewer.get(page))
    asked = analyst.post(page, {"take": "", "answer": ""})
    assert "Published as 63 projects. Choose what kind of revision this is." in text(asked)
    analyst.post(page, {"take": "", "answer": "", **WHY})
    assert "63 projects → 61 projects" in text(analyst.get(page))
    figure.refresh_from_db()
    assert figure.value == 61
    assert "taken" in text(signed_in("auditor").get(ROOM))
