"""Draws one session of a day: its name, what is booked, and how full it is."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout
from PySide6.QtWidgets import QStyle

from desktop.devices.painting.fonts import font
from desktop.gui.widgets.labels import reading_direction
from desktop.gui.widgets.theme import Theme

EDGE_PX, SIDE_PX, BAR_PX, RADIUS_PX = 14, 4, 7, 10
TITLE_PX, LINE_PX = 14, 13


class BlockText(NamedTuple):
    """What stands on a block: words, a colour's role, and the share that is taken, 0 to 1."""

    title: str
    line: str
    tone: str
    share: float | None


def face(size_px: int, weight: str) -> QFont:
    """Give a face of the theme in pixels."""
    made = font(weight)
    made.setPixelSize(size_px)
    return made


def paint_block(
    painter: QPainter,
    theme: Theme,
    place: QRectF,
    text: BlockText,
    direction: Qt.LayoutDirection,
    *,
    is_marked: bool,
) -> None:
    """Draw a block into its place; what has no room is left out whole, the name last."""
    _paint_card(painter, theme, place, text.tone, direction, is_marked=is_marked)
    inner = place.adjusted(EDGE_PX, 6, -EDGE_PX, -6)
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
    line_px = QFontMetricsF(face(LINE_PX, "regular")).height()
    title_px = QFontMetricsF(face(TITLE_PX, "semibold")).height()
    has_line = bool(text.line) and inner.height() >= title_px + line_px
    has_bar = text.share is not None and inner.height() >= title_px + line_px + BAR_PX + 6
    room = inner.height() - (line_px if has_line else 0) - (BAR_PX + 6 if has_bar else 0)
    lines = max(1, int(room // title_px))
    top = inner.top() if inner.height() >= title_px else place.center().y() - title_px / 2
    painter.setPen(theme.colour("ink"))
    for words in _wrapped(text.title, face(TITLE_PX, "semibold"), inner.width(), lines):
        painter.setFont(face(TITLE_PX, "semibold"))
        place_ = QRectF(inner.left(), top, inner.width(), title_px)
        write(painter, place_, side, words)
        top += title_px
    if has_line:
        plain = face(LINE_PX, "regular")
        painter.setFont(plain)
        painter.setPen(theme.colour("text2"))
        words = QFontMetricsF(plain).elidedText(
            text.line, Qt.TextElideMode.ElideRight, inner.width()
        )
        write(painter, QRectF(inner.left(), top, inner.width(), line_px), side, words)
        top += line_px
    if has_bar and text.share is not None:
        bar = QRectF(inner.left(), top + 4, inner.width(), BAR_PX)
        paint_bar(painter, theme, bar, text.share, text.tone, direction)


def write(painter: QPainter, place: QRectF, side: Qt.AlignmentFlag, text: str) -> None:
    """Write a text at a side of its place, in the direction in which its letters are read."""
    painter.setLayoutDirection(reading_direction(text))
    painter.drawText(place, side | Qt.AlignmentFlag.AlignAbsolute, text)


def paint_bar(
    painter: QPainter,
    theme: Theme,
    place: QRectF,
    share: float,
    tone: str,
    direction: Qt.LayoutDirection,
) -> None:
    """Draw how full something is, from the side where reading begins."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("bar"))
    painter.drawRoundedRect(place, BAR_PX / 2, BAR_PX / 2)
    filled = QRectF(place)
    filled.setWidth(place.width() * min(max(share, 0), 1))
    if direction is Qt.LayoutDirection.RightToLeft:
        filled.moveRight(place.right())
    painter.setBrush(theme.colour(tone))
    if share > 0:
        painter.drawRoundedRect(filled, BAR_PX / 2, BAR_PX / 2)


def _paint_card(
    painter: QPainter,
    theme: Theme,
    place: QRectF,
    tone: str,
    direction: Qt.LayoutDirection,
    *,
    is_marked: bool,
) -> None:
    path = QPainterPath()
    path.addRoundedRect(place, RADIUS_PX, RADIUS_PX)
    painter.fillPath(path, theme.colour("accent_soft" if is_marked else "card"))
    strip = QRectF(place.left(), place.top(), SIDE_PX, place.height())
    if direction is Qt.LayoutDirection.RightToLeft:
        strip.moveRight(place.right())
    edge = QPainterPath()
    edge.addRect(strip)
    painter.fillPath(edge.intersected(path), theme.colour(tone))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent" if is_marked else "line"), 2 if is_marked else 1))
    painter.drawPath(path)


def _wrapped(text: str, face_: QFont, width: float, lines: int) -> list[str]:
    """Break a text into so many lines at most; the last one ends in dots where it is longer."""
    layout = QTextLayout(text, face_)
    layout.beginLayout()
    pieces: list[tuple[int, int]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        pieces.append((line.textStart(), line.textLength()))
    layout.endLayout()
    shown = [text[start : start + length].strip() for start, length in pieces[:lines]]
    if len(pieces) > lines:
        start = pieces[lines - 1][0]
        shown[-1] = QFontMetricsF(face_).elidedText(
            text[start:], Qt.TextElideMode.ElideRight, width
        )
    return shown
