"""A person's history as a line with dots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.devices.painting.fonts import font
from desktop.gui.widgets.labels import reading_direction
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.attendees import HistoryLine

LINE_PX = 29
TEXT_START_PX = 24


class Timeline(QWidget):
    """The newest things first; what was undone is struck out."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty line."""
        super().__init__()
        self._theme = theme
        self._lines: Sequence[HistoryLine] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show other lines."""
        self._lines = lines
        self.setAccessibleName(". ".join(f"{line.when} {line.what} {line.by}" for line in lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Take a line's height for each line."""
        return QSize(100, LINE_PX * max(1, len(self._lines)))

    def minimumSizeHint(self) -> QSize:
        """Never cut a line."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dots, times and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - 8 if is_mirrored else 8
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(x, 6, x, self.height() - 6)
        for number, line in enumerate(self._lines):
            top = number * LINE_PX
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("calm" if line.is_undone else "accent"))
            painter.drawEllipse(QPointF(x, top + LINE_PX / 2), 4.5, 4.5)
            used = self._text(painter, f"{line.when} {line.what}", "ink", top, 0, line.is_undone)
            self._text(painter, line.by, "text2", top, used + 6, is_struck=False)

    def _text(
        self, painter: QPainter, text: str, token: str, top: int, after: int, is_struck: bool
    ) -> int:
        face = font("regular")
        face.setPixelSize(14)
        face.setStrikeOut(is_struck)
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        start = TEXT_START_PX + after
        room = self.width() - start
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = int(metrics.horizontalAdvance(cut)) + 2
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - start - width if is_mirrored else start
        painter.setPen(self._theme.colour(token))
        painter.setLayoutDirection(reading_direction(text))
        area = QRect(left, top, width, LINE_PX)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        return width
