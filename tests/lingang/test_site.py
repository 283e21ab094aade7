"""What the settings say of the site, on its pages: name, publisher, filing numbers, licence."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from goals.models import Plan
from tests.admin_rooms import signed_in

ICP, POLICE = "沪ICP备12345678号-1", "沪公网安备31011502000001号"

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def foot(client: Client, address: str) -> str:
    found = re.search(r"<footer.*?</footer>", page(client, address), re.DOTALL)
    assert found is not None
    return found[0]


def test_the_site_is_called_as_the_settings_say(
    client: Client, published: Plan, settings: Settings
) -> None:
    settings.SITE_NAME, settings.SITE_NAME_ZH = "Harbour 2030", "海港 2030"
    english, chinese = page(client, "/en/"), page(client, "/zh-hans/")
    assert "<title>The plan – Harbour 2030</title>" in english
    assert "<title>规划 – 海港 2030</title>" in chinese
    assert "Harbour 2030</a>" in english
    assert "海港 2030</a>" in chinese
    pages = [english, chinese, page(client, "/api/v1/docs/"), page(signed_in(), "/admin/")]
    assert [each for each in pages if "Lin-gang 2025" in each] == []
    assert "<title>API – Harbour 2030</title>" in pages[2]
    assert "– Harbour 2030</title>" in pages[3]


def test_a_name_without_chinese_stands_on_chinese_pages_too(
    client: Client, published: Plan, settings: Settings
) -> None:
    settings.SITE_NAME, settings.SITE_NAME_ZH = "Harbour 2030", ""
    settings.PUBLISHER, settings.PUBLISHER_ZH = "Harbour Office", ""
    settings.CONTACT, settings.TRYOUT = "ask@example.org", False
    assert "<title>规划 – Harbour 2030</title>" in page(client, "/zh-hans/")
    assert "Harbour Office" in foot(client, "/zh-hans/")
    settings.PUBLISHER_ZH = "海港管委会"
    assert "海港管委会" in foot(client, "/zh-hans/")
    assert "Harbour Office" in foot(client, "/en/")


@pytest.mark.parametrize("address", ["/en/", "/zh-hans/privacy/", "/en/plans/14fyp/nothing/"])
def test_filing_numbers_stand_in_the_foot_with_their_registers(
    client: Client, published: Plan, settings: Settings, address: str
) -> None:
    assert "beian" not in foot(client, address)
    settings.ICP_NUMBER, settings.POLICE_NUMBER = ICP, POLICE
    assert f'<a href="https://beian.miit.gov.cn/" lang="zh-Hans">{ICP}</a>' in foot(client, address)
    register = "https://beian.mps.gov.cn/#/query/webSearch?code=31011502000001"
    assert f'<a href="{register}" lang="zh-Hans">{POLICE}</a>' in foot(client, address)


def test_a_licence_is_named_in_the_foot_and_on_the_data_page(
    client: Client, published: Plan, settings: Settings
) -> None:
    data = "/en/plans/14fyp/data/"
    assert 'rel="license"' not in page(client, data)
    settings.DATA_LICENSE_NAME = "CC BY 4.0"
    settings.DATA_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
    link = f'<a href="{settings.DATA_LICENSE}" rel="license">CC BY 4.0</a>'
    assert link in foot(client, "/en/")
    assert page(client, data).count(link) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_NAME", "Harbour 2030"),
        ("SITE_NAME_ZH", "海港 2030"),
        ("PUBLISHER", "Harbour Office"),
        ("PUBLISHER_ZH", "海港管委会"),
        ("CONTACT", "ask@example.org"),
        ("ICP_NUMBER", ICP),
        ("POLICE_NUMBER", POLICE),
        ("DATA_LICENSE_NAME", "CC BY 4.0"),
        ("DATA_LICENSE", "https://creativecommons.org/licenses/by/4.0/"),
    ],
)
def test_a_page_kept_ready_changes_with_every_setting_it_shows(
    client: Client, published: Plan, settings: Settings, name: str, value: str
) -> None:
    settings.PUBLISHER, settings.CONTACT, settings.TRYOUT = "Somebody", "a@example.org", False
    settings.DATA_LICENSE_NAME, settings.DATA_LICENSE = "A licence", "https://example.org/licence"
    before = page(client, "/zh-hans/") + page(client, "/en/")
    assert value not in before
    setattr(settings, name, value)
    assert value in page(client, "/zh-hans/") + page(client, "/en/")
