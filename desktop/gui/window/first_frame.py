"""The first thing on the screen: it stands in the theme's colours while the store is opened."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.translation import tr

SIZE_PX = (480, 270)
_MARK_PX, _NAME_PX, _WORDS_PX, _BAR_PX, _EDGE_PX = 56, 28, 14, 6, 36


class FirstFrame(QWidget):
    """Muster's name, and how far it is where opening takes longer than a moment."""

    painted = Signal()

    def __init__(self, theme: Theme) -> None:
        """Stand in the middle of the screen; nothing is shown yet."""
        super().__init__(None, Qt.WindowType.SplashScreen)
        self.setWindowTitle(tr("Muster"))
        self._theme = theme
        self._is_painted = False
        self._done, self._total = 0, 0
        self.setFixedSize(*SIZE_PX)
        room = self.screen().availableGeometry()
        self.move(room.center() - self.rect().center())

    @property
    def share(self) -> float:
        """How much of the work that takes long is done, from 0 to 1."""
        return self._done / self._total if self._total else 0.0

    @property
    def words(self) -> str:
        """What is said of work that takes long; nothing where there is none."""
        if not self._total:
            return ""
        return tr("This store is older: its figures are made anew, once.")

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the work is that an older store needs, in entries of its journal."""
        self._done, self._total = done, total
        self.update()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay until the window takes its place: half an opening helps nobody."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark, the name, and a bar where there is progress."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.colour("page"))
        mark = QRect(0, 0, _MARK_PX, _MARK_PX)
        mark.moveCenter(self.rect().center())
        mark.moveTop(self.height() // 5)
        painter.drawPixmap(mark, self._theme.pixmap("scan-line", "accent", _MARK_PX))
        self._write(painter, mark.bottom() + 12, _NAME_PX, "ink", tr("Muster"))
        if self._total:
            self._write(painter, mark.bottom() + 62, _WORDS_PX, "text2", self.words)
            self._paint_bar(painter)
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            # Once it is on the screen, not while it is painted.
            QTimer.singleShot(0, self, self.painted.emit)

    def _write(self, painter: QPainter, top: int, size: int, token: str, text: str) -> None:
        face = QFont(self.font())
        face.setPixelSize(size)
        if size == _NAME_PX:
            face.setWeight(QFont.Weight.DemiBold)
        painter.setFont(face)
        painter.setPen(self._theme.colour(token))
        room = QRect(_EDGE_PX, top, self.width() - 2 * _EDGE_PX, 3 * size)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, text)

    def _paint_bar(self, painter: QPainter) -> None:
        bar = QRect(_EDGE_PX, self.height() - _EDGE_PX, self.width() - 2 * _EDGE_PX, _BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bar"))
        painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)
        filled = QRect(bar)
        filled.setWidth(round(bar.width() * self.share))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            filled.moveRight(bar.right())
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(filled, _BAR_PX / 2, _BAR_PX / 2)
