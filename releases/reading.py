"""A release's changes in words, each with what it leads to, for whoever has to answer for them."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from indicators.amounts import difference, number, report_scale
from indicators.figure_warnings import FigureWarning, Line, warnings_of
from indicators.keys import Place
from indicators.languages import choose, say
from indicators.report_types import Figure, IndicatorReport
from indicators.targets import goal_bound
from indicators.warning_words import warning_words
from releases.authorship import Written
from releases.changes import said_by
from releases.content import Standing
from releases.holding import Unit, moves_verdict
from releases.models import ReleaseComment
from releases.review import Counts, Row
from releases.revision_words import kind_words, line, pill
from releases.revisions import kind_of
from releases.unit_words import figure_change, report_of, said_of

VERDICT_KINDS = ("indicator", "target", "series")
MOST = 40  # figures of an indicator, the newest ones, that are tried for what moves its verdict


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A release to be told to somebody: in which language, and all that is known of it."""

    standing: Standing
    written: Written
    comments: tuple[ReleaseComment, ...]
    on: datetime.date
    lang: str
    keys: Mapping[Place, int] = field(default_factory=dict)
    _lines: dict[tuple[str, str], Line] = field(default_factory=dict)

    def rows(self) -> list[Callable[[], Row]]:
        """What writes each row: every change in the plan's order, then what only the day changed.

        Thousands of changes may be listed, and a page shows few of them.
        """
        moved = self._moved()
        told = {unit.indicator for unit in self.standing.units if unit.key in moved}
        rows: list[Callable[[], Row]] = [
            partial(self._row, unit, moved=unit.key in moved) for unit in self.standing.units
        ]
        return [*rows, *(partial(self._of_the_day, code) for code in self._changed() - told)]

    def names(self, keys: Collection[str]) -> dict[str, str]:
        """What the units with these keys are called."""
        asked = [unit for unit in self.standing.units if unit.key in keys]
        rows = [self._row(unit, moved=False) for unit in asked]
        return {row.key: row.title for row in rows}

    def counts(self, held: int) -> Counts:
        """`held`: how many changes stay out."""
        kinds: Counter[str] = Counter()
        warnings = silent = 0
        units = [each for each in self.standing.units if each.key not in self.standing.held]
        for unit in units:
            report = report_of(unit, self.standing)
            if unit.kind == "figure" and report is not None:
                kinds[kind_of(figure_change(unit, report))] += 1
                found = len(self._warnings(unit, report))
                warnings += found
                silent += bool(found) and not self.written.reasons.get(unit.key)
        return Counts(
            new=kinds["first_published"],
            gone=kinds["withdrawn"],
            revised=kinds.total() - kinds["first_published"] - kinds["withdrawn"],
            other=len(units) - kinds.total(),
            held=held,
            verdicts=len(self._changed()),
            warnings=warnings,
            without_reason=silent,
        )

    def _moved(self) -> set[str]:
        """Keys of the units that lead to another verdict."""
        changed = self._changed()
        by_code: dict[str, list[Unit]] = {}
        for unit in self.standing.units:
            if unit.key not in self.standing.held and unit.indicator in changed:
                by_code.setdefault(unit.indicator, []).append(unit)
        return {key for code, own in by_code.items() for key in self._moving(code, own)}

    def _moving(self, code: str, own: Sequence[Unit]) -> Iterator[str]:
        """Which of an indicator's changes its new verdict is told at."""
        report = self.standing.content.indicators[code]
        figures = [each for each in own if each.kind == "figure" and self._is_whole(each)]
        whole = [each for each in own if each.kind in VERDICT_KINDS]
        new = [each for each in whole if each.key == f"indicator/{code}" and each.old is None]
        if new:
            yield new[0].key
            return
        newest = sorted(figures, key=lambda each: each.key.split("/")[3:], reverse=True)[:MOST]
        moving = [each for each in newest if moves_verdict(each, report, as_of=self.on)]
        yield from (each.key for each in moving or [*whole, *figures, *own][:1])

    def _changed(self) -> set[str]:
        """Codes of the indicators whose verdict becomes another one."""
        codes = self.standing.content.indicators
        return {code for code in codes if self._verdict_changes(code)}

    def _verdict_changes(self, code: str) -> bool:
        before, after = self._both(code)
        if after is None:
            return False
        return before is None or said_by(before.verdict) != said_by(after.verdict)

    def _both(self, code: str) -> tuple[IndicatorReport | None, IndicatorReport | None]:
        before = self.standing.before
        old = before.indicators.get(code) if before else None
        return old, self.standing.content.indicators.get(code)

    def _row(self, unit: Unit, *, moved: bool) -> Row:
        said, held = said_of(unit, self.standing), unit.key in self.standing.held
        before, after = self._both(unit.indicator)
        row = Row(
            key=unit.key,
            code=unit.indicator,
            name=say(said.name, self.lang),
            what=say(said.what, self.lang),
            old=say(said.old, self.lang) if said.old else "",
            new=say(said.new, self.lang) if said.new else "",
            kind_words=self._kind(unit),
            before=pill(before, self.lang) if before and (held or moved) else None,
            after=pill(after, self.lang) if after and moved else None,
            new_indicator=before is None,
            authors=self.written.of(unit.key),
            held=held,
            comments=tuple(each for each in self.comments if each.key == unit.key),
        )
        return self._with_figure(row, unit) if unit.kind == "figure" else row

    def _kind(self, unit: Unit) -> str:
        if unit.old is None:
            return choose(self.lang, "new", "新增")
        return (
            choose(self.lang, "taken out", "删除")
            if unit.new is None
            else kind_words("wording", self.lang)
        )

    def _with_figure(self, row: Row, unit: Unit) -> Row:
        report = report_of(unit, self.standing)
        shown: Figure = unit.new or unit.old
        if report is None:
            return row
        change = figure_change(unit, report)
        kind = kind_of(change)
        warnings = self._warnings(unit, report)
        return replace(
            row,
            figure=True,
            figure_pk=self.keys.get((report.code, *change.key)),
            kind=kind,
            kind_words=kind_words(kind, self.lang),
            change=_change(unit.old, unit.new, report, self.lang),
            warnings=tuple(warning_words(each, report, self.lang) for each in warnings),
            reason=self.written.reasons.get(unit.key, "") if warnings else "",
            source=shown.source,
            note=shown.note,
            why=line(change, self.lang).why,
        )

    def _warnings(self, unit: Unit, report: IndicatorReport) -> tuple[FigureWarning, ...]:
        """What is odd about the figure among those beside which it stands in the live plan."""
        live = self.standing.live.indicators.get(report.code)
        if unit.new is None or live is None:
            return ()
        return warnings_of(
            unit.new,
            line=self._line(live, unit.key.split("/")[2]),
            standing=unit.old,
            nature=live.nature,
            target=goal_bound(live.target) if live.target and self._is_whole(unit) else None,
        )

    def _is_whole(self, unit: Unit) -> bool:
        """Whether the figure is of what the target is about, no part of it."""
        report = report_of(unit, self.standing)
        code = unit.key.split("/")[2]
        series = report.series if report else ()
        return any(each.code == code and each.role != "breakdown" for each in series)

    def _line(self, report: IndicatorReport, code: str) -> Line:
        """The series' figures, sorted once."""
        if (report.code, code) not in self._lines:
            figures = (each.figures for each in report.series if each.code == code)
            self._lines[report.code, code] = Line(next(figures, ()))
        return self._lines[report.code, code]

    def _of_the_day(self, code: str) -> Row:
        """A verdict that is another one although nothing in the indicator changed."""
        before, _same = self._both(code)
        after = self.standing.content.indicators[code]
        return Row(
            key="",
            code=code,
            name=say(after.name, self.lang),
            what=choose(self.lang, "judged on another day", "评价日期不同"),
            old="",
            new="",
            before=pill(before, self.lang) if before else None,
            after=pill(after, self.lang),
            new_indicator=before is None,
        )


def _change(old: Figure | None, new: Figure | None, report: IndicatorReport, lang: str) -> str:
    """The change in numbers: "+¥2.0bn (+0.5%)"; "" where one side is missing or both are equal."""
    if old is None or new is None or old.value == new.value:
        return ""
    step = new.value - old.value
    scale = report_scale(report, lang)
    words = difference(step, report, lang=lang, scale=scale, style="table", signed=True)
    if report.measure == "share" or old.value <= 0:
        return words
    share = number(step / old.value * 100, places=1, lang=lang)
    share = f"+{share}%" if step > 0 else f"{share}%"
    return choose(lang, f"{words} ({share})", f"{words}（{share}）")
