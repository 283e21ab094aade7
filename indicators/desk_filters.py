"""What the desk counts at its head, and what its filters leave of its rows.

Pure: rows in, rows and words out. `lang` is "en" or "zh-hans".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from indicators.desk_table import NEEDS, Reports, Row
from indicators.languages import choose, say
from indicators.report_types import GoalReport, PlanReport
from indicators.sentences import common_year
from indicators.verdict_words import VERDICT_KEYS, verdict_name

_COUNTED = {  # after a count of one; after more; in Chinese
    "lagging": ("was missed or lags", "were missed or lag", "项未实现或滞后"),
    "no_judged": ("has no judged figure", "have no judged figure", "项没有可评价的数据"),
    "no_baseline": (
        "lacks a baseline on the same basis",
        "lack a baseline on the same basis",
        "项缺同口径基期数",
    ),
    "out_of_date": (
        "latest figure is out of date",
        "latest figures are out of date",
        "项最新数据较早",
    ),
    "unreleased": (
        "differs from what is published",
        "differ from what is published",
        "项与已发布内容不一致",
    ),
    "evidence": (
        "goal has commitments without evidence",
        "goals have commitments without evidence",
        "项目标的定性任务缺佐证材料",
    ),
}
_FILTERS = {
    "lagging": ("Missed or lagging", "未实现或滞后"),
    "awaiting": ("Figure awaited", "数据待公布"),
    "no_judged": ("No judged figure", "没有可评价的数据"),
    "no_baseline": ("No baseline", "缺基期数"),
    "out_of_date": ("Out of date", "数据较早"),
    "unreleased": ("Not published as it stands", "与已发布内容不一致"),
    "evidence": ("Commitments without evidence", "定性任务缺佐证材料"),
}
_HEAD = 4  # counts at the head of the desk
_NAMED = 4  # names under a count before the rest is counted


class UnknownFilterError(ValueError):
    """A filter names what the desk does not know."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """So many need attention for one reason: `words` follow the count, `names` say which."""

    need: str
    count: int
    words: str
    names: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """A value of a filter, with how many rows it would leave."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Filter:
    name: str
    label: str
    options: tuple[Option, ...]


Group = tuple[GoalReport, tuple[Row, ...]]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """`groups`: goals with their rows that the filters leave; `shown` of `total` rows."""

    counts: tuple[Count, ...]
    filters: tuple[Filter, ...]
    groups: tuple[Group, ...]
    shown: int
    total: int


def desk(
    plan: PlanReport,
    indicators: Reports,
    rows: list[Row],
    lang: str,
    *,
    chosen: Mapping[str, str],
) -> Desk:
    """The rows as the filters leave them. `chosen`: goal, verdict and needs; "" asks for all.

    Raises UnknownFilterError for a value that no row could have.
    """
    chosen = {name: value for name, value in chosen.items() if value}
    year = common_year(plan, indicators)
    filters = _filters(plan, year, rows, chosen, lang)
    left = [row for row in rows if _passes(row, chosen)]
    return Desk(
        counts=_counts(year, rows, lang),
        filters=filters,
        groups=groups(plan, left),
        shown=len(left),
        total=len(rows),
    )


def groups(plan: PlanReport, rows: Iterable[Row]) -> tuple[Group, ...]:
    """The rows by goal, without goals that have none."""
    every = list(rows)
    return tuple(
        (goal, found)
        for goal in plan.goals
        if (found := tuple(row for row in every if row.goal is goal))
    )


# Filters


_TESTS: dict[str, Callable[[Row, str], bool]] = {
    "goal": lambda row, value: f"{row.goal.number}" == value,
    "verdict": lambda row, value: row.key == value,
    "needs": lambda row, value: value in row.needs,
}


def _passes(row: Row, chosen: Mapping[str, str]) -> bool:
    return all(_TESTS[name](row, value) for name, value in chosen.items())


def _filters(
    plan: PlanReport,
    year: int | None,
    all_rows: list[Row],
    chosen: Mapping[str, str],
    lang: str,
) -> tuple[Filter, ...]:
    held = {row.key for row in all_rows}
    keys = [key for key in VERDICT_KEYS if key in held]
    choices = {
        "goal": {f"{each.number}": f"{each.number} {say(each.title, lang)}" for each in plan.goals},
        "verdict": {key: verdict_name(key, year, lang) for key in keys},
        "needs": {need: choose(lang, *_FILTERS[need]) for need in NEEDS},
    }
    labels = {
        "goal": (("Goal", "目标"), ("All goals", "全部目标")),
        "verdict": (("Verdict", "评价"), ("All verdicts", "全部评价")),
        "needs": (("Needs attention", "需关注"), ("Everything", "全部")),
    }
    for name, value in chosen.items():
        if value not in choices[name]:
            raise UnknownFilterError(value)
    return tuple(
        Filter(
            name=name,
            label=choose(lang, *labels[name][0]),
            options=_options(name, {"": choose(lang, *labels[name][1])} | words, all_rows, chosen),
        )
        for name, words in choices.items()
    )


def _options(
    name: str, words: Mapping[str, str], all_rows: list[Row], chosen: Mapping[str, str]
) -> tuple[Option, ...]:
    """Each with how many rows it would leave beside the other filters."""
    others = {each: value for each, value in chosen.items() if each != name}
    beside = [row for row in all_rows if _passes(row, others)]
    return tuple(
        Option(
            value=value,
            words=word,
            count=sum(not value or _TESTS[name](row, value) for row in beside),
            chosen=chosen.get(name, "") == value,
        )
        for value, word in words.items()
    )


# Counts


def _counts(year: int | None, all_rows: list[Row], lang: str) -> tuple[Count, ...]:
    """Four counts: what is there before what is not, each in the order of NEEDS."""
    counts = Counter(need for row in all_rows for need in row.needs)
    order = sorted(NEEDS, key=lambda need: not counts[need])[:_HEAD]
    return tuple(
        Count(
            need=need,
            count=counts[need],
            words=_counted(need, counts[need], year, lang),
            names=_names([row for row in all_rows if need in row.needs], lang),
        )
        for need in order
    )


def _counted(need: str, count: int, year: int | None, lang: str) -> str:
    if need == "awaiting":
        figure = f"the {year} figure" if year else "the target year’s figure"
        chinese = f"项{year}年数据待公布" if year else "项目标年数据待公布"
        return choose(lang, f"{'awaits' if count == 1 else 'await'} {figure}", chinese)
    one, many, chinese = _COUNTED[need]
    return choose(lang, one if count == 1 else many, chinese)


def _names(found: list[Row], lang: str) -> str:
    """The first names, and how many more there are."""
    every = [say(row.report.name if row.report else row.goal.title, lang) for row in found]
    named, more = every[:_NAMED], len(every) - _NAMED
    words = choose(lang, ", ", "、").join(named)
    return words + (choose(lang, f" and {more} more", f"等{len(every)}项") if more > 0 else "")
