"""A preview is the public page as it will be, for those inside, and leaves no trace outside."""

import datetime

import pytest
from django.test import Client

from goals.models import Plan
from indicators.models import Series
from releases.models import Release
from tests import making
from tests.admin_rooms import signed_in, text
from tests.making import AT, FUTURE

pytestmark = pytest.mark.django_db

PLAN = "/en/plans/14fyp/"


def preview(release: Release, page: str = PLAN) -> str:
    return f"/admin/releases/release/{release.pk}/preview{page}"


@pytest.fixture
def waiting(published: Plan) -> Release:
    """A release of January 2100, in which a figure meets the target."""
    making.figure(Series.objects.get(), 2025, "104", source=making.source())
    frozen = making.submit(making.draft(published, at=AT + datetime.timedelta(hours=1)))
    return making.approve(frozen, publish_at=FUTURE)


def test_preview_is_the_public_page_as_it_will_be(waiting: Release) -> None:
    client = signed_in("reviewer")
    shown = text(client.get(preview(waiting)))
    assert "Preview of release 2: internal, not published. Back to the release" in shown
    assert "The one numeric target was met." in shown
    page = client.get(preview(waiting, f"{PLAN}releases/2/"))
    assert "104 projects" not in text(client.get("/en/plans/14fyp/"))
    assert waiting.digest in page.content.decode()
    assert "4 January 2100, 09:30, Beijing time" in text(page)
    assert "Superseded by release 2" in text(client.get(preview(waiting, f"{PLAN}releases/1/")))
    assert "104 projects" in text(client.get(preview(waiting, f"{PLAN}changes/")))
    chart = client.get(preview(waiting, f"{PLAN}indicators/projects-1/chart.svg"))
    assert (chart.status_code, chart["Content-Type"]) == (200, "image/svg+xml")


def test_preview_of_a_draft_leaves_out_what_is_held_back(published: Plan) -> None:
    making.figure(Series.objects.get(), 2025, "104", source=making.source())
    making.revise("64")
    draft = making.draft(published, at=AT + datetime.timedelta(hours=1))
    client = signed_in("analyst")
    assert "104 projects" in text(client.get(preview(draft, f"{PLAN}indicators/projects-1/")))
    client.post(
        f"/admin/releases/release/{draft.pk}/hold/",
        {"shown": ["figure/projects-1/all/2025/year/"]},
    )
    shown = text(client.get(preview(draft, f"{PLAN}indicators/projects-1/")))
    assert "64 projects" in shown
    assert "104 projects" not in shown


def test_preview_leads_on_within_itself_and_is_kept_by_nobody(waiting: Release) -> None:
    answer = signed_in("reviewer").get(preview(waiting))
    root = preview(waiting, "/")
    assert f'href="{root}en/plans/14fyp/goals/1/"' in answer.content.decode()
    assert ' href="/en/plans/' not in answer.content.decode()
    assert (answer["X-Robots-Tag"], "no-store" in answer["Cache-Control"]) == ("noindex", True)
    assert not answer.has_header("ETag")


def test_preview_leaves_nothing_ready_made_for_the_public(waiting: Release) -> None:
    inside, outside = signed_in("reviewer"), Client()
    for page in (PLAN, f"{PLAN}releases/", f"{PLAN}indicators/projects-1/"):
        before = outside.get(page).content
        inside.get(preview(waiting, page))
        assert outside.get(page).content == before
    assert outside.get(f"{PLAN}releases/2/").status_code == 404


def test_preview_is_for_those_inside_and_of_public_pages_alone(waiting: Release) -> None:
    assert Client().get(preview(waiting)).status_code == 302
    assert signed_in("official").get(preview(waiting)).status_code == 302
    inside = signed_in("reviewer")
    for page in (f"{PLAN}desk/", f"{PLAN}nothing/", "/de/plans/14fyp/", "/en/sign-in/"):
        assert inside.get(preview(waiting, page)).status_code == 404
    public = inside.get(preview(Release.objects.get(number=1)))
    assert (public.status_code, public["Location"]) == (302, PLAN)
