"""Fits text into its box: shrunk to a floor, then wrapped, and only then cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextLayout,
    QTextOption,
)

from desktop.devices.painting.faces import drawn, faces
from desktop.devices.painting.fonts import FAMILY
from desktop.domain.badges.badge_layout import Text
from desktop.domain.spelling import runs_right_to_left

# All badges are measured and painted in these dots; the painter scales them to its own.
RESOLUTION_DPI = 1200
POINTS_PER_INCH = 72
# A line's box has room above and below its letters that may hang over the edge.
LEADING = 1.14
STEP_PT = 0.25
# Below this nobody reads a badge; nothing is printed smaller.
LEAST_PT = 4.5
MOST_LINES = 100

# Absolute: a badge's sides do not change with the script of one of its lines.
_ALIGN = {
    "start": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "end": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines at a size in points; `is_cut` where even the smallest size did not hold them all."""

    lines: tuple[str, ...]
    size_pt: float
    is_cut: bool


def draw_text(painter: QPainter, item: Text, area: QRectF) -> None:
    """Draw lines of text in the middle of their box."""
    fitted = fit(item, area)
    face, metrics = _face(item, fitted.size_pt)
    height = metrics.height()
    top = area.y() + (area.height() - height * len(fitted.lines)) / 2
    painter.setPen(QColor(item.colour))
    painter.setFont(face)
    for number, line in enumerate(fitted.lines):
        place = QRectF(area.x(), top + number * height, area.width(), height)
        place.translate(0, metrics.slack / 2)
        painter.drawText(place, line, _option(item.align, runs_right_to_left(line)))


def fit(item: Text, area: QRectF) -> Fitted:
    """Find the size and the lines of a text for an area in dots."""
    width, height = area.width(), area.height()
    given = drawn(item.text, item.han).text.split("\n")
    if len(given) == 1 and _advance(item, given[0], item.size_pt) <= width:
        metrics = _face(item, item.size_pt)[1]
        if metrics.height() <= height * LEADING:
            return Fitted((given[0],), item.size_pt, False)
    allowed, room = max(item.lines, len(given)), area.size()
    if allowed == 1:
        fitted = _shrunk_line(item, given[0], width, height)
        if fitted is not None:
            return fitted
    else:
        size = _largest(item, given, (item.min_pt, item.size_pt), allowed, room)
        if size is not None:
            return Fitted(tuple(_wrap(item, given, size, width)), size, False)
    return _below_floor(item, given, room)


def _shrunk_line(item: Text, line: str, width: float, height: float) -> Fitted | None:
    """Shrink one line until it fits, if that is not below the floor."""
    at_full = _advance(item, line, item.size_pt)
    size = min(item.size_pt, item.size_pt * width / max(at_full, 1.0))
    size = min(size, _tallest(item, height, 1))
    size = int(size / STEP_PT) * STEP_PT
    return Fitted((line,), size, False) if size >= item.min_pt else None


def _largest(
    item: Text,
    given: list[str],
    sizes: tuple[float, float],
    allowed: int,
    room: QSizeF,
    *,
    inside: bool = False,
) -> float | None:
    """Find the largest size at which all lines, wrapped, are few enough and not too wide."""
    low, high = sizes[0], min(sizes[1], _tallest(item, room.height(), len(given)))
    if high < low:
        return None
    if _holds(item, given, high, allowed, room, inside=inside):
        return high
    low_steps, high_steps = round(low / STEP_PT), int(high / STEP_PT)
    best = None
    while low_steps <= high_steps:
        middle = (low_steps + high_steps) // 2
        if _holds(item, given, middle * STEP_PT, allowed, room, inside=inside):
            best, low_steps = middle * STEP_PT, middle + 1
        else:
            high_steps = middle - 1
    return best


def _holds(
    item: Text, given: list[str], size: float, allowed: int, room: QSizeF, *, inside: bool
) -> bool:
    lines = _wrap(item, given, size, room.width(), inside=inside)
    metrics = _face(item, size)[1]
    return (
        len(lines) <= allowed
        and metrics.height() * len(lines) <= room.height() * LEADING
        and all(_advance(item, line, size) <= room.width() + 1 for line in lines)
    )


def _below_floor(item: Text, given: list[str], room: QSizeF) -> Fitted:
    """Wrap at the floor into as many lines as there is height for.

    A name that is too long even so gets smaller still, because a name that is cut is worse than a
    small one; only what nobody could read any more is cut.
    """
    inside = _has_long_word(item, given, room.width())
    size = _largest(item, given, (LEAST_PT, item.min_pt), MOST_LINES, room, inside=inside)
    if size is not None:
        return Fitted(tuple(_wrap(item, given, size, room.width(), inside=inside)), size, False)
    least = min(LEAST_PT, item.min_pt)
    metrics = _face(item, least)[1]
    most = max(1, int(room.height() * LEADING / metrics.height()))
    lines = _wrap(item, given, least, room.width())
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return Fitted(tuple(metrics.cut(line, room.width()) for line in lines), least, True)


def _tallest(item: Text, height: float, lines: int) -> float:
    """Give the largest size at which so many lines are not too high."""
    metrics = _face(item, 100.0)[1]
    return float(100.0 * height * LEADING / (metrics.height() * lines))


def _has_long_word(item: Text, given: list[str], width: float) -> bool:
    """Tell whether a word is too long for a line at the smallest size that is easy to read."""
    return any(_advance(item, word, item.min_pt) > width for line in given for word in line.split())


def _wrap(
    item: Text, given: list[str], size: float, width: float, *, inside: bool = False
) -> list[str]:
    """Break lines where their words allow it, or inside a word that is too long for a line."""
    pieces: list[str] = []
    face, metrics = _face(item, size)
    for line in given:
        if metrics.width(line) <= width:
            pieces.append(line)
            continue
        layout = QTextLayout(line, face)
        option = QTextOption()
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
            if inside
            else QTextOption.WrapMode.WordWrap
        )
        layout.setTextOption(option)
        # Qt counts in UTF-16, where some characters are two.
        units = line.encode("utf-16-le", "surrogatepass")
        layout.beginLayout()
        while (part := layout.createLine()).isValid():
            part.setLineWidth(width)
            start, end = part.textStart(), part.textStart() + part.textLength()
            piece = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass").strip()
            if piece:
                pieces.append(piece)
        layout.endLayout()
    return pieces


def _advance(item: Text, line: str, size: float) -> float:
    metrics = _face(item, size)[1]
    return metrics.width(line)


class Measures:
    """How wide and high texts are in some faces; a line is as high as the highest of them."""

    def __init__(self, face: QFont) -> None:
        self._metrics = QFontMetricsF(face)
        self._height = self._metrics.height()
        self.slack = 0.0
        families = face.families()
        for family in families[1:]:
            other = QFont(face)
            other.setFamilies([family])
            self._height = max(self._height, QFontMetricsF(other).height())
        if families != [FAMILY]:
            # Marks above and below the letters of other scripts fill their line; they hang over
            # no edge.
            self.slack = self._height * (LEADING - 1)
            self._height += self.slack

    def height(self) -> float:
        """Give the height of a line in dots."""
        return self._height

    def width(self, text: str) -> float:
        """Give the width of a text in one line, in dots."""
        return self._metrics.horizontalAdvance(text)

    def cut(self, text: str, width: float) -> str:
        """Cut a text to a width, with dots behind it."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _face(item: Text, size_pt: float) -> tuple[QFont, Measures]:
    families = drawn(item.text, item.han).families
    return face_of(item.weight, size_pt, item.spacing_percent, families)


@lru_cache(maxsize=512)
def face_of(
    weight: str, size_pt: float, spacing_percent: float, families: tuple[str, ...] = (FAMILY,)
) -> tuple[QFont, Measures]:
    """Give faces at a size in points, for painting in our dots, and their measures."""
    face = faces(weight, families)
    face.setPixelSize(max(1, round(size_pt * RESOLUTION_DPI / POINTS_PER_INCH)))
    face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing_percent)
    return face, Measures(face)


@lru_cache(maxsize=8)
def _option(align: str, is_rtl: bool) -> QTextOption:
    option = QTextOption(_ALIGN[align])
    if is_rtl:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
