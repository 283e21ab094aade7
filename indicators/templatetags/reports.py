"""How templates reach words and drawings: a report in, words in the page's language out."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from goals.languages import active_language
from indicators import (
    amounts,
    chart_parts,
    chart_small,
    charts,
    citations,
    facts,
    languages,
    listing,
    method_page,
    pictures,
    questions,
    sentences,
    tables,
    tallies,
    targets,
    verdict_words,
    wording,
)
from indicators.chart_parts import Line
from indicators.chart_series import longest_run
from indicators.figure_words import years_without
from indicators.languages import choose, pick, year_spans
from indicators.pages import Page
from indicators.report_types import (
    Commitment,
    GoalReport,
    IndicatorReport,
    JudgedTarget,
    MethodReport,
    PlanReport,
    Source,
    Step,
    Text,
    Verdict,
)

register = template.Library()

COMPARABLE = 2  # figures that a line joins before a summary shows a chart
_HAN = re.compile("[一-鿿]+")
# Where a line of a Chinese headline may break, besides at its punctuation.
_PHRASE = re.compile("(项(?=[0-9量])|量化目标|目前均?|年|可评价的|没有|缺少)")


# Words


@register.filter
def said(text: Text | None) -> SafeString | str:
    """The words in the page's language; in the other, marked so, where this side is empty."""
    words, code = pick(text, active_language()) if text else ("", active_language())
    if not words or code == active_language():
        return marked(words)
    note = choose(active_language(), "in Chinese", "英文")
    html = '<span lang="{}">{}</span> <span class="fine">({})</span>'
    return format_html(html, html_language(code), words, note)


@register.filter
def marked(words: str) -> SafeString | str:
    """The words, Chinese ones on an English page marked as such for those who hear them."""
    if active_language() != "en" or not _HAN.search(words):
        return words
    escaped = conditional_escape(words)
    return mark_safe(_HAN.sub(r'<span lang="zh-Hans">\g<0></span>', escaped))  # noqa: S308


@register.filter
def phrased(words: str) -> SafeString | str:
    """A Chinese headline that breaks its lines between phrases."""
    if active_language() == "en":
        return words
    return mark_safe(_PHRASE.sub(r"\1<wbr>", conditional_escape(words)))  # noqa: S308


@register.filter
def wider(words: str, width: int) -> bool:
    """Whether words take more than `width` places, a Chinese character two: to be set smaller."""
    return len(words) + len("".join(_HAN.findall(words))) > width


@register.filter
def plain(text: Text | None) -> str:
    """The words alone, for attributes and names."""
    return pick(text, active_language())[0] if text else ""


@register.filter
def opening(text: Text) -> str:
    """The first sentence alone, for the line under a title."""
    return re.split(r"(?<=。)|(?<=\.)\s", plain(text), maxsplit=1)[0]


@register.filter
def html_language(code: str) -> str:
    return "zh-Hans" if code == "zh-hans" else code


@register.filter
def day(date: Any) -> str:
    """A date, or the day in Beijing of a moment: 31 December 2025."""
    on = wording.beijing_day(date) if hasattr(date, "hour") else date
    return wording.day(on, active_language())


@register.filter
def minute(moment: Any) -> str:
    return wording.minute(moment, active_language())


@register.filter
def numeral(count: int) -> str:
    """A small count in words: five."""
    return languages.numeral(count, active_language())


@register.filter
def points(line: Line) -> str:
    return chart_parts.points(line)


@register.filter
def source_words(source: Source) -> str:
    return wording.source_words(source, active_language())


@register.filter
def strand(code: str) -> str:
    return wording.strand(code, active_language())


@register.filter
def commitment_state(state: str) -> str:
    return wording.commitment_state(state, active_language())


@register.filter
def shared_standing(commitments: tuple[Commitment, ...]) -> str:
    return tallies.shared_standing(commitments, active_language())


@register.filter
def target_words(report: IndicatorReport) -> str:
    return targets.target_words(report, active_language(), with_unit=True)


@register.filter
def target_cell(report: IndicatorReport) -> str:
    """The same beside figures, in the way they are written."""
    return targets.target_words(report, active_language(), with_unit=True, style="table")


@register.filter
def known(report: IndicatorReport) -> str:
    return sentences.known(report, active_language())


@register.filter
def unit(report: IndicatorReport) -> str:
    """The unit in which the indicator's figures are written: ¥ billion."""
    scale = amounts.report_scale(report, active_language())
    return amounts.unit_heading(report, scale, active_language())


@register.filter
def chart_title(report: IndicatorReport) -> str:
    return sentences.chart_title(report, active_language())


@register.filter
def chart_description(report: IndicatorReport) -> str:
    return sentences.chart_description(report, active_language())


@register.filter
def meaning(key: str) -> str:
    code = "no_figure" if key in verdict_words.COUNTED else key
    return sentences.verdict_meaning(code, key, active_language())


@register.filter
def step_value(step: Step, report: IndicatorReport) -> str:
    """A step's value as it stands in the working: yes, no, a share, an amount; — for none."""
    return sentences.step_value(step, report, active_language())


@register.simple_tag
def headline(plan: PlanReport, indicators: Mapping[str, IndicatorReport]) -> sentences.Headline:
    return sentences.headline(plan, indicators, active_language())


@register.simple_tag
def quote_plan(page: Page, plan: PlanReport, indicators: Mapping[str, IndicatorReport]) -> str:
    release = None if page.kind == "desk" else page.release
    return sentences.quote_summary(plan, indicators, release, active_language())


@register.simple_tag
def quote_report(page: Page, plan: PlanReport, report: IndicatorReport) -> str:
    release = None if page.kind == "desk" else page.release
    return sentences.quote_indicator(report, plan.name, release, active_language())


@register.filter
def question(report: IndicatorReport) -> str:
    return questions.question(report, active_language())


@register.filter
def answer(report: IndicatorReport) -> str:
    return questions.answer(report, active_language())


@register.simple_tag
def goal_question(plan: PlanReport, goal: GoalReport) -> str:
    return questions.goal_question(plan, goal, active_language())


@register.simple_tag
def goal_answer(
    plan: PlanReport, goal: GoalReport, indicators: Mapping[str, IndicatorReport]
) -> str:
    return questions.goal_answer(plan, goal, indicators, active_language())


@register.simple_tag
def citation_of(page: Page, plan: PlanReport, title: Text, publisher: str) -> str:
    """How to cite the page as its release holds it; "" where it is in none."""
    if page.release is None or page.kind == "desk":
        return ""
    return citations.citation(
        title,
        plan.name,
        page.release,
        publisher=publisher,
        address=page.permanent,
        lang=active_language(),
    )


@register.filter
def chapters(method: MethodReport) -> list[method_page.Chapter]:
    return method_page.chapters(method)


@register.simple_tag
def goal_tally(plan: PlanReport, goal: GoalReport) -> str:
    return sentences.goal_tally(plan, goal, active_language())


# Parts


@register.inclusion_tag("components/verdict.html")
def verdict(report: IndicatorReport, size: str = "", of: Verdict | None = None) -> dict[str, Any]:
    """A verdict with its marks; on summaries (`size` "summary") without a stale pace word."""
    own = of or report.verdict
    write = verdict_words.summary_words if size == "summary" else verdict_words.verdict_words
    key = verdict_words.verdict_key(own.code, own.reason)
    if size == "summary" and verdict_words.pace_withheld(report, own):
        key = "not_assessed"
    return {
        "key": key,
        "words": write(own, report, active_language()),
        "marks": verdict_words.marks(own, report, active_language()),
        "big": size == "big",
    }


@register.inclusion_tag("components/verdict.html")
def verdict_named(key: str, words: str) -> dict[str, Any]:
    """A verdict without its numbers, for legends."""
    return {"key": key, "words": words}


@register.inclusion_tag("components/sign.html")
def sign(kind: str) -> dict[str, str]:
    return {"kind": kind}


@register.inclusion_tag("components/chart.html")
def draw(report: IndicatorReport, size: str) -> dict[str, Any]:
    return {
        "chart": charts.chart(report, lang=active_language(), size=size),
        "name": sentences.chart_description(report, active_language()),
    }


@register.simple_tag
def chart_of(report: IndicatorReport, size: str) -> chart_parts.Chart | None:
    return charts.chart(report, lang=active_language(), size=size)


@register.simple_tag
def can_draw_pictures() -> bool:
    """Whether this machine has the letters for a PNG in the page's language."""
    return pictures.can_write(active_language())


@register.filter
def comparable(report: IndicatorReport) -> bool:
    """Whether a summary shows the chart: two or more figures that a line joins."""
    return longest_run(report) >= COMPARABLE


@register.simple_tag
def small_charts(report: IndicatorReport) -> list[chart_parts.SmallChart]:
    return chart_small.small_multiples(report, lang=active_language())


@register.simple_tag
def without_marks(drawings: list[chart_parts.SmallChart]) -> str:
    """The names of the small drawings that show no figure."""
    return choose(active_language(), ", ", "、").join(
        each.name for each in drawings if not each.marks
    )


@register.simple_tag
def tally(
    plan: PlanReport, indicators: Mapping[str, IndicatorReport]
) -> list[tuple[str, int, str]]:
    """Verdict key, count and words, least favourable first."""
    year = sentences.common_year(plan, indicators)
    return [
        (key, count, sentences.verdict_name(key, year, active_language()))
        for key, count in sentences.tally(plan)
    ]


@register.simple_tag
def register_years(plan: PlanReport) -> range:
    return tables.register_years(plan)


@register.simple_tag
def register_rows(
    plan: PlanReport, indicators: Mapping[str, IndicatorReport]
) -> list[tables.RegisterRow]:
    return tables.register(plan, indicators, active_language())


@register.simple_tag
def figure_rows(page: Page, report: IndicatorReport) -> list[tables.FigureRow]:
    unreleased = page.unreleased.get(report.code, ())
    return tables.figure_table(report, active_language(), unreleased=unreleased)


@register.simple_tag
def breakdown_rows(page: Page, report: IndicatorReport) -> Any:
    unreleased = page.unreleased.get(report.code, ())
    return tables.breakdown_table(report, active_language(), unreleased=unreleased)


@register.filter
def sources(report: IndicatorReport) -> list[tables.SourceLine]:
    return tables.source_lines(report, active_language())


@register.simple_tag
def interim_words(report: IndicatorReport, interim: JudgedTarget) -> str:
    return targets.target_words(report, active_language(), target=interim.target, with_unit=True)


@register.simple_tag
def related(
    goal: GoalReport, indicators: Mapping[str, IndicatorReport], report: IndicatorReport
) -> list[IndicatorReport]:
    """The other indicators of the goal, in its order."""
    return [each for each in reports_of(goal, indicators) if each.code != report.code]


@register.filter
def parts_words(report: IndicatorReport) -> str:
    """The names of the parts an indicator is broken down into; "" where it is not."""
    return tables.parts_words(report, active_language())


@register.filter
def sign_words(kind: str) -> str:
    return tables.sign_words(kind, active_language())


@register.simple_tag
def facts_of(report: IndicatorReport) -> list[facts.Fact]:
    return facts.facts(report, active_language())


@register.filter
def share(value: Decimal) -> str:
    return amounts.share(value, active_language())


@register.filter
def lookup(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key)


@register.simple_tag
def reports_of(
    goal: GoalReport, indicators: Mapping[str, IndicatorReport]
) -> list[IndicatorReport]:
    """The goal's indicators that are there, in its order."""
    return [indicators[code] for code in goal.indicators if code in indicators]


@register.simple_tag
def baseline_words(report: IndicatorReport) -> str:
    """The figure at the start with its time: "0 in 2020"."""
    return sentences.dated(report.baseline, report, active_language()) if report.baseline else ""


@register.simple_tag
def breaks_of(report: IndicatorReport) -> list[tables.BreakNote]:
    return tables.break_notes(report, active_language())


@register.filter
def latest_value(report: IndicatorReport) -> str:
    return listing.latest_value(report, active_language())


@register.filter
def completion(report: IndicatorReport) -> str:
    """The share of the target that is reached, where there is one: "84.6%"."""
    own = report.verdict.completion
    return "" if own is None else amounts.share(own, active_language())


@register.filter
def latest_time(report: IndicatorReport) -> str:
    """Year and coverage of the newest judged figure: "2024, full year"."""
    return wording.year_covered(report.latest, active_language()) if report.latest else ""


@register.filter
def gap_years(report: IndicatorReport) -> str:
    """The years without any figure: "2022, 2024–2025"; "" where there are none."""
    return year_spans(years_without(report), active_language())


@register.simple_tag
def published_verdict(
    report: IndicatorReport, released: Mapping[str, IndicatorReport]
) -> IndicatorReport | str | None:
    """The released report where its verdict differs, "same" where it does not, None without one."""
    published = released.get(report.code)
    if published is None:
        return None
    same = verdict_words.read_alike(report.verdict, published.verdict)
    return "same" if same else published
