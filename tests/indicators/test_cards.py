"""Cards: what they say, and that nothing leaves the picture or lies over anything else."""

import datetime
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from indicators import card_file, cards
from indicators.cards import Card, Frame, Words
from indicators.chart_text import Box, width_of
from indicators.report_types import IndicatorReport, ReleaseReport
from lingang.styleguide.building import target, text
from tests.indicators.judged import MONEY, figure, plan, report

RELEASE = ReleaseReport(
    plan="14fyp",
    number=2,
    title=text("", ""),
    note=text("", ""),
    judged_on=datetime.date(2026, 2, 1),
    published_at=datetime.datetime(2026, 2, 1, 1, 30, tzinfo=datetime.UTC),
    digest="",
    previous_digest="",
    method_version="1",
    product_version="1",
)
FRAME = Frame(site="Lin-gang 2025", credit="example.org/en/", release=RELEASE)
AWAITING = report(figure(2020, 20), figure(2024, 60), baseline=figure(2020, 20))
MISSED = report(figure(2020, 20), figure(2025, 60), baseline=figure(2020, 20))
MET = report(figure(2025, 160))
MISSING = report()
MONEYED = report(figure(2024, 423 * 10**9), target=target(500 * 10**9), **MONEY)
LONG = text(
    "Gross output of all enterprises above the designated size in the cutting-edge industries of "
    "the special area and its outer belt",
    "临港新片区及其联动发展区范围内全部规模以上前沿产业企业年度工业总产值（含新认定企业与迁入企业当年数）",
)


def said(card: Card) -> list[str]:
    return [each.text for each in card.words]


def indicator_card(of: IndicatorReport, lang: str = "en") -> Card:
    return cards.of_indicator(of, FRAME, lang)


def test_a_plans_card_says_the_finding_and_shows_a_box_for_each_target() -> None:
    made, reports = plan(MET, MISSED, AWAITING, MISSING)

    card = cards.of_plan(made, reports, FRAME, "en")
    assert [(each.state, each.promise.text) for each in card.slots] == [
        ("met", "100"),
        ("missed", "100"),
        ("open", "100"),
        ("none", "100"),
    ]
    assert said(card)[:4] == [
        "Lin-gang 2025",
        "Release 2, 1 February 2026",
        "example.org/en/",
        "14th Five-Year Plan",
    ]
    assert "Missed 1 · Awaiting the 2025 figure 1 · No figure found 1 · Met 1" in said(card)


def test_more_targets_than_boxes_leave_the_words_alone() -> None:
    assert len(cards.of_plan(*plan(*[MISSING] * 6), FRAME, "en").slots) == 6
    assert cards.of_plan(*plan(*[MISSING] * 7), FRAME, "en").slots == ()


def test_a_goals_card_shows_boxes_or_what_it_promises_in_words() -> None:
    made, reports = plan(MONEYED, commitments=1)
    with_target = cards.of_goal(made, made.goals[0], reports, FRAME, "zh-hans")
    assert (with_target.goal, with_target.slots[0].promise.text) == ("3", "5000")
    assert "亿元" in said(with_target)

    made, reports = plan(commitments=4)
    promised = [
        replace(each, wording=text(f"Promise {place}.", ""))
        for place, each in enumerate(made.goals[0].commitments)
    ]
    goal = replace(made.goals[0], commitments=tuple(promised))
    in_words = cards.of_goal(made, goal, reports, FRAME, "en")
    assert in_words.slots == ()
    assert said(in_words)[-3:] == ["– Promise 0.", "– Promise 1.", "– Promise 2."]


def test_an_indicators_card_shows_verdict_figure_target_and_chart() -> None:
    card = indicator_card(MISSED)

    assert card.pill is not None
    assert (card.pill.key, card.pill.words.text) == ("missed", "Missed, by 40 clusters")
    assert said(card)[3:] == [
        "Industrial",
        "clusters",
        "Latest judged figure",
        "60 clusters",
        "in 2025",
        "Target for 2025",
        "at least 100 clusters",
    ]
    assert card.chart is not None
    assert len(card.chart.chart.marks) == 2


def test_without_figures_a_card_says_what_is_known() -> None:
    words = " ".join(said(indicator_card(MISSING)))
    assert "No figure found for any year. That does not mean nothing was done." in words
    assert "Latest judged figure" not in words


def test_a_kept_releases_card_says_what_superseded_it() -> None:
    frame = replace(FRAME, release=replace(RELEASE, superseded_by=3))
    words = said(cards.of_indicator(MET, frame, "zh-hans"))
    assert words[1] == "第2次发布，2026年2月1日；已被第3次发布取代"


EVERY = [AWAITING, MISSED, MET, MISSING, MONEYED, report(figure(2024, 5), target=None)]


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
@pytest.mark.parametrize("long", [False, True])
def test_nothing_leaves_a_card_or_lies_over_anything_else(lang: str, long: bool) -> None:
    reports = [replace(each, name=LONG) if long else each for each in EVERY]
    made, by_code = plan(*reports)
    goal = replace(made.goals[0], title=LONG, summary=LONG) if long else made.goals[0]
    drawn = [cards.of_indicator(each, FRAME, lang) for each in reports]
    drawn += [cards.of_plan(made, by_code, FRAME, lang)]
    drawn += [cards.of_goal(made, goal, by_code, FRAME, lang)]
    whole = Box(left=0, top=0, right=1200, bottom=630)
    for card in drawn:
        boxes = [box_of(each) for each in card.words] + [each.box for each in card.slots]
        boxes += [card.pill.box] if card.pill else []
        if card.chart:
            boxes.append(chart_box(card))
        assert [each for each in boxes if not each.within(whole)] == []
        assert [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])] == []


def box_of(words: Words) -> Box:
    width = width_of(words.text, words.size)
    left = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    top, bottom = words.y - words.size * 0.8, words.y + words.size * 0.15
    return Box(left=left, right=left + width, top=top, bottom=bottom)


def chart_box(card: Card) -> Box:
    assert card.chart is not None
    chart, scale = card.chart.chart, card.chart.scale
    return Box(
        left=card.chart.x,
        right=card.chart.x + chart.style.width * scale,
        top=card.chart.y,
        bottom=card.chart.y + chart.height * scale,
    )


def test_a_card_is_written_as_a_document_with_its_words_and_colours() -> None:
    hostile = replace(MISSED, name=text('<&">', '<&">'))
    svg = card_file.svg(indicator_card(hostile), lang="en")

    tree = ElementTree.fromstring(svg)
    words = [each.text for each in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert '<&">' in words
    assert "Missed, by 40 clusters" in words
    assert "#083a70" in svg
    assert "var(" not in svg


def test_a_promise_is_light_in_a_filled_box_and_blue_in_an_open_one() -> None:
    made, reports = plan(MET, AWAITING)
    svg = card_file.svg(cards.of_plan(made, reports, FRAME, "en"), lang="en")

    assert svg.count('<text class="big promise"') == 2
    assert ".chart .slot-met .promise { fill: #ffffff }" in svg
    assert ".chart .slot-open .promise { fill: #083a70 }" in svg
