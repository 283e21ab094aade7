"""Where words fit: a Chinese character is one em wide, a usual letter 0.58, a space 0.32."""

import pytest

from indicators.chart_text import folded, wrapped


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (120, ("low reliability",)),  # 70.2 wide
        (70, ("low reli-", "ability")),
        (40, ("low", "reli-", "ability")),
        (20, None),
    ],
)
def test_a_line_ends_at_a_space_or_with_a_hyphen_where_one_is_allowed(
    width: float, lines: tuple[str, ...] | None
) -> None:
    assert wrapped("low reli\u00adability", size=10, width=width, lines=3) == lines


@pytest.mark.parametrize(
    ("width", "lines"), [(40, ("口径不同",)), (39, ("口径", "不同")), (19, None)]
)
def test_chinese_is_joined_without_a_space(width: float, lines: tuple[str, ...] | None) -> None:
    assert wrapped("口径\u200b不同", size=10, width=width, lines=3) == lines


def test_too_many_lines_do_not_fit() -> None:
    assert wrapped("a b c", size=10, width=8, lines=2) is None


def test_chinese_folds_anywhere_but_before_a_full_stop() -> None:
    assert folded("一二三四五。", size=10, width=50) == ("一二三四", "五。")


def test_chinese_does_not_end_a_line_with_an_opening_bracket() -> None:
    assert folded("一二三（四）", size=10, width=40) == ("一二三", "（四）")


def test_years_and_numbers_stay_whole_among_chinese() -> None:
    assert folded("年为4230亿元", size=10, width=34) == ("年为", "4230亿", "元")


def test_an_address_folds_after_a_stroke() -> None:
    assert folded("example.org/plans/14fyp/", size=10, width=80) == ("example.org/", "plans/14fyp/")


def test_what_cannot_be_folded_stays_one_line() -> None:
    assert folded("unbreakable", size=10, width=10) == ("unbreakable",)
