"""An indicator's figures as a CSV file: every row of its table, values exact and in base units."""

import csv
import io
import re

from indicators.languages import pick
from indicators.report_types import Figure, IndicatorReport, Series, Text

COLUMNS = (
    "series",
    "series_name",
    "year",
    "covers",
    "as_of",
    "value",
    "unit",
    "obs_status",
    "break",
    "source",
    "source_date",
    "source_url",
    "note",
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full width: Chinese Excel


def figures_csv(report: IndicatorReport, lang: str) -> str:
    """A row for each figure of each series, oldest first; codes as in the API, words in `lang`.

    It begins with a byte order mark, without which Excel takes Chinese for something else.
    """
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for series in report.series:
        for figure in series.figures:
            rows.writerow([_harmless(each) for each in _cells(report, series, figure, lang)])
    return f"\ufeff{file.getvalue()}"


def _cells(report: IndicatorReport, series: Series, figure: Figure, lang: str) -> list[str]:
    source = figure.source
    return [
        series.code,
        _said(series.name, lang),
        f"{figure.year}",
        figure.covers,
        figure.as_of.isoformat() if figure.as_of else "",
        f"{figure.value:f}",
        report.unit,
        figure.obs_status,
        figure.break_kind,
        _said(source.publisher, lang) if source else "",
        source.published_on if source else "",
        (source.url or "") if source else "",
        _said(figure.note, lang),
    ]


def _said(text: Text | None, lang: str) -> str:
    return pick(text, lang)[0] if text else ""


def _harmless(cell: str) -> str:
    """The cell, with a quote before what a spreadsheet would take for a formula and run."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
