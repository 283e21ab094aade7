"""What was promised, in words and as the short form that stands in a slot."""

from decimal import Decimal

from indicators.amounts import amount, bare, report_scale
from indicators.languages import choose, say
from indicators.numbers import Scale
from indicators.report_types import IndicatorReport, Target


def target_words(
    report: IndicatorReport,
    lang: str,
    scale: Scale | None = None,
    *,
    target: Target | None = None,
    with_unit: bool = False,
    style: str = "prose",
) -> str:
    """The promise: "more than 1,000", "about ¥600 billion", "3–5" / 超过1,000家、约6000亿元、3—5个.

    `target`: another one than the indicator's own, say an interim one. English counts stand bare,
    since the indicator's name says what is counted, unless `with_unit`; `style` as for `amount`.
    """
    target = target or report.target
    if target is None:
        return ""
    scale = scale or report_scale(report, lang)
    lower, upper = target.lower, target.upper
    if lower is not None and upper is not None:
        between = target.aim == "within"
        words = _range(lower, upper, report, scale, lang, between=between, style=style)
    else:
        words = amount(goal_bound(target), report, lang=lang, scale=scale, style=style)
    if lang == "en" and report.measure == "count" and not with_unit:
        words = words.rsplit(f" {say(report.unit_name, lang)}", 1)[0]
    return _limit(target, report.measure, lang) + words


def target_short(
    report: IndicatorReport,
    lang: str,
    scale: Scale | None = None,
    *,
    target: Target | None = None,
) -> str:
    """The promise as it stands in a slot, in the page's unit: 500, >1,000, ≤10, about 600, 3–5."""
    target = target or report.target
    if target is None:
        return ""
    scale = scale or report_scale(report, lang)
    about = choose(lang, "about ", "约") if target.tolerance else ""
    if target.lower is not None and target.upper is not None:
        low, high = (bare(bound, report, scale, lang) for bound in (target.lower, target.upper))
        return about + (high if low == high else f"{low}{_dash(target.lower, lang)}{high}")
    strict = {"rise": ">", "fall": "<"}
    signs = strict if target.strict else {"fall": "≤"}
    sign = about or signs.get(target.aim, "")
    return sign + bare(goal_bound(target), report, scale, lang)


def goal_bound(target: Target) -> Decimal:
    """The bound that stands for the target: its goal line; of a range to stay in, the lower end."""
    bounds = (target.upper, target.lower) if target.aim == "fall" else (target.lower, target.upper)
    return next(bound for bound in bounds if bound is not None)


def _limit(target: Target, measure: str, lang: str) -> str:
    if target.tolerance:
        return choose(lang, "about ", "约")
    if target.lower is not None and target.upper is not None:
        return ""
    if target.strict:
        rise = target.aim == "rise"
        return choose(lang, "more than ", "超过") if rise else choose(lang, "less than ", "低于")
    if target.aim == "fall":
        return choose(lang, "at most ", "不超过")
    return choose(lang, "at least ", "不少于" if measure == "count" else "不低于")


def _dash(lower: Decimal, lang: str) -> str:
    # Beside a minus a dash cannot be told from another minus.
    return choose(lang, " to ", "至") if lower < 0 else choose(lang, "–", "—")


def _range(
    lower: Decimal,
    upper: Decimal,
    report: IndicatorReport,
    scale: Scale,
    lang: str,
    *,
    between: bool,
    style: str,
) -> str:
    aligned = style != "prose"
    low, high = (bare(each, report, scale, lang, aligned=aligned) for each in (lower, upper))
    last = amount(upper, report, lang=lang, scale=scale, style=style)
    if low == high:
        return last
    if between and lang == "en":
        money = report.measure in ("money", "share")
        first = amount(lower, report, lang=lang, scale=scale, style=style) if money else low
        return f"between {first} and {last}"
    if report.measure == "share" and lang != "en":
        low = f"{low}%"
    # The unit is said once, around both ends: ¥300–500 billion, 3—5个.
    words = last.replace(high, f"{low}{_dash(lower, lang)}{high}", 1)
    return f"{words}之间" if between else words
