"""The columns of figures in a file, in or out: their headings and the words of their codes.

Long form: a row for each figure. Wide form: a row for each series (and what it covers), a column
for each year. Headings and words may be in either language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from goals.languages import active_language
from indicators.import_table import (
    HEADINGS_WITHIN,
    Cell,
    FileRefused,
    Row,
    Trap,
    column_letters,
)
from indicators.languages import say
from indicators.report_types import Text
from indicators.wording import BREAKS, STATUS

SHEETS = {"en": "figures", "zh-hans": "数据"}

# In their order in long files; those of a wide one are fewer.
HEADINGS: dict[str, Text] = {
    "indicator": {"en": "Indicator code", "zh-hans": "指标代码"},
    "series": {"en": "Series code", "zh-hans": "序列代码"},
    "name": {"en": "Indicator and series", "zh-hans": "指标和序列"},
    "unit": {"en": "Input unit", "zh-hans": "填报单位"},
    "year": {"en": "Year", "zh-hans": "年份"},
    "covers": {"en": "Covers", "zh-hans": "覆盖时间"},
    "as_of": {"en": "As of", "zh-hans": "截至"},
    "value": {"en": "Value", "zh-hans": "数值"},
    "obs_status": {"en": "Status", "zh-hans": "数据状态"},
    "break_kind": {"en": "Series break", "zh-hans": "序列中断"},
    "source": {"en": "Source key", "zh-hans": "来源代码"},
    "note_en": {"en": "Note (English)", "zh-hans": "说明（英文）"},
    "note_zh": {"en": "Note (Chinese)", "zh-hans": "说明（中文）"},
    "warning_reason": {"en": "Why it is right", "zh-hans": "核实说明"},
    "revision_kind": {"en": "Kind of revision", "zh-hans": "修订类别"},
    "revision_reason_en": {"en": "Reason of the revision (English)", "zh-hans": "修订理由（英文）"},
    "revision_reason_zh": {"en": "Reason of the revision (Chinese)", "zh-hans": "修订理由（中文）"},
}
WIDE = ("indicator", "series", "name", "unit", "covers", "as_of", "obs_status", "source")
# A person reads these; nothing is taken from them.
FOR_READING = {"name"}
# What people write instead.
_ALSO = {
    "indicator": ("indicator", "指标", "指标名称"),
    "series": ("series", "序列", "序列名称"),
    "name": ("name", "名称"),
    "unit": ("unit", "单位", "计量单位"),
    "year": ("年度",),
    "covers": ("coverage", "统计期"),
    "as_of": ("date", "day", "截至日期", "日期"),
    "value": ("figure", "数据", "指标值"),
    "obs_status": ("observation status", "状态"),
    "break_kind": ("break",),
    "source": ("source", "来源", "数据来源"),
    "note_en": ("note",),
    "note_zh": ("说明", "备注"),
    "warning_reason": ("reason", "理由"),
}

COVERS: dict[str, tuple[str, str]] = {
    "year": ("full year", "全年"),
    "at_date": ("on a day", "时点"),
    "to_date": ("1 January to a day", "年初累计至某日"),
}
KINDS: dict[str, tuple[str, str]] = {
    "source": ("revised by the source", "数据来源修订"),
    "error": ("our error", "更正差错"),
    "definition": ("definition changed", "口径调整"),
}
_STATUSES = {code: STATUS[code] for code in ("A", "P", "E", "F", "D", "U")}
_BREAKS = {code: BREAKS[code] for code in ("definition", "revised-base")}
# For each column of codes: a code and its words, English and Chinese.
CODES: dict[str, Mapping[str, tuple[str, str]]] = {
    "covers": COVERS,
    "obs_status": _STATUSES,
    "break_kind": _BREAKS,
    "revision_kind": KINDS,
}
_CODE_OF = {
    column: {
        written.casefold(): code for code, words in codes.items() for written in (code, *words)
    }
    for column, codes in CODES.items()
}
_CODE_OF["covers"] |= {"累计": "to_date", "year to date": "to_date"}
_CODE_OF["obs_status"] |= {"正式数": "A", "normal": "A"}
_CODE_OF["revision_kind"] |= {"our error, corrected": "error"}

_YEAR = re.compile(r"((?:19|20|21)[0-9]{2})(?:年)?")


def code_of(column: str, written: str) -> str | None:
    """The code that a word in either language stands for; None where it is no such word."""
    return _CODE_OF[column].get(written.strip().casefold())


def word_of(column: str, code: str, lang: str) -> str:
    """A code's word; "" for an empty one."""
    return CODES[column][code][0 if lang == "en" else 1] if code else ""


def words_of(column: str, lang: str) -> list[str]:
    return [word_of(column, code, lang) for code in CODES[column]]


def year_of(written: str) -> int | None:
    """2024 for “2024” and “2024年”."""
    found = _YEAR.fullmatch(written.strip())
    return int(found[1]) if found else None


@dataclass(frozen=True, kw_only=True)
class Head:
    """Where a file's columns are. `row`: the headings' own; `years`: of the wide form."""

    row: Row
    columns: dict[str, int]
    years: dict[int, int] = field(default_factory=dict)

    @property
    def is_wide(self) -> bool:
        return bool(self.years)


def find_head(rows: list[Row]) -> Head:
    """The row of headings, within the first ten. Raises `FileRefused` with all that is wrong."""
    for row in rows:
        if row.number > HEADINGS_WITHIN:
            break
        names = [_column(cell) for cell in row.cells]
        years = [cell for cell in row.cells if isinstance(cell, str) and year_of(cell)]
        if "indicator" in names and len([name for name in names if name]) + len(years) > 1:
            return _head(row, names, rows)
    raise FileRefused(
        _(
            "No row of headings in the first %(rows)d rows. Head one column “Indicator code”, and "
            "the others as in the template."
        )
        % {"rows": HEADINGS_WITHIN}
    )


def _plain(written: str) -> str:
    single = " ".join(written.replace("（", "(").replace("）", ")").replace("_", " ").split())
    return single.replace(" (", "(").replace("( ", "(").casefold()


_COLUMN_OF = {
    _plain(written): column
    for column, heading in HEADINGS.items()
    for written in (column, heading["en"], heading["zh-hans"], *_ALSO.get(column, ()))
}


def _column(cell: Cell) -> str:
    return _COLUMN_OF.get(_plain(cell), "") if isinstance(cell, str) else ""


def _head(row: Row, names: list[str], rows: list[Row]) -> Head:
    problems: list[str] = []
    columns: dict[str, int] = {}
    years: dict[int, int] = {}
    width = max(len(each.cells) for each in rows)
    for index in range(width):
        cell = row.cells[index] if index < len(row.cells) else ""
        name = names[index] if index < len(names) else ""
        year = year_of(cell) if isinstance(cell, str) else None
        if name and name not in columns:
            columns[name] = index
        elif year is not None and year not in years:
            years[year] = index
        elif said := _fault(cell, known=bool(name or year), used=_is_used(rows, row, index)):
            place = _("column %(letters)s") % {"letters": column_letters(index)}
            problems.append(f"{place}: {said}")
    head = Head(row=row, columns=columns, years=years)
    problems += _contradictions(head)
    if problems:
        place = _("Row %(row)d, the headings") % {"row": row.number}
        raise FileRefused("\n".join(f"{place}: {each}" for each in problems))
    return head


def _is_used(rows: list[Row], head: Row, index: int) -> bool:
    return any(
        len(row.cells) > index and row.cells[index] != ""
        for row in rows
        if row.number > head.number
    )


def _fault(cell: Cell, *, known: bool, used: bool) -> str:
    """What is wrong with a heading that leads to no column; "" where nothing stands under it."""
    if isinstance(cell, Trap):
        return cell.sentence
    if known:
        said = _("“%(heading)s” stands twice. Delete one of the two.")
        return said % {"heading": cell}
    if cell:
        said = _("no column is called “%(heading)s”. Head it as in the template, or delete it.")
        return said % {"heading": cell[:40]}
    said = _("this column has no heading, so it would not be read. Head it, or delete it.")
    return said if used else ""


def _contradictions(head: Head) -> list[str]:
    """A file is of one form, and says all that this form needs."""
    if head.is_wide:
        if both := {"year", "value"} & set(head.columns):
            return [
                _("a file has either columns for years or the column “%(heading)s”, not both.")
                % {"heading": say(HEADINGS[min(both)], active_language())}
            ]
        return []
    missing = [name for name in ("year", "value") if name not in head.columns]
    return [
        _("the column “%(en)s” / “%(zh)s” is missing.")
        % {"en": HEADINGS[name]["en"], "zh": HEADINGS[name]["zh-hans"]}
        for name in missing
    ]
