"""Publications that die: `python -m tests.killed_publication` on the database of the environment.

One process for each point at which a publication is killed, then one that is not; after each, what
is left of the release, and what the public sees.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
from django.db import connection, transaction

POINTS = {
    "after the documents are stored": 'INSERT INTO "releases_document"',
    "after the content is listed": 'INSERT INTO "releases_releaseentry"',
    "before the freeze is committed": 'UPDATE "releases_release"',
    "before the approval": "",
    "before the approval is committed": 'UPDATE "releases_release"',
    "before anybody is told": "",
    "not at all": "",
}


def main() -> None:
    django.setup()
    for point, statement in POINTS.items():
        child = os.fork()
        if child == 0:
            run(point, statement)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        said = (
            "killed" if os.WIFSIGNALED(status) else f"left with {os.waitstatus_to_exitcode(status)}"
        )
        sys.stdout.write(f"{point}: {said}, {left()}\n")
        connection.close()


def run(point: str, statement: str) -> None:
    from django.contrib.auth.models import User
    from django.utils import timezone

    from releases import actions
    from releases.models import Release

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if statement and str(sql).startswith(statement):
            die()
        return answer

    release = Release.objects.latest("number")
    with connection.execute_wrapper(watch):
        if release.state == Release.State.DRAFT:
            by = User.objects.get(username="analyst")
            release = actions.submit(release, by=by, at=timezone.now())
        if point == "before the approval":
            die()
        if release.state == Release.State.APPROVED:
            return
        reviewer = User.objects.get(username="reviewer")
        with transaction.atomic():
            if point == "before anybody is told":
                transaction.on_commit(die)
            actions.approve(release, by=reviewer, at=timezone.now(), seen_digest=release.digest)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def left() -> str:
    from django.utils import timezone

    from releases import published
    from releases.models import Document, Release
    from releases.verifying import verify

    release = Release.objects.latest("number")
    public = ", ".join(str(each.number) for each in published.shelf(at=timezone.now()).releases)
    _count, faults = verify()
    stored = f"{release.entries.count()} entries, {Document.objects.count()} documents"
    return f"{release.state}, {stored}, public: {public}{'; '.join(faults)}"


if __name__ == "__main__":
    main()
