"""Fits text into its box: shrunk to a floor, then wrapped, and only then cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QRawFont,
    QTextLayout,
    QTextOption,
)

from desktop.devices.fonts import font
from desktop.domain.badge_layout import Text
from desktop.domain.names import runs_right_to_left

# All badges are measured and painted in these dots; the painter scales them to its own.
RESOLUTION_DPI = 1200
POINTS_PER_INCH = 72
# A line's box has room above and below its letters that may hang over the edge.
LEADING = 1.14
STEP_PT = 0.25

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
    allowed = max(item.lines, len(given))
    if item.lines == len(given) == 1:
        found = _shrunk_line(item, given[0], width, height)
        if found is not None:
            return found
    elif (size := _largest(item, given, allowed, width, height)) is not None:
        return Fitted(tuple(_wrap(item, given, size, width)), size, False)
    return _at_floor(item, given, width, height)


def _shrunk_line(item: Text, line: str, width: float, height: float) -> Fitted | None:
    """Shrink one line until it fits, if that is not below the floor."""
    at_full = _advance(item, line, item.size_pt)
    size = min(item.size_pt, item.size_pt * width / max(at_full, 1.0))
    size = min(size, _tallest(item, height, 1))
    size = int(size / STEP_PT) * STEP_PT
    return Fitted((line,), size, False) if size >= item.min_pt else None


def _largest(
    item: Text, given: list[str], allowed: int, width: float, height: float
) -> float | None:
    """Find the largest size at which all lines, wrapped, are few enough and not too wide."""
    high = min(item.size_pt, _tallest(item, height, len(given)))
    if high < item.min_pt:
        return None
    low_steps, high_steps = round(item.min_pt / STEP_PT), int(high / STEP_PT)
    best = None
    if _holds(item, given, high, allowed, width, height):
        return high
    while low_steps <= high_steps:
        middle = (low_steps + high_steps) // 2
        if _holds(item, given, middle * STEP_PT, allowed, width, height):
            best, low_steps = middle * STEP_PT, middle + 1
        else:
            high_steps = middle - 1
    return best


def _holds(
    item: Text, given: list[str], size: float, allowed: int, width: float, height: float
) -> bool:
    lines = _wrap(item, given, size, width)
    metrics = face_of(item.weight, size, item.spacing_percent)[1]
    is_low_enough = metrics.height() * len(lines) <= height * LEADING
    return (
        len(lines) <= allowed
        and is_low_enough
        and all(_advance(item, line, size) <= width + 1 for line in lines)
    )


def _at_floor(item: Text, given: list[str], width: float, height: float) -> Fitted:
    """Wrap at the smallest size into as many lines as there is height for; cut what is over."""
    face, metrics = face_of(item.weight, item.min_pt, item.spacing_percent)
    room = max(1, int(height * LEADING / metrics.height()))
    lines = _wrap(item, given, item.min_pt, width)
    is_cut = len(lines) > room
    if is_cut:
        lines = [*lines[: room - 1], " ".join(lines[room - 1 :])]
    cut = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
    del face
    return Fitted(tuple(cut), item.min_pt, is_cut or cut != lines)


def _tallest(item: Text, height: float, lines: int) -> float:
    """Give the largest size at which so many lines are not too high."""
    metrics = face_of(item.weight, 100.0, item.spacing_percent)[1]
    return float(100.0 * height * LEADING / (metrics.height() * lines))


def _wrap(item: Text, given: list[str], size: float, width: float) -> list[str]:
    """Break lines where their words allow it."""
    found: list[str] = []
    face, metrics = face_of(item.weight, size, item.spacing_percent)
    for line in given:
        if metrics.horizontalAdvance(line) <= width:
            found.append(line)
            continue
        layout = QTextLayout(line, face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        while (part := layout.createLine()).isValid():
            part.setLineWidth(width)
            end = part.textStart() + part.textLength()
            found.append(line[part.textStart() : end].strip())
        layout.endLayout()
    return found


def _advance(item: Text, line: str, size: float) -> float:
    metrics = face_of(item.weight, size, item.spacing_percent)[1]
    return float(metrics.horizontalAdvance(line))


def lacks_letters(text: str, weight: str = "regular") -> bool:
    """Tell whether the typeface that ships with Muster lacks a letter of a text."""
    raw = _raw(weight)
    return any(not raw.supportsCharacter(ord(c)) for c in text if c.isalpha())


@lru_cache(maxsize=512)
def face_of(weight: str, size_pt: float, spacing_percent: float) -> tuple[QFont, QFontMetricsF]:
    """Give a face at a size in points, for painting in our dots, and its measures."""
    face = font(weight)
    face.setPixelSize(max(1, round(size_pt * RESOLUTION_DPI / POINTS_PER_INCH)))
    face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing_percent)
    return face, QFontMetricsF(face)


@lru_cache(maxsize=4)
def _raw(weight: str) -> QRawFont:
    return QRawFont.fromFont(font(weight))


@lru_cache(maxsize=8)
def _option(align: str, is_rtl: bool) -> QTextOption:
    option = QTextOption(_ALIGN[align])
    if is_rtl:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
