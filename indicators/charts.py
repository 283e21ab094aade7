"""Chart geometry: one indicator's report in, a frozen drawing out.

The drawing is what `templates/components/chart.html` writes as SVG and what `static/js/chart.js`
repeats, so both show the same points. Zero is always on the axis; every year keeps its column; a
line joins figures of neighbouring years only where both may be judged and no break lies between.
Nothing here judges anything.
"""

from collections.abc import Iterable
from itertools import pairwise

from indicators import chart_target, progress, wording
from indicators.chart_frame import Frame
from indicators.chart_parts import (
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
from indicators.chart_text import Box, Label, along, around, box_of, place, width_of
from indicators.chart_words import say
from indicators.figure_words import figure_tip
from indicators.report_types import Figure, IndicatorReport


def chart(report: IndicatorReport, *, lang: str, size: str) -> Chart | None:
    """The chart of an indicator in a size of `STYLES`; None where nothing could be drawn.

    Drawn are the headline series and those on another definition; breakdowns are `small_multiples`.
    """
    frame = Frame(report, lang, STYLES[size])
    return _assembled(frame) if frame.figures or frame.target else None


def _assembled(frame: Frame) -> Chart:
    slot, breaks = chart_target.slot_of(frame), _breaks(frame)
    bracket = chart_target.bracket_of(frame, slot)
    lines = [tuple(frame.at(each) for each in run) for run in frame.runs]
    path, band = chart_target.path_of(frame), chart_target.band_of(frame, slot)
    taken = _obstacles(frame, slot, bracket, breaks, [*lines, path])
    marks = _marks(frame, taken)
    columns = frame.columns()
    dots = [around(mark.x, mark.y, MARK_RADIUS) for mark in marks]
    words = chart_target.path_words_of(frame, path, [*taken, *dots])
    forecast = chart_target.forecast_of(frame)
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


def _breaks(frame: Frame) -> tuple[Break, ...]:
    """A cut before every year in which a series begins anew."""
    kinds = {figure.year: figure.break_kind for _, figure in frame.figures if figure.break_kind}
    return tuple(_break(frame, year, kind) for year, kind in sorted(kinds.items()))


def _break(frame: Frame, year: int, kind: str) -> Break:
    before = frame.xs.get(year - 1)
    x = frame.left if before is None else round((before + frame.xs[year]) / 2, 1)
    text = wording.break_words(kind, frame.lang)
    fits = before is not None and width_of(text, frame.style.note) + 8 < frame.step
    words = Label(x=x - 7, y=frame.top + 14, text=text, anchor="end")
    return Break(
        x=x, top=frame.top, axis=frame.y(0), label=words if fits and frame.style.roomy else None
    )


def _obstacles(
    frame: Frame,
    slot: Slot | None,
    bracket: Bracket | None,
    breaks: Iterable[Break],
    lines: Iterable[Line],
) -> list[Box]:
    """What labels keep clear of, apart from one another and the marks."""
    small, number = frame.style.note, frame.style.value + 2
    boxes = [box for line in lines for start, end in pairwise(line) for box in along(start, end)]
    for each in breaks:
        boxes += along((each.x, frame.top), (each.x, frame.bottom))
        boxes += [box_of(each.label, small)] if each.label else []
    if slot:
        boxes += [slot.box, box_of(slot.big, number), *(box_of(each, small) for each in slot.small)]
    if bracket:
        boxes += along((bracket.x, bracket.top), (bracket.x, bracket.bottom))
        boxes.append(box_of(bracket.label, small))
    return boxes


def _marks(frame: Frame, taken: list[Box]) -> tuple[Mark, ...]:
    """Every figure as a mark; labels join `taken` as they find places, the most wanted first."""
    labels: dict[int, Label | None] = {}
    inside = Box(left=frame.left - 6, right=frame.style.width, top=0, bottom=frame.bottom)
    dots = [around(*frame.at(figure), MARK_RADIUS) for _, figure in frame.figures]
    for figure in _labelled(frame):
        at = frame.at(figure)
        label = place(
            frame.bare(figure.value),
            at=at,
            radius=MARK_RADIUS,
            size=frame.style.value,
            inside=inside,
            obstacles=[*taken, *(dot for dot in dots if dot != around(*at, MARK_RADIUS))],
        )
        labels[id(figure)] = label
        taken += [box_of(label, frame.style.value)] if label else []
    return tuple(
        Mark(
            x=frame.at(figure)[0],
            y=frame.at(figure)[1],
            kind=mark_kind(figure, series),
            tip=figure_tip(figure, series, frame.report, frame.lang),
            label=labels.get(id(figure)),
        )
        for series, figure in frame.figures
    )


def _labelled(frame: Frame) -> list[Figure]:
    """The figures that ask for a label: all, or of a crowd the latest, first and extremes."""
    by_place = sorted(frame.figures, key=lambda each: progress.position(each[1]), reverse=True)
    latest = frame.report.latest
    by_place.sort(key=lambda each: (each[1] != latest, mark_kind(each[1], each[0]) == "diamond"))
    ordered = [figure for _, figure in by_place]
    widest = max(
        (width_of(frame.bare(each.value), frame.style.value) for each in ordered), default=0
    )
    if widest + 2 <= frame.step:
        return ordered
    extremes = [pick(ordered, key=lambda each: each.value) for pick in (max, min) if ordered]
    return list({id(each): each for each in [*ordered[:1], *extremes, *ordered[-1:]]}.values())


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
