"""The rooms of the yearly round: the overview, request slips, due dates."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from goals.models import Plan
from indicators.admin_missing import due_lines
from indicators.import_columns import HEADINGS
from indicators.models import DueDate, Figure, Indicator, Series
from releases import hands
from tests import making
from tests.admin_rooms import signed_in, text
from tests.refusing import by_database, said, sql

pytestmark = pytest.mark.django_db

MISSING = "/admin/indicators/figure/missing/"
DUE = "/admin/indicators/duedate/"


def slip(indicator: Indicator) -> str:
    return f"/admin/indicators/indicator/{indicator.pk}/slip/"


@pytest.fixture
def plan() -> Plan:
    """A plan with 0 in 2020 and 63 of at least 100 in 2023; the other years lack a figure."""
    return making.whole_plan()


def test_overview_leads_to_the_figure_or_to_the_form_for_one(plan: Plan) -> None:
    series, figure = Series.objects.get(), Figure.objects.get(year=2023)
    answer = signed_in("analyst").get(MISSING)
    ((row,),) = [each.rows for each in answer.context["sections"]]
    assert [(each.year, each.state) for each in row.cells] == [
        (2020, "final"),
        (2021, "missing"),
        (2022, "missing"),
        (2023, "final"),
        (2024, "missing"),
        (2025, "missing"),
    ]
    assert row.cells[3].href == f"/admin/indicators/figure/{figure.pk}/change/"
    assert row.cells[4].href == f"/admin/indicators/figure/add/?series={series.pk}&year=2024"
    assert row.slip == slip(Indicator.objects.get())
    assert "4 missing 1 stale 0 shown, not judged 0 provisional or estimate 2 final" in text(answer)


def test_overview_gives_readers_no_form_to_fill_in(plan: Plan) -> None:
    ((row,),) = [each.rows for each in signed_in("auditor").get(MISSING).context["sections"]]
    assert [bool(each.href) for each in row.cells] == [True, False, False, True, False, False]


def test_overview_says_plainly_what_is_overdue(plan: Plan) -> None:
    making.due_date(plan)
    answer = signed_in("analyst", "zh-hans").get(MISSING)
    *_, last = answer.context["headings"]
    assert (last.year, last.due, last.late) == (2025, "2026年3月31日", True)
    assert last.left.startswith("已逾期")
    assert f"2026年3月31日截止 {last.left}" in text(answer)


def test_overview_keeps_the_filters_and_refuses_what_is_none(plan: Plan) -> None:
    client = signed_in("analyst")
    assert client.get(f"{MISSING}?goal=1&state=missing").context["table"].shown == 1
    assert "No row has all of this." in text(client.get(f"{MISSING}?state=shown"))
    wrong = ("?goal=7", "?unit=none", "?state=x", "?plan=none")
    assert [client.get(f"{MISSING}{each}").status_code for each in wrong] == [404] * 4


@pytest.mark.parametrize("indicators", [1, 3])
def test_overview_takes_as_many_queries_for_three_indicators_as_for_one(
    indicators: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.whole_plan(indicators=indicators)
    client = signed_in("analyst")
    client.get(MISSING)
    # session, user, 2 for rights; current plan; the live report: 9; due dates; choice of plans;
    # keys: 5; the session put off: 3
    with django_assert_num_queries(24):
        client.get(MISSING)


@override_settings(PUBLISHER="Lin-gang Administration", CONTACT="data@lingang2025.example")
def test_slip_says_what_is_wanted_from_whom_by_when_and_whom_to_answer(plan: Plan) -> None:
    making.due_date(plan)
    Indicator.objects.update(responsible_unit_en="Bureau", responsible_unit_zh="发展局")
    shown = text(signed_in("analyst").get(slip(Indicator.objects.get())))
    assert "To Bureau From Lin-gang Administration Date" in shown
    assert "Answer to data@lingang2025.example Please send the 4 figures named below" in shown
    assert (
        "Definition Projects as they stand. Unit projects Last figure 63 projects in 2023; "
        "Lin-gang Daily, 20 February 2024" in shown
    )
    assert "2025: the full-year figure 31 March 2026" in shown


def test_slip_is_found_on_the_page_of_its_indicator(plan: Plan) -> None:
    row = Indicator.objects.get()
    page = signed_in("auditor").get(f"/admin/indicators/indicator/{row.pk}/change/")
    assert f'href="{slip(row)}"' in page.content.decode()


def test_slip_says_who_is_not_named_and_that_no_day_is_set(plan: Plan) -> None:
    shown = text(signed_in("auditor", "zh-hans").get(slip(Indicator.objects.get())))
    assert "主送 责任单位尚未明确 填发单位 临港 2025 日期" in shown
    assert "截止日期 未设截止日期 回复方式 未设联系方式" in shown


def test_slip_of_a_unit_holds_all_its_indicators() -> None:
    making.whole_plan(indicators=3)
    Indicator.objects.exclude(code="projects-2").update(responsible_unit_zh="发展局")
    client = signed_in("analyst")
    address = "/admin/indicators/indicator/slip/"
    asked = client.get(f"{address}?plan=14fyp&unit=发展局").context["slip"]
    assert [each.report.code for each in asked.items] == ["projects-1", "projects-3"]
    unnamed = client.get(f"{address}?unit=-").context["slip"]
    assert [each.report.code for each in unnamed.items] == ["projects-2"]
    assert client.get(f"{address}?unit=nobody").status_code == 404
    assert [each["count"] for each in client.get(MISSING).context["slips"]] == [8, 4]


def test_slip_of_an_indicator_that_is_complete_asks_for_nothing(plan: Plan) -> None:
    for year in (2021, 2022, 2024, 2025):
        making.figure(Series.objects.get(), year, "104", source=making.source())
    shown = text(signed_in("analyst").get(slip(Indicator.objects.get())))
    assert "Nothing is wanted: every figure that is asked for is there." in shown


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_form_of_a_slip_comes_back_filled_in_as_an_import(lang: str) -> None:
    making.whole_plan()
    making.figure(Series.objects.get(), 2022, "40", day="2022-06-30", obs_status="P")
    making.source("bulletin")
    client = signed_in("analyst", lang)
    answer = client.get(f"{slip(Indicator.objects.get())}?format=xlsx")
    assert answer["Content-Disposition"].startswith('attachment; filename="request-14fyp-')
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    columns = {name: place for place, name in enumerate(HEADINGS, start=1)}
    asked = [sheet.cell(row, columns["year"]).value for row in range(2, sheet.max_row + 1)]
    assert asked == [2021, 2022, 2024, 2025]
    for row, value in ((2, 20), (3, 44)):  # two of the four; the others stay open
        sheet.cell(row, columns["value"], value)
        sheet.cell(row, columns["source"], "bulletin")
        sheet.cell(row, columns["warning_reason"], "Confirmed by the unit.")
    file = io.BytesIO()
    book.save(file)
    sent = SimpleUploadedFile("filled.xlsx", file.getvalue())
    page = client.post("/admin/indicators/figure/import/", {"plan": "14fyp", "file": sent})
    client.post(page["Location"], {"step": "enter"})
    stands = Figure.objects.filter(year__in=(2021, 2022, 2024, 2025)).order_by("year")
    assert [(row.year, int(row.value), row.covers, row.obs_status) for row in stands] == [
        (2021, 20, "year", "A"),
        (2022, 44, "at_date", "A"),
    ]


def test_form_of_a_slip_is_a_table_in_either_format(plan: Plan) -> None:
    client = signed_in("auditor")
    lines = client.get(f"{slip(Indicator.objects.get())}?format=csv").content.decode().splitlines()
    assert lines[1].startswith(
        '"projects-1","all","Projects · All of them","projects","2021","full year","","",""'
    )
    assert len(lines) == 5


# Due dates


def test_due_date_is_set_by_those_who_run_the_round(plan: Plan) -> None:
    data = {"plan": plan.pk, "year": 2025, "due_on": "2026-03-31", "note_en": "", "note_zh": ""}
    answer = signed_in("analyst").post(f"{DUE}add/", data)
    assert answer.status_code == 302
    row = DueDate.objects.get()
    assert (row.year, row.due_on, row.updated_by) == (
        2025,
        datetime.date(2026, 3, 31),
        making.person("analyst"),
    )
    listed = text(signed_in("administrator").get(DUE))
    assert "days overdue" in listed


def test_due_date_before_its_year_is_over_is_refused(plan: Plan) -> None:
    row = making.due_date(plan)
    row.due_on = datetime.date(2025, 12, 31)
    assert said(row) == {"__all__": ["The figures for a year are due after it has ended."]}
    with by_database("due_date_after_its_year"):
        sql("UPDATE indicators_duedate SET due_on = '2025-12-31'")


def test_due_date_of_a_year_without_figures_or_a_second_one_is_refused(plan: Plan) -> None:
    row = making.due_date(plan)
    row.year = 2036
    row.due_on = datetime.date(2037, 3, 31)
    assert said(row) == {"year": ["This plan takes figures for 2015 to 2035."]}
    with by_database("the plan takes no figures for this year"):
        sql("UPDATE indicators_duedate SET year = 2036, due_on = '2037-03-31'")
    again = DueDate(plan=plan, year=2025, due_on=row.due_on, updated_by=making.person())
    with pytest.raises(ValidationError, match="This plan has a due date for this year already"):
        again.full_clean()


def test_who_sets_a_due_date_has_no_hand_in_a_release(plan: Plan) -> None:
    making.publish(plan, at=making.AT)
    release = making.draft(plan)
    making.save(DueDate(plan=plan, year=2025, due_on="2026-03-31"), making.person("reviewer"))
    assert making.person("reviewer").pk not in hands.hands(release)


def tasks(role: str = "analyst", *, on: str) -> list[str]:
    at = datetime.datetime.fromisoformat(f"{on}T09:30:00+08:00")
    return [line.words for line in due_lines(making.person(role), at)]


def test_first_page_names_what_is_overdue_or_due_within_a_month(plan: Plan) -> None:
    assert tasks(on="2026-03-01") == []
    making.due_date(plan, 2024, "2025-03-31")
    making.due_date(plan, 2025, "2026-03-31")
    assert tasks(on="2026-03-01") == [
        "1 figure for 2024 is wanted: 31 March 2025, 335 days overdue",
        "1 figure for 2025 is wanted: 31 March 2026, 30 days left",
    ]
    assert tasks(on="2026-02-27") == [
        "1 figure for 2024 is wanted: 31 March 2025, 333 days overdue"
    ]
    assert tasks("auditor", on="2026-03-01") == []
    making.figure(Series.objects.get(), 2024, "80")
    assert tasks(on="2026-02-27") == []


def test_first_page_leads_to_what_is_missing(plan: Plan) -> None:
    making.due_date(plan)
    page = signed_in("analyst", "zh-hans").get("/admin/").content.decode()
    assert 'href="/admin/indicators/figure/missing/?state=missing"' in page
    assert "2025年数据待报1项：2026年3月31日，已逾期" in page
