"""The API's description for programs, and a page to read it with: Swagger UI from our own files."""

from collections.abc import Callable
from functools import cache
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

from releases import ready

LONGEST_FRESH = 60 * 60  # seconds; the description changes with the product alone


@require_safe
def schema(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document, the same bytes for everybody."""
    response = _ready(request, _document, OpenApiJsonRenderer.media_type)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@csp_update({"img-src": ["data:"]})  # Swagger UI's style sheet draws its arrows inline
def docs(request: HttpRequest) -> HttpResponseBase:
    """The description as a page. Drawn without the request: nothing of the reader gets into it."""
    return _ready(
        request,
        lambda: render_to_string(
            "pages/api.html", {"schema": reverse("api-schema"), "name": settings.SITE_NAME}
        ),
        ready.HTML,
    )


def _ready(request: HttpRequest, draw: Callable[[], str | bytes], kind: str) -> HttpResponseBase:
    """In English whatever the reader prefers; what they add to the address changes nothing."""
    response = ready.answer(request, state="", seconds=LONGEST_FRESH, draw=draw, kind=kind)
    response["Content-Language"] = "en"
    return response


@cache
def _document() -> bytes:
    generator: Any = SchemaGenerator  # its methods carry no types
    return OpenApiJsonRenderer().render(generator().get_schema(request=None, public=True))
