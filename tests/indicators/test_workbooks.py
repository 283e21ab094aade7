"""A plan's workbook into rows: out and in again unchanged; whatever is wrong said by its cell."""

import datetime
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from goals.models import Commitment, Goal, Plan, Source, Tracked
from indicators import entries, reports, workbook_making, workbooks
from indicators.models import Figure, Indicator, Series, Target
from indicators.workbook_example import EXAMPLE_ROWS
from indicators.workbook_sheets import FIRST, NAMES, SHEETS
from tests import making

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 23)
# Row 3, where the example's only entry of each sheet stands.
CELLS = {
    f"{sheet.name}.{column}": (sheet.name, number)
    for sheet in SHEETS
    for number, column in enumerate(sheet.columns, start=1)
}


def template(path: Path) -> Workbook:
    """The template as it is written, with the example's entries filled in."""
    workbook_making.save(path)
    book = load_workbook(path)
    for sheet in SHEETS:
        for row in EXAMPLE_ROWS[sheet.name]:
            for number, column in enumerate(sheet.columns, start=1):
                book[sheet.name].cell(FIRST, number, row.get(column))
    return book


def put(book: Workbook, cell: str, value: Any, *, row: int = FIRST) -> Any:
    """Write `value` at "sheet.column"; gives the cell."""
    sheet, number = CELLS[cell]
    put_at = book[sheet].cell(row, number)
    put_at.value = value
    return put_at


def load(book: Workbook, path: Path) -> entries.Loaded:
    book.save(path)
    return workbooks.load(path, by=making.person("administrator"))


def refusals(book: Workbook, path: Path) -> list[str]:
    with pytest.raises(entries.LoadRefused) as refusal:
        load(book, path)
    assert rows() == [0] * 8
    return [str(each) for each in refusal.value.problems]


def rows() -> list[int]:
    kinds: list[type[Tracked]] = [Source, Plan, Goal, Commitment, Indicator, Series, Target, Figure]
    return [kind._default_manager.count() for kind in kinds]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


# Whole


def without_figures(plan: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The plan's reports, as of one day, with no figure and no name of the plan in them."""
    live = reports.live(plan, as_of=DAY)
    assert live is not None
    indicators = {code: asdict(each) for code, each in live.indicators.items()}
    return asdict(live.plan) | {"code": ""}, {
        code: each | {"plan": ""} for code, each in indicators.items()
    }


def test_the_real_plan_comes_back_from_its_workbook_as_it_was(path: Path) -> None:
    plan = making.real_plan()
    Figure.objects.all().delete()
    workbook_making.save(path, plan)
    book = load_workbook(path)
    put(book, "plan.code", "copy")
    loaded = load(book, path)
    assert loaded._asdict() == {
        "plan": Plan.objects.get(code="copy"),
        "sources": 1,
        "goals": 5,
        "commitments": 7,
        "indicators": 8,
        "series": 16,
        "targets": 6,
        "figures": 0,
        "replaced": False,
    }
    assert without_figures("copy") == without_figures("14fyp")
    assert Source.objects.count() == 14


def test_the_example_is_a_plan_that_can_be_loaded(path: Path) -> None:
    load(template(path), path)
    assert rows() == [1, 1, 1, 1, 1, 1, 1, 0]
    target = Target.objects.get()
    assert (target.lower, target.upper, target.strict, str(target.tolerance)) == (
        Decimal(800_000_000_000),
        None,
        False,
        "0.050000",
    )
    indicator = Indicator.objects.get()
    assert (indicator.input_unit, indicator.responsible_unit_en) == ("yi", "")
    assert Commitment.objects.values_list("order", "strand", "state").get() == (1, "", "open")


def test_rows_say_who_loaded_them_and_which_way(path: Path) -> None:
    load(template(path), path)
    goal = Goal.objects.get()
    event: Any = goal.events.get()  # type: ignore[attr-defined]
    assert goal.updated_by.username == "administrator"
    assert (event.pgh_context["way"], event.pgh_context["user"]) == ("import", goal.updated_by_id)


def test_rows_stand_in_the_order_of_the_sheet(path: Path) -> None:
    book = template(path)
    for row, code in ((4, "second"), (6, "third")):  # row 5 is left empty
        put(book, "series.indicator", "industrial-output", row=row)
        put(book, "series.code", code, row=row)
        put(book, "series.name_en", code, row=row)
        put(book, "series.name_zh", code, row=row)
        put(book, "series.role", "Breakdown", row=row)
    load(book, path)
    assert list(Series.objects.values_list("code", "order")) == [
        ("total", 1),
        ("second", 2),
        ("third", 3),
    ]


def test_columns_may_stand_in_another_order_and_needless_ones_be_left_out(path: Path) -> None:
    book = template(path)
    sheet = book["series"]
    sheet.move_range("A1:A3", cols=6)
    sheet.delete_cols(1)
    book["targets"].delete_cols(CELLS["targets.note_zh"][1])
    load(book, path)
    assert Series.objects.get().code == "total"
    assert Target.objects.get().note_zh == ""


def test_longest_titles_and_names_pass_through(path: Path) -> None:
    book = template(path)
    put(book, "goals.title_en", "T" * 120)
    put(book, "goals.title_zh", "长" * 120)
    put(book, "plan.name_en", "N" * 200)
    put(book, "plan.name_zh", "名" * 200)
    load(book, path)
    goal = Goal.objects.get()
    assert (goal.title_en, goal.title_zh) == ("T" * 120, "长" * 120)
    assert (goal.plan.name_en, goal.plan.name_zh) == ("N" * 200, "名" * 200)


@pytest.mark.parametrize(
    ("cell", "value", "number_format", "expected"),
    [
        ("goals.number", 7, "General", (Goal, "number", 7)),
        ("goals.number", "７", "@", (Goal, "number", 7)),
        ("plan.end_year", 2046.0, "General", (Plan, "end_year", 2046)),
        ("targets.lower", 8000, "General", (Target, "lower", 800_000_000_000)),
        ("targets.lower", 0.07, "General", (Target, "lower", 7_000_000)),
        ("targets.lower", "8000亿元", "@", (Target, "lower", 800_000_000_000)),
        ("targets.lower", "¥1.2 trillion", "@", (Target, "lower", 1_200_000_000_000)),
        ("targets.upper", 9000, "General", (Target, "upper", 900_000_000_000)),
        ("targets.tolerance", "5%", "@", (Target, "tolerance", Decimal("0.05"))),
        ("targets.tolerance", 0.05, "0%", (Target, "tolerance", Decimal("0.05"))),
        ("indicators.from_zero", "否", "@", (Indicator, "from_zero", False)),
        ("indicators.from_zero", False, "General", (Indicator, "from_zero", False)),
        ("indicators.decimals", None, "General", (Indicator, "decimals", 0)),
        ("sources.published_on", 2041, "General", (Source, "published_on", "2041")),
        (
            "sources.published_on",
            datetime.datetime(2041, 3, 20),  # noqa: DTZ001 (as openpyxl gives it)
            "yyyy-mm-dd",
            (Source, "published_on", "2041-03-20"),
        ),
        (
            "sources.published_on",
            datetime.datetime(2041, 3, 1),  # noqa: DTZ001
            "mmm-yy",
            (Source, "published_on", "2041-03"),
        ),
        ("goals.title_en", "  Strong\u3000", "@", (Goal, "title_en", "Strong")),
        ("goals.title_en", 2041, "General", (Goal, "title_en", "2041")),
    ],
)
def test_cells_are_read_as_people_write_them(
    path: Path, cell: str, value: Any, number_format: str, expected: tuple[type[Tracked], str, Any]
) -> None:
    book = template(path)
    put(book, cell, value).number_format = number_format
    if cell == "goals.number":
        put(book, "indicators.goal", value)
        put(book, "commitments.goal", value)
    load(book, path)
    model, field, saved = expected
    assert getattr(model._default_manager.get(), field) == saved


def test_a_share_in_per_cent_is_read_by_its_format(path: Path) -> None:
    book = template(path)
    put(book, "indicators.measure", "share")
    put(book, "indicators.input_unit", "percent")
    put(book, "targets.lower", 0.125).number_format = "0.0%"
    load(book, path)
    assert Target.objects.get().lower == Decimal("0.125")


# Refused, by the cell

Spoil = Callable[[Workbook], Any]


def at(cell: str, value: Any) -> Spoil:
    return lambda book: put(book, cell, value)


REFUSED: list[tuple[Spoil, str]] = [
    # What a cell holds
    (at("goals.title_zh", None), "goals!D3 (title_zh): This field cannot be blank. Fill it in."),
    (at("goals.title_zh", "   "), "goals!D3 (title_zh): This field cannot be blank. Fill it in."),
    (
        at("goals.title_en", "T" * 121),
        ("goals!C3 (title_en): Ensure this value has at most 120 characters (it has 121)."),
    ),
    (at("plan.end_year", None), "plan!H3 (end_year): This field cannot be null. Fill it in."),
    (
        at("plan.end_year", "the 40s"),
        "plan!H3 (end_year): “the 40s” is no whole number. Write its digits alone.",
    ),
    (
        at("plan.end_year", 2045.5),
        "plan!H3 (end_year): “2045.5” is no whole number. Write its digits alone.",
    ),
    (
        at("plan.end_year", True),
        "plan!H3 (end_year): “True” is no whole number. Write its digits alone.",
    ),
    (
        at("targets.strict", "perhaps"),
        "targets!F3 (strict): “perhaps” is neither yes nor no. Write one of the two.",
    ),
    (
        at("targets.tolerance", "a little"),
        "targets!G3 (tolerance): “a little” is no number. Write it as 0.05 or 5%.",
    ),
    (
        at("targets.lower", "plenty"),
        "targets!D3 (lower): This is not a number. Type digits, such as 4230 or 1,493.5.",
    ),
    (
        at("indicators.nature", "level"),
        (
            "indicators!G3 (nature): Value 'level' is not a valid choice. "
            "Write one of: flow, stock, running_total."
        ),
    ),
    (
        at("sources.url", "the web"),
        "sources!F3 (url): Enter a valid URL.",
    ),
    (
        at("goals.title_en", "=A1"),
        "goals!C3 (title_en): This is a formula. Paste its value instead.",
    ),
    (
        at("targets.lower", "=7000+1000"),
        "targets!D3 (lower): This is a formula. Paste its value instead.",
    ),
    (at("goals.title_en", "#N/A"), "goals!C3 (title_en): This cell holds an error, #N/A."),
    (
        lambda book: book["goals"].merge_cells("C3:D3"),
        "goals!D3 (title_zh): This cell is merged with another. Unmerge them, and fill both.",
    ),
    # Names that lead nowhere
    (
        at("plan.source", "lost"),
        "plan!K3 (source): nothing is called 'lost'. Known: sample-plan-text.",
    ),
    (at("commitments.goal", 4), "commitments!A3 (goal): nothing is called 4. Known: 1."),
    (
        at("series.indicator", "output"),
        "series!A3 (indicator): nothing is called 'output'. Known: industrial-output.",
    ),
    (
        at("targets.indicator", "output"),
        "targets!A3 (indicator): nothing is called 'output'. Known: industrial-output.",
    ),
    # What the models know
    (
        at("plan.start_year", 2039),
        (
            "plan!A3: The years must stand in order: "
            "figures from ≤ baseline < first year ≤ last year ≤ figures up to."
        ),
    ),
    (
        at("targets.year", 2040),
        "targets!B3 (year): A target falls due after the baseline year 2040.",
    ),
    (at("targets.lower", None), "targets!A3: A rise needs a lower bound, a fall an upper bound, a"),
    # Sheets, names and headings
    (
        lambda book: book.remove(book["series"]),
        "series: This sheet is missing. Take it from the template, also where it is empty.",
    ),
    (
        lambda book: book["goals"].delete_cols(2),
        "goals!A1: The column “slug” is missing. Row 1 is to be that of the template.",
    ),
    (
        lambda book: book["goals"].cell(NAMES, 7, "colour"),
        "goals!G1: No column is called “colour”. Row 1 is to be that of the template.",
    ),
    (
        lambda book: book["goals"].cell(NAMES, 7, "slug"),
        "goals!G1: The column “slug” stands twice. Delete one of the two.",
    ),
    (
        lambda book: book["goals"].cell(FIRST, 7, "remember this"),
        "goals!G1: This column has no name in row 1, so it would not be read. Delete it.",
    ),
    (
        lambda book: book["sources"].delete_rows(2),
        (
            "sources!A2: Row 2 holds the headings, here “Key / 简称”, and entries begin in row 3. "
            "Take both rows from the template."
        ),
    ),
    (
        lambda book: book["goals"].cell(2_001, 1, 9),
        (
            "goals: The sheet has 2001 rows and 6 columns; at most 2000 and 60 are read. Delete "
            "the empty ones, or copy the rows into a new template."
        ),
    ),
]


@pytest.mark.parametrize(("spoil", "sentence"), REFUSED)
def test_what_is_wrong_is_said_by_sheet_and_cell_and_nothing_is_saved(
    path: Path, spoil: Spoil, sentence: str
) -> None:
    book = template(path)
    spoil(book)
    assert any(each.startswith(sentence) for each in refusals(book, path))


def test_everything_wrong_is_said_at_once_in_the_order_of_the_workbook(path: Path) -> None:
    book = template(path)
    put(book, "sources.kind", "blog")
    put(book, "commitments.wording_zh", None)
    put(book, "targets.lower", "plenty")
    put(book, "targets.aim", "up")
    put(book, "goals.title_zh", None)
    put(book, "plan.end_year", "soon")
    assert [each.split(":")[0] for each in refusals(book, path)] == [
        "plan!H3 (end_year)",
        "goals!D3 (title_zh)",
        "targets!C3 (aim)",
        "targets!D3 (lower)",
        "commitments!D3 (wording_zh)",
        "sources!H3 (kind)",
    ]


def test_one_wrong_indicator_says_nothing_of_what_hangs_on_it(path: Path) -> None:
    book = template(path)
    put(book, "indicators.measure", "weight")
    assert refusals(book, path) == [
        (
            "indicators!I3 (measure): Value 'weight' is not a valid choice. "
            "Write one of: money, count, share, amount."
        )
    ]


def test_a_number_given_to_two_goals_is_said_at_the_second(path: Path) -> None:
    book = template(path)
    for column, value in EXAMPLE_ROWS["goals"][0].items():
        put(book, f"goals.{column}", value, row=4)
    put(book, "goals.slug", "another", row=4)
    assert refusals(book, path) == ["goals!A4: This plan has a goal with this number already."]


def test_an_empty_template_says_what_is_missing(path: Path) -> None:
    workbook_making.save(path)
    assert refusals(load_workbook(path), path) == [
        "plan!A3: Nothing is written here. Begin in row 3.",
        "goals!A3: Nothing is written here. Begin in row 3.",
    ]


def test_two_plans_in_one_workbook_are_refused(path: Path) -> None:
    book = template(path)
    for column, value in EXAMPLE_ROWS["plan"][0].items():
        put(book, f"plan.{column}", value, row=4)
    put(book, "plan.code", "second", row=4)
    assert refusals(book, path) == [
        "plan!A4: A workbook holds one plan. Delete this row, or give it a workbook of its own."
    ]


def test_refusals_speak_chinese_to_those_who_do(path: Path) -> None:
    book = template(path)
    put(book, "goals.title_zh", None)
    put(book, "plan.source", "lost")
    put(book, "targets.lower", "plenty")
    with translation.override("zh-hans"):
        assert refusals(book, path) == [
            "plan!K3 (source): 找不到'lost'。现有：sample-plan-text。",
            "goals!D3 (title_zh): 此字段不能为空。请填写。",
            "targets!D3 (lower): 不是数字。请填写阿拉伯数字，如4230或1,493.5。",
        ]


# Files


def test_a_file_that_is_no_workbook_is_refused(path: Path) -> None:
    path.write_text("goal,title")
    said = "plan.xlsx: This is no workbook that can be read. Save it as .xlsx."
    with pytest.raises(entries.LoadRefused, match=said):
        workbooks.load(path, by=making.person("administrator"))


def test_a_zip_that_is_no_workbook_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("hello.txt", "hello")
    said = "plan.xlsx: This is no workbook that can be read. Save it as .xlsx."
    with pytest.raises(entries.LoadRefused, match=said):
        workbooks.load(path, by=making.person("administrator"))


def test_a_file_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(entries.LoadRefused, match=r"plan.xlsx: No such file or directory\."):
        workbooks.load(path, by=making.person("administrator"))


def test_a_file_that_unpacks_to_far_more_than_a_plan_is_refused_unread(path: Path) -> None:
    workbook_making.save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet99.xml", b" " * (51 * 1024 * 1024))
    assert path.stat().st_size < 200_000
    said = "plan.xlsx: The file is far too large for a plan. Copy its rows into a new template."
    with pytest.raises(entries.LoadRefused, match=said):
        workbooks.load(path, by=making.person("administrator"))


# Over a plan that stands


def test_a_plan_that_nothing_hangs_on_gives_way(path: Path) -> None:
    book = template(path)
    assert load(book, path).replaced is False
    put(book, "goals.title_en", "Stronger industry")
    assert load(book, path).replaced is True
    assert rows() == [1, 1, 1, 1, 1, 1, 1, 0]
    assert Goal.objects.get().title_en == "Stronger industry"


@pytest.mark.parametrize("hanging", ["figure", "evidence", "commentary", "release"])
def test_a_plan_that_something_hangs_on_stays(path: Path, hanging: str) -> None:
    book = template(path)
    plan = load(book, path).plan
    hang: dict[str, Callable[[], Any]] = {
        "figure": lambda: making.figure(Series.objects.get(), 2041, "1"),
        "evidence": lambda: making.evidence(Commitment.objects.get()),
        "commentary": lambda: making.commentary(Indicator.objects.get(), 2041),
        "release": lambda: making.draft(plan),
    }
    hang[hanging]()
    before = rows()
    with pytest.raises(entries.LoadRefused) as refusal:
        load(book, path)
    assert str(refusal.value) == (
        "plan!A3 (code): A plan with this code has figures, evidence, commentaries or releases "
        "already. Change it in the admin, or give this plan a code of its own."
    )
    assert rows() == before
