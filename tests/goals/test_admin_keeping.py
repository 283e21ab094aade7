"""A session that ends while somebody types: nothing is saved, nothing lost, nobody else sees it."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from goals import admin_keeping
from indicators.models import Figure, Series
from tests import making
from tests.admin_rooms import BACKEND, errors, figure_data, signed_in, text
from tests.indicators.test_admin import FIGURES, INDICATORS, indicator_data

pytestmark = pytest.mark.django_db

ADD = f"{FIGURES}add/"
AGAIN = (
    "You had been signed out before this was saved. All that you typed is here again: look "
    "through it, then save."
)


def typed(client: Client, address: str = ADD, **fields: Any) -> dict[str, Any]:
    """What the form of a figure sends, with the note that its page carries."""
    page = client.get(address).content.decode()
    [note] = re.findall(r'name="typist" value="([^"]+)"', page)
    return {**figure_data(making.series(), **fields), "typist": note}


def ends(client: Client) -> None:
    """The session is over; the browser keeps its other cookies."""
    client.logout()


def signs_in(client: Client, who: str = "analyst") -> None:
    """On the sign-in page of the browser in which the form was sent."""
    user = making.person(who)
    user.set_password("a password")
    user.save()
    answer = client.post("/en/sign-in/", {"username": who, "password": "a password", "next": ADD})
    assert answer.status_code == 302


def test_typing_survives_an_expired_session() -> None:
    client = signed_in("analyst")
    data = typed(client, value="4230亿", note_en="By telephone.")
    ends(client)
    answer = client.post(ADD, data, follow=True)
    assert "What you typed is kept." in text(answer)
    signs_in(client)
    page = client.get(ADD)
    assert 'value="4230亿"' in page.content.decode()
    assert "By telephone.</textarea>" in page.content.decode()
    assert AGAIN in errors(page)["__all__"]
    assert Figure.objects.count() == 0
    assert 'value="4230亿"' not in client.get(ADD).content.decode()  # once


def test_what_is_right_is_saved_by_the_next_click() -> None:
    client = signed_in("analyst")
    data = typed(client, value="70")
    ends(client)
    client.post(ADD, data)
    signs_in(client)
    assert errors(client.get(ADD)) == {"__all__": [AGAIN]}
    client.post(ADD, data)
    assert Figure.objects.get().value == 70


def test_rows_of_the_indicators_page_survive_with_it() -> None:
    indicator = making.series().indicator
    client = signed_in("administrator")
    address = f"{INDICATORS}{indicator.pk}/change/"
    note = admin_keeping.note(making.person("administrator"))
    data = indicator_data(indicator, name_en="Other", typist=note)
    data |= {"series-0-name_en": "A name half ty"}
    ends(client)
    client.post(address, data)
    signs_in(client, "administrator")
    page = client.get(address).content.decode()
    assert 'value="A name half ty"' in page
    assert 'value="Other"' in page
    assert Series.objects.get().name_en == "All of them"


def test_another_account_does_not_see_what_was_typed() -> None:
    client = signed_in("analyst")
    data = typed(client, value="4230亿")
    ends(client)
    client.post(ADD, data)
    signs_in(client, "reviewer")
    assert 'value="4230亿"' not in client.get(ADD).content.decode()
    ends(client)
    signs_in(client)
    assert 'value="4230亿"' not in client.get(ADD).content.decode()


@pytest.mark.parametrize("note", ["", "1", "forged:note"])
def test_strangers_store_nothing(note: str) -> None:
    client = Client()
    client.post(ADD, {"value": "x" * 1000, "typist": note})
    assert dict(client.session) == {}


def test_too_much_is_not_kept_and_said_so() -> None:
    client = signed_in("analyst")
    data = typed(client, note_en="x" * admin_keeping.LONGEST)
    ends(client)
    client.post(ADD, data)
    assert "kept_typing" not in client.session


def test_passwords_are_never_kept() -> None:
    client = signed_in("administrator")
    note = admin_keeping.note(making.person("administrator"))
    ends(client)
    sent = {"username": "lin", "password1": "secret", "password2": "secret", "typist": note}
    client.post("/admin/auth/user/add/", sent)
    assert client.session["kept_typing"]["typed"] == "username=lin"
    signs_in(client, "administrator")
    page = client.get("/admin/auth/user/add/")
    assert errors(page)["__all__"] == [AGAIN]
    assert not User.objects.filter(username="lin").exists()


def test_words_of_a_draft_are_filled_again(published: Any) -> None:
    client = signed_in("analyst")
    address = "/admin/releases/release/add/"
    note = admin_keeping.note(making.person("analyst"))
    ends(client)
    client.post(address, {"title_en": "Half a title", "plan": published.pk, "typist": note})
    signs_in(client)
    page = client.get(address)
    assert 'value="Half a title"' in page.content.decode()
    assert AGAIN in text(page)
    assert published.releases.count() == 1


def test_step_that_cannot_be_filled_again_shows_what_was_typed(published: Any) -> None:
    making.revise("64")
    release = making.submit(making.draft(published))
    client = signed_in("reviewer")
    page = client.get(f"/admin/releases/release/{release.pk}/change/").content.decode()
    [note] = set(re.findall(r'name="typist" value="([^"]+)"', page))
    address = f"/admin/releases/release/{release.pk}/cancel/"
    ends(client)
    client.post(address, {"reason": "Two figures\nare wrong.", "typist": note})
    signs_in(client, "reviewer")
    page = client.get(address).content.decode()
    assert "<dt>reason</dt><dd>Two figures<br>are wrong.</dd>" in page
    release.refresh_from_db()
    assert release.state == "submitted"


def test_form_from_before_another_sign_in_opens_again_filled() -> None:
    """Signing in anew in another tab gives another token; the old tab's form is not lost."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(making.person("analyst"), backend=BACKEND)
    data = typed(client, value="4230亿")
    client.cookies["csrftoken"] = "x" * 32
    answer = client.post(ADD, {**data, "csrfmiddlewaretoken": "y" * 32}, follow=True)
    assert answer.redirect_chain == [(ADD, 302)]
    assert 'value="4230亿"' in answer.content.decode()
    assert Figure.objects.count() == 0


@pytest.mark.parametrize("whose", ["", "reviewer"])
def test_form_from_elsewhere_is_refused(whose: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(making.person("analyst"), backend=BACKEND)
    note = admin_keeping.note(making.person(whose)) if whose else ""
    answer = client.post(ADD, figure_data(making.series(), typist=note))
    assert answer.status_code == 403
    assert "kept_typing" not in client.session
