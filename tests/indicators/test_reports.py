"""Reports from working rows: the real plan's verdicts, baselines, and what never gets in."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from goals.models import Plan, Source
from indicators import reports
from indicators.models import Figure, Indicator
from indicators.report_types import Figure as FigureReport
from indicators.report_types import IndicatorReport, PlanReport
from releases import documents
from tests import making

pytestmark = pytest.mark.django_db

SEEN = datetime.date(2026, 11, 23)


def live(plan: str = "14fyp", *, seen: datetime.date = SEEN) -> reports.LivePlan:
    found = reports.live(plan, as_of=seen)
    assert found is not None
    return found


def only_report(**judged: Any) -> IndicatorReport:
    [report] = live(**judged).indicators.values()
    return report


def test_live_is_none_for_a_plan_that_is_not_there() -> None:
    assert reports.live("15fyp", as_of=SEEN) is None


# The real plan


def test_real_plan_is_judged_as_the_method_says() -> None:
    making.real_plan()
    assert [
        (line.goal, line.indicator, line.targeted, line.code, line.reason)
        for line in live().plan.verdicts
    ] == [
        (1, "rd-projects", True, "no_figure", "none_found"),
        (2, "high-tech-enterprises", True, "no_figure", "other_basis"),
        (2, "innovation-platforms", True, "awaiting", None),
        (3, "industry-scale", True, "no_figure", "none_found"),
        (3, "industrial-output", True, "awaiting", None),
        (3, "clusters-100bn", True, "awaiting", None),
        (3, "cluster-output", False, "tracked", None),
        (5, "innovation-cases", False, "tracked", None),
    ]
    seen = live().indicators
    # 5 of more than 30 platforms; 16 August 2021 is day 228 of 365, so 228/365 of 5 years.
    platforms = seen["innovation-platforms"].verdict
    assert (platforms.share_done, platforms.share_time) == (
        Decimal("0.166667"),
        Decimal("0.124932"),
    )
    # 423 of 500 billion; what stood there in 2020 counted all industry.
    output = seen["industrial-output"].verdict
    assert (output.completion, output.share_done, output.provisional) == (
        Decimal("0.846000"),
        None,
        True,
    )
    # 102 cases on 22 August 2023, 32 on 13 August 2020.
    assert seen["innovation-cases"].verdict.change == Decimal("70.000000")

    assert {
        code: (
            report.baseline and (report.baseline.year, report.baseline.value),
            report.latest and (report.latest.year, report.latest.value),
            report.latest_shown and (report.latest_shown.year, report.latest_shown.value),
            report.latest_shown_series,
        )
        for code, report in live().indicators.items()
    } == {
        "rd-projects": ((2020, 0), None, None, ""),
        "high-tech-enterprises": ((2020, 0), None, (2024, 1493), "stock"),
        "innovation-platforms": ((2020, 0), (2021, 5), (2024, 16), "all-platforms"),
        # One industry's figure does not stand for the scale of them all.
        "industry-scale": (None, None, None, ""),
        "industrial-output": (
            None,
            (2024, 423_000_000_000),
            (2024, 423_000_000_000),
            "above-designated-size",
        ),
        "clusters-100bn": (None, (2024, 2), (2024, 2), "clusters"),
        "cluster-output": (None, None, (2024, 320_000_000_000), "new-energy-vehicles"),
        "innovation-cases": ((2020, 32), (2023, 102), (2023, 102), "cases"),
    }

    assert [
        (goal.number, len(goal.commitments), goal.indicators) for goal in live().plan.goals
    ] == [
        (1, 2, ("rd-projects",)),
        (2, 0, ("high-tech-enterprises", "innovation-platforms")),
        (3, 0, ("industry-scale", "industrial-output", "clusters-100bn", "cluster-output")),
        (4, 3, ()),
        (5, 2, ("innovation-cases",)),
    ]


def frozen(found: reports.LivePlan) -> dict[str, bytes]:
    return {"plan": documents.encode(found.plan)} | {
        code: documents.encode(report) for code, report in found.indicators.items()
    }


def test_reports_keep_mirrors_addresses_out_and_come_back_from_their_bytes() -> None:
    making.real_plan()
    mirrors = Source.objects.filter(kind="mirror").exclude(url="")
    addresses = [url.split("/")[2].encode() for url in mirrors.values_list("url", flat=True)]
    assert len(addresses) == 7
    said = b"".join(frozen(live()).values())
    assert [address for address in addresses if address in said] == []
    assert said.count(b'"kind":"mirror"') > 5
    assert b'"url":"https://n.eastday.com/news/162909364577014140"' in said
    found = live()
    assert documents.decode(documents.encode(found.plan), PlanReport) == found.plan
    for report in found.indicators.values():
        assert documents.decode(documents.encode(report), IndicatorReport) == report


def test_the_day_of_judging_gets_into_a_report_only_by_what_it_decides() -> None:
    making.real_plan()
    assert frozen(live(seen=datetime.date(2026, 11, 23))) == frozen(
        live(seen=datetime.date(2026, 12, 24))
    )
    # What stood at the end of 2024 is out of date two years later.
    before = frozen(live(seen=datetime.date(2026, 12, 31)))
    after = frozen(live(seen=datetime.date(2027, 1, 1)))
    assert [name for name in before if before[name] != after[name]] == ["industrial-output"]


# Queries


@pytest.mark.parametrize("indicators", [1, 3])
def test_live_asks_nine_times(
    indicators: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.whole_plan(indicators=indicators)
    # plan with source; indicators; their series, figures with sources, targets, commentary;
    # goals; commitments; evidence with sources
    with django_assert_num_queries(9):
        found = live()
    assert (len(found.indicators), len(found.plan.goals)) == (indicators, indicators)


# Baselines


def counted(**fields: Any) -> Indicator:
    row = making.indicator(**fields)
    making.target(row)
    return row


def test_baseline_is_the_figure_of_the_baseline_year() -> None:
    line = making.series(counted())
    making.figure(line, 2019, "1")
    making.figure(line, 2020, "2", obs_status="P")
    making.figure(line, 2021, "3")
    baseline = only_report().baseline
    assert baseline == FigureReport(year=2020, value=Decimal(2), obs_status="P")


def test_baseline_on_a_day_gives_way_to_the_full_year() -> None:
    line = making.series(counted())
    making.figure(line, 2020, "2", day="2020-08-13")
    making.figure(line, 2020, "4")
    assert only_report().baseline == FigureReport(year=2020, value=Decimal(4))


@pytest.mark.parametrize(
    "fields",
    [{"obs_status": "D"}, {"obs_status": "U"}, {"day": "2020-12-30", "covers": "to_date"}],
)
def test_baseline_that_cannot_be_judged_counts_as_missing(fields: dict[str, Any]) -> None:
    line = making.series(counted())
    making.figure(line, 2020, "2", **fields)
    making.figure(line, 2023, "63")
    report = only_report(seen=datetime.date(2024, 3, 1))
    assert report.baseline is None
    assert (report.verdict.code, report.verdict.reason) == ("not_assessed", "no_baseline")


def test_baseline_that_cannot_be_judged_gives_way_to_one_that_can() -> None:
    line = making.series(counted())
    making.figure(line, 2020, "2", day="2020-06-30")
    making.figure(line, 2020, "9", obs_status="D")
    assert only_report().baseline == FigureReport(
        year=2020, value=Decimal(2), covers="at_date", as_of=datetime.date(2020, 6, 30)
    )


def test_baseline_that_cannot_be_judged_still_bounds_what_is() -> None:
    line = making.series(counted())
    making.figure(line, 2018, "120")
    making.figure(line, 2020, "58", obs_status="D")
    report = only_report()
    assert (report.latest, report.verdict.code, report.verdict.reason) == (
        None,
        "no_figure",
        "none_found",
    )


def test_baseline_of_a_total_from_zero_is_0_by_definition_whatever_was_counted() -> None:
    row = counted(nature="running_total", from_zero=True)
    line = making.series(row)
    making.figure(line, 2020, "7")
    making.figure(line, 2023, "63")
    report = only_report(seen=datetime.date(2024, 3, 1))
    assert report.baseline == FigureReport(
        year=2020,
        value=Decimal(0),
        note={
            "en": "0 by definition: counted from the end of the baseline year.",
            "zh-hans": "按定义为0：自基期年末起累计。",
        },
    )
    assert report.verdict.share_done == Decimal("0.630000")


def test_baseline_in_another_definition_s_series_counts_as_missing() -> None:
    row = counted()
    making.figure(making.series(row, "stock", role="other_definition"), 2020, "2")
    making.figure(making.series(row), 2023, "63")
    report = only_report(seen=datetime.date(2024, 3, 1))
    assert (report.baseline, report.verdict.reason) == (None, "no_baseline")


# Series


def test_figures_of_another_definition_are_seen_but_never_judged() -> None:
    row = counted()
    making.figure(making.series(row, "stock", role="other_definition"), 2025, "150")
    report = only_report()
    assert (report.latest, report.verdict.reason) == (None, "other_basis")
    [series] = report.series
    assert (series.headline, series.figures[0].obs_status) == (False, "A")


def test_figures_of_a_breakdown_are_not_seen_by_the_method() -> None:
    row = counted()
    making.figure(making.series(row, "part", role="breakdown"), 2025, "150")
    report = only_report()
    assert (report.verdict.reason, report.latest_shown_series) == ("none_found", "part")


def test_break_in_another_definition_s_series_separates_nothing() -> None:
    row = counted()
    line = making.series(row)
    making.figure(line, 2020, "0")
    making.figure(line, 2023, "63")
    other = making.series(row, "stock", role="other_definition")
    making.figure(other, 2021, "9", break_kind="definition")
    assert only_report(seen=datetime.date(2024, 3, 1)).verdict.code == "ahead"
    making.figure(line, 2022, "30", break_kind="definition")
    assert only_report(seen=datetime.date(2024, 3, 1)).verdict.reason == "series_break"


def test_newest_of_all_comes_from_a_breakdown_only_where_there_is_nothing_else() -> None:
    row = counted()
    making.figure(making.series(row), 2023, "63")
    making.figure(making.series(row, "part", role="breakdown", order=2), 2024, "10")
    report = only_report()
    assert report.latest_shown_series == "all"
    assert report.latest_shown == FigureReport(year=2023, value=Decimal(63))


# Targets, commentary, words


def test_last_target_is_the_indicator_s_own_and_earlier_ones_are_judged_beside_it() -> None:
    row = making.indicator()
    making.target(row, "100", year=2025)
    making.target(row, "50", year=2023)
    line = making.series(row)
    making.figure(line, 2020, "0")
    making.figure(line, 2023, "63")
    report = only_report(seen=datetime.date(2024, 3, 1))
    assert report.target is not None
    assert (report.target.year, report.verdict.code) == (2025, "ahead")
    assert [(each.target.year, each.verdict.code) for each in report.interim] == [(2023, "met")]


def test_newest_commentary_is_shown() -> None:
    row = making.indicator()
    making.commentary(row, 2022, cause_en="Older.")
    making.commentary(row, 2023, cause_en="Newer.")
    commentary = only_report().commentary
    assert commentary is not None
    assert (commentary.year, commentary.cause["en"]) == (2023, "Newer.")


def test_text_that_stands_in_no_language_is_none() -> None:
    row = making.indicator(responsible_unit_zh="经济处")
    making.figure(making.series(row), 2023, "63")
    report = only_report()
    assert report.responsible_unit == {"en": "", "zh-hans": "经济处"}
    assert report.series[0].figures[0].note is None


def test_working_is_part_of_the_verdict() -> None:
    making.whole_plan()
    working = only_report(seen=datetime.date(2024, 3, 1)).verdict.working
    assert {step.code: step.value for step in working if step.code.startswith("share")} == {
        "share_done": "0.630000",
        "share_time": "0.600000",
    }


@pytest.mark.parametrize(
    ("stored", "plain"),
    [
        ("423000000000.000000", "423000000000"),
        ("0.050000", "0.05"),
        ("0.000000", "0"),
        ("-5.200000", "-5.2"),
        ("10.000000", "10"),
        ("999999999999999999.999999", "999999999999999999.999999"),
    ],
)
def test_plain_writes_a_number_without_zeros_at_its_end(stored: str, plain: str) -> None:
    assert str(reports.plain(Decimal(stored))) == plain


# Order


def test_order_of_entry_never_matters() -> None:
    plan = making.whole_plan(indicators=2)
    line = Figure.objects.earliest("pk").series
    entries: list[tuple[int, dict[str, Any]]] = [
        (2021, {"day": "2021-06-30"}),
        (2022, {}),
        (2024, {"day": "2024-08-01"}),
        (2021, {}),
    ]
    for year, fields in entries:
        making.figure(line, year, "5", **fields)
    first = frozen(live())
    Figure.objects.filter(series=line).exclude(year__in=[2020, 2023]).delete()
    for year, fields in reversed(entries):
        making.figure(line, year, "5", **fields)
    assert frozen(live()) == first
    assert Plan.objects.get() == plan


def test_indicators_and_series_stand_in_the_order_given_to_them() -> None:
    goals = [making.goal(making.plan(), 1)]
    goals.append(making.goal(goals[0].plan, 2))
    last = making.indicator(goals[1], "d", order=1)
    making.indicator(goals[0], "c", order=2)
    first = making.indicator(goals[0], "a", order=1)
    making.series(first, "z", order=1)
    making.series(first, "y", order=2, role="breakdown")
    found = live()
    assert list(found.indicators) == ["a", "c", "d"]
    assert [line.indicator for line in found.plan.verdicts] == ["a", "c", "d"]
    assert [series.code for series in found.indicators["a"].series] == ["z", "y"]
    assert replace(found.indicators["d"], series=()).code == last.code
