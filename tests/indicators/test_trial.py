"""What a figure would do to the verdict, and where that tips: worked by hand, then by law."""

import datetime
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.report_types import Figure, IndicatorReport, Target
from indicators.trial import Tip, step_of, tip, tried
from lingang.styleguide.building import target
from tests.indicators import judged
from tests.indicators.judged import MONEY, figure, other_series

SEEN = datetime.date(2026, 11, 23)
YI = Decimal(100_000_000)


def tipping(report: IndicatorReport, typed: Figure, *, seen: datetime.date = SEEN) -> Tip | None:
    return tip(report, "all", typed, as_of=seen)


def money(**fields: object) -> IndicatorReport:
    promise = target(lower=str(5000 * YI))
    return judged.report(figure(2024, str(4230 * YI)), target=promise, **{**MONEY, **fields})


def test_tried_figure_is_judged_in_place_of_the_one_that_stands() -> None:
    report = judged.report(figure(2025, 99))
    assert report.verdict.code == "missed"
    would_be = tried(report, {"all": [figure(2025, 100)]}, as_of=SEEN)
    assert (would_be.verdict.code, [each.value for each in would_be.series[0].figures]) == (
        "met",
        [Decimal(100)],
    )


def test_tried_figures_of_several_series_are_judged_together() -> None:
    report = judged.report(others=(other_series(figure(2025, 7)),))
    would_be = tried(
        report,
        {"all": [figure(2024, 80), figure(2025, 90)], "all-industry": [figure(2025, 120)]},
        as_of=SEEN,
    )
    assert would_be.verdict.shortfall == 10
    assert [each.value for each in would_be.series[1].figures] == [Decimal(120)]


def test_missed_rise_tips_at_the_lower_bound() -> None:
    found = tipping(money(), figure(2025, str(4990 * YI)))
    assert found is not None
    assert (found.value, found.before, found.verdict.code, found.better) == (
        5000 * YI,
        Decimal("4999.99") * YI,
        "met",
        True,
    )


def test_met_rise_tips_one_step_below_its_bound() -> None:
    found = tipping(money(), figure(2025, str(5100 * YI)))
    assert found is not None
    assert (found.value, found.before, found.verdict.code, found.better) == (
        Decimal("4999.99") * YI,
        5000 * YI,
        "missed",
        False,
    )


def test_tolerance_and_more_than_move_the_tip() -> None:
    about = judged.report(target=target(lower="100", tolerance="0.055"))
    more = judged.report(target=target(lower="100", strict=True))
    found = [tipping(each, figure(2025, 90)) for each in (about, more)]
    assert [each and each.value for each in found] == [Decimal(95), Decimal(101)]


def test_fall_tips_on_the_way_down() -> None:
    report = judged.report(
        target=Target(year=2025, aim="fall", upper=Decimal("0.1")),
        unit="%",
        unit_name={"en": "%", "zh-hans": "%"},
        measure="share",
        input_unit="percent",
        decimals=1,
    )
    found = tipping(report, figure(2025, "0.12"))
    assert found is not None
    assert (found.value, found.before, found.verdict.code) == (
        Decimal("0.1"),
        Decimal("0.101"),
        "met",
    )


def test_pace_tips_at_the_methods_cut() -> None:
    # From 0 in 2020 to 100 in 2025: at the end of 2023 three fifths are gone, 0.95 of them are 57.
    report = judged.report(baseline=figure(2020, 0))
    with_baseline = replace(report, series=(replace(report.series[0], figures=(figure(2020, 0),)),))
    found = tipping(with_baseline, figure(2023, 50), seen=datetime.date(2024, 6, 1))
    assert found is not None
    assert (found.value, found.verdict.code) == (Decimal(57), "on_track")


def test_nothing_tips_without_a_target_or_for_a_figure_that_is_not_judged() -> None:
    forecast = figure(2025, 90, "F")
    assert tipping(judged.report(target=None), figure(2025, 90)) is None
    assert tipping(judged.report(), forecast) is None
    assert tipping(judged.report(figure(2025, 90)), figure(2023, 90)) is None


def test_step_is_the_last_decimal_of_the_input_unit() -> None:
    counted = judged.report(input_unit="wan", decimals=2)
    assert (step_of(money()), step_of(judged.report()), step_of(counted)) == (
        Decimal(1_000_000),
        Decimal(1),
        Decimal(100),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[IndicatorReport, Figure, datetime.date]:
    """A plan's indicator with a few figures, one to try, and the day it is seen on."""
    random = Random(draw(st.integers(0, 2**63)))
    low, high = sorted(Decimal(random.randint(-400, 4000)) / 4 for _ in range(2))
    aim = random.choice(["rise", "rise", "fall", "within"])
    strict = aim != "within" and random.random() < 0.3
    promise = Target(
        year=2025,
        aim=aim,
        lower=None if aim == "fall" else low,
        upper=None if aim == "rise" else high,
        strict=strict,
        tolerance=Decimal(0) if strict else Decimal(random.choice(["0", "0.05"])),
    )
    years = random.sample(range(2020, 2026), random.randint(0, 4))
    standing = [figure(year, str(Decimal(random.randint(0, 4000)) / 4)) for year in years]
    report = judged.report(
        *standing,
        target=promise,
        nature=random.choice(["stock", "running_total"]),
        path=random.choice(["linear", "compound"]),
        measure="amount",
        decimals=random.choice([0, 1, 2]),
    )
    typed = figure(random.choice([2023, 2025]), str(Decimal(random.randint(-100, 5000)) / 4))
    return report, typed, datetime.date(random.choice([2024, 2026]), 6, 30)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_verdict_is_another_at_the_tip_and_not_one_step_before_it(
    case: tuple[IndicatorReport, Figure, datetime.date],
) -> None:
    report, typed, seen = case
    found = tip(report, "all", typed, as_of=seen)
    if found is None:
        return

    def verdict(value: Decimal) -> tuple[str, str | None]:
        with_it = tried(report, {"all": [replace(typed, value=value)]}, as_of=seen).verdict
        return with_it.code, with_it.reason

    own = verdict(typed.value)
    assert abs(found.value - found.before) == step_of(report)
    assert verdict(found.value) == (found.verdict.code, found.verdict.reason)
    assert verdict(found.value) != own
    assert verdict(found.before) == own


@given(cases())
@settings(max_examples=40, deadline=None)
def test_a_tip_is_found_wherever_a_bound_changes_the_verdict(
    case: tuple[IndicatorReport, Figure, datetime.date],
) -> None:
    report, typed, seen = case

    def code(value: Decimal) -> str:
        with_it = tried(report, {"all": [replace(typed, value=value)]}, as_of=seen)
        return with_it.verdict.code

    codes = {code(Decimal(value)) for value in (-1_000_000, 0, 1_000_000)} | {code(typed.value)}
    assert (tip(report, "all", typed, as_of=seen) is not None) or len(codes) == 1
