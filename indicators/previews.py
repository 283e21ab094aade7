"""What a page is called and says in one breath, where others show it: search, chats, networks.

Computed from the reports that the page shows. `lang` is "en" or "zh-hans".
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indicators.headlines import common_year, headline
from indicators.languages import choose, listed, say
from indicators.report_types import GoalReport, IndicatorReport, PlanReport
from indicators.sentences import chart_description, known
from indicators.tallies import goal_tally, tally
from indicators.verdict_words import summary_words, verdict_name

Reports = Mapping[str, IndicatorReport]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A title, a sentence or two, and what the page's picture shows, in words."""

    title: str
    description: str
    picture: str


def of_plan(plan: PlanReport, indicators: Reports, lang: str) -> Preview:
    """The whole plan: its main finding. `indicators`: the reports of its targets, by code."""
    finding = headline(plan, indicators, lang)
    words = choose(lang, " ", "").join(filter(None, [finding.lead, finding.rest]))
    year = common_year(plan, indicators)
    counts = [f"{verdict_name(key, year, lang)} {count}" for key, count in tally(plan) if count]
    return Preview(
        title=say(plan.name, lang),
        description=words,
        picture=choose(
            lang, f"{words} {listed(counts, lang)}.", f"{words}{listed(counts, lang)}。"
        ),
    )


def titled(preview: Preview, title: str) -> Preview:
    """The same under the page's own title, where it has one."""
    return replace(preview, title=title or preview.title)


def of_goal(plan: PlanReport, goal: GoalReport, lang: str) -> Preview:
    title, count = say(goal.title, lang), goal_tally(plan, goal, lang)
    number = choose(lang, f"Goal {goal.number}: {title}", f"目标{goal.number}：{title}")
    return Preview(
        title=number,
        description=choose(
            lang, f"{say(goal.summary, lang)} {count}.", f"{say(goal.summary, lang)}{count}。"
        ),
        picture=choose(lang, f"{number}. {count}.", f"{number}。{count}。"),
    )


def of_indicator(report: IndicatorReport, lang: str) -> Preview:
    verdict = summary_words(report.verdict, report, lang) + choose(lang, ". ", "。")
    if report.latest is None or report.target is None:
        verdict = ""  # what is known says it
    return Preview(
        title=say(report.name, lang),
        description=verdict + known(report, lang),
        picture=chart_description(report, lang),
    )
