"""Imports that die: `python -m tests.killed_import FILE` on the database of the environment.

One process for each point at which an import is killed, then one that is not; after each, the
figures and the states of the files that are left.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.db import connection

POINTS = {
    "while the file is kept": 'INSERT INTO "indicators_importedfile"',
    "before the figures are compared": "",
    "after the figures are written": 'INSERT INTO "indicators_figure"',
    "before all of it is committed": 'UPDATE "indicators_importedfile"',
    "before anybody is told": "",
    "not at all": "",
}


def main(path: Path) -> None:
    django.setup()
    for point, statement in POINTS.items():
        child = os.fork()
        if child == 0:
            run(path.read_bytes(), point, statement)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        said = (
            "killed" if os.WIFSIGNALED(status) else f"left with {os.waitstatus_to_exitcode(status)}"
        )
        sys.stdout.write(f"{point}: {said}, {left()}\n")
        connection.close()


def run(data: bytes, point: str, statement: str) -> None:
    from django.contrib.auth.models import User

    from goals.models import Plan
    from indicators import importing

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if statement and str(sql).startswith(statement):
            die()
        return answer

    by = User.objects.get(username="analyst")
    with connection.execute_wrapper(watch):
        file = importing.keep(data, name="figures.csv", plan=Plan.objects.get(), by=by)
        if point == "before the figures are compared":
            die()
        importing.enter(file, by=by, released={})
        if point == "before anybody is told":
            die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def left() -> str:
    from indicators.models import Figure, ImportedFile

    states = ImportedFile.objects.order_by("pk").values_list("state", flat=True)
    return f"{Figure.objects.count()} figures, files: {', '.join(states) or 'none'}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
