"""The method's text as a page sets it."""

from indicators.method import METHOD
from indicators.method_page import Block, Term, chapters
from indicators.report_types import MethodReport, Passage
from indicators.verdict_words import MEANINGS, VERDICT_KEYS
from lingang.styleguide.building import text


def test_a_named_paragraph_is_a_term_and_neighbours_make_one_list() -> None:
    method = MethodReport(
        version="1",
        passages=(
            Passage(
                heading=text("Share of the way, and time", "完成比例"),
                paragraphs=(
                    text("Met. It was reached.", "已实现：达到目标值。"),
                    text("Flow. It adds up.", "流量：逐期累加。"),
                    text("Only here is prose: no name.", "流量：逐期累加。"),
                ),
            ),
        ),
    )
    (chapter,) = chapters(method)

    assert chapter.anchor == "share-of-the-way-and-time"
    assert chapter.blocks[1:] == (
        Block(paragraph=text("Only here is prose: no name.", "流量：逐期累加。")),
    )
    assert chapter.blocks[0].terms == (
        Term(
            name=text("Met", "已实现"),
            meaning=text("It was reached.", "达到目标值。"),
            key="met",
        ),
        Term(name=text("Flow", "流量"), meaning=text("It adds up.", "逐期累加。")),
    )


def test_the_methods_verdicts_and_glossary_are_lists_of_terms() -> None:
    found = {each.anchor: each for each in chapters(METHOD)}
    verdicts = found["what-each-verdict-means"].blocks
    glossary = found["glossary"].blocks

    assert [term.key for term in verdicts[1].terms] == list(VERDICT_KEYS)
    assert verdicts[1].terms[0].meaning["en"] == MEANINGS["missed"][0]
    assert [len(block.terms) for block in glossary] == [8]
    assert [bool(block.terms) for block in found["what-is-judged"].blocks] == [False] * 3
