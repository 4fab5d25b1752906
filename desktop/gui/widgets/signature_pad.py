"""A place to sign with finger, pen or mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from desktop.gui.widgets.theme import Theme

PAD_PX = QSize(300, 96)
LEAST_POINTS = 8
MOST_POINTS = 2_000


class SignaturePad(QFrame):
    """Keeps the strokes as a path of lines: `M x,y L x,y …`, in pixels of a 300 by 96 field."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make an empty pad."""
        super().__init__()
        self.setObjectName("signature")
        self.setFixedSize(PAD_PX)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Sign here"))
        self._theme = theme
        self._strokes: list[list[QPointF]] = []

    def value(self) -> str:
        """Give the path; nothing where there is too little of it for a signature."""
        points = sum(map(len, self._strokes))
        if points < LEAST_POINTS:
            return ""
        strokes = []
        for stroke in self._strokes:
            written = [f"{point.x():.0f},{point.y():.0f}" for point in stroke]
            strokes.append("M " + " L ".join(written))
        return " ".join(strokes)

    def clear(self) -> None:
        """Begin again."""
        self._strokes = []
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if sum(map(len, self._strokes)) < MOST_POINTS:
            self._strokes.append([event.position()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on, inside the pad."""
        if self._strokes and sum(map(len, self._strokes)) < MOST_POINTS:
            x = min(max(event.position().x(), 0), self.width())
            y = min(max(event.position().y(), 0), self.height())
            self._strokes[-1].append(QPointF(x, y))
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End a stroke."""
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line to sign on, and the strokes."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line"), 1.4))
        painter.drawLine(20, self.height() - 24, self.width() - 20, self.height() - 24)
        painter.setPen(QPen(self._theme.colour("ink"), 2.2))
        for stroke in self._strokes:
            path = QPainterPath(stroke[0])
            for point in stroke[1:]:
                path.lineTo(point)
            painter.drawPath(path)


class SignatureEditor(QWidget):
    """Carries a pad as the editor of a form field."""

    def __init__(self, pad: SignaturePad) -> None:
        """Hold a pad."""
        super().__init__()
        pad.setParent(self)
        self.setFixedSize(PAD_PX)
