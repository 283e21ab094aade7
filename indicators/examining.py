"""What writes of figures would do: new, changed or unchanged; what is odd, and what is refused.

A constant number of queries, for one figure as for 20,000.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from goals.actions import Conflict
from goals.languages import active_language
from goals.models import Source
from indicators import report_types as types
from indicators.amounts import amount
from indicators.figure_checks import faults, message
from indicators.figure_warnings import FigureWarning, Line, warnings_of
from indicators.figure_writes import CONTENT, FigureWrite, Finding, Refusal
from indicators.keys import Place
from indicators.models import REVISION, Figure, Indicator, Series, Target
from indicators.reports import figure as as_report
from indicators.units import Unit, unit_of
from indicators.warning_words import warning_words

Released = Mapping[Place, types.Figure]
Spot = tuple[int, datetime.date]  # series and the last day covered: one row at most
# Whatever makes a figure odd, or right: an answer to a warning holds as long as these do.
_ANSWERED = ("series_id", "year", "covers", "as_of", "value", "obs_status", "break_kind")
# Whatever a reader of a release would call another figure.
_PUBLISHED = ("value", "obs_status", "break_kind")
_REASONS = ("warning_reason", *REVISION)
_PLAIN = ("year", "covers", "as_of", "value", "obs_status", "break_kind", "revision_kind")
_TEXTS = ("note_en", "note_zh", "warning_reason", "revision_reason_en", "revision_reason_zh")


class Standing:
    """Every row that the writes touch or are compared with. 4 queries."""

    def __init__(self, *, series: Iterable[int], rows: Iterable[int], lock: bool) -> None:
        keys = set(series)
        moved = list(rows)
        if moved:
            keys |= set(Figure.objects.filter(pk__in=moved).values_list("series_id", flat=True))
        lines = Series.objects.filter(pk__in=keys).select_related("indicator__plan").order_by("pk")
        figures = Figure.objects.filter(series__in=keys).order_by("pk")
        if lock:
            # Whoever enters figures holds their series, so that two never mix.
            lines = lines.select_for_update(of=("self",), no_key=True)
            figures = figures.select_for_update(of=("self",))
        self.series = {each.pk: each for each in lines}
        self.rows: dict[int, Figure] = {}
        self.at: dict[Spot, Figure] = {}
        for row in figures:
            row.series = self.series[row.series_id]
            self.rows[row.pk] = row
            self.at[spot_of(row)] = row
        self.targets = self._targets()
        self.sources: dict[int, Source] = {}

    def _targets(self) -> dict[int, Decimal]:
        """By indicator, the bound that its last target asks for."""
        indicators = {each.indicator_id for each in self.series.values()}
        found = Target.objects.filter(indicator__in=indicators).order_by("year")
        bounds = {each.indicator_id: each.lower or each.upper for each in found}
        return {key: bound for key, bound in bounds.items() if bound}

    def fetch_sources(self, more: Iterable[int | None]) -> None:
        wanted = {row.source_id for row in self.rows.values()} | set(more)
        self.sources = Source.objects.in_bulk({each for each in wanted if each is not None})
        for row in self.rows.values():
            row.source = self.sources[row.source_id] if row.source_id is not None else None


def spot_of(row: Figure) -> Spot:
    return row.series_id, row.as_of or datetime.date(row.year, 12, 31)


def place_of(row: Figure) -> Place:
    """Where a row stands, as releases know it."""
    day = row.as_of.isoformat() if row.as_of else ""
    return (row.series.indicator.code, row.series.code, row.year, row.covers, day)


def examine(
    writes: Sequence[FigureWrite], *, released: Released, lock: bool = False, versions: bool = False
) -> list[Finding]:
    """What each write would do; nothing is written. All of them are of one plan.

    `released`: the figures of the last approved release by their place. `versions`: also refuse
    what was saved after it was read. `lock`: hold the series until the transaction ends.
    """
    standing = Standing(
        series={each.series for each in writes},
        rows={each.pk for each in writes if each.pk is not None},
        lock=lock,
    )
    standing.fetch_sources(each.source for each in writes)
    return _Examination(writes, standing, released, versions=versions).findings()


@dataclass(kw_only=True)
class _Case:
    """One write with the row it makes."""

    index: int
    write: FigureWrite
    old: Figure | None
    row: Figure
    refusals: list[Refusal] = field(default_factory=list)
    published: types.Figure | None = None
    warnings: tuple[FigureWarning, ...] = ()
    said: tuple[str, ...] = ()
    asks_revision: bool = False

    def refuse(self, field: str, code: str, sentence: str, current: Figure | None = None) -> None:
        self.refusals.append(Refusal(self.index, field, code, sentence, current))

    def differs(self, *names: str) -> bool:
        old, row = self.old, self.row
        return old is None or any(getattr(old, name) != getattr(row, name) for name in names)

    @property
    def says_something(self) -> bool:
        """Whether it changes the row's content, or gives a reason that the row has not."""
        given = [name for name in _REASONS if getattr(self.row, name)]
        return self.differs(*CONTENT, *given)

    @property
    def kind(self) -> str:
        if self.old is None:
            return "new"
        return "changed" if self.differs(*CONTENT, *_REASONS) else "unchanged"

    @property
    def moves_from(self) -> Place | None:
        """The place that the row leaves, if it does."""
        if self.old is None or place_of(self.old) == place_of(self.row):
            return None
        return place_of(self.old)


class _Examination:
    def __init__(
        self,
        writes: Sequence[FigureWrite],
        standing: Standing,
        released: Released,
        *,
        versions: bool,
    ) -> None:
        self.standing, self.released, self.versions = standing, released, versions
        self.lang = active_language()
        self.units: dict[int, Unit] = {}
        self.cases = [self._case(index, write) for index, write in enumerate(writes)]

    def findings(self) -> list[Finding]:
        self._refuse_twice()
        self._refuse_taken()
        sound = [case for case in self.cases if not case.refusals]
        lines = self._lines(sound)
        for case in sound:
            self._settle(case, lines[case.row.series_id])
        if self.versions:
            self._refuse_stale(sound)
        return [_finding(case) for case in self.cases]

    def _case(self, index: int, write: FigureWrite) -> _Case:
        old = self._old(write)
        row = Figure(
            pk=old.pk if old else None,
            version=old.version + 1 if old else 1,
            series_id=write.series,
            source_id=write.source,
            **{name: getattr(write, name) for name in _PLAIN},
            **{name: getattr(write, name).strip() for name in _TEXTS},
        )
        case = _Case(index=index, write=write, old=old, row=row)
        if write.series not in self.standing.series:
            case.refuse("series", "invalid", _("This series no longer exists."))
            return case
        row.series = self.standing.series[write.series]
        if write.source in self.standing.sources:
            row.source = self.standing.sources[write.source]
        for where, sentence in faults(row, sources=self.standing.sources):
            case.refuse(where, "invalid", sentence)
        return case

    def _old(self, write: FigureWrite) -> Figure | None:
        if write.pk is not None:
            return self.standing.rows.get(write.pk)
        return self.standing.at.get((write.series, write.day)) if write.day else None

    # What stands in the way

    def _refuse_twice(self) -> None:
        sound = [case for case in self.cases if not case.refusals]
        spots = Counter(spot_of(case.row) for case in sound)
        for case in sound:
            if spots[spot_of(case.row)] > 1:
                case.refuse("", "twice", _("Two of these figures stand in the same place."))

    def _refuse_taken(self) -> None:
        for case in self.cases:
            if case.refusals or case.write.pk is None:
                continue
            there = self.standing.at.get(spot_of(case.row))
            if there is not None and there.pk != case.write.pk:
                case.refuse("", "taken", message("figure_once_a_position"), there)

    def _refuse_stale(self, sound: Iterable[_Case]) -> None:
        """Whatever somebody saved or deleted after it was read; the rest is asked afterwards."""
        stale = [
            (case, case.old)
            for case in sound
            if case.old and case.old.version != case.write.seen and case.kind == "changed"
        ]
        people = User.objects.in_bulk({old.updated_by_id for _case, old in stale}) if stale else {}
        for case, old in stale:
            old.updated_by = people[old.updated_by_id]
            case.refusals.clear()
            case.refuse("", "conflict", _newer(old, seen=case.write.seen), old)
        for case in sound:
            if case.old is None and (case.write.seen, case.write.pk) != (None, None):
                case.refusals.clear()
                case.refuse("", "conflict", _("Somebody deleted this after you opened it."))

    # What is odd

    def _lines(self, sound: Iterable[_Case]) -> dict[int, Line]:
        """Each series as it shall stand."""
        shall: dict[int, dict[int, types.Figure]] = defaultdict(dict)
        for pk, row in self.standing.rows.items():
            shall[row.series_id][pk] = as_report(row)
        for case in sound:
            if case.old is not None:
                shall[case.old.series_id].pop(case.old.pk)
            shall[case.row.series_id][-case.index - 1] = as_report(case.row)
        return {series: Line(figures.values()) for series, figures in shall.items()}

    def _settle(self, case: _Case, line: Line) -> None:
        """Find what is odd and what is published, and keep or ask for the reasons."""
        case.published = self._published(case)
        case.warnings = self._warnings(case, line)
        unit = self._unit(case)
        case.said = tuple(warning_words(each, unit, self.lang) for each in case.warnings)
        if case.old is not None and not case.says_something:
            _keep(case.row, case.old, *_REASONS)
        else:
            self._settle_warnings(case)
            if case.published is not None:
                self._settle_revision(case, case.published)
            else:
                _set_revision(case.row, None)

    def _warnings(self, case: _Case, line: Line) -> tuple[FigureWarning, ...]:
        indicator: Indicator = case.row.series.indicator
        is_part = case.row.series.role == Series.Role.BREAKDOWN
        return warnings_of(
            as_report(case.row),
            line=line,
            standing=as_report(case.old) if case.old else None,
            nature=indicator.nature,
            target=None if is_part else self.standing.targets.get(indicator.pk),
        )

    def _settle_warnings(self, case: _Case) -> None:
        """An answer given before holds while the figure is the same; nothing odd needs none."""
        row, old = case.row, case.old
        if not case.said:
            row.warning_reason = ""
        elif not row.warning_reason:
            lost_source = old is not None and old.source_id is not None and row.source_id is None
            if old is not None and not lost_source and not case.differs(*_ANSWERED):
                _keep(row, old, "warning_reason")
                return
            for sentence in case.said:
                case.refuse("warning_reason", "warning", sentence)

    # What is published

    def _published(self, case: _Case) -> types.Figure | None:
        """What the last release says in the row's place; of a row that moves, in its old one."""
        left = self.released.get(case.moves_from) if case.moves_from else None
        return left or self.released.get(place_of(case.row))

    def _settle_revision(self, case: _Case, published: types.Figure) -> None:
        """Keep or ask for kind and reason, unless what was published stands again."""
        row, old = case.row, case.old
        same = all(getattr(row, name) == getattr(published, name) for name in _PUBLISHED)
        if same and not case.moves_from:
            _set_revision(row, published.revision)
            return
        earlier = _revision(old) if old else None
        if _revision(row) is None and not case.differs(*_ANSWERED) and earlier:
            _set_revision(row, earlier)  # given for what this write leaves as it is
        case.asks_revision = True
        self._ask_revision(case, published)

    def _ask_revision(self, case: _Case, published: types.Figure) -> None:
        row = case.row
        value = {"value": amount(published.value, self._unit(case), lang=self.lang)}
        if not row.revision_kind:
            sentence = _("Published as %(value)s. Choose what kind of revision this is.") % value
            case.refuse("revision_kind", "revision", sentence)
        own = "revision_reason_en" if self.lang == "en" else "revision_reason_zh"
        if not (row.revision_reason_en or row.revision_reason_zh):
            sentence = _("Published as %(value)s. Say why it changes: readers see it.") % value
            case.refuse(own, "revision", sentence)
        elif _revision(row) == published.revision:
            sentence = _("These words explain the last revision. Say why it changes again.")
            case.refuse(own, "revision", sentence)

    def _unit(self, case: _Case) -> Unit:
        indicator = case.row.series.indicator
        if indicator.pk not in self.units:
            self.units[indicator.pk] = unit_of(indicator)
        return self.units[indicator.pk]


def _finding(case: _Case) -> Finding:
    return Finding(
        kind=case.kind,
        old=case.old,
        row=case.row,
        published=case.published,
        refusals=tuple(case.refusals),
        warnings=case.warnings,
        said=case.said,
        asks_revision=case.asks_revision,
    )


def _newer(row: Figure, *, seen: int | None) -> str:
    """That somebody saved the row; where none stood before, that one stands there."""
    return message("figure_once_a_position") if seen is None else Conflict(row).messages[0]


def _keep(row: Figure, old: Figure, *names: str) -> None:
    for name in names:
        setattr(row, name, getattr(old, name))


def _revision(row: Figure) -> types.Revision | None:
    """As it was given, whole or not."""
    reason: types.Text = {"en": row.revision_reason_en, "zh-hans": row.revision_reason_zh}
    if not (row.revision_kind or any(reason.values())):
        return None
    return types.Revision(kind=row.revision_kind, reason=reason)


def _set_revision(row: Figure, revision: types.Revision | None) -> None:
    row.revision_kind = revision.kind if revision else ""
    row.revision_reason_en = revision.reason["en"] if revision else ""
    row.revision_reason_zh = revision.reason["zh-hans"] if revision else ""
