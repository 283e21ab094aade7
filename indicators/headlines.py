"""What became of all targets of a plan together: the headline, and the sentence to quote.

Everything is counted from verdicts and true of every mix of them. `lang` is "en" or "zh-hans".
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from indicators.languages import capital, choose, listed, numeral, say
from indicators.progress import position
from indicators.report_types import (
    IndicatorReport,
    PlanReport,
    ReleaseReport,
    VerdictLine,
)
from indicators.verdict_words import pace_withheld
from indicators.wording import beijing_day, day

Reports = Mapping[str, IndicatorReport]

# What targets have come to, the least favourable first: one does it, several do it, in Chinese.
RESULTS = {
    "missed": ("was missed", "were missed", "未实现"),
    "moving_away": ("is moving away", "are moving away", "偏离目标"),
    "outside": ("is outside its range", "are outside their range", "不在目标区间"),
    "behind": ("is behind", "are behind", "滞后"),
    "on_track": ("is on track", "are on track", "基本符合预期"),
    "ahead": ("is ahead", "are ahead", "快于预期"),
    "holding": ("is at the target level", "are at the target level", "已达目标值"),
    "met": ("was met", "were met", "已实现"),
}
SAME_RESULT = {"far_behind": "behind", "met_early": "met"}
# What is still open, in the order it is told.
OPEN = ("awaiting", "year_on_another_basis", "no_figure", "not_assessed", "dated")


@dataclass(frozen=True, kw_only=True)
class Headline:
    """The finding: `lead` is decided, `rest` (may be "") is open, `standfirst` explains."""

    lead: str
    rest: str
    standfirst: str


def headline(plan: PlanReport, indicators: Reports, lang: str) -> Headline:
    """The main finding of the plan. `indicators`: the reports of its targets, by code."""
    found = _Findings(plan, indicators)
    if not found.total:
        lead = choose(lang, "No numeric target is set.", "未设量化目标。")
        return Headline(lead=lead, rest="", standfirst="")
    clauses = found.open_clauses(lang, spoken_before=bool(found.results))
    stop = choose(lang, ".", "。")
    lead = capital(found.lead(lang)) + (choose(lang, ".", "，") if clauses else stop)
    rest = capital(clauses[0]) + stop if clauses else ""
    sentences = [_deadline(plan, indicators, found.total, lang)]
    sentences += [capital(clause) + stop for clause in clauses[1:]]
    if found.open["awaiting"] or found.open["no_figure"]:
        sentences.append(
            choose(
                lang,
                "A missing figure is not zero and not a failure.",
                "数据缺失不等于零，也不代表未完成。",
            )
        )
    return Headline(lead=lead, rest=rest, standfirst=choose(lang, " ", "").join(sentences))


def quote_summary(
    plan: PlanReport, indicators: Reports, release: ReleaseReport | None, lang: str
) -> str:
    """The finding as one sentence that may be quoted; the page adds the address.

    `release` is None for working figures, which the sentence then says are not published.
    """
    found = _Findings(plan, indicators)
    where = _stand(release, lang)
    if not found.total:
        name = _plan_name(plan, lang)
        return where + choose(lang, f"{name} sets no numeric target.", f"{name}未设量化目标。")
    clauses = found.open_clauses(lang, spoken_before=bool(found.results))
    words = where + found.lead(lang, of_plan=_plan_name(plan, lang))
    if clauses:
        words += choose(lang, "; ", "；") if found.results else choose(lang, ": ", "：")
        words += listed(clauses, lang) if lang == "en" else "，".join(clauses)
    return words + choose(lang, ".", "。")


def common_year(plan: PlanReport, indicators: Reports) -> int | None:
    """The year all targets fall due at the end of; None where there are several."""
    years = _target_years(plan, indicators)
    return years[0] if len(years) == 1 else None


def _target_years(plan: PlanReport, indicators: Reports) -> list[int]:
    reports = (indicators.get(line.indicator) for line in plan.verdicts if line.targeted)
    years = {report.target.year for report in reports if report and report.target}
    return sorted(years) or [plan.end_year]


def _plan_name(plan: PlanReport, lang: str) -> str:
    name = say(plan.name, lang)
    if lang != "en":
        return name
    return f"the {name.removeprefix('The ').removeprefix('the ')}"


def _stand(release: ReleaseReport | None, lang: str) -> str:
    """What the sentence rests on."""
    if release is None:
        return choose(lang, "On working figures, not published: ", "按工作数据（未公布），")
    number, on = release.number, day(beijing_day(release.published_at), lang)
    if release.superseded_by is None:
        return choose(lang, f"As of release {number} ({on}), ", f"截至第{number}次发布（{on}），")
    newer = release.superseded_by
    return choose(
        lang,
        f"Release {number} ({on}, since superseded by release {newer}) said: ",
        f"第{number}次发布（{on}，已被第{newer}次发布取代）的结论为：",
    )


def _deadline(plan: PlanReport, indicators: Reports, total: int, lang: str) -> str:
    years = _target_years(plan, indicators)
    if len(years) > 1:
        first, last = years[0], years[-1]
        return choose(
            lang,
            f"The targets are for years from {first} to {last}.",
            f"各目标期限为{first}—{last}年。",
        )
    year = years[0]
    the = "The target" if total == 1 else "The targets"
    reports = [indicators[line.indicator] for line in plan.verdicts if line.indicator in indicators]
    judged = [report for report in reports if report.target]
    if judged and any(_is_past(report, year) for report in judged):
        return choose(
            lang, f"{the} fell due on 31 December {year}.", f"目标于{year}年12月31日到期。"
        )
    if judged and not all(report.verdict.over for report in judged):
        falls = "falls" if total == 1 else "fall"
        return choose(
            lang, f"{the} {falls} due on 31 December {year}.", f"目标将于{year}年12月31日到期。"
        )
    is_for = "is" if total == 1 else "are"
    return choose(lang, f"{the} {is_for} for the end of {year}.", f"目标期限为{year}年底。")


def _is_past(report: IndicatorReport, year: int) -> bool:
    """Whether the report itself shows that the year has ended: its figure may come early."""
    latest = report.latest
    if not report.verdict.over:
        return False
    if latest is None or position(latest) != year + 1:
        return True
    return latest.source is not None and latest.source.published_on[:4] > f"{year}"


class _Findings:
    """The targets of a plan, counted by what they have come to and by what keeps them open."""

    def __init__(self, plan: PlanReport, indicators: Reports) -> None:
        self.year = common_year(plan, indicators)
        lines = [line for line in plan.verdicts if line.targeted]
        self.total = len(lines)
        kinds = Counter(_kind(line, indicators.get(line.indicator)) for line in lines)
        self.results = {kind: kinds[kind] for kind in RESULTS if kinds[kind]}
        self.open = Counter({kind: kinds[kind] for kind in OPEN if kinds[kind]})

    def lead(self, lang: str, of_plan: str = "") -> str:
        """What is decided, without a full stop; `of_plan` names the plan in a sentence to quote."""
        return self._lead_en(of_plan) if lang == "en" else self._lead_zh(of_plan)

    def _lead_en(self, of_plan: str) -> str:
        total = numeral(self.total, "en")
        plan = f" of {of_plan}" if of_plan else ""
        whole = f"{'the ' if of_plan else ''}{total} numeric targets{plan}"
        alone = f"the one numeric target{plan}"
        if not self.results:
            if self.total == 1:
                return f"{alone} cannot be judged yet"
            none = "neither" if self.total == 2 else "none"
            return f"{none} of {whole} can be judged yet"
        (first, count), *others = self.results.items()
        if count == self.total:
            one, many, _ = RESULTS[first]
            every = "both" if count == 2 else f"all {total}"
            return f"{alone} {one}" if count == 1 else f"{every} numeric targets{plan} {many}"
        clauses = [f"{numeral(count, 'en')} of {whole} {RESULTS[first][count > 1]}"]
        clauses += [f"{numeral(n, 'en')} {RESULTS[kind][n > 1]}" for kind, n in others]
        return listed(clauses, "en")

    def _lead_zh(self, of_plan: str) -> str:
        plan = f"{of_plan}的" if of_plan else ""
        whole = f"{plan}{numeral(self.total, 'zh-hans')}项量化目标"
        if self.total == 1:
            whole = f"{plan}唯一一项量化目标"
        both = "均" if self.total > 1 else ""
        if not self.results:
            return f"{whole}目前{both}无法评价"
        (first, count), *_ = self.results.items()
        if count == self.total:
            return f"{whole}{both}{RESULTS[first][2]}"
        parts = [f"{numeral(n, 'zh-hans')}项{RESULTS[kind][2]}" for kind, n in self.results.items()]
        return f"{whole}中，{'、'.join(parts)}"

    def open_clauses(self, lang: str, *, spoken_before: bool) -> list[str]:
        """What is open, one clause a kind; the last is "the other …" if something came before."""
        clauses = []
        kinds = list(self.open)
        for place, kind in enumerate(kinds):
            count = self.open[kind]
            last = place == len(kinds) - 1 and (place > 0 or spoken_before)
            write = self._clause_en if lang == "en" else self._clause_zh
            clauses.append(write(kind, count, others=last))
        return clauses

    def _clause_en(self, kind: str, count: int, *, others: bool) -> str:
        one = count == 1
        if kind == "no_figure" and count == self.total > 1:
            none = "neither" if count == 2 else "none"
            return f"{none} has a figure that can be judged"
        its, has = ("its", "has") if one else ("their", "have")
        awaited = f"{its} {self.year} figure" if self.year else f"the figure for {its} target year"
        found = f"a {self.year} figure" if self.year else f"a figure for {its} target year"
        does = {
            "awaiting": f"{'awaits' if one else 'await'} {awaited}",
            "year_on_another_basis": f"{has} {found} only on another basis",
            "no_figure": f"{has} no figure that can be judged",
            "not_assessed": f"{'is' if one else 'are'} not assessed",
            "dated": f"{has} no up-to-date figure that can be judged",
        }[kind]
        return f"{self._subject_en(count, others=others)} {does}"

    def _subject_en(self, count: int, *, others: bool) -> str:
        if count == self.total:
            return {1: "it", 2: "both"}.get(count, f"all {numeral(count, 'en')}")
        if others:
            return "the other" if count == 1 else f"the other {numeral(count, 'en')}"
        return numeral(count, "en")

    def _clause_zh(self, kind: str, count: int, *, others: bool) -> str:
        year = f"{self.year}年" if self.year else "目标年"
        every = "均" if count == self.total > 1 else ""
        subject = "" if count == self.total else f"{numeral(count, 'zh-hans')}项"
        if others and subject:
            subject = f"其余{subject}"
        return (
            subject
            + {
                "awaiting": f"{year}数据{every}待公布",
                "year_on_another_basis": f"{year}数据{every}口径不一致",
                "no_figure": f"{every}没有可评价的数据",
                "not_assessed": f"{every}暂不评价",
                "dated": f"{every}缺少较新的可评价数据",
            }[kind]
        )


def _kind(line: VerdictLine, report: IndicatorReport | None) -> str:
    if line.code == "awaiting" and line.reason == "other_basis":
        return "year_on_another_basis"
    if report is not None and pace_withheld(report, report.verdict):
        return "dated"
    return SAME_RESULT.get(line.code, line.code)
