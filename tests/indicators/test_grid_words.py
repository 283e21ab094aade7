"""What the sheet says of its cells, in both languages."""

from decimal import Decimal

from indicators.grid import Line
from indicators.grid_words import (
    against_words,
    cell_label,
    change_words,
    echo,
    line_name,
    line_notes,
    saved_words,
    standing_notes,
    tip_words,
    when_words,
)
from indicators.report_types import Figure, IndicatorReport, Target
from indicators.trial import tip
from tests.indicators.judged import MONEY, SEEN, figure, on, report

LANGS = ("en", "zh-hans")


def line(**fields: object) -> Line:
    made = report(**{**MONEY, "nature": "flow", **fields})
    return Line(key=7, report=made, series=made.series[0])


def tipping(made: IndicatorReport, own: Figure) -> list[str]:
    found = tip(made, "all", own, as_of=SEEN)
    assert found is not None
    return [tip_words(found, made, own, lang) for lang in LANGS]


def test_cell_is_named_whole_for_who_hears_it_alone() -> None:
    flow = line()
    place = flow.place(2025, part=True)
    assert [cell_label(flow, place, lang) for lang in LANGS] == [
        "Industrial clusters, All of them, 2025, to date, in 亿元, ¥100 million",
        "产业集群，总数，2025年，累计，单位：亿元",
    ]
    stock = line(nature="stock")
    assert [when_words(stock, stock.place(2025), lang) for lang in LANGS] == ["2025", "2025年"]


def test_line_says_which_series_and_what_kind_of_count_it_is() -> None:
    flow, tracked = line(), line(target=None, nature="running_total")
    assert line_name(flow, "en", alone=True) == "Industrial clusters"
    assert line_name(flow, "zh-hans", alone=False) == "产业集群：总数"
    assert line_notes(flow, "en", alone=True) == "All of them · a year’s flow"
    assert line_notes(tracked, "zh-hans", alone=False) == "累计 · 未设目标值"


def test_echo_is_left_out_where_the_text_says_just_that() -> None:
    counted, money = report(), line().report
    assert echo(figure(2025, 1493), "1,493", counted, "en") == ""
    assert echo(figure(2025, 14930), "1.493万", counted, "zh-hans") == "14,930个"
    assert echo(figure(2025, "423000000000"), "4230", money, "en") == "¥423,000,000,000"


def test_small_words_name_status_day_break_and_missing_source() -> None:
    late = on("2024-08-31", 16, "P", break_kind="definition")
    part = on("2024-08-31", 16, covers="to_date")
    assert standing_notes(late, "en", sourced=True) == ["provisional", "31 Aug", "new definition"]
    assert standing_notes(part, "zh-hans", sourced=False) == ["1—8月累计", "无来源"]
    assert saved_words(late, report(), "en") == "16 clusters, provisional, 31 Aug, new definition"


def test_change_is_told_with_what_it_is_counted_from_or_why_not() -> None:
    money = line()
    before, now = figure(2024, "423000000000"), figure(2025, "499000000000")
    assert change_words(before, None, money, "en") == "no figure"
    assert change_words(None, now, money, "zh-hans") == "上年无数据"
    assert [against_words(before, now, money, lang) for lang in LANGS] == [
        "+18.0% on 2024 (¥423 billion)",
        "与2024年（4230亿元）相比：+18.0%",
    ]
    other = figure(2024, "423000000000", "D")
    assert against_words(other, now, money, "en") == "not comparable with 2024 (¥423 billion)"
    assert against_words(None, now, money, "en") == ""


def test_tip_names_the_value_on_the_side_that_meets() -> None:
    rise = line(target=Target(year=2025, aim="rise", lower=Decimal(500_000_000_000))).report
    fall = report(target=Target(year=2025, aim="fall", upper=Decimal(10)))
    assert tipping(rise, figure(2025, "499000000000")) == [
        "From ¥500 billion on it reads: Met.",
        "达到5000亿元即为：已实现。",
    ]
    assert tipping(rise, figure(2025, "501000000000")) == [
        "Below ¥500 billion it reads: Missed.",
        "低于5000亿元即为：未实现。",
    ]
    assert tipping(fall, figure(2025, 12)) == [
        "At 10 clusters or less it reads: Met.",
        "降至10个及以下即为：已实现。",
    ]
    assert tipping(fall, figure(2025, 9)) == [
        "Above 10 clusters it reads: Missed.",
        "高于10个即为：未实现。",
    ]
