"""The first sheet of labels as it will look; the first free one is chosen by click or arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.domain.badges.media import Media
from desktop.gui.widgets.theme import Theme

SIZE_PX = QSize(220, 250)
EDGE_PX = 4


class SheetPicker(QWidget):
    """Labels before the chosen one are used already and stay free of badges."""

    changed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Show no sheet yet."""
        super().__init__()
        self._theme = theme
        self._media: Media | None = None
        self._badges: Sequence[QPixmap] = ()
        self.first = 0
        self.setFixedSize(SIZE_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("First free label"))

    def show_media(self, media: Media) -> None:
        """Show the sheet of another paper, from its first label."""
        if media == self._media:
            return
        self._media = media
        self.first = 0
        self._badges = ()
        self._show_focus()
        self.update()

    def show_badges(self, badges: Sequence[QPixmap]) -> None:
        """Show what will be printed on the labels that are free."""
        self._badges = badges
        self.update()

    def choose(self, number: int) -> None:
        """Begin at a label, counted from 0."""
        if self._media and 0 <= number < self._media.per_page:
            self.first = number
            self.update()
            self.changed.emit(number)

    def _show_focus(self) -> None:
        """Take the focus only where there is a label to choose."""
        can = self._media is not None and self._media.per_page > 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move over the labels."""
        columns = self._media.cols if self._media else 1
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Up: -columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self.first + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin at the label under the pointer."""
        if self._media:
            for number in range(self._media.per_page):
                if self._area(number).contains(event.position()):
                    self.choose(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, its labels, and where printing begins."""
        if self._media is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("card"))
        scale, corner = self._scale()
        page = QRectF(corner.x(), corner.y(), self._media.page_w_mm * scale,
                      self._media.page_h_mm * scale)  # fmt: skip
        painter.drawRect(page)
        for number in range(self._media.per_page):
            is_used = number < self.first
            fill = QColor(self._theme.colour("soft" if is_used else "accent_soft"))
            painter.setBrush(fill)
            is_first = number == self.first
            painter.setPen(QPen(self._theme.colour("accent" if is_first else "line"),
                                2 if is_first else 1))  # fmt: skip
            painter.drawRoundedRect(self._area(number), 3, 3)
            if 0 <= number - self.first < len(self._badges):
                self._draw_badge(painter, self._badges[number - self.first], self._area(number))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    @staticmethod
    def _draw_badge(painter: QPainter, badge: QPixmap, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inside = area.adjusted(1, 1, -1, -1)
        painter.drawPixmap(inside, badge, QRectF(badge.rect()))

    def _area(self, number: int) -> QRectF:
        if self._media is None:
            return QRectF()
        scale, corner = self._scale()
        box = self._media.box(number)
        return QRectF(
            corner.x() + box.x_mm * scale + 1,
            corner.y() + box.y_mm * scale + 1,
            box.w_mm * scale - 2,
            box.h_mm * scale - 2,
        )

    def _scale(self) -> tuple[float, QPointF]:
        media = self._media
        assert media is not None
        room_w, room_h = self.width() - 2 * EDGE_PX, self.height() - 2 * EDGE_PX
        scale = min(room_w / media.page_w_mm, room_h / max(media.page_h_mm, 1))
        left = (self.width() - media.page_w_mm * scale) / 2
        top = (self.height() - media.page_h_mm * scale) / 2
        return scale, QPointF(left, top)
