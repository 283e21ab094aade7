"""What a drawing is made of: frozen, in the drawing's own units, x to the right, y downwards."""

from dataclasses import asdict, dataclass
from typing import Any

from indicators.chart_text import Box, Label, Point

MARK_RADIUS, CROWDED_RADIUS = 5.5, 3.5
HALO = 10.0  # its radius

Line = tuple[Point, ...]


def points(line: Line) -> str:
    """A line as SVG's `points`."""
    return " ".join(f"{x:g},{y:g}" for x, y in line)


@dataclass(frozen=True, kw_only=True)
class Style:
    """Sizes of a drawing. `bottom` is where the plot ends, `slot` the height of a target's box."""

    size: str
    width: float
    bottom: float
    slot: float
    year: float
    note: float
    value: float
    roomy: bool = False  # words along breaks and path


# Each has a place: two thirds of a wide page, a phone, a card among others, a printed page.
STYLES = {
    style.size: style
    for style in (
        Style(
            size="wide", width=740, bottom=378, slot=76, year=13.5, note=12, value=15, roomy=True
        ),
        Style(size="narrow", width=344, bottom=300, slot=72, year=13, note=12.5, value=14),
        Style(size="card", width=344, bottom=180, slot=58, year=13, note=12.5, value=14),
        Style(size="print", width=440, bottom=200, slot=52, year=11, note=10, value=12),
    )
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A year on the axis with the words under it; a thinned-out year is not `shown`."""

    year: int
    x: float
    shown: bool
    due: bool
    lines: tuple[Label, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A figure. `kind`: filled, hollow, diamond; `tip` is all there is to say of it in one line.

    `halo`: it lies on the solid box of a target that is met, and needs paper around it there.
    """

    x: float
    y: float
    kind: str
    tip: str
    label: Label | None
    radius: float = MARK_RADIUS
    halo: bool = False

    @property
    def diamond(self) -> str:
        """The corners of a diamond, for SVG."""
        x, y, r = self.x, self.y, self.radius + 0.8
        return f"{x:g},{y - r:g} {x + r:g},{y:g} {x:g},{y + r:g} {x - r:g},{y:g}"


@dataclass(frozen=True, kw_only=True)
class Gridline:
    y: float
    label: Label


@dataclass(frozen=True, kw_only=True)
class Break:
    """The axis is cut here; nothing is joined across. `label` is None where words do not fit."""

    x: float
    top: float
    axis: float
    label: Label | None = None

    @property
    def line(self) -> str:
        return f"M{self.x:g} {self.top:g}V{self.axis:g}"

    @property
    def gap(self) -> str:
        """The piece taken out of the axis, as an SVG path."""
        return f"M{self.x - 4:g} {self.axis:g}h8"

    @property
    def slashes(self) -> str:
        return f"M{self.x - 6:g} {self.axis + 6:g}l5-12m2 12 5-12"


def outline(box: Box, state: str) -> str:
    """A target's box as an SVG path; an awaited figure leaves it open at the top."""
    walls = f"M{box.left:g} {box.top:g}V{box.bottom:g}H{box.right:g}V{box.top:g}"
    return walls if state == "open" else f"{walls}z"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A target as a box in its year. `state`: open, met, missed, none.

    Its words are the lines of `small` over the number `big`; none where they find no place.
    """

    box: Box
    state: str
    small: tuple[Label, ...] = ()
    big: Label | None = None

    @property
    def outline(self) -> str:
        return outline(self.box, self.state)


@dataclass(frozen=True, kw_only=True)
class Bracket:
    """What lies between the latest figure and the target, drawn in the target's column."""

    x: float
    top: float
    bottom: float
    label: Label | None = None

    @property
    def outline(self) -> str:
        x, top, bottom = self.x, self.top, self.bottom
        return f"M{x - 5:g} {top:g}h10m-5 0V{bottom:g}m-5 0h10"


@dataclass(frozen=True, kw_only=True)
class PathWords:
    """Words along the path, turned by `angle` degrees around (x, y)."""

    x: float
    y: float
    angle: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Key:
    """An entry of the legend: the sign's name for the style sheet, and what it means."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A whole drawing. `runs`, `path` and `forecast` are lines through (x, y)."""

    style: Style
    height: float
    plot: Box
    zero: float
    columns: tuple[Column, ...]
    gridlines: tuple[Gridline, ...]
    marks: tuple[Mark, ...]
    runs: tuple[Line, ...]
    breaks: tuple[Break, ...]
    slot: Slot | None
    band: Box | None
    bracket: Bracket | None
    path: Line
    path_words: PathWords | None
    forecast: Line
    legend: tuple[Key, ...]

    @property
    def years_y(self) -> float:
        return self.plot.bottom + self.style.year + 7

    @property
    def data(self) -> dict[str, Any]:
        """The same drawing for the script, as JSON can hold it."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class SmallChart:
    """One of several small drawings on a common scale. Without marks there is no figure at all.

    `tips` says every figure, those without a mark of their own too.
    """

    name: str
    name_lang: str
    width: float
    height: float
    size: float
    tips: tuple[str, ...]
    axis: float
    half: float  # a gridline half way up, to compare by
    runs: tuple[Line, ...]
    marks: tuple[Mark, ...]
    breaks: tuple[Break, ...]
    years: tuple[Label, ...]
