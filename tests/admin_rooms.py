"""Going through the admin as somebody: a signed-in client, and what its pages say."""

import re
from html import unescape
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from tests import making

BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(who: str | User = "analyst", lang: str = "en") -> Client:
    """A client with the session of a role's account, or of an account; `lang` as it chose."""
    user = making.person(who) if isinstance(who, str) else who
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.cookies["django_language"] = lang
    return client


def text(response: Any) -> str:
    """What a page says, without its tags, with single spaces."""
    content = response.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).split())


def errors(response: Any) -> dict[str, list[str]]:
    """What the page's main form has against what was sent, by field."""
    form = response.context["adminform"].form
    return {name: list(said) for name, said in form.errors.items()}


def said(response: Any) -> list[str]:
    """The messages on the page that the answer leads to."""
    return [str(each) for each in response.context["messages"]]


def figure_data(series: Any, **fields: Any) -> dict[str, Any]:
    """What the form of a figure sends; it has no source, and says why that is right."""
    return {
        "series": series.pk,
        "year": 2024,
        "covers": "year",
        "as_of": "",
        "value": "70",
        "obs_status": "A",
        "break_kind": "",
        "source": "",
        "note_en": "",
        "note_zh": "",
        "warning_reason": "Said by telephone.",
        "revision_kind": "",
        "revision_reason_en": "",
        "revision_reason_zh": "",
        **fields,
    }
