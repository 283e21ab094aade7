"""Public pages, pictures and files as ready-made bytes: drawn once for a state of the releases.

A hit costs the one query that finds the releases. Nothing here looks at a cookie or a user, and
nothing secret is in the bytes, so they may be compressed: once, when they are drawn.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from releases import published

HTML = "text/html; charset=utf-8"

# What a page says besides its release.
SETTINGS = (
    *("PRODUCT_VERSION", "SITE_NAME", "SITE_NAME_ZH", "SITE_URL", "PUBLISHER", "PUBLISHER_ZH"),
    *("CONTACT", "ICP_NUMBER", "POLICE_NUMBER", "DATA_LICENSE", "DATA_LICENSE_NAME"),
    *("PICTURE_FONTS", "CHARTJS_URL", "CHARTJS_SRI"),
)
_WORTH_PACKING = 0.9  # of the plain size at most; pictures and workbooks are packed already
_REFUSED = re.compile(r"q=0(\.0{0,3})?")


class Form(NamedTuple):
    """One way to send the same thing; each has an ETag of its own, as its bytes are others."""

    body: bytes
    etag: str
    encoding: str = ""


def answer(
    request: HttpRequest,
    *,
    state: str,
    seconds: int,
    draw: Callable[[], str | bytes],
    kind: str = HTML,
    asked: Mapping[str, str] | None = None,
) -> HttpResponseBase:
    """What is at the request's address in this `state`, drawn if need be; 304 where it is known.

    `state` names everything shown that is not in the address or the settings; `seconds` is how long
    others may keep the answer, `kind` its content type. `asked` is all that the answer depends on
    in the query, by name: whatever else a reader adds fills nothing.
    """
    if published.is_preview():
        return _uncached(draw(), kind)
    key = _key(request.path, asked or {}, state)
    forms = None if settings.DEBUG else cache.get(key)
    if forms is None:
        forms = _forms(draw())
        cache.set(key, forms, timeout=None)
    return _response(request, forms, seconds, kind)


def fresh(request: HttpRequest, body: str, *, seconds: int, kind: str = HTML) -> HttpResponseBase:
    """A page that is not worth keeping here: its address may be anything a reader types."""
    if published.is_preview():
        return _uncached(body, kind)
    return _response(request, _forms(body), seconds, kind)


def refused(body: str, *, status: int) -> HttpResponse:
    """A kind no, kept by nobody: what is not there now may be there in a minute."""
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _uncached(body: str | bytes, kind: str) -> HttpResponse:
    """For those inside, kept neither here nor on the way."""
    response = HttpResponse(body, content_type=kind)
    response["Cache-Control"] = "no-store"
    return response


def _key(path: str, asked: Mapping[str, str], state: str) -> str:
    """The path names the language too."""
    values = [str(getattr(settings, name)) for name in SETTINGS]
    said = json.dumps([*values, path, sorted(asked.items()), state])
    return hashlib.sha256(said.encode()).hexdigest()


def _forms(drawn: str | bytes) -> list[Form]:
    """The plain form, then the packed one where packing saves enough."""
    plain = drawn.encode() if isinstance(drawn, str) else drawn
    packed = gzip.compress(plain, mtime=0)
    forms = [Form(plain, _etag(plain))]
    if len(packed) <= _WORTH_PACKING * len(plain):
        forms.append(Form(packed, _etag(packed), "gzip"))
    return forms


def _etag(body: bytes) -> str:
    return quote_etag(hashlib.sha256(body).hexdigest())


def _response(request: HttpRequest, forms: list[Form], seconds: int, kind: str) -> HttpResponseBase:
    form = forms[-1] if _takes_gzip(request.headers.get("Accept-Encoding", "")) else forms[0]
    response = HttpResponse(form.body, content_type=kind)
    response["ETag"] = form.etag
    response["Cache-Control"] = f"public, max-age={seconds}"
    if len(forms) > 1:
        response["Vary"] = "Accept-Encoding"
    if form.encoding:
        response["Content-Encoding"] = form.encoding
    known = get_conditional_response(request, etag=form.etag, response=response)
    return known or response


def _takes_gzip(accepted: str) -> bool:
    """Whether the header `Accept-Encoding` names gzip and does not refuse it with a q of 0."""
    for each in accepted.lower().replace(" ", "").split(","):
        coding, *parameters = each.split(";")
        if coding == "gzip":
            return not any(map(_REFUSED.fullmatch, parameters))
    return False
