"""Files of figures: kept when they come, compared row by row, entered whole or not at all.

What a preview shows is reckoned anew from the kept file each time. The versions of the figures are
those of the moment when the file came, or was last compared again: whatever was saved since then is
a conflict and is told.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pghistory
from django.contrib.auth.models import User
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from goals.languages import active_language
from goals.models import Plan
from indicators import actions
from indicators.actions import Entered, Finding, Refusal, Released
from indicators.import_columns import HEADINGS, SHEETS, Head, find_head
from indicators.import_reading import read_table
from indicators.import_rows import Known, Read, Wish, read_rows
from indicators.import_table import Row, Table
from indicators.import_writes import Answers, spot, to_writes, versions, with_answers
from indicators.languages import say
from indicators.models import ImportedFile

WAY = "import"
# Refusals of the write door that an answer settles, and those that a fresh look does.
ASKED = ("warning", "revision")
CONFLICT = "conflict"


class Decided(Exception):  # noqa: N818 (it is told, not mended)
    """The file was imported or discarded already: `file` says by whom and when."""

    def __init__(self, file: ImportedFile) -> None:
        self.file = file
        super().__init__(str(file))


class Busy(Exception):  # noqa: N818 (it is told, not mended)
    """Somebody is entering the file, or answering beside it, at this very moment."""

    def __str__(self) -> str:
        return _("Somebody is importing this file at this moment. Look again in a minute.")


class Refused(NamedTuple):
    """Why a row cannot be entered: the heading of its cell ("" for the whole), and what to do."""

    heading: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure of the file against the one that stands there.

    `kind`: refused, conflict, asks (an answer is missing), new, changed, unchanged.
    """

    wish: Wish
    kind: str
    finding: Finding | None = None
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a file says, and what it would do. `above`: the rows over the headings."""

    table: Table
    head: Head
    above: tuple[Row, ...]
    first: tuple[Row, ...]
    lines: tuple[Line, ...]
    without_value: tuple[int, ...]
    counts: Counter[str]

    @property
    def may_enter(self) -> bool:
        """Whether nothing stands in the way, and there is anything to enter."""
        stops = any(self.counts[kind] for kind in ("refused", CONFLICT, "asks"))
        return not stops and bool(self.counts["new"] + self.counts["changed"])


@dataclass(frozen=True, kw_only=True)
class _Parsed:
    table: Table
    head: Head
    read: Read


def keep(data: bytes, *, name: str, plan: Plan, by: User) -> ImportedFile:
    """Keep the file until it is entered or discarded; the same one twice is kept once.

    Raises `FileRefused` where it cannot be read at all.
    """
    parsed = _parse(data, plan)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic(), pghistory.context(user=by.pk, way=WAY):
        Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)  # one file at a time
        waiting = ImportedFile.objects.filter(
            plan=plan, sha256=digest, state=ImportedFile.State.WAITING
        ).first()
        return waiting or ImportedFile.objects.create(
            plan=plan,
            name=name[-200:],
            sha256=digest,
            size=len(data),
            body=data,
            seen=versions(parsed.read.wishes),
            sent_by=by,
            sent_at=timezone.now(),
        )


def preview(file: ImportedFile, *, released: Released) -> Preview:
    """What the waiting file would do. A constant number of queries. Raises `Decided`."""
    parsed = _parse(_body(file), file.plan)
    wishes = parsed.read.wishes
    sound = [wish for wish in wishes if not wish.refused]
    writes = to_writes(sound, file.seen)
    findings = actions.examine(writes, released=released, versions=True)
    answered = with_answers(sound, writes, findings, file.answers)
    if answered != writes:
        findings = actions.examine(answered, released=released, versions=True)
    found = {wish.key: finding for wish, finding in zip(sound, findings, strict=True)}
    twice = _twice(sound, findings)
    lines = tuple(_line(wish, found.get(wish.key), twice) for wish in wishes)
    at = parsed.head.row.number
    return Preview(
        table=parsed.table,
        head=parsed.head,
        above=tuple(row for row in parsed.table.rows if row.number < at),
        first=tuple(row for row in parsed.table.rows if row.number > at)[:5],
        lines=lines,
        without_value=tuple(parsed.read.without_value),
        counts=Counter(line.kind for line in lines),
    )


def enter(file: ImportedFile, *, by: User, released: Released) -> Entered:
    """Enter every figure of the file as `by`, or none, and let its content go.

    Raises `Decided`, and `WritesRefused` where the preview shows what stands in the way.
    """
    with transaction.atomic():
        locked = _locked(file)
        parsed = _parse(_body(locked), locked.plan)
        wishes = parsed.read.wishes
        unread = [
            Refusal(index, field, "invalid", sentence)
            for index, wish in enumerate(wishes)
            for field, sentence in wish.refused
        ]
        if unread:
            raise actions.WritesRefused(unread)
        writes = to_writes(wishes, locked.seen)
        if locked.answers:
            findings = actions.examine(writes, released=released, versions=True)
            writes = with_answers(wishes, writes, findings, locked.answers)
        with pghistory.context(file=locked.pk):
            entered = actions.enter(writes, by=by, way=WAY, released=released)
        locked.new, locked.changed, locked.unchanged = entered
        _decide(locked, ImportedFile.State.ENTERED, by=by)
    return entered


def discard(file: ImportedFile, *, by: User) -> None:
    """Let the file's content go; its name, hash and who sent it stay. Raises `Decided`."""
    with transaction.atomic():
        _decide(_locked(file), ImportedFile.State.DISCARDED, by=by)


def compare_again(file: ImportedFile, *, by: User) -> None:
    """Take the figures as they stand now for seen. Raises `Decided`."""
    with transaction.atomic(), pghistory.context(user=by.pk, way=WAY):
        locked = _locked(file)
        locked.seen = versions(_parse(_body(locked), locked.plan).read.wishes)
        locked.save(update_fields=["seen"])
    file.seen = locked.seen


def answer(file: ImportedFile, answers: Answers, *, by: User) -> None:
    """Keep what was typed beside the file: by the place of a figure in it, or `all` for each.

    An empty text takes an answer back. Raises `Decided`.
    """
    with transaction.atomic(), pghistory.context(user=by.pk, way=WAY):
        locked = _locked(file)
        kept: dict[str, dict[str, str]] = locked.answers
        for key, said in answers.items():
            both = {**kept.get(key, {}), **{name: said[name].strip() for name in said}}
            kept[key] = {name: text for name, text in both.items() if text}
        locked.answers = {key: said for key, said in kept.items() if said}
        locked.save(update_fields=["answers"])
    file.answers = locked.answers


def sent_before(file: ImportedFile) -> ImportedFile | None:
    """The same content as it was imported last, if it was."""
    same = ImportedFile.objects.filter(
        plan=file.plan_id, sha256=file.sha256, state=ImportedFile.State.ENTERED
    )
    return same.select_related("decided_by").order_by("-decided_at").first()


def _parse(data: bytes, plan: Plan) -> _Parsed:
    table = read_table(data, sheets=[name.casefold() for name in SHEETS.values()])
    head = find_head(table.rows)
    return _Parsed(table=table, head=head, read=read_rows(table, head, Known(plan)))


def _body(file: ImportedFile) -> bytes:
    if file.body is None:
        raise Decided(file)
    return bytes(file.body)


def _locked(file: ImportedFile) -> ImportedFile:
    rows = ImportedFile.objects.select_for_update(of=("self",), nowait=True)
    try:
        locked = rows.select_related("plan").get(pk=file.pk)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise
    if locked.state != ImportedFile.State.WAITING:
        raise Decided(locked)
    return locked


def _decide(file: ImportedFile, state: ImportedFile.State, *, by: User) -> None:
    file.state, file.body, file.seen, file.answers = state, None, {}, {}
    file.decided_by, file.decided_at = by, timezone.now()
    with pghistory.context(user=by.pk, way=WAY):
        file.save()


def _twice(wishes: Sequence[Wish], findings: Sequence[Finding]) -> dict[str, list[int]]:
    """By key, the rows that stand for the same place."""
    rows: dict[str, list[int]] = defaultdict(list)
    for wish in wishes:
        rows[spot(wish)].append(wish.row)
    return {
        wish.key: rows[spot(wish)]
        for wish, finding in zip(wishes, findings, strict=True)
        if any(each.code == "twice" for each in finding.refusals)
    }


def _line(wish: Wish, finding: Finding | None, twice: Mapping[str, list[int]]) -> Line:
    if finding is None:
        refused = [_said(column, sentence) for column, sentence in wish.refused]
        return Line(wish=wish, kind="refused", refused=tuple(refused))
    codes = {each.code for each in finding.refusals}
    if not codes:
        return Line(wish=wish, kind=finding.kind, finding=finding)
    kind = "asks" if codes <= set(ASKED) else CONFLICT if codes == {CONFLICT} else "refused"
    refused = [
        _said("", _named_twice(twice[wish.key]))
        if each.code == "twice"
        else _said("" if each.code == "warning" else each.field, each.sentence)
        for each in finding.refusals
    ]
    return Line(wish=wish, kind=kind, finding=finding, refused=tuple(refused))


def _named_twice(rows: Iterable[int]) -> str:
    said = _("The same figure stands more than once in this file, in the rows %(rows)s. Keep one.")
    return said % {"rows": ", ".join(map(str, sorted(set(rows))))}


def _said(column: str, sentence: str) -> Refused:
    heading = say(HEADINGS[column], active_language()) if column in HEADINGS else ""
    return Refused(heading, sentence)
