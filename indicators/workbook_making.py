"""A plan's workbook to fill in: empty, or with a plan that stands, as it would be typed."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from goals.models import Commitment, Goal, Plan, Source, Tracked
from indicators.amounts import INPUT_FACTOR
from indicators.models import Indicator, Series, Target
from indicators.numbers import Scale, scaled
from indicators.workbook_example import EXAMPLE_ROWS, Rows
from indicators.workbook_sheets import (
    EXAMPLE,
    FIRST,
    FORMAT,
    HEADINGS,
    LANGUAGES,
    MOST_ROWS,
    NAMES,
    NOTES,
    SHEETS,
    Sheet,
    choices,
    heading,
    in_both,
    is_needed,
    note,
)

WIDE = ("summary", "definition", "wording", "note", "title", "name", "publisher")
BOLD, QUIET = Font(bold=True), Font(color="5A6C7F", size=9)
WASH = PatternFill("solid", start_color="F0F4F8")
WRAP = Alignment(wrap_text=True, vertical="top")


def save(path: Path, plan: Plan | None = None) -> None:
    """Write the workbook to `path`: empty, or holding `plan`. Raises FileExistsError, OSError."""
    book = Workbook()
    book.remove(book.worksheets[0])
    rows = rows_of(plan) if plan else {}
    _write_notes(book.create_sheet(NOTES))
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.name), sheet, rows.get(sheet.name, []))
    _write_example(book.create_sheet(EXAMPLE))
    with path.open("xb") as file:
        book.save(file)


def rows_of(plan: Plan) -> Rows:
    """What the plan promises, sheet by sheet. Figures and evidence are no part of it."""
    of_plan = {"indicator__plan": plan}
    in_order = ("goal__number", "order", "pk")
    found: dict[type[Tracked], Iterable[Any]] = {
        Plan: [plan],
        Goal: Goal.objects.filter(plan=plan).order_by("number"),
        Indicator: Indicator.objects.filter(plan=plan).order_by(*in_order).select_related("goal"),
        Series: Series.objects.filter(**of_plan)
        .order_by(*(f"indicator__{each}" for each in in_order), "order", "pk")
        .select_related("indicator"),
        Target: Target.objects.filter(**of_plan)
        .order_by(*(f"indicator__{each}" for each in in_order), "year")
        .select_related("indicator"),
        Commitment: Commitment.objects.filter(goal__plan=plan)
        .order_by(*in_order)
        .select_related("goal"),
        Source: [plan.source],
    }
    return {
        sheet.name: [
            {column: _cell(row, column) for column in sheet.columns} for row in found[sheet.kind]
        ]
        for sheet in SHEETS
    }


def _cell(row: Any, column: str) -> Any:
    """A field as it would be typed; what leads elsewhere by its name there."""
    value = getattr(row, column)
    if isinstance(value, Goal):
        return value.number
    if isinstance(value, Indicator):
        return value.code
    if isinstance(value, Source):
        return value.key
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column in ("lower", "upper") and value is not None:
        unit = row.indicator.input_unit
        return _digits(scaled(value, Scale(INPUT_FACTOR[unit], unit)))
    return _digits(value) if isinstance(value, Decimal) else value


def _digits(value: Decimal) -> str:
    """Digit by digit, as a text: a workbook keeps 15 digits of a number, a text keeps them all."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _write_sheet(on: Worksheet, sheet: Sheet, rows: list[dict[str, Any]]) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        on.cell(NAMES, number, column).font = QUIET
        head = on.cell(HEADINGS, number, heading(sheet, column))
        head.font, head.fill, head.alignment = BOLD, WASH, WRAP
        letter = get_column_letter(number)
        on.column_dimensions[letter].width = 40 if column[:-3] in WIDE else 18
        on.column_dimensions[letter].number_format = FORMAT
        if allowed := choices(sheet, column):
            _offer(on, letter, allowed)
        for offset, row in enumerate(rows):
            written = on.cell(FIRST + offset, number, row.get(column))
            written.alignment = WRAP
            if isinstance(written.value, str):  # also where it begins with “=”
                written.data_type, written.number_format = "s", FORMAT
    on.freeze_panes = f"A{FIRST}"


def _offer(on: Worksheet, letter: str, allowed: list[str]) -> None:
    listed = DataValidation(type="list", formula1=f'"{",".join(allowed)}"', allow_blank=True)
    listed.add(f"{letter}{FIRST}:{letter}{MOST_ROWS}")
    on.add_data_validation(listed)


def _write_notes(on: Worksheet) -> None:
    """What to know in both languages, then every column."""
    for line in _instructions():
        on.append([line])
    on.append([])
    on.append(["sheet", "column", "heading / 名称", "needed / 必填", "English", "中文"])
    for head in on[on.max_row]:
        head.font, head.fill = BOLD, WASH
    for sheet in SHEETS:
        for column in sheet.columns:
            needed = "yes / 是" if is_needed(sheet, column) else ""
            texts = in_both(note, sheet, column)
            on.append([sheet.name, column, heading(sheet, column), needed, *texts])
            for cell in on[on.max_row]:
                cell.alignment = WRAP
    for letter, width in zip("ABCDEF", (16, 22, 36, 12, 60, 60), strict=True):
        on.column_dimensions[letter].width = width


def _instructions() -> list[str]:
    said: list[str] = []
    for lang in LANGUAGES:
        with override(lang):
            said += [
                _("Fill in the sheets from plan to sources; the sheet example shows how."),
                _(
                    "Leave rows 1 and 2 as they are and begin in row 3. "
                    "No formulas, no merged cells."
                ),
                _("Goals, indicators, series and commitments are shown in the order of the rows."),
            ]
    return said


def _write_example(on: Worksheet) -> None:
    for sheet in SHEETS:
        on.append([sheet.name])
        on.cell(on.max_row, 1).font = BOLD
        on.append(list(sheet.columns))
        for name in on[on.max_row]:
            name.font = QUIET
        on.append([heading(sheet, column) for column in sheet.columns])
        for row in EXAMPLE_ROWS[sheet.name]:
            on.append([row.get(column) for column in sheet.columns])
        on.append([])
