"""How a page is cited."""

from datetime import UTC, date, datetime

from indicators.citations import citation
from indicators.report_types import ReleaseReport
from lingang.styleguide.building import text

RELEASE = ReleaseReport(
    plan="14fyp",
    number=2,
    title=text("", ""),
    note=text("", ""),
    judged_on=date(2026, 11, 23),
    published_at=datetime(2026, 11, 23, 16, 30, tzinfo=UTC),  # the 24th in Beijing
    digest="",
    previous_digest="",
    method_version="1",
    product_version="",
)
ADDRESS = "https://figures.example.org/en/plans/14fyp/releases/2/indicators/output/"


def _cited(lang: str, publisher: str = "") -> str:
    return citation(
        text("Industrial output", "工业总产值"),
        text("14th Five-Year Plan", "“十四五”规划"),
        RELEASE,
        publisher=publisher,
        address=ADDRESS,
        lang=lang,
    )


def test_a_citation_names_publisher_title_release_day_and_address() -> None:
    assert _cited("en", "A publisher") == (
        f"A publisher. “Industrial output”. 14th Five-Year Plan, release 2, 24 November 2026. "
        f"{ADDRESS}"
    )
    assert _cited("zh-hans", "管委会") == (
        f"管委会. 工业总产值：“十四五”规划，第2次发布[EB/OL]. (2026-11-24). {ADDRESS}"
    )


def test_without_a_publisher_a_citation_begins_with_the_title() -> None:
    assert _cited("en")[:19] == "“Industrial output”"
    assert _cited("zh-hans")[:5] == "工业总产值"
