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
    QRawFont,
    QTextLayout,
    QTextOption,
)

from desktop.devices.painting.fonts import font
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
    face, metrics = face_of(item.weight, fitted.size_pt, item.spacing_percent)
    height = metrics.height()
    top = area.y() + (area.height() - height * len(fitted.lines)) / 2
    painter.setPen(QColor(item.colour))
    painter.setFont(face)
    for number, line in enumerate(fitted.lines):
        place = QRectF(area.x(), top + number * height, area.width(), height)
        painter.drawText(place, line, _option(item.align, runs_right_to_left(line)))


def fit(item: Text, area: QRectF) -> Fitted:
    """Find the size and the lines of a text for an area in dots."""
    width, height = area.width(), area.height()
    given = item.text.split("\n")
    if len(given) == 1 and _advance(item, given[0], item.size_pt) <= width:
        metrics = face_of(item.weight, item.size_pt, item.spacing_percent)[1]
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
    item: Text, given: list[str], sizes: tuple[float, float], allowed: int, room: QSizeF
) -> float | None:
    """Find the largest size at which all lines, wrapped, are few enough and not too wide."""
    low, high = sizes[0], min(sizes[1], _tallest(item, room.height(), len(given)))
    if high < low:
        return None
    if _holds(item, given, high, allowed, room):
        return high
    low_steps, high_steps = round(low / STEP_PT), int(high / STEP_PT)
    best = None
    while low_steps <= high_steps:
        middle = (low_steps + high_steps) // 2
        if _holds(item, given, middle * STEP_PT, allowed, room):
            best, low_steps = middle * STEP_PT, middle + 1
        else:
            high_steps = middle - 1
    return best


def _holds(item: Text, given: list[str], size: float, allowed: int, room: QSizeF) -> bool:
    lines = _wrap(item, given, size, room.width())
    metrics = face_of(item.weight, size, item.spacing_percent)[1]
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
    size = _largest(item, given, (LEAST_PT, item.min_pt), MOST_LINES, room)
    if size is not None:
        return Fitted(tuple(_wrap(item, given, size, room.width())), size, False)
    least = min(LEAST_PT, item.min_pt)
    metrics = face_of(item.weight, least, item.spacing_percent)[1]
    most = max(1, int(room.height() * LEADING / metrics.height()))
    lines = _wrap(item, given, least, room.width())
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    elide = Qt.TextElideMode.ElideRight
    return Fitted(
        tuple(metrics.elidedText(line, elide, room.width()) for line in lines), least, True
    )


def _tallest(item: Text, height: float, lines: int) -> float:
    """Give the largest size at which so many lines are not too high."""
    metrics = face_of(item.weight, 100.0, item.spacing_percent)[1]
    return float(100.0 * height * LEADING / (metrics.height() * lines))


def _wrap(item: Text, given: list[str], size: float, width: float) -> list[str]:
    """Break lines where their words allow it."""
    pieces: list[str] = []
    face, metrics = face_of(item.weight, size, item.spacing_percent)
    for line in given:
        if metrics.horizontalAdvance(line) <= width:
            pieces.append(line)
            continue
        layout = QTextLayout(line, face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
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
    metrics = face_of(item.weight, size, item.spacing_percent)[1]
    return float(metrics.horizontalAdvance(line))


def lacks_letters(text: str, weight: str = "regular") -> bool:
    """Tell whether the typeface that ships with Muster lacks a letter of a text."""
    return not all(_has(weight, c) for c in text if c.isalpha())


@lru_cache(maxsize=8192)
def _has(weight: str, letter: str) -> bool:
    """Look into the typeface; Qt's raw fonts are good only in the thread that made them."""
    return bool(QRawFont.fromFont(font(weight)).supportsCharacter(ord(letter)))


@lru_cache(maxsize=512)
def face_of(weight: str, size_pt: float, spacing_percent: float) -> tuple[QFont, QFontMetricsF]:
    """Give a face at a size in points, for painting in our dots, and its measures."""
    face = font(weight)
    face.setPixelSize(max(1, round(size_pt * RESOLUTION_DPI / POINTS_PER_INCH)))
    face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing_percent)
    return face, QFontMetricsF(face)


@lru_cache(maxsize=8)
def _option(align: str, is_rtl: bool) -> QTextOption:
    option = QTextOption(_ALIGN[align])
    if is_rtl:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
