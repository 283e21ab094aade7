"""The styleguide: there with DEBUG alone, complete, and plain about its figures being invented."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from indicators.verdict_words import VERDICT_KEYS, verdict_key
from lingang.styleguide.specimens import INDICATORS, LONG, STATES
from lingang.styleguide.verdicts import VERDICTS

SHEETS = ["", "figures/", "charts/"]
PAGES = ["summary/", "goals/1/", "goals/2/", "release/", "withdrawn/", "indicators/no-figure/"]
ERRORS = {
    "not-found": 404,
    "not-allowed": 403,
    "not-sent": 403,
    "failed": 500,
    "unavailable": 503,
    "maintained": 503,
}


@pytest.mark.parametrize("tail", [*SHEETS, *PAGES, *(f"states/{name}/" for name in ERRORS)])
def test_styleguide_is_not_there_for_readers(client: Client, tail: str) -> None:
    assert client.get(f"/en/styleguide/{tail}").status_code == 404


def test_address_without_a_language_leads_to_the_readers(
    client: Client, settings: Settings
) -> None:
    settings.DEBUG = True
    led = client.get("/styleguide/", headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert (led.status_code, led["Location"]) == (302, "/zh-hans/styleguide/")


@pytest.mark.parametrize("tail", [*SHEETS, *PAGES])
@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Specimen: invented figures."), ("zh-hans", "样例：数据均为虚构。")]
)
def test_every_sheet_and_page_says_that_its_figures_are_invented(
    client: Client, settings: Settings, lang: str, words: str, tail: str
) -> None:
    settings.DEBUG = True
    page = client.get(f"/{lang}/styleguide/{tail}")
    assert (page.status_code, page.content.decode().count(words)) == (200, 1)


@pytest.mark.parametrize(("name", "status"), ERRORS.items())
def test_states_come_with_their_status(
    client: Client, settings: Settings, name: str, status: int
) -> None:
    settings.DEBUG = True
    assert client.get(f"/en/styleguide/states/{name}/").status_code == status


@pytest.mark.parametrize(
    "tail", ["goals/3/", "indicators/clusters/", "states/asleep/", "elsewhere/"]
)
def test_what_no_specimen_is_called_is_not_there(
    client: Client, settings: Settings, tail: str
) -> None:
    settings.DEBUG = True
    assert client.get(f"/en/styleguide/{tail}").status_code == 404


def test_specimens_show_every_line_of_the_method_and_every_verdict() -> None:
    assert {each.verdict.rule for each in VERDICTS} == set(range(1, 18))
    keys = {verdict_key(each.verdict.code, each.verdict.reason) for each in VERDICTS}
    assert keys == set(VERDICT_KEYS)


def test_specimens_have_codes_of_their_own_and_a_name_of_the_longest_kind() -> None:
    assert len(INDICATORS) == len(STATES) + len(VERDICTS)
    assert (len(LONG["en"]), len(LONG["zh-hans"])) == (120, 120)


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_every_state_of_an_indicator_is_a_whole_page(
    client: Client, settings: Settings, lang: str
) -> None:
    settings.DEBUG = True
    pages = [client.get(f"/{lang}/styleguide/indicators/{each.code}/") for each in STATES]
    assert [each.status_code for each in pages] == [200] * 21
    assert [each.content.decode().count("<h1") for each in pages] == [1] * 21
