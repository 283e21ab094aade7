"""The words in a drawing: each at the first of its places where it covers nothing, or nowhere.

What finds no place is left out: the table beside the drawing has every figure, and the legend and
the drawing's description have the rest.
"""

from collections.abc import Iterator
from dataclasses import replace

from indicators import amounts, progress, targets, wording
from indicators.chart_frame import Frame
from indicators.chart_parts import HALO, MARK_RADIUS, Bracket, Break, Slot
from indicators.chart_series import mark_kind
from indicators.chart_text import Box, Label, Point, Space, around, beside, box_of, width_of
from indicators.chart_words import say
from indicators.report_types import Figure


def break_with_words(frame: Frame, each: Break, kind: str, space: Space) -> Break:
    """The words beside the top of a break's line, in large drawings."""
    if not frame.style.roomy:
        return each
    text, y = wording.break_words(kind, frame.lang), frame.top + 14
    places = (
        Label(x=each.x - 7, y=y, text=text, anchor="end"),
        Label(x=each.x + 7, y=y, text=text, anchor="start"),
    )
    return replace(each, label=space.put(places, frame.style.note, bold=False))


def slot_with_words(frame: Frame, slot: Slot, space: Space) -> Slot:
    """The target's words in its box, or else over, under or beside it."""
    small, number = frame.slot_words
    for lines in (small, []):
        for x, top in _slot_places(frame, slot.box, lines):
            labels = _lines(frame, x, top, [*lines, number])
            sizes = [frame.style.note] * len(lines) + [frame.style.value + 2]
            boxes = [box_of(*each) for each in zip(labels, sizes, strict=True)]
            if space.take(boxes):
                *first, last = (
                    on_slot(each, box, slot) for each, box in zip(labels, boxes, strict=True)
                )
                return replace(slot, small=tuple(first), big=last)
    return slot


def _lines(frame: Frame, x: float, top: float, texts: list[str]) -> list[Label]:
    line = frame.style.note + 2
    *small, number = texts
    labels = [
        Label(x=x, y=round(top + line * row, 1), text=text) for row, text in enumerate(small, 1)
    ]
    base = top + line * len(small) + frame.style.value + 3
    return [*labels, Label(x=x, y=round(base, 1), text=number)]


def _slot_places(frame: Frame, box: Box, small: list[str]) -> Iterator[tuple[float, float]]:
    """Middle and top of the words: high and low in the box, over, under, right and left of it."""
    x = round((box.left + box.right) / 2, 1)
    height = len(small) * (frame.style.note + 2) + frame.style.value + 6
    if box.height >= height:
        yield x, box.top + 3
        yield x, box.bottom - height - 3
    yield x, box.top - height - 2
    yield x, box.bottom + 3
    for aside in (frame.slot_width + 4, -frame.slot_width - 4):
        yield round(x + aside, 1), max(0.0, (box.top + box.bottom - height) / 2)


def on_slot(label: Label, box: Box, slot: Slot | None) -> Label:
    """The label, in the colour for the solid box if that is where it lies."""
    lies = slot is not None and slot.state == "met" and box.within(slot.box)
    return replace(label, on_blue=True) if lies else label


def values(frame: Frame, slot: Slot | None, space: Space) -> dict[int, Label]:
    """Labels by the figure's `id`, the most wanted placed first."""
    found: dict[int, Label] = {}
    every = [frame.at(figure) for _, figure in frame.figures]
    for figure in _wanted(frame):
        at, size = frame.at(figure), frame.style.value
        others = [other for other in every if other != at]
        places = [
            place
            for radius in (MARK_RADIUS, HALO)
            for place in beside(frame.bare(figure.value), at=at, radius=radius, size=size)
            if _is_clear(box_of(place, size), at, others, slot)
        ]
        label = space.put(places, size)
        if label:
            found[id(figure)] = on_slot(label, box_of(label, size), slot)
    return found


def _is_clear(box: Box, at: Point, others: list[Point], slot: Slot | None) -> bool:
    """Whether readers will know whose label this is: no other mark is as near.

    Nor may it lie in the target's box unless its mark does: that would say that it was reached.
    """
    own = box.distance(at)
    astray = slot and box.meets(slot.box) and not around(*at, 1).within(slot.box)
    return not astray and all(box.distance(other) > own + 2 for other in others)


def _wanted(frame: Frame) -> list[Figure]:
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


def bracket_with_words(frame: Frame, bracket: Bracket, space: Space) -> Bracket:
    """The distance at the figure's end of the bracket, else at its other end or beside it."""
    latest, target = frame.report.latest, frame.target
    if not latest or not target:
        return bracket
    distance = amounts.difference(
        abs(targets.goal_bound(target) - latest.value),
        frame.report,
        lang=frame.lang,
        scale=frame.scale,
        style="bare",
    )
    text, size = say("to go", frame.lang).format(distance), frame.style.note
    half = width_of(text, size, bold=True) / 2
    x = round(min(bracket.x, frame.style.width - half), 1)
    ends = [
        Label(x=x, y=round(bracket.bottom + size + 5, 1), text=text),
        Label(x=x, y=round(bracket.top - 8, 1), text=text),
    ]
    middle = round((bracket.top + bracket.bottom) / 2 + size * 0.33, 1)
    places = [
        *(ends if target.aim == "rise" else ends[::-1]),
        Label(x=bracket.x - 9, y=middle, text=text, anchor="end"),
        Label(x=bracket.x + 9, y=middle, text=text, anchor="start"),
    ]
    return replace(bracket, label=space.put(places, size))
