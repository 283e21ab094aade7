"""kill −9 at five points of an import: all or nothing, and the repeat succeeds."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from goals.models import Plan
from indicators import importing
from indicators.models import Figure
from lingang import embedded
from tests import making
from tests.admin_rooms import signed_in
from tests.sending import csv_file


@pytest.mark.django_db(transaction=True)
def test_an_import_that_dies_leaves_all_or_nothing(tmp_path: Path) -> None:
    making.person("analyst")
    output = making.series(making.indicator(code="output", **making.MONEY))
    making.figure(output, 2023, "420000000000", source=making.source("bulletin"))
    rows = [f"output,{year},4230,bulletin" for year in (2023, 2024, 2025)]
    file = tmp_path / "figures.csv"
    file.write_bytes(csv_file("indicator,year,value,source", *rows))
    there = connection.settings_dict
    address = embedded.address(Path(there["HOST"]), there["USER"], there["NAME"])
    said = subprocess.run(
        [sys.executable, "-m", "tests.killed_import", str(file)],
        env={**os.environ, "DATABASE_URL": address, "SECRET_KEY": settings.SECRET_KEY},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.splitlines() == [
        "while the file is kept: killed, 1 figures, files: none",
        "before the figures are compared: killed, 1 figures, files: waiting",
        "after the figures are written: killed, 1 figures, files: waiting",
        "before all of it is committed: killed, 1 figures, files: waiting",
        "before anybody is told: killed, 3 figures, files: entered",
        "not at all: left with 0, 3 figures, files: entered, entered",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_enter_a_file_at_the_same_moment() -> None:
    making.series(making.indicator(code="output", **making.MONEY))
    data = csv_file("indicator,year,value", "output,2024,4230")
    file = importing.keep(data, name="x.csv", plan=Plan.objects.get(), by=making.person("analyst"))
    page = f"/admin/indicators/figure/import/{file.pk}/"
    there = connection.settings_dict
    address = embedded.address(Path(there["HOST"]), there["USER"], there["NAME"])
    with psycopg.connect(address) as other:
        other.execute("SELECT 1 FROM indicators_importedfile FOR UPDATE")
        answer = signed_in("reviewer").post(page, {"step": "enter"})
    assert (answer.status_code, Figure.objects.count()) == (302, 0)
