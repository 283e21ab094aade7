"""The words for figures that are there, wanted or overdue. `lang` is "en" or "zh-hans".

Codes as in `indicators/missing.py`.
"""

import datetime

from indicators.languages import choose, year_spans
from indicators.missing import Cell, Line
from indicators.wording import covers, day, status

STATE = {
    "final": ("final", "正式数"),
    "provisional": ("provisional or estimate", "初步数或估算数"),
    "shown": ("shown, not judged", "仅供参考，不作评价"),
    "missing": ("missing", "缺数"),
    "stale": ("stale", "待更新"),
    "later": ("year not over", "年度未结束"),
    "unasked": ("not asked for", "不要求填报"),
}
# The sign of each state, as every page draws it.
SIGN = {
    "final": "filled",
    "provisional": "hollow",
    "shown": "diamond",
    "missing": "awaited",
}
_GAP = {
    "missing": ("{year}: the full-year figure", "{year}年：全年数据"),
    "not_judged": (
        "{year}: a figure on the target’s basis for the full year",
        "{year}年：与目标口径一致的全年数据",
    ),
    "day_only": ("{year}: the figure for the year’s end", "{year}年：年末数据"),
    "final": ("{year}: the final figure", "{year}年：正式数"),
}
_SHORT = {
    "missing": ("figure", "数据"),
    "not_judged": ("on the target’s basis", "目标口径数据"),
    "day_only": ("year’s end", "年末数据"),
}


def state_words(state: str, lang: str) -> str:
    return choose(lang, *STATE[state])


def cell_words(cell: Cell, lang: str) -> list[str]:
    """What stands in a cell under its value: its status, its time, what is wanted besides."""
    figure = cell.figure
    if figure is None:
        return [state_words(cell.state, lang)] if cell.state == "missing" else []
    differs = cell.series.role == "other_definition"
    words = [status("D" if differs else figure.obs_status, lang)]
    if figure.as_of is not None:
        words.append(covers(figure, lang))
    if cell.others:
        words.append(choose(lang, f"and {cell.others} more", f"另有{cell.others}个"))
    if cell.gap and cell.gap != "final":
        words.append(choose(lang, "wanted: ", "待报：") + choose(lang, *_SHORT[cell.gap]))
    return words


def stale_words(cell: Cell, lang: str) -> list[str]:
    """What makes the figure of a cell stale."""
    words = []
    if cell.out_of_date:
        words.append(choose(lang, "out of date", "数据较早"))
    if cell.gap == "final":
        words.append(choose(lang, "final overdue", "正式数逾期"))
    return words


def wanted_words(cell: Cell, lang: str) -> str:
    """What is asked for: "2025: the full-year figure" / 2025年：全年数据."""
    return choose(lang, *_GAP[cell.gap]).format(year=cell.year)


def wanted_years(line: Line, lang: str) -> str:
    """The years in which figures are wanted, as spans."""
    return year_spans([cell.year for cell in line.gaps], lang)


def days_left(due: datetime.date, today: datetime.date, lang: str) -> str:
    """ "12 days left", "due today", "238 days overdue" / 还剩12天、今日到期、已逾期238天."""
    days = (due - today).days
    if days == 0:
        return choose(lang, "due today", "今日到期")
    noun = "day" if abs(days) == 1 else "days"
    if days > 0:
        return choose(lang, f"{days} {noun} left", f"还剩{days}天")
    return choose(lang, f"{-days} {noun} overdue", f"已逾期{-days}天")


def due_words(due: datetime.date, today: datetime.date, lang: str) -> str:
    """ "31 March 2026, 238 days overdue" / 2026年3月31日，已逾期238天."""
    return choose(lang, ", ", "，").join([day(due, lang), days_left(due, today, lang)])
