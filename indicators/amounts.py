"""Values with their units, and targets, written the way each language writes them.

Values come in base units (yuan, enterprises, a share as a fraction of one) and are rounded half up
here, never before. `lang` is "en" or "zh-hans".
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from indicators.languages import choose, say
from indicators.numbers import Scale, scale_for, scaled
from indicators.report_types import IndicatorReport, Text

MINUS = "−"
SCALE_WORDS = {  # English in prose, English in tables, Chinese; codes as in `indicators/numbers.py`
    "one": ("", "", ""),
    "percent": ("", "", ""),
    "million": (" million", "m", ""),
    "billion": (" billion", "bn", ""),
    "trillion": (" trillion", "tn", ""),
    "wan": ("", "", "万"),
    "yi": ("", "", "亿"),
}
INPUT_FACTOR = {
    "one": Decimal(1),
    "wan": Decimal(10_000),
    "yi": Decimal(100_000_000),
    "percent": Decimal("0.01"),
}


class Measured(Protocol):
    """What it takes to write a value: an `IndicatorReport`, or anything with these four fields."""

    @property
    def unit_name(self) -> Text: ...
    @property
    def measure(self) -> str: ...
    @property
    def input_unit(self) -> str: ...
    @property
    def decimals(self) -> int: ...


def number(value: Decimal, *, places: int, lang: str, measure: str = "count") -> str:
    """`value` rounded half up to `places`, grouped, with a true minus.

    English groups every number, Chinese counts too; other Chinese numbers from five digits on.
    """
    rounded = abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    grouped = lang == "en" or measure == "count" or rounded >= 10_000
    words = f"{rounded:,f}" if grouped else f"{rounded:f}"
    return f"{MINUS}{words}" if value < 0 and rounded else words


def typed(value: Decimal, measured: Measured) -> str:
    """`value` as it would be typed: exact, in the input unit, digits alone ("4230")."""
    exact = scaled(value, Scale(INPUT_FACTOR[measured.input_unit], measured.input_unit))
    words = f"{exact:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def share(value: Decimal, lang: str) -> str:
    """A fraction of one as a percentage with one decimal: 84.6%."""
    return f"{number(value * 100, places=1, lang=lang)}%"


def points(value: Decimal, lang: str) -> str:
    """A difference of two shares, signed, in percentage points with one decimal."""
    words = number(value * 100, places=1, lang=lang)
    sign = "" if words.startswith(MINUS) or not words.strip("0.") else "+"
    return f"{sign}{words}{choose(lang, ' points', '个百分点')}"


def report_scale(report: IndicatorReport, lang: str) -> Scale:
    """The one unit in which a page writes every value of the indicator, its bounds included."""
    values = [figure.value for series in report.series for figure in series.figures]
    values += [figure.value for figure in (report.baseline, report.latest) if figure]
    if report.target:
        bounds = (report.target.lower, report.target.upper)
        values += [bound for bound in bounds if bound is not None]
    return scale_for(values, measure=report.measure, lang=lang)


def _needed_places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _places(shown: Decimal, measured: Measured, scale: Scale, *, least: int, exact: bool) -> int:
    """As many as the scaled value needs, at least `least`, at most the indicator's own."""
    needed = _needed_places(shown)
    most = measured.decimals + (scale.factor / INPUT_FACTOR[measured.input_unit]).adjusted()
    places = max(least, min(needed, most))
    # A value that is not zero must never read as zero: "missed, by 0.0" would deny itself.
    rounds_to_zero = shown != 0 and abs(shown).scaleb(places) < Decimal("0.5")
    return max(least, needed) if exact or rounds_to_zero else places


def bare(
    value: Decimal,
    measured: Measured,
    scale: Scale,
    lang: str,
    *,
    aligned: bool = False,
    exact: bool = False,
) -> str:
    """The number alone, in `scale`, to the indicator's own decimals at most.

    `aligned`: with one decimal at least, where a column of such numbers has one. `exact`: with
    every decimal the value has, for arithmetic that the reader is to follow.
    """
    shown = scaled(value, scale)
    decimal_column = measured.measure == "share" or (
        measured.measure == "money" and lang == "en" and scale.factor != 1
    )
    least = 1 if aligned and decimal_column else 0
    places = _places(shown, measured, scale, least=least, exact=exact)
    return number(shown, places=places, lang=lang, measure=measured.measure)


def amount(
    value: Decimal,
    measured: Measured,
    *,
    lang: str,
    scale: Scale | None = None,
    style: str = "prose",
    exact: bool = False,
) -> str:
    """`value` (base units) with its unit; `exact`: with every decimal it has.

    `style`: "prose" (¥423 billion, 4230亿元), "table" (¥423.0bn, 4230亿元) or "bare" (423.0, 4230),
    for a cell under a heading that names the unit. Without `scale` the value chooses its own.
    """
    scale = scale or scale_for([value], measure=measured.measure, lang=lang)
    digits = bare(value, measured, scale, lang, aligned=style != "prose", exact=exact)
    return digits if style == "bare" else _with_unit(digits, measured, scale, lang, style)


def _with_unit(digits: str, measured: Measured, scale: Scale, lang: str, style: str) -> str:
    prose, table, chinese = SCALE_WORDS[scale.code]
    if measured.measure == "share":
        return f"{digits}%"
    if lang != "en":
        return f"{digits}{chinese}{say(measured.unit_name, lang)}"
    word = prose if style == "prose" else table
    if measured.measure == "money":
        sign = MINUS if digits.startswith(MINUS) else ""
        return f"{sign}¥{digits.removeprefix(MINUS)}{word}"
    unit = say(measured.unit_name, lang)
    return f"{digits} {singular(unit) if digits.removeprefix(MINUS) == '1' else unit}"


def singular(plural: str) -> str:
    """The English name of one of them: "clusters" gives "cluster"."""
    head = re.split(r" (?:of|per|in) ", plural, maxsplit=1)[0]
    rest = plural[len(head) :]
    if head == "people":
        return f"person{rest}"
    endings = {
        "ies": "y",
        "sses": "ss",
        "ches": "ch",
        "shes": "sh",
        "xes": "x",
        "ss": "ss",
        "s": "",
    }
    for ending, one in endings.items():
        if head.endswith(ending):
            return f"{head.removesuffix(ending)}{one}{rest}"
    return plural


def difference(
    value: Decimal,
    measured: Measured,
    *,
    lang: str,
    scale: Scale | None = None,
    style: str = "prose",
    signed: bool = False,
) -> str:
    """The distance between two values: as `amount`, but two shares lie percentage points apart."""
    words = amount(value, measured, lang=lang, scale=scale, style=style)
    if measured.measure == "share" and style != "bare":
        words = words.removesuffix("%") + choose(lang, " points", "个百分点")
    if signed:
        return f"+{words}" if value > 0 else words
    return words.removeprefix(MINUS)


def unit_heading(measured: Measured, scale: Scale, lang: str) -> str:
    """What stands over a column of bare numbers: "¥ billion" / "亿元", "clusters" / "个", "%"."""
    if measured.measure == "share":
        return "%"
    prose, _, chinese = SCALE_WORDS[scale.code]
    if lang != "en":
        return f"{chinese}{say(measured.unit_name, lang)}"
    if measured.measure == "money":
        return f"¥{prose}" if prose else say(measured.unit_name, lang)
    return say(measured.unit_name, lang)
