"""Reading the numbers that people type, and choosing the unit in which many are shown.

Standard library only. Values are exact decimals in base units: yuan, a count, a share as a fraction
of one, or whatever an amount is measured in.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from indicators.report_types import Text

# What a value may be, everywhere: a bound, a figure, what an analyst types.
MAX_DIGITS_BEFORE = 18
MAX_DIGITS_AFTER = 6

_MAX_LENGTH = 24
_EXACT = Context(prec=60)  # shifts the point of any accepted number without rounding

# Powers of ten by which a word after the number multiplies it.
_CHINESE_SCALES = {
    f"{tens}{unit}": tens_power + unit_power
    for unit, unit_power in (("万", 4), ("亿", 8))
    for tens, tens_power in (("", 0), ("十", 1), ("百", 2), ("千", 3))
}
_SCALES = _CHINESE_SCALES | {
    "万亿": 12,
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "bn": 9,
    "billion": 9,
    "tn": 12,
    "trillion": 12,
}
_INPUT_POWERS = {"one": 0, "percent": -2, "wan": 4, "yi": 8}
_YUAN_BEFORE = ("¥", "rmb", "cny", "人民币")
_YUAN_AFTER = ("元", "元人民币", "人民币", "yuan", "rmb", "cny")
_COUNTED = ("家", "个", "项", "件")
_OTHER_CURRENCY = re.compile(r"[$€£₩₹₽]|usd|eur|hkd|jpy|gbp|dollar|美元|港元|港币|欧元|日元|英镑")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_GROUP = "\u2009"
_DIGITS = rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:(?:,[0-9]{{3}})+|(?:{_GROUP}[0-9]{{3}})+))"
_NUMBER = re.compile(rf"{_DIGITS}(?:\.[0-9]+)?")
_PARTS = re.compile(r"([^0-9]*)([0-9](?:.*[0-9])?)([^0-9]*)")
_BEFORE = re.compile(rf"([-+]?) *(?P<yuan>{_any_of(_YUAN_BEFORE)})? *([-+]?)")
_AFTER = re.compile(
    rf"(?P<scale>{_any_of(_SCALES)})? *"
    rf"(?:(?P<yuan>{_any_of(_YUAN_AFTER)})|(?P<counted>{_any_of(_COUNTED)})|(?P<percent>%))?"
)
_SCALE = re.compile(_any_of(_SCALES))

# Full-width forms, other minus signs, and the spaces that group digits, as one each.
_PLAIN = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | str.maketrans(
    {"￥": "¥", "−": "-", "﹣": "-", "\u3000": " "}
    | dict.fromkeys(("\u00a0", "\u2007", "\u202f"), _GROUP)
)

_REASONS: dict[str, Text] = {
    "empty": {
        "en": "Nothing was entered. Type a number, or leave the figure out.",
        "zh-hans": "未填写内容。请填写数字；没有数据时不要填报该数。",
    },
    "too_long": {
        "en": "More than 24 characters. Type one number with its unit and nothing else.",
        "zh-hans": "超过24个字符。请只填一个数字及其单位。",
    },
    "not_a_number": {
        "en": "This is not a number. Type digits, such as 4230 or 1,493.5.",
        "zh-hans": "不是数字。请填写阿拉伯数字，如4230或1,493.5。",
    },
    "exponent": {
        "en": "Exponents such as 1e5 are not read. Write the number out, or with a unit like 亿.",
        "zh-hans": "不支持1e5这类指数写法。请写出完整数字，或使用万、亿。",
    },
    "several_numbers": {
        "en": "More than one number. Type one number; group its digits with commas, as in 1,493.",
        "zh-hans": "出现了多个数字。请只填一个数字；分节请用逗号，如1,493。",
    },
    "several_points": {
        "en": "More than one decimal point. Type one number with one point, such as 1493.5.",
        "zh-hans": "出现了多个小数点。请只保留一个，如1493.5。",
    },
    "bad_grouping": {
        "en": "Commas or the point are not where they belong. Write 1,493.5 or 1493.5.",
        "zh-hans": "分节符或小数点的位置不对。请写作1,493.5或1493.5。",
    },
    "two_units": {
        "en": "Two units after one number. Keep one of them, such as 4230亿 or 423 billion.",
        "zh-hans": "一个数字带了两个单位。请只保留一个，如4230亿。",
    },
    "unknown_unit": {
        "en": "Unknown words around the number. Keep the number and one unit, such as 亿.",
        "zh-hans": "数字前后的文字无法识别。请只保留数字和一个单位，如万、亿。",
    },
    "other_currency": {
        "en": "Not in yuan. Type the amount that was published in yuan; nothing is converted here.",
        "zh-hans": "不是人民币金额。请填写公布的人民币数额，系统不做汇率换算。",
    },
    "not_money": {
        "en": "This indicator does not count money. Leave out ¥, RMB, CNY, yuan and 元.",
        "zh-hans": "该指标不是金额。请去掉¥、RMB、CNY、元等货币单位。",
    },
    "not_counted": {
        "en": "Only counts take 家, 个, 项 or 件. Leave the word out.",
        "zh-hans": "只有计数指标可带家、个、项、件。请去掉量词。",
    },
    "not_a_share": {
        "en": "This indicator is not a share. Leave out the per cent sign.",
        "zh-hans": "该指标不是比率。请去掉百分号。",
    },
    "scaled_share": {
        "en": "A share takes no 万 or 亿, million or billion. Type it as in 12.5%.",
        "zh-hans": "比率不带万、亿等单位。请按12.5%的形式填写。",
    },
    "fraction_of_count": {
        "en": "A count is a whole number. Check the digits after the point and the unit.",
        "zh-hans": "计数应为整数。请核对小数部分和单位。",
    },
    "too_large": {
        "en": "More than 18 digits before the point in base units. Check the digits and the unit.",
        "zh-hans": "折合基本单位后整数部分超过18位。请核对数字和单位。",
    },
    "too_fine": {
        "en": "More than 6 digits after the point in base units. Check the digits and the unit.",
        "zh-hans": "折合基本单位后小数部分超过6位。请核对数字和单位。",
    },
    "too_small": {
        "en": "Too small for this indicator: it would be shown as 0. Check the unit.",
        "zh-hans": "数值过小，按该指标的单位和小数位数将显示为0。请核对单位。",
    },
}


class NumberRefused(ValueError):  # noqa: N818 - it is an answer to the analyst
    """A text that is not read as a number. `code` names why; `reason` says it, and what to do."""

    def __init__(self, code: str, reason: Text) -> None:
        super().__init__(reason["en"])
        self.code = code
        self.reason = reason


def _refused(code: str) -> NumberRefused:
    return NumberRefused(code, _REASONS[code])


def read(text: str, *, measure: str, input_unit: str, decimals: int) -> Decimal:
    """What an analyst typed, in base units.

    `measure`: money (yuan), count, share or amount. `input_unit`: what a bare number means: one,
    wan (ten thousand), yi (a hundred million) or percent; "6000" with yi is 600 billion.
    `decimals`: the places in which the indicator is shown, in its input unit; a value that would
    read as 0 there is a slip. Raises NumberRefused for all that is not surely one number.
    """
    if len(text) > _MAX_LENGTH:
        raise _refused("too_long")
    plain = text.strip().translate(_PLAIN).lower()
    if not plain:
        raise _refused("empty")
    parts = _PARTS.fullmatch(plain)
    if parts is None:
        raise _refused("not_a_number")
    before, digits, after = parts.groups()
    number = _number(digits)
    sign, power = _words(before, after, measure=measure, input_unit=input_unit)
    value = _EXACT.scaleb(Decimal(f"{sign}{number}"), power)
    _check(value, measure=measure, input_unit=input_unit, decimals=decimals)
    # 0 has no sign, and a whole number no exponent, whatever was typed.
    return _EXACT.quantize(value, Decimal(1).scaleb(-max(0, _places(value)))) or Decimal(0)


def _number(digits: str) -> str:
    """The digits without their grouping, or a refusal that says what is wrong with them."""
    if _NUMBER.fullmatch(digits):
        return digits.replace(",", "").replace(_GROUP, "")
    if re.search(r"[0-9] *e *[-+]?[0-9]", digits):
        raise _refused("exponent")
    if not re.fullmatch(rf"[0-9.,{_GROUP}]+", digits):
        raise _refused("several_numbers")
    if digits.count(".") > 1:
        raise _refused("several_points")
    raise _refused("bad_grouping")


def _words(before: str, after: str, *, measure: str, input_unit: str) -> tuple[str, int]:
    """What the words around a number say: its sign, and the power of ten to base units."""
    before, after = (words.replace(_GROUP, " ").strip() for words in (before, after))
    head, tail = _BEFORE.fullmatch(before), _AFTER.fullmatch(after)
    if head is None or tail is None or (head[1] and head[3]):
        raise _refused(_what_is_wrong_with(before, after))
    if measure != "money" and (head["yuan"] or tail["yuan"]):
        raise _refused("not_money")
    if measure != "count" and tail["counted"]:
        raise _refused("not_counted")
    if measure != "share" and tail["percent"]:
        raise _refused("not_a_share")
    if measure == "share" and tail["scale"]:
        raise _refused("scaled_share")
    sign = head[1] or head[3]
    if tail["percent"]:
        return sign, -2
    if tail["scale"]:
        return sign, _SCALES[tail["scale"]]
    # A number that names its unit is not a bare one: 5000元 is not 5000亿元, even in a row of 亿元.
    named = head["yuan"] or tail["yuan"] or tail["counted"]
    return sign, 0 if named else _INPUT_POWERS[input_unit]


def _what_is_wrong_with(before: str, after: str) -> str:
    words = f"{before} {after}"
    if _OTHER_CURRENCY.search(words):
        return "other_currency"
    if before.endswith((".", ",")) or after.startswith((".", ",")):
        return "bad_grouping"
    if len(_SCALE.findall(after)) > 1:
        return "two_units"
    return "unknown_unit"


def _check(value: Decimal, *, measure: str, input_unit: str, decimals: int) -> None:
    """Refuse what can't be kept, and what would read as 0: most likely a slip in the unit."""
    if measure == "count" and _places(value) > 0:
        raise _refused("fraction_of_count")
    if value and value.adjusted() >= MAX_DIGITS_BEFORE:
        raise _refused("too_large")
    if _places(value) > MAX_DIGITS_AFTER:
        raise _refused("too_fine")
    last_place = _INPUT_POWERS[input_unit] - decimals
    if value and value.copy_abs() < Decimal(5).scaleb(last_place - 1):
        raise _refused("too_small")


def _places(value: Decimal) -> int:
    """The digits after the point that a finite value needs; below 0 where it ends in zeros."""
    digits = "".join(map(str, value.as_tuple().digits)).rstrip("0")
    return len(digits) - 1 - value.adjusted() if digits else 0


def is_bounded(value: Decimal) -> bool:
    """Whether a value is finite, with at most 18 digits before the point and 6 after it."""
    if not value.is_finite():
        return False
    return not value or (
        value.adjusted() < MAX_DIGITS_BEFORE and _places(value) <= MAX_DIGITS_AFTER
    )


@dataclass(frozen=True)
class Scale:
    """A unit to show values in: `factor` base units. `code`: a name for its words."""

    factor: Decimal
    code: str


_ONE = Scale(Decimal(1), "one")
_PERCENT = Scale(Decimal("0.01"), "percent")
# Largest first. Chinese money stops at 亿元, and never says 十亿.
_MONEY = {
    "en": (
        Scale(Decimal(10) ** 12, "trillion"),
        Scale(Decimal(10) ** 9, "billion"),
        Scale(Decimal(10) ** 6, "million"),
    ),
    "zh-hans": (Scale(Decimal(10) ** 8, "yi"), Scale(Decimal(10) ** 4, "wan")),
}


def scale_for(values: Iterable[Decimal], *, measure: str, lang: str) -> Scale:
    """The one unit for a whole chart or table of `values` (base units), by the largest of them."""
    if measure == "share":
        return _PERCENT
    if measure != "money":
        return _ONE
    largest = max(map(Decimal.copy_abs, values), default=Decimal(0))
    return next((scale for scale in _MONEY[lang] if largest >= scale.factor), _ONE)


def scaled(value: Decimal, scale: Scale) -> Decimal:
    """A value in base units, exactly, in the units of `scale`."""
    return _EXACT.divide(value, scale.factor)
