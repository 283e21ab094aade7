"""Figures as files that import back: lists for export, and the template with what stands.

Long form: a row for each figure. Wide form: a row for each series and what it covers, a column for
each year. Values stand in the indicator's input unit, which the row names; a spreadsheet finds
numbers and days in their cells, and nothing that it would run.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from goals.models import Plan, Source, localized
from indicators.admin_words import input_words, typed, unit_of
from indicators.import_columns import CODES, HEADINGS, SHEETS, WIDE, word_of, words_of
from indicators.import_table import MOST_ROWS
from indicators.languages import choose, say
from indicators.models import Figure, Indicator, Series

Value = str | int | Decimal | datetime.date
FileRow = dict[str, Value]  # by column of `HEADINGS`, or by the year as a text; empty ones left out

# What a spreadsheet would take for a formula: also full width, for Chinese Excel.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_EXACT_DIGITS = 15  # of a number in a spreadsheet; with more it stands as a text
BOLD, WASH = Font(bold=True), PatternFill("solid", start_color="F0F4F8")
_WIDTHS = {"name": 34, "unit": 20, "note_en": 40, "note_zh": 40, "warning_reason": 30}
NOTES = {"en": "notes", "zh-hans": "填写说明"}
SOURCES = {"en": "sources", "zh-hans": "来源"}
OWN_SHEETS = {*NOTES.values(), *SOURCES.values()}


def long_rows(figures: Iterable[Figure], lang: str) -> list[FileRow]:
    """A row for each figure; its series, indicator and source are at hand."""
    return [_row(figure, lang) for figure in figures]


def template_rows(plan: Plan, lang: str, *, wide: bool) -> tuple[list[FileRow], list[str]]:
    """What stands of the plan, with room for what is missing; and the columns. 2 queries."""
    series = list(
        Series.objects.filter(indicator__plan=plan)
        .select_related("indicator__goal")
        .order_by("indicator__goal__number", "indicator__order", "indicator", "order", "pk")
    )
    figures: dict[int, list[Figure]] = {each.pk: [] for each in series}
    rows = Figure.objects.filter(series__in=figures).select_related("source")
    for figure in rows.order_by("year", "as_of"):
        figures[figure.series_id].append(figure)
    for each in series:
        for figure in figures[each.pk]:
            figure.series = each
    if not wide:
        found = [row for each in series for row in _with_gaps(each, figures[each.pk], plan, lang)]
        return found, list(HEADINGS)
    years = {row.year for of in figures.values() for row in of}
    years |= set(range(plan.baseline_year, plan.end_year + 1))
    lines = [row for each in series for row in _wide(each, figures[each.pk], lang)]
    return lines, [*WIDE, *map(str, sorted(years))]


def _head(series: Series, lang: str) -> FileRow:
    indicator: Indicator = series.indicator
    return {
        "indicator": indicator.code,
        "series": series.code,
        "name": f"{_name(indicator, lang)} · {_name(series, lang)}",
        "unit": input_words(unit_of(indicator), lang),
    }


def _name(row: Indicator | Series, lang: str) -> str:
    return choose(lang, row.name_en, row.name_zh)


def _value(figure: Figure) -> Decimal:
    return Decimal(typed(figure.value, unit_of(figure.series.indicator)))


def _row(figure: Figure, lang: str) -> FileRow:
    row: FileRow = {**_head(figure.series, lang), "year": figure.year, "value": _value(figure)}
    if figure.as_of:
        row["as_of"] = figure.as_of
    if figure.source:
        row["source"] = figure.source.key
    for column in CODES:
        row[column] = word_of(column, getattr(figure, column), lang)
    for column in HEADINGS:
        if column not in row and isinstance(text := getattr(figure, column, None), str):
            row[column] = text
    return row


def _with_gaps(series: Series, figures: list[Figure], plan: Plan, lang: str) -> list[FileRow]:
    """Its figures, and a row without a value for each of the plan's years that has none."""
    rows = long_rows(figures, lang)
    if series.role == Series.Role.HEADLINE:
        have = {figure.year for figure in figures if figure.covers != Figure.Covers.TO_DATE}
        rows += [
            {**_head(series, lang), "year": year, "covers": word_of("covers", "year", lang)}
            for year in range(plan.start_year, plan.end_year + 1)
            if year not in have
        ]
    return sorted(rows, key=lambda row: str(row["year"]))


def _wide(series: Series, figures: list[Figure], lang: str) -> list[FileRow]:
    """A row for the full year, and one for each other day of the year that it has figures for."""
    rows: dict[tuple[str, str], FileRow] = {}
    for covers, day in [("year", ""), *((each.covers, _day(each)) for each in figures)]:
        if (covers, day) not in rows:
            row: FileRow = {**_head(series, lang), "covers": word_of("covers", covers, lang)}
            rows[covers, day] = {**row, "as_of": day} if day else row
    for figure in figures:
        rows[figure.covers, _day(figure)][str(figure.year)] = _value(figure)
    return list(rows.values())


def _day(figure: Figure) -> str:
    return f"{figure.as_of:%m-%d}" if figure.as_of else ""


def as_csv(rows: Iterable[FileRow], columns: Sequence[str], lang: str) -> bytes:
    """In UTF-8 with a byte order mark, without which Excel takes Chinese for something else."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow([_heading(each, lang) for each in columns])
    for row in rows:
        writer.writerow([_harmless(row.get(each, "")) for each in columns])
    return f"\ufeff{file.getvalue()}".encode()


def _heading(column: str, lang: str) -> str:
    return say(HEADINGS[column], lang) if column in HEADINGS else column


def _harmless(value: Value) -> str:
    """The cell, with a quote before what a spreadsheet would take for a formula and run."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f"'{text}" if FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def as_xlsx(
    rows: Iterable[FileRow],
    columns: Sequence[str],
    lang: str,
    *,
    sources: Iterable[Source] | None = None,
) -> bytes:
    """A workbook with typed numbers and days. With `sources`: also notes, lists and their keys."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEETS[lang])
    _lay_out(sheet, columns)
    if sources is not None:
        _offer_words(sheet, columns, lang)
    sheet.append([_styled(sheet, _heading(each, lang)) for each in columns])
    for row in rows:
        sheet.append([_cell(sheet, row.get(each)) for each in columns])
    if sources is not None:
        _write_notes(book.create_sheet(NOTES[lang]), lang)
        _write_sources(book.create_sheet(SOURCES[lang]), sources, lang)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _lay_out(sheet: Worksheet, columns: Sequence[str]) -> None:
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, 14)
    sheet.freeze_panes = f"{get_column_letter(min(5, len(columns)))}2"


def _styled(sheet: Worksheet, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font, cell.fill = BOLD, WASH
    return cell


def _cell(sheet: Worksheet, value: Value | None) -> Any:
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _EXACT_DIGITS:
        value = f"{value:f}"
    if isinstance(value, datetime.date):
        cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # days are missing in its stubs
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", value))
    if value:
        cell.data_type = "s"  # also where it begins with “=”
    if FORMULA.match(value):
        cell.quotePrefix = True  # stays a text when somebody edits it
    return cell


def _offer_words(sheet: Worksheet, columns: Sequence[str], lang: str) -> None:
    for column in CODES:
        if column in columns:
            letter = get_column_letter(columns.index(column) + 1)
            words = ",".join(words_of(column, lang))
            offered = DataValidation(
                type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False
            )
            offered.add(f"{letter}2:{letter}{MOST_ROWS}")
            sheet.data_validations.append(offered)


def _write_notes(sheet: Worksheet, lang: str) -> None:
    sheet.column_dimensions["A"].width = 110
    with override(lang):
        for line in (
            _("One row for each figure, or one for each series with the years as columns."),
            _("A bare number is in the unit of its row; 4230亿 or 423 billion bring their own."),
            _("Rows without a value are left alone: nothing is deleted by an empty cell."),
            _("Codes name indicator, series and source; the keys of sources stand in a sheet."),
            _("What a figure covers: a full year, a day, or 1 January to a day; write the day."),
            _("No merged cells. A formula counts as the value that was saved with it."),
            _("Before anything is saved, a preview shows what changes."),
        ):
            sheet.append([line])


def _write_sources(sheet: Worksheet, sources: Iterable[Source], lang: str) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90
    with override(lang):
        for source in sources:
            words = " · ".join(
                filter(None, (localized(source, "publisher"), localized(source, "title")))
            )
            sheet.append([_cell(sheet, source.key), _cell(sheet, words)])
