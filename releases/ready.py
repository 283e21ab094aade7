"""Public pages as ready-made bytes: drawn once for a state of the releases, then handed out.

A hit costs the one query that finds the releases. Nothing here looks at a cookie or a user.
"""

import hashlib
import json
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

# What a page says besides its release.
SETTINGS = (
    "PRODUCT_VERSION",
    "SITE_NAME",
    "SITE_NAME_ZH",
    "SITE_URL",
    "PUBLISHER",
    "PUBLISHER_ZH",
    "CONTACT",
    "ICP_NUMBER",
    "POLICE_NUMBER",
    "LICENSE_NAME",
    "LICENSE_URL",
    "CHARTJS_URL",
    "CHARTJS_SRI",
)


def answer(
    request: HttpRequest, *, state: str, seconds: int, draw: Callable[[], str]
) -> HttpResponseBase:
    """The page at the request's address in this `state`, drawn if need be; 304 where it is known.

    `state` names everything shown that is not in the address or the settings; `seconds` is how long
    others may keep the answer.
    """
    key = _key(request, state)
    body = None if settings.DEBUG else cache.get(key)
    if body is None:
        body = draw().encode()
        cache.set(key, body, timeout=None)
    return _response(request, body, seconds)


def fresh(request: HttpRequest, body: str, *, seconds: int) -> HttpResponseBase:
    """A page that is not worth keeping here: its address may be anything a reader types."""
    return _response(request, body.encode(), seconds)


def _key(request: HttpRequest, state: str) -> str:
    """The address names the language too."""
    values = [str(getattr(settings, name)) for name in SETTINGS]
    said = json.dumps([*values, request.get_full_path(), state])
    return hashlib.sha256(said.encode()).hexdigest()


def _response(request: HttpRequest, body: bytes, seconds: int) -> HttpResponseBase:
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    response = HttpResponse(body)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={seconds}"
    known = get_conditional_response(request, etag=etag, response=response)
    return known or response
