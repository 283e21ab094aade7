"""The rooms of indicators, figures and commentary, as the people who work in them use them."""

import datetime
import threading
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.models import Commentary, Figure, Indicator, Series, Target
from tests import making
from tests.admin_rooms import errors, figure_data, said, signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Django remembers the kinds of rows between requests: each test counts from the first one."""
    ContentType.objects.clear_cache()


TAKEN = (
    "This series has a figure at this position already. Change that one; a figure as of "
    "31 December is the full-year figure."
)
FIGURES = "/admin/indicators/figure/"
INDICATORS = "/admin/indicators/indicator/"


def output() -> Series:
    """Industrial output: at least 5000亿元 by 2025."""
    indicator = making.indicator(name_en="Output", name_zh="产值", **making.MONEY)
    making.target(indicator, "500000000000")
    return making.series(indicator)


def last_event(model: str) -> tuple[str, dict[str, Any]]:
    event = apps.get_model(model)._default_manager.order_by("pgh_id").last()
    return event.pgh_label, event.pgh_context


def indicator_data(row: Indicator, **fields: Any) -> dict[str, Any]:
    """What the form of an indicator sends, its series and targets as they stand."""
    own = [
        "plan_id code order name_en name_zh definition_en definition_zh nature measure unit",
        "unit_name_en unit_name_zh input_unit decimals path goal_id",
    ]
    data = {name.removesuffix("_id"): getattr(row, name) for name in " ".join(own).split()}
    data |= {"responsible_unit_en": "", "responsible_unit_zh": "", "seen": row.version}
    for prefix, rows in (("series", row.series.all()), ("targets", row.targets.all())):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(rows)}
        for number, each in enumerate(rows):
            data |= inline_data(f"{prefix}-{number}", each)
    return data | fields


def inline_data(prefix: str, row: Any) -> dict[str, Any]:
    names = (
        ["order", "code", "name_en", "name_zh", "role"]
        if isinstance(row, Series)
        else ["year", "aim", "lower", "upper", "tolerance", "note_en", "note_zh"]
    )
    data = {f"{prefix}-{name}": getattr(row, name) for name in names}
    data |= {f"{prefix}-id": row.pk or "", f"{prefix}-seen": row.version if row.pk else ""}
    return {name: "" if value is None else value for name, value in data.items()}


# Figures


def test_figure_is_written_by_name_through_the_form() -> None:
    signed_in("analyst").post(f"{FIGURES}add/", figure_data(output(), value="4230亿"))
    figure = Figure.objects.get()
    analyst = making.person("analyst")
    assert (figure.value, figure.updated_by) == (Decimal(423_000_000_000), analyst)
    assert last_event("indicators.FigureEvent") == (
        "insert",
        {"user": analyst.pk, "way": "form", "reason": ""},
    )


def test_figure_change_counts_versions() -> None:
    series = output()
    figure = making.figure(series, 2024, "423000000000")
    data = figure_data(series, value="4231", seen=1)
    signed_in("reviewer").post(f"{FIGURES}{figure.pk}/change/", data)
    figure.refresh_from_db()
    reviewer = making.person("reviewer")
    assert (figure.value, figure.version) == (Decimal(423_100_000_000), 2)
    assert last_event("indicators.FigureEvent") == (
        "update",
        {"user": reviewer.pk, "way": "form", "reason": ""},
    )


def test_figure_saved_without_a_change_writes_nothing() -> None:
    series = output()
    figure = making.figure(series, 2024, "423000000000")
    data = figure_data(series, value="4230", warning_reason="", seen=1)
    signed_in().post(f"{FIGURES}{figure.pk}/change/", data)
    figure.refresh_from_db()
    assert figure.version == 1
    assert last_event("indicators.FigureEvent")[0] == "insert"


@pytest.mark.parametrize("way", ["page", "list"])
def test_figure_deletion_is_written_by_name(way: str) -> None:
    figure = making.figure(output(), 2024, "423000000000", by=making.person("reviewer"))
    client = signed_in("analyst")
    if way == "page":
        client.post(f"{FIGURES}{figure.pk}/delete/", {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [figure.pk]}
        asked = client.post(FIGURES, chosen)
        assert "Delete multiple objects" in text(asked)
        assert Figure.objects.count() == 1
        client.post(FIGURES, {**chosen, "post": "yes"})
    assert Figure.objects.count() == 0
    assert last_event("indicators.FigureEvent") == (
        "delete",
        {"user": making.person("analyst").pk, "way": "form", "reason": ""},
    )


@pytest.mark.parametrize(
    ("lang", "typed", "echo"),
    [
        ("en", "4990亿", "4990亿 → ¥499,000,000,000. Output now reads: Missed, by ¥1.0bn."),
        ("zh-hans", "5000", "5000 → 500,000,000,000元。“产值”现评价为：已实现。"),
    ],
)
def test_figure_echoes_what_was_understood_and_the_verdict(
    lang: str, typed: str, echo: str
) -> None:
    data = figure_data(output(), year=2025, value=typed)
    answer = signed_in("analyst", lang).post(f"{FIGURES}add/", data, follow=True)
    assert said(answer)[0] == echo


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "This plan takes figures for 2015 to 2035."),
        ("zh-hans", "本规划只收2015年至2035年的数据。"),
    ],
)
def test_figure_for_a_year_outside_is_refused_in_the_users_language(
    lang: str, sentence: str
) -> None:
    data = figure_data(output(), year=2036, value="4230")
    answer = signed_in("analyst", lang).post(f"{FIGURES}add/", data)
    assert errors(answer) == {"year": [sentence]}
    assert Figure.objects.count() == 0


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "en",
            TAKEN,
        ),
        (
            "zh-hans",
            "该序列在这一时点已有数据，请修改原有数据；截至12月31日的数据即为全年数据。",
        ),
    ],
)
def test_figure_at_a_taken_position_is_refused_in_the_users_language(
    lang: str, sentence: str
) -> None:
    series = output()
    making.figure(series, 2024, "423000000000")
    data = figure_data(series, covers="at_date", as_of="2024-12-31", value="4231")
    data["covers"] = "to_date"
    answer = signed_in("analyst", lang).post(f"{FIGURES}add/", data)
    assert errors(answer)["__all__"][0] == sentence
    there = reverse("admin:indicators_figure_change", args=[Figure.objects.get().pk])
    assert f'<a href="{there}">' in errors(answer)["__all__"][1]


def test_figure_saved_second_shows_both_values_and_loses_none() -> None:
    series = output()
    figure = making.figure(series, 2024, "423000000000")
    address = f"{FIGURES}{figure.pk}/change/"
    signed_in("reviewer").post(address, figure_data(series, value="4231", seen=1))
    second = signed_in("analyst").post(address, figure_data(series, value="4232", seen=1))
    assert errors(second)["value"] == ["Saved by now: 4231"]
    assert 'value="4232"' in second.content.decode()
    figure.refresh_from_db()
    assert figure.value == Decimal(423_100_000_000)
    signed_in("analyst").post(address, figure_data(series, value="4232", seen=2))
    figure.refresh_from_db()
    assert figure.value == Decimal(423_200_000_000)


@pytest.mark.django_db(transaction=True)
def test_figure_that_loses_a_race_is_refused_in_words() -> None:
    """Both forms are clean when checked; the database lets one of the two rows in."""
    series = output()
    client = signed_in("analyst")
    answers: list[Any] = []
    with transaction.atomic():
        making.figure(series, 2024, "423000000000", by=making.person("reviewer"))
        second = threading.Thread(target=_post_apart, args=(client, series, answers))
        second.start()
        second.join(1.5)  # it waits for this transaction
        assert answers == []
    second.join(10)
    assert errors(answers[0])["__all__"][0] == TAKEN
    assert Figure.objects.get().value == Decimal(423_000_000_000)


def _post_apart(client: Client, series: Series, answers: list[Any]) -> None:
    try:
        answers.append(client.post(f"{FIGURES}add/", figure_data(series, value="4231")))
    finally:
        connection.close()


def test_figure_list_says_what_an_analyst_wants() -> None:
    source = making.source(publisher_en="Statistics Bureau", published_on="2025-02")
    making.figure(
        output(), 2024, "423000000000", source=source, obs_status="P", break_kind="revised-base"
    )
    page = text(signed_in().get(FIGURES))
    assert "Output All of them 2024 ¥423 billion provisional, revised base full year" in page
    assert "Statistics Bureau 2025-02 analyst" in page


def test_figure_list_shows_figures_without_a_source_alone() -> None:
    series = output()
    making.figure(series, 2023, "1", source=making.source())
    making.figure(series, 2024, "2")
    found = signed_in().get(FIGURES, {"source": "missing"}).context["cl"].result_list
    assert [each.year for each in found] == [2024]


def test_figure_page_reads_to_who_only_looks() -> None:
    figure = making.figure(output(), 2024, "423000000000")
    page = signed_in("auditor").get(f"{FIGURES}{figure.pk}/change/")
    assert "¥423 billion" in text(page)
    assert 'name="value"' not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_figure_list_takes_as_many_queries_for_three_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.whole_plan(indicators=count)
    client = signed_in("analyst")
    # session and account, rights of its own and of its groups; plans, goals and years to filter by;
    # figures counted twice and read once; the session's new end in a savepoint (3)
    with django_assert_num_queries(13):
        client.get(FIGURES)


@pytest.mark.parametrize("count", [1, 3])
def test_figure_page_takes_as_many_queries_for_three_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.whole_plan(indicators=count)
    figure = Figure.objects.latest("pk")
    client = signed_in("analyst")
    # session and account, rights (2); the figure, who saved it, its series, indicator and plan;
    # what the last release says; the series and the sources to choose from; the kind of row; the
    # session's new end (3)
    with django_assert_num_queries(16):
        client.get(f"{FIGURES}{figure.pk}/change/")


# Indicators


def test_indicator_list_says_latest_verdict_and_missing_years() -> None:
    series = output()
    making.figure(series, 2020, "170300000000")
    making.figure(series, 2021, "255000000000", obs_status="P")
    making.figure(series, 2023, "415500000000")
    page = text(signed_in().get(INDICATORS))
    assert "Output 1 · Goal 1 ¥415.5 billion 2023, full year Awaiting the 2025 figure" in page
    assert "2022, 2024–2025" in page


@pytest.mark.parametrize("count", [1, 3])
def test_indicator_list_takes_as_many_queries_for_three_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.whole_plan(indicators=count)
    client = signed_in("analyst")
    # session and account, rights (2); plans and goals to filter by; indicators counted twice and
    # read once; the live report of the plan (9); the session's new end in a savepoint (3)
    with django_assert_num_queries(21):
        client.get(INDICATORS)


@pytest.mark.parametrize("count", [1, 3])
def test_indicator_page_takes_as_many_queries_for_three_series_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    indicator = making.indicator()
    for number in range(count):
        making.series(indicator, f"part-{number}", role="breakdown")
        making.target(indicator, year=2025 + number)
    client = signed_in("administrator")
    # session and account, rights (2); the indicator, its series, its targets, who saved it; plans
    # and goals to choose from; the kind of row; the session's new end in a savepoint (3)
    with django_assert_num_queries(14):
        client.get(f"{INDICATORS}{indicator.pk}/change/")


def test_indicators_inlines_are_written_by_name() -> None:
    series = output()
    indicator = series.indicator
    data = indicator_data(indicator)
    data |= {"series-0-name_en": "Above designated size", "targets-0-lower": "6000亿元"}
    added = Series(code="parts", name_en="Parts", name_zh="部分", role="breakdown", order=2)
    data |= {"series-TOTAL_FORMS": 2, **inline_data("series-1", added)}
    answer = signed_in("administrator").post(f"{INDICATORS}{indicator.pk}/change/", data)
    assert answer.status_code == 302
    administrator = {"user": making.person("administrator").pk, "way": "form", "reason": ""}
    assert last_event("indicators.SeriesEvent") == ("insert", administrator)
    assert last_event("indicators.TargetEvent") == ("update", administrator)
    assert Target.objects.get().lower == Decimal(600_000_000_000)
    assert [each.version for each in Series.objects.order_by("pk")] == [2, 1]
    indicator.refresh_from_db()
    assert indicator.version == 1


def test_indicators_inline_deletion_is_written_by_name() -> None:
    series = output()
    data = indicator_data(series.indicator) | {"targets-0-DELETE": "on"}
    signed_in("administrator").post(f"{INDICATORS}{series.indicator.pk}/change/", data)
    assert last_event("indicators.TargetEvent") == (
        "delete",
        {"user": making.person("administrator").pk, "way": "form", "reason": ""},
    )


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "This indicator has a headline series already. Give one of the two another role."),
        ("zh-hans", "该指标已有主序列，请将其中一个改为其他类型。"),
    ],
)
def test_second_headline_series_is_refused_in_the_users_language(lang: str, sentence: str) -> None:
    indicator = output().indicator
    second = Series(code="second", name_en="Second", name_zh="第二", role="headline", order=2)
    data = indicator_data(indicator) | {
        "series-TOTAL_FORMS": 2,
        "targets-0-lower": "5000",
        **inline_data("series-1", second),
    }
    answer = signed_in("administrator", lang).post(f"{INDICATORS}{indicator.pk}/change/", data)
    assert sentence in text(answer)
    assert Series.objects.count() == 1


def test_two_headline_series_of_one_new_indicator_are_refused_whole() -> None:
    """Neither form sees the other: the write door refuses the second, and nothing stays behind."""
    goal = making.goal()
    made = Indicator(
        plan=goal.plan,
        goal=goal,
        code="new",
        name_en="New",
        name_zh="新",
        definition_en="New.",
        definition_zh="新。",
        nature="stock",
        measure="count",
        unit="project",
        unit_name_en="projects",
        unit_name_zh="项",
    )
    data = {
        "plan": goal.plan.pk,
        "goal": goal.pk,
        **{
            field.name: getattr(made, field.name)
            for field in Indicator._meta.fields
            if field.name not in ("id", "plan", "goal", "updated_at", "updated_by", "from_zero")
        },
        "targets-TOTAL_FORMS": 0,
        "targets-INITIAL_FORMS": 0,
        "series-TOTAL_FORMS": 2,
        "series-INITIAL_FORMS": 0,
    }
    for number in (0, 1):
        each = Series(code=f"s-{number}", name_en="S", name_zh="系", role="headline", order=number)
        data |= inline_data(f"series-{number}", each)
    answer = signed_in("administrator").post(f"{INDICATORS}add/", data)
    assert errors(answer) == {
        "__all__": [
            "This indicator has a headline series already. Give one of the two another role."
        ]
    }
    assert (Indicator.objects.count(), Series.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "lang", "sentence"),
    [
        (
            {"targets-0-lower": ""},
            "en",
            "A rise needs a lower bound, a fall an upper bound, a range both.",
        ),
        (
            {"targets-0-lower": ""},
            "zh-hans",
            "上升目标须填下限，下降目标须填上限，区间目标须两者都填。",
        ),
        (
            {"targets-0-upper": "4999"},
            "en",
            "The lower bound must not be above the upper one.",
        ),
        ({"targets-0-year": 2020}, "en", "A target falls due after the baseline year 2020."),
        ({"targets-0-lower": "5000 apples"}, "en", "Unknown words around the number."),
    ],
)
def test_target_that_is_invalid_is_refused_in_words(
    fields: dict[str, Any], lang: str, sentence: str
) -> None:
    indicator = output().indicator
    data = indicator_data(indicator) | {"targets-0-lower": "5000"} | fields
    answer = signed_in("administrator", lang).post(f"{INDICATORS}{indicator.pk}/change/", data)
    assert sentence in text(answer)
    assert Target.objects.get().version == 1


def test_targets_stand_in_the_input_unit() -> None:
    indicator = output().indicator
    page = signed_in("administrator").get(f"{INDICATORS}{indicator.pk}/change/").content.decode()
    assert 'name="targets-0-lower" value="5000"' in page
    looked_at = text(signed_in("analyst").get(f"{INDICATORS}{indicator.pk}/change/"))
    assert "Lower bound: ¥500 billion" in looked_at


# Histories


def test_history_says_who_changed_what_and_how() -> None:
    series = output()
    figure = making.figure(series, 2024, "423000000000", by=making.person("analyst"))
    change = reverse("admin:indicators_figure_change", args=[figure.pk])
    signed_in("reviewer").post(change, figure_data(series, value="4231", seen=1))
    page = signed_in("auditor").get(f"{FIGURES}{figure.pk}/history/")
    newest, first = page.context["entries"]
    assert (newest.who, newest.way, newest.kind) == ("reviewer", "form", "update")
    assert [(each.name, each.old, each.new) for each in newest.changes] == [
        ("Value", "423,000,000,000", "423,100,000,000"),
        ("Why it is right", "", "Said by telephone."),
    ]
    assert (first.who, first.way, first.kind) == ("analyst", "command", "insert")
    assert "Value 423,000,000,000 423,100,000,000" in text(page)


def test_history_of_an_analyst_is_their_own() -> None:
    series = output()
    figure = making.figure(series, 2024, "423000000000", by=making.person("reviewer"))
    change = f"{FIGURES}{figure.pk}/change/"
    signed_in("analyst").post(change, figure_data(series, value="4231", seen=1))
    page = signed_in("analyst").get(f"{FIGURES}{figure.pk}/history/")
    assert [each.who for each in page.context["entries"]] == ["analyst"]


@pytest.mark.parametrize("count", [1, 3])
def test_history_takes_as_many_queries_for_three_changes_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    figure = making.figure(output(), 2024, "1", source=making.source())
    for number in range(count):
        figure.value = Decimal(number)
        making.save(figure)
    client = signed_in("auditor")
    # session and account, rights (2); the figure; its events, the people in them, the series, its
    # indicator and the sources they name; the session's new end in a savepoint (3)
    with django_assert_num_queries(14):
        client.get(f"{FIGURES}{figure.pk}/history/")


# Commentary


def test_commentary_is_written_by_name() -> None:
    indicator = making.indicator()
    signed_in("analyst").post(
        "/admin/indicators/commentary/add/",
        {
            "indicator": indicator.pk,
            "year": 2023,
            "written_on": datetime.date(2024, 2, 1),
            "cause_en": "Funds came late.",
            "cause_zh": "",
            "next_step_en": "",
            "next_step_zh": "",
        },
    )
    assert last_event("indicators.CommentaryEvent") == (
        "insert",
        {"user": making.person("analyst").pk, "way": "form", "reason": ""},
    )


def test_commentary_that_a_release_would_still_ask_for_is_saved_and_says_why() -> None:
    counted = making.indicator()
    making.target(counted)
    making.figure(making.series(counted), 2025, "96")
    data = {
        "indicator": counted.pk,
        "year": 2025,
        "written_on": datetime.date(2025, 6, 1),
        "cause_en": "Funds came late.",
        "cause_zh": "",
        "next_step_en": "Ten more are to start.",
        "next_step_zh": "",
    }
    client, room = signed_in("analyst"), "/admin/indicators/commentary/"
    assert "The commentary of 1 June 2025 is older than the 2025 figure." in said(
        client.post(f"{room}add/", data, follow=True)
    )
    again = {**data, "written_on": datetime.date(2026, 1, 5), "seen": 1}
    pk = Commentary.objects.get().pk
    assert len(said(client.post(f"{room}{pk}/change/", again, follow=True))) == 1
    form = client.get(f"{room}add/").context["adminform"].form
    assert form.initial["written_on"] == timezone.localdate()
