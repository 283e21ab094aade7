"""A chart as a picture that travels: what stands above and below the drawing, and where."""

from dataclasses import dataclass

from indicators import amounts, charts
from indicators.chart_parts import Chart, Style
from indicators.chart_sentences import chart_title
from indicators.chart_text import folded, width_of
from indicators.figure_words import charted
from indicators.languages import choose, say
from indicators.report_types import IndicatorReport, ReleaseReport, Text
from indicators.wording import beijing_day, day

_LINE = 1.45  # of a line of words, in its size
_SIGN = 20.0  # from a sign's left end to its words
_LONG_SIGN = 30.0  # the same for a line or a band
_BETWEEN = 18.0  # from one key to the next


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """Words at their base line. `kind`: name, title, words (what the style sheet calls them)."""

    y: float
    size: float
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SheetKey:
    """An entry of the legend: its sign is `kind`, drawn around (x + 6, y - 4)."""

    x: float
    y: float
    kind: str
    text: str
    text_x: float


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The whole picture; the drawing begins at (`margin`, `top`)."""

    width: float
    height: float
    margin: float
    top: float
    chart: Chart
    lines: tuple[SheetLine, ...]
    keys: tuple[SheetKey, ...]


def sheet(
    report: IndicatorReport, *, lang: str, size: str, credit: tuple[str, ...] = ()
) -> Sheet | None:
    """The indicator's chart with its name, title, unit, legend and sources; None without a chart.

    `credit`: more lines for the foot.
    """
    chart = charts.chart(report, lang=lang, size=size)
    if chart is None:
        return None
    style, margin = chart.style, round(chart.style.width * 0.032, 1)
    column = _Column(style, margin)
    column.write(say(report.name, lang), size=style.value + 4, kind="name")
    column.write(chart_title(report, lang), size=style.value, kind="title")
    scale = amounts.report_scale(report, lang)
    column.write(amounts.unit_heading(report, scale, lang), size=style.note, kind="words")
    top = column.y = column.y + style.value
    column.y += chart.height + style.note
    column.list_keys(chart)
    for words in (source_line(report, lang), *credit):
        column.write(words, size=style.note, kind="words")
    return Sheet(
        width=style.width + 2 * margin,
        height=round(column.y + margin, 1),
        margin=margin,
        top=round(top, 1),
        chart=chart,
        lines=tuple(column.lines),
        keys=tuple(column.keys),
    )


class _Column:
    """Lines one under the other; `y` is where the last of them ends."""

    def __init__(self, style: Style, margin: float) -> None:
        self.style, self.margin, self.y = style, margin, margin
        self.lines: list[SheetLine] = []
        self.keys: list[SheetKey] = []

    def write(self, text: str, *, size: float, kind: str) -> None:
        for line in folded(text, size=size * 1.06, width=self.style.width) if text else ():
            base = round(self.y + size * 1.1, 1)
            self.lines.append(SheetLine(y=base, size=size, kind=kind, text=line))
            self.y += size * _LINE

    def list_keys(self, chart: Chart) -> None:
        """The legend from left to right, in as many rows as it takes."""
        x, size = self.margin, self.style.note
        for key in chart.legend:
            sign = _LONG_SIGN if key.kind in ("path", "dots", "band") else _SIGN
            width = sign + width_of(key.text, size)
            if x > self.margin and x + width > self.margin + self.style.width:
                x, self.y = self.margin, self.y + size * 1.6
            base = round(self.y + size, 1)
            self.keys.append(
                SheetKey(x=x, y=base, kind=key.kind, text=key.text, text_x=round(x + sign, 1))
            )
            x = round(x + width + _BETWEEN, 1)
        self.y += size * 2.4 if chart.legend else 0


def source_line(report: IndicatorReport, lang: str) -> str:
    """ "Sources: China News Service; Pudong Times", the newest first; "" where none is known."""
    figures = [each for series in charted(report) for each in series.figures]
    figures.sort(key=lambda each: each.year, reverse=True)
    sources = [each.source for each in figures if each.source]
    quoted = choose(lang, " (quoted, original not seen)", "（转引，未见原文）")
    listed = list(
        dict.fromkeys(
            say(each.publisher, lang) + quoted * (each.kind == "mirror") for each in sources
        )
    )
    if not listed:
        return ""
    word = "Source" if len(listed) == 1 else "Sources"
    return choose(lang, f"{word}: {'; '.join(listed)}", f"来源：{'；'.join(listed)}")


def credit(
    plan: Text, release: ReleaseReport, lang: str, *, address: str, tryout: bool
) -> tuple[str, ...]:
    """The lines that a picture needs to be found again: its plan, release and `address`."""
    published = day(beijing_day(release.published_at), lang)
    words = choose(
        lang,
        f"{say(plan, lang)}, release {release.number}, published {published}",
        f"{say(plan, lang)}，第{release.number}次发布，{published}",
    )
    unofficial = choose(lang, "Try-out: not an official site.", "试用版：非官方网站。")
    return (words, address, *([unofficial] if tryout else []))
