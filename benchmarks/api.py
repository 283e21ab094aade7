"""The API's answer for one indicator, against a view that has the same bytes at hand."""

from collections.abc import Iterator
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from benchmarks.measuring import Row, compare
from benchmarks.pages import get
from lingang.urls import urlpatterns

INDICATOR = "/api/v1/plans/14fyp/indicators/industrial-output/"


def rows() -> Iterator[Row]:
    """The release that the pages were drawn from is there already."""
    client = Client(SERVER_NAME="localhost")
    body = get(client, INDICATOR)

    def at_hand(request: HttpRequest) -> HttpResponse:
        return HttpResponse(body, content_type="application/json")

    with override_settings(ROOT_URLCONF=(path("at-hand", at_hand), *urlpatterns)):
        yield compare(
            "indicator in JSON",
            partial(get, client, INDICATOR),
            to="a view with the same bytes",
            floor=partial(get, client, "/at-hand"),
        )
