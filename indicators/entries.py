"""Entries of a plan, from whatever file they were read, into rows: all of them or none.

Everything that is wrong is found in one go: an entry that hangs on a wrong one is still checked by
itself. Names lead from entry to entry: a goal's number, an indicator's code, a source's key.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from goals import actions
from goals.languages import active_language
from goals.models import Commitment, Goal, Plan, Source, Tracked
from indicators.models import Figure, Indicator, Series, Target

SHOWN = 8  # names that a refusal lists


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row to be: its fields as they were read, and the place of each for who has to mend it.

    A field that leads to another entry holds that one's name. `unread` are the fields whose
    writing was refused already.
    """

    kind: type[Tracked]
    where: str
    fields: dict[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def place(self, name: str) -> str:
        if name in self.cells:
            return f"{self.cells[name]} ({name})"
        return self.where if self.cells or not name else f"{self.where}: {name}"


class Problem(NamedTuple):
    """What is wrong, where, and what to do."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class LoadRefused(Exception):  # noqa: N818 (a refusal with its reasons)
    """The plan cannot be loaded; says where and why, a line for each. Nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Loaded(NamedTuple):
    """What was written, and whether a plan of this code went before it."""

    plan: Plan
    sources: int
    goals: int
    commitments: int
    indicators: int
    series: int
    targets: int
    figures: int
    replaced: bool


class Kind(NamedTuple):
    """How entries of a kind are named, which fields lead where, and within what they are counted.

    A name of several fields is their tuple.
    """

    model: type[Tracked]
    name: tuple[str, ...] = ()
    links: Mapping[str, type[Tracked]] = {}
    counted_in: str = ""


# In the order of writing: nothing leads to what comes later.
KINDS = (
    Kind(Source, name=("key",)),
    Kind(Plan, links={"source": Source}),
    Kind(Goal, name=("number",)),
    Kind(Commitment, links={"goal": Goal}, counted_in="goal"),
    Kind(Indicator, name=("code",), links={"goal": Goal}, counted_in="goal"),
    Kind(
        Series,
        name=("indicator", "code"),
        links={"indicator": Indicator},
        counted_in="indicator",
    ),
    Kind(Target, links={"indicator": Indicator}),
    Kind(Figure, links={"series": Series, "source": Source}),
)


@transaction.atomic
def write(entries: Iterable[Entry], *, by: User, way: str, found: Iterable[Problem] = ()) -> Loaded:
    """Write the entries as `by`. Raises `LoadRefused` with `found` and all that is wrong besides.

    A plan of the same code gives way, unless something hangs on it already: a figure, evidence, a
    commentary or a release. A source that stands already, word for word, is used again.
    """
    writer = _Writer(by=by, way=way)
    wanted = list(entries)
    for kind in KINDS:
        for entry in wanted:
            if entry.kind is kind.model:
                writer.write(entry, kind)
    problems = [*found, *writer.problems]
    if problems or writer.plan is None:
        raise LoadRefused(problems)
    return Loaded(
        plan=writer.plan,
        sources=writer.counts[Source],
        goals=writer.counts[Goal],
        commitments=writer.counts[Commitment],
        indicators=writer.counts[Indicator],
        series=writer.counts[Series],
        targets=writer.counts[Target],
        figures=writer.counts[Figure],
        replaced=writer.replaced,
    )


class _Writer:
    """Writes entry after entry, and remembers what each name leads to and what is wrong."""

    def __init__(self, *, by: User, way: str) -> None:
        self.by, self.way = by, way
        self.plan: Plan | None = None
        self.replaced = False
        self.counts: Counter[type[Tracked]] = Counter()
        self.problems: list[Problem] = []
        # None: the entry of that name is wrong, which is said where it stands.
        self.made: dict[type[Tracked], dict[Hashable, Any]] = {kind.model: {} for kind in KINDS}
        self.placed: Counter[Hashable] = Counter()

    def write(self, entry: Entry, kind: Kind) -> None:
        """Save the entry's row, or add to the problems."""
        before = len(self.problems)
        row = self._row(entry, kind)
        if len(self.problems) > before or (row is not None and entry.unread):
            row = None
        named = tuple(entry.fields.get(each) for each in kind.name)
        name = named[0] if len(named) == 1 else named
        if row is not None or name not in self.made[entry.kind]:
            self.made[entry.kind][name] = row
        if row is not None:
            self.counts[entry.kind] += 1
        if isinstance(row, Plan):
            self.plan = row

    def _row(self, entry: Entry, kind: Kind) -> Tracked | None:
        """The saved row; None where something is wrong with it or with what it hangs on."""
        if entry.kind is Source and (stands := self._standing_source(entry)):
            return stands
        if entry.kind is Plan and not self._has_room(entry):
            return None
        linked = self._linked(entry, kind)
        missing = {name for name, row in linked.items() if row is None}
        try:
            row = entry.kind(**entry.fields | linked | self._implied(entry, kind))
        except (AttributeError, TypeError, ValueError) as error:
            self._say(entry, "", f"{error}.")
            return None
        try:
            if missing or entry.unread or (self.plan is None and hasattr(row, "plan_id")):
                row.full_clean(exclude={"updated_by", "plan", *missing, *entry.unread})
                return None
            actions.save(row, by=self.by, way=self.way)
        except ValidationError as error:
            self._explain(entry, error)
            return None
        return row

    def _linked(self, entry: Entry, kind: Kind) -> dict[str, Tracked | None]:
        """The rows that the entry's names lead to; None for one that cannot be had."""
        found: dict[str, Tracked | None] = {}
        for name, model in kind.links.items():
            wanted = entry.fields.get(name)
            if wanted is None or name in entry.unread:
                continue
            if wanted not in self.made[model]:
                said = [_("nothing is called %(name)s.") % {"name": repr(wanted)}]
                said += _known(self.made[model])
                self._say(entry, name if entry.cells else "", *said)
            found[name] = self.made[model].get(wanted)
        return found

    def _implied(self, entry: Entry, kind: Kind) -> dict[str, Any]:
        """What no file says: the plan of its goals and indicators, and places in a list."""
        implied: dict[str, Any] = {}
        if entry.kind in (Goal, Indicator) and self.plan is not None:
            implied["plan"] = self.plan
        if kind.counted_in:
            within = (entry.kind, entry.fields.get(kind.counted_in))
            self.placed[within] += 1
            implied["order"] = self.placed[within]
        return implied

    def _standing_source(self, entry: Entry) -> Source | None:
        """The source with this key, where there is one; says in which words the two differ."""
        key = entry.fields.get("key", "")
        stands = Source.objects.filter(key=key).first()
        if stands is None or key in self.made[Source]:  # in the file twice: the table says so
            return None
        for name, value in (_blank(Source) | entry.fields).items():
            saved = getattr(stands, name, value)
            if saved != value and name not in entry.unread:
                said = _(
                    "The source “%(key)s” stands already and says “%(saved)s” here. "
                    "Write the same, or give this one a key of its own."
                ) % {"key": stands.key, "saved": saved}
                self._say(entry, name, said)
        return stands

    def _has_room(self, entry: Entry) -> bool:
        """Delete the plan of this code, with all that makes it up, unless something hangs on it."""
        stands = Plan.objects.filter(code=entry.fields.get("code", "")).first()
        if stands is None:
            return True
        parts: tuple[models.QuerySet[Any], ...] = (
            Target.objects.filter(indicator__plan=stands),
            Series.objects.filter(indicator__plan=stands),
            Indicator.objects.filter(plan=stands),
            Commitment.objects.filter(goal__plan=stands),
            Goal.objects.filter(plan=stands),
        )
        try:
            with transaction.atomic():
                for row in [*(row for part in parts for row in part), stands]:
                    actions.delete(row, by=self.by, way=self.way)
        except ProtectedError:
            said = _(
                "A plan with this code has figures, evidence, commentaries or releases already. "
                "Change it in the admin, or give this plan a code of its own."
            )
            self._say(entry, "code", said)
            return False
        self.replaced = True
        return True

    def _say(self, entry: Entry, name: str, *sentences: str) -> None:
        between = "" if active_language() == "zh-hans" else " "
        self.problems.append(Problem(entry.place(name), between.join(sentences)))

    def _explain(self, entry: Entry, error: ValidationError) -> None:
        for name, errors in error.error_dict.items():
            for each in errors:
                said = [*each.messages, *_advice(entry.kind, name, each.code)]
                whole_row = name == NON_FIELD_ERRORS and entry.cells
                self._say(entry, "" if whole_row else name, *said)


def _blank(kind: type[Tracked]) -> dict[str, Any]:
    """What a field holds that no file mentions, for those that may be left out."""
    every = (each for each in kind._meta.concrete_fields if each.editable and each.blank)
    return {each.name: each.get_default() for each in every if not each.primary_key}


def _known(made: Mapping[Hashable, Any]) -> list[str]:
    names = [str(each) for each in made if isinstance(each, str | int)]
    more = " …" if len(names) > SHOWN else ""
    listed = ", ".join(names[:SHOWN]) + more
    return [_("Known: %(names)s.") % {"names": listed}] if names else []


def _advice(kind: type[Tracked], name: str, code: str | None) -> list[str]:
    """What to do about it, where Django's own sentence does not say."""
    if code in ("blank", "null"):
        return [_("Fill it in.")]
    if code == "invalid_choice":
        field = kind._meta.get_field(name)
        choices = [str(value) for value, _label in getattr(field, "flatchoices", ()) if value]
        return [_("Write one of: %(names)s.") % {"names": ", ".join(choices)}]
    return []
