"""What it takes to read and write an indicator's values, where there is a row and no report."""

from dataclasses import dataclass

from indicators.models import Indicator
from indicators.report_types import Text
from indicators.reports import text


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What it takes to read and write an indicator's values."""

    unit_name: Text
    measure: str
    input_unit: str
    decimals: int


def unit_of(row: Indicator) -> Unit:
    return Unit(
        unit_name=text(row, "unit_name"),
        measure=row.measure,
        input_unit=row.input_unit,
        decimals=row.decimals,
    )
