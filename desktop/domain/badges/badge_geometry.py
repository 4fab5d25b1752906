"""Moving things on a badge: snapping, resizing by handles, aligning, distributing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from desktop.domain.badges.box import Box, around

LEAST_MM = 1.0
GRID_MM = 0.5
# Lines that items like to lie on: the edges, the middle, and a margin that holders leave free.
MARGIN_MM = 5.0


class Handle(Enum):
    """A corner or an edge that is dragged: which sides move with it (left, top, right, bottom)."""

    TOP_LEFT = (1, 1, 0, 0)
    TOP = (0, 1, 0, 0)
    TOP_RIGHT = (0, 1, 1, 0)
    RIGHT = (0, 0, 1, 0)
    BOTTOM_RIGHT = (0, 0, 1, 1)
    BOTTOM = (0, 0, 0, 1)
    BOTTOM_LEFT = (1, 0, 0, 1)
    LEFT = (1, 0, 0, 0)

    def point(self, box: Box) -> tuple[float, float]:
        """Say where the handle of a box lies."""
        left, top, right, bottom = self.value
        x = box.x_mm if left else box.right if right else box.middle[0]
        y = box.y_mm if top else box.bottom if bottom else box.middle[1]
        return x, y


class Guide(NamedTuple):
    """A line that something snapped to: upright at x or level at y, in millimetres."""

    is_upright: bool
    at_mm: float


class Snapped(NamedTuple):
    """How far to move, and the lines that were met."""

    dx: float
    dy: float
    guides: tuple[Guide, ...]


class Lines(NamedTuple):
    """The lines that items snap to, upright and level, in millimetres."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]


def lines_of(width: float, height: float, others: Iterable[Box]) -> Lines:
    """Collect the lines of a badge and of the other items on it."""
    xs = [0.0, width / 2, width, MARGIN_MM, width - MARGIN_MM]
    ys = [0.0, height / 2, height, MARGIN_MM, height - MARGIN_MM]
    for box in others:
        xs += [box.x_mm, box.middle[0], box.right]
        ys += [box.y_mm, box.middle[1], box.bottom]
    return Lines(tuple(xs), tuple(ys))


def snap_move(box: Box, dx: float, dy: float, lines: Lines, reach: float) -> Snapped:
    """Move a box so that an edge or its middle meets a near line, else onto the grid."""
    moved = box.moved(dx, dy)
    to_x = _nearest((moved.x_mm, moved.middle[0], moved.right), lines.xs, reach)
    to_y = _nearest((moved.y_mm, moved.middle[1], moved.bottom), lines.ys, reach)
    guides = []
    if to_x is None:
        dx += _grid(moved.x_mm) - moved.x_mm
    else:
        dx += to_x[0]
        guides.append(Guide(True, to_x[1]))
    if to_y is None:
        dy += _grid(moved.y_mm) - moved.y_mm
    else:
        dy += to_y[0]
        guides.append(Guide(False, to_y[1]))
    return Snapped(dx, dy, tuple(guides))


def snap_resize(
    box: Box, handle: Handle, dx: float, dy: float, lines: Lines, reach: float
) -> tuple[Box, tuple[Guide, ...]]:
    """Drag a handle of a box; the sides that move meet near lines, else the grid."""
    left, top, right, bottom = handle.value
    guides: list[Guide] = []

    def settle(at: float, known: Sequence[float], *, is_upright: bool) -> float:
        near = _nearest((at,), known, reach)
        if near is None:
            return _grid(at)
        guides.append(Guide(is_upright, near[1]))
        return near[1]

    x0, y0, x1, y1 = box.x_mm, box.y_mm, box.right, box.bottom
    if left:
        x0 = min(settle(x0 + dx, lines.xs, is_upright=True), x1 - LEAST_MM)
    if right:
        x1 = max(settle(x1 + dx, lines.xs, is_upright=True), x0 + LEAST_MM)
    if top:
        y0 = min(settle(y0 + dy, lines.ys, is_upright=False), y1 - LEAST_MM)
    if bottom:
        y1 = max(settle(y1 + dy, lines.ys, is_upright=False), y0 + LEAST_MM)
    return Box(x0, y0, x1 - x0, y1 - y0), tuple(guides)


def as_square(box: Box, handle: Handle) -> Box:
    """Keep a code square while it is resized, with the side that was not dragged in place."""
    left, top, right, bottom = handle.value
    side = box.h_mm if not (left or right) else box.w_mm if not (top or bottom) else (
        max(box.w_mm, box.h_mm)
    )  # fmt: skip
    x = box.right - side if left else box.x_mm
    y = box.bottom - side if top else box.y_mm
    return Box(x, y, side, side)


class Align(Enum):
    """To which side of each other, or of the badge, items are brought."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


def align(boxes: Sequence[Box], how: Align, page: Box) -> list[Box]:
    """Align boxes with each other; a single one with the badge."""
    if not boxes:
        return []
    frame = around(boxes) if len(boxes) > 1 else page
    return [_aligned(box, how, frame) for box in boxes]


def distribute(boxes: Sequence[Box], *, is_upright: bool) -> list[Box]:
    """Make the gaps between boxes equal; the outermost two stay. Fewer than three stay as are."""
    if len(boxes) < 3:
        return list(boxes)

    def start(box: Box) -> float:
        return box.y_mm if is_upright else box.x_mm

    def size(box: Box) -> float:
        return box.h_mm if is_upright else box.w_mm

    order = sorted(range(len(boxes)), key=lambda n: start(boxes[n]))
    first, last = boxes[order[0]], boxes[order[-1]]
    inner = sum(size(boxes[n]) for n in order)
    gap = (start(last) + size(last) - start(first) - inner) / (len(boxes) - 1)
    spread = list(boxes)
    at = start(first)
    for n in order:
        by = at - start(boxes[n])
        spread[n] = boxes[n].moved(0, by) if is_upright else boxes[n].moved(by, 0)
        at += size(boxes[n]) + gap
    return spread


def _aligned(box: Box, how: Align, frame: Box) -> Box:
    return {
        Align.LEFT: box._replace(x_mm=frame.x_mm),
        Align.CENTRE: box._replace(x_mm=frame.middle[0] - box.w_mm / 2),
        Align.RIGHT: box._replace(x_mm=frame.right - box.w_mm),
        Align.TOP: box._replace(y_mm=frame.y_mm),
        Align.MIDDLE: box._replace(y_mm=frame.middle[1] - box.h_mm / 2),
        Align.BOTTOM: box._replace(y_mm=frame.bottom - box.h_mm),
    }[how]


def _nearest(
    own: Iterable[float], lines: Sequence[float], reach: float
) -> tuple[float, float] | None:
    """Find the way to the nearest line, and that line; None where none is near."""
    best: tuple[float, float] | None = None
    for at in own:
        for line in lines:
            way = line - at
            if abs(way) <= reach and (best is None or abs(way) < abs(best[0])):
                best = (way, line)
    return best


def _grid(value: float) -> float:
    return round(value / GRID_MM) * GRID_MM
