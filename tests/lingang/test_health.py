import pytest
from django.db import connection
from django.test import Client


def test_healthz_needs_no_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_says_ok_when_migrated(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_says_when_a_migration_is_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lingang_owner")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'releases'")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations missing\n")
