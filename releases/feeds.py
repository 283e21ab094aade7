"""The Atom feed (RFC 4287) of a plan's releases: one feed that speaks both languages."""

import datetime
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.languages import say
from indicators.report_types import ReleaseReport, Text
from releases import feed_words, published, ready, revisions
from releases.revisions import Comparison

KIND = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}  # as addresses and as readers' programs name them


@require_safe
def releases(request: HttpRequest, plan: str) -> HttpResponseBase:
    """Every release that is public, newest first, with what it changed."""
    shelf = published.shelf(at=timezone.now())
    every = shelf.of(plan)
    if not every:
        raise Http404
    return ready.answer(
        request,
        state=shelf.standing(),
        seconds=shelf.seconds_fresh(),
        draw=lambda: feed(
            list(revisions.steps(published.kept(every))),
            [each for each in shelf.withdrawn if each.plan == plan],
        ),
        kind=KIND,
    )


def feed(steps: Sequence[Comparison], withdrawn: Sequence[ReleaseReport] = ()) -> bytes:
    """The document; `steps`: each release against the one before it, newest first, one at least.

    Readers who have kept an entry of a release that was `withdrawn` learn that under its own id.
    """
    plan, newest = steps[0].new.publication.plan, steps[0].new.release
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _say(root, "id", f"{settings.SITE_URL}{_address(plan.code)}")
    _say(root, "title", _both(plan.name))
    times = [newest.published_at, *(each.withdrawn_at for each in withdrawn if each.withdrawn_at)]
    _say(root, "updated", max(times).isoformat())
    author = SubElement(root, "author")
    _say(author, "name", settings.PUBLISHER or settings.SITE_NAME)
    _link(root, rel="self", href=_address(plan.code), type="application/atom+xml")
    _pages(root, f"plans/{plan.code}/releases/")
    for each in withdrawn:
        _withdrawn_entry(root, each)
    for step in steps:
        _entry(root, step)
    body: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def _entry(root: Element, step: Comparison) -> None:
    release = step.new.release
    entry = _head(root, release, title=_title(release), updated=release.published_at)
    _content(entry, lambda lang: _lines(step, lang))


def _withdrawn_entry(root: Element, release: ReleaseReport) -> None:
    title = f"Release {release.number}: withdrawn / 第{release.number}次发布：已撤回"
    updated = release.withdrawn_at or release.published_at
    entry = _head(root, release, title=title, updated=updated)
    _content(entry, lambda lang: [feed_words.withdrawn(release, lang)])


def _head(
    root: Element, release: ReleaseReport, *, title: str, updated: datetime.datetime
) -> Element:
    page = f"plans/{release.plan}/releases/{release.number}/"
    entry = SubElement(root, "entry")
    _say(entry, "id", f"{settings.SITE_URL}/en/{page}")
    _say(entry, "title", title)
    _say(entry, "published", release.published_at.isoformat())
    _say(entry, "updated", updated.isoformat())
    _pages(entry, page)
    return entry


def _content(entry: Element, lines_in: Callable[[str], list[str]]) -> None:
    content = SubElement(entry, "content", {"type": "xhtml"})
    words = SubElement(content, "div", {"xmlns": XHTML})
    for lang, code in LANGUAGES.items():
        side = SubElement(words, "div", {"lang": code, "xml:lang": code})
        for line in lines_in(lang):
            _say(side, "p", line)


def _lines(step: Comparison, lang: str) -> list[str]:
    release = step.new.release
    said = [say(release.note, lang), feed_words.corrects(release, lang)]
    return [*filter(None, said), *feed_words.entry_lines(step, lang)]


def _title(release: ReleaseReport) -> str:
    return (
        f"Release {release.number}: {say(release.title, 'en')} / "
        f"第{release.number}次发布：{say(release.title, 'zh-hans')}"
    )


def _both(text: Text) -> str:
    return f"{say(text, 'en')} / {say(text, 'zh-hans')}"


def _pages(parent: Element, page: str) -> None:
    """The page in each language."""
    for lang, code in LANGUAGES.items():
        _link(parent, rel="alternate", href=f"/{lang}/{page}", type="text/html", hreflang=code)


def _link(parent: Element, **attributes: str) -> None:
    href = f"{settings.SITE_URL}{attributes['href']}"
    SubElement(parent, "link", attributes | {"href": href})


def _say(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = words


def _address(plan: str) -> str:
    return f"/feeds/{plan}/releases.xml"
