"""The list of all indicators: what its filters leave, in which order, and what each would leave.

What a reader asks stands in the address (`Asked`); `lang` is "en" or "zh-hans".
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from unicodedata import normalize
from urllib.parse import urlencode

from indicators import listing_words as words
from indicators.amounts import amount, report_scale, unit_heading
from indicators.figure_words import charted
from indicators.languages import say
from indicators.progress import position
from indicators.report_types import GoalReport, IndicatorReport, PlanReport
from indicators.sentences import common_year
from indicators.verdict_words import VERDICT_KEYS, verdict_key

LONGEST_TEXT = 100
FILTERS = ("goal", "verdict", "missing")
# What a first press on a heading asks for: the order that readers most often want.
FIRST = {"name": "name", "latest": "-latest", "completion": "completion", "verdict": "verdict"}
SORTS = ("", *FIRST, *(f"-{name}" for name in FIRST))
GAPS = ("figure", "judged", "baseline")  # then come the years

Reports = list[IndicatorReport]


class UnknownFilterError(ValueError):
    """A filter or an order that the list does not have: `name` it was asked by, `value`."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}={value}")
        self.name, self.value = name, value

    def said(self, lang: str) -> str:
        return words.unknown(self.name, self.value[:40], lang)


class LongTextError(ValueError):
    """A text to search for that is longer than `LONGEST_TEXT`."""

    def said(self, lang: str) -> str:
        return words.too_long(LONGEST_TEXT, lang)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a reader asks of the list, as the address has it; "" asks for everything."""

    goal: str = ""
    verdict: str = ""
    missing: str = ""
    q: str = ""
    sort: str = ""

    @property
    def query(self) -> str:
        """ "?goal=3&sort=name", the same for the same question; "" where nothing is asked."""
        given = urlencode({name: value for name, value in asdict(self).items() if value})
        return f"?{given}" if given else ""

    @property
    def filtered(self) -> bool:
        return any((self.goal, self.verdict, self.missing, self.q))


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A filter or an order as a link: its words, how many it leaves, and its query ("" for all)."""

    words: str
    query: str
    current: bool
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One question with its choices."""

    name: str
    words: str
    choices: list[Choice]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A heading. `query` asks for its order, or the reverse of it; `order` as aria-sort says it."""

    words: str
    query: str | None = None
    order: str = ""
    numeric: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """A goal with those of its indicators that are left; no goal where another order mixes them."""

    goal: GoalReport | None
    reports: Reports


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The list as asked. `said`: how many there are, and by which filters."""

    asked: Asked
    filters: list[Filter]
    orders: list[Choice]
    columns: list[Column]
    groups: list[Group]
    count: int
    said: str
    all_query: str


def key_of(report: IndicatorReport) -> str:
    return verdict_key(report.verdict.code, report.verdict.reason)


def listing(
    plan: PlanReport, indicators: Mapping[str, IndicatorReport], lang: str, asked: Asked
) -> Listing:
    """The plan's indicators as `asked`.

    Raises UnknownFilterError for a goal, a verdict or a gap that no indicator has and for an order
    that does not exist, LongTextError for too long a text.
    """
    reports = list(indicators.values())
    _check(asked, plan, reports)
    left = [each for each in reports if _fits(each, plan, asked)]
    filters = [_filter(name, plan, indicators, lang, asked) for name in FILTERS]
    return Listing(
        asked=asked,
        filters=filters,
        orders=[
            Choice(
                words=words.order(name, lang),
                query=replace(asked, sort=FIRST.get(name, "")).query,
                current=asked.sort.removeprefix("-") == name,
            )
            for name in ("", *FIRST)
        ],
        columns=[_column(name, lang, asked) for name in words.COLUMNS],
        groups=_groups(plan, _ordered(left, asked.sort, lang), asked),
        count=len(left),
        said=words.found(len(left), _current(filters, asked), asked.q, lang),
        all_query=Asked(sort=asked.sort).query,
    )


def _check(asked: Asked, plan: PlanReport, reports: Reports) -> None:
    for name in FILTERS:
        value = getattr(asked, name)
        if value and not any(value in _values(name, each, plan) for each in reports):
            raise UnknownFilterError(name, value)
    if asked.sort not in SORTS:
        raise UnknownFilterError("sort", asked.sort)
    if len(asked.q) > LONGEST_TEXT:
        raise LongTextError


def _values(name: str, report: IndicatorReport, plan: PlanReport) -> list[str]:
    """What the indicator counts as under the filter `name`."""
    if name == "goal":
        return [str(report.goal)]
    return [key_of(report)] if name == "verdict" else _gaps(report, plan)


def _gaps(report: IndicatorReport, plan: PlanReport) -> list[str]:
    """What is missing: any figure, a judged one, the baseline; then years of the plan."""
    years = {figure.year for series in charted(report) for figure in series.figures}
    found = {
        "figure": not years,
        "judged": report.latest is None,
        "baseline": report.target is not None and report.baseline is None,
    }
    missing = [name for name in GAPS if found[name]]
    period = range(plan.start_year, plan.end_year + 1)
    return missing + [str(year) for year in period if year not in years]


def _fits(report: IndicatorReport, plan: PlanReport, asked: Asked) -> bool:
    return _says(report, asked.q) and all(
        not (value := getattr(asked, name)) or value in _values(name, report, plan)
        for name in FILTERS
    )


def _says(report: IndicatorReport, text: str) -> bool:
    """Whether every word of `text` stands in name, definition or unit, in either language."""
    if not (terms := _plain(text).split()):
        return True
    said = [
        side for each in (report.name, report.definition) for side in (each["en"], each["zh-hans"])
    ]
    said += [each for lang in ("en", "zh-hans") for each in _unit(report, lang)]
    whole = _plain("\n".join(said))
    return all(term in whole for term in terms)


def _unit(report: IndicatorReport, lang: str) -> tuple[str, str]:
    heading = unit_heading(report, report_scale(report, lang), lang)
    return (say(report.unit_name, lang), heading)


def _plain(text: str) -> str:
    """Full-width letters and digits as ordinary ones, without regard to case."""
    return normalize("NFKC", text).casefold()


def _filter(
    name: str, plan: PlanReport, indicators: Mapping[str, IndicatorReport], lang: str, asked: Asked
) -> Filter:
    """The choices that somebody has; each counts what it leaves beside the other filters."""
    reports = list(indicators.values())
    without = replace(asked, **{name: ""})
    beside = [each for each in reports if _fits(each, plan, without)]
    counts = Counter(value for each in beside for value in _values(name, each, plan))
    known = {value for each in reports for value in _values(name, each, plan)}
    year = common_year(plan, indicators)
    return Filter(
        name=name,
        words=words.question(name, lang),
        choices=[
            Choice(
                words=words.choice(name, value, plan, year, lang),
                query=replace(asked, **{name: value}).query,
                current=value == getattr(asked, name),
                count=counts[value] if value else len(beside),
            )
            for value in ["", *sorted(known, key=_place(name))]
        ],
    )


def _place(name: str) -> Callable[[str], int]:
    """Goals and years as they count, verdicts with the least favourable first."""
    if name == "verdict":
        return VERDICT_KEYS.index
    return lambda value: int(value) if value.isdigit() else GAPS.index(value)


def _current(filters: list[Filter], asked: Asked) -> list[tuple[str, str]]:
    return [
        (each.name, choice.words)
        for each in filters
        for choice in each.choices
        if choice.current and getattr(asked, each.name)
    ]


def _column(name: str, lang: str, asked: Asked) -> Column:
    numeric = name in ("latest", "target", "completion")
    if name not in FIRST:
        return Column(words=words.column(name, lang), numeric=numeric)
    first = FIRST[name]
    second = first.removeprefix("-") if first.startswith("-") else f"-{first}"
    now = asked.sort if asked.sort.removeprefix("-") == name else ""
    return Column(
        words=words.column(name, lang),
        query=replace(asked, sort=second if now == first else first).query,
        order=("descending" if now.startswith("-") else "ascending") if now else "",
        numeric=numeric,
    )


def _ordered(reports: Reports, sort: str, lang: str) -> Reports:
    """What has nothing to be sorted by comes last either way, in the plan's order."""
    key = _key(sort.removeprefix("-"), lang)
    there = [each for each in reports if key(each) is not None]
    there.sort(key=key, reverse=sort.startswith("-"))
    return there + [each for each in reports if key(each) is None]


def _key(name: str, lang: str) -> Callable[[IndicatorReport], Any]:
    if name == "name" and lang == "en":
        return lambda report: _plain(say(report.name, lang))
    if name == "name":  # the national standard has the common characters in the order of pinyin
        return lambda report: say(report.name, lang).encode("gb18030")
    if name == "latest":
        return lambda report: position(report.latest) if report.latest else None
    if name == "completion":
        return lambda report: report.verdict.completion
    return lambda report: VERDICT_KEYS.index(key_of(report)) if name == "verdict" else 0


def _groups(plan: PlanReport, left: Reports, asked: Asked) -> list[Group]:
    if asked.sort:
        return [Group(goal=None, reports=left)] if left else []
    return [
        Group(goal=each, reports=found)
        for each in plan.goals
        if (found := [report for report in left if report.goal == each.number])
    ]


def latest_value(report: IndicatorReport, lang: str) -> str:
    """The newest judged figure, or "" where there is none."""
    if report.latest is None:
        return ""
    scale = report_scale(report, lang)
    return amount(report.latest.value, report, lang=lang, scale=scale, style="table")
