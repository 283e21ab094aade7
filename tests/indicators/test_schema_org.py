"""Reports in schema.org's words; whole pages are in tests/releases/test_sharing.py."""

import datetime
from dataclasses import replace
from typing import Any

from indicators.report_types import IndicatorReport, ReleaseReport
from indicators.schema_org import Origin, breadcrumbs, catalog, dataset, website
from lingang.styleguide.building import text
from tests.indicators.judged import figure, other_series, plan, report, source

PAGE, SUMMARY = "https://example.org/en/indicators/x/", "https://example.org/en/"
NOBODY = Origin(site=SUMMARY, name="Lin-gang 2025")
OFFICE = replace(NOBODY, publisher="The office", license="https://example.org/license")
RELEASE = ReleaseReport(
    plan="14fyp",
    number=2,
    title=text("", ""),
    note=text("", ""),
    judged_on=datetime.date(2026, 1, 31),
    published_at=datetime.datetime(2026, 1, 31, 17, 0, tzinfo=datetime.UTC),
    digest="",
    previous_digest="",
    method_version="1",
    product_version="1",
)


def described(of: IndicatorReport, lang: str = "en", origin: Origin = NOBODY) -> dict[str, Any]:
    made, _reports = plan(of)
    return dataset(
        of, made, RELEASE, lang=lang, address=PAGE, summary=SUMMARY, downloads=[], origin=origin
    )


def test_a_dataset_covers_the_years_of_all_its_figures() -> None:
    parts = other_series(figure(2019, 3), role="breakdown")
    assert described(report(figure(2024, 60), others=(parts,)))["temporalCoverage"] == "2019/2024"
    assert described(report(figure(2024, 60)))["temporalCoverage"] == "2024"
    assert "temporalCoverage" not in described(report())


def test_a_dataset_is_published_on_the_day_in_beijing() -> None:
    found = described(report())
    assert (found["datePublished"], found["version"]) == ("2026-02-01", "2")


def test_a_dataset_is_based_on_sources_that_can_be_read() -> None:
    first, second = replace(source(), url="https://a.example/"), source(kind="mirror")
    figures = [figure(year, year, source=one) for year, one in ((2021, first), (2022, first))]
    assert described(report(*figures, figure(2023, 9, source=second)))["isBasedOn"] == [
        "https://a.example/"
    ]
    assert "isBasedOn" not in described(report(figure(2023, 9, source=second)))


def test_what_no_setting_says_is_left_away() -> None:
    made, _reports = plan(report())
    unsaid = {"creator", "publisher", "license"}
    assert unsaid & set(described(report())) == set()
    assert unsaid & set(catalog(made, RELEASE, lang="en", address=PAGE, origin=NOBODY)) == set()
    assert "publisher" not in website(NOBODY, lang="en")
    assert unsaid - set(described(report(), origin=OFFICE)) == set()
    listed = catalog(made, RELEASE, lang="en", address=PAGE, origin=OFFICE)
    assert (listed["publisher"]["name"], listed["license"]) == ("The office", OFFICE.license)
    assert website(OFFICE, lang="en")["publisher"] == listed["publisher"]


def test_chinese_data_speak_chinese() -> None:
    found = described(report(figure(2024, 60)), "zh-hans")
    assert found["name"] == "产业集群（“十四五”规划）"
    assert found["inLanguage"] == "zh-Hans"
    assert found["spatialCoverage"]["name"] == "中国（上海）自由贸易试验区临港新片区"
    assert found["variableMeasured"]["unitText"] == "个"


def test_crumbs_count_from_one() -> None:
    found = breadcrumbs([("Summary", "https://a.example/"), ("Goal 1", "https://a.example/1/")])
    assert found["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Summary", "item": "https://a.example/"},
        {"@type": "ListItem", "position": 2, "name": "Goal 1", "item": "https://a.example/1/"},
    ]
