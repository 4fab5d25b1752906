"""Lists whose lines are painted: search results and Recent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.devices.painting.fonts import measured_face
from desktop.gui.widgets.labels import reading_direction
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.shapes import Line

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)


class LineModel(QAbstractListModel):
    """Lines in a list."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = LINE_ROLE) -> Any:
        """Give a line, and its words for those who cannot see it."""
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (line.title, line.second, line.below, line.end)))
        return None


class LineView(QListView):
    """A list that, on the check-in page, keeps its hands off the keyboard."""

    def __init__(
        self, name: str, delegate: QStyledItemDelegate, *, takes_focus: bool = False
    ) -> None:
        """Show lines by a delegate."""
        super().__init__()
        self.setObjectName(name)
        self.lines = LineModel()
        self.setModel(self.lines)
        self.setItemDelegate(delegate)
        self._delegate = delegate
        if not takes_focus:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)


class LineDelegate(QStyledItemDelegate):
    """Paints lines of one height by one drawing; sides swap where the window is mirrored."""

    def __init__(self, theme: Theme, height_px: int, draw: Callable[[LinePen, Line], None]) -> None:
        """Paint lines of this height by this drawing."""
        super().__init__()
        self._theme = theme
        self._height_px = height_px
        self._draw = draw

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every line the same height."""
        return QSize(100, self._height_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw background, line and words."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.colour("accent_soft"))
        below = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(below, self._theme.colour("line"))
        self._draw(LinePen(painter, area, direction, self._theme), index.data(LINE_ROLE))
        painter.restore()


def result_delegate(theme: Theme) -> LineDelegate:
    """Paint people found by name: both names, organisation, and where they stand."""
    return LineDelegate(theme, 58, _draw_result)


def recent_delegate(theme: Theme) -> LineDelegate:
    """Paint answers of this desk: a bar in their colour, the name, what was said, and when."""
    return LineDelegate(theme, 51, _draw_recent)


def _draw_result(pen: LinePen, line: Line) -> None:
    room = pen.chip(line.end, line.tone, 24) + 40 if line.end else 24
    used = pen.text(line.title, "semibold", 17, "ink", (24, 8, room, 26))
    pen.text(line.second, "regular", 16, "text2", (24 + used + 12, 8, room, 26))
    pen.text(line.below, "regular", 14, "text2", (24, 32, room, 20))
    if line.share is not None:
        pen.gauge(line.share, line.tone)


def _draw_recent(pen: LinePen, line: Line) -> None:
    pen.bar(line.tone)
    room = pen.text_end(line.end, 13, 16) + 28
    pen.text(line.title, "medium", 14, "ink", (33, 7, room, 19))
    pen.text(line.below, "regular", 13, "text2", (33, 26, room, 18))


class LinePen:
    """Draws parts of a line from its start, which is at the right where it is mirrored."""

    def __init__(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, theme: Theme
    ) -> None:
        self._painter = painter
        self._area = area
        self._is_mirrored = direction is Qt.LayoutDirection.RightToLeft
        self._theme = theme

    def text(
        self, text: str, weight: str, size_px: int, token: str, box: tuple[int, int, int, int]
    ) -> int:
        """Draw text cut to its room; give the width used. Box: start, top, end, height."""
        start, top, end, height = box
        room = self._area.width() - start - end
        if not text or room <= 0:
            return 0
        metrics = self._write_in(weight, size_px)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._painter.setPen(self._theme.colour(token))
        self._painter.setLayoutDirection(reading_direction(text))
        flags = self._side() | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(self._rect(start, top, room, height), flags, cut)
        return int(metrics.horizontalAdvance(cut)) + 1

    def text_end(self, text: str, size_px: int, margin: int) -> int:
        """Draw a time at the end of the line; give its width."""
        width = int(self._write_in("regular", size_px).horizontalAdvance(text)) + 1
        start = self._area.width() - margin - width
        self._painter.setPen(self._theme.colour("text2"))
        box = self._rect(start, 0, width, self._area.height())
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return width

    def chip(self, text: str, tone: str, margin: int) -> int:
        """Draw a rounded chip at the end of the line; give its width."""
        width = int(self._write_in("medium", 12).horizontalAdvance(text)) + 22
        start = self._area.width() - margin - width
        box = QRectF(self._rect(start, self._area.height() // 2 - 12, width, 23))
        self._draw_chip(box, text, tone)
        return width

    def _draw_chip(self, box: QRectF, text: str, tone: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(f"{tone}_soft" if tone else "soft"))
        self._painter.drawRoundedRect(box, 11, 11)
        self._painter.setPen(self._theme.colour(f"{tone}_text" if tone else "calm_text"))
        self._painter.setLayoutDirection(reading_direction(text))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def chip_at_start(self, text: str, tone: str, start: int) -> int:
        """Draw a rounded chip at the start of the area; give its width."""
        metrics = self._write_in("medium", 12)
        room = self._area.width() - start - 26
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = int(metrics.horizontalAdvance(cut)) + 20
        box = QRectF(self._rect(start, self._area.height() // 2 - 11, width, 21))
        self._draw_chip(box, cut, tone)
        return width

    def tick(self, *, is_on: bool) -> None:
        """Draw a box to tick."""
        box = QRectF(self._rect(14, self._area.height() // 2 - 7, 14, 14))
        on = self._theme.colour("accent")
        self._painter.setPen(QPen(on if is_on else self._theme.colour("text2"), 1.4))
        self._painter.setBrush(on if is_on else Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(box, 3, 3)
        if is_on:
            self._painter.setPen(QPen(self._theme.colour("accent_ink"), 1.8))
            x, y = box.left(), box.top()
            self._painter.drawPolyline(
                [QPointF(x + 3, y + 7), QPointF(x + 6, y + 10), QPointF(x + 11, y + 4)]
            )

    def bar(self, tone: str) -> None:
        """Draw the coloured bar at the start of the line."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(tone))
        box = QRectF(self._rect(16, 9, 5, self._area.height() - 18))
        self._painter.drawRoundedRect(box, 2.5, 2.5)

    def gauge(self, share: float, tone: str) -> None:
        """Draw along the bottom how full something is; what is over the limit fills it."""
        whole = self._area.width() - 48
        self._painter.setPen(Qt.PenStyle.NoPen)
        for width, token in ((whole, "soft"), (round(whole * min(share, 1.0)), tone or "text2")):
            self._painter.setBrush(self._theme.colour(token))
            box = QRectF(self._rect(24, self._area.height() - 5, width, 3))
            self._painter.drawRoundedRect(box, 1.5, 1.5)

    def _rect(self, start: int, top: int, width: int, height: int) -> QRect:
        left = self._area.width() - start - width if self._is_mirrored else start
        return QRect(self._area.left() + left, self._area.top() + top, width, height)

    def _side(self) -> Qt.AlignmentFlag:
        is_right = self._is_mirrored
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute

    def _write_in(self, weight: str, size_px: int) -> QFontMetricsF:
        """Write in a face from now on, and give its measures."""
        face, metrics = measured_face(weight, size_px)
        self._painter.setFont(face)
        return metrics
