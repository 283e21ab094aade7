"""The attention list as one person sees it: tasks by kind, each with where it is done."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse

from indicators import attention_words as words
from indicators.attention import Task
from indicators.keys import Keys
from indicators.languages import choose
from indicators.report_types import Figure, IndicatorReport, Text

# The right that it takes to do a task oneself.
_RIGHTS = {
    "release": "releases.draft_release",
    "commentary": "indicators.add_commentary",
    "source": "indicators.change_figure",
    "awaited": "indicators.add_figure",
    "first_figure": "indicators.add_figure",
    "other_basis": "indicators.add_figure",
    "baseline": "indicators.add_figure",
    "out_of_date": "indicators.add_figure",
    "provisional": "indicators.change_figure",
    "evidence": "goals.add_evidence",
    "unit": "indicators.change_indicator",
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A task in words. `href`: where this person does it (`own`), else where it shows."""

    subject: Text
    code: str  # of the indicator, "" for a commitment
    goal: int
    why: str
    step: str
    whom: str
    href: str
    own: bool


@dataclass(frozen=True, kw_only=True)
class Section:
    """All tasks of one kind, and who can do them."""

    kind: str
    what: str
    who: str
    entries: tuple[Entry, ...]

    @property
    def asks(self) -> bool:
        """Whether somebody has to be asked."""
        return any(entry.whom for entry in self.entries)


def sections(
    tasks: Iterable[Task],
    *,
    changed: Mapping[str, str],
    user: User | AnonymousUser,
    keys: Keys | None,
    base: str,
    today: datetime.date,
    lang: str,
) -> list[Section]:
    """The tasks, in their order, one section a kind.

    `changed`: by indicator, what a release would change, in words; `keys`: of the plan's rows,
    None for people who have no room of their own; `base`: the desk.
    """
    return [
        Section(
            kind=kind,
            what=words.what(kind, lang),
            who=words.who(kind, lang),
            entries=tuple(_entry(task, changed, user, keys, base, today, lang) for task in found),
        )
        for kind, found in groupby(tasks, key=lambda task: task.kind)
    ]


def _entry(
    task: Task,
    changed: Mapping[str, str],
    user: User | AnonymousUser,
    keys: Keys | None,
    base: str,
    today: datetime.date,
    lang: str,
) -> Entry:
    may = keys is not None and user.has_perm(_RIGHTS[task.kind])
    own = _where(task, keys) if may and keys is not None else ""
    code = task.report.code if task.report else ""
    differs = changed.get(code, "") if task.kind == "release" else ""
    return Entry(
        subject=words.subject(task),
        code=code,
        goal=task.goal,
        why=choose(lang, " ", "").join(filter(None, (differs, words.why(task, today, lang)))),
        step=words.own_step(task, lang),
        whom=words.whom(task, lang),
        href=own or _shown_at(task, base),
        own=bool(own),
    )


def _shown_at(task: Task, base: str) -> str:
    if task.report is not None:
        return f"{base}indicators/{task.report.code}/"
    return f"{base}goals/{task.goal}/"


def _where(task: Task, keys: Keys) -> str:
    """The page of the admin where the task is done, filled in as far as known; "" for none."""
    if task.kind == "release":
        return reverse("admin:releases_release_changelist")
    if task.report is None:
        places = keys.commitments.get(task.goal, [])
        if task.place >= len(places):
            return ""
        return _add("goals_evidence", {"commitment": places[task.place]})
    if task.kind == "unit":
        return reverse(
            "admin:indicators_indicator_change", args=[keys.indicators[task.report.code]]
        )
    if task.kind == "commentary":
        return commentary_page(task.report, keys.indicators, keys.commentary)
    if task.figures:
        return _figure(task.report, task.figures[0], keys)
    return _new_figure(task, task.report, keys)


def commentary_page(
    report: IndicatorReport,
    indicators: Mapping[str, int],
    commentary: Mapping[tuple[str, int], int],
) -> str:
    """Where the words on the latest figure are written: the year's own, or new ones.

    `indicators` and `commentary`: keys of rows, as in `indicators.keys`.
    """
    year = report.latest.year if report.latest else None
    if year and (written := commentary.get((report.code, year))):
        return reverse("admin:indicators_commentary_change", args=[written])
    about = {"indicator": indicators[report.code], **({"year": year} if year else {})}
    return _add("indicators_commentary", about)


def _new_figure(task: Task, report: IndicatorReport, keys: Keys) -> str:
    series = keys.headline.get(report.code)
    given = {"series": series, "year": task.year}
    return _add("indicators_figure", {name: value for name, value in given.items() if value})


def _figure(report: IndicatorReport, at: tuple[str, Figure], keys: Keys) -> str:
    series, figure = at
    day = figure.as_of.isoformat() if figure.as_of else ""
    pk = keys.figures.get((report.code, series, figure.year, figure.covers, day))
    return reverse("admin:indicators_figure_change", args=[pk]) if pk else ""


def _add(room: str, given: Mapping[str, object]) -> str:
    return f"{reverse(f'admin:{room}_add')}?{urlencode(given)}"
