"""What was published when: two releases side by side, and every revision there has been."""

from collections.abc import Mapping
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goals.languages import active_language
from indicators.pages import Page
from indicators.report_types import IndicatorReport, ReleaseReport
from indicators.wording import say
from releases import published, ready, revision_words, revisions
from releases.revisions import Revision
from releases.serving import (
    NOTHING,
    Asked,
    Context,
    asked_of,
    draw,
    public_page,
    unless_asked,
)

LONGEST_NUMBER = 6  # digits of a release's or a page's number


def _published(request: HttpRequest, plan: str) -> tuple[published.Shelf, ReleaseReport]:
    shelf = published.shelf(at=timezone.now())
    newest = shelf.latest(plan)
    if newest is None:
        raise Http404
    return shelf, newest


def _number(text: str) -> int | None:
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if plain else None


# Two releases


@require_safe
def choose_two(request: HttpRequest, plan: str) -> HttpResponseBase:
    """The form's answer: `?a=&b=` leads to the comparison, whichever is older."""
    shelf, newest = _published(request, plan)
    asked = asked_of(request, ("a", "b"))
    pair = [_number(asked.get(name, "")) for name in ("a", "b")]
    found = sorted(each for each in set(pair) if each and shelf.release(plan, each))
    if len(found) != len(pair):
        return _no_pair(request, shelf, newest, asked)
    response = HttpResponseRedirect(
        f"/{active_language()}/plans/{plan}/releases/{found[0]}/compare/{found[1]}/"
    )
    response["Cache-Control"] = f"public, max-age={shelf.seconds_fresh()}"
    return response


@require_safe
def compare(request: HttpRequest, plan: str, a: int, b: int) -> HttpResponseBase:
    """The older release against the newer one, in whichever order they are named."""
    shelf, newest = _published(request, plan)
    old, new = (shelf.release(plan, number) for number in sorted((a, b)))
    if old is None or new is None or a == b:
        return _no_pair(request, shelf, newest)
    tail = f"releases/{old.number}/compare/{new.number}/"
    page = public_page(request, shelf, newest, section="releases", tail=tail)

    def drawn() -> str:
        older, newer = published.kept([old, new])
        found = revisions.compare(older, newer)
        context = {
            "plan": newer.publication.plan,
            "old": older.publication,
            "new": newer.publication,
            "tallies": revision_words.tallies(found, page.lang),
            "verdicts": revision_words.verdict_rows(found.verdicts, page.lang),
            "unchanged": len(newer.publication.indicators) - len(found.verdicts),
            "figures": [revision_words.line(each, page.lang) for each in found.figures],
            "wordings": [revision_words.line(each, page.lang) for each in found.wordings],
            "said": revision_words.changed(found, page.lang),
        }
        return draw("compare", page, context)

    return unless_asked(request, shelf, drawn)


def _no_pair(
    request: HttpRequest, shelf: published.Shelf, newest: ReleaseReport, asked: Asked = NOTHING
) -> HttpResponseBase:
    """What is not there and what is not visible yet get the same answer."""
    tail = "releases/compare/"
    page = public_page(request, shelf, newest, section="releases", tail=tail, asked=asked)
    body = draw("compare_none", page, {"releases": shelf.of(newest.plan)})
    return ready.refused(body, status=404)


# Every revision


@require_safe
def changes(request: HttpRequest, plan: str) -> HttpResponseBase:
    """Every revision, newest release first; `?indicator=` leaves one's, `?page=` turns pages."""
    shelf, newest = _published(request, plan)
    asked = asked_of(request, ("indicator", "page"))
    page = public_page(request, shelf, newest, section="releases", tail="changes/", asked=asked)
    if not asked:
        return unless_asked(request, shelf, lambda: _changes(page, shelf, newest, "", 1)[0])
    number = _number(asked.get("page", "1"))
    body, found = _changes(page, shelf, newest, asked.get("indicator", ""), number)
    if not found:
        return ready.refused(body, status=404)
    return unless_asked(request, shelf, lambda: body, asked)


def _changes(
    page: Page, shelf: published.Shelf, newest: ReleaseReport, code: str, number: int | None
) -> tuple[str, bool]:
    """The page, and whether it is the one asked for; else it shows all, with a sentence."""
    kept = published.kept(shelf.up_to(newest))
    every = revisions.history(kept)
    names = _names(every, kept[0].publication.indicators)
    asked = [each for each in every if each.indicator == code] if code else every
    known = not code or code in names
    shown = revisions.page(asked, number) if known and number else None
    if shown is None:
        code, asked, shown = "", every, revisions.page(every, 1)
        wrong = _("There is no such page of revisions. The newest ones of all indicators follow.")
    else:
        wrong = ""
    context = _list(shown, page.lang) | {
        "plan": kept[0].publication.plan,
        "wrong": wrong,
        "code": code,
        "name": names.get(code, ""),
        "names": names,
        "count": len(asked),
        "releases": len(kept),
        "filtered": f"?{urlencode({'indicator': code})}" if code else "",
    }
    return draw("changes", page, context), not wrong


def _list(shown: revisions.RevisionPage | None, lang: str) -> Context:
    of_page: list[Revision] = shown.revisions if shown else []
    groups = groupby(of_page, key=lambda each: each.release.number)
    return {
        "shown": shown,
        "groups": [
            (found[0].release, revision_words.lines(found, lang))
            for found in (list(each) for _number, each in groups)
        ],
    }


def _names(every: list[Revision], newest: Mapping[str, IndicatorReport]) -> dict[str, str]:
    """Each indicator that is or was there, by its code; in the plan's order, then what is gone."""
    lang = active_language()
    names = {code: say(report.name, lang) for code, report in newest.items()}
    for revision in every:
        report = revision.change.indicator
        if report is not None:
            names.setdefault(report.code, say(report.name, lang))
    return names
