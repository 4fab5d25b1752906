"""Draws a badge with any QPainter: on the screen, a page, a picture or a label's dots.

The painter's unit is the dot of 1200 dpi; `dots_of_device` tells how many of them make a dot of
the device, so that the modules of a code fall on whole dots of a label printer.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from desktop.devices.painting.badge_text import RESOLUTION_DPI, draw_text
from desktop.devices.painting.qr import qr_modules, qr_rectangles
from desktop.domain.badges.badge_layout import Badge, Item, Picture, Qr, Shape, Text
from desktop.domain.badges.badge_template import ELLIPSE
from desktop.domain.badges.box import Box

MM_PER_INCH = 25.4
DOTS_PER_MM = RESOLUTION_DPI / MM_PER_INCH
FOLD_MM = 3.0


def draw_badge(
    painter: QPainter,
    badge: Badge,
    label: Box,
    *,
    is_back: bool = False,
    dots_of_device: float = 0.0,
) -> None:
    """Draw one side of a badge on its label; nothing is painted beside it."""
    painter.save()
    painter.translate(label.x_mm * DOTS_PER_MM, label.y_mm * DOTS_PER_MM)
    painter.setClipRect(QRectF(0, 0, label.w_mm * DOTS_PER_MM, label.h_mm * DOTS_PER_MM))
    if badge.turn:
        painter.translate(label.w_mm * DOTS_PER_MM, 0)
        painter.rotate(badge.turn)
    draw_items(painter, badge.back if is_back else badge.items, dots_of_device)
    if not is_back:
        _draw_folds(painter, badge, label)
    painter.restore()


def draw_items(painter: QPainter, items: Sequence[Item], dots_of_device: float = 0.0) -> None:
    """Draw items in their order, at the painter's origin."""
    for item in items:
        if item.turn:
            painter.save()
            area = _turn(painter, item)
            _draw(painter, item, area, dots_of_device)
            painter.restore()
        else:
            _draw(painter, item, dots(item.box), dots_of_device)


def dots(box: Box) -> QRectF:
    """Give a box in dots."""
    return QRectF(
        box.x_mm * DOTS_PER_MM,
        box.y_mm * DOTS_PER_MM,
        box.w_mm * DOTS_PER_MM,
        box.h_mm * DOTS_PER_MM,
    )


def _turn(painter: QPainter, item: Item) -> QRectF:
    """Turn the painter about the middle of an item; give its area seen from there."""
    area = dots(item.box)
    painter.translate(area.center())
    painter.rotate(item.turn)
    size = area.size() if item.turn == 180 else area.size().transposed()
    return QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)


def _draw(painter: QPainter, item: Item, area: QRectF, dots_of_device: float) -> None:
    if isinstance(item, Text):
        draw_text(painter, item, area)
    elif isinstance(item, Shape):
        _draw_shape(painter, item, area)
    elif isinstance(item, Qr):
        _draw_qr(painter, item, area, dots_of_device)
    else:
        _draw_picture(painter, item, area)


def _draw_shape(painter: QPainter, item: Shape, area: QRectF) -> None:
    colour = QColor(item.colour)
    if item.shape != ELLIPSE and not item.radius_mm and not item.line_mm:
        painter.fillRect(area, colour)
        return
    if item.line_mm:
        half = item.line_mm * DOTS_PER_MM / 2
        area = area.adjusted(half, half, -half, -half)
        painter.setPen(QPen(colour, item.line_mm * DOTS_PER_MM))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    painter.drawPath(_outline(item.shape, item.radius_mm, area))


def _draw_qr(painter: QPainter, item: Qr, area: QRectF, dots_of_device: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    if dots_of_device:
        area = _on_whole_dots(painter, area, len(qr_modules(item.code)), dots_of_device)
    painter.drawRects(qr_rectangles(item.code, area))


def _on_whole_dots(painter: QPainter, area: QRectF, modules: int, dot: float) -> QRectF:
    """Shrink a code's area so that each module is a whole number of the device's dots."""
    side = min(area.width(), area.height())
    module = max(1, int(side / dot / modules + 0.01)) * dot
    size = module * modules
    middle = area.center()
    corner = QPointF(middle.x() - size / 2, middle.y() - size / 2)
    transform = painter.combinedTransform()
    on_device = transform.map(corner)
    whole = QPointF(round(on_device.x()), round(on_device.y()))
    back, is_sound = transform.inverted()
    return QRectF(back.map(whole) if is_sound else corner, QSizeF(size, size))


def _draw_picture(painter: QPainter, item: Picture, area: QRectF) -> None:
    image = _image(item.content)
    if image.isNull():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    size = QSizeF(image.size())
    if item.fills:
        painter.setClipPath(_outline(item.shape, item.radius_mm, area),
                            Qt.ClipOperation.IntersectClip)  # fmt: skip
        part = area.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
        # Faces are in the upper part of a picture that is too high.
        left = (size.width() - part.width()) / 2
        top = (size.height() - part.height()) / 3
        painter.drawImage(area, image, QRectF(QPointF(left, top), part))
    else:
        shown = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        middle = area.center()
        corner = QPointF(middle.x() - shown.width() / 2, middle.y() - shown.height() / 2)
        painter.drawImage(QRectF(corner, shown), image)
    painter.restore()


def _outline(shape: str, radius_mm: float, area: QRectF) -> QPainterPath:
    path = QPainterPath()
    if shape == ELLIPSE:
        path.addEllipse(area)
    else:
        radius = min(radius_mm * DOTS_PER_MM, area.width() / 2, area.height() / 2)
        path.addRoundedRect(area, radius, radius)
    return path


def _draw_folds(painter: QPainter, badge: Badge, label: Box) -> None:
    """Mark at both edges where a card is folded."""
    if not badge.folds_mm:
        return
    width = (label.h_mm if badge.turn else label.w_mm) * DOTS_PER_MM
    reach = FOLD_MM * DOTS_PER_MM
    painter.setPen(QPen(QColor("#9AA7B0"), 0.15 * DOTS_PER_MM, Qt.PenStyle.DashLine))
    for fold in badge.folds_mm:
        y = fold * DOTS_PER_MM
        painter.drawLine(QPointF(0, y), QPointF(reach, y))
        painter.drawLine(QPointF(width - reach, y), QPointF(width, y))


@lru_cache(maxsize=16)
def _image(content: bytes) -> QImage:
    """Decode a picture; it was made small and sound when it was taken in."""
    return QImage.fromData(QByteArray(content))
