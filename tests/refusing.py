"""What is refused, twice over: in kind words by the models, and by the database whoever writes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction


def said(row: models.Model) -> dict[str, list[str]]:
    """What `full_clean` has against the row, by field; `__all__` is what concerns no single one."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


@contextmanager
def by_database(what: str) -> Iterator[None]:
    """Expect the database to refuse in words with `what` in them; the test can go on afterwards."""
    with pytest.raises(DatabaseError, match=re.escape(what)), transaction.atomic():
        yield


def sql(statement: str, *values: Any) -> int:
    """Run a statement past everything that is ours; how many rows it concerned."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def tamper(table: str, statement: str, *values: Any) -> None:
    """Change what is protected as the tables' owner can: with the table's triggers switched off."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("SET LOCAL ROLE lingang_owner")
    sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    sql(statement, *values)
    sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    sql("RESET ROLE")


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Work with the rights of another database role, then undo whatever was done."""
    with transaction.atomic():
        sql(f"SET LOCAL ROLE {role}")
        yield
        transaction.set_rollback(True)
