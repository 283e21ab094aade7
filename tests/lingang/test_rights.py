"""What each database role may do, on every table there is."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from indicators.models import Figure
from lingang import rights
from releases.models import Document, Release, ReleaseEntry
from tests import making
from tests.refusing import as_role, by_database, sql

pytestmark = pytest.mark.django_db

EVERY = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"]
HISTORY = {
    "goals_commitmentevent",
    "goals_evidenceevent",
    "goals_goalevent",
    "goals_planevent",
    "goals_sourceevent",
    "indicators_commentaryevent",
    "indicators_duedateevent",
    "indicators_figureevent",
    "indicators_importedfileevent",
    "indicators_indicatorevent",
    "indicators_seriesevent",
    "indicators_suggestionevent",
    "indicators_targetevent",
    "lingang_accountevent",
    "lingang_membershipevent",
    "releases_releaseevent",
    "releases_signoffnameevent",
}


def rights_in_force(role: str) -> dict[str, list[str]]:
    """What the role may do with each table, as the database sees it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array(SELECT name FROM unnest(%s::text[]) WITH ORDINALITY "
            "AS known(name, nth) WHERE has_table_privilege(%s, pg_class.oid, name) ORDER BY nth) "
            "FROM pg_class JOIN pg_namespace space ON space.oid = relnamespace "
            "WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm')",
            [EVERY, role],
        )
        return dict(cursor.fetchall())


def test_site_may_do_with_every_table_what_the_list_says_and_no_more() -> None:
    in_force = rights_in_force("lingang_app")
    assert in_force == {table: rights.rights_of(table) for table in in_force}
    assert set(connection.introspection.table_names()) == set(in_force)


def test_site_may_only_read_history_and_only_add_to_what_was_frozen() -> None:
    in_force = rights_in_force("lingang_app")
    added_to = {name for name, held in in_force.items() if held == ["SELECT", "INSERT"]}
    assert added_to == {
        *("releases_document", "releases_releaseentry", "releases_heldchange"),
        *("releases_releasecomment", "releases_signoff", "releases_receipt"),
        "releases_commentarywaiver",
    }
    assert {name for name, held in in_force.items() if held == ["SELECT"]} == HISTORY | {
        "django_migrations"
    }
    assert in_force["releases_release"] == ["SELECT", "INSERT", "UPDATE"]
    assert in_force["indicators_importedfile"] == ["SELECT", "INSERT", "UPDATE"]
    assert in_force["indicators_figure"] == ["SELECT", "INSERT", "UPDATE", "DELETE"]


def test_public_may_read_three_tables_and_of_one_the_columns_it_shows() -> None:
    held = {table: names for table, names in rights_in_force("lingang_public").items() if names}
    assert held == {
        "releases_document": ["SELECT"],
        "releases_releaseentry": ["SELECT"],
    }
    columns = "SELECT 1 FROM information_schema.column_privileges WHERE grantee = %s"
    assert sql(columns, "lingang_public") > len(rights.PUBLIC_COLUMNS)
    with as_role("lingang_public"), by_database("permission denied"):
        sql("SELECT approved_by_id FROM releases_release")


def test_tests_run_with_the_site_s_rights() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, pg_has_role('lingang_owner', 'USAGE') "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("lingang_tester", False, False)


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("CREATE TABLE extra (id int)", "permission denied for schema public"),
        ("DROP TABLE releases_document", "must be owner of table releases_document"),
        (
            "ALTER TABLE releases_document DISABLE TRIGGER USER",
            "must be owner of table releases_document",
        ),
        (
            "ALTER TABLE releases_release DISABLE ROW LEVEL SECURITY",
            "must be owner of table releases_release",
        ),
        ("TRUNCATE indicators_figure", "permission denied for table indicators_figure"),
        ("SET session_replication_role = replica", "permission denied to set parameter"),
        ("INSERT INTO django_migrations DEFAULT VALUES", "permission denied for table django_migr"),
    ],
)
def test_site_cannot_loosen_its_bonds(statement: str, refusal: str) -> None:
    with by_database(refusal):
        sql(statement)


# History


def events_of_plans() -> Any:
    return apps.get_model("goals.PlanEvent")._default_manager.order_by("pgh_id")


def test_history_is_written_with_who_and_which_way_though_the_site_may_not_write_it() -> None:
    analyst = making.person("analyst")
    plan = making.plan()
    plan.name_en = "Another name"
    making.save(plan, by=analyst)
    [event] = events_of_plans().filter(pgh_label="update")
    assert (event.name_en, event.pgh_context) == (
        "Another name",
        {"user": analyst.pk, "way": "command", "reason": ""},
    )


def test_site_cannot_forge_history() -> None:
    making.whole_plan()
    for table in HISTORY:
        with by_database(f"permission denied for table {table}"):
            sql(f"INSERT INTO {table} SELECT * FROM {table}")
        with by_database(f"permission denied for table {table}"):
            sql(f"UPDATE {table} SET pgh_created_at = now()")
        with by_database(f"permission denied for table {table}"):
            sql(f"DELETE FROM {table}")


def test_site_cannot_hang_the_triggers_of_history_on_a_table_of_its_own() -> None:
    sql("CREATE TEMPORARY TABLE own (LIKE goals_plan)")
    for function in names_of_functions("goals_plan"):
        with by_database(f"permission denied for function {function}"):
            sql(
                f"CREATE TRIGGER own AFTER INSERT ON own FOR EACH ROW EXECUTE FUNCTION {function}()"
            )


def test_site_cannot_divert_history_into_a_table_of_its_own() -> None:
    making.plan()
    sql("CREATE TEMPORARY TABLE goals_planevent (LIKE goals_planevent)")
    sql("UPDATE goals_plan SET name_en = 'Another name'")
    assert sql("SELECT FROM pg_temp.goals_planevent") == 0
    sql("DROP TABLE pg_temp.goals_planevent")
    assert [event.name_en for event in events_of_plans()] == ["The plan", "Another name"]


def test_site_cannot_do_without_a_trigger() -> None:
    making.publish(making.whole_plan())
    every = ", ".join(
        name
        for table in ("goals_plan", "releases_release", "releases_document")
        for name in names_of_functions(table)
    )
    sql(f"SET LOCAL pgtrigger.ignore = '{{{every}}}'")
    with by_database("a submitted release is frozen"):
        sql("UPDATE releases_release SET title_en = 'Another title'")
    sql("UPDATE goals_plan SET name_en = 'Another name'")
    assert sql("SELECT FROM goals_planevent WHERE name_en = 'Another name'") == 1


def test_rules_look_at_the_real_tables() -> None:
    release = making.submit(making.draft(making.whole_plan()))
    sql("CREATE TEMPORARY TABLE drafts AS SELECT id, 'draft' AS state FROM releases_release")
    sql("ALTER TABLE drafts RENAME TO releases_release")
    with by_database("the content of a submitted release is frozen"):
        sql(
            "INSERT INTO releases_releaseentry (release_id, name, document_id) "
            "SELECT %s, 'more', sha256 FROM releases_document LIMIT 1",
            release.pk,
        )


def names_of_functions(table: str) -> list[str]:
    """The functions of the table's triggers that are ours; each has its trigger's name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [table],
        )
        found = [str(name) for (name,) in cursor.fetchall()]
    assert found
    return found


# The embargo under the public's role


def visible() -> tuple[int, int, int]:
    """How many releases, entries and documents the public's role sees."""
    with as_role("lingang_public"):
        return (
            Release.objects.count(),
            ReleaseEntry.objects.count(),
            Document.objects.count(),
        )


def test_public_sees_nothing_of_a_draft_or_of_what_waits_for_approval() -> None:
    release = making.draft(making.whole_plan())
    assert visible() == (0, 0, 0)
    making.submit(release)
    assert visible() == (0, 0, 0)


def test_public_sees_when_a_release_will_appear_but_no_document_of_it() -> None:
    frozen = making.submit(making.draft(making.whole_plan()))
    making.approve(frozen, publish_at=timezone.now() + datetime.timedelta(minutes=1))
    assert visible() == (1, 0, 0)


def test_public_sees_a_release_with_its_documents_once_it_is_there() -> None:
    making.publish(making.whole_plan())
    assert visible() == (1, 3, 3)


def test_public_sees_of_two_releases_what_the_public_one_says() -> None:
    plan = making.whole_plan()
    making.publish(plan)
    making.revise("62")
    making.publish(plan, publish_at=timezone.now() + datetime.timedelta(minutes=1))
    assert (Document.objects.count(), visible()) == (5, (2, 3, 3))


def test_public_may_be_five_seconds_fast() -> None:
    frozen = making.submit(making.draft(making.whole_plan()))
    making.approve(frozen, publish_at=timezone.now() + datetime.timedelta(seconds=4))
    assert visible() == (1, 3, 3)


def test_public_reads_no_working_figure() -> None:
    making.whole_plan()
    with (
        as_role("lingang_public"),
        by_database("permission denied for table indicators_figure"),
    ):
        Figure.objects.count()


# After a migration


def test_grant_covers_a_table_that_came_later() -> None:
    with as_role("lingang_owner"):
        sql("CREATE TABLE later (id int)")
        rights.grant(sender=apps.get_app_config("releases"), using="default")
        assert rights_in_force("lingang_app")["later"] == ["SELECT", "INSERT", "UPDATE", "DELETE"]
        assert rights_in_force("lingang_public")["later"] == []


def test_grant_takes_back_what_was_given_by_hand() -> None:
    with as_role("lingang_owner"):
        sql("GRANT ALL ON releases_document TO lingang_app")
        sql("GRANT SELECT ON indicators_figure TO lingang_public")
        rights.grant(sender=apps.get_app_config("releases"), using="default")
        assert rights_in_force("lingang_app")["releases_document"] == ["SELECT", "INSERT"]
        assert rights_in_force("lingang_public")["indicators_figure"] == []


def test_grant_says_how_to_make_a_role_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "APP", "lingang_site")  # nobody has made this one
    with as_role("lingang_owner"), pytest.raises(ImproperlyConfigured) as refusal:
        rights.grant(sender=apps.get_app_config("releases"), using="default")
    assert str(refusal.value) == (
        "The database roles lingang_site and lingang_public do not exist, and this login may not "
        "make them. Run roles.sql once as a superuser (docs/deploy.md), then migrate again."
    )
