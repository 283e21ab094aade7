"""What a drawing says of the target: box, band, distance, the path to it, the pace carried on."""

import math

from indicators import targets
from indicators.chart_frame import Frame
from indicators.chart_parts import Bracket, Line, PathWords, Slot
from indicators.chart_series import slot_state
from indicators.chart_text import Box, Space, around, width_of
from indicators.chart_words import say

_LEAST_BRACKET = 14.0


def slot_of(frame: Frame) -> Slot | None:
    """The box in the target's year: from the lower bound up; under an upper bound; between two."""
    if not frame.target or frame.goal is None:
        return None
    x, half, line = frame.xs[frame.target.year], frame.slot_width / 2, frame.y(frame.goal)
    top, bottom = line - frame.style.slot, line
    if frame.target.aim == "fall":
        end = line if frame.target.lower is None else frame.y(frame.scaled(frame.target.lower))
        top, bottom = line, max(line + frame.style.slot, end)
    elif frame.target.upper is not None:
        rim = frame.y(frame.scaled(frame.target.upper))
        top = rim if frame.target.aim == "within" else min(top, rim)
    top = min([top, *(frame.y(value) - frame.over_mark for value in frame.due_values)])
    box = Box(left=round(x - half, 1), right=round(x + half, 1), top=round(top, 1), bottom=bottom)
    return Slot(box=box, state=slot_state(frame.report.verdict))


def band_of(frame: Frame, slot: Slot | None) -> Box | None:
    """The tolerance beside the box's line, or the inside of a range that is not filled yet."""
    if not slot or len(set(frame.bounds)) < 2:
        return None
    top, bottom = (frame.y(frame.scaled(pick(frame.bounds))) for pick in (max, min))
    band = Box(left=slot.box.left, right=slot.box.right, top=max(top, slot.box.top), bottom=bottom)
    return None if slot.state == "met" and band.within(slot.box) else band


def bracket_of(frame: Frame, slot: Slot | None) -> Bracket | None:
    """The distance from the latest judged figure to an awaited target, where it can be seen."""
    latest, target = frame.report.latest, frame.target
    if not (slot and latest and target) or slot.state != "open" or target.aim == "within":
        return None
    rising, goal = target.aim == "rise", targets.goal_bound(target)
    short = goal - latest.value if rising else latest.value - goal
    ends = sorted((frame.y(frame.scaled(goal)), frame.y(frame.scaled(latest.value))))
    band = band_of(frame, slot)
    top = max(ends[0], band.bottom) if band and rising else ends[0]
    if short <= 0 or ends[1] - top < _LEAST_BRACKET:
        return None
    busy = any(each.year == target.year for _, each in frame.figures)
    x = slot.box.right - 8 if busy else frame.xs[target.year]
    return Bracket(x=round(x, 1), top=top + 4, bottom=ends[1])


def path_of(frame: Frame) -> Line:
    """From the baseline to the target: straight, or even growth where the indicator says so."""
    baseline, target, goal = frame.report.baseline, frame.target, frame.goal
    if not (frame.path_drawn and baseline and target and goal is not None):
        return ()
    start, compound = frame.scaled(baseline.value), frame.report.path == "compound"
    years = range(baseline.year, target.year + 1) if compound else (baseline.year, target.year)
    found = []
    for year in years:
        way = (year - baseline.year) / (target.year - baseline.year)
        value = start * (goal / start) ** way if compound else start + (goal - start) * way
        found.append((frame.xs[year], frame.y(value)))
    return tuple(found)


def path_words_of(frame: Frame, path: Line, space: Space) -> PathWords | None:
    """Where words lie along a straight path without touching anything; None where nowhere."""
    if len(path) != 2 or not frame.style.roomy:
        return None
    (x0, y0), (x1, y1) = path
    text, slope = say("path", frame.lang), (y1 - y0) / (x1 - x0)
    half = width_of(text, frame.style.note) / 2 * math.cos(math.atan(slope))
    for share in (0.5, 0.62, 0.38, 0.72):
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share + 17
        reach = [half * part / 8 for part in range(-8, 9)]
        if space.take([around(x + each, y - 4 + slope * each, 7) for each in reach]):
            angle = round(math.degrees(math.atan(slope)), 1)
            return PathWords(x=round(x, 1), y=round(y, 1), angle=angle, text=text)
    return None


def forecast_of(frame: Frame) -> Line:
    """The last two years' mean change, carried on to the target's box: no figure, so no value."""
    latest, target = frame.report.latest, frame.target
    run = frame.runs[-1] if frame.runs else []
    if not target or frame.report.verdict.over or len(run) < 3 or run[-1] != latest:
        return ()
    first, last = frame.scaled(run[-3].value), frame.scaled(run[-1].value)
    start, edge = frame.xs[run[-1].year], frame.xs[target.year] - frame.slot_width / 2 - 4
    end = last + (last - first) / 2 * (edge - start) / frame.step
    if edge <= start or not frame.low <= end <= frame.high:
        return ()
    return ((start, frame.y(last)), (round(edge, 1), frame.y(end)))
