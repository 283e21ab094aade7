"""`make run`: the whole site on this machine, from an empty folder to a page.

Starts the embedded PostgreSQL (unless DATABASE_URL names another), migrates and loads where
something changed, then serves on PORT until it is told to stop.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

os.environ["LINGANG_PROCESS"] = "web"

import psycopg
from django.core.exceptions import ImproperlyConfigured
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from lingang import embedded, messages

ROOT = Path(__file__).resolve().parent.parent
THREADS = 4
HOST = "127.0.0.1"
PREPARED = ROOT / ".data" / "prepared"


def run() -> None:
    """Run the site until it is told to stop; what hinders it is said in a sentence."""
    try:
        _run()
    except (ImproperlyConfigured, embedded.EmbeddedError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _run() -> None:
    from lingang import settings  # here, so that a wrong value becomes a sentence

    signal.signal(signal.SIGTERM, _leave)
    if "MAKELEVEL" in os.environ:
        _follow_parent(lambda: os.kill(os.getpid(), signal.SIGTERM))
    _require_free(settings.PORT)
    messages.compile_catalogue()
    with _database(settings.DATABASE_URL):
        _prepare(settings.DATABASE_URL)
        _serve(settings.PORT)


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


def _follow_parent(end: Callable[[], None]) -> None:
    """End when the process that started this one is gone, however it went."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.1)
        end()

    threading.Thread(target=watch, daemon=True).start()


def _require_free(port: int) -> None:
    deadline = time.monotonic() + 1  # a site that was killed just now lets go of it within that
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
                return
            except OSError as error:
                if time.monotonic() > deadline:
                    raise ImproperlyConfigured(
                        f"Port {port} is not to be had ({error.strerror}): stop what uses it, "
                        f"or choose another one with PORT={port % 65535 + 1} make run."
                    ) from error
        time.sleep(0.1)


@contextmanager
def _database(address: str) -> Iterator[None]:
    if address:
        _require_answer(address)
    with nullcontext() if address else embedded.running(ROOT / ".data" / "postgres", alone=True):
        yield


def _require_answer(address: str) -> None:
    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.Error as error:
        raise ImproperlyConfigured(
            f"The database that DATABASE_URL names does not answer: {str(error).splitlines()[0]}"
        ) from error


def _prepare(address: str) -> None:
    """Migrate and load, unless the embedded database has seen this very code and data before."""
    state = "" if address else _fingerprint()
    if state and PREPARED.exists() and PREPARED.read_text() == state:
        return
    for command in (["migrate", "--verbosity=0"], ["setup_tryout"]):
        done = subprocess.run([sys.executable, ROOT / "manage.py", *command], check=False)
        if done.returncode != 0:
            raise SystemExit(done.returncode)
    if state:
        PREPARED.write_text(state)


def _fingerprint() -> str:
    """Of everything that decides what stands in the database: code, plan and figures."""
    files = [
        *(path for room in messages.CODE for path in (ROOT / room).rglob("*.py")),
        *(ROOT / "fixtures").rglob("*.*"),
        embedded.ROLES,
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(os.fsencode(path.relative_to(ROOT)) + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _serve(port: int) -> None:
    server = Server(
        "lingang.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        respawn_failed_workers=False,
        workers_kill_timeout=3,
    )
    server.on_startup(
        lambda: print(f"The site is on http://localhost:{port}/ (Ctrl-C ends it)", flush=True)
    )
    server.serve(target_loader=_load, wrap_loader=False)


def _load() -> Callable[..., Any]:
    """The site, in the process that answers requests; it ends when its starter was killed."""
    _follow_parent(lambda: os._exit(1))  # the database is gone too: there is nothing to finish
    from lingang.wsgi import application

    return application
