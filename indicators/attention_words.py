"""The words for tasks: what is wrong, why, what comes next, and who can do it.

`lang` is "en" or "zh-hans". Kinds as in `indicators/attention.py`.
"""

import datetime
from dataclasses import dataclass

from indicators.attention import Task, unexplained
from indicators.desk_words import age
from indicators.figure_words import newest_shown, stated
from indicators.languages import choose, say, year_spans
from indicators.report_types import Figure, IndicatorReport, Text
from indicators.verdict_words import verdict_words
from indicators.wording import day, source_words


@dataclass(frozen=True, kw_only=True)
class KindWords:
    """What is wrong, what to do about it, and the roles that do it, as pairs of both languages."""

    what: tuple[str, str]
    step: tuple[str, str]
    who: tuple[str, str]


_ASK = (
    "Anybody here can ask; analysts and reviewers enter the answer.",
    "均可商请；所得数据由填报人、审核人录入。",
)
_KINDS = {
    "release": KindWords(
        what=("Working figures differ from the published ones", "工作数据与已发布内容不一致"),
        step=("Draft a release", "起草发布"),
        who=(
            "Analysts and reviewers draft; a reviewer who changed nothing in it approves.",
            "由填报人或审核人起草，由未参与修改的审核人审核。",
        ),
    ),
    "commentary": KindWords(
        what=("Missed or lagging, without a commentary", "未实现或滞后，缺情况说明"),
        step=("Write the cause and the next step", "补写原因和下一步措施"),
        who=(
            "The responsible unit explains; analysts and reviewers enter it.",
            "由责任单位说明，填报人、审核人录入。",
        ),
    ),
    "source": KindWords(
        what=("Figures without a source or a note", "数据缺来源或说明"),
        step=("Add what is missing", "补充来源或说明"),
        who=("Analysts and reviewers.", "填报人、审核人。"),
    ),
    "awaited": KindWords(
        what=("The target year’s figure is awaited", "目标年数据待公布"),
        step=("Ask for the full-year figure", "商请提供目标年全年数据"),
        who=_ASK,
    ),
    "first_figure": KindWords(
        what=("No figure found", "未查到数据"),
        step=("Ask for a first figure", "商请提供首个数据"),
        who=_ASK,
    ),
    "other_basis": KindWords(
        what=("Figures only on another basis", "仅有口径不一致的数据"),
        step=("Ask for a figure on the target’s basis", "商请按目标口径提供数据"),
        who=_ASK,
    ),
    "baseline": KindWords(
        what=("No baseline on the target’s basis", "缺同口径基期数"),
        step=("Ask for the baseline", "商请提供基期数"),
        who=_ASK,
    ),
    "out_of_date": KindWords(
        what=("The latest figure is out of date", "最新数据较早"),
        step=("Ask for a newer figure", "商请更新数据"),
        who=_ASK,
    ),
    "provisional": KindWords(
        what=("Judged by a provisional figure", "按初步数评价"),
        step=("Have the final figure confirmed", "核实正式数"),
        who=_ASK,
    ),
    "evidence": KindWords(
        what=("Commitments without evidence", "定性任务缺佐证材料"),
        step=("Record dated evidence", "补充有日期的佐证材料"),
        who=("Analysts and reviewers.", "填报人、审核人。"),
    ),
    "unit": KindWords(
        what=("No responsible unit is named", "未明确责任单位"),
        step=("Name the responsible unit", "明确责任单位"),
        who=("Administrators.", "管理员。"),
    ),
}


def what(kind: str, lang: str) -> str:
    """What is wrong, as a heading."""
    return choose(lang, *_KINDS[kind].what)


def step(kind: str, lang: str) -> str:
    """The next step of every task of a kind."""
    return choose(lang, *_KINDS[kind].step)


def who(kind: str, lang: str) -> str:
    """The roles that can do it."""
    return choose(lang, *_KINDS[kind].who)


def own_step(task: Task, lang: str) -> str:
    """The next step of one task: "Ask for the full-year 2025 figure"."""
    if task.kind == "awaited":
        return choose(
            lang, f"Ask for the full-year {task.year} figure", f"商请提供{task.year}年全年数据"
        )
    if task.kind == "baseline":
        return choose(
            lang, f"Ask for the {task.year} figure as the baseline", f"商请提供{task.year}年基期数"
        )
    return step(task.kind, lang)


def subject(task: Task) -> Text:
    """What the task is about: the indicator's name, or the commitment's wording."""
    if task.commitment is not None:
        return task.commitment.wording
    assert task.report is not None  # noqa: S101 (a task is about one or the other)
    return task.report.name


def whom(task: Task, lang: str) -> str:
    """Who is to be asked: the responsible unit, and the latest figure's source; "" for nobody."""
    report = task.report
    if report is None or task.kind in ("release", "unit"):
        return ""
    unit = report.responsible_unit
    if unit is None:
        words = choose(lang, "Responsible unit not named yet", "责任单位尚未明确")
    else:
        words = choose(lang, "Responsible unit: ", "责任单位：") + say(unit, lang)
    figure = _latest(report)
    if task.kind == "commentary" or figure is None or figure.source is None:
        return words
    source = source_words(figure.source, lang)
    return words + choose(lang, f"; latest source: {source}", f"；最新数据来源：{source}")


def why(task: Task, today: datetime.date, lang: str) -> str:
    """What is known that makes it a task: one sentence."""
    stop = choose(lang, ".", "。")
    if task.commitment is not None and task.kind == "release":
        return choose(
            lang,
            "Its wording, its state or its evidence differs.",
            "表述、状态或佐证材料有变动。",
        )
    if task.commitment is not None:
        year = task.commitment.due_year
        return choose(lang, f"Due by the end of {year}", f"{year}年底到期") + stop
    report = task.report
    assert report is not None  # noqa: S101 (a task is about one or the other)
    if task.kind in ("release", "commentary", "unit"):
        words = verdict_words(report.verdict, report, lang)
        now = choose(lang, f"Verdict now: {words}", f"当前评价：{words}") + stop
        return now + (_older_words(report, lang) if task.kind == "commentary" else "")
    if task.kind in ("source", "provisional"):
        years = year_spans(sorted({figure.year for _, figure in task.figures}), lang)
        return choose(lang, f"Figures for {years}.", f"涉及{years}年数据。")
    if task.kind == "baseline":
        return choose(
            lang,
            f"No figure for {task.year} that the target could be measured from.",
            f"没有可与目标比较的{task.year}年数据。",
        )
    return _of_figures(report, today, lang)


def _older_words(report: IndicatorReport, lang: str) -> str:
    """What the commentary there is lacks."""
    if report.commentary is None:
        return ""
    return choose(lang, " ", "") + unexplained_words(report, unexplained(report), lang)


def unexplained_words(report: IndicatorReport, why: str, lang: str) -> str:
    """What a commentary lacks; `why` as `attention.unexplained` has it."""
    latest, words = report.latest, report.commentary
    year = latest.year if latest else ""
    if words is None or why == "none":
        return choose(lang, f"No commentary for {year}.", f"缺{year}年情况说明。")
    if why == "earlier_year":
        return choose(
            lang,
            f"The commentary is for {words.year}, the figure for {year}.",
            f"现有情况说明针对{words.year}年，最新数据为{year}年。",
        )
    if why == "earlier_day" and words.written_on is not None:
        on = day(words.written_on, lang)
        return choose(
            lang,
            f"The commentary of {on} is older than the {year} figure.",
            f"情况说明（{on}）早于{year}年数据。",
        )
    return choose(lang, "The commentary names no next step.", "情况说明未写明下一步措施。")


def _of_figures(report: IndicatorReport, today: datetime.date, lang: str) -> str:
    """The latest judged figure with its age, or what there is instead."""
    if report.latest is not None:
        old = age(report.latest, today, lang)
        words = stated(report.latest, report, lang)
        words += choose(lang, f", {old}", f"，{old}") if old else ""
        return choose(lang, f"Latest: {words}.", f"最新：{words}。")
    if not any(series.figures for series in report.series):
        return choose(lang, "No figure for any year.", "各年均无数据。")
    found = newest_shown(report)
    if found is None or found[1].role == "breakdown":
        return choose(lang, "Only figures for parts of it.", "仅有部分数据，没有总数。")
    figure, series = found
    words = stated(figure, report, lang, series)
    return choose(lang, f"Shown, not judged: {words}.", f"仅供参考，不作评价：{words}。")


def _latest(report: IndicatorReport) -> Figure | None:
    if report.latest is not None:
        return report.latest
    found = newest_shown(report)
    return found[0] if found else None
