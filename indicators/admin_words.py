"""Values as analysts type and read them: in the input unit, which is one in both languages."""

import datetime
from decimal import Decimal

from goals.models import Plan
from indicators.amounts import INPUT_FACTOR, Measured, amount, number, typed
from indicators.languages import choose, say
from indicators.numbers import Scale, scale_for
from indicators.report_types import IndicatorReport
from indicators.units import Unit, unit_of

__all__ = [
    "Unit",
    "example",
    "in_full",
    "input_words",
    "missing_years",
    "shown",
    "typed",
    "unit_of",
]

_CHINESE = {"one": "", "wan": "万", "yi": "亿"}


def input_words(unit: Measured, lang: str) -> str:
    """The unit that a bare number means: "亿元, ¥100 million" / 亿元, "enterprises" / 家, "%"."""
    if unit.measure == "share":
        return "%"
    if unit.input_unit == "one":
        return say(unit.unit_name, lang)
    chinese = _CHINESE[unit.input_unit] + unit.unit_name["zh-hans"]
    if lang != "en":
        return chinese
    return f"{chinese}, {amount(INPUT_FACTOR[unit.input_unit], unit, lang=lang)}"


def shown(value: Decimal, unit: Measured, lang: str) -> str:
    """`value` with all its decimals: "¥423 billion"; Chinese in the input unit: 4230亿元, 12.5%."""
    if lang == "en":
        return amount(value, unit, lang=lang, exact=True)
    exact = Decimal(typed(value, unit))
    exponent = exact.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    digits = number(exact, places=places, lang=lang, measure=unit.measure)
    return f"{digits}{input_words(unit, lang)}"


def in_full(value: Decimal, unit: Measured, lang: str) -> str:
    """`value` in base units, digit by digit: "¥423,000,000,000" / 423,000,000,000元."""
    if unit.measure == "share":
        return amount(value, unit, lang=lang, scale=scale_for([value], measure="share", lang=lang))
    return amount(value, unit, lang=lang, scale=Scale(Decimal(1), "one"))


def example(unit: Measured, lang: str) -> str:
    """What a bare number means here: "6000" with 亿元 is ¥600,000,000,000."""
    words = input_words(unit, lang)
    if unit.measure == "share":
        return choose(
            lang, "A bare number is in per cent: 12.5 is 12.5%.", "只填数字时按%理解：12.5即12.5%。"
        )
    if unit.input_unit == "one":
        return choose(lang, f"A bare number counts {words}.", f"只填数字时以“{words}”为单位。")
    whole = in_full(6000 * INPUT_FACTOR[unit.input_unit], unit, lang)
    return choose(
        lang,
        f"A bare number is in {words}: 6000 is {whole}.",
        f"只填数字时以“{words}”为单位：6000即{whole}。",
    )


def missing_years(report: IndicatorReport, plan: Plan, *, today: datetime.date) -> list[int]:
    """Ended years of the plan without a figure in the headline series; parts of one don't count."""
    ended = min(plan.end_year, today.year - 1)
    have = {
        figure.year
        for series in report.series
        if series.headline
        for figure in series.figures
        if figure.covers != "to_date"
    }
    return [year for year in range(plan.start_year, ended + 1) if year not in have]
