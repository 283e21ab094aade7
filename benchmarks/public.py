"""Public pages and the API's answer for one indicator, handed out ready-made and drawn."""

import datetime
from collections.abc import Iterator
from functools import partial

from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from benchmarks.measuring import waited
from lingang.urls import urlpatterns
from releases.models import Document, Release, ReleaseEntry
from tests import making

SUMMARY = "/en/plans/14fyp/"
INDICATOR = "/zh-hans/plans/14fyp/indicators/industrial-output/"
ANSWER = "/api/v1/plans/14fyp/indicators/industrial-output/"
CLIENT = Client(SERVER_NAME="localhost")


def lines() -> Iterator[str]:
    making.publish(making.real_plan())
    health = "/healthz", partial(_get, "/healthz")
    for name, address in (("summary", SUMMARY), ("indicator page", INDICATOR)):
        yield waited(f"{name}, ready-made", partial(_get, address), *health)
        yield waited(f"{name}, drawn", partial(_draw, address), *health)
    same = partial(HttpResponse, _get(ANSWER), content_type="application/json")
    with override_settings(ROOT_URLCONF=(path("at-hand", lambda _: same()), *urlpatterns)):
        floor = "a view with the same bytes", partial(_get, "/at-hand")
        yield waited("indicator in JSON, ready-made", partial(_get, ANSWER), *floor)
        yield waited("indicator in JSON, drawn", partial(_draw, ANSWER), *floor)
    _release_monthly(60)
    yield waited("summary, ready-made, 60 releases more", partial(_get, SUMMARY), *health)


def _get(address: str) -> bytes:
    response = CLIENT.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return response.content


def _draw(address: str) -> None:
    cache.clear()
    _get(address)


def _release_monthly(months: int) -> None:
    """Releases of another plan, taken through their states with one document of those at hand."""
    plan, analyst, reviewer = making.plan("monthly"), making.person(), making.person("reviewer")
    document = Document.objects.earliest("sha256")
    for month in range(months):
        at = making.AT - datetime.timedelta(days=30 * (months - month))
        row = Release(plan=plan, plan_code=plan.code, number=month + 1, digest=f"{month:064x}")
        row.drafted_by, row.drafted_at, row.judged_on = analyst, at, at.date()
        row.submitted_by, row.submitted_at = analyst, at
        row.save()
        ReleaseEntry.objects.create(release=row, name="plan", document=document)
        kept = Release.objects.filter(pk=row.pk)
        kept.update(state="submitted")
        kept.update(state="approved", approved_by=reviewer, approved_at=at, publish_at=at)
