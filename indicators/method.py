"""The method as the public reads it. Every release is frozen with this text.

`indicators/progress.py` does what is said here; whoever changes what it does changes the text, and
the version with it.
"""

from indicators.method_text import CHINESE, ENGLISH
from indicators.progress import METHOD_VERSION
from indicators.report_types import MethodReport, Passage, Text
from indicators.verdict_words import VERDICT_KEYS, verdict_entry

_VERDICTS = "{verdicts}"


def _blocks(text: str, lang: str) -> list[str]:
    """Headings (still with their "#") and paragraphs, each on one line."""
    glue = " " if lang == "en" else ""
    blocks: list[str] = []
    for block in text.strip().split("\n\n"):
        if block == _VERDICTS:
            blocks += [verdict_entry(key, lang) for key in VERDICT_KEYS]
        else:
            blocks.append(glue.join(block.splitlines()))
    return blocks


def _passages() -> tuple[Passage, ...]:
    """The two texts side by side; they have to match heading by heading, paragraph by paragraph."""
    passages: list[Passage] = []
    for english, chinese in zip(_blocks(ENGLISH, "en"), _blocks(CHINESE, "zh-hans"), strict=True):
        words: Text = {"en": english.removeprefix("# "), "zh-hans": chinese.removeprefix("# ")}
        if english.startswith("# ") != chinese.startswith("# "):
            raise ValueError(f"a heading in one language only: {words}")
        if english.startswith("# "):
            passages.append(Passage(heading=words, paragraphs=()))
        else:
            last = passages.pop()
            paragraphs = (*last.paragraphs, words)
            passages.append(Passage(heading=last.heading, paragraphs=paragraphs))
    return tuple(passages)


METHOD = MethodReport(version=METHOD_VERSION, passages=_passages())
