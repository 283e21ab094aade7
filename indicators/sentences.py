"""Whole sentences about an indicator and a plan, in both languages: the one door to all of them.

Each is computed from a report alone and claims no more than its figures do. `lang` is "en" or
"zh-hans". Plain wording (numbers, days, names) stands in `indicators/wording.py`.
"""

from indicators.amounts import share
from indicators.chart_sentences import (
    chart_description,
    chart_title,
    distance_words,
    shares_words,
)
from indicators.figure_words import (
    break_line,
    change_on_year,
    dated,
    figure_status,
    figure_tip,
    newest_shown,
    stated,
    status_words,
)
from indicators.headlines import Headline, common_year, headline, quote_summary
from indicators.languages import capital, choose, say, uncapital
from indicators.report_types import Figure, IndicatorReport, ReleaseReport, Target, Text
from indicators.tallies import goal_tally, tally
from indicators.targets import target_words
from indicators.verdict_words import (
    change_words,
    marks,
    newer_unjudged,
    pace_withheld,
    summary_words,
    verdict_key,
    verdict_meaning,
    verdict_name,
    verdict_words,
)
from indicators.wording import beijing_day, day, source_words
from indicators.working import step_value, working

__all__ = [
    "Headline",
    "break_line",
    "change_on_year",
    "change_words",
    "chart_description",
    "chart_title",
    "common_year",
    "dated",
    "figure_status",
    "figure_tip",
    "goal_tally",
    "headline",
    "known",
    "marks",
    "pace_withheld",
    "quote_indicator",
    "quote_summary",
    "stated",
    "step_value",
    "summary_words",
    "tally",
    "verdict_key",
    "verdict_meaning",
    "verdict_name",
    "verdict_words",
    "working",
]

SETTLED = ("missed", "met", "met_early", "holding", "outside")


def known(report: IndicatorReport, lang: str) -> str:
    """What is known of an indicator, and why it is not judged where it is not."""
    tracked = "" if report.target else choose(lang, "Tracked, no target.", "监测指标，未设目标值。")
    return choose(lang, " ", "").join(part for part in (findings(report, lang), tracked) if part)


def findings(report: IndicatorReport, lang: str) -> str:
    """The same for a reader who has been told whether there is a target."""
    if report.latest is None:
        parts = _without_figure(report, lang)
    else:
        parts = [_of_latest(report, report.latest, lang), *_of_later(report, lang)]
    if report.target and report.target.tolerance and report.latest is None:
        parts.append(_about(report.target, lang))
    return choose(lang, " ", "").join(capital(part) for part in parts if part)


def _about(target: Target, lang: str) -> str:
    percent = f"{(target.tolerance * 100).normalize():f}%"
    return choose(lang, f"“About” is read here as within {percent}.", f"“约”在此按±{percent}理解。")


def _without_figure(report: IndicatorReport, lang: str) -> list[str]:
    found = newest_shown(report)
    if found is not None and (report.target is None or report.verdict.reason == "other_basis"):
        figure, series = found
        words = stated(figure, report, lang, series)
        if report.target is None:
            return [f"{say(series.name, lang)}{choose(lang, f': {words}.', f'：{words}。')}"]
        return [
            choose(lang, f"Shown, not judged: {words}.", f"仅供参考，不作评价：{words}。"),
            _no_judged(report, lang),
        ]
    return [_none_found(report, lang), _not_nothing(lang)]


def _no_judged(report: IndicatorReport, lang: str) -> str:
    """Whether it is the basis that is wrong, or figures on the right one that cannot be judged."""
    own = [each for series in report.series if series.headline for each in series.figures]
    if any(each.obs_status != "D" for each in own):
        return choose(lang, "No figure that can be judged was found.", "未查到可评价的数据。")
    return choose(
        lang, "No figure on the target’s own basis was found.", "未查到与目标口径一致的数据。"
    )


def _not_nothing(lang: str) -> str:
    return choose(lang, "That does not mean nothing was done.", "这并不代表没有进展。")


def _none_found(report: IndicatorReport, lang: str) -> str:
    if any(series.figures for series in report.series if series.role != "breakdown"):
        year = report.target.year if report.target else report.baseline_year
        return choose(
            lang,
            f"No figure that can be judged was found up to {year}.",
            f"截至{year}年未查到可评价的数据。",
        )
    if any(series.figures for series in report.series):
        return choose(
            lang,
            "No figure for the whole was found for any year, only for parts of it.",
            "各年均未查到总数，仅有部分数据。",
        )
    return choose(lang, "No figure found for any year.", "各年均未查到数据。")


def _of_latest(report: IndicatorReport, latest: Figure, lang: str) -> str:
    words, stop, comma = (
        stated(latest, report, lang),
        choose(lang, ".", "。"),
        choose(lang, ", ", "，"),
    )
    target, verdict = report.target, report.verdict
    if target is None:
        return words + stop
    if verdict.code in SETTLED:
        return words + comma + distance_words(report, latest, target, lang, "prose") + stop
    if verdict.code == "moving_away" and verdict.change is not None:
        words += comma + change_words(verdict, report, lang, "prose")
    if shares := shares_words(report, lang):
        early = choose(lang, " Too early to tell.", "时间尚早，暂不评价。")
        words += choose(lang, ": ", "：") + shares + stop
        return words + early * (verdict.reason == "too_early")
    return (
        words + comma + _reached(report, latest, target, lang) + stop + _why_no_share(report, lang)
    )


def _reached(report: IndicatorReport, latest: Figure, target: Target, lang: str) -> str:
    """How far it got without a baseline: counts by what is left, others by their share."""
    completion = report.verdict.completion
    if completion is None or report.measure == "count":
        return distance_words(report, latest, target, lang, "prose")
    return choose(
        lang, f"{share(completion, lang)} of the target", f"完成率{share(completion, lang)}"
    )


def _why_no_share(report: IndicatorReport, lang: str) -> str:
    steps = working(report)
    reasons = [
        step.expression for step in steps if step.code == "share_done" and step.value is None
    ]
    return "".join(choose(lang, " ", "") + say(reason, lang) for reason in reasons)


def _of_later(report: IndicatorReport, lang: str) -> list[str]:
    found = newest_shown(report)
    if found is None or not newer_unjudged(report):
        return []
    figure, series = found
    words, kind = dated(figure, report, lang), status_words(figure, series, lang)
    return [
        choose(
            lang,
            f"A later figure is shown and not judged: {words}, {kind}.",
            f"此后的数据仅供参考，不作评价：{words}，{kind}。",
        )
    ]


def quote_indicator(
    report: IndicatorReport, plan_name: Text, release: ReleaseReport | None, lang: str
) -> str:
    """One indicator's state as a sentence that may be quoted; the page adds the address.

    `release` is None for working figures, which the sentence then says are not published.
    """
    name, plan = say(report.name, lang), say(plan_name, lang)
    grounds = choose(lang, "; ", "；").join(_grounds(report, release, lang))
    body = _quoted_state(report, lang)
    return choose(
        lang, f"{name} ({plan}): {body} ({grounds}).", f"{name}（{plan}）：{body}（{grounds}）。"
    )


def _quoted_state(report: IndicatorReport, lang: str) -> str:
    semicolon = choose(lang, "; ", "；")
    if report.target is None:
        parts = [_quoted_tracked(report, lang)]
    elif report.latest is None:
        parts = [_quoted_missing(report, lang), _quoted_goal(report, report.target, lang)]
    else:
        parts = [_quoted_figure(report, report.latest, report.target, lang)]
        parts.append(uncapital(summary_words(report.verdict, report, lang, "prose")))
    return semicolon.join([*parts, *_quoted_marks(report, lang)])


def _quoted_tracked(report: IndicatorReport, lang: str) -> str:
    tracked = choose(lang, "; tracked, no target", "；监测指标，未设目标值")
    if report.latest is not None:
        return stated(report.latest, report, lang) + tracked
    found = newest_shown(report)
    if found is None:
        return choose(lang, "no figure was found", "未查到数据") + tracked
    figure, series = found
    name, words = say(series.name, lang), stated(figure, report, lang, series)
    return choose(lang, f"{uncapital(name)}, {words}", f"{name}{words}") + tracked


def _quoted_missing(report: IndicatorReport, lang: str) -> str:
    if report.verdict.reason == "other_basis":
        return uncapital(_no_judged(report, lang)).rstrip(".。")
    return choose(lang, "no figure was found", "未查到数据")


def _quoted_goal(report: IndicatorReport, target: Target, lang: str) -> str:
    promise = target_words(report, lang, with_unit=True)
    return choose(
        lang, f"the target for {target.year} is {promise}", f"{target.year}年目标为{promise}"
    )


def _quoted_figure(report: IndicatorReport, latest: Figure, target: Target, lang: str) -> str:
    words, promise = stated(latest, report, lang), target_words(report, lang, with_unit=True)
    completion, year = report.verdict.completion, target.year
    if completion is None or report.measure == "count":
        return choose(
            lang,
            f"{words}, against a target for {year} of {promise}",
            f"{words}，{year}年目标为{promise}",
        )
    part = share(completion, lang)
    return choose(
        lang,
        f"{words}, {part} of the target for {year} of {promise}",
        f"{words}，为{year}年目标（{promise}）的{part}",
    )


def _quoted_marks(report: IndicatorReport, lang: str) -> list[str]:
    """The marks that the sentence does not say already, in words that stand on their own."""
    said = {"figure_year", "change"}
    if report.target is None or (report.latest is not None and report.latest.obs_status != "A"):
        said.add("provisional")
    own = {"out_of_date": choose(lang, "the latest figure is out of date", "最新数据较早")}
    found = marks(report.verdict, report, lang)
    return [own.get(code, words) for code, words in found if code not in said]


def _grounds(report: IndicatorReport, release: ReleaseReport | None, lang: str) -> list[str]:
    if release is None:
        parts = [choose(lang, "working figures, not published", "工作数据，未公布")]
    else:
        on = day(beijing_day(release.published_at), lang)
        words = choose(lang, f"release {release.number}, {on}", f"第{release.number}次发布，{on}")
        if newer := release.superseded_by:
            words += choose(
                lang, f", since superseded by release {newer}", f"，已被第{newer}次发布取代"
            )
        parts = [words]
    found = newest_shown(report) if report.target is None else None
    figure = report.latest or (found[0] if found else None)
    if figure is not None and figure.source is not None:
        source = source_words(figure.source, lang)
        parts.append(choose(lang, f"source: {source}", f"来源：{source}"))
    return parts
