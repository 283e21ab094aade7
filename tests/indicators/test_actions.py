"""The write door for figures: all or nothing, by name; what it asks, keeps and refuses."""

import datetime
import threading
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from indicators import report_types as types
from indicators.actions import (
    Entered,
    FigureRemoval,
    FigureWrite,
    Released,
    WritesRefused,
    enter,
    examine,
    remove,
)
from indicators.models import Figure, Series
from releases.standing import released_figures
from tests import making
from tests.refusing import sql

pytestmark = pytest.mark.django_db

ODD = "Counted anew."


def output() -> Series:
    """Industrial output: at least 5000亿元 by 2025."""
    indicator = making.indicator(name_en="Output", name_zh="产值", **making.MONEY)
    making.target(indicator, "500000000000")
    return making.series(indicator)


def write(series: Series, year: int = 2024, value: str = "70", **fields: Any) -> FigureWrite:
    fields = {"warning_reason": ODD} | fields
    return FigureWrite(series=series.pk, year=year, value=Decimal(value), **fields)


def entered(
    *writes: FigureWrite, released: Released | None = None, by: str = "analyst", way: str = "grid"
) -> Entered:
    return enter(writes, by=making.person(by), way=way, released=released or {})


def refused(*writes: FigureWrite, released: Released | None = None) -> list[tuple[int, str, str]]:
    """Index, field and code of each refusal; that nothing was written, besides."""
    before = list(Figure.objects.values_list("pk", "value", "version"))
    with pytest.raises(WritesRefused) as refusal:
        entered(*writes, released=released)
    assert list(Figure.objects.values_list("pk", "value", "version")) == before
    return [(each.index, each.field, each.code) for each in refusal.value.refusals]


def sentences(*writes: FigureWrite, released: Released | None = None) -> list[str]:
    with pytest.raises(WritesRefused) as refusal:
        entered(*writes, released=released)
    return [each.sentence for each in refusal.value.refusals]


def events() -> list[tuple[str, dict[str, Any]]]:
    rows = apps.get_model("indicators.FigureEvent")._default_manager.order_by("pgh_id")
    return list(rows.values_list("pgh_label", "pgh_context"))


def test_enter_writes_new_and_changed_figures_by_name() -> None:
    series, source = making.series(), making.source()
    making.figure(series, 2023, "63", source=source)
    analyst = making.person("reviewer")
    given = [
        write(series, 2022, "60", source=source.pk, note_en=" Counted in May. "),
        write(series, 2023, "64", source=source.pk, seen=1),
    ]
    assert entered(*given, by="reviewer", way="import") == Entered(new=1, changed=1)
    rows = Figure.objects.order_by("year")
    assert [(row.year, row.value, row.version, row.updated_by) for row in rows] == [
        (2022, Decimal(60), 1, analyst),
        (2023, Decimal(64), 2, analyst),
    ]
    assert (rows[0].source, rows[0].note_en) == (source, "Counted in May.")
    context = {"user": analyst.pk, "way": "import", "reason": ""}
    assert events()[1:] == [("insert", context), ("update", context)]


def test_enter_again_writes_nothing() -> None:
    series = making.series()
    entered(write(series, note_zh="年底统计"))
    again = write(series, note_zh="年底统计", warning_reason="")
    assert entered(again) == Entered(unchanged=1)
    assert [label for label, _ in events()] == ["insert"]


def test_enter_dates_a_change() -> None:
    series = making.series()
    entered(write(series))
    sql("UPDATE indicators_figure SET updated_at = '2024-03-01 09:30+08'")
    entered(write(series, value="71", seen=1))
    assert Figure.objects.get().updated_at > datetime.datetime(2024, 3, 2, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"year": 2036}, "year"),
        ({"covers": "at_date"}, "as_of"),
        ({"as_of": datetime.date(2024, 6, 30)}, "as_of"),
        ({"covers": "at_date", "as_of": datetime.date(2023, 6, 30)}, "as_of"),
        ({"covers": "month"}, "covers"),
        ({"value": "70.5"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "1E+18"}, "value"),
        ({"value": "0.0000001"}, "value"),
        ({"obs_status": "X"}, "obs_status"),
        ({"obs_status": ""}, "obs_status"),
        ({"break_kind": "new"}, "break_kind"),
        ({"revision_kind": "whim"}, "revision_kind"),
        ({"source": 0}, "source"),
        ({"note_en": "x" * 601}, "note_en"),
        ({"warning_reason": "x" * 301}, "warning_reason"),
        ({"note_zh": "\x00"}, "note_zh"),
    ],
)
def test_enter_refuses_at_the_field(fields: dict[str, Any], field: str) -> None:
    series = making.series()
    found = refused(write(series, 2022), write(series, **fields))
    assert (1, field, "invalid") in found
    assert {index for index, _, _ in found} == {1}


def test_enter_refuses_a_flow_on_a_day_and_a_series_that_is_gone() -> None:
    day: dict[str, Any] = {"covers": "at_date", "as_of": datetime.date(2024, 6, 30)}
    gone = FigureWrite(series=0, year=2024, value=Decimal(1))
    assert refused(write(output(), **day), gone) == [
        (0, "covers", "invalid"),
        (1, "series", "invalid"),
    ]


def test_enter_refuses_two_in_one_place() -> None:
    series = making.series()
    last_day: dict[str, Any] = {"covers": "to_date", "as_of": datetime.date(2024, 12, 31)}
    assert refused(write(series), write(series, value="71", **last_day)) == [
        (0, "", "twice"),
        (1, "", "twice"),
    ]


def test_refusals_are_in_the_readers_language() -> None:
    series = making.series()
    assert sentences(write(series, 2036)) == ["This plan takes figures for 2015 to 2035."]
    with translation.override("zh-hans"):
        assert sentences(write(series, 2036)) == ["本规划只收2015年至2035年的数据。"]
        assert sentences(write(series, obs_status="X")) == ["“X”不在可选值之内：A, P, E, F, D, U。"]


def test_enter_over_what_somebody_saved_since_shows_it() -> None:
    series = making.series()
    row = making.figure(series, 2024, "70", by=making.person("reviewer"))
    for seen, said in ((None, "This series has a figure at"), (2, "reviewer changed this at ")):
        with pytest.raises(WritesRefused) as refusal:
            entered(write(series, value="71", seen=seen))
        (found,) = refusal.value.refusals
        assert (found.code, found.current) == ("conflict", row)
        assert found.sentence.startswith(said)
    assert entered(write(series, value="71", seen=1)) == Entered(changed=1)


def test_enter_of_what_stands_so_already_is_no_conflict() -> None:
    series = making.series()
    making.figure(series, 2024, "70")
    assert entered(write(series, warning_reason="", seen=7)) == Entered(unchanged=1)


def test_enter_over_what_somebody_deleted_since_is_refused() -> None:
    series = making.series()
    assert sentences(write(series, seen=1)) == ["Somebody deleted this after you opened it."]
    assert entered(write(series)) == Entered(new=1)


def test_enter_moves_a_row_that_is_named() -> None:
    series = making.series()
    row = making.figure(series, 2023, "70")
    assert entered(write(series, 2024, pk=row.pk, seen=1)) == Entered(changed=1)
    assert Figure.objects.values_list("pk", "year", "version").get() == (row.pk, 2024, 2)


def test_enter_moves_no_row_onto_another() -> None:
    series = making.series()
    there, row = making.figure(series, 2024, "70"), making.figure(series, 2023, "63")
    with pytest.raises(WritesRefused) as refusal:
        entered(write(series, 2024, pk=row.pk, seen=1))
    (found,) = refusal.value.refusals
    assert (found.code, found.current) == ("taken", there)


# What is odd


def test_enter_asks_why_an_odd_figure_is_right() -> None:
    series, source = making.series(), making.source()
    making.figure(series, 2023, "50", source=source)
    odd = write(series, 2024, "70", warning_reason="")
    assert refused(odd) == [(0, "warning_reason", "warning"), (0, "warning_reason", "warning")]
    assert sentences(odd) == ["40.0% above 2023 (50 projects).", "No source is given."]
    entered(write(series, 2024, "70", warning_reason=" Twenty more opened. "))
    assert Figure.objects.get(year=2024).warning_reason == "Twenty more opened."


def test_reason_is_kept_while_the_figure_is_the_same() -> None:
    series = making.series()
    entered(write(series))
    entered(write(series, note_en="Of May.", warning_reason="", seen=1))
    assert Figure.objects.get().warning_reason == ODD
    assert refused(write(series, value="71", warning_reason="", seen=2)) == [
        (0, "warning_reason", "warning")
    ]


def test_reason_goes_where_nothing_is_odd_any_more() -> None:
    series, source = making.series(), making.source()
    entered(write(series))
    entered(write(series, source=source.pk, seen=1))
    assert Figure.objects.get().warning_reason == ""


def test_source_that_is_taken_away_is_asked_about_again() -> None:
    series, source = making.series(), making.source()
    entered(write(series, source=source.pk))
    assert refused(write(series, warning_reason="", seen=1)) == [(0, "warning_reason", "warning")]


def test_writes_are_compared_with_each_other() -> None:
    series, source = making.series(), making.source()
    making.figure(series, 2023, "10", source=source)
    together = [
        write(series, year, value, source=source.pk, warning_reason="", seen=seen)
        for year, value, seen in ((2023, "60", 1), (2024, "70", None))
    ]
    assert [each.code for each in examine(together, released={})[1].warnings] == []
    assert [each.code for each in examine(together[1:], released={})[0].warnings] == ["factor"]


# What is published


@pytest.fixture
def released(published: Any) -> Mapping[Any, types.Figure]:
    """63 projects in 2023 are published."""
    return released_figures(published.code)


def of_2023(**fields: Any) -> FigureWrite:
    row = Figure.objects.get(year=2023)
    given = {"value": "64", "source": row.source_id, "note_en": row.note_en, "seen": row.version}
    return write(row.series, 2023, **given | fields)


WHY = {"revision_kind": "source", "revision_reason_en": "Recounted.", "revision_reason_zh": ""}


def revision() -> tuple[str, str, str]:
    return Figure.objects.values_list(
        "revision_kind", "revision_reason_en", "revision_reason_zh"
    ).get(year=2023)


def test_released_figures_are_those_of_the_last_approved_release(published: Any) -> None:
    making.revise("64")
    making.submit(making.draft(published))
    found = released_figures("14fyp")
    assert {place: figure.value for place, figure in found.items()} == {
        ("projects-1", "all", 2020, "year", ""): Decimal(0),
        ("projects-1", "all", 2023, "year", ""): Decimal(63),
    }
    assert released_figures("15fyp") == {}


@pytest.mark.parametrize(
    "fields", [{}, {"value": "63", "obs_status": "P"}, {"value": "63", "break_kind": "definition"}]
)
def test_change_of_a_published_figure_asks_kind_and_reason(
    released: Released, fields: dict[str, Any]
) -> None:
    assert refused(of_2023(**fields), released=released) == [
        (0, "revision_kind", "revision"),
        (0, "revision_reason_en", "revision"),
    ]
    entered(of_2023(**fields, **WHY), released=released)
    assert revision() == ("source", "Recounted.", "")


def test_half_a_reason_is_asked_for_the_other_half(released: Released) -> None:
    assert sentences(of_2023(revision_kind="error"), released=released) == [
        "Published as 63 projects. Say why it changes: readers see it."
    ]
    with translation.override("zh-hans"):
        assert sentences(of_2023(revision_reason_zh="更正"), released=released) == [
            "已公布为63项。请选择修订类别。"
        ]


def test_note_of_a_published_figure_changes_without_a_reason(released: Released) -> None:
    entered(of_2023(value="63", note_en="Counted in May."), released=released)
    assert revision() == ("", "", "")


def test_revision_is_kept_while_the_figure_is_the_same(released: Released) -> None:
    entered(of_2023(**WHY), released=released)
    entered(of_2023(note_en="Counted in May."), released=released)
    assert revision() == ("source", "Recounted.", "")
    assert refused(of_2023(value="65"), released=released) != []


def test_revision_goes_when_the_published_value_stands_again(released: Released) -> None:
    entered(of_2023(**WHY), released=released)
    entered(of_2023(value="63", **WHY), released=released)
    assert revision() == ("", "", "")


def test_next_revision_needs_words_of_its_own(published: Any, released: Released) -> None:
    entered(of_2023(**WHY), released=released)
    making.publish(published, at=making.AT + datetime.timedelta(days=1))
    newest = released_figures("14fyp")
    assert sentences(of_2023(value="65", **WHY), released=newest) == [
        "These words explain the last revision. Say why it changes again."
    ]
    entered(of_2023(value="65", **WHY | {"revision_reason_en": "And again."}), released=newest)
    entered(of_2023(value="64"), released=newest)
    assert revision() == ("source", "Recounted.", "")


def test_figure_that_was_never_published_has_no_revision(released: Released) -> None:
    entered(write(Series.objects.get(), 2024, **WHY), released=released)
    assert Figure.objects.get(year=2024).revision_kind == ""


def test_move_of_a_published_figure_asks_kind_and_reason(released: Released) -> None:
    row = Figure.objects.get(year=2023)
    moved = write(row.series, 2024, "63", source=row.source_id, pk=row.pk, seen=1)
    assert [code for _, _, code in refused(moved, released=released)] == ["revision", "revision"]


def test_removal_of_a_published_figure_asks_kind_and_reason(released: Released) -> None:
    row, analyst = Figure.objects.get(year=2023), making.person("analyst")
    with pytest.raises(WritesRefused) as refusal:
        remove([FigureRemoval(pk=row.pk)], by=analyst, way="form", released=released)
    assert [each.field for each in refusal.value.refusals] == [
        "revision_kind",
        "revision_reason_en",
    ]
    given = FigureRemoval(pk=row.pk, seen=1, revision_kind="error", revision_reason_en="Not ours.")
    assert remove([given], by=analyst, way="form", released=released) == 1
    assert events()[-1] == (
        "delete",
        {
            "user": analyst.pk,
            "way": "form",
            "reason": "",
            "revision_kind": "error",
            "revision_reason_en": "Not ours.",
        },
    )


def test_removal_of_what_was_saved_or_deleted_since_is_refused() -> None:
    row, analyst = making.figure(making.series(), 2024, "70"), making.person("analyst")
    removals = [FigureRemoval(pk=row.pk, seen=2), FigureRemoval(pk=0)]
    with pytest.raises(WritesRefused) as refusal:
        remove(removals, by=analyst, way="grid", released={})
    assert [(each.index, each.code) for each in refusal.value.refusals] == [
        (0, "conflict"),
        (1, "conflict"),
    ]
    assert Figure.objects.count() == 1


# Many at once, and two at once


def many(series: Series, *, seen: int | None, value: str) -> list[FigureWrite]:
    return [write(series, year, value, seen=seen) for year in range(2015, 2035)]


def test_enter_takes_as_many_queries_for_one_figure_as_for_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    series, analyst = making.series(), making.person("analyst")

    def enters(writes: list[FigureWrite], queries: int) -> None:
        with django_assert_num_queries(queries):
            enter(writes, by=analyst, way="grid", released={})

    # two savepoints (4), series, figures, targets, sources, the write itself
    enters([write(series, 2035, "1", source=making.source().pk)], 9)
    enters(many(series, seen=None, value="60"), 9)
    enters(many(series, seen=1, value="70"), 9)


@pytest.mark.django_db(transaction=True)
def test_enter_that_loses_a_race_is_refused_in_words() -> None:
    series = making.series()
    making.figure(series, 2023, "63")
    other = connection.copy()
    other.inc_thread_sharing()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("UPDATE indicators_figure SET year = 2024")
    later = threading.Timer(0.3, other.commit)
    later.start()
    try:
        assert [code for _, _, code in refused_later(write(series))] == ["conflict"]
    finally:
        later.join()
        other.close()


def refused_later(*writes: FigureWrite) -> list[tuple[int, str, str]]:
    with pytest.raises(WritesRefused) as refusal:
        entered(*writes)
    return [(each.index, each.field, each.code) for each in refusal.value.refusals]
