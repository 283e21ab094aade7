"""The words around a chart that leaves the site."""

from indicators.chart_sheet import source_line
from tests.indicators.judged import figure, report, source


def test_only_what_was_copied_is_said_to_be_copied() -> None:
    of = report(
        figure(2023, 1, source=source(kind="mirror")),
        figure(2024, 2, source=source(kind="press")),
        figure(2025, 3, source=source(kind="press")),
    )

    assert source_line(of, "en") == (
        "Sources: China News Service; China News Service (quoted, original not seen)"
    )
    assert source_line(of, "zh-hans") == "来源：中国新闻社；中国新闻社（转引，未见原文）"
