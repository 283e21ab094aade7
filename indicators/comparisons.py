"""A figure against its target's bound, in words: "56.1 is below 57.0 = 60.0 − 5%"."""

from collections.abc import Callable
from decimal import Decimal

from indicators.languages import choose
from indicators.report_types import Target
from indicators.targets import goal_bound

_Write = Callable[[Decimal], str]


def comparison(value: Decimal, target: Target, *, met: bool, write: _Write, lang: str) -> str:
    """How `value` compares with the bound that decides, the tolerance worked in.

    `met`: the answer, as the verdict gives it. `write` writes a number in the page's unit.
    """
    lower, upper = target.lower, target.upper
    if target.aim == "within" and lower is not None and upper is not None:
        return _within(value, (lower, upper), target.tolerance, write, lang)
    rise, bound = target.aim == "rise", goal_bound(target)
    words = _relation(
        rise=rise, strict=target.strict, met=met, lenient=bool(target.tolerance), lang=lang
    )
    text = f"{write(value)}{words}{_edge(bound, target.tolerance, not rise, write, lang)}"
    return text + (_beyond(value, target, write, lang) if met else "")


def widened(bound: Decimal, tolerance: Decimal) -> Decimal:
    """`bound` moved by `tolerance` × its size: up for a tolerance above 0, else down."""
    return bound + tolerance * abs(bound)


def goal_edge(target: Target) -> Decimal:
    """The value from which a rise or a fall counts as met, its tolerance worked in."""
    sign = 1 if target.aim == "fall" else -1
    return widened(goal_bound(target), sign * target.tolerance)


def _relation(*, rise: bool, strict: bool, met: bool, lenient: bool, lang: str) -> str:
    """The words between figure and bound. `lenient`: the bound is widened by a tolerance."""
    if strict:
        english, chinese = ("more than", "大于") if rise else ("less than", "小于")
        return (
            choose(lang, f" is {english} ", chinese)
            if met
            else choose(lang, f" is not {english} ", f"不{chinese}")
        )
    if not met:
        return choose(lang, " is below ", "低于") if rise else choose(lang, " is above ", "高于")
    if lenient:
        return (
            choose(lang, " is not below ", "不低于")
            if rise
            else choose(lang, " is not above ", "不高于")
        )
    return (
        choose(lang, " is at least ", "不低于") if rise else choose(lang, " is at most ", "不高于")
    )


def _edge(bound: Decimal, tolerance: Decimal, up: bool, write: _Write, lang: str) -> str:
    """The bound widened by its tolerance, with the arithmetic."""
    if not tolerance:
        return write(bound)
    edge = widened(bound, tolerance if up else -tolerance)
    percent = f"{(tolerance * 100).normalize():f}%"
    sign = "+" if up else "−"
    return choose(
        lang,
        f"{write(edge)} = {write(bound)} {sign} {percent}",
        f"{write(edge)}（{write(bound)} {sign} {percent}）",
    )


def _beyond(value: Decimal, target: Target, write: _Write, lang: str) -> str:
    rise = target.aim == "rise"
    far = target.upper if rise else target.lower
    if far is None:
        return ""
    edge = widened(far, target.tolerance if rise else -target.tolerance)
    if value <= edge if rise else value >= edge:
        return ""
    side = ("above", "高于") if rise else ("below", "低于")
    return choose(
        lang,
        f", and {side[0]} the far end of the range, {write(far)}",
        f"，且{side[1]}区间另一端{write(far)}",
    )


def _within(
    value: Decimal,
    bounds: tuple[Decimal, Decimal],
    tolerance: Decimal,
    write: _Write,
    lang: str,
) -> str:
    lower, upper = bounds
    low = _edge(lower, tolerance, False, write, lang)
    high = _edge(upper, tolerance, True, write, lang)
    if value < widened(lower, -tolerance):
        return f"{write(value)}{choose(lang, ' is below ', '低于')}{low}"
    if value > widened(upper, tolerance):
        return f"{write(value)}{choose(lang, ' is above ', '高于')}{high}"
    return choose(
        lang,
        f"{write(value)} lies between {low} and {high}",
        f"{write(value)}在{low}与{high}之间",
    )
