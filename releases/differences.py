"""Which words differ between two releases: names, definitions, targets, commitments, the method.

Everything is said in both languages, so that pages and answers to programs can show it alike.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from indicators.languages import both, choose, listed, say
from indicators.report_types import (
    Commentary,
    Commitment,
    GoalReport,
    IndicatorReport,
    PlanReport,
    ReleaseReport,
    Target,
    Text,
)
from indicators.targets import target_words
from indicators.wording import commitment_state, day, source_words
from releases.changes import without_judgement


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Words that are not what they were; a side is None where there were or are none.

    `indicator` is None for what belongs to the plan or to one of its goals.
    """

    indicator: IndicatorReport | None
    what: Text
    old: Text | None
    new: Text | None


class Reports(Protocol):
    """A plan with its indicators by code: a publication, or what stands now."""

    @property
    def plan(self) -> PlanReport: ...
    @property
    def indicators(self) -> Mapping[str, IndicatorReport]: ...


Said = Text | None
INDICATOR: dict[str, tuple[tuple[str, str], Callable[[IndicatorReport], Said]]] = {
    "name": (("name", "名称"), lambda report: report.name),
    "definition": (("definition", "定义"), lambda report: report.definition),
    "unit": (("unit", "单位"), lambda report: report.unit_name),
    "responsible_unit": (("responsible unit", "责任单位"), lambda report: report.responsible_unit),
    "target": (("target", "目标"), lambda report: target_said(report, report.target)),
    "interim": (("interim targets", "阶段目标"), lambda report: _interim(report)),
    "goal": (
        ("goal it belongs to", "所属目标"),
        lambda report: both(lambda lang: f"{report.goal}"),
    ),
    "commentary": (("commentary", "情况说明"), lambda report: commentary_words(report.commentary)),
    "series": (
        ("series", "数据序列"),
        lambda report: both(lambda lang: listed([say(s.name, lang) for s in report.series], lang)),
    ),
}
PLAN: dict[str, tuple[tuple[str, str], Callable[[PlanReport], Said]]] = {
    "name": (("the plan’s name", "规划名称"), lambda plan: plan.name),
    "summary": (("the plan’s summary", "规划概述"), lambda plan: plan.summary),
    "period": (
        ("the plan’s period", "规划期"),
        lambda plan: both(lambda lang: f"{plan.start_year}{choose(lang, '–', '—')}{plan.end_year}"),
    ),
    "source": (
        ("the plan’s source", "规划来源"),
        lambda plan: both(lambda lang: source_words(plan.source, lang)),
    ),
}


def in_reports(before: Reports, after: Reports, *, named: Iterable[str]) -> list[Difference]:
    """The differences in the plan and the indicators called `named` by `changes.between`.

    A working that reads otherwise because a later day judged it is no difference of its own.
    """
    found: list[Difference] = []
    if after.plan.code in named:
        found += _in_plan(before.plan, after.plan)
    for code, new in after.indicators.items():
        old = before.indicators.get(code)
        if old is None:
            found.append(Difference(indicator=new, what=_INDICATOR, old=None, new=new.name))
        elif code in named:
            found += _in_indicator(old, new)
    for code, gone in before.indicators.items():
        if code not in after.indicators:
            found.append(Difference(indicator=gone, what=_INDICATOR, old=gone.name, new=None))
    return found


_INDICATOR: Text = {"en": "indicator", "zh-hans": "指标"}
_REST: Text = {"en": "other particulars", "zh-hans": "其他事项"}


def in_method(before: ReleaseReport, after: ReleaseReport) -> Difference:
    """The method's text is another one; its version may be too."""
    return Difference(
        indicator=None,
        what={"en": "method", "zh-hans": "评价方法"},
        old=_version(before, reworded=False),
        new=_version(after, reworded=before.method_version == after.method_version),
    )


def _version(release: ReleaseReport, *, reworded: bool) -> Text:
    version = release.method_version
    english, chinese = (", reworded", "（文字有调整）") if reworded else ("", "")
    return {"en": f"version {version}{english}", "zh-hans": f"第{version}版{chinese}"}


def _in_indicator(old: IndicatorReport, new: IndicatorReport) -> list[Difference]:
    found = [
        Difference(
            indicator=new,
            what={"en": english, "zh-hans": chinese},
            old=say_of(old),
            new=say_of(new),
        )
        for (english, chinese), say_of in INDICATOR.values()
        if say_of(old) != say_of(new)
    ]
    if found or without_judgement(old) == without_judgement(new):
        return found
    return [Difference(indicator=new, what=_REST, old=None, new=None)]


def target_said(report: IndicatorReport, target: Target | None) -> Said:
    """What was promised, by when, with its note."""
    if target is None:
        return None
    note = target.note

    def write(lang: str) -> str:
        promise = target_words(report, lang, target=target, with_unit=True)
        year = target.year
        words = choose(lang, f"{promise} by the end of {year}", f"到{year}年底{promise}")
        said = say(note, lang) if note else ""
        return words + (choose(lang, f" ({said})", f"（{said}）") if said else "")

    return both(write)


def _interim(report: IndicatorReport) -> Said:
    targets = [each.target for each in report.interim]
    if not targets:
        return None
    return _joined([target_said(report, each) for each in targets])


def commentary_words(own: Commentary | None) -> Said:
    """Cause and next step."""
    if own is None:
        return None
    return both(
        lambda lang: choose(lang, " ", "").join([say(own.cause, lang), say(own.next_step, lang)])
    )


def _joined(texts: Iterable[Said]) -> Text:
    every = [each for each in texts if each]
    return both(lambda lang: choose(lang, "; ", "；").join(say(each, lang) for each in every))


# The plan and its goals


def _in_plan(old: PlanReport, new: PlanReport) -> list[Difference]:
    found = [
        _of_plan(english, chinese, say_of(old), say_of(new))
        for (english, chinese), say_of in PLAN.values()
    ]
    goals = {each.number: each for each in old.goals}
    for goal in new.goals:
        found += _in_goal(goals.pop(goal.number, None), goal)
    found += [_of_goal(gone.number, "", "", gone.title, None) for gone in goals.values()]
    real = [each for each in found if each.old != each.new]
    if real or _without_lists(old) == _without_lists(new):
        return real
    return [Difference(indicator=None, what=_REST, old=None, new=None)]


def _without_lists(plan: PlanReport) -> PlanReport:
    """The plan without its lists of indicators and verdicts, which are told elsewhere."""
    goals = tuple(replace(each, indicators=()) for each in plan.goals)
    return replace(plan, goals=goals, verdicts=())


def _of_plan(english: str, chinese: str, old: Said, new: Said) -> Difference:
    return Difference(indicator=None, what={"en": english, "zh-hans": chinese}, old=old, new=new)


def _of_goal(number: int, english: str, chinese: str, old: Said, new: Said) -> Difference:
    en = f"goal {number}{', ' if english else ''}{english}"
    return _of_plan(en, f"目标{number}{'的' if chinese else ''}{chinese}", old, new)


def _in_goal(old: GoalReport | None, new: GoalReport) -> Iterator[Difference]:
    if old is None:
        yield _of_goal(new.number, "", "", None, new.title)
        return
    yield _of_goal(new.number, "title", "标题", old.title, new.title)
    yield _of_goal(new.number, "promise", "表述", old.summary, new.summary)
    before = {_wording(each): each for each in old.commitments}
    for commitment in new.commitments:
        earlier = before.pop(_wording(commitment), None)
        yield _of_commitment(new.number, earlier, commitment)
    for gone in before.values():
        yield _of_commitment(new.number, gone, None)


def _wording(commitment: Commitment) -> tuple[str, str]:
    return (commitment.wording["en"], commitment.wording["zh-hans"])


def _of_commitment(number: int, old: Commitment | None, new: Commitment | None) -> Difference:
    return _of_goal(number, "commitment", "定性任务", promise_words(old), promise_words(new))


def promise_words(commitment: Commitment | None) -> Said:
    """Wording, state, year and every piece of evidence, so that whatever differs is seen."""
    if commitment is None:
        return None

    def write(lang: str) -> str:
        state = _state(commitment, lang)
        mark = choose(lang, f" ({state})", f"（{state}）")
        wording = say(commitment.wording, lang) + mark
        return choose(lang, " ", "").join([wording, *_evidence(commitment, lang)])

    return both(write)


def standing_words(commitment: Commitment) -> Text:
    """The same without the wording, for a list that names it: state, year, evidence or none."""

    def write(lang: str) -> str:
        evidence = _evidence(commitment, lang) or [choose(lang, "no evidence", "无佐证材料")]
        return choose(lang, "; ", "；").join([_state(commitment, lang), *evidence])

    return both(write)


def _state(commitment: Commitment, lang: str) -> str:
    state, year = commitment_state(commitment.state, lang), commitment.due_year
    return choose(lang, f"{state}, due {year}", f"{state}，{year}年到期")


def _evidence(commitment: Commitment, lang: str) -> list[str]:
    """Each piece with its day and its source."""
    return [
        choose(lang, f"{day(each.on, lang)}: ", f"{day(each.on, lang)}：")
        + say(each.statement, lang)
        + choose(
            lang,
            f" [{source_words(each.source, lang)}]",
            f"［{source_words(each.source, lang)}］",
        )
        for each in commitment.evidence
    ]
