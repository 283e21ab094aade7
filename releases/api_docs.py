"""The API's description for programs, and a page to read it with: Swagger UI from our own files."""

import hashlib
from functools import cache
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

from indicators.pages import site

LONGEST_FRESH = 60 * 60  # seconds; the description changes with the product alone


@require_safe
@cache_control(public=True, max_age=LONGEST_FRESH)
def schema(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document, the same bytes for everybody."""
    etag = quote_etag(hashlib.sha256(_document()).hexdigest())
    response = HttpResponse(_document(), content_type=OpenApiJsonRenderer.media_type)
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
@cache_control(public=True, max_age=LONGEST_FRESH)
@csp_update({"img-src": ["data:"]})  # Swagger UI's style sheet draws its arrows inline
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page. Drawn without the request: nothing of the reader gets into it."""
    return HttpResponse(
        render_to_string("pages/api.html", {"schema": reverse("api-schema"), "site": site()})
    )


@cache
def _document() -> bytes:
    generator: Any = SchemaGenerator  # its methods carry no types
    return OpenApiJsonRenderer().render(generator().get_schema(request=None, public=True))
