"""Rectangles in millimetres."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in millimetres, from its top left corner."""

    x_mm: float
    y_mm: float
    w_mm: float
    h_mm: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x_mm + self.w_mm

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y_mm + self.h_mm

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.x_mm + self.w_mm / 2, self.y_mm + self.h_mm / 2

    def moved(self, dx: float, dy: float) -> Box:
        """Shift it."""
        return Box(self.x_mm + dx, self.y_mm + dy, self.w_mm, self.h_mm)

    def scaled(self, scale: float, dx: float, dy: float) -> Box:
        """Scale it about the origin, then shift it."""
        return Box(
            self.x_mm * scale + dx, self.y_mm * scale + dy, self.w_mm * scale, self.h_mm * scale
        )

    def grown(self, by_mm: float) -> Box:
        """Make it wider on all sides."""
        return Box(
            self.x_mm - by_mm, self.y_mm - by_mm, self.w_mm + 2 * by_mm, self.h_mm + 2 * by_mm
        )

    def overlaps(self, other: Box) -> bool:
        """Tell whether two rectangles have more than an edge in common."""
        return (
            self.x_mm < other.right
            and other.x_mm < self.right
            and self.y_mm < other.bottom
            and other.y_mm < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.x_mm <= x <= self.right and self.y_mm <= y <= self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """Give the rectangle around some, at least one."""
    known = list(boxes)
    left, top = min(b.x_mm for b in known), min(b.y_mm for b in known)
    right, bottom = max(b.right for b in known), max(b.bottom for b in known)
    return Box(left, top, right - left, bottom - top)
