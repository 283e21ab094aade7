"""The tests' own PostgreSQL: migrated once for a state of the code, then copied by each process."""

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from lingang import embedded

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("goals", "indicators", "releases", "lingang")
TESTER, PRISTINE, DATABASE = "lingang_tester", embedded.DATABASE, "test"


@contextmanager
def running(kept: Path, folder: Path) -> Iterator[Path]:
    """A server in `folder` with the database of a test in it; gives the folder of its socket.

    `kept`: where migrated data may stay from one run to the next.
    """
    _copy_migrated(kept, folder / "postgres")
    with embedded.running(folder / "postgres", keep=False) as sockets:
        renew(sockets)
        yield sockets


def renew(sockets: Path) -> None:
    """Make the test's database anew, as migrations left it: as fast as emptying every table."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    with embedded.superuser(sockets) as administrator:
        administrator.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)'.encode())
        administrator.execute(
            f'CREATE DATABASE "{DATABASE}" TEMPLATE "{PRISTINE}" OWNER {embedded.OWNER}'.encode()
        )


def use(sockets: Path, database: str, role: str) -> None:
    """Have all connections of this process lead there."""
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict |= {
            "HOST": str(sockets),
            "PORT": "",
            "NAME": database,
            "USER": role,
            "PASSWORD": "",
        }


def _copy_migrated(kept: Path, data: Path) -> None:
    """The data of a server that was migrated and stopped; who comes first makes it."""
    whole = kept / _fingerprint()
    with (kept / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            for old in filter(Path.is_dir, kept.iterdir()):
                shutil.rmtree(old)
            _migrate(kept / "new" / "postgres")
            (kept / "new").rename(whole)
        subprocess.run(["cp", "-a", whole / "postgres", data], check=True)


def _migrate(data: Path) -> None:
    """The tables are made by their owner, as in production."""
    with embedded.running(data) as sockets:
        with embedded.superuser(sockets) as administrator:
            administrator.execute(
                # The web's rights, and whatever a test takes on with SET ROLE.
                f"CREATE ROLE {TESTER} LOGIN; "
                f"GRANT {embedded.APP} TO {TESTER}; "
                f"GRANT {embedded.OWNER}, lingang_public TO {TESTER} WITH INHERIT FALSE;".encode()
            )
        use(sockets, PRISTINE, embedded.OWNER)
        call_command("migrate", verbosity=0)
        for connection in connections.all():
            connection.close()


def _fingerprint() -> str:
    """Of all that tables, rights and groups are made of: our code, and what it is locked to."""
    files = [
        *(path for room in ROOMS for path in (ROOT / room).rglob("*.py")),
        *ROOT.glob("requirements*.lock"),
        embedded.ROLES,
        Path(__file__),
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
