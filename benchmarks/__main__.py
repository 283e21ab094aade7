"""`make bench`: what things cost, as multiples of a floor measured in turns with them.

Works on a PostgreSQL of its own that is thrown away, under the web's own database rights.
"""

import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from benchmarks.measuring import Row
from lingang import embedded, messages

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    messages.compile_catalogue()
    with _database():
        django.setup()
        # here: models can be imported only now
        from benchmarks import api, frozen, judging, live, pages, submitting

        say(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {_load()}")
        for subject in (judging, pages, api, frozen, live, submitting):
            say(f"\n{(subject.__doc__ or '').splitlines()[0]}")
            for row in subject.rows():
                say(line(row))
        say(f"\nload {_load()}")


@contextmanager
def _database() -> Iterator[None]:
    with (
        tempfile.TemporaryDirectory(prefix="lingang-bench-") as folder,
        embedded.running(Path(folder) / "postgres", keep=False) as sockets,
    ):
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "lingang.settings",
            "SECRET_KEY": "only-for-measuring-" * 3,
            "DATABASE_URL": embedded.address(sockets, embedded.APP),
            "DATABASE_OWNER_URL": embedded.address(sockets, embedded.OWNER),
        }
        migrate = [sys.executable, ROOT / "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(migrate, check=True)
        yield


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def line(row: Row) -> str:
    """`what  × 1.23 (1.20 to 1.31) of floor, 12.3 ms`."""
    half = row.middle_half
    spread = f"({number(half[0])}–{number(half[1])})" if half else ""
    took = "" if row.floor_seconds is None else f", {duration(row.floor_seconds)}"
    return f"  {pad(row.what, 48)}{number(row.ratio):>7} {spread:<15} {row.floor}{took}"


def number(ratio: float) -> str:
    """With three digits, as many as the spread deserves at most."""
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"


def duration(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms" if seconds >= 0.001 else f"{seconds * 1_000_000:.3g} µs"


def pad(text: str, width: int) -> str:
    """Padded to a width on a terminal, where a Chinese character takes two places."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return text.ljust(width - wide)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
