"""What every test may ask for: a database with the real rights, a browser that stays at home."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from goals.models import Plan
from lingang import embedded, messages
from tests import making

pytest_plugins = ["tests.browsing"]

TESTER, PRISTINE = "lingang_tester", "pristine"

messages.compile_catalogue()


def pytest_configure() -> None:
    # The real one takes a quarter of a second for each password, as it should.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """A PostgreSQL of this run alone; the tables are made by their owner, as in production."""
    with (
        tempfile.TemporaryDirectory(prefix="lingang-test-") as folder,
        embedded.running(Path(folder) / "postgres", keep=False) as sockets,
    ):
        with embedded.superuser(sockets) as administrator:
            administrator.execute(f"ALTER ROLE {embedded.OWNER} CREATEDB".encode())
            administrator.execute(
                # The web's rights, and whatever a test takes on with SET ROLE.
                f"CREATE ROLE {TESTER} LOGIN; "
                f"GRANT {embedded.APP} TO {TESTER}; "
                f"GRANT {embedded.OWNER}, lingang_public TO {TESTER} WITH INHERIT FALSE;".encode()
            )
        for alias in connections:
            connections[alias].settings_dict |= {
                "HOST": str(sockets),
                "PORT": "",
                "NAME": embedded.DATABASE,
                "USER": embedded.OWNER,
                "PASSWORD": "",
            }
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The server goes with everything on it: no table to drop, no last connection to wait for."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests have the web's rights exactly, so that a right not granted shows."""
    default, public = (connections[alias] for alias in ("default", "public"))
    name = str(default.settings_dict["NAME"])
    public.settings_dict["NAME"] = name
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        default.close()
        default.settings_dict["USER"] = public.settings_dict["USER"] = TESTER
        sockets = Path(str(default.settings_dict["HOST"]))
        copy_database(sockets, name, PRISTINE)
        patch.setattr(
            TransactionTestCase,
            "_fixture_teardown",
            lambda _case: copy_database(sockets, PRISTINE, name),
        )
        yield
        default.close()
        default.settings_dict["USER"] = embedded.OWNER


def copy_database(sockets: Path, source: str, target: str) -> None:
    """Make `target` anew: as fast as emptying every table, and it keeps what migrations made."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    with embedded.superuser(sockets) as administrator:
        administrator.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)'.encode())
        administrator.execute(
            f'CREATE DATABASE "{target}" TEMPLATE "{source}" OWNER {embedded.OWNER}'.encode()
        )


@pytest.fixture(autouse=True)
def _public_reads_within_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where a test is one transaction, the public door reads in it too, or it would see nothing.

    Tests with real transactions, as all with `live_server`, keep the door's own connection and,
    with it, the rights of the public alone.
    """
    marker = request.node.get_closest_marker("django_db")
    real = {"transactional_db", "live_server"} & set(request.fixturenames)
    if real or (marker and marker.kwargs.get("transaction")):
        yield
    elif marker or "db" in request.fixturenames:
        request.getfixturevalue("db")
        own, connections["public"] = connections["public"], connections["default"]
        yield
        connections["public"] = own
    else:
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request leaves its language behind in the thread; no test may find another's."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_ready_made() -> None:
    """Another test's release 1 may be the same to the byte, and drawn under other settings."""
    cache.clear()


@pytest.fixture
def published() -> Plan:
    """A plan with one indicator, 63 projects in 2023, and its first release."""
    made = making.whole_plan()
    making.publish(made)
    return made
