"""Cards: pictures of 1200 × 630 that chats and networks show beside a link, as geometry.

A report in, a frozen card out: words at their places, targets as boxes, the indicator's own chart.
`templates/cards/card.svg` writes it down. Nothing here judges anything; `lang` is "en" or
"zh-hans"; x to the right, y downwards, in pixels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators import amounts, charts
from indicators.chart_parts import Chart, outline
from indicators.chart_series import slot_state
from indicators.chart_text import Box, folded, width_of
from indicators.headlines import common_year, headline
from indicators.languages import choose, say
from indicators.listing import latest_value
from indicators.report_types import GoalReport, IndicatorReport, PlanReport, ReleaseReport
from indicators.sentences import known
from indicators.tallies import goal_tally, tally
from indicators.targets import target_short, target_words
from indicators.verdict_words import pace_withheld, summary_words, verdict_key, verdict_name
from indicators.wording import beijing_day, day, when

WIDTH, HEIGHT, MARGIN = 1200.0, 630.0, 56.0
INNER = WIDTH - 2 * MARGIN
TOP = 118.0  # under the line with the site's name and the release
FOOT = 590.0  # the last line's base
MOST_SLOTS = 6
_LINE = 1.22  # of a line of words, in its size
_BOLD = 1.06  # how much wider bold words run
_GAP = 20.0
_SLOT = 84.0  # height of a target's box
_BESIDE = 440.0  # width of the words beside a chart

Reports = Mapping[str, IndicatorReport]


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line at its base; `kind` is the style sheet's: ink, soft, strong, open."""

    x: float
    y: float
    size: float
    text: str
    kind: str = "ink"
    anchor: str = "start"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A target's box, as on charts: open at the top until a figure fills it."""

    box: Box
    state: str
    promise: Words

    @property
    def outline(self) -> str:
        return outline(self.box, self.state)


@dataclass(frozen=True, kw_only=True)
class Pill:
    """A verdict: its words in a box whose `key` the style sheet paints."""

    box: Box
    key: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A chart moved to (x, y) and drawn `scale` times its size."""

    chart: Chart
    x: float
    y: float
    scale: float


@dataclass(frozen=True, kw_only=True)
class Card:
    """A whole card. `goal` is the number in the disc, "" without one."""

    words: tuple[Words, ...]
    slots: tuple[Slot, ...] = ()
    pill: Pill | None = None
    chart: Placed | None = None
    goal: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every card says: the site's name at the top, the release, the credit at the foot."""

    site: str
    credit: str
    release: ReleaseReport


class _Column:
    """Lines one under the other; `y` is where the last of them ends."""

    def __init__(self, *, y: float = TOP, x: float = MARGIN, width: float = INNER) -> None:
        self.y, self.x, self.width = y, x, width
        self.lines: list[Words] = []

    def write(self, text: str, size: float, kind: str = "ink", *, most: int = 9) -> None:
        """At most so many lines; what is left over is cut with an ellipsis."""
        lines = _lines(text, size * (_BOLD if kind == "strong" else 1), self.width)
        if len(lines) > most:
            lines = (*lines[: most - 1], lines[most - 1].rstrip(" ，。,.") + "…")
        for line in lines:
            base = round(self.y + size, 1)
            self.lines.append(Words(x=self.x, y=base, size=size, text=line, kind=kind))
            self.y = round(self.y + size * _LINE, 1)


def _lines(text: str, size: float, width: float) -> tuple[str, ...]:
    return folded(text, size=size, width=width) if text else ()


def _fitting(
    texts: Sequence[str], sizes: Sequence[float], *, height: float, width: float = INNER
) -> float:
    """The largest size in which the texts take no more height; the smallest where none does."""
    for size in sizes:
        lines = sum(len(_lines(text, size * _BOLD, width)) for text in texts)
        if lines * size * _LINE <= height:
            return size
    return sizes[-1]


def of_plan(plan: PlanReport, indicators: Reports, frame: Frame, lang: str) -> Card:
    """The main finding, every target as a box, and what they have come to."""
    finding, column = headline(plan, indicators, lang), _Column()
    column.write(say(plan.name, lang), 24, "soft", most=1)
    column.y += 10
    size = _fitting([finding.lead, finding.rest], (58, 50, 44, 38, 32), height=184)
    column.write(finding.lead, size, "strong")
    column.write(finding.rest, size, "open")
    targeted = [indicators[line.indicator] for line in plan.verdicts if line.targeted]
    slots, names = _slots(targeted, 402, lang)
    year = common_year(plan, indicators)
    counts = choose(lang, " · ", "　").join(
        f"{verdict_name(key, year, lang)} {count}" for key, count in tally(plan) if count
    )
    below = _Column(y=352)
    below.write(counts, 24, "soft", most=1)
    return Card(words=(*_frame(frame, lang), *column.lines, *below.lines, *names), slots=slots)


def of_goal(
    plan: PlanReport, goal: GoalReport, indicators: Reports, frame: Frame, lang: str
) -> Card:
    """The goal in words; its targets as boxes, or what it promises without a number."""
    column = _Column(x=MARGIN + 92, width=INNER - 92)
    title = say(goal.title, lang)
    column.write(title, _fitting([title], (56, 46, 38), height=100), "strong", most=2)
    column.x, column.width = MARGIN, INNER
    column.y = max(column.y, TOP + 76) + 8
    column.write(say(goal.summary, lang), 30, most=3)
    column.y += 6
    column.write(goal_tally(plan, goal, lang), 24, "soft", most=1)
    reports = [indicators[code] for code in goal.indicators if code in indicators]
    slots, names = _slots([each for each in reports if each.target], 400, lang)
    if not slots:
        column.y = max(column.y + 10, 380)
        for each in goal.commitments[:3]:
            column.write(choose(lang, "– ", "· ") + say(each.wording, lang), 28, most=2)
    words = (*_frame(frame, lang), *column.lines, *names)
    return Card(words=words, slots=slots, goal=str(goal.number))


def of_indicator(report: IndicatorReport, frame: Frame, lang: str) -> Card:
    """The verdict, the latest figure beside the target, and the chart."""
    chart = _placed(report, lang)
    width = _BESIDE if chart else INNER
    column, name = _Column(width=width), say(report.name, lang)
    size = _fitting([name], (56, 48, 40, 34), height=130, width=width)
    column.write(name, size, "strong", most=3)
    pill = _pill(report, column.y + 14, width, lang)
    column.y = pill.box.bottom + 24
    _facts(column, report, lang)
    return Card(words=(*_frame(frame, lang), *column.lines), pill=pill, chart=chart)


def _frame(frame: Frame, lang: str) -> tuple[Words, ...]:
    release, on = frame.release, day(beijing_day(frame.release.published_at), lang)
    said = choose(lang, f"Release {release.number}, {on}", f"第{release.number}次发布，{on}")
    if newer := release.superseded_by:
        said += choose(lang, f"; superseded by release {newer}", f"；已被第{newer}次发布取代")
    right = WIDTH - MARGIN
    return (
        Words(x=MARGIN + 48, y=77, size=28, text=frame.site, kind="strong"),
        Words(x=right, y=76, size=24, text=said, kind="soft", anchor="end"),
        Words(x=MARGIN, y=FOOT, size=22, text=frame.credit, kind="soft"),
    )


def _slots(
    reports: Sequence[IndicatorReport], top: float, lang: str
) -> tuple[tuple[Slot, ...], tuple[Words, ...]]:
    """The targets' boxes in a row with their names; none at all where they are too many."""
    if not 0 < len(reports) <= MOST_SLOTS:
        return (), ()
    step = INNER / max(len(reports), 4)
    slots, names = [], []
    size = 22 if len(reports) <= 4 else 18
    for place, report in enumerate(reports):
        left = MARGIN + place * step
        slots.append(_slot(report, left, top, step - _GAP, lang))
        below = _Column(x=left, y=top + _SLOT + 8, width=step - _GAP)
        counted = report.measure == "count"  # the name says what
        below.write(say(report.name, lang), size, most=3 if counted else 2)
        if not counted:
            scale = amounts.report_scale(report, lang)
            below.write(amounts.unit_heading(report, scale, lang), size, "soft", most=1)
        names += below.lines
    return tuple(slots), tuple(names)


def _slot(report: IndicatorReport, left: float, top: float, width: float, lang: str) -> Slot:
    promise = target_short(report, lang)
    size = next((each for each in (38, 32, 26) if width_of(promise, each) < width - 24), 20)
    return Slot(
        box=Box(left=round(left, 1), right=round(left + width, 1), top=top, bottom=top + _SLOT),
        state=slot_state(report.verdict),
        promise=Words(
            x=round(left + width / 2, 1),
            y=round(top + _SLOT / 2 + size * 0.36, 1),
            size=size,
            text=promise,
            anchor="middle",
        ),
    )


def _pill(report: IndicatorReport, top: float, most: float, lang: str) -> Pill:
    """As on summaries: without a pace word where it would rest on an old figure."""
    verdict, text = report.verdict, summary_words(report.verdict, report, lang)
    size = next((each for each in (28, 24, 20) if width_of(text, each) + 44 <= most), 17)
    key = verdict_key(verdict.code, verdict.reason)
    if pace_withheld(report, verdict):
        key = "not_assessed"
    width = min(most, round(width_of(text, size) + 44, 1))
    box = Box(left=MARGIN, right=MARGIN + width, top=top, bottom=top + 56)
    middle, base = round(MARGIN + width / 2, 1), round(top + 38, 1)
    words = Words(x=middle, y=base, size=size, text=text, anchor="middle")
    if key == "tracked":  # no box to stand in
        words = Words(x=MARGIN, y=base, size=size, text=text)
    return Pill(box=box, key=key, words=words)


def _placed(report: IndicatorReport, lang: str) -> Placed | None:
    """The chart on the right, as large as there is room; None where it would show nothing."""
    chart = charts.chart(report, lang=lang, size="card")
    if chart is None or not (chart.marks or chart.slot):
        return None
    room = INNER - _BESIDE - 2 * _GAP
    scale = min(room / chart.style.width, (FOOT - 30 - TOP) / chart.height)
    return Placed(
        chart=chart,
        x=round(WIDTH - MARGIN - chart.style.width * scale, 1),
        y=TOP,
        scale=round(scale, 3),
    )


def _facts(column: _Column, report: IndicatorReport, lang: str) -> None:
    if report.latest is None:
        room = FOOT - 150 - column.y  # above the target
        finding = known(report, lang)
        size = _fitting([finding], (30, 26, 22, 20), height=room, width=column.width)
        column.write(finding, size, most=int(room // (size * _LINE)))
    else:
        column.write(choose(lang, "Latest judged figure", "最新可评价数据"), 24, "soft", most=1)
        column.write(latest_value(report, lang), 46, "strong", most=2)
        column.write(when(report.latest, lang), 24, "soft", most=2)
    if report.target:
        year = report.target.year
        column.y += 26
        column.write(choose(lang, f"Target for {year}", f"{year}年目标"), 24, "soft", most=1)
        column.write(target_words(report, lang, with_unit=True), 36, "strong", most=2)
