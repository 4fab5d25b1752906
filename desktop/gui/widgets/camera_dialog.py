"""Take a person's photo with the camera."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from desktop.devices.scanning.camera import Camera, as_jpeg
from desktop.gui.widgets.dialogs import Dialog

PICTURE_PX = QSize(560, 420)


class CameraDialog(Dialog):
    """The live picture, and one key to take it."""

    taken = Signal(bytes)

    def __init__(self, name: str, parent: QWidget, camera: Camera | None = None) -> None:
        """Switch the camera on for somebody's photo."""
        super().__init__(name, parent)
        self._camera = camera or Camera()
        self._last = QImage()
        self.view = QLabel()
        self.view.setFixedSize(PICTURE_PX)
        self.view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self.view)
        close = self.add_button(self.tr("Cancel"), key="Esc")
        close.clicked.connect(self.reject)
        self.take_button = self.add_button(self.tr("Take the photo"), "main", "Enter")
        self.take_button.setDefault(True)
        self.take_button.setEnabled(False)
        self.take_button.clicked.connect(lambda _on=False: self.take())
        self._camera.framed.connect(self._on_frame)
        if not self._camera.start():
            reason = self._camera.unavailable
            sentence = self.tr(
                "The camera cannot be used: {reason}. Choose a picture file instead."
            )
            self.say(sentence.format(reason=reason), "fault")

    def take(self) -> None:
        """Hand on the picture that is on screen."""
        if not self._last.isNull():
            self.taken.emit(as_jpeg(self._last))
            self.accept()

    def done(self, result: int) -> None:
        """Switch the camera off, however the dialog ends."""
        self._camera.stop()
        super().done(result)

    @Slot(QImage)
    def _on_frame(self, picture: QImage) -> None:
        self._last = picture
        self.take_button.setEnabled(True)
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self.view.setPixmap(QPixmap.fromImage(picture).scaled(PICTURE_PX, keep, smooth))
