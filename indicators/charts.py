"""Chart geometry: one indicator's report in, a frozen drawing out.

The drawing is what `templates/components/chart.html` writes as SVG and what `static/js/chart.js`
repeats, so both show the same points. Zero is always on the axis; every year keeps its column; a
line joins figures of neighbouring years only where both may be judged and no break lies between.
Nothing here judges anything.
"""

from itertools import pairwise

from indicators import chart_labels, chart_target
from indicators.chart_frame import Frame
from indicators.chart_parts import (
    HALO,
    MARK_RADIUS,
    STYLES,
    Bracket,
    Break,
    Chart,
    Key,
    Line,
    Mark,
    Slot,
)
from indicators.chart_series import mark_kind
from indicators.chart_text import Box, Space, along, around
from indicators.chart_words import say
from indicators.figure_words import figure_tip
from indicators.report_types import IndicatorReport


def chart(report: IndicatorReport, *, lang: str, size: str) -> Chart | None:
    """The chart of an indicator in a size of `STYLES`; None where nothing could be drawn.

    Drawn are the headline series and those on another definition; breakdowns are `small_multiples`.
    """
    frame = Frame(report, lang, STYLES[size])
    return _assembled(frame) if frame.figures or frame.target else None


def _assembled(frame: Frame) -> Chart:
    slot, cuts = chart_target.slot_of(frame), _cuts(frame)
    bracket = chart_target.bracket_of(frame, slot)
    lines = [tuple(frame.at(each) for each in run) for run in frame.runs]
    path, band = chart_target.path_of(frame), chart_target.band_of(frame, slot)
    forecast = chart_target.forecast_of(frame)
    inside = Box(left=frame.left - 6, right=frame.style.width, top=0, bottom=frame.bottom)
    shapes = _line_boxes([*lines, path, forecast, *_drawn(frame, cuts, slot, bracket)])
    space = Space(inside, [*shapes, *_dots(frame, slot)])
    # Whoever comes first has the choice
    slot = slot and chart_labels.slot_with_words(frame, slot, space)
    breaks = tuple(chart_labels.break_with_words(frame, each, kind, space) for each, kind in cuts)
    marks = _marks(frame, slot, space)
    bracket = bracket and chart_labels.bracket_with_words(frame, bracket, space)
    words = chart_target.path_words_of(frame, path, space)
    columns = frame.columns()
    return Chart(
        style=frame.style,
        height=frame.height_of(columns, frame.style),
        plot=frame.plot,
        zero=frame.y(0),
        columns=columns,
        gridlines=frame.gridlines(),
        marks=marks,
        runs=tuple(line for line in lines if len(line) > 1),
        breaks=breaks,
        slot=slot,
        band=band,
        bracket=bracket,
        path=path,
        path_words=words,
        forecast=forecast,
        legend=_legend(frame, marks, band, () if words else path, forecast),
    )


def _cuts(frame: Frame) -> list[tuple[Break, str]]:
    """A cut before every year in which a series begins anew, with its kind."""
    kinds = {figure.year: figure.break_kind for _, figure in frame.figures if figure.break_kind}
    return [(_cut(frame, year), kind) for year, kind in sorted(kinds.items())]


def _cut(frame: Frame, year: int) -> Break:
    before = frame.xs.get(year - 1)
    x = frame.left if before is None else round((before + frame.xs[year]) / 2, 1)
    return Break(x=x, top=frame.top, axis=frame.y(0))


def _drawn(
    frame: Frame, cuts: list[tuple[Break, str]], slot: Slot | None, bracket: Bracket | None
) -> list[Line]:
    """The lines that no label may cross, apart from those through figures."""
    lines: list[Line] = [((each.x, each.top), (each.x, frame.bottom)) for each, _ in cuts]
    axis, end = frame.y(0), frame.style.width
    if slot:
        box = slot.box
        corners = (box.left, box.top), (box.left, box.bottom), (box.right, box.bottom)
        lines.append((*corners, (box.right, box.top), corners[0]))
        if box.top < axis < box.bottom:  # which hides this piece of the axis
            lines.append(((box.right, axis), (end, axis)))
            end = box.left
    lines.append(((frame.left, axis), (end, axis)))
    if bracket:
        lines.append(((bracket.x, bracket.top), (bracket.x, bracket.bottom)))
    return lines


def _line_boxes(lines: list[Line]) -> list[Box]:
    return [box for line in lines for start, end in pairwise(line) for box in along(start, end)]


def _dots(frame: Frame, slot: Slot | None) -> list[Box]:
    places = [frame.at(figure) for _, figure in frame.figures]
    return [around(x, y, HALO if _has_halo(x, y, slot) else MARK_RADIUS) for x, y in places]


def _has_halo(x: float, y: float, slot: Slot | None) -> bool:
    return slot is not None and slot.state == "met" and around(x, y, HALO).meets(slot.box)


def _marks(frame: Frame, slot: Slot | None, space: Space) -> tuple[Mark, ...]:
    """Every figure as a mark."""
    labels = chart_labels.values(frame, slot, space)
    return tuple(
        Mark(
            x=frame.at(figure)[0],
            y=frame.at(figure)[1],
            kind=mark_kind(figure, series),
            tip=figure_tip(figure, series, frame.report, frame.lang),
            label=labels.get(id(figure)),
            radius=frame.radius,
            halo=_has_halo(*frame.at(figure), slot),
        )
        for series, figure in frame.figures
    )


def _legend(
    frame: Frame, marks: tuple[Mark, ...], band: Box | None, path: Line, forecast: Line
) -> tuple[Key, ...]:
    used = {mark.kind for mark in marks}
    kinds: list[str] = [kind for kind in ("filled", "hollow", "diamond") if kind in used]
    kinds += [name for name, line in (("path", path), ("dots", forecast)) if line]
    keys = [Key(kind=kind, text=say(kind, frame.lang)) for kind in kinds]
    if band and frame.target:
        low, high = (frame.bare(pick(frame.bounds)) for pick in (min, max))
        word = "tolerance" if frame.target.tolerance else "range"
        keys.append(Key(kind="band", text=say(word, frame.lang).format(low, high)))
    return tuple(keys)
