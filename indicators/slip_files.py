"""The form behind a request slip: a row for each figure that is asked for, which imports back."""

from collections.abc import Iterable, Mapping

from indicators.figure_files import FileRow
from indicators.import_columns import word_of
from indicators.languages import say
from indicators.missing import Cell, Line


def form_rows(lines: Iterable[Line], units: Mapping[str, str], lang: str) -> list[FileRow]:
    """The wanted figures of `lines`, their values left open; columns as in `figure_files`.

    `units`: by indicator, what a bare number counts, in words. Where the final figure is asked for,
    the row stands for the one that is there.
    """
    return [_row(line, cell, units[line.report.code], lang) for line in lines for cell in line.gaps]


def _row(line: Line, cell: Cell, unit: str, lang: str) -> FileRow:
    names = [say(each, lang) for each in (line.report.name, line.series.name)]
    row: FileRow = {
        "indicator": line.report.code,
        "series": line.series.code,
        "name": " · ".join(names),
        "unit": unit,
        "year": cell.year,
        "covers": word_of("covers", "year", lang),
    }
    if cell.gap != "final" or cell.figure is None:
        return row
    row |= {
        "covers": word_of("covers", cell.figure.covers, lang),
        "obs_status": word_of("obs_status", "A", lang),
    }
    return row | ({"as_of": cell.figure.as_of} if cell.figure.as_of else {})
