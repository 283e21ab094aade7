"""`make bench`: what things cost, as multiples of a floor that is timed in turns with them.

Works on a PostgreSQL of its own, which is thrown away, with the rights of the web.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from benchmarks.measuring import HEAD
from lingang import embedded, messages


def table() -> Iterator[str]:
    messages.compile_catalogue()
    with _database():
        django.setup()
        # here: there are no models before
        from benchmarks import judging, live, public, reading

        yield HEAD
        for subject in (judging, public, reading, live):
            yield str(subject.__doc__)
            yield from subject.lines()
    yield f"{os.cpu_count()} cores; load in the last minute: {os.getloadavg()[0]:.1f}"


@contextmanager
def _database() -> Iterator[None]:
    with (
        tempfile.TemporaryDirectory(prefix="lingang-bench-") as folder,
        embedded.running(Path(folder) / "postgres", keep=False) as sockets,
    ):
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "lingang.settings",
            "SECRET_KEY": "only-for-measuring",
            "DATABASE_URL": embedded.address(sockets, embedded.APP),
            "DATABASE_OWNER_URL": embedded.address(sockets, embedded.OWNER),
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], check=True)
        yield


if __name__ == "__main__":
    for line in table():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
