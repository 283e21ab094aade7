"""The steps of a working that measure the way: shares, gap and pace, and what a year brings."""

from decimal import Decimal
from fractions import Fraction

from indicators.amounts import share
from indicators.languages import choose
from indicators.progress import position
from indicators.reasons import why_no_share, why_no_time
from indicators.report_types import Figure, Step
from indicators.targets import goal_bound
from indicators.working_case import Case, brackets, step, years


def pace_steps(case: Case) -> list[Step | None]:
    """Shares always, or the reason why not; the rest while the target's year runs."""
    steps: list[Step | None] = [_share_done(case), _share_time(case)]
    if case.report.verdict.over:
        return steps
    return [*steps, _gap(case), _pace(case), _needed(case), _so_far(case)]


def _share_done(case: Case) -> Step:
    report, value = case.report, case.report.verdict.share_done
    label = "Share of the way", "完成比例"
    base, latest = report.baseline, report.latest
    if value is None or base is None or latest is None:
        return step("share_done", label, lambda lang: why_no_share(report, case.target, lang), None)
    return step("share_done", label, lambda lang: _way(case, base, latest, lang), value)


def _way(case: Case, base: Figure, latest: Figure, lang: str) -> str:
    first, last = case.operand(base.value, lang), case.number(latest.value, lang)
    goal = case.number(goal_bound(case.target), lang)
    if case.report.path == "compound":
        words = f"ln({last} ÷ {first}) ÷ ln({goal} ÷ {first})"
    else:
        words = f"({last} − {first}) ÷ ({goal} − {first})"
    return brackets(words, lang) + case.stands_for(lang)


def _share_time(case: Case) -> Step:
    report, value = case.report, case.report.verdict.share_time
    label = "Share of time", "序时进度"
    base, latest = report.baseline, report.latest
    if value is None or base is None or latest is None:
        return step("share_time", label, lambda lang: why_no_time(report, case.target, lang), None)
    gone = years(position(latest) - position(base))
    whole = years(case.target.year + 1 - position(base))
    words = f"{gone} of {whole} years", f"已过{gone}年，共{whole}年"
    return step(
        "share_time", label, lambda lang: choose(lang, *words) + case.stands_for(lang), value
    )


def _gap(case: Case) -> Step | None:
    verdict = case.report.verdict
    if verdict.share_done is None or verdict.share_time is None:
        return None
    words = f"{share(verdict.share_done, 'en')} − {share(verdict.share_time, 'en')}"
    label = "Gap to the straight path", "与序时进度之差"
    return step("gap", label, lambda _: words, verdict.gap)


def _pace(case: Case) -> Step | None:
    verdict = case.report.verdict
    if verdict.share_done is None or verdict.share_time is None:
        return None
    words = f"{share(verdict.share_done, 'en')} ÷ {share(verdict.share_time, 'en')}"
    return step("pace", ("Pace", "进度比"), lambda _: words, verdict.pace)


def _needed(case: Case) -> Step | None:
    latest, value = case.report.latest, case.report.verdict.needed_a_year
    if latest is None or value is None or case.attained:
        return None
    goal, span = goal_bound(case.target), case.target.year + 1 - position(latest)
    label = "Needed a year from here", "此后年均需"
    return step("needed", label, lambda lang: _rate(case, goal, latest.value, span, lang), value)


def _so_far(case: Case) -> Step | None:
    report, value = case.report, case.report.verdict.so_far_a_year
    base, latest = report.baseline, report.latest
    if base is None or latest is None or value is None:
        return None
    span = position(latest) - position(base)
    return step(
        "so_far",
        ("A year so far", "至今年均"),
        lambda lang: _rate(case, latest.value, base.value, span, lang),
        value,
    )


def _rate(case: Case, to: Decimal, start: Decimal, span: Fraction, lang: str) -> str:
    time = years(span)
    unit = choose(lang, " year" if time == "1" else " years", "年")
    words = f"({case.number(to, lang)} − {case.operand(start, lang)}) ÷ {time}{unit}"
    return brackets(words, lang)
