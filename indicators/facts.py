"""The strip of facts at the head of an indicator's page: what stands, was promised, is missing."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.amounts import amount, difference, report_scale, share
from indicators.comparisons import goal_edge
from indicators.figure_words import figure_status, newest_shown
from indicators.languages import choose
from indicators.progress import position
from indicators.reasons import needs_figure
from indicators.report_types import Figure, IndicatorReport, Series, Step, Target
from indicators.targets import target_words
from indicators.wording import covers, day
from indicators.working import step_value

LONG = 13  # characters: a longer value is set smaller

NONE = "—"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A name, a value set large, and a line that qualifies it."""

    label: str
    value: str
    note: str = ""

    @property
    def long(self) -> bool:
        return sum(2 if char > "⺀" else 1 for char in self.value) > LONG


def facts(report: IndicatorReport, lang: str) -> list[Fact]:
    """Latest figure and target; with a target how far it has come, the distance, what is needed."""
    strip = _Strip(report, lang)
    if report.target is None:
        return [strip.latest(), strip.no_target()]
    found = [strip.latest(), strip.promise(), strip.progress(), strip.distance()]
    return found + strip.needed()


class _Strip:
    def __init__(self, report: IndicatorReport, lang: str) -> None:
        self.report, self.lang = report, lang
        self.steps: dict[str, Step] = {step.code: step for step in report.verdict.working}

    def say(self, english: str, chinese: str) -> str:
        return choose(self.lang, english, chinese)

    def value(self, value: Decimal) -> str:
        scale = report_scale(self.report, self.lang)
        return amount(value, self.report, lang=self.lang, scale=scale, style="table")

    def latest(self) -> Fact:
        latest, target = self.report.latest, self.report.target
        if latest is None:
            return self._shown()
        due = target is not None and position(latest) == target.year + 1
        label = self.say("Latest judged figure", "最新可评价数据")
        if due and target:
            label = self.say(f"Figure for {target.year}", f"{target.year}年数据")
        elif target is None:
            label = self.say("Latest figure", "最新数据")
        series = next((each for each in self.report.series if latest in each.figures), None)
        return Fact(label=label, value=self.value(latest.value), note=self._about(latest, series))

    def _shown(self) -> Fact:
        shown = newest_shown(self.report)
        if shown is None:
            label = self.say("Latest figure", "最新数据")
            return Fact(label=label, value=NONE, note=self.say("none found", "未查到"))
        label = self.say("Latest figure, not judged", "最新数据（不作评价）")
        return Fact(label=label, value=self.value(shown[0].value), note=self._about(*shown))

    def _about(self, figure: Figure, series: Series | None) -> str:
        parts = [self.say(f"{figure.year}", f"{figure.year}年"), covers(figure, self.lang)]
        if series:
            parts.append(figure_status(figure, series, self.report, self.lang))
            if series.role == "breakdown":
                parts.insert(0, series.name["en" if self.lang == "en" else "zh-hans"])
        return self.say(", ", "，").join(parts)

    def no_target(self) -> Fact:
        return Fact(
            label=self.say("Target", "目标值"),
            value=NONE,
            note=self.say("tracked, the plan sets none", "监测指标，规划未设目标值"),
        )

    def promise(self) -> Fact:
        target = self.report.target
        assert target is not None  # noqa: S101 (facts() asks first)
        words = target_words(self.report, self.lang, style="table")
        plain = self.say("at least ", "不少于"), "不低于"
        for word in plain:
            words = words.removeprefix(word)
        label = self.say(f"Target for {target.year}", f"{target.year}年目标值")
        return Fact(label=label, value=words, note=self._tolerated(target) or self._due(target))

    def _due(self, target: Target) -> str:
        falls = "fell" if self.report.verdict.over else "falls"
        return self.say(f"{falls} due 31 December {target.year}", f"{target.year}年12月31日到期")

    def _tolerated(self, target: Target) -> str:
        if not target.tolerance:
            return ""
        edge, percent = self.value(goal_edge(target)), share(target.tolerance, self.lang)
        if target.aim == "fall":
            return self.say(
                f"tolerance {percent}: up to {edge}", f"允许偏差{percent}：不超过{edge}"
            )
        return self.say(f"tolerance {percent}: from {edge}", f"允许偏差{percent}：不低于{edge}")

    def progress(self) -> Fact:
        verdict = self.report.verdict
        if verdict.share_done is not None and verdict.share_time is not None:
            time = share(verdict.share_time, self.lang)
            return Fact(
                label=self.say("Share of the way", "完成比例"),
                value=share(verdict.share_done, self.lang),
                note=self.say(f"share of time {time}", f"序时进度{time}") + self._stands(),
            )
        if verdict.completion is not None:
            note = self.say("value ÷ target", "数值÷目标值") + self._stands()
            return Fact(
                label=self.say("Completion", "完成率"),
                value=share(verdict.completion, self.lang),
                note=note,
            )
        step = self.steps.get("share_done")
        why = step.expression["en" if self.lang == "en" else "zh-hans"] if step else ""
        return Fact(label=self.say("Share of the way", "完成比例"), value=NONE, note=why)

    def _stands(self) -> str:
        """The time a share stands for, where it is not the target's own year."""
        latest, target = self.report.latest, self.report.target
        if latest is None or (target and position(latest) == target.year + 1):
            return ""
        if latest.as_of is None:
            return self.say(f", in {latest.year}", f"，{latest.year}年")
        return self.say(f", on {day(latest.as_of, 'en')}", f"，{day(latest.as_of, 'zh-hans')}")

    def distance(self) -> Fact:
        label = self.say("Distance to the target", "与目标值的差距")
        step, latest = self.steps.get("distance"), self.report.latest
        if step is None or step.value is None or latest is None:
            return Fact(label=label, value=NONE, note=needs_figure(self.lang))
        gap = Decimal(step.value)
        scale = report_scale(self.report, self.lang)
        words = difference(
            gap, self.report, lang=self.lang, scale=scale, style="table", signed=gap > 0
        )
        note = self.say("beyond it", "超出目标值") if gap > 0 else self._short_note(latest, gap)
        return Fact(label=label, value=words, note=note)

    def _short_note(self, latest: Figure, gap: Decimal) -> str:
        if not gap:
            return self.say("exactly at the bound", "恰等于目标值")
        time = self._stands().lstrip(",， ") or self.say(f"in {latest.year}", f"{latest.year}年")
        return self.say(f"short of it, {time}", f"尚差，{time}")

    def needed(self) -> list[Fact]:
        """What each year has to bring beside what it brought, while the target is ahead."""
        needed, so_far = self.steps.get("needed"), self.steps.get("so_far")
        if needed is None:
            return []
        note = ""
        if so_far is not None:
            rate = step_value(so_far, self.report, self.lang)
            note = self.say(f"{rate} a year so far", f"至今年均{rate}")
        label = self.say("Needed a year from here", "此后年均需")
        return [Fact(label=label, value=step_value(needed, self.report, self.lang), note=note)]
