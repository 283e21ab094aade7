import datetime
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from lingang.middleware import DatabaseAway, signed_in

PASSWORD = "correct horse battery staple"


@pytest.fixture
def analyst(db: None) -> User:
    user = User.objects.create_user("analyst", password=PASSWORD)
    user.is_staff = True
    user.save()
    return user


def sign_in(client: Client, name: str, password: str, **extra: str) -> int:
    form = {"username": name, "password": password}
    return client.post("/en/sign-in/", form, **extra).status_code  # type: ignore[arg-type]


def test_policy_allows_our_own_files_and_the_chart_library_alone(client: Client) -> None:
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "script-src 'self' https://cdn.jsdelivr.net",
        "style-src 'self'",
    ]


def test_every_answer_carries_the_guarding_headers(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert {name: headers[name] for name in headers if name in GUARDS} == GUARDS


GUARDS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def test_answer_without_a_session_sets_no_cookie_and_varies_by_none(client: Client) -> None:
    response = client.get("/healthz")
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(("reads", "kept_out"), [(True, True), (False, False)])
def test_answer_that_read_the_session_stays_out_of_every_cache(
    rf: RequestFactory, reads: bool, kept_out: bool
) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.session.get("name", "nobody") if reads else "everybody")

    request = rf.get("/")
    request.session = SessionStore()
    response = signed_in(page)(request)
    assert ("no-store" in response.headers.get("Cache-Control", "")) is kept_out


def test_database_that_is_away_is_a_503_that_says_when_to_come_back(rf: RequestFactory) -> None:
    guard = DatabaseAway(lambda _request: HttpResponse())
    answer = guard.process_exception(rf.get("/en/"), OperationalError("server closed"))
    assert answer is not None
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "server closed" not in answer.content.decode()
    assert guard.process_exception(rf.get("/en/"), ValueError("ours")) is None


@pytest.fixture
def away() -> Iterator[Callable[[], None]]:
    """Call it to have no database answer any more."""
    kept = {alias: dict(connections[alias].settings_dict) for alias in connections}

    def leave() -> None:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["HOST"] = "/nowhere"

    yield leave
    for alias, values in kept.items():
        connections[alias].close()
        connections[alias].settings_dict.update(values)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_pages_that_need_the_database_say_that_it_is_away_and_others_stay(
    away: Callable[[], None], client: Client
) -> None:
    cache.clear()
    client.force_login(User.objects.create_user("analyst", password=PASSWORD))
    away()
    needing = ["/en/", "/zh-hans/plans/14fyp/desk/", "/admin/", "/en/sign-in/"]
    answers = [client.get(address) for address in needing]
    assert [each.status_code for each in answers] == [503] * 4
    assert ["no-store" in each.headers["Cache-Control"] for each in answers] == [True] * 4
    assert client.get("/en/accessibility/").status_code == 200
    assert client.get("/en/no/such/page/").status_code == 404


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "Closed for maintenance"), ("zh-hans", "系统维护中")]
)
def test_maintenance_closes_every_page_and_says_so(
    client: Client, settings: Settings, lang: str, heading: str
) -> None:
    settings.MAINTENANCE = True
    for address in (f"/{lang}/", f"/{lang}/sign-in/", f"/{lang}/accessibility/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "600")
        assert f"<h1>{heading}</h1>" in answer.content.decode()
    assert client.get("/api/v1/plans/").status_code == 503
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "The form was not accepted"), ("zh-hans", "表单未被接受")]
)
def test_form_without_its_token_is_refused_in_words(lang: str, heading: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/{lang}/sign-in/", {"username": "analyst"})
    assert answer.status_code == 403
    assert f"<h1>{heading}</h1>" in answer.content.decode()


def test_session_ends_after_half_an_hour_without_a_request(client: Client, analyst: User) -> None:
    client.force_login(analyst)
    client.get("/admin/")
    assert client.session.get_expiry_age() == 1800


def test_session_ends_twelve_hours_after_it_began(client: Client, analyst: User) -> None:
    client.force_login(analyst)
    client.get("/admin/")
    session = client.session
    session["started"] -= 12 * 60 * 60 - 600
    session.save()
    client.get("/admin/")
    assert 590 <= client.session.get_expiry_age() <= 600
    row = Session.objects.get()
    assert row.expire_date <= timezone.now() + datetime.timedelta(seconds=600)
    row.expire_date -= datetime.timedelta(seconds=601)
    row.save()
    assert client.get("/admin/").status_code == 302


def test_disabled_account_is_out_at_its_next_request(client: Client, analyst: User) -> None:
    client.force_login(analyst)
    assert client.get("/admin/").status_code == 200
    analyst.is_active = False
    analyst.save()
    assert client.get("/admin/").status_code == 302


def test_sixth_wrong_password_locks_the_name_at_that_address(client: Client, analyst: User) -> None:
    assert [sign_in(client, "analyst", "wrong") for _ in range(6)] == [200] * 5 + [429]
    assert sign_in(client, "analyst", PASSWORD) == 429


def test_fifth_wrong_password_locks_nobody(client: Client, analyst: User) -> None:
    for _ in range(5):
        sign_in(client, "analyst", "wrong")
    assert sign_in(client, "analyst", PASSWORD) == 302


def test_forged_address_neither_helps_nor_locks_others_out(client: Client, analyst: User) -> None:
    for number in range(6):
        sign_in(client, "analyst", "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert sign_in(client, "analyst", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.1") == 429
    assert sign_in(client, "analyst", PASSWORD, REMOTE_ADDR="192.0.2.1") == 302


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Too many wrong passwords"), ("zh-hans", "密码错误次数过多")]
)
def test_locked_out_reader_is_told_in_their_language(
    client: Client, analyst: User, language: str, words: str
) -> None:
    for _ in range(5):
        sign_in(client, "analyst", "wrong")
    form = {"username": "analyst", "password": "wrong"}
    response = client.post(f"/{language}/sign-in/", form)
    assert f"<h1>{words}</h1>" in response.content.decode()


def test_encrypted_site_asks_browsers_to_stay_encrypted(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    encrypted = Client(headers={"X-Forwarded-Proto": "https"})
    assert encrypted.get("/healthz").headers["Strict-Transport-Security"] == "max-age=31536000"
    redirect = Client().get("/admin/")
    assert (redirect.status_code, redirect.headers["Location"]) == (
        301,
        "https://testserver/admin/",
    )


def test_try_out_runs_without_encryption() -> None:
    assert (settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT) == (0, False)
    assert settings.SESSION_COOKIE_NAME == "session"
