"""The commentary that a release still wants, or went without, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User

from indicators.attention import unexplained
from indicators.attention_page import commentary_page
from indicators.attention_words import unexplained_words
from indicators.keys import keys_of
from indicators.report_types import IndicatorReport, Text
from releases.commentary_wanted import waiver_of, wanted
from releases.models import CommentaryWaiver, Release
from releases.revision_words import Pill, pill


@dataclass(frozen=True, kw_only=True)
class Row:
    """An indicator that is not explained. `href`: where this person writes it, "" for nowhere."""

    name: Text
    verdict: Pill
    why: str
    unit: Text | None
    href: str


@dataclass(frozen=True, kw_only=True)
class Lack:
    """What is not explained; `waiver`: why the release was submitted all the same, if it was."""

    rows: tuple[Row, ...]
    waiver: CommentaryWaiver | None


def lack(
    release: Release, indicators: Mapping[str, IndicatorReport], *, by: User, lang: str
) -> Lack | None:
    """What a release lacks that says `indicators`; None for nothing. At most 6 queries."""
    reports = wanted(indicators.values())
    if not reports:
        return None
    is_draft = release.state == Release.State.DRAFT
    keys = None
    if is_draft and by.has_perm("indicators.add_commentary"):
        keys = keys_of(release.plan_code)
    rows = (
        Row(
            name=report.name,
            verdict=pill(report, lang),
            why=unexplained_words(report, unexplained(report), lang),
            unit=report.responsible_unit,
            href=commentary_page(report, keys.indicators, keys.commentary) if keys else "",
        )
        for report in reports
    )
    return Lack(rows=tuple(rows), waiver=None if is_draft else waiver_of(release))
