"""A page with rulers and the labels' outlines, to measure how far a printer is off."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.devices.painting.badge_draw import DOTS_PER_MM, dots
from desktop.devices.painting.badge_text import RESOLUTION_DPI
from desktop.devices.painting.fonts import font
from desktop.domain.badges.media import Media

TICK_MM = 1.0
_INK = QColor("#14212B")
_QUIET = QColor("#9AA7B0")


def draw_calibration(painter: QPainter, media: Media) -> None:
    """Draw each label's outline, and in the first one two rulers that cross in its middle.

    A printer that is true puts the outline on the label's edge; the rulers tell by how many
    millimetres it is off.
    """
    painter.setPen(QPen(_QUIET, 0.2 * DOTS_PER_MM))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index in range(media.per_page):
        painter.drawRect(dots(media.box(index)))
    first = media.box(0)
    x, y = first.middle
    painter.setPen(QPen(_INK, 0.15 * DOTS_PER_MM))
    lines = [
        QLineF(first.x_mm, y, first.right, y),
        QLineF(x, first.y_mm, x, first.bottom),
    ]
    lines += [_tick(first.x_mm + n, y, is_upright=True, n=n) for n in range(int(first.w_mm) + 1)]
    lines += [_tick(x, first.y_mm + n, is_upright=False, n=n) for n in range(int(first.h_mm) + 1)]
    painter.drawLines([_in_dots(line) for line in lines])
    face = font("regular")
    face.setPixelSize(round(7 * RESOLUTION_DPI / 72))
    painter.setFont(face)
    for n in range(10, int(first.w_mm), 10):
        _write(painter, str(n), first.x_mm + n, y + 2.5)
    for n in range(10, int(first.h_mm), 10):
        _write(painter, str(n), x + 4, first.y_mm + n - 1.2)
    _write(painter, f"{media.vendor} {media.code}", x + 12, first.y_mm + 2)


def _tick(x: float, y: float, *, is_upright: bool, n: int) -> QLineF:
    reach = TICK_MM * (2 if n % 10 == 0 else 1.4 if n % 5 == 0 else 0.8)
    return QLineF(x, y - reach, x, y + reach) if is_upright else QLineF(x - reach, y, x + reach, y)


def _write(painter: QPainter, text: str, x: float, y: float) -> None:
    area = QRectF((x - 20) * DOTS_PER_MM, y * DOTS_PER_MM, 40 * DOTS_PER_MM, 3 * DOTS_PER_MM)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignHCenter), text)


def _in_dots(line: QLineF) -> QLineF:
    return QLineF(*(value * DOTS_PER_MM for value in (line.x1(), line.y1(), line.x2(), line.y2())))
