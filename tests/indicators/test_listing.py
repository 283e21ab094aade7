from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.languages import say
from indicators.listing import (
    SORTS,
    Asked,
    Choice,
    Listing,
    LongTextError,
    UnknownFilterError,
    latest_value,
    listing,
)
from indicators.report_types import IndicatorReport
from lingang.styleguide.building import target, text
from tests.indicators.judged import MONEY, figure, other_series, plan, report

FULL = tuple(figure(year, 10 * year - 20170) for year in range(2020, 2024))  # 30, 40, 50, 60
MET = replace(report(*FULL, figure(2024, 90), figure(2025, 100)), name=text("Zones", "阿园区"))
AWAITING = replace(report(figure(2024, 90)), name=text("Clusters", "集群"))
NONE = replace(report(), name=text("Projects", "项目"), goal=4)
OUTPUT = replace(
    report(figure(2023, 20_000_000_000), target=target("60000000000"), **MONEY),
    name=text("Industrial output", "工业总产值"),
    definition=text("Output of firms above the size limit.", "规模以上工业企业总产值。"),
)
EVERY = (MET, AWAITING, OUTPUT, NONE)


def listed(*reports: IndicatorReport, lang: str = "en", **asked: str) -> Listing:
    made, indicators = plan(*reports or EVERY)
    goals = (made.goals[0], replace(made.goals[0], number=4, title=text("Openness", "开放")))
    return listing(replace(made, goals=goals), indicators, lang, Asked(**asked))


def names(*reports: IndicatorReport, lang: str = "en", **asked: str) -> list[str]:
    found = listed(*reports, lang=lang, **asked)
    assert found.count == sum(len(group.reports) for group in found.groups)
    return [say(each.name, lang) for group in found.groups for each in group.reports]


def choices(name: str, **asked: str) -> list[tuple[str, int]]:
    """Words and counts of a filter's choices; the words of the one in use end in *."""
    found = next(each for each in listed(**asked).filters if each.name == name)
    return [(each.words + "*" * each.current, each.count) for each in found.choices]


# Filters


def test_without_a_filter_everything_is_listed_by_goal() -> None:
    found = listed()

    assert [(each.goal and each.goal.number, len(each.reports)) for each in found.groups] == [
        (3, 3),
        (4, 1),
    ]
    assert (found.count, found.said, found.asked.filtered) == (4, "4 indicators", False)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"goal": "4"}, ["Projects"]),
        ({"verdict": "awaiting"}, ["Clusters", "Industrial output"]),
        ({"verdict": "none_found", "goal": "4"}, ["Projects"]),
        ({"verdict": "met", "goal": "4"}, []),
        ({"missing": "figure"}, ["Projects"]),
        ({"missing": "judged"}, ["Projects"]),
        ({"missing": "2021"}, ["Clusters", "Industrial output", "Projects"]),
        ({"missing": "2023"}, ["Clusters", "Projects"]),
        ({"missing": "2025", "goal": "3"}, ["Clusters", "Industrial output"]),
    ],
)
def test_filters_leave_what_fits_all_of_them(asked: dict[str, str], left: list[str]) -> None:
    assert names(**asked) == left


def test_a_figure_that_cannot_be_judged_is_a_figure_all_the_same() -> None:
    shown = report(headline=False, others=(other_series(figure(2021, 5)),))

    assert names(shown, missing="judged") == ["Industrial clusters"]
    with pytest.raises(UnknownFilterError):
        names(shown, missing="figure")
    with pytest.raises(UnknownFilterError):
        names(shown, missing="2021")


def test_a_baseline_is_missed_only_where_there_is_a_target() -> None:
    tracked = replace(report(target=None), name=text("Tracked", "监测"))
    based = replace(report(baseline=figure(2020, 0)), name=text("Based", "有基期"))

    assert names(AWAITING, tracked, based, missing="baseline") == ["Clusters"]


@pytest.mark.parametrize(
    ("q", "left"),
    [
        ("OUTPUT", ["Industrial output"]),
        ("output size", ["Industrial output"]),
        ("output zones", []),
        ("产值", ["Industrial output"]),
        ("规模以上", ["Industrial output"]),
        ("above the size", ["Industrial output"]),
        ("亿元", ["Industrial output"]),
        ("¥ BILLION", ["Industrial output"]),
        ("个", ["Zones", "Clusters", "Projects"]),
        ("ｃｌｕｓｔｅｒｓ", ["Zones", "Clusters", "Projects"]),
        ("园区", ["Zones"]),
        (" ", ["Zones", "Clusters", "Industrial output", "Projects"]),
        ("100%", []),
    ],
)
def test_a_text_is_looked_for_in_name_definition_and_unit_of_both_languages(
    q: str, left: list[str]
) -> None:
    assert names(q=q) == left


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"goal": "9"}, "This plan has no goal “9” with an indicator. All indicators are shown."),
        (
            {"verdict": "missed"},
            "No indicator has the verdict “missed” in this release. All indicators are shown.",
        ),
        ({"missing": "2020"}, "No indicator misses “2020”. All indicators are shown."),
        ({"missing": "{x}"}, "No indicator misses “{x}”. All indicators are shown."),
        ({"sort": "age"}, "The list has no order “age”. All indicators are shown."),
        ({"sort": "--name"}, "The list has no order “--name”. All indicators are shown."),
    ],
)
def test_what_the_list_does_not_have_is_refused_with_a_sentence(
    asked: dict[str, str], said: str
) -> None:
    with pytest.raises(UnknownFilterError) as refused:
        names(**asked)
    assert refused.value.said("en") == said


def test_a_refusal_is_in_the_readers_language_and_shows_no_more_than_40_characters() -> None:
    with pytest.raises(UnknownFilterError) as refused:
        names(sort="旧" * 50)
    assert refused.value.said("zh-hans") == f"列表没有“{'旧' * 40}”这种排序方式。以下为全部指标。"


def test_a_text_of_a_hundred_characters_is_searched_and_one_more_refused() -> None:
    assert names(q="x" * 100) == []
    with pytest.raises(LongTextError) as refused:
        names(q="x" * 101)
    assert refused.value.said("en") == (
        "Please search for a shorter text, 100 characters at most. All indicators are shown."
    )
    assert refused.value.said("zh-hans") == "请缩短检索文字，最多100个字符。以下为全部指标。"


# Choices


def test_choices_count_what_they_leave_beside_the_other_filters() -> None:
    assert choices("verdict") == [
        ("All verdicts*", 4),
        ("Awaiting the 2025 figure", 2),
        ("No figure found", 1),
        ("Met", 1),
    ]
    assert choices("verdict", goal="3", q="clusters") == [
        ("All verdicts*", 2),
        ("Awaiting the 2025 figure", 1),
        ("No figure found", 0),
        ("Met", 1),
    ]
    assert choices("goal", verdict="awaiting", goal="4") == [
        ("All goals", 2),
        ("3 Industry scale", 2),
        ("4 Openness*", 0),
    ]
    assert choices("missing", verdict="awaiting") == [
        ("Missing or not*", 2),
        ("any figure", 0),
        ("a judged figure", 0),
        ("a baseline", 2),
        ("2021", 2),
        ("2022", 2),
        ("2023", 1),
        ("2024", 1),
        ("2025", 2),
    ]


def test_a_choice_keeps_everything_else_that_was_asked() -> None:
    found = listed(goal="3", verdict="met", q="a b", sort="-name")

    assert found.filters[1].choices[2] == Choice(
        words="No figure found",
        query="?goal=3&verdict=none_found&q=a+b&sort=-name",
        current=False,
        count=0,
    )
    assert found.filters[0].choices[0].query == "?verdict=met&q=a+b&sort=-name"
    assert found.all_query == "?sort=-name"
    assert (Asked().query, listed().all_query) == ("", "")


def test_the_list_says_what_it_is_filtered_by() -> None:
    asked = {"goal": "3", "verdict": "awaiting", "missing": "2021", "q": "output"}

    assert listed(**asked).said == (
        "1 indicator, filtered by goal 3 Industry scale, verdict “Awaiting the 2025 figure”, "
        "missing 2021, the text “output”"
    )
    assert listed(lang="zh-hans", **asked).said == (
        "1项指标，筛选条件：目标3 产业规模；评价“2025年数据待公布”；缺2021年数据；含“output”"
    )
    assert listed(lang="zh-hans", missing="judged").said == ("1项指标，筛选条件：没有可评价的数据")
    assert listed(sort="name").said == "4 indicators"


# Orders


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Zones", "Clusters", "Industrial output", "Projects"]),
        ("name", ["Clusters", "Industrial output", "Projects", "Zones"]),
        ("-name", ["Zones", "Projects", "Industrial output", "Clusters"]),
        ("-latest", ["Zones", "Clusters", "Industrial output", "Projects"]),
        ("latest", ["Industrial output", "Clusters", "Zones", "Projects"]),
        ("completion", ["Industrial output", "Clusters", "Zones", "Projects"]),
        ("-completion", ["Zones", "Clusters", "Industrial output", "Projects"]),
        ("verdict", ["Clusters", "Industrial output", "Projects", "Zones"]),
        ("-verdict", ["Zones", "Projects", "Clusters", "Industrial output"]),
    ],
)
def test_an_order_puts_what_it_cannot_compare_last(sort: str, order: list[str]) -> None:
    assert names(sort=sort) == order


def test_chinese_names_are_ordered_by_pinyin() -> None:
    # ā, gōng, jí, xiàng
    assert names(lang="zh-hans", sort="name") == ["阿园区", "工业总产值", "集群", "项目"]


def test_another_order_than_the_plans_mixes_the_goals() -> None:
    assert [each.goal for each in listed(sort="name").groups] == [None]
    assert listed(sort="name", verdict="met", goal="4").groups == []


def test_headings_ask_for_their_order_and_then_for_its_reverse() -> None:
    def column(name: str, sort: str) -> tuple[str | None, str]:
        found = next(each for each in listed(sort=sort).columns if each.words == name)
        return (found.query, found.order)

    assert column("Latest judged figure", "") == ("?sort=-latest", "")
    assert column("Latest judged figure", "-latest") == ("?sort=latest", "descending")
    assert column("Latest judged figure", "latest") == ("?sort=-latest", "ascending")
    assert column("Verdict", "verdict") == ("?sort=-verdict", "ascending")
    assert column("Indicator", "verdict") == ("?sort=name", "")
    assert column("Target", "") == (None, "")


def test_orders_are_links_and_the_one_in_use_is_marked() -> None:
    assert [(each.query, each.current) for each in listed(sort="-name", goal="3").orders] == [
        ("?goal=3", False),
        ("?goal=3&sort=name", True),
        ("?goal=3&sort=-latest", False),
        ("?goal=3&sort=completion", False),
        ("?goal=3&sort=verdict", False),
    ]
    assert [each.current for each in listed().orders] == [True, False, False, False, False]


@pytest.mark.parametrize("sort", SORTS)
def test_no_order_loses_an_indicator(sort: str) -> None:
    assert sorted(names(sort=sort)) == ["Clusters", "Industrial output", "Projects", "Zones"]


# Cells


def test_the_latest_value_is_one_that_may_be_judged() -> None:
    assert latest_value(report(figure(2023, 40), figure(2024, 50, "U")), "en") == "40 clusters"
    assert latest_value(report(figure(2024, 50, "U")), "en") == ""


def test_completion_is_what_is_ordered_by() -> None:
    assert OUTPUT.verdict.completion == Decimal("0.333333")
