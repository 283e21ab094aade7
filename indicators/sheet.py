"""What a meeting is asked to settle, and what a meeting sheet says of its sources.

Pure: tasks and reports in, words out. `lang` is "en" or "zh-hans".
"""

from collections.abc import Collection, Iterable

from indicators.attention import Task
from indicators.attention_words import step
from indicators.desk_table import Row
from indicators.languages import choose, say
from indicators.report_types import IndicatorReport
from indicators.wording import source_words

MOST_POINTS = 5
_FEW_ROWS = 12
_FEW_NAMES = 3
# What a meeting can settle, first who answers for what; the rest is finished at the desk.
_FOR_MEETINGS = (
    "unit",
    "awaited",
    "first_figure",
    "other_basis",
    "baseline",
    "commentary",
    "evidence",
    "out_of_date",
    "release",
)


def points(tasks: Iterable[Task], lang: str) -> list[str]:
    """At most five points of what tasks there are: the next step, and what it is about."""
    subjects: dict[str, list[str]] = {kind: [] for kind in _FOR_MEETINGS}
    for task in tasks:
        if task.kind in subjects:
            subjects[task.kind].append(_subject(task, lang))
    return [
        step(kind, lang) + choose(lang, ": ", "：") + _named(names, lang) + choose(lang, ".", "。")
        for kind, names in subjects.items()
        if names
    ][:MOST_POINTS]


def _subject(task: Task, lang: str) -> str:
    if task.report is not None:
        return say(task.report.name, lang)
    return choose(lang, f"goal {task.goal}", f"目标{task.goal}")


def _named(names: list[str], lang: str) -> str:
    """The names, each once; of many the first three and how many there are."""
    once = list(dict.fromkeys(names))
    words = choose(lang, ", ", "、").join(once[:_FEW_NAMES])
    if len(once) <= _FEW_NAMES:
        return words
    more = len(once) - _FEW_NAMES
    return words + choose(lang, f" and {more} more", f"等{len(once)}项")


def roomy(rows: Collection[Row]) -> bool:
    """Whether larger type still leaves the sheet on one page: few rows, and no commentary."""
    explained = any(row.report and row.report.commentary for row in rows)
    return len(rows) <= _FEW_ROWS and not explained


def newest_source(reports: Iterable[IndicatorReport], lang: str) -> str:
    """Day and publisher of the newest source of any figure; "" where no source has a day."""
    sources = [
        figure.source
        for report in reports
        for series in report.series
        for figure in series.figures
        if figure.source is not None and figure.source.published_on
    ]
    if not sources:
        return ""
    return source_words(max(sources, key=lambda source: source.published_on), lang)
