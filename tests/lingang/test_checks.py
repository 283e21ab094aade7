import datetime
from pathlib import Path

import pytest
from django.core import checks
from django.utils import timezone
from pytest_django.fixtures import Settings

from lingang.checks import (
    chart_library,
    clocks,
    contact,
    data_license,
    database_rights,
    filing_numbers,
    picture_fonts,
    picture_letters,
    production,
    site_address,
    workbooks,
)

SRI = "sha384-zYPBGXwO4633CABX/5Spf6emCKUJCfoOkhOMYyxMsatqQZPnDblmmOewfjsIVWCM"


def ids(found: list[checks.CheckMessage]) -> list[str | None]:
    return [message.id for message in found]


@pytest.mark.parametrize(
    ("address", "sri", "expected"),
    [
        ("https://cdn.example/chart.js", SRI, []),
        ("/static/chart.js", "", []),
        ("https://cdn.example/chart.js", "", ["lingang.E002"]),
        ("https://cdn.example/chart.js", "md5-abc", ["lingang.E002"]),
        ("http://cdn.example/chart.js", SRI, ["lingang.E001"]),
        ("chart.js", SRI, ["lingang.E001"]),
        ("//cdn.example/chart.js", SRI, ["lingang.E001"]),
        ("javascript:alert(1)", SRI, ["lingang.E001"]),
    ],
)
def test_chart_library_needs_a_hash_elsewhere(
    settings: Settings, address: str, sri: str, expected: list[str]
) -> None:
    settings.CHARTJS_URL, settings.CHARTJS_SRI = address, sri
    assert ids(chart_library(None)) == expected


def test_workbooks_are_read_with_their_entities_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ids(workbooks(None)) == []
    monkeypatch.setattr("lingang.checks.DEFUSEDXML", False)
    assert ids(workbooks(None)) == ["lingang.E023"]


def test_site_address_must_be_an_allowed_host(settings: Settings) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://figures.example.org", ["other.example"]
    assert ids(site_address(None)) == ["lingang.E003"]
    settings.ALLOWED_HOSTS = [".example.org"]
    assert ids(site_address(None)) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", []),
        ("figures@example.org", []),
        ("https://example.org/ask", []),
        ("the office", ["lingang.E004"]),
        ("javascript:alert(1)", ["lingang.E004"]),
    ],
)
def test_contact_is_an_address(settings: Settings, address: str, expected: list[str]) -> None:
    settings.CONTACT = address
    assert ids(contact(None)) == expected


@pytest.mark.parametrize(
    ("icp", "police", "expected"),
    [
        ("", "", []),
        ("沪ICP备12345678号", "沪公网安备31011502000001号", []),
        ("沪ICP备12345678号-12", "沪公网安备 31011502000001号", []),
        ("ICP12345678", "", ["lingang.E009"]),
        ("沪ICP备12345678", "", ["lingang.E009"]),
        ("", "31011502000001", ["lingang.E010"]),
        ("", "沪公网安备3101150200000号", ["lingang.E010"]),
        ("none", "none", ["lingang.E009", "lingang.E010"]),
    ],
)
def test_filing_numbers_are_written_as_their_registers_write_them(
    settings: Settings, icp: str, police: str, expected: list[str]
) -> None:
    settings.ICP_NUMBER, settings.POLICE_NUMBER = icp, police
    assert ids(filing_numbers(None)) == expected


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("", "", []),
        ("", "https://creativecommons.org/licenses/by/4.0/", []),
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", []),
        ("CC BY 4.0", "", ["lingang.E021"]),
        ("CC BY 4.0", "javascript:alert(1)", ["lingang.E021"]),
    ],
)
def test_a_license_has_an_address(
    settings: Settings, name: str, address: str, expected: list[str]
) -> None:
    settings.DATA_LICENSE_NAME, settings.DATA_LICENSE = name, address
    assert ids(data_license(None)) == expected


def test_fonts_for_pictures_are_in_a_folder(settings: Settings, tmp_path: Path) -> None:
    settings.PICTURE_FONTS = str(tmp_path)
    assert ids(picture_fonts(None)) == []
    settings.PICTURE_FONTS = str(tmp_path / "none")
    assert ids(picture_fonts(None)) == ["lingang.E022"]
    settings.PICTURE_FONTS = ""
    assert ids(picture_fonts(None)) == []


def test_letters_that_no_font_has_are_named(settings: Settings, tmp_path: Path) -> None:
    settings.PICTURE_FONTS = str(tmp_path)
    (found,) = picture_letters(None)
    assert (found.id, found.level) == ("lingang.I023", checks.INFO)
    assert found.msg.startswith("No font here has the letters of: English, Simplified Chinese.")


def test_try_out_is_not_taken_for_production() -> None:
    assert ids(production(None)) == ["lingang.E005", "lingang.W006"]


def test_production_needs_its_static_files(settings: Settings, tmp_path: str) -> None:
    settings.SECURE, settings.TRYOUT, settings.HASHED = True, False, True
    settings.STATIC_ROOT = tmp_path
    assert ids(production(None)) == ["lingang.E007"]


@pytest.mark.django_db
def test_login_of_the_site_may_not_own_the_tables() -> None:
    assert ids(database_rights(None, databases=["default"])) == []


@pytest.mark.django_db
def test_login_that_owns_the_tables_is_warned_of() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lingang_owner")
    assert ids(database_rights(None, databases=["default"])) == ["lingang.W008"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, []),
        (4, []),
        (-4, []),
        (8, ["lingang.W011"]),
        (-8, ["lingang.W011"]),
    ],
)
def test_clocks_that_differ_are_warned_of(
    monkeypatch: pytest.MonkeyPatch, seconds: int, expected: list[str]
) -> None:
    ours = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)
    monkeypatch.setattr(timezone, "now", lambda: ours)
    assert ids(clocks(None, databases=["default"])) == expected
    assert clocks(None, databases=None) == []
