"""The pages of an import: who may, what they show, and what each button does."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indicators import admin_import
from indicators.models import Figure, ImportedFile, Series
from tests import making
from tests.admin_rooms import said, signed_in, text
from tests.sending import csv_file

pytestmark = pytest.mark.django_db

SEND = "/admin/indicators/figure/import/"
LONG = "indicator,series,year,value,status,source"
GOOD = csv_file(LONG, "工业总产值,all,2024,4230,P,bulletin", encoding="gb18030")


@pytest.fixture(autouse=True)
def output() -> Series:
    found = making.series(making.indicator(code="output", name_zh="工业总产值", **making.MONEY))
    making.figure(found, 2023, "420000000000", source=making.source("bulletin"))
    return found


def send(client: Client, data: bytes, name: str = "产值.csv") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(SEND, {"plan": "14fyp", "file": file}, follow=True)


def address() -> str:
    return f"{SEND}{ImportedFile.objects.latest('pk').pk}/"


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_only_views_cannot_import(role: str) -> None:
    send(signed_in("analyst"), GOOD)
    client = signed_in(role)
    assert (send(client, GOOD).status_code, client.get(address()).status_code) == (403, 403)
    assert client.post(address(), {"step": "enter"}).status_code == 403
    assert (Figure.objects.count(), ImportedFile.objects.count()) == (1, 1)


def test_a_file_is_looked_through_then_entered() -> None:
    client = signed_in("analyst")
    page = text(send(client, GOOD))
    assert "CSV · GB18030 · a row for each figure" in page
    assert "产值.csv" in page
    assert "Import: 1 new, 0 changed" in page
    assert Figure.objects.count() == 1
    answer = client.post(address(), {"step": "enter"}, follow=True)
    assert said(answer) == ["Imported: 1 new, 0 changed, 0 unchanged."]
    assert Figure.objects.get(year=2024).value == Decimal("423000000000")
    again = client.post(address(), {"step": "enter"})
    assert said(again) == ["Nothing was saved now: this file was decided on before."]
    assert Figure.objects.count() == 2


def test_a_file_that_cannot_be_read_says_why_at_its_field() -> None:
    page = send(signed_in("analyst"), b"")
    assert page.context["form"].errors == {"file": ["Nothing is written in this file."]}
    page = send(signed_in("analyst"), csv_file("indicator,year,growth", "output,2024,5"))
    assert page.context["form"].errors["file"] == [
        (
            "Row 1, the headings: column C: no column is called “growth”. Head it as in the "
            "template, or delete it."
        ),
        "Row 1, the headings: the column “Value” / “数值” is missing.",
    ]
    assert ImportedFile.objects.count() == 0


def test_answers_are_typed_kept_and_used() -> None:
    client = signed_in("analyst")
    send(client, csv_file("indicator,year,value", "output,2024,9000", "output,2025,95000"))
    assert "Some figures need a reason before the file can be imported." in text(
        client.get(address())
    )
    too_long = client.post(address(), {"for-all-warning_reason": "x" * 301, "step": "answers"})
    assert "at most 300 characters" in text(too_long)
    client.post(address(), {"for-3-warning_reason": "Base revised.", "step": "answers"})
    page = client.get(address()).content.decode()
    assert 'name="for-3-warning_reason" value="Base revised."' in page
    sent = {"for-all-warning_reason": "New plants.", "step": "enter"}
    answer = client.post(address(), sent, follow=True)
    assert said(answer) == ["Imported: 2 new, 0 changed, 0 unchanged."]
    reasons = Figure.objects.order_by("year").values_list("warning_reason", flat=True)
    assert list(reasons) == ["", "New plants.", "Base revised."]


def test_a_conflict_is_told_and_compared_again() -> None:
    client = signed_in("analyst")
    send(client, csv_file("indicator,year,value", "output,2023,4250"))
    making.revise("421000000000", by=making.person("analyst", "other"))
    answer = client.post(address(), {"step": "enter"}, follow=True)
    assert said(answer) == ["Nothing was saved: 1 figure stands in the way."]
    assert "Somebody changed figures after this file came" in text(answer)
    client.post(address(), {"step": "again"})
    assert "Import: 0 new, 1 changed" in text(client.get(address()))


def test_a_discarded_file_saves_nothing() -> None:
    client = signed_in("analyst")
    send(client, GOOD)
    answer = client.post(address(), {"step": "discard"}, follow=True)
    assert said(answer) == ["Discarded: nothing of this file was saved."]
    assert (Figure.objects.count(), ImportedFile.objects.get().state) == (1, "discarded")


def test_rows_are_shown_by_kind_and_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin_import, "PER_PAGE", 2)
    client = signed_in("analyst", "zh-hans")
    rows = [f"output,all,{year},4200,A,bulletin" for year in range(2020, 2025)]
    page = send(client, csv_file(LONG, *rows, "output,all,2025,x,A,"))
    shown = [words.row for words, _form in page.context["shown"]]
    assert ([each["words"] for each in page.context["counts"]], shown) == (
        ["拒绝", "新增", "未变"],
        [2, 3],
    )
    third = client.get(f"{address()}?page=3").context["shown"]
    assert [words.row for words, _form in third] == [6, 7]
    refused = client.get(f"{address()}?show=refused").context["shown"]
    assert [words.refused[0].sentence for words, _form in refused] == [
        "不是数字。请填写阿拉伯数字，如4230或1,493.5。"
    ]


# The record


def test_the_record_of_files_is_read_by_auditors_and_changed_by_nobody() -> None:
    send(signed_in("analyst"), GOOD)
    signed_in("analyst").post(address(), {"step": "enter"})
    client = signed_in("auditor")
    listed = text(client.get("/admin/indicators/importedfile/"))
    assert "1 new, 0 changed, 0 unchanged" in listed
    key = ImportedFile.objects.get().pk
    record = text(client.get(f"/admin/indicators/importedfile/{key}/change/"))
    assert ImportedFile.objects.get().sha256 in record
    history = text(client.get(f"/admin/indicators/importedfile/{key}/history/"))
    assert "State waiting for a decision imported" in history
    assert client.get(f"/admin/indicators/importedfile/{key}/delete/").status_code == 403


def test_the_history_of_a_figure_leads_to_the_file_it_came_from() -> None:
    client = signed_in("analyst")
    send(client, GOOD)
    client.post(address(), {"step": "enter"})
    figure = Figure.objects.get(year=2024).pk
    history = client.get(f"/admin/indicators/figure/{figure}/history/").content.decode()
    record = f"/admin/indicators/importedfile/{ImportedFile.objects.get().pk}/change/"
    assert f'<a href="{record}">import</a>' in history
    assert client.get(record).status_code == 200


# Out


def test_an_export_holds_what_the_list_shows(output: Series) -> None:
    making.figure(output, 2024, "423000000000", obs_status="P")
    client = signed_in("auditor")
    answer = client.get("/admin/indicators/figure/export/?obs_status=P&q=output&format=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (answer["Content-Type"], len(lines)) == ("text/csv; charset=utf-8", 2)
    assert '"2024","full year","","4230","provisional"' in lines[1]
    book = client.get("/admin/indicators/figure/export/?obs_status=P")
    assert book.content[:4] == b"PK\x03\x04"
    wrong = client.get("/admin/indicators/figure/export/?nothing=P")
    assert (wrong.status_code, wrong["Location"]) == (302, "/admin/indicators/figure/?e=1")


@pytest.mark.parametrize(("form", "columns"), [("wide", 12), ("long", 17)])
def test_a_template_is_offered_in_both_forms(form: str, columns: int) -> None:
    client = signed_in("analyst", "zh-hans")
    answer = client.get(f"/admin/indicators/figure/template/?plan=14fyp&form={form}&format=csv")
    head = answer.content.decode("utf-8-sig").splitlines()[0].split(",")
    assert (head[0], len(head)) == ('"指标代码"', columns)
