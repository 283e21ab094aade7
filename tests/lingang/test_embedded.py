"""The supervisor over real servers: shared, refused, killed at every place."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lingang import embedded

HOLD = """
import sys
from pathlib import Path
from lingang import embedded
with embedded.running(Path(sys.argv[1]), alone=sys.argv[2] == "alone"):
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder deeper than a socket's path may be long, with spaces and Chinese, for us alone."""
    deep = tmp_path_factory.mktemp("deep") / "a folder 文件夹" / ("long " * 30)
    deep.mkdir(parents=True)
    deep.parent.chmod(0o700)
    yield deep / "postgres"
    shutil.rmtree(embedded.socket_folder(deep / "postgres"), ignore_errors=True)


@contextmanager
def held(
    data: Path, how: str = "shared", prefix: tuple[str, ...] = ()
) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the server until its standard input ends."""
    pipe = subprocess.PIPE
    command = [*prefix, sys.executable, "-c", HOLD, str(data), how]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as holder:
        assert holder.stdout is not None
        if holder.stdout.readline() != "ready\n":
            pytest.fail(holder.communicate()[1])
        yield holder


def gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until_gone(process: int) -> None:
    deadline = time.monotonic() + 10
    while not gone(process):
        assert time.monotonic() < deadline, f"process {process} is still there"
        time.sleep(0.02)


def postmaster(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def ask(sockets: Path, words: str) -> object:
    with embedded.superuser(sockets, embedded.DATABASE) as connection:
        row = connection.execute(words.encode()).fetchone()
    assert row is not None
    return row[0]


def test_running_makes_the_roles_and_keeps_data(data: Path) -> None:
    with embedded.running(data) as sockets:
        with embedded.superuser(sockets, embedded.DATABASE) as connection:
            connection.execute("CREATE TABLE kept (number) AS VALUES (42)")
        roles = (
            "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE rolname ~ 'lin'"
        )
        assert ask(sockets, roles) == "lingang_app lingang_owner lingang_public"
        server = postmaster(data)
    assert gone(server)
    with embedded.running(data) as sockets:
        assert ask(sockets, "SELECT number FROM kept") == 42


def test_socket_folder_is_short_and_private(data: Path) -> None:
    with embedded.running(data) as sockets:
        assert len(str(sockets / ".s.PGSQL.5432")) < 60
        assert sockets.stat().st_mode & 0o777 == 0o700


def test_socket_folder_of_somebody_else_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "link"
    elsewhere.symlink_to(tmp_path)
    monkeypatch.setattr(embedded, "socket_folder", lambda _data: elsewhere)
    with (
        pytest.raises(embedded.EmbeddedError, match="belongs to somebody else"),
        embedded.running(data),
    ):
        pass


def test_second_user_shares_the_server_and_the_starter_waits_for_it(data: Path) -> None:
    with held(data) as starter:
        with embedded.running(data) as sockets:
            server = postmaster(data)
            assert starter.stdin is not None
            starter.stdin.close()
            time.sleep(0.3)
            assert ask(sockets, "SELECT 1") == 1
        assert starter.wait(10) == 0
    assert gone(server)


def test_alone_is_refused_while_another_runs(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "PATIENCE_ALONE", 0.2)
    with (
        held(data, "alone"),
        pytest.raises(embedded.EmbeddedError) as refusal,
        embedded.running(data, alone=True),
    ):
        pass
    assert str(refusal.value) == f"Another process uses the database in {data}: stop it first."


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start stops the server")
def test_killed_starter_takes_the_server_with_it(data: Path) -> None:
    with held(data) as starter:
        server = postmaster(data)
        starter.kill()
    with embedded.running(data) as sockets:  # at once, while the old server may still be stopping
        assert ask(sockets, "SELECT 1") == 1
        assert gone(server)


def test_killed_server_hinders_nothing(data: Path) -> None:
    with held(data):
        server = postmaster(data)
        os.kill(server, signal.SIGKILL)
        wait_until_gone(server)
    with embedded.running(data) as sockets:
        assert ask(sockets, "SELECT 1") == 1


def test_pid_file_with_a_reused_number_hinders_nothing(data: Path) -> None:
    with embedded.running(data):
        left_over = (data / "postmaster.pid").read_text()
    lines = [str(os.getpid()), *left_over.splitlines()[1:]]
    (data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    with embedded.running(data) as sockets:
        assert ask(sockets, "SELECT 1") == 1


def test_folder_of_another_version_is_refused(data: Path) -> None:
    with embedded.running(data):
        pass
    version = data / "PG_VERSION"
    had = version.read_text()
    version.write_text("12\n")
    with pytest.raises(embedded.EmbeddedError) as refusal, embedded.running(data):
        pass
    version.write_text(had)
    assert str(refusal.value).startswith(f"{data} was made by PostgreSQL 12, and PostgreSQL 1")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_ordinary_user_runs_the_server_too() -> None:
    folder = Path("/tmp/lingang-test-ordinary")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    shutil.chown(folder, "nobody")
    as_nobody = (
        "setpriv",
        "--reuid=nobody",
        "--regid=nogroup",
        "--clear-groups",
        "--inh-caps=-all",
    )
    readable = subprocess.run(
        [*as_nobody, sys.executable, "-c", "import lingang.embedded"], check=False
    )
    if readable.returncode != 0:
        pytest.skip("this folder is for root alone")
    with held(folder / "postgres", prefix=as_nobody):
        pass
    assert (folder / "postgres").owner() == "nobody"
    shutil.rmtree(folder)
    for sockets in Path("/tmp").glob(
        f"lingang-*-{embedded.socket_folder(folder / 'postgres').name[-12:]}"
    ):
        shutil.rmtree(sockets)


def test_throw_away_data_leaves_nothing(tmp_path: Path) -> None:
    with embedded.running(tmp_path / "postgres", keep=False) as sockets:
        assert ask(sockets, "SHOW fsync") == "off"
    assert not sockets.exists()
    assert not (tmp_path / "postgres").exists()
