"""Reports to write words about: built from a few figures, judged by the real thing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.grounds import seen_by_the_method
from indicators.judging import newest_of_all
from indicators.progress import judge
from indicators.report_types import (
    Commitment,
    Figure,
    GoalReport,
    IndicatorReport,
    PlanReport,
    Series,
    Source,
    Target,
    VerdictLine,
)
from indicators.working import working
from lingang.styleguide.building import target, text

CLUSTERS: dict[str, Any] = {"unit": "cluster", "unit_name": {"en": "clusters", "zh-hans": "个"}}
MONEY: dict[str, Any] = {
    "unit": "CNY",
    "unit_name": {"en": "yuan", "zh-hans": "元"},
    "measure": "money",
    "input_unit": "yi",
    "decimals": 2,
}
AMOUNT: dict[str, Any] = {
    "unit": "hectare",
    "unit_name": {"en": "hectares", "zh-hans": "公顷"},
    "measure": "amount",
    "input_unit": "one",
    "decimals": 1,
}
SEEN = date(2026, 11, 23)


def source(published_on: str = "2025-02-20", kind: str = "press") -> Source:
    return Source(
        publisher=text("China News Service", "中国新闻社"),
        title=text("A report", "报道"),
        published_on=published_on,
        kind=kind,
    )


def figure(year: int, value: int | str, status: str = "A", **fields: Any) -> Figure:
    return Figure(year=year, value=Decimal(value), obs_status=status, **fields)


def on(day: str, value: int | str, status: str = "A", **fields: Any) -> Figure:
    as_of = date.fromisoformat(day)
    fields = {"covers": "at_date"} | fields
    return figure(as_of.year, value, status, as_of=as_of, **fields)


AT_LEAST_100 = target()


def report(
    *figures: Figure,
    target: Target | None = AT_LEAST_100,
    baseline: Figure | None = None,
    seen: date | str = SEEN,
    others: tuple[Series, ...] = (),
    headline: bool = True,
    **fields: Any,
) -> IndicatorReport:
    """An indicator of countable things unless `fields` say otherwise, judged on the day `seen`.

    `headline` False: it has the series `others` alone.
    """
    own = Series(
        code="all",
        name=text("All of them", "总数"),
        role="headline",
        headline=True,
        figures=figures,
    )
    series = (own, *others) if headline else others
    seen = date.fromisoformat(seen) if isinstance(seen, str) else seen
    fields = {"nature": "stock", "measure": "count", "input_unit": "one", **CLUSTERS} | fields
    judged = judge(
        figures=seen_by_the_method(series),
        baseline=baseline,
        target=target,
        running_total=fields["nature"] == "running_total",
        path=fields.get("path", "linear"),
        as_of=seen,
    )
    newest = newest_of_all(series)
    made = IndicatorReport(
        plan="14fyp",
        code="clusters",
        goal=3,
        name=text("Industrial clusters", "产业集群"),
        definition=text("", ""),
        baseline_year=2020,
        target=target,
        baseline=judged.baseline,
        latest=judged.latest,
        latest_shown=newest[1] if newest else None,
        latest_shown_series=newest[0] if newest else "",
        series=series,
        verdict=judged.verdict,
        **fields,
    )
    return replace(made, verdict=replace(made.verdict, working=working(made)))


def other_series(
    *figures: Figure, role: str = "other_definition", chinese: str = "全部工业"
) -> Series:
    return Series(
        code="all-industry",
        name=text("All industry", chinese),
        role=role,
        headline=False,
        figures=figures,
    )


def plan(
    *reports: IndicatorReport, commitments: int = 0
) -> tuple[PlanReport, dict[str, IndicatorReport]]:
    """A plan with one goal that holds all of `reports`, and these by code."""
    by_code = {f"i{place}": each for place, each in enumerate(reports)}
    goal = GoalReport(
        number=3,
        slug="scale",
        title=text("Industry scale", "产业规模"),
        summary=text("", ""),
        commitments=(Commitment(wording=text("", ""), state="open", due_year=2025),) * commitments,
        indicators=tuple(by_code),
    )
    lines = (
        VerdictLine(
            indicator=code,
            goal=3,
            targeted=each.target is not None,
            code=each.verdict.code,
            reason=each.verdict.reason,
        )
        for code, each in by_code.items()
    )
    made = PlanReport(
        code="14fyp",
        name=text("14th Five-Year Plan", "“十四五”规划"),
        summary=text("", ""),
        baseline_year=2020,
        start_year=2021,
        end_year=2025,
        source=source(),
        goals=(goal,),
        verdicts=tuple(lines),
    )
    return made, by_code
