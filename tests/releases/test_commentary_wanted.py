"""Commentary is asked for before a missed target is submitted, or why the release goes without."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from goals.models import Plan
from indicators.models import Commentary, Indicator, Series
from releases import actions
from releases.models import CommentaryWaiver, Release
from tests import making
from tests.admin_rooms import signed_in, text
from tests.making import AT
from tests.refusing import by_database, sql

pytestmark = pytest.mark.django_db


ASKED = (
    "Commentary is wanted on: Projects. Write it, or say here why the release goes out without it."
)


@pytest.fixture
def missed() -> Release:
    """A draft of a plan that has 96 of at least 100 in its last year, unexplained."""
    plan = making.whole_plan()
    Commentary.objects.get().delete()
    making.figure(Series.objects.get(), 2025, "96", source=making.source(published_on="2026-03"))
    return making.draft(plan)


def send(release: Release, who: str = "analyst", **data: Any) -> Any:
    return signed_in(who).post(f"/admin/releases/release/{release.pk}/submit/", data)


def page(release: Release, who: str = "analyst", lang: str = "en") -> Any:
    return signed_in(who, lang).get(f"/admin/releases/release/{release.pk}/change/")


def test_submit_without_wanted_commentary_is_refused_and_names_the_indicators(
    missed: Release,
) -> None:
    with pytest.raises(ValidationError) as refusal:
        making.submit(missed)
    assert refusal.value.message_dict == {"without_commentary": [ASKED]}
    missed.refresh_from_db()
    assert (missed.state, missed.entries.count()) == ("draft", 0)


def test_submit_with_the_commentary_needs_no_reason(missed: Release) -> None:
    making.commentary(Indicator.objects.get(), 2025, written_on=datetime.date(2026, 1, 5))
    assert making.submit(missed).state == "submitted"
    assert CommentaryWaiver.objects.count() == 0


def test_submit_without_it_keeps_the_reason_for_good(missed: Release) -> None:
    by = making.person("analyst")
    actions.submit(missed, by=by, at=AT, without_commentary=" The unit has not answered. ")
    waiver = CommentaryWaiver.objects.get()
    assert (waiver.release, waiver.by, waiver.at) == (missed, by, AT)
    assert waiver.reason == "The unit has not answered."
    with by_database("permission denied"):
        waiver.delete()
    sql("SET LOCAL ROLE lingang_owner")
    with by_database("Cannot update or delete"):
        sql("UPDATE releases_commentarywaiver SET reason = 'Another.'")
    sql("RESET ROLE")


def test_draft_shows_what_is_wanted_and_where_it_is_written(missed: Release) -> None:
    shown = page(missed)
    assert "Projects Missed, by 4 projects No commentary for 2025. Write it not named yet" in text(
        shown
    )
    indicator = Indicator.objects.get().pk
    address = f"/admin/indicators/commentary/add/?indicator={indicator}&year=2025"
    assert [row.href for row in shown.context["lack"].rows] == [address]
    assert [row.why for row in shown.context["lack"].rows] == ["No commentary for 2025."]


def test_draft_leads_to_the_commentary_that_is_not_enough(missed: Release) -> None:
    old = making.commentary(Indicator.objects.get(), 2025, written_on=datetime.date(2025, 6, 1))
    (row,) = page(missed, lang="zh-hans").context["lack"].rows
    assert row.why == "情况说明（2025年6月1日）早于2025年数据。"
    assert row.href == f"/admin/indicators/commentary/{old.pk}/change/"


def test_refused_submission_keeps_the_page_and_asks_for_the_reason(missed: Release) -> None:
    answer = send(missed)
    assert answer.context["forms"]["submit"].errors == {"without_commentary": [ASKED]}
    assert [each.href for each in answer.context["lack"].rows] != []


def test_reviewer_reads_why_there_is_no_commentary(missed: Release) -> None:
    assert send(missed, without_commentary="The unit has not answered.").status_code == 302
    shown = page(missed, "reviewer")
    assert "Submitted all the same by analyst: The unit has not answered." in text(shown)
    assert [row.href for row in shown.context["lack"].rows] == [""]


def test_reason_of_a_release_that_lacks_nothing_is_not_kept() -> None:
    plan: Plan = making.whole_plan()
    release = making.draft(plan)
    assert page(release).context["lack"] is None
    send(release, without_commentary="Just so.")
    assert CommentaryWaiver.objects.count() == 0
