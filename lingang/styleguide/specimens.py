"""A specimen plan: indicators in every state a page can meet, and its goals and releases.

All figures are invented, and every page that shows them says so. Only the styleguide and the tests
import this.
"""

import datetime
from dataclasses import replace

from indicators.report_types import (
    Commentary,
    Commitment,
    Evidence,
    Figure,
    GoalReport,
    IndicatorReport,
    PlanReport,
    ReleaseReport,
    Series,
    VerdictLine,
)
from lingang.styleguide.building import (
    AHEAD,
    BILLION,
    MONEY,
    SHARE,
    figure,
    invented,
    on,
    series,
    specimen,
    target,
    text,
)
from lingang.styleguide.verdicts import VERDICTS

LONG = text(
    "Enterprises above the designated size which make components for the new-energy vehicles of "
    "the whole Yangtze River Delta",
    "规模以上工业企业中面向整个长三角地区新能源汽车产业链提供关键零部件、动力电池、车规级芯片、智能网联系统、轻量化材料与"
    "充换电设备的单位数量，含总部设在区外而生产基地或研发中心在区内的法人企业、分支机构及其合作实验室（均按年末在库单位口径"
    "统计）",
)


def _few() -> list[IndicatorReport]:
    """Little or nothing known."""
    return [
        specimen("no-figure", text("No figure yet", "尚无数据"), seen=AHEAD),
        specimen("all-missing", text("The year came, no figure did", "目标年已过，仍无数据")),
        specimen("nothing", text("No target and no figure", "无目标、无数据"), target=None),
        specimen(
            "one-point", text("One point", "仅一个数据"), figure(2023, 63), base=None, seen=AHEAD
        ),
        specimen(
            "no-target", text("Tracked for years", "持续监测"), *_yearly(2020, 31, 6), target=None
        ),
    ]


def _many() -> list[IndicatorReport]:
    """More than a page expects."""
    return [
        specimen(
            "thirty-years",
            text("Thirty years", "三十年"),
            *_yearly(1996, 12, 30),
            target=target(180),
            baseline_year=2020,
        ),
        specimen(
            "ten-series",
            text("Ten series", "十个分项"),
            *_yearly(2020, 40, 6),
            base=None,
            others=tuple(_part(place) for place in range(10)),
        ),
        specimen("long-title", LONG, *_yearly(2021, 70, 4), base=figure(2020, 61), seen=AHEAD),
        specimen(
            "crowded",
            text("Points that crowd", "密集的数据点"),
            *(figure(year, 1_000_000 + 1_000 * (year % 3)) for year in range(2021, 2026)),
            base=figure(2020, 1_000_500),
            target=target(1_001_000),
        ),
    ]


def _odd_values() -> list[IndicatorReport]:
    """Values on and below zero."""
    return [
        specimen(
            "target-zero",
            text("Down to nothing", "降至零"),
            *(figure(2021, 31), figure(2022, 22), figure(2023, 15), figure(2024, 6)),
            base=figure(2020, 40),
            target=target(None, 0, aim="fall"),
            seen=AHEAD,
        ),
        specimen(
            "zero-figure",
            text("A true zero", "真实的零"),
            *(figure(2023, 0), figure(2024, 0), figure(2025, 12)),
            base=figure(2020, 0),
        ),
        specimen(
            "negative",
            text("From below zero", "由负转正"),
            *(figure(2021, -30 * BILLION), figure(2022, -12 * BILLION), figure(2023, 4 * BILLION)),
            base=figure(2020, -42 * BILLION),
            target=target(30 * BILLION),
            seen=AHEAD,
            **MONEY,
        ),
        specimen(
            "below-zero",
            text("Below zero for good", "始终为负"),
            *(figure(2021, "-0.052"), figure(2023, "-0.031"), figure(2025, "-0.012")),
            base=figure(2020, "-0.06"),
            target=target("-0.01"),
            **SHARE,
        ),
    ]


def _targets() -> list[IndicatorReport]:
    """Every kind of promise."""
    return [
        specimen(
            "range",
            text("A range to stay in", "目标区间"),
            *(figure(2021, "0.034"), figure(2022, "0.031"), figure(2023, "0.029")),
            base=figure(2020, "0.045"),
            target=target("0.02", "0.03", aim="within"),
            seen=AHEAD,
            **SHARE,
        ),
        specimen(
            "about",
            text("About 600, met within tolerance", "约600，允许偏差内"),
            *(figure(2023, 480), figure(2024, 541), figure(2025, 575)),
            base=figure(2020, 200),
            target=target(600, tolerance="0.05"),
        ),
        specimen(
            "more-than",
            text("More than 500 billion, missed", "超过5000亿元，未实现"),
            *(
                figure(2021, 255 * BILLION),
                figure(2023, 433 * BILLION),
                figure(2025, 499 * BILLION),
            ),
            base=figure(2020, 170 * BILLION),
            target=target(500 * BILLION, strict=True),
            commentary=COMMENTARY,
            responsible_unit=text("An invented office", "虚构的责任单位"),
            **MONEY,
        ),
        specimen(
            "met-chart",
            text("Met, every year known", "已实现，各年齐全"),
            *(figure(2021, 38), figure(2022, 55), figure(2023, 71), figure(2024, 90)),
            figure(2025, 108),
            base=figure(2020, 20),
        ),
    ]


def _statuses() -> list[IndicatorReport]:
    """Every status and break that a figure can have."""
    return [
        specimen(
            "every-status",
            text("Every status", "各种数据状态"),
            figure(2021, 255 * BILLION, "D", note=NOTE),
            figure(2022, 301 * BILLION, "U"),
            figure(2023, 330 * BILLION, "E", source=invented("mirror")),
            on("2024-06-30", 160 * BILLION, covers="to_date"),
            figure(2024, 352 * BILLION, "P", break_kind="revised-base", note=NOTE),
            figure(2025, 380 * BILLION, "F", source=None),
            base=figure(2020, 210 * BILLION),
            target=target(400 * BILLION),
            seen=AHEAD,
            **MONEY,
        ),
        specimen(
            "forecast",
            text("A forecast from three points", "据三个数据点外推"),
            *(figure(2022, 52), figure(2023, 63), figure(2024, 74, "P")),
            base=figure(2020, 31),
            seen=AHEAD,
        ),
        specimen(
            "two-breaks",
            text("Two breaks", "两次口径调整"),
            figure(2021, 80, break_kind="definition", note=NOTE),
            *(figure(2022, 84), figure(2023, 61, break_kind="revised-base", note=NOTE)),
            *(figure(2024, 66), figure(2025, 72)),
            base=figure(2020, 50),
        ),
        specimen(
            "gaps",
            text("Gaps between the years", "年份不连续"),
            *(figure(2018, 21), figure(2022, 44), figure(2023, 50)),
            base=figure(2020, 30),
            seen=AHEAD,
        ),
    ]


def _yearly(first: int, start: int, count: int) -> list[Figure]:
    return [figure(first + step, start + 5 * step + step % 3) for step in range(count)]


def _part(place: int) -> Series:
    english, chinese = PARTS[place]
    values = [figure(2020 + year, (3 + place) * (year + 2)) for year in range(place % 6)]
    return series(f"part-{place}", text(english, chinese), *values, role="breakdown")


PARTS = (
    ("Integrated circuits", "集成电路"),
    ("Artificial intelligence", "人工智能"),
    ("Biomedicine", "生物医药"),
    ("Civil aviation", "民用航空"),
    ("New-energy vehicles", "新能源汽车"),
    ("High-end equipment", "高端装备"),
    ("Green remanufacturing", "绿色再制造"),
    ("Hydrogen", "氢能"),
    ("Information flight", "信息飞鱼"),
    ("Offshore engineering", "海洋工程"),
)
NOTE = text("The invented census changed what is counted.", "虚构的普查调整了统计范围。")
COMMENTARY = Commentary(
    year=2025,
    cause=text(
        "Two invented plants opened a quarter later than planned.",
        "两个虚构项目投产晚于计划一个季度。",
    ),
    next_step=text(
        "Both are to report monthly until the end of 2026.", "两个项目按月报送进展，至2026年底。"
    ),
    written_on=datetime.date(2026, 3, 2),
)
STATES: tuple[IndicatorReport, ...] = (
    *_few(),
    *_many(),
    *_odd_values(),
    *_targets(),
    *_statuses(),
)
INDICATORS = {each.code: each for each in (*STATES, *VERDICTS)}


def _commitment(english: str, chinese: str, state: str, *evidence: Evidence) -> Commitment:
    return Commitment(
        wording=text(english, chinese),
        state=state,
        due_year=2025,
        strand="trade",
        evidence=evidence,
    )


def _evidence(day: str, english: str, chinese: str, kind: str = "official") -> Evidence:
    return Evidence(
        on=datetime.date.fromisoformat(day), statement=text(english, chinese), source=invented(kind)
    )


_SIGNED = _evidence("2023-05-18", "An invented agreement was signed.", "虚构的协议已签署。")
_OPENED = _evidence("2025-01-09", "The invented line opened.", "虚构的线路已开通。", "mirror")
_HALF = _evidence("2024-11-30", "", "虚构的说明只有中文。", "press")
COMMITMENTS = (
    _commitment("A promise without evidence", "尚无进展记录的承诺", "open"),
    _commitment("A promise under way", "推进中的承诺", "open", _SIGNED, _HALF),
    _commitment("A promise kept", "已兑现的承诺", "delivered", _SIGNED, _OPENED),
    _commitment("A promise given up", "已取消的承诺", "dropped", _HALF),
)
GOALS = (
    GoalReport(
        number=1,
        slug="states",
        title=text("Every state of an indicator", "指标的各种状态"),
        summary=text("Targets, figures and gaps of every kind.", "各类目标、数据与缺口。"),
        commitments=COMMITMENTS,
        indicators=tuple(each.code for each in STATES),
    ),
    GoalReport(
        number=2,
        slug="verdicts",
        title=text("Every verdict", "各种结论"),
        summary=text(
            "One indicator for each line of the method.", "方法中每一条规则各有一项指标。"
        ),
        indicators=tuple(each.code for each in VERDICTS),
    ),
)
PLAN = PlanReport(
    code="specimen",
    name=text("Specimen plan", "样例规划"),
    summary=text(
        "An invented plan that shows how pages look in every state.",
        "用于展示各种页面状态的虚构规划。",
    ),
    baseline_year=2020,
    start_year=2021,
    end_year=2025,
    source=invented("official"),
    goals=GOALS,
    verdicts=tuple(
        VerdictLine(
            indicator=each.code,
            goal=goal.number,
            targeted=each.target is not None,
            code=each.verdict.code,
            reason=each.verdict.reason,
        )
        for goal in GOALS
        for each in (INDICATORS[code] for code in goal.indicators)
    ),
)
NEWEST = ReleaseReport(
    plan="specimen",
    number=2,
    title=text("Second specimen release", "第二次样例发布"),
    note=text("", ""),
    judged_on=datetime.date(2026, 11, 20),
    published_at=datetime.datetime(2026, 11, 23, 1, 0, tzinfo=datetime.UTC),
    digest="b" * 64,
    previous_digest="a" * 64,
    method_version="1",
    product_version="0.1.0",
)
SUPERSEDED = replace(
    NEWEST,
    number=1,
    title=text("First specimen release", "第一次样例发布"),
    note=text("Only this side has a note.", ""),
    published_at=datetime.datetime(2026, 5, 6, 1, 0, tzinfo=datetime.UTC),
    digest="a" * 64,
    previous_digest="",
    superseded_by=2,
    superseded_at=NEWEST.published_at,
)
