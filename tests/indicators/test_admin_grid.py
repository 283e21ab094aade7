"""The sheet as a plain form: who may use it, what it keeps, saves, and says is in the way."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goals.models import Goal
from indicators.models import Figure, Series, SheetDraft
from tests import making
from tests.admin_rooms import BACKEND, said, signed_in, text

pytestmark = pytest.mark.django_db

SHEET = "/admin/indicators/figure/grid/"
KEEP = f"{SHEET}draft/"


@pytest.fixture
def projects() -> Series:
    """A running total with 63 projects in 2023 and a target of 100 in 2025."""
    counted = making.indicator(nature="running_total")
    made = making.series(counted)
    making.target(counted)
    making.figure(made, 2023, "63", source=making.source())
    return made


@pytest.fixture
def output() -> Series:
    """A year's flow in 亿元 with a target of 5000."""
    goal = Goal.objects.first() or making.goal()
    counted = making.indicator(
        goal, code="output", name_en="Output", name_zh="产值", **making.MONEY
    )
    made = making.series(counted)
    making.target(counted, "500000000000")
    return made


def form(page: Any) -> dict[str, Any]:
    """What a browser without scripts would send back from the page as it was drawn."""
    names = page.context["blocks"]
    cells = [cell for block in names for row in block.rows for cell in row.cells]
    says = [each for block in names for each in block.says]
    asked = {
        f"{each.key}.{name}": each.checked.texts[name]
        for each in says
        for name in each.checked.asks
    }
    return {
        "plan": page.context["plan"].code,
        "year": page.context["sheet"].focus,
        "shown": page.context["shown"],
        **{f"{cell.key}.value": cell.texts["value"] for cell in cells},
        **asked,
    }


def send(client: Client, do: str = "check", **fields: Any) -> Any:
    """What the page answers with `fields` typed into it as it stands, sent by the button `do`."""
    data = form(client.get(SHEET)) | {"do": do}
    return client.post(SHEET, data | fields, follow=True)


def typed(
    of: Series, year: int, value: str, *, part: bool = False, **fields: str
) -> dict[str, Any]:
    key = f"{of.pk}-{year}" + ("-part" if part else "")
    return {f"{key}.{name}": each for name, each in {"value": value, **fields}.items()}


def says(page: Any) -> dict[str, tuple[str, list[str], str]]:
    """Of each typed cell its state, what stands in the way, and where the verdict tips."""
    return {
        each.key: (each.state, [p.sentence for p in each.checked.problems], each.tip)
        for block in page.context["blocks"]
        for each in block.says
    }


def drafted() -> dict[str, Any]:
    cells: dict[str, Any] = SheetDraft.objects.get().cells
    return cells


@pytest.mark.parametrize(
    ("role", "status"), [("official", 302), ("analyst", 200), ("reviewer", 200), ("auditor", 403)]
)
def test_sheet_is_for_those_who_enter_figures(role: str, status: int, projects: Series) -> None:
    client = signed_in(role)
    assert client.get(SHEET).status_code == status
    posted = typed(projects, 2025, "9") | {"do": "save"}
    assert (client.post(SHEET, posted).status_code == 302) == (status in (200, 302))
    assert client.post(KEEP, posted).status_code == status
    assert Figure.objects.filter(year=2025).count() == 0
    assert SheetDraft.objects.count() == (1 if status == 200 else 0)


def test_sheet_is_linked_where_work_starts(projects: Series) -> None:
    analyst, auditor = signed_in("analyst"), signed_in("auditor")
    for address in ("/admin/", "/admin/indicators/figure/"):
        assert f'href="{SHEET}"' in analyst.get(address).content.decode()
        assert f'href="{SHEET}"' not in auditor.get(address).content.decode()


def test_plan_that_does_not_exist_is_not_found(projects: Series) -> None:
    assert signed_in("analyst").get(f"{SHEET}?plan=15fyp").status_code == 404


def test_every_input_has_its_whole_name(output: Series) -> None:
    page = signed_in("analyst").get(SHEET).content.decode()
    assert f'<label class="hear" for="c-{output.pk}-2025-part">' in page
    assert "Output, All of them, 2025, to date, in 亿元, ¥100 million</label>" in page


def test_check_answers_with_echo_verdict_and_tip_and_saves_nothing(output: Series) -> None:
    page = send(signed_in("analyst"), **typed(output, 2025, "4990亿"))
    words = text(page)
    assert "2025, full year 4990亿 → ¥499,000,000,000 →" in words
    assert "Missed, by ¥1.0bn From ¥500 billion on it reads: Met." in words
    assert page.context["checked"] is True
    assert not Figure.objects.exists()


def test_problems_stand_on_top_with_links_and_take_the_focus(projects: Series) -> None:
    page = send(signed_in("analyst", "zh-hans"), **typed(projects, 2025, "2.5"))
    html = page.content.decode()
    assert '<section class="errornote" tabindex="-1" autofocus' in html
    assert f'<a href="#c-{projects.pk}-2025">项目数，2025年：</a> 计数应为整数' in html
    assert f'name="{projects.pk}-2025.value" value="2.5"' in html


def test_everything_right_is_saved_and_the_rest_stays_typed(projects: Series) -> None:
    source = making.source()
    client = signed_in("analyst")
    fine, wrong = f"{projects.pk}-2024", f"{projects.pk}-2025"
    data = typed(projects, 2024, "70", source=str(source.pk)) | typed(projects, 2025, "7x")
    page = send(client, "save", **data)
    assert said(page) == ["1 figure is saved. Nothing is public until a release is approved."]
    saved = Figure.objects.get(year=2024)
    assert (int(saved.value), saved.source, saved.version) == (70, source, 1)
    assert drafted() == {wrong: {"seen": "", "value": "7x"}}
    assert list(says(page)) == [wrong]
    assert fine not in says(page)


def test_cell_that_is_odd_without_another_one_waits_with_it(
    projects: Series, output: Series
) -> None:
    making.figure(projects, 2024, "63", source=making.source())
    client, source = signed_in("analyst"), str(making.source().pk)
    data = typed(projects, 2024, "90") | typed(projects, 2025, "110", source=source)
    page = send(client, **data)
    assert {key: state for key, (state, *_) in says(page).items()} == {
        f"{projects.pk}-2024": "warning",  # 43% above 2023
        f"{projects.pk}-2025": "changed",  # 22% above what was typed for 2024
    }
    send(client, "save", **typed(output, 2025, "4990", source=source))
    found = Figure.objects.filter(year__gt=2023).order_by("value")
    assert list(found.values_list("value", flat=True)) == [63, 499_000_000_000]
    assert list(drafted()) == [f"{projects.pk}-2024", f"{projects.pk}-2025"]


def test_warning_is_saved_with_its_reason_and_not_without(projects: Series) -> None:
    client, key = signed_in("analyst"), f"{projects.pk}-2025"
    page = send(client, "save", **typed(projects, 2025, "12"))
    assert says(page)[key][:2] == (
        "warning",
        [
            "A running total only grows, but this is below 2023 (63 projects).",
            "No source is given.",
        ],
    )
    assert said(page) == ["No figure was saved: see what stands in the way."]
    assert f'name="{key}.warning_reason"' in page.content.decode()
    send(client, "save", **{f"{key}.warning_reason": "Recounted in June."})
    saved = Figure.objects.get(year=2025)
    assert (int(saved.value), saved.warning_reason) == (12, "Recounted in June.")
    assert drafted() == {}


def test_reason_of_the_last_change_answers_nothing_of_the_next(projects: Series) -> None:
    source, key = making.source(), f"{projects.pk}-2024"
    making.figure(projects, 2024, "90", source=source, warning_reason="A park opened.")
    client = signed_in("analyst")
    page = send(client, "save", **typed(projects, 2024, "190"))
    assert says(page)[key][:2] == ("warning", ["201.6% above 2023 (63 projects)."])
    send(client, "save", **typed(projects, 2024, "90", note_en="Counted in May."))
    kept = Figure.objects.get(year=2024)
    assert (kept.note_en, kept.warning_reason) == ("Counted in May.", "A park opened.")


def test_change_of_a_published_figure_asks_what_kind_it_is_and_why(projects: Series) -> None:
    making.publish(projects.indicator.plan)
    client, key = signed_in("analyst"), f"{projects.pk}-2023"
    page = send(client, "save", **typed(projects, 2023, "64"))
    assert says(page)[key][0] == "error"
    assert Figure.objects.get(year=2023).value == 63
    why = {"revision_kind": "source", "revision_reason_en": "The office revised it."}
    send(client, "save", **{f"{key}.{name}": each for name, each in why.items()})
    saved = Figure.objects.get(year=2023)
    assert (int(saved.value), saved.revision_kind, saved.revision_reason_en) == (
        64,
        "source",
        "The office revised it.",
    )


def test_flow_takes_a_full_year_and_a_part_of_it(output: Series) -> None:
    client, source = signed_in("analyst"), str(making.source().pk)
    part = f"{output.pk}-2024-part"
    page = send(
        client,
        "save",
        **typed(output, 2024, "4230", source=source),
        **typed(output, 2024, "2900", part=True, source=source),
    )
    assert says(page)[part][1] == ["Up to which day does it count? Write it like 08-31."]
    send(client, "save", **{f"{part}.as_of": "8月31日"})
    found = Figure.objects.order_by("covers").values_list("covers", "as_of", "value")
    assert list(found) == [
        ("to_date", datetime.date(2024, 8, 31), Decimal(290_000_000_000)),
        ("year", None, Decimal(423_000_000_000)),
    ]


def test_status_day_source_and_break_are_set_for_ticked_cells_at_once(
    projects: Series, output: Series
) -> None:
    client, source = signed_in("analyst"), making.source()
    cells = [f"{projects.pk}-2024", f"{output.pk}-2024", f"{output.pk}-2024-part"]
    chosen = {
        "set-obs_status": "P",
        "set-covers": "day",
        "set-as_of": "08-31",
        "set-source": str(source.pk),
        "set-break_kind": "revised-base",
        "set-note_en": "As reported.",
    }
    send(client, "set", cell=cells, **chosen, **typed(projects, 2024, "70"))
    fields = {
        "seen": "",
        "obs_status": "P",
        "break_kind": "revised-base",
        "source": str(source.pk),
        "note_en": "As reported.",
    }
    assert drafted() == {
        cells[0]: fields | {"value": "70", "as_of": "08-31"},
        cells[1]: fields,  # the full year of a flow has no day
        cells[2]: fields | {"as_of": "08-31"},
    }
    send(client, "set", cell=cells[:1], **{"set-covers": "year", "set-source": "none"})
    assert drafted()[cells[0]] == {
        "seen": "",
        "value": "70",
        "obs_status": "P",
        "break_kind": "revised-base",
        "note_en": "As reported.",
    }


def test_setting_without_a_cell_or_a_choice_says_so(projects: Series) -> None:
    client = signed_in("analyst")
    words = ["Nothing was set: tick at least one cell, and choose what to set."]
    assert said(send(client, "set", **{"set-obs_status": "P"})) == words
    assert said(send(client, "set", cell=[f"{projects.pk}-2024"])) == words
    wrong = {"set-obs_status": "X", "set-source": "999"}
    assert said(send(client, "set", cell=[f"{projects.pk}-2024"], **wrong)) == words


def test_draft_is_one_persons_own_and_outlives_the_session(projects: Series) -> None:
    send(signed_in("analyst"), "draft", **typed(projects, 2025, "7x"))
    assert says(signed_in("reviewer").get(SHEET)) == {}
    page = signed_in("analyst").get(SHEET)
    assert f'name="{projects.pk}-2025.value" value="7x"' in page.content.decode()
    assert page.context["counts"] == {"typed": 1, "ready": 0, "waiting": 1}


def test_plain_form_of_a_lost_session_is_in_the_draft_after_another_sign_in(
    projects: Series,
) -> None:
    client, analyst = signed_in("analyst"), making.person("analyst")
    page = client.get(SHEET)
    data = form(page) | typed(projects, 2025, "7x") | {"typist": page.context["typist"]}
    Session.objects.all().delete()
    assert client.post(SHEET, data | {"do": "save"}).url == f"/admin/login/?next={SHEET}"  # type: ignore[attr-defined]
    client.force_login(analyst, backend=BACKEND)
    back = client.get(SHEET)
    assert said(back) == ["What you typed before is back in the sheet."]
    assert drafted() == {f"{projects.pk}-2025": {"seen": "", "value": "7x"}}
    assert f'name="{projects.pk}-2025.value" value="7x"' in back.content.decode()


def test_first_page_leads_back_to_a_sheet_with_something_in_it(projects: Series) -> None:
    client = signed_in("analyst")
    words = "Your sheet holds 1 cell that is not saved"
    assert words not in text(client.get("/admin/"))
    send(client, "draft", **typed(projects, 2025, "7x"))
    page = client.get("/admin/")
    assert (words in text(page), f"{SHEET}?plan=14fyp" in page.content.decode()) == (True, True)
    assert words not in text(signed_in("reviewer").get("/admin/"))


def test_saving_where_nothing_is_typed_says_so(projects: Series) -> None:
    assert said(send(signed_in("analyst"), "save")) == ["Nothing typed that is not saved."]


def test_draft_is_discarded_when_asked(projects: Series) -> None:
    client = signed_in("analyst")
    send(client, **typed(projects, 2025, "7x"))
    page = send(client, "discard")
    assert (says(page), drafted()) == ({}, {})


def test_untouched_cell_never_overwrites_what_somebody_saved_meanwhile(projects: Series) -> None:
    client = signed_in("analyst")
    data = form(client.get(SHEET)) | typed(projects, 2025, "90") | {"do": "save"}
    making.revise("64")
    client.post(SHEET, data)
    assert Figure.objects.get(year=2023).value == 64
    assert list(drafted()) == [f"{projects.pk}-2025"]


@pytest.mark.parametrize(("choice", "value", "version"), [("keep", 65, 3), ("take", 64, 2)])
def test_second_to_save_sees_both_values_and_chooses(
    choice: str, value: int, version: int, projects: Series
) -> None:
    client, key = signed_in("analyst"), f"{projects.pk}-2023"
    data = form(client.get(SHEET)) | typed(projects, 2023, "65") | {"do": "save"}
    making.revise("64", by=making.person("reviewer"))
    page = client.post(SHEET, data, follow=True)
    said_of_it = page.context["blocks"][0].says[0]
    assert (said_of_it.state, said_of_it.conflict["saved"], said_of_it.conflict["mine"]) == (
        "conflict",
        "64 projects",
        "65 projects",
    )
    assert Figure.objects.get(year=2023).value == 64
    answer = client.post(SHEET, form(client.get(SHEET)) | {"do": f"{choice}:{key}"})
    assert answer.headers["Location"] == f"{SHEET}?plan=14fyp&year=2025#c-{key}"
    send(client, "save")
    row = Figure.objects.get(year=2023)
    assert (int(row.value), row.version, drafted()) == (value, version, {})


def test_stock_holds_a_figure_of_the_year_beside_those_of_days(projects: Series) -> None:
    source = making.source()
    making.figure(projects, 2024, "70", day="2024-08-31", source=source)
    client, key = signed_in("analyst"), f"{projects.pk}-2024"
    data = typed(projects, 2024, "80", as_of="", source=str(source.pk))
    send(client, "save", **data)
    found = Figure.objects.filter(year=2024).order_by("value").values_list("covers", "value")
    assert list(found) == [("at_date", Decimal(70)), ("year", Decimal(80))]
    page = client.get(SHEET)
    cells = {cell.key: cell for row in page.context["blocks"][0].rows for cell in row.cells}
    assert (cells[key].texts["value"], cells[key].more) == ("80", 1)
    link = f"/admin/indicators/figure/?series__id__exact={projects.pk}&amp;year=2024"
    assert f'<a href="{link}">1 more</a>' in page.content.decode()
    listed = client.get(link.replace("&amp;", "&"))
    assert listed.context["cl"].result_count == 2


def test_emptied_cell_deletes_nothing_and_says_so(projects: Series) -> None:
    page = send(signed_in("analyst"), "save", **typed(projects, 2023, ""))
    state, problems, _tip = says(page)[f"{projects.pk}-2023"]
    assert (state, problems[0][:20]) == ("error", "A figure stands here")
    assert Figure.objects.get().value == 63


def test_page_in_another_year_keeps_what_was_typed(projects: Series) -> None:
    page = send(signed_in("analyst"), "year:2023", **typed(projects, 2025, "90"))
    assert page.context["sheet"].focus == 2023
    assert drafted() == {f"{projects.pk}-2025": {"seen": "", "value": "90"}}


def test_script_is_answered_for_each_cell_that_it_sent(projects: Series) -> None:
    client, key = signed_in("analyst"), f"{projects.pk}-2025"
    data = {"plan": "14fyp", "year": "2025", "shown": json.dumps({key: {"seen": ""}})}
    answer = client.post(KEEP, data | typed(projects, 2025, "90")).json()
    assert answer["cells"][key]["state"] == "warning"
    assert "Missed, by 10 projects" in answer["cells"][key]["say"]
    assert (answer["waiting"], answer["changes"]) == ([key], ["none before"])
    hostile = client.post(KEEP, data | typed(projects, 2025, '"><b>7')).json()["cells"][key]
    assert ("<b>7" in hostile["say"], "&lt;b&gt;7" in hostile["say"]) == (False, True)
    back = client.post(KEEP, data | typed(projects, 2025, "")).json()
    assert (back["cells"][key]["state"], back["cells"][key]["say"], back["waiting"]) == ("", "", [])
    assert drafted() == {}


def test_form_of_a_large_plan_is_taken_whole(projects: Series) -> None:
    data = {f"{number}-2025.value": "" for number in range(1500)} | {"do": "check"}
    assert signed_in("analyst").post(SHEET, data).status_code == 302


def test_nonsense_from_outside_is_left_out(projects: Series) -> None:
    client = signed_in("analyst")
    for shown in ("[1]", "{", '{"1-2025": 7}'):
        data = {"plan": "14fyp", "shown": shown, "1-2025.pk": "9", "x.value": "1", "cell": "y"}
        assert client.post(SHEET, data | {"do": "keep:x"}).status_code == 302
    assert drafted() == {}
    wrong = {"source": "999999", "obs_status": "X", "revision_kind": "no", "value": "9"}
    page = send(client, "save", **{f"{projects.pk}-2025.{n}": each for n, each in wrong.items()})
    assert says(page)[f"{projects.pk}-2025"][0] == "error"
    assert Figure.objects.count() == 1


def test_change_on_the_year_before_counts_what_is_typed(projects: Series) -> None:
    data = typed(projects, 2024, "70") | typed(projects, 2025, "77")
    page = send(signed_in("analyst"), **data)
    assert [row.change for block in page.context["blocks"] for row in block.rows] == ["+10.0%"]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_as_many_queries_for_any_number_of_cells(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = making.whole_plan(indicators=rows)
    making.publish(made)
    client = signed_in("analyst")
    data: dict[str, Any] = {}
    for each in Series.objects.all():
        data |= typed(each, 2024, "70") | typed(each, 2025, "9x")
    send(client, **data)
    # session, person and rights 4; plan 1; reports 9; sheet 2; draft 1; plans and sources 2;
    # released 1; examined 4; the session's clock 3
    with django_assert_num_queries(27):
        client.get(SHEET)
