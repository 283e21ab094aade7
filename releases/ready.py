"""Public pages, pictures and files as ready-made bytes: drawn once for a state of the releases.

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

HTML = "text/html; charset=utf-8"

# What a page says besides its release.
_SETTINGS = (
    *("PRODUCT_VERSION", "SITE_URL", "PUBLISHER", "CONTACT", "DATA_LICENSE", "PICTURE_FONTS"),
    *("CHARTJS_URL", "CHARTJS_SRI"),
)


def answer(
    request: HttpRequest,
    *,
    state: str,
    seconds: int,
    draw: Callable[[], str | bytes],
    kind: str = HTML,
    address: str | None = None,
) -> HttpResponseBase:
    """What is at the request's address in this `state`, drawn if need be; 304 where it is known.

    `state` names everything shown that is not in the address or the settings; `seconds` is how long
    others may keep the answer, `kind` its content type. `address` is the part of the address that
    the answer depends on, where that is not all of it: what a reader adds then fills no cache.
    """
    key = _key(request.get_full_path() if address is None else address, state)
    body = None if settings.DEBUG else cache.get(key)
    if body is None:
        drawn = draw()
        body = drawn.encode() if isinstance(drawn, str) else drawn
        cache.set(key, body, timeout=None)
    return _response(request, body, seconds, kind)


def fresh(request: HttpRequest, body: str, *, seconds: int, kind: str = HTML) -> HttpResponseBase:
    """A page that is not worth keeping here: its address may be anything a reader types."""
    return _response(request, body.encode(), seconds, kind)


def _key(address: str, state: str) -> str:
    """The address names the language too."""
    values = [str(getattr(settings, name)) for name in _SETTINGS]
    said = json.dumps([*values, address, state])
    return hashlib.sha256(said.encode()).hexdigest()


def _response(request: HttpRequest, body: bytes, seconds: int, kind: str) -> HttpResponseBase:
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    response = HttpResponse(body, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={seconds}"
    known = get_conditional_response(request, etag=etag, response=response)
    return known or response
