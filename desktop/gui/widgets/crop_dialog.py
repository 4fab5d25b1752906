"""Cut a photo to the face by hand: drag the frame, make it larger or smaller."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.labels import label

VIEW_PX = QSize(600, 440)
# The face box of the photo badge: 27 mm wide, 34 mm high.
FACE = 27 / 34
LEAST_SHARE, STEP_SHARE, ZOOM_STEP = 0.12, 0.01, 1.06

Crop = tuple[float, float, float, float]


class FaceFrame(QWidget):
    """A picture with a frame in the form of a face box; what lies outside is dimmed."""

    def __init__(self, picture: QImage) -> None:
        """Frame the upper middle of a picture, where faces are."""
        super().__init__()
        self._picture = picture
        self._dragged: QPointF | None = None
        self.setFixedSize(VIEW_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Part of the photo that is kept"))
        size = QSize(picture.size()).scaled(VIEW_PX, Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPointF((VIEW_PX.width() - size.width()) / 2,
                         (VIEW_PX.height() - size.height()) / 2)  # fmt: skip
        self._area = QRectF(corner, size)
        height = min(self._area.height(), self._area.width() / FACE)
        self.frame = QRectF(0, 0, height * FACE, height)
        self.frame.moveCenter(self._area.center())
        self.frame.moveTop(self._area.top())

    @property
    def crop(self) -> Crop:
        """The frame as shares of the picture: left, top, width and height."""
        area = self._area
        return (
            (self.frame.x() - area.x()) / area.width(),
            (self.frame.y() - area.y()) / area.height(),
            self.frame.width() / area.width(),
            self.frame.height() / area.height(),
        )

    def move_by(self, dx: float, dy: float) -> None:
        """Move the frame by pixels, as far as there is picture."""
        self.frame.translate(dx, dy)
        self._keep_inside()

    def zoom(self, factor: float) -> None:
        """Make the frame larger or smaller about its middle."""
        most = min(self._area.height(), self._area.width() / FACE)
        height = min(max(self.frame.height() * factor, LEAST_SHARE * most), most)
        middle = self.frame.center()
        self.frame.setSize(QRectF(0, 0, height * FACE, height).size())
        self.frame.moveCenter(middle)
        self._keep_inside()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, zoom by plus and minus."""
        step = STEP_SHARE * self._area.height()
        step *= 5 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        ways = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step),
            Qt.Key.Key_Down: (0.0, step),
        }
        key = Qt.Key(event.key())
        if key in ways:
            self.move_by(*ways[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM_STEP)
        elif key is Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_STEP)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make the frame larger or smaller."""
        self.zoom(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the frame, or bring it to where the pointer is."""
        if not self.frame.contains(event.position()):
            self.frame.moveCenter(event.position())
            self._keep_inside()
        self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the frame."""
        if self._dragged is not None:
            way = event.position() - self._dragged
            self._dragged = event.position()
            self.move_by(way.x(), way.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the frame go."""
        self._dragged = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, dimmed outside the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._area, self._picture)
        dim = QPainterPath()
        dim.addRect(self._area)
        inside = QPainterPath()
        inside.addRect(self.frame)
        painter.fillPath(dim.subtracted(inside), QColor(14, 23, 30, 150))
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.drawRect(self.frame)

    def _keep_inside(self) -> None:
        self.frame.moveLeft(max(self.frame.left(), self._area.left()))
        self.frame.moveTop(max(self.frame.top(), self._area.top()))
        self.frame.moveRight(min(self.frame.right(), self._area.right()))
        self.frame.moveBottom(min(self.frame.bottom(), self._area.bottom()))
        self.update()


class CropDialog(Dialog):
    """The whole photo or a part of it, as the person at the desk sees fit."""

    cut = Signal(bytes, object)

    def __init__(self, name: str, content: bytes, parent: QWidget) -> None:
        """Show a picture that was made ready by `photos.prepare_whole`."""
        super().__init__(name, parent)
        self._content = content
        self.view = FaceFrame(QImage.fromData(content))
        self.content.addWidget(self.view)
        hint = self.tr("Drag the frame onto the face. Wheel, + and - change its size.")
        self.content.addWidget(label(hint, "quiet", wraps=True))
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        whole = self.add_button(self.tr("Whole picture"))
        whole.clicked.connect(lambda _on=False: self.finish(None))
        keep = self.add_button(self.tr("Keep this part"), "main", "Enter")
        keep.setDefault(True)
        keep.clicked.connect(lambda _on=False: self.finish(self.view.crop))
        self.view.setFocus()

    def finish(self, crop: Crop | None) -> None:
        """Hand on the picture and the part that is kept; none is all of it."""
        self.accept()
        self.cut.emit(self._content, crop)
