"""The rooms of plans, goals, commitments, evidence and sources."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from pytest_django import DjangoAssertNumQueries

from goals.models import Commitment, Evidence, Source
from tests import making
from tests.admin_rooms import said, signed_in, text

pytestmark = pytest.mark.django_db

SOURCES = "/admin/goals/source/"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Django remembers the kinds of rows between requests: each test counts from the first one."""
    ContentType.objects.clear_cache()


def last_event(model: str) -> tuple[str, dict[str, Any]]:
    event = apps.get_model(model)._default_manager.order_by("pgh_id").last()
    return event.pgh_label, event.pgh_context


def by_form(role: str) -> dict[str, Any]:
    return {"user": making.person(role).pk, "way": "form", "reason": ""}


def source_data(**fields: Any) -> dict[str, Any]:
    return {
        "key": "daily-2024",
        "kind": "press",
        "publisher_en": "Lin-gang Daily",
        "publisher_zh": "临港日报",
        "title_en": "",
        "title_zh": "",
        "url": "",
        "published_on": "2024-02",
        **fields,
    }


def test_source_is_written_by_name() -> None:
    signed_in("analyst").post("/admin/goals/source/add/", source_data())
    assert Source.objects.get().updated_by == making.person("analyst")
    assert last_event("goals.SourceEvent") == ("insert", by_form("analyst"))


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Name the publisher in at least one language."),
        ("zh-hans", "请至少用一种语言填写发布单位。"),
    ],
)
def test_source_without_a_publisher_is_refused_in_the_users_language(
    lang: str, sentence: str
) -> None:
    data = source_data(publisher_en="", publisher_zh="")
    page = text(signed_in("analyst", lang).post("/admin/goals/source/add/", data))
    assert sentence in page
    assert Source.objects.count() == 0


def test_source_address_runs_no_script() -> None:
    data = source_data(url="javascript:alert(1)")
    signed_in("analyst").post("/admin/goals/source/add/", data)
    assert Source.objects.count() == 0


def test_source_in_use_stays() -> None:
    source = making.source()
    making.figure(making.series(), 2024, "63", source=source)
    page = signed_in("analyst").post(f"/admin/goals/source/{source.pk}/delete/", {"post": "yes"})
    assert "would require deleting the following protected related objects" in text(page)
    assert Source.objects.filter(pk=source.pk).exists()


def test_goals_commitments_are_written_by_name() -> None:
    goal = making.goal()
    commitment = making.commitment(goal)
    data = {
        "plan": goal.plan.pk,
        "seen": 1,
        "commitments-TOTAL_FORMS": 2,
        "commitments-INITIAL_FORMS": 1,
        "commitments-0-id": commitment.pk,
        "commitments-0-goal": goal.pk,
        "commitments-0-seen": 1,
        "commitments-1-goal": goal.pk,
        "commitments-1-seen": "",
    }
    names = ["number", "slug", "title_en", "title_zh", "summary_en", "summary_zh"]
    data |= {name: getattr(goal, name) for name in names}
    for number, wording in ((0, "Open up further."), (1, "Try it out.")):
        data |= {
            f"commitments-{number}-order": number,
            f"commitments-{number}-strand": "",
            f"commitments-{number}-wording_en": wording,
            f"commitments-{number}-wording_zh": "扩大开放。",
            f"commitments-{number}-due_year": 2025,
            f"commitments-{number}-state": "open",
        }
    answer = signed_in("administrator").post(f"/admin/goals/goal/{goal.pk}/change/", data)
    assert answer.status_code == 302
    rows = Commitment.objects.order_by("order")
    assert [(row.wording_en, row.version) for row in rows] == [
        ("Open up further.", 2),
        ("Try it out.", 1),
    ]
    assert last_event("goals.CommitmentEvent") == ("insert", by_form("administrator"))


def test_commitment_is_not_delivered_without_evidence() -> None:
    commitment = making.commitment()
    data = {
        "goal": commitment.goal.pk,
        "order": 1,
        "wording_en": "Open up.",
        "wording_zh": "扩大开放。",
        "strand": "",
        "due_year": 2025,
        "state": "delivered",
        "seen": 1,
        "evidence-TOTAL_FORMS": 0,
        "evidence-INITIAL_FORMS": 0,
    }
    address = f"/admin/goals/commitment/{commitment.pk}/change/"
    page = text(signed_in("administrator").post(address, data))
    assert "Delivered needs evidence: add a dated statement first." in page
    commitment.refresh_from_db()
    assert commitment.state == "open"


def evidence_data(commitment: Commitment, source: Source, **fields: Any) -> dict[str, Any]:
    """The commitment's page with one new piece of evidence, as an analyst sends it."""
    row = {
        "id": "",
        "commitment": commitment.pk,
        "on": "2024-02-01",
        "source": source.pk,
        "statement_en": "The gate was opened.",
        "statement_zh": "大门已开放。",
        "seen": "",
        **fields,
    }
    return {
        "seen": 1,
        "evidence-TOTAL_FORMS": 1,
        "evidence-INITIAL_FORMS": 0,
        **{f"evidence-0-{name}": value for name, value in row.items()},
    }


def test_analysts_enter_evidence_on_the_page_of_its_commitment() -> None:
    commitment, source = making.commitment(), making.source()
    address = f"/admin/goals/commitment/{commitment.pk}/change/"
    forged = {"wording_en": "Close it.", "state": "dropped", "due_year": 2030}
    answer = signed_in("analyst").post(
        address, evidence_data(commitment, source) | forged, follow=True
    )
    assert Evidence.objects.get().statement_en == "The gate was opened."
    assert last_event("goals.EvidenceEvent") == ("insert", by_form("analyst"))
    commitment.refresh_from_db()
    assert (commitment.wording_en, commitment.state, commitment.version) == ("Open up.", "open", 1)
    assert said(answer)[0] == (
        "The commitment is still open. Where this shows it delivered, let an administrator set "
        "its state; the release takes both along."
    )


def test_auditors_read_evidence_on_the_page_of_its_commitment() -> None:
    commitment = making.commitment()
    making.evidence(commitment, statement_en="The gate was opened.")
    address = f"/admin/goals/commitment/{commitment.pk}/change/"
    page = signed_in("auditor").get(address)
    assert "The gate was opened." in text(page)
    assert "Add another" not in text(page)
    data = evidence_data(commitment, making.source())
    assert signed_in("auditor").post(address, data).status_code == 403


def test_evidence_in_one_language_is_saved_and_said_to_be() -> None:
    commitment, source = making.commitment(), making.source()
    data = evidence_data(commitment, source, statement_en="")
    address = f"/admin/goals/commitment/{commitment.pk}/change/"
    answer = signed_in("analyst").post(address, data, follow=True)
    assert (
        "Saved; English is missing in the statement. Readers see the other language, marked."
        in said(answer)
    )
    listed = "/admin/goals/evidence/?languages="
    found = {
        each: signed_in("analyst").get(listed + each).context["cl"].result_count
        for each in ("one", "both")
    }
    assert found == {"one": 1, "both": 0}


def test_evidence_of_a_day_to_come_is_refused() -> None:
    commitment, source = making.commitment(), making.source()
    data = evidence_data(commitment, source, on="2999-01-01")
    address = f"/admin/goals/commitment/{commitment.pk}/change/"
    page = text(signed_in("analyst", "zh-hans").post(address, data))
    assert "该日期尚未到来，不能作为佐证。" in page
    assert Evidence.objects.count() == 0


def test_evidence_is_written_by_name() -> None:
    commitment, source = making.commitment(), making.source()
    data = {
        "commitment": commitment.pk,
        "on": "2024-02-01",
        "statement_en": "It was opened.",
        "statement_zh": "",
        "source": source.pk,
    }
    signed_in("analyst").post("/admin/goals/evidence/add/", data)
    assert Evidence.objects.get().updated_by == making.person("analyst")
    assert last_event("goals.EvidenceEvent") == ("insert", by_form("analyst"))


@pytest.mark.parametrize("way", ["page", "list"])
def test_evidence_that_alone_shows_delivery_stays(way: str) -> None:
    commitment = making.commitment()
    only = making.evidence(commitment)
    commitment.state = "delivered"
    making.save(commitment)
    client = signed_in("analyst")
    if way == "page":
        address, data = f"/admin/goals/evidence/{only.pk}/delete/", {"post": "yes"}
    else:
        address = "/admin/goals/evidence/"
        data = {"action": "delete_selected", "_selected_action": str(only.pk), "post": "yes"}
    assert said(client.post(address, data, follow=True)) == [
        "This is the only evidence that the commitment was delivered: reopen it first."
    ]
    assert Evidence.objects.count() == 1


def test_chosen_rows_are_deleted_all_or_none() -> None:
    """One of the two has to stay, so both do."""
    delivered, other = making.commitment(), making.commitment(making.goal(making.plan("b")))
    rows = [making.evidence(other), making.evidence(delivered)]
    delivered.state = "delivered"
    making.save(delivered)
    chosen = {
        "action": "delete_selected",
        "_selected_action": [row.pk for row in rows],
        "post": "yes",
    }
    signed_in("analyst").post("/admin/goals/evidence/", chosen)
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("room", ["plan", "goal", "commitment", "evidence", "source"])
def test_list_takes_as_many_queries_for_three_as_for_one(
    room: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # session and account, rights (2); the rows counted twice and read once; the session's new end
    # in a savepoint (3); and what there is to filter by: of goals the plans, of commitments the
    # plans, goals and due years, of evidence the plans, goals, the first and last day and the days
    # between, of sources all that is odd
    expected = {"plan": 10, "goal": 11, "commitment": 13, "evidence": 14, "source": 11}[room]
    client = signed_in("administrator")
    making.whole_plan(indicators=1)
    with django_assert_num_queries(expected):
        client.get(f"/admin/goals/{room}/")
    making.whole_plan(indicators=2, code="second")
    with django_assert_num_queries(expected):
        client.get(f"/admin/goals/{room}/")


# What is odd about a source


def test_sources_say_at_their_row_what_is_odd_and_are_filtered_by_it() -> None:
    making.source("good", url="https://www.stats.gov.cn/a", published_on="2024-02-20")
    making.source("short", url="https://t.cn/a")
    late = making.source("late", url="https://www.stats.gov.cn/b", published_on="2999-01-01")
    making.figure(making.series(), 2023, "1", source=late)
    client = signed_in("analyst")
    listed = text(client.get(SOURCES))
    assert "a shortened address: give the one it leads to" in listed
    assert (
        "published on a day that has not come published after a figure that cites it was saved"
        in listed
    )

    def keys(odd: str) -> list[str]:
        found = client.get(f"{SOURCES}?odd={odd}&o=7").context["cl"].queryset
        return sorted(row.key for row in found if row.key != "14fyp-text")

    assert keys("any") == ["late", "short"]
    assert keys("shortener") == ["short"]
    assert keys("nothing") == ["good"]


def test_source_with_an_odd_address_is_saved_and_looked_at_again() -> None:
    row = making.source("one")
    data = {
        "key": "one",
        "kind": "press",
        "publisher_en": "A",
        "url": "http://10.0.0.1/",
        "seen": 1,
    }
    answer = signed_in("analyst", "zh-hans").post(f"{SOURCES}{row.pk}/change/", data, follow=True)
    assert "请再核对：以数字代替域名的地址。" in said(answer)
    row.refresh_from_db()
    assert row.url == "http://10.0.0.1/"
