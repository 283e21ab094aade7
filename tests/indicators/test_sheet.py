"""What a meeting is asked to settle, and which source is the newest."""

from dataclasses import replace

from indicators.attention import tasks
from indicators.desk_table import rows
from indicators.report_types import Commentary, IndicatorReport
from indicators.sheet import newest_source, points, roomy
from lingang.styleguide.building import text
from tests.indicators.judged import SEEN, figure, plan, report, source


def named(name: str, of: IndicatorReport) -> IndicatorReport:
    return replace(of, code=name, name=text(name, name), responsible_unit=text("Bureau", "局"))


WAITING = report(figure(2024, 90, source=source()), baseline=figure(2020, 0))


def asked(*reports: IndicatorReport, commitments: int = 0, lang: str = "en") -> list[str]:
    whole, by_code = plan(*reports, commitments=commitments)
    return points(tasks(whole, by_code, unreleased=()), lang)


def test_points_join_what_has_the_same_next_step() -> None:
    reports = [named(name, WAITING) for name in "ABCDE"]
    assert asked(*reports, commitments=2) == [
        "Ask for the full-year figure: A, B, C and 2 more.",
        "Record dated evidence: goal 3.",
    ]
    assert asked(*reports, commitments=2, lang="zh-hans") == [
        "商请提供目标年全年数据：A、B、C等5项。",
        "补充有日期的佐证材料：目标3。",
    ]


def test_who_answers_for_what_comes_first_and_five_points_are_the_most() -> None:
    nameless = replace(named("A", report()), responsible_unit=None)
    missed = named("B", report(figure(2025, 96, source=source()), baseline=figure(2020, 0)))
    stock = named("C", report(figure(2025, 96, "D"), baseline=figure(2020, 0)))
    found = asked(nameless, missed, stock, named("D", WAITING), commitments=1)
    assert [each.split(":")[0] for each in found] == [
        "Name the responsible unit",
        "Ask for the full-year figure",
        "Ask for a first figure",
        "Ask for a figure on the target’s basis",
        "Ask for the baseline",
    ]


def test_what_is_finished_at_the_desk_needs_no_meeting() -> None:
    assert asked(named("A", report(figure(2025, 104), baseline=figure(2020, 0)))) == []


def test_the_newest_source_is_named_with_its_day() -> None:
    of = report(
        figure(2023, 1, source=source("2024-06-14")),
        figure(2024, 2, source=source("2025-02-20", kind="mirror")),
        figure(2025, 3),
    )
    assert newest_source([of], "en") == (
        "China News Service, 20 February 2025, quoted from a copy, original not seen"
    )
    assert newest_source([report(figure(2025, 3))], "en") == ""


def test_larger_type_is_for_few_rows_without_a_commentary() -> None:
    whole, by_code = plan(WAITING)
    [row] = rows(whole, by_code, (), released={}, unreleased=(), today=SEEN, lang="en")
    assert (roomy([row] * 12), roomy([row] * 13)) == (True, False)
    said = Commentary(year=2024, cause=text("Why", ""), next_step=text("Next", ""))
    explained = replace(row, report=replace(WAITING, commentary=said))
    assert roomy([row, explained]) is False
