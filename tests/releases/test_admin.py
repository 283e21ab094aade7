"""A release from draft to its record, page by page, as analysts and reviewers take it there."""

import datetime
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from goals.models import Goal, Plan
from indicators.models import Series
from releases.models import Release
from tests import making
from tests.admin_rooms import said, signed_in, text

pytestmark = pytest.mark.django_db

RELEASES = "/admin/releases/release/"
WORDS = {"title_en": "Output of 2025", "title_zh": "2025年产值", "note_en": "", "note_zh": ""}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Django remembers the kinds of rows between requests: each test counts from the first one."""
    ContentType.objects.clear_cache()


@pytest.fixture
def plan() -> Plan:
    """A plan with one indicator: 63 of at least 100 in 2023."""
    return making.whole_plan()


def page(release: Release) -> str:
    return f"{RELEASES}{release.pk}/change/"


def send(client: Client, release: Release, step: str, **data: Any) -> Any:
    return client.post(f"{RELEASES}{release.pk}/{step}/", data, follow=True)


def refused(answer: Any) -> list[str]:
    """What the form of submission has against it."""
    return [str(each) for each in answer.context["forms"]["submit"].non_field_errors()]


def submitted(plan: Plan) -> Release:
    return making.submit(making.draft(plan))


# Draft


def test_draft_is_opened_with_its_words(plan: Plan) -> None:
    signed_in("analyst").post(f"{RELEASES}add/", {"plan": plan.pk, **WORDS})
    release = Release.objects.get()
    assert (release.number, release.title_zh, release.state) == (1, "2025年产值", "draft")
    assert release.drafted_by == making.person("analyst")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "en",
            "This plan has an open release already. Submit, approve or cancel that one first.",
        ),
        ("zh-hans", "该规划已有未完成的发布，请先提交、审核或取消。"),
    ],
)
def test_second_draft_is_refused_in_the_users_language(
    plan: Plan, lang: str, sentence: str
) -> None:
    making.draft(plan)
    answer = signed_in("analyst", lang).post(f"{RELEASES}add/", {"plan": plan.pk, **WORDS})
    assert sentence in text(answer)
    assert Release.objects.count() == 1


def test_draft_without_a_title_in_one_language_is_refused(plan: Plan) -> None:
    data = {"plan": plan.pk, **WORDS, "title_zh": ""}
    answer = signed_in("analyst").post(f"{RELEASES}add/", data)
    assert dict(answer.context["form"].errors) == {"title_zh": ["This field is required."]}
    assert Release.objects.count() == 0


def test_draft_is_renamed(plan: Plan) -> None:
    release = making.draft(plan)
    signed_in("analyst").post(page(release), WORDS)
    release.refresh_from_db()
    assert (release.title_en, release.note_en) == ("Output of 2025", "")


def test_submitted_release_is_not_renamed(plan: Plan) -> None:
    release = submitted(plan)
    answer = signed_in("analyst").post(page(release), WORDS)
    assert "This release is submitted by now. Open it again." in text(answer)
    release.refresh_from_db()
    assert release.title_en == "A release"


def test_draft_shows_figures_and_verdicts_before_and_after(plan: Plan) -> None:
    making.publish(plan)
    making.figure(Series.objects.get(), 2025, "104", source=making.source())
    shown = text(signed_in("analyst").get(page(making.draft(plan))))
    assert "Figures 1 new, 0 revised" in shown
    assert (
        "Projects All of them, 2025, full year none → 104 projects Ahead 2023 figure becomes Met "
        "Lin-gang Daily, 20 February 2024 first published · analyst" in shown
    )
    assert "The headline would read: “The one numeric target was met.”" in shown


def test_draft_shows_a_revised_figure_old_and_new(plan: Plan) -> None:
    making.publish(plan)
    figure = Series.objects.get().figures.get(year=2023)
    figure.value, figure.obs_status = 64, "P"
    making.save(figure)
    shown = text(signed_in("analyst", "zh-hans").get(page(making.draft(plan))))
    assert "数据 新增0项，修订1项" in shown
    assert "总数，2023年，全年 63项 → 64项，初步数 +1项（+1.6%）" in shown


def test_draft_shows_words_and_evidence_before_and_after(plan: Plan) -> None:
    promise = making.commitment(Goal.objects.get(), wording_en="Build a base")
    making.publish(plan)
    making.evidence(promise, "2024-02-01", statement_en="Signed", source=making.source())
    shown = text(signed_in("analyst").get(page(making.draft(plan))))
    assert "Figures 0 new, 0 revised 0 changes held back; 1 other change" in shown
    assert (
        "Goal 1: Goal 1 Commitment: Build a base open, due 2025; no evidence → open, due 2025; "
        "1 February 2024: Signed [Lin-gang Daily, 20 February 2024] no verdict changes "
        "wording changed · administrator" in shown
    )


def test_draft_without_a_change_is_refused_and_stays_a_draft(plan: Plan) -> None:
    making.publish(plan, at=timezone.now())
    release = making.draft(plan)
    assert refused(send(signed_in("analyst"), release, "submit")) == [
        "Nothing has changed since the last release, so there is nothing to publish."
    ]
    release.refresh_from_db()
    assert (release.state, release.entries.count()) == ("draft", 0)


def test_draft_with_a_missing_name_is_refused_in_the_users_language(plan: Plan) -> None:
    Series.objects.update(name_zh="")
    release = making.draft(plan)
    answers = [send(signed_in("analyst", lang), release, "submit") for lang in ("en", "zh-hans")]
    assert [refused(answer) for answer in answers] == [
        ["Missing before submission: projects-1/all: name in Chinese"],
        ["提交前须补齐：projects-1/all：名称（中文）"],
    ]
    release.refresh_from_db()
    assert (release.state, release.entries.count()) == ("draft", 0)


# Approval


def test_submitted_release_shows_what_was_frozen(plan: Plan) -> None:
    release = submitted(plan)
    making.figure(Series.objects.get(), 2024, "987654321")
    shown = text(signed_in("reviewer").get(page(release)))
    assert release.digest in shown
    assert "987,654,321" not in shown
    assert "Judged on 2024-03-01" in shown
    assert "A hand in it administrator · analyst" in shown


def test_approval_names_the_content_and_the_minute_of_beijing(plan: Plan) -> None:
    release = submitted(plan)
    answer = send(
        signed_in("reviewer"),
        release,
        "approve",
        digest=release.digest,
        seen="on",
        publish_at="2100-01-04T09:30",
        comment="Checked.",
    )
    assert said(answer) == ["Approved. Public from 4 January 2100, 09:30, Beijing time."]
    release.refresh_from_db()
    assert release.publish_at == datetime.datetime(2100, 1, 4, 1, 30, tzinfo=datetime.UTC)
    assert (release.approved_by, release.approval_comment) == (
        making.person("reviewer"),
        "Checked.",
    )
    assert "Public from 4 January 2100, 09:30, Beijing time" in text(
        signed_in("auditor").get(page(release))
    )


def test_approval_without_a_minute_is_public_at_once(plan: Plan) -> None:
    release = submitted(plan)
    send(signed_in("reviewer"), release, "approve", digest=release.digest, seen="on")
    release.refresh_from_db()
    assert release.publish_at is not None
    assert release.publish_at == release.approved_at


@pytest.mark.parametrize(
    ("sent", "lang", "sentence"),
    [
        ({"seen": ""}, "en", "Tick that you have seen this content."),
        ({"seen": ""}, "zh-hans", "请勾选，确认已查看本次发布的内容。"),
        (
            {"digest": "0" * 64},
            "en",
            "The content is not what you looked at. Open the release again.",
        ),
        ({"publish_at": "2024-03-01T09:31"}, "en", "This minute has passed. Choose a later one."),
        ({"publish_at": "2024-03-01T09:31"}, "zh-hans", "该时间已过，请另选时间。"),
        ({"publish_at": "tomorrow"}, "en", "Write day and time as 2027-03-15 09:30."),
    ],
)
def test_approval_is_refused_in_the_users_language(
    plan: Plan, sent: dict[str, str], lang: str, sentence: str
) -> None:
    release = submitted(plan)
    data = {"digest": release.digest, "seen": "on", "comment": "Checked.", **sent}
    answer = send(signed_in("reviewer", lang), release, "approve", **data)
    assert sentence in text(answer)
    assert "Checked." in answer.content.decode()
    release.refresh_from_db()
    assert release.state == "submitted"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "so somebody else approves it. Who could: wang."),
        ("zh-hans", "您起草、提交或修改过本次发布的内容，须由他人审核。 可审核人员：wang。"),
    ],
)
def test_own_release_says_who_could_approve_it(plan: Plan, lang: str, sentence: str) -> None:
    lin, _wang = making.person("reviewer", "lin"), making.person("reviewer", "wang")
    release = making.submit(making.draft(plan, by=lin))
    shown = signed_in(lin, lang).get(page(release))
    assert sentence in text(shown)
    assert "approve/" not in shown.content.decode()


def test_own_release_is_not_approved_by_a_forged_form(plan: Plan) -> None:
    lin = making.person("reviewer", "lin")
    release = making.submit(making.draft(plan, by=lin))
    answer = send(signed_in(lin), release, "approve", digest=release.digest, seen="on")
    assert "so somebody else approves it" in text(answer)
    release.refresh_from_db()
    assert (release.state, release.approved_by) == ("submitted", None)


# Cancelling


@pytest.mark.parametrize(("lang", "reason"), [("en", ""), ("zh-hans", "  ")])
def test_cancelling_asks_why(plan: Plan, lang: str, reason: str) -> None:
    release = submitted(plan)
    answer = send(signed_in("reviewer", lang), release, "cancel", reason=reason)
    expected = {"en": "Say why the release is cancelled.", "zh-hans": "请填写取消发布的理由。"}
    assert expected[lang] in text(answer)
    release.refresh_from_db()
    assert release.state == "submitted"


def test_scheduled_release_is_cancelled_into_a_new_draft(plan: Plan) -> None:
    release = making.approve(submitted(plan), publish_at=making.FUTURE)
    answer = send(signed_in("reviewer"), release, "cancel", reason="A figure is wrong.")
    assert said(answer) == [
        "Cancelled. It stays in the record and is never shown.",
        "A new draft has taken over its title and note.",
    ]
    rows = Release.objects.order_by("number").values_list("number", "state", "cancel_reason")
    assert list(rows) == [(1, "cancelled", "A figure is wrong."), (2, "draft", "")]


def test_public_release_is_a_record_without_steps(plan: Plan) -> None:
    release = making.publish(plan)
    shown = signed_in("reviewer").get(page(release))
    assert "Approved reviewer" in text(shown)
    for step in ("submit", "approve", "cancel"):
        assert f"/{release.pk}/{step}/" not in shown.content.decode()
    answer = send(signed_in("reviewer"), release, "cancel", reason="Too late.")
    assert "This release is public or stopped already." in text(answer)
    release.refresh_from_db()
    assert release.state == "approved"


def test_cancelled_draft_has_a_page(plan: Plan) -> None:
    release = making.draft(plan)
    send(signed_in("analyst"), release, "cancel", reason="Not needed.")
    assert "Reason Not needed." in text(signed_in("auditor").get(page(release)))


# Records


def test_steps_are_recorded_by_name(plan: Plan) -> None:
    release = making.draft(plan)
    send(signed_in("analyst"), release, "submit")
    entries = signed_in("auditor").get(f"{RELEASES}{release.pk}/history/").context["entries"]
    assert [(each.who, each.way, each.kind) for each in entries] == [
        ("analyst", "release page", "update"),
        ("analyst", "release page", "insert"),
    ]
    states = [change for change in entries[0].changes if change.name == "State"]
    assert [(change.old, change.new) for change in states] == [("draft", "submitted")]


def test_list_says_where_each_release_stands(plan: Plan) -> None:
    making.publish(plan)
    making.figure(Series.objects.get(), 2025, "104")
    making.approve(making.submit(making.draft(plan)), publish_at=making.FUTURE)
    shown = text(signed_in("auditor").get(RELEASES))
    assert "1 A release The plan public 2024-03-01" in shown.replace("March 1, 2024", "2024-03-01")
    assert "2 A release The plan scheduled" in shown
    assert "4 January 2100, 09:30, Beijing time analyst reviewer" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_three_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        making.publish(making.whole_plan(code=f"plan-{number}"))
    client = signed_in("auditor")
    # session and account, rights (2); plans to filter by; releases counted twice and read once;
    # the session's new end in a savepoint (3)
    with django_assert_num_queries(11):
        client.get(RELEASES)


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_draft_takes_as_many_queries_for_three_indicators_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = making.whole_plan(indicators=count)
    making.publish(plan)
    making.figure(Series.objects.latest("pk"), 2025, "104")
    release = making.draft(plan)
    client = signed_in("analyst")
    # session and account, rights (2); the release alone and with its people; what is public and
    # which receipt is missing (2), receipts; who has a hand in it, who is free and who could
    # approve (10); the release before and its documents, the live report (9), the method; who wrote
    # what: a history for each kind of row, names (17); comments, sign-offs, what was held back, the
    # figures' keys; the session's new end in a savepoint (3)
    with django_assert_num_queries(53):
        client.get(page(release))
