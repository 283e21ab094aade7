"""What a target asks of a value: whether it meets, how far off it is, whether it can be judged."""

from decimal import Decimal
from fractions import Fraction

from indicators.numbers import is_bounded
from indicators.report_types import Target

_BOUNDS_NEEDED = {"rise": ("lower",), "fall": ("upper",), "within": ("lower", "upper")}


def check_target(target: Target, baseline_year: int | None) -> list[str]:
    """Why a target can't be judged; an empty list if it can.

    Codes: unknown_aim, lower_missing, upper_missing, unbounded (a number is not finite or has too
    many digits), reversed_range, tolerance_out_of_range, strict_and_tolerant, strict_within,
    not_after_baseline.
    """
    if target.aim not in _BOUNDS_NEEDED:
        return ["unknown_aim"]
    faults = [f"{b}_missing" for b in _BOUNDS_NEEDED[target.aim] if getattr(target, b) is None]
    numbers = [n for n in (target.lower, target.upper, target.tolerance) if n is not None]
    if not all(map(is_bounded, numbers)):
        return [*faults, "unbounded"]  # nothing below could be compared
    if target.lower is not None and target.upper is not None and target.lower > target.upper:
        faults.append("reversed_range")
    if not 0 <= target.tolerance < 1:
        faults.append("tolerance_out_of_range")
    if target.strict and target.tolerance:
        faults.append("strict_and_tolerant")
    if target.strict and target.aim == "within":
        faults.append("strict_within")
    if baseline_year is not None and baseline_year >= target.year:
        faults.append("not_after_baseline")
    return faults


def goal_line(target: Target) -> Fraction | None:
    """The bound to reach: the lower one of a rise, the upper one of a fall; "within" has none."""
    bound = {"rise": target.lower, "fall": target.upper}.get(target.aim)
    return None if bound is None else Fraction(bound)


def asked(target: Target, *, widened: bool) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest value that the aim asks for: of a range to rise into, no highest.

    `widened`: with the tolerance.
    """
    low, high = _ends(target, widened=widened)
    return (None if target.aim == "fall" else low), (None if target.aim == "rise" else high)


def meets(target: Target, value: Decimal, *, widened: bool = True) -> bool:
    """Whether a value reaches the target, by its tolerance or (not widened) without it."""
    (low, high), exact = asked(target, widened=widened), Fraction(value)
    if target.strict:
        return (low is None or exact > low) and (high is None or exact < high)
    return (low is None or exact >= low) and (high is None or exact <= high)


def exceeds(target: Target, value: Decimal) -> bool:
    """Whether a value is above an upper bound, tolerance included, that the aim keeps it under."""
    _, high = asked(target, widened=True)
    return high is not None and Fraction(value) > high


def distance(target: Target, value: Decimal) -> Fraction:
    """From a value to the goal line, or to the range it should stay within; 0 once there."""
    (low, high), exact = asked(target, widened=False), Fraction(value)
    below = Fraction(0) if low is None else low - exact
    above = Fraction(0) if high is None else exact - high
    return max(Fraction(0), below, above)


def far_end_passed(target: Target, value: Decimal) -> str | None:
    """Past a range to rise into: "above"; to fall into: "below", tolerance included; else None."""
    (low, high), exact = _ends(target, widened=True), Fraction(value)
    if target.aim == "rise" and high is not None and exact > high:
        return "above"
    if target.aim == "fall" and low is not None and exact < low:
        return "below"
    return None


def _ends(target: Target, *, widened: bool) -> tuple[Fraction | None, Fraction | None]:
    tolerance = Fraction(target.tolerance) if widened else Fraction(0)
    return _moved(target.lower, -tolerance), _moved(target.upper, tolerance)


def _moved(bound: Decimal | None, share: Fraction) -> Fraction | None:
    if bound is None:
        return None
    exact = Fraction(bound)
    return exact + share * abs(exact)
