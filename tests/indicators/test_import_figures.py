"""`manage.py import_figures`: the same file, the same refusals by row, from the shell."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Figure, ImportedFile, Series
from tests import making
from tests.sending import csv_file

pytestmark = pytest.mark.django_db

LONG = "indicator,series,year,value,status,source"


@pytest.fixture(autouse=True)
def output() -> Series:
    making.person("analyst")
    found = making.series(making.indicator(code="output", **making.MONEY))
    making.figure(found, 2023, "420000000000", source=making.source("bulletin"))
    return found


def run(file: Path, *options: str, lang: str = "en") -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_figures", file, *options, "--lang", lang, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "figures.csv"
    found.write_bytes(csv_file(LONG, "output,all,2024,4230,P,bulletin"))
    return found


def test_a_dry_run_compares_and_saves_nothing(file: Path) -> None:
    out, _err = run(file, "--by", "analyst", "--dry-run")
    assert out == "new: 1\nThis was a dry run: nothing was saved.\n"
    assert (Figure.objects.count(), ImportedFile.objects.count()) == (1, 0)


def test_figures_are_entered_and_the_file_recorded(file: Path) -> None:
    out, _err = run(file, "--by", "analyst", lang="zh-hans")
    assert out == "新增: 1\n已导入：新增1条，修改0条，未变0条。\n"
    assert (Figure.objects.count(), ImportedFile.objects.get().state) == (2, "entered")


def test_every_row_in_the_way_is_named(file: Path) -> None:
    rows = ["output,all,2025,x,P,bulletin", "output,all,2024,9000,P,bulletin"]
    file.write_bytes(csv_file(LONG, *rows))
    err = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("import_figures", file, "--by", "analyst", "--lang", "en", stderr=err)
    assert str(refused.value) == "Nothing was saved. To mend in figures.csv: 2."
    assert err.getvalue().splitlines() == [
        "row 2: Value: This is not a number. Type digits, such as 4230 or 1,493.5.",
        "row 3: 114.3% above 2023 (¥420 billion).",
    ]
    assert (Figure.objects.count(), ImportedFile.objects.count()) == (1, 0)


def test_a_reason_answers_for_all(file: Path) -> None:
    file.write_bytes(csv_file(LONG, "output,all,2024,9000,P,bulletin"))
    run(file, "--by", "analyst", "--reason", "New plants.")
    assert Figure.objects.get(year=2024).warning_reason == "New plants."


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Say with --by whose account answers for the figures."),
        (["--by", "auditor"], "The account auditor may not enter figures."),
        (["--by", "analyst", "--plan", "15fyp"], "No plan is called 15fyp."),
    ],
)
def test_it_needs_somebody_who_may_and_a_plan(
    options: list[str], sentence: str, file: Path
) -> None:
    making.person("auditor")
    with pytest.raises(CommandError) as refused:
        run(file, *options)
    assert str(refused.value) == sentence


def test_a_file_that_is_missing_or_broken_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nothing\.csv: No such file or directory\."):
        run(tmp_path / "nothing.csv", "--by", "analyst")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "empty.csv", "--by", "analyst")
    assert str(refused.value) == "Nothing was saved: empty.csv.\nNothing is written in this file."
