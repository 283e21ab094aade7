"""Bringing back what a row was, from its history and from the list of what is deleted."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from goals.models import Commitment, Source
from indicators.models import Figure, Target
from tests import making
from tests.admin_rooms import said, signed_in, text
from tests.indicators.test_admin import FIGURES, output

pytestmark = pytest.mark.django_db

SOURCES = "/admin/goals/source/"


def records(model: str = "goals.SourceEvent") -> list[int]:
    rows = apps.get_model(model)._default_manager.order_by("pgh_id")
    return list(rows.values_list("pgh_id", flat=True))


def context(model: str = "goals.SourceEvent") -> dict[str, Any]:
    rows = apps.get_model(model)._default_manager.order_by("pgh_id")
    found: dict[str, Any] = rows.values_list("pgh_context", flat=True).last()
    return found


def fields(page: Any) -> dict[str, Any]:
    """What the page's main form would send as it stands."""
    form = page.context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in sent.items()}


def renamed() -> Source:
    row = making.source(title_en="First", by=making.person("analyst"))
    row.title_en = "Second"
    return making.save(row, making.person("reviewer"))


def test_earlier_state_opens_in_the_form_and_is_not_saved_by_looking() -> None:
    row = renamed()
    page = signed_in("reviewer").get(f"{SOURCES}{row.pk}/change/?restore={records()[0]}")
    assert fields(page)["title_en"] == "First"
    assert fields(page)["seen"] == 2
    assert "Nothing is saved yet: look through it, then save." in text(page)
    assert Source.objects.get().title_en == "Second"


def test_earlier_state_that_is_saved_is_a_new_change_that_says_so() -> None:
    row, client = renamed(), signed_in("reviewer")
    address = f"{SOURCES}{row.pk}/change/?restore={records()[0]}"
    client.post(address, fields(client.get(address)))
    assert Source.objects.values_list("title_en", "version").get() == ("First", 3)
    reviewer = making.person("reviewer")
    assert context() == {
        "user": reviewer.pk,
        "way": "form",
        "reason": "",
        "restores": records()[0],
    }
    page = signed_in("auditor").get(f"{SOURCES}{row.pk}/history/")
    newest, middle, first = page.context["entries"]
    assert (newest.restores, middle.restores) == (first.at, None)
    assert "Brought back as it stood at " in text(page)


def test_history_offers_every_state_but_the_one_that_stands() -> None:
    row = renamed()
    page = signed_in("reviewer").get(f"{SOURCES}{row.pk}/history/")
    assert [each.restore for each in page.context["entries"]] == [
        "",
        f"{SOURCES}{row.pk}/change/?restore={records()[0]}",
    ]
    looked_at = signed_in("auditor").get(f"{SOURCES}{row.pk}/history/")
    assert [each.restore for each in looked_at.context["entries"]] == ["", ""]


def test_state_of_another_row_or_of_anothers_doing_is_not_shown() -> None:
    row = renamed()
    row.title_en = "Third"
    making.save(row, making.person("analyst"))
    making.source(title_en="Another", by=making.person("reviewer"))
    mine, theirs, _third, of_another = records()
    address = f"{SOURCES}{row.pk}/change/?restore="
    shown = {
        event: fields(signed_in(role).get(f"{address}{event}"))["title_en"]
        for role, event in (
            ("analyst", mine),
            ("analyst", theirs),
            ("reviewer", of_another),
            ("reviewer", "x"),
        )
    }
    assert shown == {mine: "First", theirs: "Third", of_another: "Third", "x": "Third"}


def test_earlier_value_of_a_figure_goes_through_the_same_door(published: Any) -> None:
    making.revise("64", by=making.person("reviewer"))
    row = Figure.objects.get(year=2023)
    client = signed_in("reviewer")
    first = records("indicators.FigureEvent")[1]
    address = f"{FIGURES}{row.pk}/change/?restore={first}"
    page = client.get(address)
    assert fields(page)["value"] == "63"
    assert client.post(address, fields(page)).status_code == 302
    row.refresh_from_db()
    assert (row.value, row.version) == (Decimal(63), 3)
    back = records("indicators.FigureEvent")[2]
    refused = client.post(
        f"{FIGURES}{row.pk}/change/?restore={back}",
        fields(client.get(f"{FIGURES}{row.pk}/change/?restore={back}")),
    )
    assert "Published as 63 projects." in text(refused)


def test_deleted_row_is_listed_and_comes_back_with_its_history() -> None:
    series = output()
    row = making.figure(series, 2024, "423000000000", source=making.source())
    client = signed_in("reviewer")
    deleted = client.post(f"{FIGURES}{row.pk}/delete/", {"post": "yes"}, follow=True)
    back = f"{FIGURES}add/?restore={records('indicators.FigureEvent')[-1]}"
    assert said(deleted)[1] == f'<a href="{back}">Deleted by mistake? Bring it back</a>'
    page = client.get(f"{FIGURES}deleted/").content.decode()
    assert f'href="{back}"' in page
    assert "It was deleted." in text(client.get(f"{FIGURES}{row.pk}/history/"))
    form = client.get(back)
    assert (fields(form)["value"], fields(form)["source"]) == ("4230", row.source_id)
    client.post(back, fields(form))
    again = Figure.objects.get()
    assert (again.value, again.version) == (Decimal(423_000_000_000), 1)
    history = signed_in("auditor").get(f"{FIGURES}{again.pk}/history/").context["entries"]
    assert [each.kind for each in history] == ["insert", "delete", "insert"]
    assert "Nothing is deleted." in text(client.get(f"{FIGURES}deleted/"))


def test_analysts_see_what_they_deleted_themselves() -> None:
    rows = [making.source(title_en=title) for title in ("Theirs", "Mine")]
    signed_in("reviewer").post(f"{SOURCES}{rows[0].pk}/delete/", {"post": "yes"})
    signed_in("analyst").post(f"{SOURCES}{rows[1].pk}/delete/", {"post": "yes"})
    page = text(signed_in("analyst").get(f"{SOURCES}deleted/"))
    assert ("Mine" in page, "Theirs" in page) == (True, False)
    looked_at = text(signed_in("auditor").get(f"{SOURCES}deleted/"))
    assert ("Mine" in looked_at, "Theirs" in looked_at) == (True, True)
    assert "Bring it back" not in looked_at


def test_row_whose_parent_is_gone_asks_for_the_parent_first() -> None:
    series = making.series()
    row, reviewer = making.figure(series, 2024, "70"), signed_in("reviewer")
    reviewer.post(f"{FIGURES}{row.pk}/delete/", {"post": "yes"})
    series.delete()
    last = records("indicators.FigureEvent")[-1]
    page = reviewer.get(f"{FIGURES}add/?restore={last}")
    assert "Its series is gone. Bring that back first." in text(page)
    assert f"#{row.pk}" in text(reviewer.get(f"{FIGURES}deleted/"))


def test_parts_have_their_history_on_their_parents_page_and_a_page_of_their_own() -> None:
    indicator = making.indicator()
    target = making.target(indicator)
    target.lower = Decimal(120)
    making.save(target)
    client = signed_in("administrator")
    whole = client.get(f"/admin/indicators/indicator/{indicator.pk}/history/")
    assert [each.what for each in whole.context["entries"]] == [
        f"Target #{target.pk}",
        f"Target #{target.pk}",
        "",
    ]
    first = records("indicators.TargetEvent")[0]
    address = f"/admin/indicators/target/{target.pk}/change/?restore={first}"
    own = client.get(f"/admin/indicators/target/{target.pk}/history/")
    assert [each.restore for each in own.context["entries"]] == ["", address]
    client.post(address, fields(client.get(address)))
    assert Target.objects.get().lower == Decimal(100)
    assert '"/admin/indicators/target/"' not in client.get("/admin/").content.decode()


def test_commitments_history_holds_its_evidence() -> None:
    made = making.commitment()
    making.evidence(made)
    page = signed_in("auditor").get(f"/admin/goals/commitment/{made.pk}/history/")
    kinds = [re.sub(r" #\d+$", "", each.what) for each in page.context["entries"]]
    assert kinds == ["Evidence", ""]
    assert Commitment.objects.count() == 1


def test_history_reads_in_chinese() -> None:
    row, client = renamed(), signed_in("reviewer", "zh-hans")
    address = f"{SOURCES}{row.pk}/change/?restore={records()[0]}"
    client.post(address, fields(client.get(address)))
    page = text(client.get(f"{SOURCES}{row.pk}/history/"))
    day = f"{datetime.datetime.now(making.SHANGHAI):%Y-%m-%d}"
    assert f"恢复为{day}" in page
    assert "恢复到这一状态" in page


def test_what_was_typed_into_a_row_that_somebody_deleted_opens_as_a_new_one() -> None:
    row, analyst = making.source(title_en="First"), signed_in("analyst")
    address = f"{SOURCES}{row.pk}/change/"
    typed = fields(analyst.get(address)) | {"title_en": "Half a title"}
    signed_in("reviewer").post(f"{SOURCES}{row.pk}/delete/", {"post": "yes"})
    page = analyst.post(address, typed)
    assert fields(page)["title_en"] == "Half a title"
    assert f'action="{SOURCES}add/"' in page.content.decode()
    assert "Somebody deleted this after you opened it." in text(page)
    assert Source.objects.count() == 0
    analyst.post(f"{SOURCES}add/", typed)
    assert Source.objects.get().title_en == "Half a title"
