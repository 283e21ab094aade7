"""What a release says: composed of the live state and what is held back, frozen, and read back."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from goals.models import Plan
from indicators import reports
from indicators.method import METHOD
from indicators.models import Indicator
from indicators.report_types import IndicatorReport, PlanReport, Text
from releases import documents
from releases.holding import Content, Unit, compose, units
from releases.models import Release


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A release beside the one before it.

    `content` is what it says, or would say if it were submitted now; `live` what a draft would say
    if nothing were held back. `units` is everything that changed since, `held` the keys of what
    stays out.
    """

    before: Content | None
    content: Content
    live: Content
    units: tuple[Unit, ...]
    held: frozenset[str]
    method_changed: bool


def standing(
    release: Release, *, at: datetime.datetime, held: Collection[str] | None = None
) -> Standing:
    """A draft is composed as on the local day of `at`; whatever was frozen is read.

    `held`: other keys than those that the draft holds back. What was held back of a frozen
    release its documents do not tell: `units` are those that it brought. Raises
    `holding.InseparableError` for a draft.
    """
    earlier = last_approved_before(release)
    before = frozen(earlier) if earlier else None
    if release.state != Release.State.DRAFT:
        content = live = frozen(release)
        found, out = units(before, content), frozenset[str]()
    else:
        live = live_content(release.plan, at)
        found = units(before, live)
        asked = release.held if held is None else held
        out = frozenset(asked) & {each.key for each in found}
        content = compose(before, live, out, as_of=timezone.localdate(at))
    return Standing(
        before=before,
        content=content,
        live=live,
        units=tuple(found),
        held=out,
        method_changed=earlier is not None and _method_of(earlier) != _method_of(release),
    )


def live_content(plan: Plan, at: datetime.datetime) -> Content:
    """The working rows, judged as on the local day of `at`."""
    live = reports.live(plan.code, as_of=timezone.localdate(at))
    if live is None:
        raise Plan.DoesNotExist
    return Content(plan=live.plan, indicators=live.indicators)


def name_of(code: str, plan: Plan) -> str:
    """An indicator's name for people; its code where it is gone."""
    row = Indicator.objects.filter(plan=plan, code=code).first()
    return str(row or code)


def last_approved_before(release: Release) -> Release | None:
    """The approved release that `release` follows."""
    earlier = Release.objects.filter(
        plan=release.plan, state=Release.State.APPROVED, number__lt=release.number
    )
    return earlier.order_by("-number").first()


def freeze(content: Content) -> dict[str, bytes]:
    """The documents of a release by their names."""
    return {
        documents.PLAN: documents.encode(content.plan),
        documents.METHOD: documents.encode(METHOD),
        **{
            documents.INDICATOR + code: documents.encode(report)
            for code, report in content.indicators.items()
        },
    }


def frozen(release: Release) -> Content:
    """The plan and the indicators as the release froze them."""
    stored = bodies_of(release)
    plan = documents.decode(stored[documents.PLAN], PlanReport)
    indicators = {
        line.indicator: documents.decode(
            stored[documents.INDICATOR + line.indicator], IndicatorReport
        )
        for line in plan.verdicts
    }
    return Content(plan=plan, indicators=indicators)


def bodies_of(release: Release) -> dict[str, bytes]:
    """The documents that the release froze, by their names."""
    rows = release.entries.values_list("name", "document__body")
    return {name: bytes(body) for name, body in rows}


def names_of(bodies: dict[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each document by its name."""
    return {name: documents.sha256(body) for name, body in bodies.items()}


def entries_of(release: Release | None) -> dict[str, str]:
    """The same of a release that was frozen; nothing where there is none."""
    if release is None:
        return {}
    return dict(release.entries.values_list("name", "document_id"))


def digest_of(release: Release, entries: dict[str, str]) -> str:
    """The digest that the release must have, from its own columns and its entries."""
    correction = (release.corrects, release.correction_en, release.correction_zh)
    return documents.digest(
        plan=release.plan_code,
        number=release.number,
        title=(release.title_en, release.title_zh),
        note=(release.note_en, release.note_zh),
        judged_on=release.judged_on.isoformat() if release.judged_on else "",
        method_version=release.method_version,
        product_version=release.product_version,
        entries=entries,
        previous=release.previous_digest,
        correction=correction if release.corrects is not None else None,
    )


def _method_of(release: Release) -> str:
    """The SHA-256 of the method's text in a release; in a draft, of the text as it is now."""
    if release.state == Release.State.DRAFT:
        return documents.sha256(documents.encode(METHOD))
    return release.entries.values_list("document_id", flat=True).get(name=documents.METHOD)


# What stands in the way of submitting


def objections(content: Content) -> list[str]:
    """Everything that has to be mended before this may be submitted, each in a sentence.

    The place for every check of a draft's content.
    """
    return [
        _("Missing before submission: %s") % each
        for each in _missing_languages(content.plan, content.indicators.values())
    ]


def _missing_languages(plan: PlanReport, indicators: Iterable[IndicatorReport]) -> Iterator[str]:
    """Where a name, title or definition stands in one language only, in words."""
    for where, what, text in _named(plan, indicators):
        for language, name in (("en", _("English")), ("zh-hans", _("Chinese"))):
            if not (text["en"] if language == "en" else text["zh-hans"]).strip():
                yield _("%(where)s: %(what)s in %(language)s") % {
                    "where": where,
                    "what": what,
                    "language": name,
                }


def _named(
    plan: PlanReport, indicators: Iterable[IndicatorReport]
) -> Iterator[tuple[str, str, Text]]:
    yield plan.code, _("name"), plan.name
    yield plan.code, _("summary"), plan.summary
    for goal in plan.goals:
        where = _("goal %d") % goal.number
        yield where, _("title"), goal.title
        yield where, _("promise"), goal.summary
        for commitment in goal.commitments:
            yield where, _("wording of a commitment"), commitment.wording
    for report in indicators:
        yield report.code, _("name"), report.name
        yield report.code, _("definition"), report.definition
        yield report.code, _("unit"), report.unit_name
        if report.responsible_unit:
            yield report.code, _("responsible unit"), report.responsible_unit
        for series in report.series:
            yield f"{report.code}/{series.code}", _("name"), series.name
