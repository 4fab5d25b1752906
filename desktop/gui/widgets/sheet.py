"""A sheet: a dialog that stands inside its window, without a frame of the system's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QFrame, QStyle, QStyleOption, QWidget

EDGE_PX = 24
# Of a sheet that says nothing of its size: a sentence is read well in it.
WIDTH_PX = 480
# As the theme rounds it.
RADIUS_PX = 14
X11 = "xcb"


class Sheet(QDialog):
    """Stands in the middle of its window, never beyond it, and moves with it."""

    def __init__(self, parent: QWidget) -> None:
        """Belong to a window, or to another sheet of it."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("sheet")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        # The corners are round: what is behind them shows through.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._wanted = QSize(0, 0)
        self._ground = _ground_of(parent)

    def fit(self, width: int, height: int = 0) -> None:
        """Be so many pixels wide, and as high as the content is, or as a list in it wants."""
        self._wanted = QSize(width, height)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the window from the first moment."""
        self._stand()
        self._ground.installEventFilter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow the window no longer."""
        self._ground.removeEventFilter(self)
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        """Be as high as what is shown needs: sentences come and go, and they wrap."""
        is_done = super().event(event)
        is_asked = event.type() is QEvent.Type.LayoutRequest and self.isVisible()
        if is_asked and self._inside() != self.size():
            self._stand()
        return is_done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the window, and stay inside when it gets smaller."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._stand()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card by the theme: nothing is drawn of a translucent window by itself."""
        option = QStyleOption()
        option.initFrom(self)
        with QPainter(self) as painter:
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the sheet be drawn aside where it hides what somebody wants to see."""
        if handle := self.windowHandle():
            handle.startSystemMove()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners off where nothing would let them be seen through."""
        super().resizeEvent(event)
        if QGuiApplication.platformName() == X11:
            # Without a compositor they would be black.
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), RADIUS_PX, RADIUS_PX)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _stand(self) -> None:
        """Stand in the middle of the window, inside it."""
        place = QRect(QPoint(0, 0), self._inside())
        place.moveCenter(self._ground.rect().center())
        place.moveTopLeft(self._ground.mapToGlobal(place.topLeft()))
        self.setGeometry(place)

    def _inside(self) -> QSize:
        return self._needed().boundedTo(self._ground.size() - QSize(2 * EDGE_PX, 2 * EDGE_PX))

    def _needed(self) -> QSize:
        layout = self.layout()
        if layout is None:
            return self.size()
        layout.activate()
        usual = max(WIDTH_PX, layout.sizeHint().width())
        width = max(self._wanted.width() or usual, layout.minimumSize().width())
        if self._wanted.height():
            return QSize(width, self._wanted.height())
        if layout.hasHeightForWidth():
            return QSize(width, layout.totalHeightForWidth(width))
        return QSize(width, layout.sizeHint().height())


class Shade(QFrame):
    """Lies over the window while a sheet is open: what is behind is there, and waits."""

    def __init__(self, window: QWidget) -> None:
        """Cover a window, once it is shown."""
        super().__init__(window)
        self._window = window
        self.setObjectName("shade")
        self.hide()
        window.installEventFilter(self)

    def cover(self) -> None:
        """Lie over all of the window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as the window."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)


def _ground_of(parent: QWidget) -> QWidget:
    """Give the window that a sheet stands in, also where it is opened by another sheet."""
    window = parent.window()
    while isinstance(window, Sheet) and (above := window.parentWidget()):
        window = above.window()
    return window
