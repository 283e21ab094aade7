"""`make run` as a stranger meets it, without make: on a copy of the project in a deep folder."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lingang import embedded

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["goals", "indicators", "releases", "lingang", "templates", "static", "fixtures", "locale"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("run") / "a folder" / ("deep " * 20) / "lin-gang"
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room)
    shutil.copy(ROOT / "manage.py", folder)
    yield folder
    shutil.rmtree(embedded.socket_folder(folder / ".data" / "postgres"), ignore_errors=True)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**wanted: str) -> dict[str, str]:
    """Ours without what concerns the site, and with what is wanted."""
    settled = {"DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "DEBUG", "SITE_URL", "MAKELEVEL"}
    kept = {name: value for name, value in os.environ.items() if name not in settled}
    return kept | wanted


@contextmanager
def site(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The site, once its summary is there; killed at the end if nobody stopped it."""
    with subprocess.Popen(
        [sys.executable, "-m", "lingang"],
        cwd=folder,
        env=environment(PORT=str(port)),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            wait_for(process, f"http://127.0.0.1:{port}/en/")
            yield process
        finally:
            process.kill()


def wait_for(process: subprocess.Popen[str], address: str) -> None:
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address) as response:
                assert response.status == 200
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"{address} did not answer")


def refused(folder: Path, **wanted: str) -> str:
    """What the site says when it does not start; one sentence."""
    done = subprocess.run(
        [sys.executable, "-m", "lingang"],
        cwd=folder,
        env=environment(**wanted),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr.strip()


def test_first_start_loads_the_plan_and_says_where_it_is(copy: Path, port: int) -> None:
    with site(copy, port) as process:
        for path in ("healthz", "readyz"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as response:
                assert response.read() == b"ok\n"
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=15)
    assert process.returncode == 0
    assert f"http://localhost:{port}/" in said
    assert not (copy / ".data" / "postgres" / "postmaster.pid").exists()


def test_next_start_follows_a_kill_at_once_and_prepares_nothing(copy: Path, port: int) -> None:
    with site(copy, port) as process:
        process.kill()
    prepared = (copy / ".data" / "prepared").stat().st_mtime_ns
    with site(copy, port) as process:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=15)
    assert said == f"The site is on http://localhost:{port}/ (Ctrl-C ends it)\n"
    assert process.returncode == 0
    assert (copy / ".data" / "prepared").stat().st_mtime_ns == prepared


def test_two_at_once_are_one_and_a_sentence(copy: Path, port: int) -> None:
    with site(copy, port):
        assert refused(copy, PORT=str(port)).startswith(f"Port {port} is not to be had")
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            free = other.getsockname()[1]
        data = copy / ".data" / "postgres"
        assert refused(copy, PORT=str(free)) == (
            f"Another process uses the database in {data}: stop it first."
        )


def test_wrong_port_is_a_sentence(copy: Path) -> None:
    assert refused(copy, PORT="eighty") == "PORT is 'eighty': set it to a number from 1 to 65535."


def test_database_out_of_reach_is_a_sentence_without_its_password(copy: Path, port: int) -> None:
    address = f"postgresql://app:hush@127.0.0.1:{port}/lingang"
    words = refused(copy, PORT=str(port), DATABASE_URL=address, SECRET_KEY="x" * 60)
    assert words.startswith("The database that DATABASE_URL names does not answer: ")
    assert len(words.splitlines()) == 1
    assert "hush" not in words


@pytest.mark.parametrize(
    "production", [{"DEBUG": "0"}, {"DATABASE_URL": "postgresql://app@localhost/lingang"}]
)
def test_production_without_a_secret_does_not_start(copy: Path, production: dict[str, str]) -> None:
    assert refused(copy, **production) == (
        "SECRET_KEY is not set: set it to 50 or more random characters and keep them secret."
    )
