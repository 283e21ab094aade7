"""What waits for a person: for each as their role may, and nothing that is done already."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from goals.models import Plan
from indicators.models import Figure, Series
from releases import actions, tasks
from tests import making
from tests.admin_rooms import signed_in, text
from tests.making import AT

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def lines(of: User, *, at: datetime.datetime = AT + HOUR) -> list[str]:
    """Without receipts, which have a test of their own."""
    return [line for line in every_line(of, at=at) if not line.startswith("Release 1 is public")]


def every_line(of: User, *, at: datetime.datetime = AT + HOUR) -> list[str]:
    return [line.words for line in tasks.lines(of, at=at)]


def test_release_awaits_reviewers_without_a_hand_in_it(published: Plan) -> None:
    own = making.person("reviewer", "li")
    making.figure(Series.objects.get(), 2025, "104", by=own)
    frozen = making.submit(making.draft(published))
    [line] = tasks.lines(making.person("reviewer", "wang"), at=AT)
    assert line == tasks.TaskLine(
        words="1 release awaits you", address=f"/admin/releases/release/{frozen.pk}/change/"
    )
    assert lines(own) == []
    assert lines(making.person("analyst", "zhao")) == []
    assert "1 release awaits you" in text(signed_in("reviewer").get("/admin/"))


def test_release_sent_back_waits_for_whoever_drafted_it(published: Plan) -> None:
    making.revise("64")
    frozen = making.submit(making.draft(published))
    actions.send_back(frozen, by=making.person("reviewer"), at=AT, reason="See the yearbook.")
    assert lines(making.person("analyst"), at=AT) == ["1 release sent back: See the yearbook."]
    assert lines(making.person("analyst", "zhao")) == []


def test_suggestions_wait_for_others_who_enter_figures(published: Plan) -> None:
    making.suggestion(Figure.objects.get(year=2023))
    assert lines(making.person("analyst")) == ["1 suggestion"]
    assert lines(making.person("auditor")) == []
    assert lines(making.person("reviewer"), at=AT + 30 * 24 * HOUR) == []


def test_receipt_is_for_drafter_and_reviewer_and_for_a_week(published: Plan) -> None:
    found = timezone.localtime(AT + HOUR)
    said = f"Release 1 is public: found at {found:%Y-%m-%d %H:%M:%S}, digest "
    for role in ("analyst", "reviewer"):
        assert [each[: len(said)] for each in every_line(making.person(role))] == [said]
    assert every_line(making.person("auditor")) == []
    assert every_line(making.person("analyst"), at=AT + 9 * 24 * HOUR) == []
