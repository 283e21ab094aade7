"""Specimens of every verdict: each line of the method's table, each reason, each mark."""

from typing import Any

from indicators.report_types import Figure, IndicatorReport
from lingang.styleguide.building import AHEAD, RUNNING, figure, on, specimen, target, text

ZERO = figure(2020, 0)
BASE = figure(2020, 20)
RANGE = target(1, 3, aim="within")


def _met() -> list[IndicatorReport]:
    about, rise = target(600, tolerance="0.05"), target(3, 5, tolerance="0.1")
    return [
        _case(
            "met-early",
            ("Reached in 2023 and kept", "2023年达到并保持"),
            *(figure(2022, 90), figure(2023, 101), figure(2024, 110), figure(2025, 120)),
            base=ZERO,
        ),
        _case("met", ("Reached in 2025", "2025年达到"), figure(2025, 104), base=ZERO),
        _case(
            "met-provisional",
            ("Reached, provisional figure", "以初步数达到"),
            *(figure(2024, 90), figure(2025, 104, "P")),
            base=ZERO,
        ),
        _case(
            "met-tolerance",
            ("“About 600”, and 575 came", "“约600”，实为575"),
            *(figure(2024, 500), figure(2025, 575)),
            base=figure(2020, 200),
            target=about,
        ),
        _case(
            "met-above",
            ("Above the range aimed at", "超过目标区间"),
            *(figure(2024, "4.2"), figure(2025, "5.6")),
            target=rise,
            decimals=1,
            measure="amount",
        ),
        _case(
            "met-below",
            ("Below the range aimed at", "低于目标区间"),
            *(figure(2024, 5), figure(2025, 2)),
            base=figure(2020, 10),
            target=target(3, 5, aim="fall"),
        ),
        _case(
            "met-redefined",
            ("Reached after a new definition", "口径调整后达到"),
            *(figure(2021, 120, break_kind="definition"), figure(2025, 130)),
            base=figure(2020, 50),
        ),
        _case(
            "total-early",
            ("A running total, reached early", "累计数，提前达到"),
            *(figure(2022, 90), figure(2024, 101)),
            base=ZERO,
            seen=AHEAD,
            **RUNNING,
        ),
        _case(
            "total-met",
            ("A running total, reached within the year", "累计数，当年达到"),
            *(figure(2024, 90), on("2025-06-30", 105)),
            base=ZERO,
            seen="2025-07-15",
            **RUNNING,
        ),
        _case(
            "holding",
            ("At the level, the year is not over", "已达水平，目标年未结束"),
            *(figure(2023, 60), figure(2024, 110)),
            base=ZERO,
            seen=AHEAD,
        ),
    ]


def _missed() -> list[IndicatorReport]:
    return [
        _case("missed", ("Short of the target", "未达目标"), figure(2025, 96), base=ZERO),
        _case(
            "missed-late",
            ("Short, and reached a year later", "未达，次年达到"),
            *(figure(2025, 96), figure(2026, 104)),
            base=ZERO,
        ),
        _case(
            "missed-bound",
            ("“More than 100”, and 100 came", "“超过100”，实为100"),
            figure(2025, 100),
            base=ZERO,
            target=target(strict=True),
        ),
        _case(
            "missed-limit",
            ("A running total past its limit", "累计数突破上限"),
            figure(2024, 110),
            base=ZERO,
            target=target(None, 100, aim="fall"),
            seen=AHEAD,
            **RUNNING,
        ),
        _case(
            "outside-nearer",
            ("Outside the range, nearer", "区间外，较为接近"),
            figure(2023, 4),
            base=figure(2020, 6),
            target=RANGE,
            seen=AHEAD,
        ),
        _case(
            "outside-further",
            ("Outside the range, further", "区间外，更远"),
            figure(2024, 7),
            base=figure(2020, 6),
            target=RANGE,
            seen=AHEAD,
        ),
    ]


def _on_the_way() -> list[IndicatorReport]:
    return [
        _case(
            "ahead", ("Ahead of the time gone", "快于序时"), figure(2024, 90), base=ZERO, seen=AHEAD
        ),
        _case(
            "on-track",
            ("In step with the time gone", "与序时相当"),
            figure(2024, 80, "P"),
            base=ZERO,
            seen=AHEAD,
        ),
        _case(
            "behind",
            ("Behind the time gone", "慢于序时"),
            figure(2024, 60),
            base=ZERO,
            seen=AHEAD,
        ),
        _case(
            "far-behind",
            ("Far behind the time gone", "明显慢于序时"),
            figure(2024, 40),
            base=ZERO,
            seen=AHEAD,
        ),
        _case(
            "pace-old",
            ("A pace that rests on an old figure", "依据较早数据的进度"),
            figure(2021, 30),
            base=ZERO,
            target=target(year=2030),
            seen=AHEAD,
        ),
        _case(
            "moving-away",
            ("Further off than at the start", "比基期更远"),
            figure(2024, 10),
            base=BASE,
            seen=AHEAD,
        ),
        _case(
            "slipped",
            ("Met at the start, no longer", "基期已达，现已回落"),
            figure(2024, 90),
            base=figure(2020, 110),
            seen=AHEAD,
        ),
    ]


def _open() -> list[IndicatorReport]:
    return [
        _case(
            "awaiting",
            ("The last figure is not out", "目标年数据未公布"),
            figure(2024, 84),
            base=ZERO,
        ),
        _case(
            "awaiting-basis",
            ("The last figure has another basis", "目标年数据口径不同"),
            *(figure(2024, 90), figure(2025, 104, "D")),
            base=ZERO,
        ),
        _case("none-found", ("No figure at all", "没有任何数据")),
        _case("other-basis", ("Another basis only", "只有其他口径"), figure(2023, 63, "D")),
        _case(
            "no-baseline",
            ("No figure to start from", "没有基期数"),
            figure(2024, 63),
            seen=AHEAD,
        ),
        _case(
            "series-break",
            ("A break since the start", "基期后口径调整"),
            *(figure(2023, 63, break_kind="revised-base"), figure(2024, 70)),
            base=BASE,
            seen=AHEAD,
        ),
        _case(
            "target-is-baseline",
            ("“More than 30”, from 30", "“超过30”，基期为30"),
            figure(2023, 30),
            base=figure(2020, 30),
            target=target(30, strict=True),
            seen=AHEAD,
        ),
        _case(
            "compound",
            ("A growth rate from below 0", "以负数为基期的增速"),
            figure(2023, 40),
            base=figure(2020, -5),
            path="compound",
            seen=AHEAD,
        ),
        _case(
            "too-early",
            ("Two months after the start", "开局两个月"),
            on("2021-03-01", 0),
            base=ZERO,
            seen="2021-04-01",
            **RUNNING,
        ),
        _case(
            "tracked", ("No target was set", "未设目标"), figure(2024, 63), target=None, seen=AHEAD
        ),
        _case(
            "tracked-old",
            ("No target, an old figure", "未设目标，数据较早"),
            figure(2021, 32),
            target=None,
        ),
    ]


def _case(code: str, names: tuple[str, str], *figures: Figure, **fields: Any) -> IndicatorReport:
    return specimen(code, text(*names), *figures, **fields)


VERDICTS: tuple[IndicatorReport, ...] = (*_met(), *_missed(), *_on_the_way(), *_open())
