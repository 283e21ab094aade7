"""Where words fit in a drawing: estimated widths, and labels that keep out of the way.

Coordinates and sizes are in the drawing's own units (CSS pixels at its natural width), y downwards.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Widths in ems, on the generous side: the reader's system font is not known here.
_WIDE, _FULL, _NARROW, _USUAL = 0.72, 1.0, 0.32, 0.58
_GAP = 5.0  # between a mark and its label

SOFT_HYPHEN, ZERO_WIDTH = "\u00ad", "\u200b"
# Beside a Chinese character or a closing mark, and inside an address; never before a closing mark.
_BETWEEN_CHINESE = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、）”])(?=[^，。；：、）”\s])|(?<=[/?])(?=\w)|(?=[\u4e00-\u9fff（“])(?<=\w)"
)


Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)

    @property
    def height(self) -> float:
        return round(self.bottom - self.top, 1)

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def distance(self, point: Point) -> float:
        """From the box to a point outside; 0 inside."""
        x, y = point
        aside = max(self.left - x, 0.0, x - self.right)
        return math.hypot(aside, max(self.top - y, 0.0, y - self.bottom))

    def within(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words at a point; `anchor` as in SVG: start, middle, end. `y` is the base line.

    `on_blue`: they lie on the solid box of a target that is met.
    """

    x: float
    y: float
    text: str
    anchor: str = "middle"
    on_blue: bool = False


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide `text` is when set in `size`."""
    ems = sum(_ems(char) for char in text)
    return ems * size * (1.14 if bold else 1.0)


def _ems(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return _FULL
    if char in "il.,:;'|! ":
        return _NARROW
    return _WIDE if char in "MWmw%¥>" or char.isupper() else _USUAL


def wrapped(text: str, *, size: float, width: float, lines: int) -> tuple[str, ...] | None:
    """`text` in at most `lines` lines that fit; None where it does not.

    A line may end at a space, at a soft hyphen (which is written only there) or at a zero-width
    space, which stands for nothing.
    """
    first, *rest = re.split(f"([ {SOFT_HYPHEN}{ZERO_WIDTH}])", text)
    found = [first]
    for mark, word, following in zip(rest[::2], rest[1::2], [*rest[2::2], ""], strict=False):
        longer = found[-1] + mark.strip(SOFT_HYPHEN + ZERO_WIDTH) + word
        hyphen = "-" * (following == SOFT_HYPHEN)  # it would need room too
        if width_of(longer + hyphen, size) <= width:
            found[-1] = longer
        else:
            found[-1] += "-" * (mark == SOFT_HYPHEN)
            found.append(word)
    fits = len(found) <= lines and all(width_of(line, size) <= width for line in found)
    return tuple(found) if fits else None


def folded(text: str, *, size: float, width: float) -> tuple[str, ...]:
    """`text` in as many lines as it takes: Chinese ends a line anywhere but before a full stop."""
    breakable = _BETWEEN_CHINESE.sub(ZERO_WIDTH, text)
    return wrapped(breakable, size=size, width=width, lines=len(text) + 1) or (text,)


def box_of(label: Label, size: float, *, bold: bool = True) -> Box:
    """The room a label takes."""
    width = width_of(label.text, size, bold=bold)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return Box(
        left=left, right=left + width, top=label.y - size * 0.8, bottom=label.y + size * 0.15
    )


def around(x: float, y: float, radius: float) -> Box:
    return Box(left=x - radius, right=x + radius, top=y - radius, bottom=y + radius)


def along(start: Point, end: Point) -> list[Box]:
    """A straight line as a chain of small boxes, fine enough to keep a label off it."""
    steps = max(1, int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) // 6))
    at = [step / steps for step in range(steps + 1)]
    return [
        around(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t, 1)
        for t in at
    ]


def beside(text: str, *, at: Point, radius: float, size: float) -> list[Label]:
    """Places for a mark's label: above, below, right, left, then at its corners."""
    x, y = at
    above, below = y - radius - _GAP, y + radius + _GAP + size * 0.75
    level, off, corner = y + size * 0.33, radius + _GAP, radius * 0.6
    places = (
        (0.0, above, "middle"),
        (0.0, below, "middle"),
        (off, level, "start"),
        (-off, level, "end"),
        (-corner, above, "end"),
        (corner, above, "start"),
        (corner, below, "start"),
        (-corner, below, "end"),
    )
    return [
        Label(x=round(x + aside, 1), y=round(height, 1), text=text, anchor=anchor)
        for aside, height, anchor in places
    ]


class Space:
    """What is still free of a drawing: labels go `inside`, and never over what is `taken`."""

    def __init__(self, inside: Box, taken: Iterable[Box]) -> None:
        self.inside, self.taken = inside, list(taken)

    def is_free(self, boxes: Iterable[Box]) -> bool:
        return all(
            box.within(self.inside) and not any(box.meets(each) for each in self.taken)
            for box in boxes
        )

    def take(self, boxes: Sequence[Box]) -> bool:
        """Take the room, where all of it is free."""
        free = self.is_free(boxes)
        self.taken += boxes if free else []
        return free

    def put(self, places: Iterable[Label], size: float, *, bold: bool = True) -> Label | None:
        """The label at the first place that is free, which it takes; None where none is."""
        return next((each for each in places if self.take([box_of(each, size, bold=bold)])), None)
