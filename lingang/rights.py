"""What each database role may do, granted anew after every migration: no new table is missed.

`lingang_app` serves the site. It can only add to what was published, and history is written by the
triggers alone. `lingang_public`, under which public pages read, sees releases from their minute on
and no other table.
"""

from pathlib import Path
from typing import Any

import pghistory.core
import pghistory.trigger
import pgtrigger
from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import ProgrammingError

from releases import published

APP = "lingang_app"
PUBLIC = "lingang_public"
ROLES = Path(__file__).with_name("roles.sql")

ADDED_TO = {
    "releases_document",
    "releases_releaseentry",
    "releases_commentarywaiver",
    "releases_heldchange",
    "releases_releasecomment",
    "releases_signoff",
    "releases_receipt",
}
NEVER_DELETED = {"indicators_importedfile", "releases_release"}
READ_ONLY = {"django_migrations"}  # and every history
PUBLIC_TABLES = ("releases_release", "releases_document", "releases_releaseentry")
# Of a release itself, what public pages are made of: not who did what, nor why it was stopped.
PUBLIC_COLUMNS = ("id", "state", *published.COLUMNS)

# A policy needs a line for every role that row security applies to; the owner is exempt. The code
# keeps the exact minute; this second lock allows for clocks of two machines that differ a little.
# What a role sees through a policy is what the tables named in it let it see.
_EMBARGO = f"""
ALTER TABLE releases_release ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS everything ON releases_release;
CREATE POLICY everything ON releases_release TO {APP} USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS from_its_minute ON releases_release;
CREATE POLICY from_its_minute ON releases_release FOR SELECT TO {PUBLIC}
    USING (state IN ('approved', 'withdrawn'));
ALTER TABLE releases_releaseentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS everything ON releases_releaseentry;
CREATE POLICY everything ON releases_releaseentry TO {APP} USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS of_public_releases ON releases_releaseentry;
CREATE POLICY of_public_releases ON releases_releaseentry FOR SELECT TO {PUBLIC}
    USING (EXISTS (
        SELECT 1 FROM releases_release release
        WHERE release.id = release_id AND release.state = 'approved'
        AND release.publish_at <= clock_timestamp() + interval '5 seconds'
    ));
ALTER TABLE releases_document ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS everything ON releases_document;
CREATE POLICY everything ON releases_document TO {APP} USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS of_public_releases ON releases_document;
CREATE POLICY of_public_releases ON releases_document FOR SELECT TO {PUBLIC}
    USING (EXISTS (SELECT 1 FROM releases_releaseentry entry WHERE entry.document_id = sha256));
"""  # noqa: S608 (made of our own role names)

# The library lets a session name triggers that it does without. Here no session may.
_NO_EXCEPTIONS = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
    LANGUAGE sql IMMUTABLE AS 'SELECT FALSE'
"""


def grant(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Give the roles their rights on every table there is (receiver of `post_migrate`)."""
    connection = connections[using]
    with transaction.atomic(using=using):
        _make_roles(connection)
        tables = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP}, {PUBLIC}")
            cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP}")
            for table in sorted(tables):
                quoted = connection.ops.quote_name(table)
                cursor.execute(f"REVOKE ALL ON {quoted} FROM {APP}, {PUBLIC}")
                cursor.execute(f"GRANT {', '.join(rights_of(table))} ON {quoted} TO {APP}")
            _guard_triggers(cursor)
            if tables.issuperset(PUBLIC_TABLES):
                there = connection.introspection.get_table_description(cursor, PUBLIC_TABLES[0])
                columns = ", ".join(each.name for each in there if each.name in PUBLIC_COLUMNS)
                cursor.execute(f"GRANT SELECT ({columns}) ON releases_release TO {PUBLIC}")
                cursor.execute(f"GRANT SELECT ON {', '.join(PUBLIC_TABLES[1:])} TO {PUBLIC}")
                cursor.execute(_EMBARGO)


def rights_of(table: str) -> list[str]:
    """What the site may do with a table: history it may read, documents it may add to."""
    if table in READ_ONLY or table in _histories():
        return ["SELECT"]
    if table in ADDED_TO:
        return ["SELECT", "INSERT"]
    if table in NEVER_DELETED:
        return ["SELECT", "INSERT", "UPDATE"]
    return ["SELECT", "INSERT", "UPDATE", "DELETE"]


def _guard_triggers(cursor: CursorWrapper) -> None:
    """Let triggers see the real tables alone, and those of history write with the owner's rights.

    A session's temporary tables come first otherwise. Without EXECUTE nobody can hang the owner's
    triggers on a table of their own.
    """
    cursor.execute(_NO_EXCEPTIONS)
    functions = {
        trigger.get_pgid(model): isinstance(trigger, pghistory.trigger.Event)
        for model, trigger in pgtrigger.registered()
    }
    cursor.execute("SELECT proname FROM pg_proc WHERE proname = ANY(%s)", [list(functions)])
    for (name,) in cursor.fetchall():
        rights = "SECURITY DEFINER" if functions[name] else "SECURITY INVOKER"
        cursor.execute(f"ALTER FUNCTION public.{name}() {rights} SET search_path = public, pg_temp")
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION public.{name}() FROM PUBLIC, {APP}, {PUBLIC}")


def _histories() -> set[str]:
    return {event._meta.db_table for event in pghistory.core.event_models()}


def _make_roles(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname IN (%s, %s)", [APP, PUBLIC])
        if cursor.fetchone() == (2,):
            return
        try:
            cursor.execute(ROLES.read_text())
        except ProgrammingError as error:
            raise ImproperlyConfigured(
                f"The database roles {APP} and {PUBLIC} do not exist, and this login may not make "
                f"them. Run {ROLES.name} once as a superuser (docs/deploy.md), then migrate again."
            ) from error
