"""The method's frozen text as a page sets it: chapters, paragraphs, terms with their meaning.

A release keeps the method as plain paragraphs. One that opens with a name in both languages
("Met. …", "已实现：…") is an entry of a list of terms.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from indicators.report_types import MethodReport, Passage, Text
from indicators.verdict_words import VERDICT_KEYS, verdict_name

_NAMED_EN = re.compile(r"([^.;:]{2,45})\.\s+(\S.*)", re.DOTALL)
_NAMED_ZH = re.compile(r"([^：。；]{2,20})：(.+)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A name and what it means; `key` names the verdict that it is, if it is one."""

    name: Text
    meaning: Text
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, or a run of terms."""

    paragraph: Text | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A heading, the place on the page it can be linked at, and what stands under it."""

    anchor: str
    heading: Text
    blocks: tuple[Block, ...]


def chapters(method: MethodReport) -> list[Chapter]:
    return [
        Chapter(
            anchor=re.sub(r"[^a-z0-9]+", "-", each.heading["en"].lower()).strip("-"),
            heading=each.heading,
            blocks=tuple(_blocks(each)),
        )
        for each in method.passages
    ]


def _blocks(passage: Passage) -> Iterable[Block]:
    read = [(_term(each), each) for each in passage.paragraphs]
    for named, run in groupby(read, key=lambda pair: pair[0] is not None):
        if named:
            yield Block(terms=tuple(term for term, _ in run if term))
        else:
            yield from (Block(paragraph=words) for _, words in run)


def _term(paragraph: Text) -> Term | None:
    english, chinese = _NAMED_EN.match(paragraph["en"]), _NAMED_ZH.match(paragraph["zh-hans"])
    if english is None or chinese is None:
        return None
    name: Text = {"en": english[1], "zh-hans": chinese[1]}
    key = next((each for each in VERDICT_KEYS if _names(each) == name), "")
    return Term(name=name, meaning={"en": english[2], "zh-hans": chinese[2]}, key=key)


def _names(key: str) -> Text:
    return {"en": verdict_name(key, None, "en"), "zh-hans": verdict_name(key, None, "zh-hans")}
