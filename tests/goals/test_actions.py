"""The write door: who, by which way, why; whole or not at all; and a history nobody can rewrite."""

import datetime
import threading
from typing import Any

import pghistory.core
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from goals import actions
from goals.models import Plan, Source
from indicators.models import Figure
from tests import making
from tests.refusing import as_role, by_database, sql

pytestmark = pytest.mark.django_db

Event = tuple[str, str, dict[str, Any] | None]


def history(model: str = "goals.SourceEvent") -> list[Event]:
    """What happened, in order: kind, the title or value then, and the context."""
    events = apps.get_model(model)._default_manager.order_by("pgh_id")
    return list(events.values_list("pgh_label", "title_en", "pgh_context"))


def test_save_says_who_and_counts_from_one() -> None:
    analyst, reviewer = making.person("analyst"), making.person("reviewer")
    source = making.source(by=analyst)
    assert (source.version, source.updated_by) == (1, analyst)
    actions.save(source, by=reviewer, way="form")
    source.refresh_from_db()
    assert (source.version, source.updated_by) == (2, reviewer)


def test_save_dates_the_change() -> None:
    source = making.source()
    sql("UPDATE goals_source SET updated_at = '2024-03-01 09:30+08'")
    actions.save(source, by=making.person(), way="form")
    source.refresh_from_db()
    assert source.updated_at > datetime.datetime(2024, 3, 2, tzinfo=datetime.UTC)


def test_history_dates_each_change_when_it_is_made() -> None:
    began = timezone.now()
    making.source("first")
    between = timezone.now()
    making.source("second")
    events = apps.get_model("goals.SourceEvent")._default_manager.order_by("pgh_id")
    first, second = events.values_list("pgh_created_at", flat=True)
    assert began < first < between < second < timezone.now()


def test_save_that_is_refused_writes_nothing() -> None:
    source = making.source(title_en="A report")
    before = history()
    source.title_en, source.published_on = "Another report", "27.8."
    with pytest.raises(ValidationError) as refusal:
        actions.save(source, by=making.person(), way="form")
    assert list(refusal.value.message_dict) == ["published_on"]
    assert Source.objects.values_list("title_en", "version").get() == ("A report", 1)
    assert history() == before


def test_save_of_what_somebody_else_saved_since_shows_both() -> None:
    mine = making.source(title_en="A report")
    theirs = Source.objects.get()
    theirs.title_en = "Their title"
    actions.save(theirs, by=making.person("reviewer"), way="form", seen=1)
    sql("UPDATE goals_source SET updated_at = '2024-03-01 09:30+08'")
    mine.title_en = "My title"
    with pytest.raises(actions.Conflict) as conflict:
        actions.save(mine, by=making.person("analyst"), way="form", seen=1)
    current = conflict.value.current
    assert isinstance(current, Source)
    assert (mine.title_en, current.title_en, current.version) == ("My title", "Their title", 2)
    assert conflict.value.message == (
        "reviewer changed this at 2024-03-01 09:30, after you opened it. What you typed is still "
        "here: compare it with the saved one, then save again."
    )
    assert Source.objects.values_list("title_en", "version").get() == ("Their title", 2)


def test_save_after_seeing_the_other_value_counts_on() -> None:
    mine = making.source()
    actions.save(Source.objects.get(), by=making.person("reviewer"), way="form", seen=1)
    mine.title_en = "My title"
    actions.save(mine, by=making.person("analyst"), way="form", seen=2)
    assert Source.objects.values_list("title_en", "version").get() == ("My title", 3)


def test_save_of_what_somebody_else_deleted_since_is_refused() -> None:
    mine = making.source()
    actions.delete(Source.objects.get(), by=making.person("reviewer"), way="form")
    with pytest.raises(ValidationError) as refusal:
        actions.save(mine, by=making.person("analyst"), way="form", seen=1)
    assert refusal.value.messages == ["Somebody deleted this after you opened it."]
    assert Source.objects.count() == 0


def test_conflict_names_people_as_they_are_called() -> None:
    reviewer = making.person("reviewer")
    reviewer.first_name, reviewer.last_name = "Wei", "Zhang"
    source = making.source(by=reviewer)
    assert actions.Conflict(source).messages[0].startswith("Wei Zhang changed this at ")


@pytest.mark.django_db(transaction=True)
def test_save_that_loses_a_race_is_refused_in_words() -> None:
    daily = making.source("daily")
    weekly = Source(key="weekly", publisher_en="Weekly", updated_by=daily.updated_by)
    other = connection.copy()
    other.inc_thread_sharing()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("UPDATE goals_source SET key = 'weekly'")
    later = threading.Timer(0.3, other.commit)
    later.start()
    try:
        # The key is free when it is looked for, and taken when the row is written.
        with pytest.raises(ValidationError) as refusal:
            actions.save(weekly, by=weekly.updated_by, way="form")
        assert refusal.value.message_dict == {"key": ["Source with this Key already exists."]}
    finally:
        later.join()
        other.close()


def test_delete_removes_the_row_and_keeps_its_history() -> None:
    analyst = making.person("analyst")
    source = making.source(by=analyst)
    actions.delete(source, by=analyst, way="form", reason="entered twice")
    assert Source.objects.count() == 0
    assert history()[-1] == (
        "delete",
        "A report",
        {"user": analyst.pk, "way": "form", "reason": "entered twice"},
    )


def test_delete_of_what_others_lean_on_is_refused() -> None:
    plan = making.plan()
    with pytest.raises(ProtectedError):
        actions.delete(plan.source, by=making.person(), way="form")
    assert Plan.objects.get().source == plan.source


def test_history_has_an_event_for_each_way_of_writing() -> None:
    analyst = making.person("analyst")
    Source.objects.bulk_create(
        [Source(key="b", publisher_en="Daily", title_en="1", updated_by=analyst)]
    )
    Source.objects.update(title_en="2")
    sql("UPDATE goals_source SET title_en = '3'")
    Source.objects.all().delete()
    row = Source(key="a", publisher_en="Daily", title_en="4")
    actions.save(row, by=analyst, way="import", reason="yearbook")
    row.title_en = "5"
    actions.save(row, by=analyst, way="form")
    sql("DELETE FROM goals_source")
    by_form = {"user": analyst.pk, "way": "form", "reason": ""}
    assert history() == [
        ("insert", "1", None),
        ("update", "2", None),
        ("update", "3", None),
        ("delete", "3", None),
        ("insert", "4", {"user": analyst.pk, "way": "import", "reason": "yearbook"}),
        ("update", "5", by_form),
        ("delete", "5", by_form),  # the context lasts as long as the transaction
    ]


def test_history_of_every_table_that_people_edit_sees_insert_update_and_delete() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(substring(tgname FROM 'pgtrigger_(.*)_[0-9a-f]+$') "
            "ORDER BY tgname) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname ~ '^pgtrigger_(insert_insert|update_update|delete_delete)_' "
            "AND tgenabled = 'O' GROUP BY relname ORDER BY relname"
        )
        followed = dict(cursor.fetchall())
    every = ["delete_delete", "insert_insert", "update_update"]
    assert followed == {
        "auth_user": every,
        "auth_user_groups": every,
        "goals_commitment": every,
        "goals_evidence": every,
        "goals_goal": every,
        "goals_plan": every,
        "goals_source": every,
        "indicators_commentary": every,
        "indicators_duedate": every,
        "indicators_figure": every,
        "indicators_importedfile": every,
        "indicators_indicator": every,
        "indicators_series": every,
        "indicators_suggestion": every,
        "indicators_target": every,
        "releases_release": every,
        "releases_signoffname": every,
    }


CHANGES = [
    "UPDATE {} SET pgh_label = 'insert'",
    "DELETE FROM {}",
]


@pytest.mark.parametrize("change", CHANGES)
def test_history_cannot_be_changed_by_the_site(change: str) -> None:
    making.whole_plan()
    for table in tables():
        with by_database(f"permission denied for table {table}"):
            sql(change.format(table))


def test_history_cannot_be_emptied_by_the_site() -> None:
    for table in tables():
        with by_database(f"permission denied for table {table}"):
            sql(f"TRUNCATE {table}")


@pytest.mark.parametrize("change", CHANGES)
def test_history_cannot_be_changed_by_the_owner_of_the_tables(change: str) -> None:
    plan = making.whole_plan()
    making.publish(plan)
    making.due_date(plan)
    making.imported_file(plan)
    making.sign_off_name()
    making.suggestion(Figure.objects.latest("pk"))
    with as_role("lingang_owner"):
        for table in tables():
            with by_database(f"Cannot update or delete rows from {table} table"):
                sql(change.format(table))


def test_history_stays_when_the_change_is_undone() -> None:
    source = making.source(title_en="1")
    with transaction.atomic():
        source.title_en = "2"
        actions.save(source, by=making.person(), way="form")
        transaction.set_rollback(True)
    assert [(label, title) for label, title, _ in history()] == [("insert", "1")]


def tables() -> list[str]:
    found = sorted(event._meta.db_table for event in pghistory.core.event_models())
    assert "indicators_figureevent" in found
    return found
