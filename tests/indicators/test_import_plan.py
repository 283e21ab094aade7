"""`manage.py import_plan`: the template, a dry run, a real one, and what is said of both."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from goals.models import Goal, Plan
from indicators import workbook_making
from indicators.management.commands import import_plan
from indicators.workbook_example import EXAMPLE_ROWS
from indicators.workbook_sheets import FIRST, SHEETS
from tests import making

pytestmark = pytest.mark.django_db

COUNTS = "sample-plan: 1 goals, 1 commitments, 1 indicators, 1 series, 1 targets, 1 sources.\n"


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("import_plan", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A workbook with the example's entries; there is an administrator to load it."""
    making.person("administrator")
    path = tmp_path / "plan.xlsx"
    workbook_making.save(path)
    book = load_workbook(path)
    for sheet in SHEETS:
        for number, column in enumerate(sheet.columns, start=1):
            book[sheet.name].cell(FIRST, number, EXAMPLE_ROWS[sheet.name][0].get(column))
    book.save(path)
    return str(path)


def test_a_plan_is_loaded_and_counted(file: str) -> None:
    assert run(file, "--by", "administrator") == COUNTS
    assert Plan.objects.get().code == "sample-plan"


def test_a_dry_run_says_the_same_and_saves_nothing(file: str) -> None:
    assert run(file, "--by", "administrator", "--dry-run") == (
        f"{COUNTS}This was a dry run: nothing was saved.\n"
    )
    assert (Plan.objects.count(), Goal.objects.count()) == (0, 0)


def test_a_second_run_says_that_it_takes_the_first_ones_place(file: str) -> None:
    run(file, "--by", "administrator")
    assert run(file, "--by", "administrator") == (
        f"{COUNTS}It takes the place of the plan of this code that stood before.\n"
    )


def test_what_is_said_is_in_the_language_asked_for(file: str) -> None:
    assert run(file, "--by", "administrator", "--dry-run", "--lang", "zh-hans") == (
        "sample-plan：目标1项，任务1项，指标1项，序列1个，目标值1个，来源1个。\n"
        "本次为试导入，未保存任何内容。\n"
    )


@pytest.mark.parametrize(
    ("variable", "value", "lang"),
    [
        ("LC_ALL", "zh_CN.UTF-8", "zh-hans"),
        ("LANG", "zh_CN.UTF-8", "zh-hans"),
        ("LANG", "en_GB.UTF-8", "en"),
        ("LANG", "C", "en"),
        ("LANG", "", "en"),
    ],
)
def test_without_a_language_the_shells_is_taken(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, lang: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    assert import_plan.shell_language() == lang


def test_everything_wrong_is_listed_under_its_number(file: str) -> None:
    book = load_workbook(file)
    book["goals"].cell(FIRST, 3, None)
    book["plan"]["A3"] = "Sample Plan"
    book["goals"]["C3"] = None
    book.save(file)
    with pytest.raises(CommandError) as refusal:
        run(file, "--by", "administrator", "--dry-run")
    assert str(refusal.value).splitlines() == [
        "Nothing was saved. To mend in plan.xlsx: 2.",
        (
            "plan!A3 (code): Use small letters, digits and single hyphens, "
            "for instance “industrial-output”."
        ),
        "goals!C3 (title_en): This field cannot be blank. Fill it in.",
    ]
    assert Plan.objects.count() == 0


@pytest.mark.parametrize("arguments", [(), ("--by", "nobody")])
def test_somebody_has_to_answer_for_it(file: str, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refusal:
        run(file, *arguments)
    assert str(refusal.value) == "Say with --by whose account answers for the plan."


# The template


def test_a_template_is_written_with_headings_notes_and_an_example(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    assert run(str(path), "--template") == f"Written: {path}.\n"
    book = load_workbook(path)
    assert book.sheetnames == ["notes", *(sheet.name for sheet in SHEETS), "example"]
    goals = [[cell.value for cell in row] for row in book["goals"]]
    assert goals[:2] == [
        ["number", "slug", "title_en", "title_zh", "summary_en", "summary_zh"],
        [
            "Number / 编号",
            "Short name / 短名称",
            "Title (English) / 标题（英文）",
            "Title (Chinese) / 标题（中文）",
            "Promise (English) / 目标表述（英文）",
            "Promise (Chinese) / 目标表述（中文）",
        ],
    ]
    notes = {(row[0].value, row[1].value): row for row in book["notes"]}
    aim = notes["targets", "aim"]
    assert aim[3].value == "yes / 是"
    assert "rise = rise: at least the lower bound" in str(aim[4].value)
    offered = [each.formula1 for each in book["targets"].data_validations.dataValidation]
    assert offered == ['"rise,fall,within"']


def test_a_plan_that_stands_is_written_as_it_would_be_typed(tmp_path: Path) -> None:
    making.real_plan()
    path = tmp_path / "14fyp.xlsx"
    run(str(path), "--template", "--from", "14fyp")
    book = load_workbook(path)
    row = [cell.value for cell in book["targets"][6]]
    assert row[:7] == ["industry-scale", 2025, "rise", "6000", None, "no", "0.05"]


def test_words_that_look_like_a_formula_are_written_as_words(tmp_path: Path) -> None:
    plan = making.plan("p", name_en='=HYPERLINK("http://x")')
    path = tmp_path / "p.xlsx"
    run(str(path), "--template", "--from", plan.code)
    cell = load_workbook(path)["plan"]["B3"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")


def test_a_file_that_is_there_is_never_written_over(file: str) -> None:
    before = Path(file).read_bytes()
    with pytest.raises(CommandError) as refusal:
        run(file, "--template")
    assert str(refusal.value) == f"{file}: File exists."
    assert Path(file).read_bytes() == before


def test_a_plan_that_is_unknown_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        run(str(tmp_path / "x.xlsx"), "--template", "--from", "99fyp")
    assert str(refusal.value) == "No plan is called 99fyp."
