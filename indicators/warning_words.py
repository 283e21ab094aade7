"""Soft warnings in words, with the numbers they speak of. `lang` is "en" or "zh-hans"."""

from indicators.amounts import Measured, amount, share
from indicators.figure_warnings import FigureWarning
from indicators.languages import choose
from indicators.report_types import Figure
from indicators.wording import status, year_covered

_NAMES = {
    "factor": ("off by a factor of ten or more", "数量级异常"),
    "change": ("change of more than 30%", "变动超过30%"),
    "sign": ("other sign", "正负号变化"),
    "falls": ("running total falls", "累计数下降"),
    "estimate_after_final": ("estimate after a final figure", "正式数之后填估算数"),
    "no_source": ("no source", "缺少来源"),
}
_TIMES = {
    1: ("10 times", "10倍"),
    4: ("10,000 times", "1万倍"),
    8: ("100 million times", "1亿倍"),
    -1: ("a tenth of", "十分之一"),
    -4: ("a 10,000th of", "万分之一"),
    -8: ("a 100-millionth of", "亿分之一"),
}


def warning_name(code: str, lang: str) -> str:
    """ "no source", for a list, a mark or a count."""
    return choose(lang, *_NAMES[code])


def warning_words(warning: FigureWarning, unit: Measured, lang: str) -> str:
    """The warning as a sentence."""
    return _SENTENCES[warning.code](warning, unit, lang)


def _other(warning: FigureWarning, unit: Measured, lang: str) -> str:
    """ "full year 2023 (¥423 billion)", or the target with its value."""
    if warning.other is None:
        words = choose(lang, "the target", "目标值")
        value = amount(warning.target or warning.figure.value, unit, lang=lang)
    else:
        words, value = _when(warning.other, lang), amount(warning.other.value, unit, lang=lang)
    return choose(lang, f"{words} ({value})", f"{words}（{value}）")


def _when(figure: Figure, lang: str) -> str:
    if figure.as_of is None:
        return choose(lang, f"{figure.year}", f"{figure.year}年")
    return year_covered(figure, lang)


def _factor(warning: FigureWarning, unit: Measured, lang: str) -> str:
    times, other = choose(lang, *_TIMES[warning.power]), _other(warning, unit, lang)
    return choose(
        lang,
        f"About {times} {other}: check the digits and the unit (万, 亿).",
        f"约为{other}的{times}：请核对位数和单位（万、亿）。",
    )


def _change(warning: FigureWarning, unit: Measured, lang: str) -> str:
    if warning.other is None:
        raise ValueError("a change needs the figure it is measured from")
    before = warning.other.value
    moved = (warning.figure.value - before) / abs(before)
    by, other = share(abs(moved), lang), _other(warning, unit, lang)
    more = moved > 0
    return choose(
        lang,
        f"{by} {'above' if more else 'below'} {other}.",
        f"比{other}{'增加' if more else '减少'}{by}。",
    )


def _sign(warning: FigureWarning, unit: Measured, lang: str) -> str:
    other, below = _other(warning, unit, lang), warning.figure.value < 0
    return choose(
        lang,
        f"{'Below' if below else 'Above'} zero, unlike {other}.",
        f"{'负数' if below else '正数'}，与{other}的正负号相反。",
    )


def _falls(warning: FigureWarning, unit: Measured, lang: str) -> str:
    other = _other(warning, unit, lang)
    lower = warning.other is not None and warning.other.value > warning.figure.value
    return choose(
        lang,
        f"A running total only grows, but this is {'below' if lower else 'above'} {other}.",
        f"累计数只增不减，但本数{'低' if lower else '高'}于{other}。",
    )


def _estimate(warning: FigureWarning, unit: Measured, lang: str) -> str:
    new = status(warning.figure.obs_status, lang)
    return choose(
        lang,
        f"A final figure stands here; this one would replace it as: {new}.",
        f"此处已有正式数，将被{new}取代。",
    )


def _no_source(warning: FigureWarning, unit: Measured, lang: str) -> str:
    return choose(lang, "No source is given.", "未注明来源。")


_SENTENCES = {
    "factor": _factor,
    "change": _change,
    "sign": _sign,
    "falls": _falls,
    "estimate_after_final": _estimate,
    "no_source": _no_source,
}
