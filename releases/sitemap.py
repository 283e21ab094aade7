"""What search engines are told of the site as a whole: its pages, and what to leave alone."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.pages import LANGUAGES
from indicators.report_types import PlanReport, ReleaseReport
from indicators.wording import beijing_day
from releases import published, ready

XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"
# What the protocol allows in one file. Each plan has about thirty addresses and one more for each
# release, so a second file is not written here.
MOST = 50_000
SITE_PAGES = ("accessibility/", "privacy/")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page after its language, and the day since which it stands so, where that is known."""

    path: str
    changed: datetime.date | None = None


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Every public page in both languages. 2 queries, 1 once it is ready."""
    shelf = published.shelf(at=timezone.now())

    def body() -> str:
        entries = list(_entries(shelf))[: MOST // len(LANGUAGES)]
        codes = [code for code, _name, _short in LANGUAGES]
        context = {"site": settings.SITE_URL, "entries": entries, "codes": codes}
        return render_to_string("sitemap.xml", context)

    return ready.answer(
        request,
        state=" ".join(each.digest for each in (*shelf.releases, *shelf.withdrawn)),
        seconds=shelf.seconds_fresh(),
        draw=body,
        kind=XML,
    )


def _entries(shelf: published.Shelf) -> Iterator[Entry]:
    newest = [each[0] for code in shelf.plans() if (each := shelf.of(code))]
    for release, plan in zip(newest, published.plans(newest), strict=True):
        yield from _of_plan(_stands_since(release, shelf), plan, shelf.of(plan.code))
    for path in SITE_PAGES:
        yield Entry(path=path)


def _stands_since(newest: ReleaseReport, shelf: published.Shelf) -> datetime.date:
    """The day since which the newest pages say what they say: a withdrawal changes them too."""
    own = (each.withdrawn_at for each in shelf.withdrawn if each.plan == newest.plan)
    return beijing_day(max([newest.published_at, *(each for each in own if each)]))


def _of_plan(
    changed: datetime.date, plan: PlanReport, releases: list[ReleaseReport]
) -> Iterator[Entry]:
    """A kept release stands for its goals and indicators, which search engines leave alone."""
    root = f"plans/{plan.code}/"
    tails = ["", "indicators/", "releases/", "changes/", "method/", "about/", "data/"]
    tails += [f"goals/{goal.number}/" for goal in plan.goals]
    tails += [f"indicators/{line.indicator}/" for line in plan.verdicts]
    for tail in tails:
        yield Entry(path=root + tail, changed=changed)
    for each in releases:
        since = each.superseded_at or each.published_at  # its banner came then
        yield Entry(path=f"{root}releases/{each.number}/", changed=beijing_day(since))


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """Pages for people who sign in, and answers for programs, are not for search engines."""
    body = render_to_string("robots.txt", {"site": settings.SITE_URL})
    return ready.fresh(request, body, seconds=published.LONGEST_FRESH, kind=TEXT)
