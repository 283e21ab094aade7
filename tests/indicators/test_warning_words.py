"""Soft warnings as sentences: the numbers filled in, in both languages."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.figure_warnings import CODES, FigureWarning
from indicators.report_types import Figure, Text
from indicators.warning_words import warning_name, warning_words


class Money:
    unit_name: Text = {"en": "yuan", "zh-hans": "元"}
    measure, input_unit, decimals = "money", "yi", 2


def figure(year: int, yi: str, **fields: Any) -> Figure:
    return Figure(year=year, value=Decimal(yi) * 10**8, **fields)


NEW = figure(2024, "6000")
OLD = figure(2023, "4230")
PART = figure(2023, "4000", covers="to_date", as_of=datetime.date(2023, 6, 30))


@pytest.mark.parametrize(
    ("warning", "english", "chinese"),
    [
        (
            FigureWarning(code="change", figure=NEW, other=OLD),
            "41.8% above 2023 (¥423 billion).",
            "比2023年（4230亿元）增加41.8%。",
        ),
        (
            FigureWarning(code="change", figure=figure(2024, "2115"), other=PART),
            "47.1% below 2023, January–June (¥400 billion).",
            "比2023年，1—6月累计（4000亿元）减少47.1%。",
        ),
        (
            FigureWarning(code="factor", figure=NEW, other=OLD, power=4),
            "About 10,000 times 2023 (¥423 billion): check the digits and the unit (万, 亿).",
            "约为2023年（4230亿元）的1万倍：请核对位数和单位（万、亿）。",
        ),
        (
            FigureWarning(code="factor", figure=NEW, target=Decimal(500_000_000_000), power=-1),
            "About a tenth of the target (¥500 billion): check the digits and the unit (万, 亿).",
            "约为目标值（5000亿元）的十分之一：请核对位数和单位（万、亿）。",
        ),
        (
            FigureWarning(code="sign", figure=figure(2024, "-1"), other=OLD),
            "Below zero, unlike 2023 (¥423 billion).",
            "负数，与2023年（4230亿元）的正负号相反。",
        ),
        (
            FigureWarning(code="falls", figure=figure(2024, "4000"), other=OLD),
            "A running total only grows, but this is below 2023 (¥423 billion).",
            "累计数只增不减，但本数低于2023年（4230亿元）。",
        ),
        (
            FigureWarning(code="falls", figure=figure(2022, "5000"), other=OLD),
            "A running total only grows, but this is above 2023 (¥423 billion).",
            "累计数只增不减，但本数高于2023年（4230亿元）。",
        ),
        (
            FigureWarning(code="estimate_after_final", figure=figure(2023, "1", obs_status="E")),
            "A final figure stands here; this one would replace it as: estimate.",
            "此处已有正式数，将被估算数取代。",
        ),
        (
            FigureWarning(code="no_source", figure=NEW),
            "No source is given.",
            "未注明来源。",
        ),
    ],
)
def test_warning_reads_as_a_sentence(warning: FigureWarning, english: str, chinese: str) -> None:
    assert warning_words(warning, Money(), "en") == english
    assert warning_words(warning, Money(), "zh-hans") == chinese


def test_every_warning_has_a_name() -> None:
    assert [warning_name(code, "zh-hans") for code in CODES] == [
        "数量级异常",
        "变动超过30%",
        "正负号变化",
        "累计数下降",
        "正式数之后填估算数",
        "缺少来源",
    ]
