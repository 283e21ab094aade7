"""The attention list, the meeting sheet and the wall display, as people at the desk see them."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goals.models import Commitment, Plan
from indicators.models import Figure, Indicator, Series
from indicators.qr_code import qr_code
from tests import making

DESK = "/en/plans/14fyp/desk/"
STAMP = '<span class="stamp">Internal, not published</span>'

pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Plan:
    """Released as judged today, so that nothing reads otherwise than it was published."""
    made = making.whole_plan()
    making.publish(made, at=timezone.now() - timedelta(minutes=1))
    return made


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(making.person(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# The desk


def test_filters_leave_rows_and_say_how_many(published: Plan) -> None:
    making.indicator(making.goal(published, 2), "later", name_en="Later")
    client = signed_in("official")
    assert "Show all" not in text(client, DESK)
    page = text(client, f"{DESK}?goal=1&verdict=&needs=")
    assert ("2 of 3 rows" in page, ">Later</a>" in page) == (True, False)
    assert "No row has all of this." in text(client, f"{DESK}?goal=1&needs=no_judged")


def test_live_verdicts_stand_beside_published_ones_where_they_differ(published: Plan) -> None:
    client = signed_in("official")
    pages = [DESK, f"{DESK}goals/1/", f"{DESK}indicators/projects-1/"]
    assert all("Published" not in text(client, page) for page in pages[1:])
    making.figure(published.indicators.get().series.get(), 2025, "104", source=making.source())
    for page in pages:
        words = re.sub(r"<[^>]+>|\s+", " ", text(client, page))
        assert re.search(r"Published(?: verdict)?: +Awaiting the 2025 figure", words), page


def test_commentary_that_no_release_shows_is_stamped(published: Plan) -> None:
    client, address = signed_in("official"), f"{DESK}indicators/projects-1/"
    assert STAMP not in text(client, address)
    making.commentary(published.indicators.get(), year=2025)
    assert text(client, address).count(STAMP) == 1
    assert text(client, f"{DESK}sheet/").count(STAMP) == 3  # the sheet, the row, the words


def test_the_wall_display_refreshes_itself_and_leads_nowhere_but_out(published: Plan) -> None:
    client = signed_in("official")
    wall, desk = text(client, f"{DESK}?mode=screen"), text(client, DESK)
    refresh = '<meta http-equiv="refresh" content="300">'
    assert (wall.count(refresh), desk.count(refresh)) == (1, 0)
    assert re.findall(r'<a [^>]*href="([^"]+)"', wall) == ["#main", DESK]
    assert ("<nav" in wall, "<form" in wall) == (False, False)


# Needs attention


def links(role: str) -> dict[str, str]:
    """Where each next step leads, by its words."""
    page = text(signed_in(role), f"{DESK}attention/")
    found = re.findall(r'<td class="next"><a href="([^"]+)">([^<]+)</a>', page)
    return {words: unescape(href) for href, words in found}


def test_each_step_leads_to_the_page_where_this_person_can_take_it() -> None:
    plan = making.whole_plan()
    making.commitment(plan.goals.get(), order=2, wording_en="Second.")
    Figure.objects.filter(year=2023).update(source=None)
    counted, second = Indicator.objects.get(), Commitment.objects.get(wording_en="Second.")
    shown = f"{DESK}indicators/projects-1/"
    add = f"{reverse('admin:indicators_figure_add')}?series={Series.objects.get().pk}&year=2025"
    bare = Figure.objects.get(year=2023)
    analyst = {
        "Draft a release": reverse("admin:releases_release_changelist"),
        "Add what is missing": reverse("admin:indicators_figure_change", args=[bare.pk]),
        "Ask for the full-year 2025 figure": add,
        "Record dated evidence": f"{reverse('admin:goals_evidence_add')}?commitment={second.pk}",
        "Name the responsible unit": shown,
    }
    reads = dict.fromkeys(analyst, shown) | {"Record dated evidence": f"{DESK}goals/1/"}
    assert links("analyst") == links("reviewer") == analyst
    assert links("official") == links("auditor") == reads
    assert links("administrator") == reads | {
        "Name the responsible unit": reverse("admin:indicators_indicator_change", args=[counted.pk])
    }


def test_the_forms_that_steps_lead_to_are_filled_in() -> None:
    plan = making.whole_plan()
    making.figure(plan.indicators.get().series.get(), 2025, "96", source=making.source())
    client = signed_in("analyst")
    address = links("analyst")["Write the cause and the next step"]
    assert parse_qs(urlsplit(address).query) == {
        "indicator": [str(Indicator.objects.get().pk)],
        "year": ["2025"],
    }
    assert 'name="year" value="2025"' in text(client, address)


def test_a_plan_that_needs_nothing_says_so() -> None:
    making.publish(making.plan(), at=timezone.now() - timedelta(minutes=1))
    page = text(signed_in("official"), f"{DESK}attention/")
    assert "Nothing needs attention" in page


# The meeting sheet


def code_of(page: str) -> str:
    """The address that the sheet's code opens: as linked, and as drawn."""
    found = re.search(r'<figcaption><a href="([^"]+)">', page)
    assert found is not None
    address = unescape(found[1])
    assert qr_code(address).path in page
    return address


@pytest.mark.parametrize(("sheet", "kept"), [("sheet/", ""), ("sheet/goals/1/", "goals/1/")])
def test_a_sheet_of_released_figures_leads_to_the_release(
    published: Plan, sheet: str, kept: str
) -> None:
    page = text(signed_in("official"), DESK + sheet)
    assert code_of(page) == f"{settings.SITE_URL}/en/plans/14fyp/releases/1/{kept}"
    assert STAMP not in page


def test_a_sheet_of_working_figures_leads_to_the_desk_which_knows_whether_it_stands(
    published: Plan,
) -> None:
    series, client = published.indicators.get().series.get(), signed_in("official")
    making.figure(series, 2025, "104", source=making.source())
    printed = text(client, f"{DESK}sheet/")
    address = code_of(printed)
    assert STAMP in printed
    assert address.startswith(f"{settings.SITE_URL}{DESK}sheet/?printed=")
    path = address.removeprefix(settings.SITE_URL)
    assert "still stands." in text(client, path)
    making.revise("103", year=2025)
    later = text(client, path)
    assert ("is superseded." in later, "still stands." in later) == (True, False)
    assert "superseded" not in text(client, f"{DESK}sheet/")


def test_a_goals_sheet_stands_whatever_happens_to_another_goal(published: Plan) -> None:
    later = making.series(making.indicator(making.goal(published, 2), "later"))
    client = signed_in("official")
    first, second = (text(client, f"{DESK}sheet/goals/{goal}/") for goal in (1, 2))
    assert code_of(first) == f"{settings.SITE_URL}/en/plans/14fyp/releases/1/goals/1/"
    address = code_of(second).removeprefix(settings.SITE_URL)
    making.revise("64")
    assert "still stands." in text(client, address)
    making.figure(later, 2024, "5")
    assert "is superseded." in text(client, address)


def test_a_sheet_before_the_first_release_leads_to_the_desk() -> None:
    making.whole_plan()
    page = text(signed_in("official"), f"{DESK}sheet/")
    assert "Nothing has been published yet." in page
    assert "/desk/sheet/?printed=" in code_of(page)


def test_a_sheet_names_source_release_and_day(published: Plan) -> None:
    page = text(signed_in("official"), f"{DESK}sheet/")
    foot = re.sub(r"<[^>]+>", "", page.split("<tfoot>")[1].split("</tfoot>")[0])
    assert re.fullmatch(
        r"Newest source: Lin-gang Daily, 20 February 2024\. Release 1, [^.]+\. "
        r"Judged on [^.]+\.",
        foot,
    )


def test_a_goals_sheet_lists_its_commitments_with_their_evidence(published: Plan) -> None:
    page = text(signed_in("official"), f"{DESK}sheet/goals/1/")
    assert "1 February 2024: It was opened." in page
    assert "It was opened." not in text(signed_in("official"), f"{DESK}sheet/")


def test_attention_names_the_figures_that_differ_and_goals_are_stamped(published: Plan) -> None:
    client = signed_in("analyst")
    assert STAMP not in text(client, f"{DESK}goals/1/")
    making.revise("62")
    page = unescape(text(client, f"{DESK}attention/"))
    assert "All of them, 2023, full year: 63 projects → 62 projects. Verdict now: " in page
    assert text(client, f"{DESK}goals/1/").count(STAMP) == 1


def test_new_evidence_and_commentary_wait_for_a_release_and_are_stamped(published: Plan) -> None:
    client = signed_in("analyst")
    making.evidence(Commitment.objects.get(), "2024-03-01", source=making.source())
    assert text(client, f"{DESK}goals/1/").count(STAMP) == 1
    assert "Its wording, its state or its evidence differs." in text(client, f"{DESK}attention/")
    assert "Verdicts, words or evidence differ." in text(client, DESK)
    making.commentary(Indicator.objects.get(), 2024)
    assert text(client, f"{DESK}goals/1/").count(STAMP) == 2
    assert "Its words or its commentary differ." in text(client, f"{DESK}attention/")
