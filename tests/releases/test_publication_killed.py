"""kill −9 at six points of a publication: all or nothing, and the repeat succeeds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lingang import embedded
from tests import making


@pytest.mark.django_db(transaction=True)
def test_a_publication_that_dies_leaves_all_or_nothing() -> None:
    plan = making.whole_plan()
    making.publish(plan)
    making.revise("64")
    making.draft(plan)
    making.person("reviewer")
    there = connection.settings_dict
    address = embedded.address(Path(there["HOST"]), there["USER"], there["NAME"])
    said = subprocess.run(
        [sys.executable, "-m", "tests.killed_publication"],
        env={**os.environ, "DATABASE_URL": address, "SECRET_KEY": settings.SECRET_KEY},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    nothing, frozen = "0 entries, 3 documents, public: 1", "3 entries, 5 documents, public:"
    assert said.stdout.splitlines() == [
        f"after the documents are stored: killed, draft, {nothing}",
        f"after the content is listed: killed, draft, {nothing}",
        f"before the freeze is committed: killed, draft, {nothing}",
        f"before the approval: killed, submitted, {frozen} 1",
        f"before the approval is committed: killed, submitted, {frozen} 1",
        f"before anybody is told: killed, approved, {frozen} 2, 1",
        f"not at all: left with 0, approved, {frozen} 2, 1",
    ]
