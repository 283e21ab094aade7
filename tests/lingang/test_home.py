import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("accepts", "leads_to"),
    [
        ("", "/en/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "/zh-hans/"),
        ("zh-TW,zh;q=0.9", "/zh-hans/"),
        ("zh", "/zh-hans/"),
        ("fr-FR,fr;q=0.9", "/en/"),
        ("fr,zh;q=0.5,en;q=0.7", "/en/"),
        ("*", "/en/"),
        ("!!", "/en/"),
    ],
)
def test_home_leads_to_the_language_the_reader_accepts(
    client: Client, accepts: str, leads_to: str
) -> None:
    response = client.get("/", headers={"Accept-Language": accepts})
    assert (response.status_code, response.headers["Location"]) == (302, leads_to)


def test_home_goes_by_no_cookie_and_says_so_to_caches(client: Client) -> None:
    client.cookies["django_language"] = "zh-hans"
    response = client.get("/", headers={"Accept-Language": "en"})
    assert response.headers["Location"] == "/en/"
    assert response.headers["Vary"] == "Accept-Language"
    assert response.cookies == {}
