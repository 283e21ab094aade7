"""Reports made of a few invented figures, judged by the real method."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

from indicators.grounds import seen_by_the_method
from indicators.judging import newest_of_all
from indicators.progress import judge, position
from indicators.report_types import Figure, IndicatorReport, Series, Source, Target, Text
from indicators.working import working

COUNT: dict[str, Any] = {
    "nature": "stock",
    "unit": "enterprise",
    "unit_name": {"en": "enterprises", "zh-hans": "家"},
    "measure": "count",
    "input_unit": "one",
}
MONEY: dict[str, Any] = {
    "nature": "flow",
    "unit": "CNY",
    "unit_name": {"en": "yuan", "zh-hans": "元"},
    "measure": "money",
    "input_unit": "yi",
    "decimals": 1,
}
SHARE: dict[str, Any] = {
    "nature": "stock",
    "unit": "share",
    "unit_name": {"en": "share", "zh-hans": "比重"},
    "measure": "share",
    "input_unit": "percent",
    "decimals": 1,
}
RUNNING: dict[str, Any] = COUNT | {"nature": "running_total"}
BILLION = 10**9
AHEAD = "2025-03-01"  # a day of judging before the target's year is over
OVER = "2026-11-23"  # and one after


def text(english: str, chinese: str) -> Text:
    return {"en": english, "zh-hans": chinese}


def invented(kind: str = "press") -> Source:
    return Source(
        publisher=text("An invented publisher", "虚构的发布单位"),
        title=text("An invented report", "虚构的报道"),
        url=None if kind == "mirror" else "https://example.org/",
        published_on="2025-02-20",
        kind=kind,
    )


def figure(year: int, value: int | str, status: str = "A", **fields: Any) -> Figure:
    fields = {"source": invented()} | fields
    return Figure(year=year, value=Decimal(value), obs_status=status, **fields)


def on(day: str, value: int | str, status: str = "A", **fields: Any) -> Figure:
    as_of = datetime.date.fromisoformat(day)
    fields = {"covers": "at_date"} | fields
    return figure(as_of.year, value, status, as_of=as_of, **fields)


def target(
    lower: int | str | None = 100,
    upper: int | str | None = None,
    *,
    aim: str = "rise",
    strict: bool = False,
    tolerance: int | str = 0,
    year: int = 2025,
) -> Target:
    return Target(
        year=year,
        aim=aim,
        lower=None if lower is None else Decimal(lower),
        upper=None if upper is None else Decimal(upper),
        strict=strict,
        tolerance=Decimal(tolerance),
    )


def series(code: str, name: Text, *figures: Figure, role: str = "headline") -> Series:
    return Series(
        code=code,
        name=name,
        role=role,
        headline=role == "headline",
        figures=tuple(sorted(figures, key=position)),
    )


HUNDRED = target()


def specimen(
    code: str,
    name: Text,
    *figures: Figure,
    target: Target | None = HUNDRED,
    base: Figure | None = None,
    seen: str = OVER,
    others: tuple[Series, ...] = (),
    **fields: Any,
) -> IndicatorReport:
    """An indicator with the headline `figures`, judged on the day `seen` from the baseline `base`.

    `base` is one of the headline's figures as well. Without any figure the headline stays empty.
    """
    known = (base, *figures) if base else figures
    headline = series("all", text("All of them", "全部"), *known)
    every = (headline, *others)
    fields = COUNT | {"goal": 1, "baseline_year": 2020, "definition": DEFINITION} | fields
    judged = judge(
        figures=seen_by_the_method(every),
        baseline=base,
        target=target,
        running_total=fields["nature"] == "running_total",
        path=fields.get("path", "linear"),
        as_of=datetime.date.fromisoformat(seen),
    )
    newest = newest_of_all(every) or ("", None)
    made = IndicatorReport(
        plan="specimen",
        code=code,
        name=name,
        target=target,
        baseline=judged.baseline,
        latest=judged.latest,
        latest_shown=newest[1],
        latest_shown_series=newest[0],
        series=every,
        verdict=judged.verdict,
        **fields,
    )
    return replace(made, verdict=replace(made.verdict, working=working(made)))


DEFINITION = text(
    "Nothing real is counted here: the figures are invented to show how a page looks.",
    "此处不统计任何真实事项，数据均为虚构，仅用于展示页面样式。",
)
