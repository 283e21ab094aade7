"""Choosing between the product's two languages, "en" and "zh-hans"."""

from collections.abc import Callable, Iterable

from indicators.report_types import Text


def choose(lang: str, english: str, chinese: str) -> str:
    return english if lang == "en" else chinese


def both(write: Callable[[str], str]) -> Text:
    """What `write(lang)` says, in both languages."""
    return {"en": write("en"), "zh-hans": write("zh-hans")}


def pick(text: Text, lang: str) -> tuple[str, str]:
    """The words and the language they are in; the other language's where this one has none."""
    own, other = (
        ((text["en"], "en"), (text["zh-hans"], "zh-hans"))
        if lang == "en"
        else ((text["zh-hans"], "zh-hans"), (text["en"], "en"))
    )
    return own if own[0] or not other[0] else other


def say(text: Text, lang: str) -> str:
    """The words alone, for names, which stand in both languages."""
    return pick(text, lang)[0]


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def uncapital(name: str) -> str:
    """A name inside a sentence: "All industry" gives "all industry"; "R&D" and Chinese stay."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def listed(parts: list[str], lang: str) -> str:
    """English: "a, b and c". Chinese: a、b、c."""
    if lang != "en" or len(parts) < 2:
        return "、".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


_ENGLISH = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CHINESE = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")


def numeral(count: int, lang: str) -> str:
    """A count in words up to ten, in digits beyond. Chinese 2 is 两, as before a measure word."""
    words = _ENGLISH if lang == "en" else _CHINESE
    return words[count] if count < len(words) else f"{count:,}"


def year_spans(years: Iterable[int], lang: str) -> str:
    """2021–2023, 2025 / 2021—2023、2025; "" without years."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    dash = choose(lang, "–", "—")
    words = [str(span[0]) if len(span) == 1 else f"{span[0]}{dash}{span[-1]}" for span in spans]
    return choose(lang, ", ", "、").join(words)
