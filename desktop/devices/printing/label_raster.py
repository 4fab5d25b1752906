"""A label as rows of black and white dots, for printers that are told each dot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.devices.painting.badge_draw import DOTS_PER_MM, draw_badge
from desktop.devices.painting.badge_text import RESOLUTION_DPI
from desktop.domain.badges.badge_layout import Badge, Item, Shape, Text
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media

# What is darker than this is printed black, the rest is left white; pictures are dithered.
LIGHT = 200
BLACK, WHITE = "#000000", "#FFFFFF"
# A label that reaches so far beyond what the head prints loses nothing that anybody sees.
_UNSEEN_MM = 0.3
# A colour with so much more red than green and blue comes out red where a roll has it.
_RED_BY = 60


@dataclass(frozen=True, slots=True)
class Raster:
    """Dots of a label: `rows` hold a bit a dot, the leftmost in the highest bit, 1 is black."""

    width: int
    height: int
    rows: tuple[bytes, ...]


class Label(NamedTuple):
    """One side of a badge on a label: how far it is moved, in millimetres, and where it may lie.

    What a badge has outside of the `area` would be lost, so it is made smaller until it fits;
    without an area the printer reaches the whole label.
    """

    media: Media
    badge: Badge
    shift_mm: tuple[float, float] = (0.0, 0.0)
    is_back: bool = False
    area: Box | None = None


def raster_of(label: Label, dpi: int) -> Raster:
    """Paint a label as dots; photos are dithered, letters and codes are sharp."""
    return _painted(label._replace(badge=in_black(label.badge)), dpi)


def two_colours_of(label: Label, dpi: int) -> tuple[Raster, Raster]:
    """Paint a label as black dots and as red ones; no dot is both.

    What lies over something red leaves it out, so that letters on a red band stay readable.
    """
    black = _mapped(label.badge, lambda item: _in_plane(item, is_red=False))
    red = _mapped(label.badge, lambda item: _in_plane(item, is_red=True))
    red = replace(red, folds_mm=())
    return _painted(label._replace(badge=black), dpi), _painted(label._replace(badge=red), dpi)


def _painted(label: Label, dpi: int) -> Raster:
    scale, media = dpi / RESOLUTION_DPI, label.media
    width = round(media.page_w_mm * DOTS_PER_MM * scale)
    height = round(media.page_h_mm * DOTS_PER_MM * scale)
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, False)
    painter.scale(scale, scale)
    painter.translate(label.shift_mm[0] * DOTS_PER_MM, label.shift_mm[1] * DOTS_PER_MM)
    box = media.box(0)
    smaller = _smaller(box, label.area)
    if smaller < 1 and label.area:
        middle = QPointF(*label.area.middle) * DOTS_PER_MM
        painter.translate(middle)
        painter.scale(smaller, smaller)
        painter.translate(-QPointF(*box.middle) * DOTS_PER_MM)
    dot = 1 / (scale * smaller)
    draw_badge(painter, label.badge, box, is_back=label.is_back, dots_of_device=dot)
    painter.end()
    return _as_rows(picture)


def _smaller(box: Box, area: Box | None) -> float:
    """Say to which part of its size a badge has to be made, so that nothing of it is lost."""
    if area is None:
        return 1.0
    beyond = max(area.x_mm - box.x_mm, area.y_mm - box.y_mm,
                 box.right - area.right, box.bottom - area.bottom)  # fmt: skip
    if beyond <= _UNSEEN_MM:
        return 1.0
    return min(area.w_mm / box.w_mm, area.h_mm / box.h_mm, 1.0)


def in_black(badge: Badge) -> Badge:
    """Give a badge in black and white: a coloured band is black, what is written on it white."""
    return _mapped(badge, _in_black)


def _mapped(badge: Badge, change: Callable[[Item], Item]) -> Badge:
    return replace(
        badge,
        items=tuple(change(item) for item in badge.items),
        back=tuple(change(item) for item in badge.back),
    )


def _in_black(item: Item) -> Item:
    if isinstance(item, Shape | Text):
        return replace(item, colour=WHITE if _luma(item.colour) > LIGHT else BLACK)
    return item


def _in_plane(item: Item, *, is_red: bool) -> Item:
    """Give an item as one colour of the roll prints it; what the other prints is left white."""
    if not isinstance(item, Shape | Text):
        # A photo and a code are black; where they stand nothing is red.
        return Shape(item.box, WHITE, turn=item.turn) if is_red else item
    if _is_red(item.colour):
        return replace(item, colour=BLACK if is_red else WHITE)
    return replace(item, colour=WHITE) if is_red else _in_black(item)


def _is_red(colour: str) -> bool:
    made = QColor(colour)
    return made.red() - max(made.green(), made.blue()) > _RED_BY


def _luma(colour: str) -> float:
    """Tell how light a colour looks, from 0 to 255 (ITU-R BT.601)."""
    made = QColor(colour)
    return 0.299 * made.red() + 0.587 * made.green() + 0.114 * made.blue()


def _as_rows(picture: QImage) -> Raster:
    flags = Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.DiffuseDither
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    mono = grey.convertToFormat(QImage.Format.Format_Mono, flags)
    if mono.pixelColor(0, 0).lightness() > 127 and mono.pixelIndex(0, 0) == 1:
        mono.invertPixels()
    stride, width = mono.bytesPerLine(), (mono.width() + 7) // 8
    bits = bytes(mono.constBits())
    spare = 8 * width - mono.width()
    last = (0xFF << spare) & 0xFF
    rows = []
    for y in range(mono.height()):
        row = bits[y * stride : y * stride + width]
        rows.append(row[:-1] + bytes([row[-1] & last]))
    return Raster(mono.width(), mono.height(), tuple(rows))
