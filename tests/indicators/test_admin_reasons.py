"""The form of a figure: what it asks where a value is odd or published, and before it deletes."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.models import Figure, Series
from tests import making
from tests.admin_rooms import errors, figure_data, said, signed_in, text
from tests.indicators.test_admin import FIGURES, last_event

pytestmark = pytest.mark.django_db

KINDS: dict[str, Any] = {"revision_kind": "source", "revision_reason_en": "Recounted."}


def of_2023(**fields: Any) -> tuple[str, dict[str, Any]]:
    """The address of the figure for 2023, and what its form sends."""
    row = Figure.objects.get(year=2023)
    given = {"year": 2023, "value": "63", "source": row.source_id or "", "warning_reason": ""}
    given |= {"note_en": row.note_en, "seen": row.version}
    return f"{FIGURES}{row.pk}/change/", figure_data(row.series, **given | fields)


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ["40.0% above 2023 (50 projects).", "No source is given."]),
        ("zh-hans", ["比2023年（50项）增加40.0%。", "未注明来源。"]),
    ],
)
def test_odd_figure_comes_back_with_its_warnings_and_everything_typed(
    lang: str, sentences: list[str]
) -> None:
    series = making.series()
    making.figure(series, 2023, "50", source=making.source())
    data = figure_data(series, value="70", note_en="By telephone.", warning_reason="")
    answer = signed_in("analyst", lang).post(f"{FIGURES}add/", data)
    assert errors(answer) == {"warning_reason": sentences}
    page = answer.content.decode()
    assert 'value="70"' in page
    assert "By telephone.</textarea>" in page
    assert "<details" not in page  # where a reason is asked, its fields stand open
    assert Figure.objects.count() == 1
    answer = signed_in("analyst", lang).post(
        f"{FIGURES}add/", data | {"warning_reason": "Twenty were opened."}
    )
    assert answer.status_code == 302
    assert Figure.objects.get(year=2024).warning_reason == "Twenty were opened."


def test_figure_that_is_right_asks_nothing() -> None:
    series, source = making.series(), making.source()
    client = signed_in("analyst")
    assert "<details" in client.get(f"{FIGURES}add/").content.decode()
    client.post(f"{FIGURES}add/", figure_data(series, source=source.pk, warning_reason=""))
    assert Figure.objects.get().value == Decimal(70)


def test_published_figure_asks_kind_and_reason_in_the_form(published: Any) -> None:
    address, data = of_2023(value="64")
    answer = signed_in("analyst").post(address, data)
    assert errors(answer) == {
        "revision_kind": ["Published as 63 projects. Choose what kind of revision this is."],
        "revision_reason_en": ["Published as 63 projects. Say why it changes: readers see it."],
    }
    signed_in("analyst").post(address, data | KINDS)
    row = Figure.objects.get(year=2023)
    assert (row.value, row.revision_kind, row.revision_reason_en) == (
        Decimal(64),
        "source",
        "Recounted.",
    )


def test_form_of_a_published_revision_starts_without_its_reason(published: Any) -> None:
    making.revise("64", **KINDS)
    address, _data = of_2023()
    assert 'value="Recounted."' in signed_in("analyst").get(address).content.decode()
    making.publish(published, at=making.AT + datetime.timedelta(days=1))
    assert 'value="Recounted."' not in signed_in("analyst").get(address).content.decode()


def test_deletion_of_a_published_figure_asks_kind_and_reason(published: Any) -> None:
    row = Figure.objects.get(year=2023)
    client, address = signed_in("analyst"), f"{FIGURES}{row.pk}/delete/"
    page = text(client.get(address))
    assert "Release 1 shows it: 63 projects." in page
    refused = client.post(address, {"post": "yes", "seen": 1, "revision_reason_zh": "误收"})
    assert "It is published. Choose what kind of revision this is." in text(refused)
    assert "误收</textarea>" in refused.content.decode()
    assert Figure.objects.filter(pk=row.pk).exists()
    client.post(
        address, {"post": "yes", "seen": 1, "revision_kind": "error", "revision_reason_zh": "误收"}
    )
    assert not Figure.objects.filter(pk=row.pk).exists()
    assert last_event("indicators.FigureEvent") == (
        "delete",
        {
            "user": making.person("analyst").pk,
            "way": "form",
            "reason": "",
            "revision_kind": "error",
            "revision_reason_zh": "误收",
        },
    )


def test_deletion_of_what_was_never_published_asks_once() -> None:
    row = making.figure(making.series(), 2024, "70")
    page = signed_in("analyst").get(f"{FIGURES}{row.pk}/delete/").content.decode()
    assert "revision_kind" not in page
    assert "The history keeps it" in page


def test_deletion_of_what_was_changed_meanwhile_is_refused() -> None:
    row = making.figure(making.series(), 2024, "70")
    making.revise("71", year=2024)
    answer = signed_in("analyst").post(f"{FIGURES}{row.pk}/delete/", {"post": "yes", "seen": 1})
    assert "after you opened it" in text(answer)
    assert Figure.objects.count() == 1


def test_list_deletes_no_published_figure(published: Any) -> None:
    making.figure(Series.objects.get(), 2024, "70")
    chosen = [row.pk for row in Figure.objects.filter(year__gte=2023)]
    answer = signed_in("analyst").post(
        FIGURES,
        {"action": "delete_selected", "_selected_action": chosen, "post": "yes"},
        follow=True,
    )
    assert said(answer) == [
        "Published, so delete each on its own page and say why: Projects · All of them · 2023."
    ]
    assert Figure.objects.count() == 3
