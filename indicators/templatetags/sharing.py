"""What others are told of a page: search engines, chats, networks and sites that embed a chart."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from indicators import pictures, previews, schema_org
from indicators.languages import choose, say
from indicators.pages import Page, site
from indicators.report_types import GoalReport, IndicatorReport, PlanReport, ReleaseReport
from indicators.schema_org import Block, Origin

register = template.Library()

CSV, JSON = "text/csv", "application/json"
# As in Django's json_script: nothing inside ends the element or opens another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
DIGEST = 12  # characters of a release's digest that tell one picture from the next


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page as others show it; `picture` is an address, "" where there is none to show."""

    title: str
    description: str
    picture: str
    picture_words: str
    blocks: Sequence[SafeString]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a page is about: an indicator, a goal, two releases, or the plan as a whole.

    `title` is what a page is called that is neither a goal's nor an indicator's.
    """

    page: Page
    title: str
    said: str
    plan: PlanReport | None
    indicators: dict[str, IndicatorReport]
    goal: GoalReport | None
    report: IndicatorReport | None

    @property
    def preview(self) -> previews.Preview:
        lang = self.page.lang
        if self.report:
            return previews.of_indicator(self.report, lang)
        if self.plan and self.goal:
            return previews.of_goal(self.plan, self.goal, lang)
        if self.plan and self.indicators:
            found = previews.of_plan(self.plan, self.indicators, lang)
            return previews.titled(found, self.title)
        words = self.said or (say(self.plan.summary, lang) if self.plan else "")
        return previews.Preview(
            title=self.title or site().name,
            description=words or _("What the plan promised, and what has been published of it."),
            picture="",
        )


@register.filter
def locale(code: str) -> str:
    """The language as Open Graph names it, with a country."""
    return choose(code, "en_GB", "zh_CN")


@register.simple_tag(takes_context=True)
def preview(context: Context) -> Shown:
    """The page that the context draws, as others show it."""
    subject = _subject(context)
    found = subject.preview
    return Shown(
        title=found.title,
        description=found.description,
        picture=_picture(subject),
        picture_words=found.picture,
        blocks=[_script(block) for block in _blocks(subject)],
    )


def _subject(context: Context) -> Subject:
    page: Page = context["page"]
    old, new = context.get("old"), context.get("new")
    if old and new:
        pair = {"a": old.release.number, "b": new.release.number}
        title, said = _("Releases %(a)s and %(b)s compared") % pair, str(context.get("said", ""))
    else:
        title, said = _title(page), ""
    return Subject(
        page=page,
        title=title,
        said=said,
        plan=context.get("plan"),
        indicators=context.get("indicators") or {},
        goal=context.get("goal"),
        report=context.get("report"),
    )


def _title(page: Page) -> str:
    if page.kind == "kept" and page.release and not page.tail:
        return _("Release %(number)s, as published") % {"number": page.release.number}
    titles = {
        "indicators/": _("All indicators"),
        "releases/": _("Releases"),
        "changes/": _("Revisions"),
        "method/": _("How every target is judged"),
        "about/": _("About the plan"),
        "data/": _("Data"),
        "accessibility/": _("Accessibility"),
        "privacy/": _("Privacy"),
    }
    return titles.get(page.tail or page.path, "")


def _picture(subject: Subject) -> str:
    page = subject.page
    if page.release is None or not pictures.can_write(page.lang):
        return ""
    tail = page.tail if subject.goal or subject.report else ""
    return f"{settings.SITE_URL}{page.base}{tail}card.png?v={page.release.digest[:DIGEST]}"


# Structured data


def _origin(page: Page) -> Origin:
    return Origin(
        site=f"{settings.SITE_URL}{page.home}",
        name=site().name,
        publisher=settings.PUBLISHER,
        license=settings.DATA_LICENSE,
    )


def _blocks(subject: Subject) -> list[Block]:
    page, plan, origin = subject.page, subject.plan, _origin(subject.page)
    blocks: list[Block] = []
    if plan and page.release:
        if subject.report:
            blocks.append(_dataset(subject.report, plan, page.release, page))
        elif page.kind == "public" and not page.tail:
            catalog = schema_org.catalog(
                plan, page.release, lang=page.lang, address=page.canonical, origin=origin
            )
            blocks += [schema_org.website(origin, lang=page.lang), catalog]
    if crumbs := _crumbs(subject):
        named = [(name, f"{settings.SITE_URL}{path}") for name, path in crumbs]
        blocks.append(schema_org.breadcrumbs(named))
    return blocks


def _dataset(
    report: IndicatorReport, plan: PlanReport, release: ReleaseReport, page: Page
) -> Block:
    api = f"{settings.SITE_URL}/api/v1/plans/{plan.code}/indicators/{report.code}/"
    kept = f"?release={release.number}" if page.kind == "kept" else ""
    table = f"{settings.SITE_URL}{page.base}{page.tail}figures.csv"
    return schema_org.dataset(
        report,
        plan,
        release,
        lang=page.lang,
        address=page.canonical,
        summary=f"{settings.SITE_URL}{page.root}",
        downloads=[(CSV, table), (JSON, api + kept)],
        origin=_origin(page),
    )


def _crumbs(subject: Subject) -> list[tuple[str, str]]:
    """Names and paths from the summary to the page, as `components/crumbs.html` shows them."""
    page, goal, report = subject.page, subject.goal, subject.report
    here = f"{page.base}{page.tail}"
    way = [(_("Summary"), page.root)]
    if page.section == "releases":
        way.append((_("Releases"), f"{page.root}releases/"))
    if page.kind == "kept" and page.release:
        way.append((_("Release %(number)s") % {"number": page.release.number}, page.kept))
    if goal and report:
        words = {"number": goal.number, "title": say(goal.title, page.lang)}
        way.append((_("Goal %(number)s: %(title)s") % words, f"{page.base}goals/{goal.number}/"))
        way.append((say(report.name, page.lang), here))
    elif goal:
        way.append((_("Goal %(number)s") % {"number": goal.number}, here))
    elif page.section in ("indicators", "releases") and here not in (path for _name, path in way):
        way += [(subject.title, here)] if subject.title else []
    return way if len(way) > 1 else []


def _script(block: Block) -> SafeString:
    """A data block: browsers execute none of it, so the policy on scripts does not concern it."""
    words = json.dumps(block, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(words))  # noqa: S308


# Embedding


@register.simple_tag
def embed_code(page: Page, report: IndicatorReport) -> str:
    """The lines that show an indicator's chart on another site: to be read, so not yet escaped."""
    address = f"{settings.SITE_URL}{page.base}embed/indicators/{report.code}/"
    title = escape(f"{say(report.name, page.lang)} – {site().name}")
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="{EMBED_HEIGHT}" '
        'loading="lazy" style="border:0"></iframe>'
    )


EMBED_HEIGHT = 600  # pixels: the whole page fits at every width from 320 on
