"""Commentary asked for before a release is submitted: why a target was missed or lags, what next.

Which verdicts ask for it, and when it counts, `indicators.attention` decides, for the desk as well.
A release may go without, for a reason that stands in its record.
"""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from goals.languages import active_language
from indicators.attention import unexplained
from indicators.languages import listed, say
from indicators.report_types import IndicatorReport
from releases.models import CommentaryWaiver, Release


def wanted(indicators: Iterable[IndicatorReport]) -> list[IndicatorReport]:
    """The indicators whose verdict nobody has explained yet, in their order."""
    return [report for report in indicators if unexplained(report)]


def settle(
    release: Release,
    indicators: Iterable[IndicatorReport],
    *,
    by: User,
    at: datetime.datetime,
    reason: str,
) -> None:
    """Let the release go where nothing is wanted, or where `reason` says why it goes without.

    Raises `ValidationError` at `without_commentary`, naming the indicators; else keeps the reason.
    """
    lacking = wanted(indicators)
    if not lacking:
        return
    if not reason.strip():
        lang = active_language()
        names = listed([say(report.name, lang) for report in lacking], lang)
        sentence = _(
            "Commentary is wanted on: %s. "
            "Write it, or say here why the release goes out without it."
        )
        raise ValidationError({"without_commentary": sentence % names})
    waiver = CommentaryWaiver(release=release, by=by, at=at, reason=reason.strip())
    waiver.full_clean()
    waiver.save()


def waiver_of(release: Release) -> CommentaryWaiver | None:
    """Why the release was last submitted without the commentary that was wanted. 1 query."""
    return release.commentary_waivers.select_related("by").order_by("pk").last()
