"""Which targets are valid. What they ask of a value is shown by the worked table."""

from decimal import Decimal

import pytest

from indicators.progress import check_target
from indicators.report_types import Target


@pytest.mark.parametrize(
    ("target", "faults"),
    [
        (Target(year=2025, aim="rise", lower=Decimal(3)), []),
        (Target(year=2025, aim="fall", upper=Decimal(3), strict=True), []),
        (Target(year=2025, aim="within", lower=Decimal(3), upper=Decimal(3)), []),
        (Target(year=2021, aim="rise", lower=Decimal(3), tolerance=Decimal("0.99")), []),
        (Target(year=2025, aim="grow", lower=Decimal(3)), ["unknown_aim"]),
        (Target(year=2025, aim="rise", upper=Decimal(3)), ["lower_missing"]),
        (Target(year=2025, aim="fall", lower=Decimal(3)), ["upper_missing"]),
        (Target(year=2025, aim="within"), ["lower_missing", "upper_missing"]),
        (Target(year=2025, aim="rise", lower=Decimal("NaN")), ["unbounded"]),
        (Target(year=2025, aim="rise", lower=Decimal(10) ** 18), ["unbounded"]),
        (
            Target(year=2025, aim="fall", lower=Decimal(4), upper=Decimal(3)),
            ["reversed_range"],
        ),
        (
            Target(year=2025, aim="rise", lower=Decimal(3), tolerance=Decimal(1)),
            ["tolerance_out_of_range"],
        ),
        (
            Target(year=2025, aim="rise", lower=Decimal(3), tolerance=Decimal("-0.01")),
            ["tolerance_out_of_range"],
        ),
        (
            Target(year=2025, aim="rise", lower=Decimal(3), strict=True, tolerance=Decimal("0.05")),
            ["strict_and_tolerant"],
        ),
        (
            Target(year=2025, aim="within", lower=Decimal(1), upper=Decimal(3), strict=True),
            ["strict_within"],
        ),
        (Target(year=2020, aim="rise", lower=Decimal(3)), ["not_after_baseline"]),
    ],
)
def test_target_is_checked(target: Target, faults: list[str]) -> None:
    assert check_target(target, 2020) == faults


def test_target_without_a_baseline_may_fall_due_in_any_year() -> None:
    assert check_target(Target(year=2010, aim="rise", lower=Decimal(3)), None) == []
