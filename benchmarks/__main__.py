"""`make bench`: what things cost, as multiples of a floor that is timed in turns with them.

Works on a PostgreSQL of its own, which is thrown away, with the rights of the web.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django

from benchmarks.measuring import HEAD
from lingang import embedded, messages


def main() -> None:
    messages.compile_catalogue()
    with (
        tempfile.TemporaryDirectory(prefix="lingang-bench-") as folder,
        embedded.running(Path(folder) / "postgres", keep=False) as sockets,
    ):
        os.environ["DJANGO_SETTINGS_MODULE"] = "lingang.settings"
        os.environ["SECRET_KEY"] = "only-for-measuring"  # noqa: S105 (nothing is kept)
        os.environ["DATABASE_URL"] = embedded.address(sockets, embedded.APP)
        os.environ["DATABASE_OWNER_URL"] = embedded.address(sockets, embedded.OWNER)
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], check=True)
        django.setup()
        for line in table():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def table() -> Iterator[str]:
    # here: there are no models before django.setup()
    from benchmarks import importing, judging, live, public, reading

    yield HEAD
    for subject in (judging, public, reading, live, importing):
        yield str(subject.__doc__)
        yield from subject.lines()
    yield f"{os.cpu_count()} cores; load in the last minute: {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
