"""Signing in and out: where people land, in which language, and who may choose where they go."""

import pytest
from django.test import Client

from tests import making
from tests.admin_rooms import signed_in, text

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-pass-phrase"


def sign_in(role: str, lang: str = "en", **data: str) -> tuple[Client, str]:
    """A client after the sign-in page, and where that page led."""
    making.person(role, password=PASSWORD)
    client = Client()
    answer = client.post(f"/{lang}/sign-in/", {"username": role, "password": PASSWORD, **data})
    return client, answer.headers["Location"]


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("official", "/zh-hans/desk/"),
        ("analyst", "/admin/"),
        ("reviewer", "/admin/"),
        ("auditor", "/admin/"),
        ("administrator", "/admin/"),
    ],
)
def test_everybody_lands_where_their_work_is(role: str, place: str) -> None:
    assert sign_in(role, "zh-hans")[1] == place


def test_sign_in_leads_back_to_where_it_was_asked_for() -> None:
    assert sign_in("analyst", next="/en/plans/14fyp/desk/")[1] == "/en/plans/14fyp/desk/"


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_sign_in_leads_to_no_other_site(place: str) -> None:
    assert sign_in("analyst", next=place)[1] == "/admin/"


def test_sign_in_takes_its_language_into_the_admin() -> None:
    client, _ = sign_in("analyst", "zh-hans")
    cookie = client.cookies["django_language"]
    assert (cookie.value, cookie["path"], cookie["httponly"]) == ("zh-hans", "/admin/", True)
    assert "填报与管理" in text(client.get("/admin/"))


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Please enter a correct username and password."),
        ("zh-hans", "请输入一个正确的用户名和密码。"),
    ],
)
def test_wrong_password_is_refused_in_the_pages_language(lang: str, sentence: str) -> None:
    making.person("analyst", password=PASSWORD)
    data = {"username": "analyst", "password": "something-else"}
    answer = Client().post(f"/{lang}/sign-in/", data)
    assert answer.status_code == 200
    assert sentence in text(answer)


def test_other_language_of_the_page_leads_on_to_the_same_place() -> None:
    page = Client().get("/en/sign-in/", {"next": "/en/plans/14fyp/desk/"}).content.decode()
    assert 'href="/zh-hans/sign-in/?next=%2Fzh-hans%2Fplans%2F14fyp%2Fdesk%2F"' in page


def test_who_was_led_to_sign_in_is_told_why() -> None:
    words = "A sign-in ends after 30 minutes without a request."
    led = Client().get("/en/sign-in/", {"next": "/en/plans/14fyp/desk/"}).content.decode()
    came = Client().get("/en/sign-in/").content.decode()
    assert (led.count(words), came.count(words)) == (1, 0)


def test_sign_in_starts_a_session_of_its_own() -> None:
    """A session that somebody else may know is not carried on."""
    making.person("analyst", password=PASSWORD)
    client = Client()
    client.session["known"] = True
    client.session.save()
    before = client.cookies["session"].value if "session" in client.cookies else ""
    client.post("/en/sign-in/", {"username": "analyst", "password": PASSWORD})
    assert client.cookies["session"].value != before


def test_who_is_signed_in_is_led_on() -> None:
    assert signed_in("analyst").get("/en/sign-in/").headers["Location"] == "/admin/"


def test_sign_out_takes_a_button_not_a_link() -> None:
    client = signed_in("analyst")
    assert client.get("/en/sign-out/").status_code == 405
    assert client.get("/admin/").status_code == 200
    assert client.post("/en/sign-out/").headers["Location"] == "/en/"
    assert client.get("/admin/").status_code == 302


def test_admin_changes_its_language_by_a_button() -> None:
    client = signed_in("analyst")
    answer = client.post("/admin/language/", {"language": "zh-hans", "next": "/admin/goals/"})
    assert answer.headers["Location"] == "/admin/goals/"
    cookie = client.cookies["django_language"]
    assert (cookie.value, cookie["path"]) == ("zh-hans", "/admin/")


def test_admin_has_no_sign_in_page_of_its_own() -> None:
    answer = Client().get("/admin/login/", {"next": "/admin/goals/plan/"})
    assert answer.headers["Location"] == "/en/sign-in/?next=%2Fadmin%2Fgoals%2Fplan%2F"


def test_sign_ins_of_others_are_not_for_analysts() -> None:
    sign_in("reviewer")
    assert "reviewer" not in text(signed_in("analyst").get("/admin/axes/accesslog/"))


def test_sign_ins_are_listed_for_those_who_audit() -> None:
    sign_in("analyst")
    page = text(signed_in("auditor").get("/admin/axes/accesslog/"))
    assert "Sign-ins" in page
    assert "analyst 127.0.0.1" in page
