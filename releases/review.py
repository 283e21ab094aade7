"""A release as its reviewers read it: every change in words, and what may be done now."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import User

from indicators.amounts import difference, number, report_scale
from indicators.figure_warnings import FigureWarning, Line, warnings_of
from indicators.keys import Place
from indicators.languages import choose, say
from indicators.report_types import Figure, IndicatorReport, Source, Text
from indicators.targets import goal_bound
from indicators.warning_words import warning_words
from releases import actions
from releases.authorship import Written
from releases.changes import said_by
from releases.content import Standing
from releases.hands import may_not_approve, name_of
from releases.holding import Unit, moves_verdict
from releases.models import HeldChange, Release, ReleaseComment
from releases.revision_words import Pill, Why, kind_words, line, pill
from releases.revisions import kind_of
from releases.unit_words import figure_change, report_of, said_of

VERDICT_KINDS = ("indicator", "target", "series")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One change in the reader's language; `old` or `new` is "" where there is none.

    `before` and `after` are the verdicts that it leads from and to; both None where it moves none.
    """

    key: str
    code: str
    name: str
    what: str
    old: str
    new: str
    change: str = ""
    kind: str = ""
    kind_words: str = ""
    before: Pill | None = None
    after: Pill | None = None
    new_indicator: bool = False
    warnings: tuple[str, ...] = ()
    reason: str = ""
    source: Source | None = None
    note: Text | None = None
    why: Why | None = None
    authors: tuple[str, ...] = ()
    held: bool = False
    figure: bool = False
    figure_pk: int | None = None  # of the row that stands there now, where it may be spoken of
    comments: tuple[ReleaseComment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What the strip over the changes says."""

    new: int
    revised: int
    gone: int
    other: int
    held: int
    verdicts: int
    warnings: int
    without_reason: int


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What the person who looks may do now; `cannot_approve` says why not, if so."""

    edit: bool
    submit: bool
    approve: bool
    send_back: bool
    cancel: bool
    withdraw: bool
    comment: bool
    cannot_approve: str


def steps(release: Release, *, by: User, at: datetime.datetime, hands: set[int]) -> Steps:
    """`hands`: ids of everybody with a hand in the release, as `hands.hands` gives them."""
    drafts = by.has_perm("releases.draft_release")
    approves = by.has_perm("releases.approve_release")
    is_draft = release.state == Release.State.DRAFT
    waits = release.state == Release.State.SUBMITTED
    visible = actions.is_visible(release, at=at)
    planned = release.state == Release.State.APPROVED and not visible
    own = approves and (is_draft or waits) and by.pk in hands
    return Steps(
        edit=is_draft and drafts,
        submit=is_draft and drafts,
        approve=waits and approves and not own,
        send_back=waits and approves,
        cancel=(is_draft and drafts) or ((waits or planned) and approves),
        withdraw=visible and approves,
        comment=(is_draft or waits or planned) and (drafts or approves),
        cannot_approve=may_not_approve(release) if own else "",
    )


def people(ids: Iterable[int]) -> list[str]:
    """Names of accounts, in the order they were made."""
    return [name_of(user) for user in User.objects.filter(pk__in=list(ids)).order_by("pk")]


# Rows


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

    def rows(self) -> list[Row]:
        """Every change in the order of the plan, then verdicts that only the day changed."""
        moved = self._moved()
        rows = [self._row(unit, moved) for unit in self.standing.units]
        told = {row.code for row in rows if row.after is not None}
        return [*rows, *self._by_the_day(told)]

    def _moved(self) -> set[str]:
        """Keys of the units that lead to another verdict."""
        by_code: dict[str, list[Unit]] = {}
        for unit in self.standing.units:
            if unit.key not in self.standing.held and self._verdict_changes(unit.indicator):
                by_code.setdefault(unit.indicator, []).append(unit)
        found: set[str] = set()
        for code, own in by_code.items():
            report = self.standing.content.indicators[code]
            figures = [each for each in own if each.kind == "figure"]
            whole = [each for each in own if each.kind in VERDICT_KINDS]
            new = [each for each in whole if each.key == f"indicator/{code}" and each.old is None]
            moving = [each for each in figures if moves_verdict(each, report, as_of=self.on)]
            found.update(each.key for each in new[:1] or moving or [*whole, *figures][:1])
        return found

    def _verdict_changes(self, code: str) -> bool:
        before, after = self._both(code)
        if after is None:
            return False
        return before is None or said_by(before.verdict) != said_by(after.verdict)

    def _both(self, code: str) -> tuple[IndicatorReport | None, IndicatorReport | None]:
        before = self.standing.before
        old = before.indicators.get(code) if before else None
        return old, self.standing.content.indicators.get(code)

    def _row(self, unit: Unit, moved: set[str]) -> Row:
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
            before=pill(before, self.lang) if before and (held or unit.key in moved) else None,
            after=pill(after, self.lang) if after and unit.key in moved else None,
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
        report = self.standing.live.indicators[unit.indicator]
        code = unit.key.split("/")[2]
        return any(each.code == code and each.role != "breakdown" for each in report.series)

    def _line(self, report: IndicatorReport, code: str) -> Line:
        """The series' figures, sorted once."""
        if (report.code, code) not in self._lines:
            figures = (each.figures for each in report.series if each.code == code)
            self._lines[report.code, code] = Line(next(figures, ()))
        return self._lines[report.code, code]

    def _by_the_day(self, told: set[str]) -> list[Row]:
        """Verdicts that are others although nothing in the indicator changed."""
        rows = []
        for code, after in self.standing.content.indicators.items():
            before, _same = self._both(code)
            if code in told or not self._verdict_changes(code):
                continue
            rows.append(
                Row(
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
            )
        return rows


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


def held_rows(held: Iterable[HeldChange], lang: str) -> list[Row]:
    """What a frozen release left out, as it was written down then."""

    def words(said: Text | None) -> str:
        return say(said, lang) if said else ""

    return [
        Row(
            key=each.key,
            code="",
            name=words(each.said["name"]),
            what=words(each.said["what"]),
            old=words(each.said["old"]),
            new=words(each.said["new"]),
            held=True,
            kind_words=choose(lang, "held back", "暂不发布"),
        )
        for each in held
    ]


def counts(rows: Iterable[Row], held: int) -> Counts:
    """`held`: how many changes stay out."""
    every = [row for row in rows if not row.held]
    kinds = Counter(row.kind for row in every if row.figure)
    warned = [row for row in every if row.warnings]
    return Counts(
        new=kinds["first_published"],
        gone=kinds["withdrawn"],
        revised=kinds.total() - kinds["first_published"] - kinds["withdrawn"],
        other=sum(1 for row in every if row.key and not row.figure),
        held=held,
        verdicts=len({row.code for row in every if row.after is not None}),
        warnings=sum(len(row.warnings) for row in warned),
        without_reason=sum(1 for row in warned if not row.reason),
    )
