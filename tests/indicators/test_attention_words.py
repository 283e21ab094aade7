"""Tasks in words: what, why, what next, whom to ask."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.attention import KINDS, Task, tasks
from indicators.attention_words import own_step, step, subject, what, who, whom, why
from indicators.report_types import Commitment, IndicatorReport
from lingang.styleguide.building import text
from tests.indicators.judged import SEEN, figure, on, other_series, plan, report, source


def task(kind: str, of: IndicatorReport) -> Task:
    made, by_code = plan(of)
    return next(each for each in tasks(made, by_code, unreleased=()) if each.kind == kind)


def said(kind: str, of: IndicatorReport, lang: str = "en") -> tuple[str, str, str]:
    one = task(kind, of)
    return own_step(one, lang), why(one, SEEN, lang), whom(one, lang)


WAITING = report(on("2021-08-16", 5, "P", source=source("2021-08-16")), baseline=figure(2020, 0))


def test_an_awaited_figure_names_its_year_the_latest_one_and_whom_to_ask() -> None:
    assert said("awaited", WAITING) == (
        "Ask for the full-year 2025 figure",
        "Latest: 5 clusters as reported on 16 August 2021 (provisional), 63 months old.",
        "Responsible unit not named yet; latest source: China News Service, 16 August 2021",
    )
    named = replace(WAITING, responsible_unit=text("Development bureau", "发展局"))
    assert said("awaited", named, "zh-hans") == (
        "商请提供2025年全年数据",
        "最新：2021年8月16日报道为5个（初步数），距今63个月。",
        "责任单位：发展局；最新数据来源：中国新闻社，2021年8月16日",
    )


def test_what_is_missing_is_said_as_far_as_it_is() -> None:
    parts = (other_series(figure(2024, 40), role="breakdown"),)
    assert said("first_figure", report())[1] == "No figure for any year."
    assert said("first_figure", report(others=parts))[1] == "Only figures for parts of it."
    stock = (other_series(figure(2024, 1493, "D")),)
    assert said("other_basis", report(others=stock))[1] == (
        "Shown, not judged: 1,493 clusters in 2024 (definition differs: all industry)."
    )


def test_a_baseline_is_asked_for_by_its_year() -> None:
    assert said("baseline", report(figure(2024, 90)))[:2] == (
        "Ask for the 2020 figure as the baseline",
        "No figure for 2020 that the target could be measured from.",
    )


def test_a_commitment_that_waits_for_a_release_says_what_may_differ() -> None:
    promise = Commitment(wording=text("Build", "建设"), state="open", due_year=2025)
    one = Task(kind="release", goal=3, commitment=promise)
    assert [why(one, SEEN, lang) for lang in ("en", "zh-hans")] == [
        "Its wording, its state or its evidence differs.",
        "表述、状态或佐证材料有变动。",
    ]


def test_figures_are_named_by_their_years() -> None:
    of = report(figure(2021, 1), figure(2022, 2), figure(2024, 90))
    assert said("source", of)[1] == "Figures for 2021–2022, 2024."
    assert said("source", of, "zh-hans")[1] == "涉及2021—2022、2024年数据。"


def test_a_lagging_target_says_its_verdict_and_only_its_unit_explains() -> None:
    missed = report(figure(2025, 96, source=source()), baseline=figure(2020, 0))
    assert said("commentary", missed) == (
        "Write the cause and the next step",
        "Verdict now: Missed, by 4 clusters.",
        "Responsible unit not named yet",
    )


def test_nobody_is_asked_to_name_a_unit_or_to_record_evidence() -> None:
    assert said("unit", WAITING)[2] == ""
    promise = Commitment(wording=text("Open up.", "扩大开放。"), state="open", due_year=2025)
    one = Task(kind="evidence", goal=5, commitment=promise)
    assert (subject(one), why(one, date(2026, 1, 1), "en"), whom(one, "en")) == (
        {"en": "Open up.", "zh-hans": "扩大开放。"},
        "Due by the end of 2025.",
        "",
    )


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_every_kind_has_its_words(lang: str) -> None:
    words = [write(kind, lang) for kind in KINDS for write in (what, step, who)]
    assert all(words)
    assert len({what(kind, lang) for kind in KINDS}) == len(KINDS)
