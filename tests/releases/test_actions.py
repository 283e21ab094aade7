"""A release's life: drafted, submitted and frozen, approved by somebody else, or cancelled."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone, translation

from goals import actions as writing
from goals.models import Goal, Plan
from indicators.models import Figure, Series
from indicators.report_types import Text
from releases import actions, content, documents, hands, published
from releases.models import Document, Release, ReleaseEntry
from tests import making
from tests.making import AT, FUTURE
from tests.refusing import by_database, sql, tamper

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
TITLE: Text = {"en": "Figures of 2023", "zh-hans": "2023年数据"}
NOTE: Text = {"en": " One figure is new. ", "zh-hans": ""}


def words(call: Callable[[], Any]) -> list[str]:
    """What the call is refused with."""
    with pytest.raises(ValidationError) as refusal:
        call()
    return refusal.value.messages


# Drafting


def test_draft_is_the_plan_s_next_number() -> None:
    plan = making.plan()
    release = actions.draft(plan, by=making.person(), at=AT, title=TITLE, note=NOTE)
    assert (release.number, release.plan_code, release.state) == (1, "14fyp", "draft")
    assert (release.title_en, release.title_zh) == ("Figures of 2023", "2023年数据")
    assert (release.note_en, release.note_zh) == ("One figure is new.", "")
    assert (release.drafted_by, release.drafted_at) == (making.person(), AT)


def test_draft_counts_each_plan_by_itself() -> None:
    making.publish(making.whole_plan())
    assert making.draft(Plan.objects.get()).number == 2
    assert making.draft(making.plan("15fyp")).number == 1


def test_draft_beside_an_open_release_is_refused() -> None:
    plan = making.whole_plan()
    first = making.draft(plan)
    open_already = [
        "This plan has an open release already. Submit, approve or cancel that one first."
    ]
    assert words(lambda: making.draft(plan)) == open_already
    making.submit(first)
    assert words(lambda: making.draft(plan)) == open_already
    assert Release.objects.count() == 1


def test_draft_beside_one_that_waits_for_its_minute_is_taken() -> None:
    plan = making.whole_plan()
    making.publish(plan, publish_at=FUTURE)
    assert making.draft(plan).number == 2


def test_draft_needs_a_title_in_both_languages() -> None:
    plan = making.plan()
    with pytest.raises(ValidationError) as refusal:
        actions.draft(plan, by=making.person(), at=AT, title={"en": "A", "zh-hans": " "}, note=NOTE)
    assert refusal.value.message_dict == {"title_zh": ["This field cannot be blank."]}
    assert Release.objects.count() == 0


def test_rename_changes_title_and_note_of_a_draft() -> None:
    release = making.draft(making.plan())
    actions.rename(release, by=making.person(), at=AT, title=TITLE, note=NOTE)
    release.refresh_from_db()
    assert (release.title_en, release.note_en) == ("Figures of 2023", "One figure is new.")


# Submitting


def test_submit_freezes_everything_the_release_says() -> None:
    plan = making.whole_plan(indicators=2)
    release = making.submit(making.draft(plan))
    assert list(release.entries.values_list("name", flat=True)) == [
        "indicators/projects-1",
        "indicators/projects-2",
        "method",
        "plan",
    ]
    assert (release.state, release.submitted_by, release.submitted_at) == (
        "submitted",
        making.person(),
        AT,
    )
    assert (release.judged_on, release.previous_digest) == (datetime.date(2024, 3, 1), "")
    assert (release.method_version, release.product_version) == ("1", "0.1.0")
    entries = dict(release.entries.values_list("name", "document_id"))
    assert release.digest == content.digest_of(release, entries)
    assert len(release.digest) == 64


def test_submit_judges_on_shanghai_s_day() -> None:
    evening = datetime.datetime(2024, 3, 1, 16, 0, tzinfo=datetime.UTC)  # midnight in Shanghai
    before = evening - datetime.timedelta(seconds=1)
    first = making.submit(making.draft(making.whole_plan()), at=before)
    assert first.judged_on == datetime.date(2024, 3, 1)
    again = making.submit(making.draft(making.whole_plan(code="15fyp")), at=evening)
    assert again.judged_on == datetime.date(2024, 3, 2)


def test_submit_takes_the_day_it_is_told_for_the_verdict() -> None:
    plan = making.whole_plan()
    release = making.submit(
        making.draft(plan), at=datetime.datetime(2026, 1, 1, tzinfo=making.SHANGHAI)
    )
    reports = content.frozen(release).indicators
    assert reports["projects-1"].verdict.code == "awaiting"


def test_submit_again_after_an_unchanged_release_is_refused() -> None:
    plan = making.whole_plan()
    making.publish(plan)
    release = making.draft(plan)
    nothing = ["Nothing has changed since the last release, so there is nothing to publish."]
    assert words(lambda: making.submit(release)) == nothing
    assert words(lambda: making.submit(release, at=AT + 24 * HOUR)) == nothing
    assert ReleaseEntry.objects.filter(release=release).count() == 0
    making.revise("64")
    assert making.submit(release).state == "submitted"


def test_submit_compares_with_the_last_approved_release_not_with_a_cancelled_one() -> None:
    plan = making.whole_plan()
    again = actions.cancel(
        making.submit(making.draft(plan)), by=making.person("reviewer"), at=AT, reason="Too soon."
    )
    assert again is not None
    assert making.submit(again).state == "submitted"


MISSING = [
    ("goals_plan", "name_zh", "14fyp: name in Chinese"),
    ("goals_plan", "summary_en", "14fyp: summary in English"),
    ("goals_goal", "title_zh", "goal 1: title in Chinese"),
    ("goals_goal", "summary_en", "goal 1: promise in English"),
    ("goals_commitment", "wording_zh", "goal 1: wording of a commitment in Chinese"),
    ("indicators_indicator", "name_en", "projects-1: name in English"),
    ("indicators_indicator", "definition_zh", "projects-1: definition in Chinese"),
    ("indicators_indicator", "unit_name_en", "projects-1: unit in English"),
    ("indicators_series", "name_zh", "projects-1/all: name in Chinese"),
]


@pytest.mark.parametrize(("table", "column", "where"), MISSING)
def test_submit_with_a_name_in_one_language_is_refused(table: str, column: str, where: str) -> None:
    release = making.draft(making.whole_plan())
    sql(f"UPDATE {table} SET {column} = ' '")
    assert words(lambda: making.submit(release)) == [f"Missing before submission: {where}"]
    release.refresh_from_db()
    assert (release.state, Document.objects.count()) == ("draft", 0)


def test_submit_names_everything_that_is_missing_at_once() -> None:
    release = making.draft(making.whole_plan(indicators=2))
    sql("UPDATE goals_goal SET title_en = ''")
    assert words(lambda: making.submit(release)) == [
        "Missing before submission: goal 1: title in English",
        "Missing before submission: goal 2: title in English",
    ]


def test_submit_with_a_responsible_unit_in_one_language_is_refused() -> None:
    release = making.draft(making.whole_plan())
    sql("UPDATE indicators_indicator SET responsible_unit_zh = '经济处'")
    assert words(lambda: making.submit(release)) == [
        "Missing before submission: projects-1: responsible unit in English"
    ]


def test_submit_takes_notes_titles_of_sources_and_reasons_in_one_language() -> None:
    release = making.draft(making.whole_plan())
    sql("UPDATE goals_source SET title_en = '', publisher_en = ''")
    sql("UPDATE indicators_figure SET note_en = '', note_zh = '年末数。'")
    sql("UPDATE indicators_commentary SET cause_en = '', next_step_en = ''")
    sql("UPDATE goals_evidence SET statement_zh = ''")
    assert making.submit(release).state == "submitted"


# Approving


def test_approve_makes_it_public_at_once() -> None:
    frozen = making.submit(making.draft(making.whole_plan()))
    release = actions.approve(
        frozen,
        by=making.person("reviewer"),
        at=AT + HOUR,
        seen_digest=frozen.digest,
        comment="Checked against the yearbook.",
    )
    release.refresh_from_db()
    assert (release.state, release.approved_by, release.approved_at, release.publish_at) == (
        "approved",
        making.person("reviewer"),
        AT + HOUR,
        AT + HOUR,
    )
    assert release.approval_comment == "Checked against the yearbook."
    assert not actions.is_visible(release, at=AT)
    assert actions.is_visible(release, at=AT + HOUR)


def test_approve_for_a_later_minute() -> None:
    release = making.publish(making.whole_plan(), publish_at=AT + 3 * HOUR)
    assert (release.approved_at, release.publish_at) == (AT, AT + 3 * HOUR)
    assert not actions.is_visible(release, at=AT + 2 * HOUR)
    assert actions.is_visible(release, at=AT + 3 * HOUR)


def test_approve_of_other_content_than_was_seen_is_refused() -> None:
    frozen = making.submit(making.draft(making.whole_plan()))
    reviewer = making.person("reviewer")
    assert words(lambda: actions.approve(frozen, by=reviewer, at=AT, seen_digest="0" * 64)) == [
        "The content is not what you looked at. Open the release again."
    ]


def test_approve_for_a_minute_that_has_passed_is_refused() -> None:
    frozen = making.submit(making.draft(making.whole_plan()))
    early = AT - datetime.timedelta(microseconds=1)
    assert words(lambda: making.approve(frozen, publish_at=early)) == [
        "This minute has passed. Choose a later one."
    ]
    assert making.approve(frozen, publish_at=AT).publish_at == AT


def test_approve_for_a_minute_not_after_the_release_before_is_refused() -> None:
    plan = making.whole_plan()
    making.publish(plan, publish_at=AT + 3 * HOUR)
    making.revise("64")
    frozen = making.submit(making.draft(plan))
    sentence = "Release 1 appears at 2024-03-01 12:30; choose a later minute."
    assert words(lambda: making.approve(frozen)) == [sentence]
    assert words(lambda: making.approve(frozen, publish_at=AT + 3 * HOUR)) == [sentence]
    later = AT + 3 * HOUR + datetime.timedelta(minutes=1)
    assert making.approve(frozen, publish_at=later).number == 2


WHY = "You drafted, submitted or changed something in this release, so somebody else approves it. "


def submitted(*, drafter: str = "analyst", submitter: str = "analyst") -> Release:
    reviewers = {name: making.person("reviewer", name) for name in ("wei", "lan")}
    people = {"analyst": making.person()} | reviewers
    drafted = making.draft(making.whole_plan(), by=people[drafter])
    return making.submit(drafted, by=people[submitter])


@pytest.mark.parametrize("role", ["drafter", "submitter"])
def test_approve_by_whoever_drafted_or_submitted_is_refused(role: str) -> None:
    release = submitted(**{role: "wei"})
    wei, lan = (User.objects.get(username=name) for name in ("wei", "lan"))
    assert words(lambda: making.approve(release, by=wei)) == [f"{WHY}Who could: lan."]
    assert making.approve(release, by=lan).state == "approved"


def in_words(release: Release, author: User) -> None:
    with pytest.raises(ValidationError):
        making.approve(release, by=author)


def by_update(release: Release, author: User) -> None:
    with by_database("release_approver_is_not_author"):
        Release.objects.filter(pk=release.pk).update(
            state="approved", approved_by=author, approved_at=AT, publish_at=AT
        )


def by_sql(release: Release, author: User) -> None:
    with by_database("release_approver_is_not_author"):
        sql(
            "UPDATE releases_release SET state = 'approved', approved_by_id = %s, "
            "approved_at = now(), publish_at = now() WHERE id = %s",
            author.pk,
            release.pk,
        )


def by_new_authors(release: Release, author: User) -> None:
    with by_database("a submitted release is frozen"):
        sql(
            "UPDATE releases_release SET state = 'approved', approved_by_id = %s, "
            "approved_at = now(), publish_at = now(), author_ids = '{}' WHERE id = %s",
            author.pk,
            release.pk,
        )


@pytest.mark.parametrize("way", [in_words, by_update, by_sql, by_new_authors])
def test_approve_by_an_author_of_a_change_is_refused(way: Callable[[Release, User], None]) -> None:
    plan = making.whole_plan()
    author = making.person("reviewer")
    making.figure(Series.objects.get(), 2022, "40", by=author)
    release = making.submit(making.draft(plan))
    assert author.pk in release.author_ids
    way(release, author)
    release.refresh_from_db()
    assert (release.state, release.approved_by) == ("submitted", None)


def test_approve_by_an_author_of_a_deleted_row_is_refused() -> None:
    plan = making.whole_plan()
    author = making.person("reviewer")
    writing.delete(Figure.objects.get(year=2023), by=author, way="form")
    release = making.submit(making.draft(plan))
    assert words(lambda: making.approve(release, by=author)) == [
        f"{WHY}No other reviewer has an account yet."
    ]


def test_authors_are_those_since_the_last_approved_release_was_frozen() -> None:
    plan = making.whole_plan()
    making.publish(plan, at=FUTURE)
    making.revise("64")
    release = making.draft(plan)
    frozen = making.submit(release, at=FUTURE + HOUR)
    assert frozen.author_ids == []


@pytest.mark.parametrize(("seconds", "counts"), [(30, True), (70, False)])
def test_authors_are_also_those_of_the_last_minute_before(seconds: int, counts: bool) -> None:
    plan = making.whole_plan()  # dated now, by the database's clock
    frozen_at = timezone.now() + datetime.timedelta(seconds=seconds)
    making.publish(plan, at=frozen_at)
    sql("UPDATE indicators_figure SET value = 64 WHERE year = 2023")
    again = making.submit(making.draft(plan), at=FUTURE)
    assert (making.person("administrator").pk in again.author_ids) == counts


def test_authors_of_a_cancelled_release_are_those_of_the_next_one_too() -> None:
    plan = making.whole_plan()
    author = making.person("reviewer")
    making.figure(Series.objects.get(), 2022, "40", by=author)
    frozen = making.submit(making.draft(plan), at=FUTURE)
    again = actions.cancel(frozen, by=making.person("reviewer", "lan"), at=FUTURE, reason="Wrong.")
    assert again is not None
    assert author.pk in making.submit(again, at=FUTURE + HOUR).author_ids


def test_hands_in_a_draft_are_those_who_changed_something_so_far() -> None:
    release = making.draft(making.whole_plan(), by=making.person("analyst", "lin"))
    people = {making.person(role).pk for role in ("administrator", "analyst")}
    assert hands.hands(release) == people | {making.person("analyst", "lin").pk}


def test_reviewers_are_active_people_with_the_right() -> None:
    by_group = making.person("reviewer")
    gone = making.person("reviewer", "gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    by_name = making.person("official", "deputy")
    by_name.user_permissions.add(Permission.objects.get(codename="approve_release"))
    making.person("administrator")
    assert list(hands.reviewers()) == [by_group, by_name]


# Others who write meanwhile


@pytest.fixture
def other() -> Iterator[BaseDatabaseWrapper]:
    """Somebody else's connection, who waits a tenth of a second at most."""
    made = connection.copy()
    with made.cursor() as cursor:
        cursor.execute("SET lock_timeout = 100")
    made.set_autocommit(False)
    yield made
    made.close()


def write_summary_and_figure(by: BaseDatabaseWrapper) -> None:
    with by.cursor() as cursor:
        cursor.execute("UPDATE goals_plan SET summary_en = 'Another promise.'")
        cursor.execute("UPDATE indicators_figure SET value = 64 WHERE year = 2023")


def summary_and_value(release: Release) -> tuple[str, Decimal]:
    said = content.frozen(release)
    return said.plan.summary["en"], said.indicators["projects-1"].series[0].figures[-1].value


@pytest.mark.django_db(transaction=True)
def test_submit_lets_nobody_write_between_its_readings(other: BaseDatabaseWrapper) -> None:
    release = making.draft(making.whole_plan())
    outcome: list[str] = []

    def meddle(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        found = execute(sql, *rest)
        if 'FROM "indicators_indicator"' in sql and not outcome:
            try:  # the plan's row is read, its figures are not
                write_summary_and_figure(other)
                other.commit()
                outcome.append("written")
            except OperationalError as error:
                other.rollback()
                outcome.append(str(error).splitlines()[0])
        return found

    with connection.execute_wrapper(meddle):
        frozen = making.submit(release)
    assert outcome == ["canceling statement due to lock timeout"]
    assert summary_and_value(frozen) == ("What is to be reached by 2025.", Decimal(63))
    write_summary_and_figure(other)
    other.commit()
    assert Plan.objects.get().summary_en == "Another promise."


@pytest.mark.django_db(transaction=True)
def test_submit_waits_for_a_write_that_is_under_way(other: BaseDatabaseWrapper) -> None:
    release = making.draft(making.whole_plan())
    write_summary_and_figure(other)
    sql("SET lock_timeout = 100")
    with pytest.raises(OperationalError, match="lock timeout"):
        making.submit(release)
    other.commit()
    assert summary_and_value(making.submit(release)) == ("Another promise.", Decimal(64))


# Frozen content


def test_content_stays_as_submitted_while_working_rows_change() -> None:
    plan = making.whole_plan()
    release = making.submit(making.draft(plan))
    before = content.frozen(release).indicators
    making.revise("70")
    Goal.objects.update(title_en="Another title")
    frozen = content.frozen(release)
    assert frozen.indicators == before
    assert frozen.plan.goals[0].title["en"] == "Goal 1"
    assert making.approve(release).digest == release.digest


def test_documents_that_did_not_change_are_stored_once() -> None:
    plan = making.whole_plan(indicators=2)
    first = making.publish(plan)
    assert Document.objects.count() == 4
    making.revise("62")  # from ahead to on track
    second = making.publish(plan, at=AT + HOUR)
    assert Document.objects.count() == 6
    old, new = (dict(each.entries.values_list("name", "document_id")) for each in (first, second))
    assert [name for name in old if old[name] != new[name]] == ["indicators/projects-1", "plan"]


def test_documents_come_back_with_a_value_that_comes_back() -> None:
    plan = making.whole_plan()
    first = making.publish(plan)
    making.revise("64")
    making.publish(plan, at=AT + HOUR)
    making.revise("63")
    third = making.publish(plan, at=AT + 2 * HOUR)
    entries = [dict(each.entries.values_list("name", "document_id")) for each in (first, third)]
    assert entries[0] == entries[1]
    assert first.digest != third.digest


# Cancelling


def test_cancel_of_a_submitted_release_opens_a_draft_with_its_words() -> None:
    release = making.submit(making.draft(making.whole_plan()))
    reviewer = making.person("reviewer")
    again = actions.cancel(release, by=reviewer, at=AT + HOUR, reason=" A figure is wrong. ")
    release.refresh_from_db()
    assert (release.state, release.cancelled_by, release.cancelled_at, release.cancel_reason) == (
        "cancelled",
        reviewer,
        AT + HOUR,
        "A figure is wrong.",
    )
    assert again is not None
    assert (again.number, again.state, again.title_zh, again.note_en, again.drafted_by) == (
        2,
        "draft",
        "一次发布",
        "New figures.",
        making.person("analyst"),
    )


def test_cancel_of_a_draft_opens_nothing() -> None:
    release = making.draft(making.plan())
    assert actions.cancel(release, by=making.person(), at=AT, reason="Not needed.") is None
    assert Release.objects.values_list("number", "state").get() == (1, "cancelled")


def test_cancel_before_the_minute_keeps_it_in_the_chain_and_out_of_sight() -> None:
    plan = making.whole_plan()
    first = making.publish(plan)
    making.revise("64")
    waiting = making.publish(plan, at=AT + HOUR, publish_at=FUTURE)
    again = actions.cancel(
        waiting, by=making.person("reviewer"), at=AT + 2 * HOUR, reason="Postponed."
    )
    assert again is not None
    third = making.approve(making.submit(again, at=AT + 3 * HOUR), at=AT + 3 * HOUR)
    assert (waiting.previous_digest, third.previous_digest) == (first.digest, waiting.digest)
    shown = published.shelf(at=FUTURE + HOUR).of("14fyp")
    assert [release.number for release in shown] == [3, 1]


def test_cancel_beside_a_newer_open_release_opens_no_second_one() -> None:
    plan = making.whole_plan()
    waiting = making.publish(plan, publish_at=FUTURE)
    newer = making.draft(plan)
    reviewer = making.person("reviewer")
    assert actions.cancel(waiting, by=reviewer, at=AT, reason="Postponed.") is None
    assert list(Release.objects.filter(state="draft")) == [newer]


def test_cancel_of_what_is_public_or_cancelled_is_refused() -> None:
    plan = making.whole_plan()
    release = making.publish(plan)
    reviewer = making.person("reviewer")
    over = ["This release is public or stopped already. A correction is a new release."]
    assert words(lambda: actions.cancel(release, by=reviewer, at=AT, reason="Wrong.")) == over
    making.revise("64")
    gone = making.draft(plan)
    actions.cancel(gone, by=reviewer, at=AT, reason="Wrong.")
    assert words(lambda: actions.cancel(gone, by=reviewer, at=AT, reason="Wrong.")) == over


def test_cancel_needs_a_reason() -> None:
    release = making.submit(making.draft(making.whole_plan()))
    reviewer = making.person("reviewer")
    assert words(lambda: actions.cancel(release, by=reviewer, at=AT, reason=" ")) == [
        "Say why the release is cancelled."
    ]


# Steps and rights


def test_steps_out_of_order_are_refused() -> None:
    plan = making.whole_plan()
    analyst, reviewer = making.person("analyst"), making.person("reviewer")
    release = making.draft(plan)
    assert words(lambda: actions.approve(release, by=reviewer, at=AT, seen_digest="")) == [
        "This release is draft by now. Open it again."
    ]
    frozen = making.submit(release)
    by_now = ["This release is submitted by now. Open it again."]
    assert words(lambda: making.submit(release)) == by_now
    assert (
        words(lambda: actions.rename(frozen, by=analyst, at=AT, title=TITLE, note=NOTE)) == by_now
    )
    approved = making.approve(frozen)
    by_now = ["This release is approved by now. Open it again."]
    assert words(lambda: making.approve(frozen)) == by_now
    assert words(lambda: making.submit(approved)) == by_now
    assert (
        words(lambda: actions.rename(approved, by=analyst, at=AT, title=TITLE, note=NOTE)) == by_now
    )


@pytest.mark.parametrize("role", ["official", "auditor", "administrator"])
def test_who_may_not_draft_may_do_nothing_with_a_release(role: str) -> None:
    plan, person = making.whole_plan(), making.person(role)
    with pytest.raises(PermissionDenied):
        making.draft(plan, by=person)
    release = making.draft(plan)
    with pytest.raises(PermissionDenied):
        actions.rename(release, by=person, at=AT, title=TITLE, note=NOTE)
    with pytest.raises(PermissionDenied):
        making.submit(release, by=person)
    with pytest.raises(PermissionDenied):
        actions.cancel(release, by=person, at=AT, reason="Wrong.")
    frozen = making.submit(release)
    with pytest.raises(PermissionDenied):
        making.approve(frozen, by=person)


def test_analyst_may_neither_approve_nor_cancel_what_is_frozen() -> None:
    frozen = making.submit(making.draft(making.whole_plan()))
    other = making.person("analyst", "lin")
    with pytest.raises(PermissionDenied):
        making.approve(frozen, by=other)
    with pytest.raises(PermissionDenied):
        actions.cancel(frozen, by=other, at=AT, reason="Wrong.")


def test_every_step_is_in_the_history_with_who_took_it() -> None:
    release = making.publish(making.whole_plan())
    model = apps.get_model("releases.ReleaseEvent")
    events = model._default_manager.filter(pgh_obj_id=release.pk).order_by("pgh_id")
    analyst, reviewer = making.person("analyst").pk, making.person("reviewer").pk
    assert list(
        events.values_list("pgh_label", "state", "pgh_context__user", "pgh_context__way")
    ) == [
        ("insert", "draft", analyst, "release"),
        ("update", "submitted", analyst, "release"),
        ("update", "approved", reviewer, "release"),
    ]


# What changes


# What a release changes


def keys_of(release: Release) -> list[str]:
    return [unit.key for unit in content.standing(release, at=AT).units]


def test_standing_of_a_draft_is_that_of_now() -> None:
    plan = making.whole_plan()
    making.publish(plan)
    release = making.draft(plan)
    assert keys_of(release) == []
    making.revise("62")
    standing = content.standing(release, at=AT)
    assert [(unit.key, unit.old.value, unit.new.value) for unit in standing.units] == [
        ("figure/projects-1/all/2023/year/", Decimal(63), Decimal(62))
    ]
    assert standing.content.indicators["projects-1"].verdict.code == "on_track"


def test_standing_of_a_frozen_release_stays() -> None:
    plan = making.whole_plan()
    making.publish(plan)
    making.revise("62")
    release = making.submit(making.draft(plan))
    making.revise("10")
    assert keys_of(release) == ["figure/projects-1/all/2023/year/"]
    making.revise("62")
    approved = making.approve(release, at=AT + HOUR)
    assert keys_of(approved) == ["figure/projects-1/all/2023/year/"]


def test_standing_of_the_first_release_is_all_there_is() -> None:
    release = making.draft(making.whole_plan())
    assert keys_of(release) == [
        "plan",
        "goal/1",
        "commitment/1/扩大开放。",
        "indicator/projects-1",
        "target/projects-1/2025",
        "series/projects-1/all",
        "figure/projects-1/all/2020/year/",
        "figure/projects-1/all/2023/year/",
        "commentary/projects-1",
    ]


def test_standing_names_the_method_where_its_text_is_another() -> None:
    plan = making.whole_plan()
    first = making.publish(plan)
    making.revise("64")
    second = making.submit(making.draft(plan))
    assert not content.standing(second, at=AT).method_changed
    another = Document.objects.create(sha256=documents.sha256(b"{}"), body=b"{}")
    # As if an earlier version of the product had frozen the first release.
    tamper(
        "releases_releaseentry",
        "UPDATE releases_releaseentry SET document_id = %s WHERE name = 'method' "
        "AND release_id = %s",
        another.pk,
        first.pk,
    )
    assert content.standing(second, at=AT).method_changed


def test_refusals_speak_chinese() -> None:
    release = making.draft(making.whole_plan())
    sql("UPDATE goals_goal SET title_zh = ''")
    with translation.override("zh-hans"):
        [sentence] = words(lambda: making.submit(release))
    assert sentence == "提交前须补齐：目标1：标题（中文）"
