"""The public's read door: what is there from which moment on, and that nothing else is read."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from goals.models import Plan
from indicators.method import METHOD
from indicators.report_types import PlanReport, ReleaseReport
from releases import actions, documents, published
from releases.models import Release
from tests import making
from tests.making import AT, FUTURE, SHANGHAI

pytestmark = pytest.mark.django_db

SECOND = datetime.timedelta(seconds=1)
HOUR = datetime.timedelta(hours=1)


def latest(at: datetime.datetime = FUTURE, plan: str = "14fyp") -> ReleaseReport:
    found = published.shelf(at=at).latest(plan)
    assert found is not None
    return found


# The minute


def test_a_release_is_nowhere_a_second_before_its_minute() -> None:
    making.publish(making.whole_plan(), publish_at=AT + HOUR)
    shelf = published.shelf(at=AT + HOUR - SECOND)
    assert (shelf.releases, shelf.plans(), shelf.current_plan()) == ((), [], None)
    assert (shelf.of("14fyp"), shelf.latest("14fyp"), shelf.release("14fyp", 1)) == ([], None, None)
    assert shelf.in_force_on("14fyp", datetime.date(2024, 3, 1), zone=SHANGHAI) is None


def test_a_release_is_everywhere_from_its_minute_on() -> None:
    making.publish(making.whole_plan(), publish_at=AT + HOUR)
    shelf = published.shelf(at=AT + HOUR)
    [release] = shelf.releases
    assert (shelf.plans(), shelf.current_plan()) == (["14fyp"], "14fyp")
    assert shelf.of("14fyp") == [release]
    assert shelf.latest("14fyp") == release
    assert shelf.release("14fyp", 1) == release
    assert shelf.in_force_on("14fyp", datetime.date(2024, 3, 1), zone=SHANGHAI) == release
    assert published.publication(release).release == release


def test_a_release_says_what_was_approved() -> None:
    row = making.publish(making.whole_plan(), publish_at=AT + HOUR)
    assert latest() == ReleaseReport(
        plan="14fyp",
        number=1,
        title={"en": "A release", "zh-hans": "一次发布"},
        note={"en": "New figures.", "zh-hans": "新数据。"},
        judged_on=datetime.date(2024, 3, 1),
        published_at=AT + HOUR,
        digest=row.digest,
        previous_digest="",
        method_version="1",
        product_version="0.1.0",
    )


@pytest.mark.parametrize("step", ["draft", "submitted", "cancelled"])
def test_a_release_that_is_not_approved_is_never_shown(step: str) -> None:
    release = making.draft(making.whole_plan())
    if step != "draft":
        release = making.submit(release)
    if step == "cancelled":
        actions.cancel(release, by=making.person("reviewer"), at=AT, reason="A figure is wrong.")
    shelf = published.shelf(at=FUTURE)
    assert (shelf.releases, shelf.next_change) == ((), None)


def test_a_release_that_waited_and_was_cancelled_is_never_shown() -> None:
    waiting = making.publish(making.whole_plan(), publish_at=FUTURE)
    actions.cancel(waiting, by=making.person("reviewer"), at=AT, reason="Postponed.")
    shelf = published.shelf(at=FUTURE + HOUR)
    assert (shelf.releases, shelf.next_change) == ((), None)


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_a_release_is_not_there_before_the_database_says_so_too() -> None:
    """The clock of the web is two minutes fast."""
    plan = making.whole_plan()
    making.publish(plan)
    making.revise("64")
    minute = timezone.now() + datetime.timedelta(minutes=1)
    making.publish(plan, publish_at=minute)
    shelf = published.shelf(at=minute + datetime.timedelta(minutes=1))
    [release] = shelf.releases
    assert (release.number, release.superseded_by) == (1, None)
    assert published.publication(release).plan.code == "14fyp"
    assert (shelf.next_change, shelf.seconds_fresh()) == (minute, 0)


# One after another


def three() -> Plan:
    """Public at 09:30, 10:30 and 11:30 on 1 March 2024."""
    plan = making.whole_plan()
    making.publish(plan)
    making.revise("64")
    making.publish(plan, at=AT + HOUR)
    making.revise("65")
    making.publish(plan, at=AT + HOUR, publish_at=AT + 2 * HOUR)
    return plan


def test_a_release_knows_when_it_was_superseded_and_by_which() -> None:
    three()
    assert [
        (each.number, each.superseded_by, each.superseded_at)
        for each in published.shelf(at=FUTURE).of("14fyp")
    ] == [(3, None, None), (2, 3, AT + 2 * HOUR), (1, 2, AT + HOUR)]


def test_a_release_does_not_know_of_one_that_waits() -> None:
    three()
    shelf = published.shelf(at=AT + 2 * HOUR - SECOND)
    assert [(each.number, each.superseded_by) for each in shelf.of("14fyp")] == [(2, None), (1, 2)]


@pytest.mark.parametrize(
    ("minute", "day", "number"),
    [
        ("2024-03-01 00:00:00", "2024-02-29", 1),
        ("2024-03-01 00:00:00", "2024-03-01", 2),
        ("2024-02-29 23:59:59", "2024-02-29", 2),
        ("2024-02-29 23:59:59", "2024-02-28", 1),
        ("2024-02-29 23:59:59", "9999-12-31", 2),
    ],
)
def test_in_force_on_a_day_is_what_stood_at_its_end_in_shanghai(
    minute: str, day: str, number: int
) -> None:
    plan = making.whole_plan()
    early = datetime.datetime(2024, 2, 20, tzinfo=SHANGHAI)
    making.publish(plan, at=early)
    making.revise("64")
    making.publish(
        plan, at=early, publish_at=datetime.datetime.fromisoformat(minute).replace(tzinfo=SHANGHAI)
    )
    found = published.shelf(at=AT).in_force_on(
        "14fyp", datetime.date.fromisoformat(day), zone=SHANGHAI
    )
    assert found is not None
    assert found.number == number


def test_in_force_on_a_day_is_told_by_the_zone_s_calendar() -> None:
    making.publish(making.whole_plan(), at=datetime.datetime(2024, 3, 1, 7, tzinfo=SHANGHAI))
    shelf = published.shelf(at=AT)
    day = datetime.date(2024, 2, 29)
    assert shelf.in_force_on("14fyp", day, zone=SHANGHAI) is None
    assert shelf.in_force_on("14fyp", day, zone=ZoneInfo("UTC")) is not None


def test_in_force_on_a_day_before_the_first_release_is_nothing() -> None:
    three()
    shelf = published.shelf(at=FUTURE)
    assert shelf.in_force_on("14fyp", datetime.date(2024, 2, 29), zone=SHANGHAI) is None


# Two plans


def test_the_current_plan_is_the_one_that_began_publishing_last() -> None:
    older, newer = making.whole_plan(code="14fyp"), making.whole_plan(code="15fyp")
    making.publish(older)
    making.publish(newer, at=AT + HOUR)
    making.revise("64")
    making.publish(older, at=AT + 2 * HOUR)
    assert published.shelf(at=AT).plans() == ["14fyp"]
    shelf = published.shelf(at=FUTURE)
    assert (shelf.plans(), shelf.current_plan()) == (["15fyp", "14fyp"], "15fyp")


def test_a_plan_s_releases_supersede_each_other_alone() -> None:
    making.publish(making.whole_plan(code="14fyp"))
    making.publish(making.whole_plan(code="15fyp"), at=AT + HOUR)
    shelf = published.shelf(at=FUTURE)
    assert [(each.plan, each.number, each.superseded_by) for each in shelf.releases] == [
        ("15fyp", 1, None),
        ("14fyp", 1, None),
    ]
    assert published.publication(latest(plan="15fyp")).plan.code == "15fyp"
    assert [each.code for each in published.plans(shelf.releases)] == ["15fyp", "14fyp"]


def test_no_plans_are_read_for_no_releases() -> None:
    assert published.plans([]) == []


# How long an answer may be kept


@pytest.mark.parametrize(
    ("before", "seconds"),
    [
        (datetime.timedelta(hours=1), 60),
        (datetime.timedelta(seconds=61), 60),
        (datetime.timedelta(seconds=30.9), 30),
        (datetime.timedelta(seconds=1), 1),
        (datetime.timedelta(seconds=0.5), 0),
        (datetime.timedelta(0), 60),
    ],
)
def test_an_answer_is_never_kept_past_the_next_release(
    before: datetime.timedelta, seconds: int
) -> None:
    making.publish(making.whole_plan(), publish_at=FUTURE)
    assert published.shelf(at=FUTURE - before).seconds_fresh() == seconds


def test_the_next_release_is_the_nearest_of_all_that_wait() -> None:
    making.publish(making.whole_plan(code="14fyp"), publish_at=FUTURE + HOUR)
    making.publish(making.whole_plan(code="15fyp"), publish_at=FUTURE)
    shelf = published.shelf(at=FUTURE - 10 * SECOND)
    assert (shelf.next_change, shelf.seconds_fresh()) == (FUTURE, 10)


# Documents


def test_bodies_are_the_stored_bytes_by_name() -> None:
    release = making.publish(making.whole_plan())
    stored = {
        entry.name: bytes(entry.document.body)
        for entry in release.entries.select_related("document")
    }
    assert published.bodies(latest()) == stored
    assert published.bodies(latest(), ["plan", "lost"]) == {"plan": stored["plan"]}


def test_publication_holds_the_plan_and_the_indicators_asked_for() -> None:
    making.publish(making.whole_plan(indicators=3))
    release = latest()
    assert list(published.publication(release).indicators) == [
        "projects-1",
        "projects-2",
        "projects-3",
    ]
    some = published.publication(release, indicators=["projects-3", "lost", "projects-1"])
    assert (some.plan.code, list(some.indicators)) == ("14fyp", ["projects-1", "projects-3"])
    assert published.publication(release, indicators=[]).indicators == {}


def test_publication_is_what_was_frozen_then() -> None:
    three()
    first, third = (published.shelf(at=FUTURE).release("14fyp", number) for number in (1, 3))
    assert first is not None
    assert third is not None
    assert [
        published.publication(each).indicators["projects-1"].series[0].figures[1].value
        for each in (first, third)
    ] == [63, 65]


def test_method_is_the_text_of_its_release() -> None:
    making.publish(making.whole_plan())
    assert published.method(latest()) == METHOD


# What is read, and how often


def everything(release: ReleaseReport) -> list[Callable[[], Any]]:
    return [
        lambda: published.shelf(at=FUTURE),
        lambda: published.bodies(release),
        lambda: published.bodies(release, ["plan"]),
        lambda: published.publication(release),
        lambda: published.publication(release, indicators=["projects-1"]),
        lambda: published.plans([release]),
        lambda: published.method(release),
    ]


@pytest.mark.parametrize("indicators", [1, 3])
def test_each_reading_is_one_query(
    indicators: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.publish(making.whole_plan(indicators=indicators))
    for read in everything(latest()):
        with django_assert_num_queries(1):
            read()


def test_the_shelf_reads_no_column_that_it_does_not_show() -> None:
    making.publish(making.whole_plan())
    with CaptureQueriesContext(connections[published.CONNECTION]) as captured:
        published.shelf(at=FUTURE)
    [query] = captured
    read = query["sql"].split(" FROM ")[0]
    assert set(re.findall(r'"releases_release"."(\w+)"', read)) == {
        *("plan_code", "number", "title_en", "title_zh", "note_en", "note_zh"),
        *("judged_on", "publish_at", "digest", "previous_digest"),
        *("method_version", "product_version"),
        *("corrects", "correction_en", "correction_zh"),
        *("withdrawn_at", "withdrawal_en", "withdrawal_zh"),
    }


def test_readings_touch_the_three_public_tables_alone() -> None:
    making.publish(making.whole_plan())
    release = latest()
    with CaptureQueriesContext(connections[published.CONNECTION]) as captured:
        for read in everything(release):
            read()
    asked = " ".join(query["sql"] for query in captured)
    assert set(re.findall(r'(?:FROM|JOIN) "(\w+)"', asked)) == {
        "releases_release",
        "releases_releaseentry",
        "releases_document",
    }


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_the_door_s_own_connection_can_read_nothing_else() -> None:
    plan = making.whole_plan()
    making.publish(plan)
    making.revise("64")
    making.publish(plan, publish_at=FUTURE)
    door = connections[published.CONNECTION]
    with door.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("lingang_public",)
    # What it is there for
    release = latest(at=AT)
    assert published.publication(release).plan == documents.decode(
        published.bodies(release)["plan"], PlanReport
    )
    assert published.shelf(at=AT).next_change == FUTURE
    # What waits for its minute, even if the code asked for it
    assert published.bodies(replace(release, number=2)) == {}
    # Every other table
    public = {"releases_release", "releases_releaseentry", "releases_document"}
    others = sorted(set(connection.introspection.table_names()) - public)
    assert len(others) > 20
    for table in others:
        with (
            pytest.raises(DatabaseError, match=f"permission denied for table {table}"),
            transaction.atomic(using=published.CONNECTION),
            door.cursor() as cursor,
        ):
            cursor.execute(f"SELECT 1 FROM {table}")
    # And it writes nothing
    with (
        pytest.raises(DatabaseError, match="permission denied for table releases_release"),
        transaction.atomic(using=published.CONNECTION),
    ):
        Release.objects.using(published.CONNECTION).update(title_en="Another title")


# Several releases at once


def test_kept_gives_each_release_as_it_was_frozen_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    three()
    wanted = published.shelf(at=FUTURE).of("14fyp")
    with django_assert_num_queries(1, using="public"):
        found = published.kept(wanted)

    assert [each.publication for each in found] == [published.publication(each) for each in wanted]
    assert [each.hashes for each in found] == [
        dict(Release.objects.get(number=each.number).entries.values_list("name", "document_id"))
        for each in wanted
    ]


def test_kept_reads_a_document_once_however_many_releases_hold_it() -> None:
    making.publish(plan := making.whole_plan(indicators=2))
    making.revise("64")
    making.publish(plan, at=AT + HOUR)
    second, first = published.kept(published.shelf(at=FUTURE).of("14fyp"))

    same, other = "projects-2", "projects-1"
    assert second.publication.indicators[same] is first.publication.indicators[same]
    assert second.publication.indicators[other] != first.publication.indicators[other]


def test_kept_reads_of_older_releases_the_indicators_asked_for() -> None:
    making.publish(plan := making.whole_plan(indicators=3))
    making.revise("64")
    making.publish(plan, at=AT + HOUR)
    every = published.shelf(at=FUTURE).of("14fyp")
    second, first = published.kept(every, older=["projects-2", "nothing"])

    assert list(second.publication.indicators) == ["projects-1", "projects-2", "projects-3"]
    assert sorted(second.hashes)[-2:] == ["method", "plan"]
    assert list(first.publication.indicators) == ["projects-2"]
    assert sorted(first.hashes) == ["indicators/projects-2", "plan"]


def test_kept_of_nothing_is_nothing() -> None:
    assert published.kept([]) == published.kept([], older=[]) == []


def test_up_to_is_a_release_and_those_before_it() -> None:
    three()
    making.publish(making.whole_plan(code="15fyp"))
    shelf = published.shelf(at=FUTURE)
    second = shelf.release("14fyp", 2)
    assert second is not None
    found = [(each.plan, each.number) for each in shelf.up_to(second)]
    assert found == [("14fyp", 2), ("14fyp", 1)]
