"""Photos: one taken at the desk as the answer to a question, and one as it is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.devices.painting.fonts import font
from desktop.devices.scanning.camera import Camera, as_jpeg
from desktop.domain.attendees.names import initials
from desktop.gui.widgets.form_fields import FormField
from desktop.gui.widgets.theme import Theme

PICTURE_PX = QSize(320, 240)
TAKEN = "taken"


class PhotoField(FormField):
    """The live picture; taking it keeps the one that is on screen."""

    def __init__(self, title: str, camera: Camera | None = None) -> None:
        """Switch the camera on for a question."""
        self._view = QLabel()
        self._view.setFixedSize(PICTURE_PX)
        self._view.setObjectName("cameraView")
        self._view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self.tr("Take the photo"))
        self.button.setAutoDefault(False)
        self.button.setEnabled(False)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._view)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        super().__init__(title, holder)
        self.setFocusProxy(self.button)
        self._last = QImage()
        self.content = b""
        self.button.clicked.connect(lambda _on=False: self.take())
        self._camera = camera or Camera()
        self._camera.framed.connect(self._on_frame)
        if not self._camera.start():
            self._view.hide()
            sentence = self.tr(
                "The camera cannot be used: {reason}. A lead may let in without a photo."
            )
            self.show_fault(sentence.format(reason=self._camera.unavailable))

    def take(self) -> None:
        """Keep the picture on screen, or begin again."""
        if self.content:
            self.content = b""
            self.button.setText(self.tr("Take the photo"))
        elif not self._last.isNull():
            self.content = as_jpeg(self._last)
            self.button.setText(self.tr("Once more"))
        self.changed.emit()

    def value(self) -> str:
        """Say whether there is a photo."""
        return TAKEN if self.content else ""

    def set_value(self, text: str) -> None:
        """Keep nothing: a photo that was taken before is not asked for again."""

    def hideEvent(self, event: QHideEvent) -> None:
        """Switch the camera off, however the form ends."""
        self._camera.stop()
        super().hideEvent(event)

    @Slot(QImage)
    def _on_frame(self, picture: QImage) -> None:
        if self.content:
            return
        self._last = picture
        self.button.setEnabled(True)
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self._view.setPixmap(QPixmap.fromImage(picture).scaled(PICTURE_PX, keep, smooth))


class Avatar(QWidget):
    """A person's photo, or the initials that stand for one."""

    def __init__(self, theme: Theme, size_px: int) -> None:
        """Make an empty one."""
        super().__init__()
        self._theme = theme
        self._letters = ""
        self._photo = QPixmap()
        self.setFixedSize(size_px, size_px)

    def show_person(self, name: str, photo: bytes | None = None) -> None:
        """Show a photo, or the initials of a name."""
        self._letters = initials(name)
        self._photo = QPixmap()
        if photo:
            self._photo.loadFromData(photo)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the letters on a soft square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.width() / 8
        if not self._photo.isNull():
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setClipPath(shape)
            painter.drawPixmap(self.rect(), _middle(self._photo))
            return
        painter.setBrush(self._theme.colour("avatar"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        face = font("semibold")
        face.setPixelSize(self.width() // 3)
        painter.setFont(face)
        painter.setPen(QColor(self._theme.tokens["accent_text"]))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


def _middle(picture: QPixmap) -> QPixmap:
    """Cut the square out of the middle of a picture, a little above it where faces are."""
    side = min(picture.width(), picture.height())
    left, spare = (picture.width() - side) // 2, picture.height() - side
    return picture.copy(left, spare // 4, side, side)
