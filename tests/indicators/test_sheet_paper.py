"""A meeting sheet that is longer than a page: rows stay whole, heads and sources are repeated."""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from pytest_django.live_server_helper import LiveServer

from tests import making
from tests.browser.looking import sheets
from tests.browsing import OpenPage

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

LONG = "Enterprises of the whole special area that have been recognised as makers of advanced parts"
_PRINTED = """() => ({
    rows: [...document.querySelectorAll("tr")].map(row => getComputedStyle(row).breakInside),
    head: getComputedStyle(document.querySelector("thead")).display,
    foot: getComputedStyle(document.querySelector("tfoot")).display,
})"""


def test_rows_of_a_long_sheet_are_never_split(open_page: OpenPage, live_server: LiveServer) -> None:
    goal = making.goal()
    for number in range(20):
        counted = making.indicator(
            goal, f"long-{number}", name_en=LONG, responsible_unit_en="Development bureau"
        )
        making.target(counted)
        making.figure(making.series(counted), 2023, "63", source=making.source())
        making.commentary(counted)
    page = open_page()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": _session(), "url": live_server.url}]
    )
    answer = page.goto("/en/plans/14fyp/desk/sheet/")
    assert answer is not None
    assert answer.status == 200
    page.emulate_media(media="print")
    printed = page.evaluate(_PRINTED)
    assert set(printed["rows"]) == {"avoid"}
    assert (printed["head"], printed["foot"]) == ("table-header-group", "table-footer-group")
    assert sheets(page.pdf(format="A4", print_background=True)) in (2, 3)


def _session() -> str:
    """The key of a session in which an official is signed in."""
    official = making.person("official")
    session = SessionStore()
    session[SESSION_KEY] = str(official.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = official.get_session_auth_hash()
    session.save()
    return str(session.session_key)
