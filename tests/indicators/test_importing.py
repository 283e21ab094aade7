"""A file's way: kept, compared row by row, answered, entered whole or not at all, and only once."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from goals.models import Plan
from indicators import importing
from indicators.actions import WritesRefused
from indicators.import_table import FileRefused
from indicators.importing import Decided, Preview
from indicators.models import Figure, ImportedFile, Series
from releases.standing import released_figures
from tests import making
from tests.refusing import by_database, sql
from tests.sending import csv_file, ods, ods_row, xlsx

pytestmark = pytest.mark.django_db

LONG = "indicator,series,year,value,status,source"


@pytest.fixture
def output() -> Series:
    """A flow in yuan, typed in 亿, with 4,200 of them in 2023; and a source."""
    found = making.series(making.indicator(code="output", name_zh="工业总产值", **making.MONEY))
    making.figure(found, 2023, "420000000000", source=making.source("bulletin"))
    return found


@pytest.fixture
def by() -> User:
    return making.person("analyst")


def keep(data: bytes, by: User) -> ImportedFile:
    return importing.keep(data, name="figures.csv", plan=Plan.objects.get(), by=by)


def look(file: ImportedFile) -> Preview:
    return importing.preview(file, released=released_figures(file.plan.code))


def enter(file: ImportedFile, by: User) -> tuple[int, int, int]:
    return importing.enter(file, by=by, released=released_figures(file.plan.code))


def kinds(data: bytes, by: User) -> list[tuple[str, str]]:
    return [(line.wish.key, line.kind) for line in look(keep(data, by)).lines]


def said(data: bytes, by: User) -> list[tuple[int, list[str]]]:
    """What is against each row."""
    return [
        (line.wish.row, [f"{each.heading}: {each.sentence}" for each in line.refused])
        for line in look(keep(data, by)).lines
        if line.refused
    ]


# What a file says


def test_a_row_is_new_changed_or_unchanged(output: Series, by: User) -> None:
    data = csv_file(
        LONG,
        "output,all,2024,4230,P,bulletin",
        "output,all,2023,4200,A,bulletin",
        "output,all,2023,4300亿,A,bulletin",
    )
    file = keep(data.replace(b"output,all,2023,4300", b"output,all,2022,4300"), by)
    assert [line.kind for line in look(file).lines] == ["new", "unchanged", "new"]
    changed = csv_file(LONG, "output,all,2023,4300亿,A,bulletin")
    [line] = look(keep(changed, by)).lines
    assert line.finding is not None
    assert line.finding.old is not None
    assert (line.kind, line.finding.old.value, line.finding.row.value) == (
        "changed",
        Decimal("420000000000"),
        Decimal("430000000000"),
    )


WIDE_ROWS: list[list[Any]] = [
    ["指标", "序列代码", "填报单位", "覆盖时间", "截至", "2022", "2023年", 2024],
    ["工业总产值", "all", "亿元", "全年", "", 4100, 4200, "4,230"],
    ["output", "", "亿元", "累计", "8月31日", "", "", 2810.5],
]


@pytest.mark.parametrize(
    "made",
    [
        lambda: xlsx(WIDE_ROWS),
        lambda: ods([ods_row(*row) for row in WIDE_ROWS]),
        lambda: csv_file(
            *(",".join(f'"{cell}"' for cell in row) for row in WIDE_ROWS), encoding="gb18030"
        ),
    ],
)
def test_years_as_columns_in_chinese_in_every_format(
    made: Callable[[], bytes], output: Series, by: User
) -> None:
    file = keep(made(), by)
    found = [
        (line.wish.key, line.kind, line.finding.row.value, line.finding.row.as_of)
        for line in look(file).lines
        if line.finding
    ]
    assert found == [
        ("2-2022", "asks", Decimal("410000000000"), None),
        ("2-2023", "unchanged", Decimal("420000000000"), None),
        ("2-2024", "asks", Decimal("423000000000"), None),
        ("3-2024", "asks", Decimal("281050000000"), datetime.date(2024, 8, 31)),
    ]


def test_what_a_file_says_nothing_of_stays(output: Series, by: User) -> None:
    Figure.objects.update(obs_status="P", note_en="As published.")
    file = keep(csv_file("indicator,year,value", "output,2023,4250"), by)
    enter(file, by)
    figure = Figure.objects.get()
    assert (figure.value, figure.obs_status, figure.note_en, figure.source.key) == (  # type: ignore[union-attr]
        Decimal("425000000000"),
        "P",
        "As published.",
        "bulletin",
    )


def test_an_empty_cell_takes_a_note_away_and_no_value_leaves_all(output: Series, by: User) -> None:
    Figure.objects.update(note_en="As published.")
    file = keep(csv_file("indicator,year,value,note", "output,2023,4200,", "output,2022,,"), by)
    assert look(file).without_value == (3,)
    assert enter(file, by) == (0, 1, 0)
    assert Figure.objects.get().note_en == ""


def test_status_and_source_beside_columns_of_years_are_for_what_is_new(
    output: Series, by: User
) -> None:
    making.figure(output, 2022, "410000000000", obs_status="P")
    data = csv_file("indicator,status,source,2022,2023,2024", "output,A,bulletin,4100,4250,4230")
    assert enter(keep(data, by), by) == (1, 1, 1)
    found = Figure.objects.order_by("year").values_list("year", "obs_status", "source__key")
    assert list(found) == [(2022, "P", None), (2023, "A", "bulletin"), (2024, "A", "bulletin")]


# What stands in the way


TRAPS = {
    "a day for a year": ("output,all,2024-01-01,4230,P,", "Year: “2024-01-01” is no year."),
    "a number in words": (
        "output,all,2024,about 4230,P,",
        "Value: Unknown words around the number",
    ),
    "an exponent": ("output,all,2024,1e1000000,P,", "Value: Exponents such as 1e5 are not read."),
    "no number": ("output,all,2024,NaN,P,", "Value: This is not a number."),
    "too many digits": (f"output,all,2024,{'9' * 25},P,", "Value: More than 24 characters."),
    "an unknown indicator": ("outputs,all,2024,4230,P,", "Indicator code: This plan has no"),
    "an unknown series": ("output,some,2024,4230,P,", "Indicator code: Write one of this"),
    "an unknown status": ("output,all,2024,4230,X,", "Status: “X” is not known here."),
    "an unknown source": ("output,all,2024,4230,P,paper", "Source key: No source has the key"),
    "a year outside the plan": ("output,all,1999,4230,P,bulletin", "Year: This plan takes figures"),
    "a note below the table": ("注：本表为初步数。,,,,,", "Indicator code: This plan has no"),
    "a value in no place": (",,,4230,,", "Indicator code: No indicator is named."),
}


@pytest.mark.parametrize(("row", "start"), TRAPS.values(), ids=TRAPS)
def test_each_trap_is_refused_at_its_row(row: str, start: str, output: Series, by: User) -> None:
    [(number, [sentence])] = said(csv_file(LONG, "output,all,2023,4200,,bulletin", row), by)
    assert (number, sentence[: len(start)]) == (3, start)


def test_a_figure_twice_is_refused_with_both_rows(output: Series, by: User) -> None:
    data = csv_file(LONG, "output,all,2024,4230,P,bulletin", "output,,2024年,4240,P,bulletin")
    sentence = ": The same figure stands more than once in this file, in the rows 2, 3. Keep one."
    assert said(data, by) == [(2, [sentence]), (3, [sentence])]


def test_another_unit_than_the_indicators_is_refused(output: Series, by: User) -> None:
    data = csv_file("indicator,unit,year,value", "output,万元,2024,4230")
    assert said(data, by) == [
        (
            2,
            [
                (
                    "Input unit: This indicator is entered in 亿元, ¥100 million, and the unit "
                    "here is “万元”."
                )
            ],
        )
    ]


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (
            "indicator,2024,2024年",
            "Row 1, the headings: column C: “2024年” stands twice. Delete one of the two.",
        ),
        (
            "indicator,year,value,,note",
            (
                "Row 1, the headings: column D: this column has no heading, so it would not be "
                "read. Head it, or delete it."
            ),
        ),
        (
            "indicator,year,value,growth",
            (
                "Row 1, the headings: column D: no column is called “growth”. Head it as in the "
                "template, or delete it."
            ),
        ),
        (
            "indicator,year,note",
            "Row 1, the headings: the column “Value” / “数值” is missing.",
        ),
        (
            "indicator,year,2024",
            (
                "Row 1, the headings: a file has either columns for years or the column “Year”, "
                "not both."
            ),
        ),
        (
            "output,4230,4240",
            (
                "No row of headings in the first 10 rows. Head one column “Indicator code”, and "
                "the others as in the template."
            ),
        ),
    ],
)
def test_headings_that_mislead_are_refused(
    head: str, sentence: str, output: Series, by: User
) -> None:
    with pytest.raises(FileRefused) as refused:
        keep(csv_file(head, "output,2024,4230,1,1"[: 2 * head.count(",") + 13]), by)
    assert str(refused.value) == sentence


def test_a_file_enters_whole_or_not_at_all(output: Series, by: User) -> None:
    file = keep(csv_file(LONG, "output,all,2024,4230,P,bulletin", "output,all,2022,x,P,"), by)
    assert not look(file).may_enter
    with pytest.raises(WritesRefused):
        enter(file, by)
    assert (Figure.objects.count(), file.state) == (1, "waiting")


# Answers


def test_an_odd_figure_needs_a_reason_for_one_or_for_all(output: Series, by: User) -> None:
    data = csv_file(LONG, "output,all,2024,9000,P,bulletin", "output,all,2025,42000,P,bulletin")
    file = keep(data, by)
    assert [line.kind for line in look(file).lines] == ["asks", "asks"]
    importing.answer(file, {"all": {"warning_reason": "New plants."}}, by=by)
    importing.answer(file, {"3": {"warning_reason": " Base revised. "}}, by=by)
    assert look(file).may_enter
    enter(file, by)
    assert list(Figure.objects.order_by("year").values_list("year", "warning_reason")) == [
        (2023, ""),
        (2024, "New plants."),
        (2025, "Base revised."),
    ]


def test_a_reason_in_the_file_answers_too(output: Series, by: User) -> None:
    data = csv_file(f"{LONG},reason", "output,all,2024,9000,P,bulletin,New plants.")
    assert look(keep(data, by)).may_enter


def test_a_published_figure_needs_kind_and_reason(by: User) -> None:
    plan = making.whole_plan()
    making.publish(plan)
    file = keep(csv_file("indicator,year,value", "projects-1,2023,64"), by)
    [line] = look(file).lines
    assert (line.kind, [each.heading for each in line.refused]) == (
        "asks",
        ["Kind of revision", "Reason of the revision (English)"],
    )
    answer = {"revision_kind": "error", "revision_reason_en": "A typing error."}
    importing.answer(file, {"all": answer}, by=by)
    enter(file, by)
    figure = Figure.objects.get(year=2023)
    assert (figure.value, figure.revision_kind, figure.revision_reason_en) == (
        Decimal(64),
        "error",
        "A typing error.",
    )


# Once, and by whom


def test_the_record_of_a_file_stays_without_its_content(output: Series, by: User) -> None:
    file = keep(csv_file(LONG, "output,all,2024,4230,P,bulletin"), by)
    enter(file, by)
    file.refresh_from_db()
    assert (file.name, len(file.sha256), file.state, file.body, file.sent_by, file.decided_by) == (
        "figures.csv",
        64,
        "entered",
        None,
        by,
        by,
    )
    assert (file.new, file.changed, file.unchanged) == (1, 0, 0)
    with by_database("the record of an imported file stays"), transaction.atomic():
        sql("UPDATE indicators_importedfile SET name = 'other.csv'")
    with by_database("permission denied"), transaction.atomic():
        sql("DELETE FROM indicators_importedfile")


def test_history_names_the_file(output: Series, by: User) -> None:
    from indicators.models import FigureEvent  # type: ignore[attr-defined]  # made by pghistory

    file = keep(csv_file(LONG, "output,all,2024,4230,P,bulletin"), by)
    enter(file, by)
    event = FigureEvent.objects.latest("pgh_id")
    assert event.pgh_context == {"file": file.pk, "user": by.pk, "way": "import", "reason": ""}


def test_the_same_file_is_kept_once_and_entered_once(output: Series, by: User) -> None:
    data = csv_file(LONG, "output,all,2024,4230,P,bulletin")
    file = keep(data, by)
    assert keep(data, by) == file
    enter(file, by)
    with pytest.raises(Decided):
        enter(file, by)
    again = keep(data, by)
    assert importing.sent_before(again) == file
    preview = look(again)
    assert (preview.may_enter, dict(preview.counts)) == (False, {"unchanged": 1})
    importing.discard(again, by=by)
    again.refresh_from_db()
    assert (again.state, again.body) == ("discarded", None)


def test_a_figure_that_somebody_saved_meanwhile_is_a_conflict(output: Series, by: User) -> None:
    file = keep(csv_file("indicator,year,value", "output,2023,4250"), by)
    making.revise("421000000000", by=making.person("analyst", "other"))
    [line] = look(file).lines
    assert line.kind == "conflict"
    with pytest.raises(WritesRefused):
        enter(file, by)
    importing.compare_again(file, by=by)
    [line] = look(file).lines
    assert line.finding is not None
    assert line.finding.old is not None
    assert (line.kind, line.finding.old.value) == ("changed", Decimal("421000000000"))


def test_a_figure_that_somebody_added_meanwhile_is_a_conflict(output: Series, by: User) -> None:
    file = keep(csv_file("indicator,year,value,source", "output,2024,4230,bulletin"), by)
    making.figure(output, 2024, "421000000000")
    assert [line.kind for line in look(file).lines] == ["conflict"]


def test_queries_do_not_grow_with_the_rows(output: Series, by: User) -> None:
    counts = []
    for years in ([2024], [2020, 2021, 2022, 2024, 2025]):
        rows = [f"output,all,{year},4230,P,bulletin" for year in years]
        file = keep(csv_file(LONG, *rows), by)
        with CaptureQueriesContext(connection) as queries:
            look(file)
        counts.append(len(queries))
        importing.discard(file, by=by)
    # Series and sources of the file; its figures; the last release; the door's series, figures,
    # targets and sources.
    assert counts == [8, 8]
