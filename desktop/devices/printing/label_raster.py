"""A label as rows of black and white dots, for printers that are told each dot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.devices.painting.badge_draw import DOTS_PER_MM, draw_badge
from desktop.devices.painting.badge_text import RESOLUTION_DPI
from desktop.domain.badges.badge_layout import Badge, Item, Shape, Text
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media

# What is darker than this is printed black, the rest is left white; pictures are dithered.
LIGHT = 200
BLACK, WHITE = "#000000", "#FFFFFF"
# A colour with so much more red than green and blue comes out red where a roll has it.
_RED_BY = 60


@dataclass(frozen=True, slots=True)
class Raster:
    """Dots of a label: `rows` hold a bit a dot, the leftmost in the highest bit, 1 is black."""

    width: int
    height: int
    rows: tuple[bytes, ...]


def raster_of(
    media: Media, badge: Badge, dpi: int, shift_mm: tuple[float, float], *, is_back: bool = False
) -> Raster:
    """Paint one side of a badge as dots; photos are dithered, letters and codes are sharp."""
    return _painted(media, in_black(badge), dpi, shift_mm, is_back=is_back)


def two_colours_of(
    media: Media, badge: Badge, dpi: int, shift_mm: tuple[float, float], *, is_back: bool = False
) -> tuple[Raster, Raster]:
    """Paint one side of a badge as black dots and as red ones; no dot is both.

    What lies over something red leaves it out, so that letters on a red band stay readable.
    """
    black = _mapped(badge, lambda item: _in_plane(item, is_red=False))
    red = _mapped(badge, lambda item: _in_plane(item, is_red=True))
    return (
        _painted(media, black, dpi, shift_mm, is_back=is_back),
        _painted(media, replace(red, folds_mm=()), dpi, shift_mm, is_back=is_back),
    )


def _painted(
    media: Media, badge: Badge, dpi: int, shift_mm: tuple[float, float], *, is_back: bool
) -> Raster:
    scale = dpi / RESOLUTION_DPI
    width = round(media.label_w_mm * DOTS_PER_MM * scale)
    height = round(media.label_h_mm * DOTS_PER_MM * scale)
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, False)
    painter.scale(scale, scale)
    painter.translate(shift_mm[0] * DOTS_PER_MM, shift_mm[1] * DOTS_PER_MM)
    label = Box(0, 0, media.label_w_mm, media.label_h_mm)
    draw_badge(painter, badge, label, is_back=is_back, dots_of_device=1 / scale)
    painter.end()
    return _as_rows(picture)


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
