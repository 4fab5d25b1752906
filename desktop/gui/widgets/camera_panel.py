"""The live picture beside the verdict: codes are read from it in a lane of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop.devices.scanning.camera import Camera
from desktop.devices.scanning.frame_read import Sight, read_frame
from desktop.domain.checkin.codes import Reading
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import label
from desktop.workflows.lanes import Lane

PICTURE_PX = QSize(304, 228)
# Codes of other systems' tickets take twenty times as long to look for: now and then is enough.
FRAMES_BETWEEN_ALL_KINDS = 4


class CameraPanel(QFrame):
    """Shows what the camera sees and says what it read.

    Only the newest frame is read: what comes while one is being read takes the place of what
    waited before.
    """

    scanned = Signal(object)
    closed = Signal()
    turned = Signal(bool)
    _read = Signal(object)

    def __init__(self, open_camera: Callable[[], Camera] | None = None) -> None:
        """Prepare; the camera is switched on by `start`."""
        super().__init__()
        self.setObjectName("card")
        self._open_camera = open_camera or (lambda: Camera(gives_pictures=False))
        self._camera: Camera | None = None
        self._lane: Lane | None = None
        self._waiting: Any = None
        self._is_reading = False
        self._count = 0
        self.view = QLabel()
        self.view.setFixedSize(PICTURE_PX)
        self.view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view.setObjectName("cameraView")
        self.hint = label("", "quiet", wraps=True)
        self._read.connect(self._on_read)
        self._build()
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether the panel is open, with or without a picture."""
        return self._lane is not None

    def setVisible(self, visible: bool) -> None:
        """Come and go; whoever stands below makes room."""
        super().setVisible(visible)
        self.turned.emit(visible)

    def toggle(self) -> None:
        """Open or close."""
        if self.is_on:
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Open, and switch the camera on; where there is none, say so."""
        if self.is_on:
            return
        self._lane = Lane("decode")
        self._camera = self._open_camera()
        self._camera.arrived.connect(self._on_frame)
        self.view.clear()
        self.view.setVisible(True)
        self.hint.setText(self.tr("Hold the code before the camera, about a hand away."))
        if not self._camera.start():
            self.view.setVisible(False)
            sentence = self.tr(
                "The camera cannot be used: {reason}. Use a handheld scanner, or type the name."
            )
            self.hint.setText(sentence.format(reason=self._camera.unavailable))
        self.show()

    def stop(self) -> None:
        """Switch the camera off and close."""
        if self._camera is not None:
            self._camera.arrived.disconnect(self._on_frame)
            self._camera.stop()
        if self._lane is not None:
            self._lane.drain()
        self._camera = self._lane = self._waiting = None
        self._is_reading = False
        self.hide()
        self.closed.emit()

    @Slot(object)
    def _on_frame(self, frame: Any) -> None:
        if self._is_reading:
            self._waiting = frame
        else:
            self._begin(frame)

    def _begin(self, frame: Any) -> None:
        if self._lane is None:
            return
        self._is_reading = True
        self._count += 1
        all_kinds = self._count % FRAMES_BETWEEN_ALL_KINDS == 0
        future = self._lane.submit(lambda: read_frame(frame, all_kinds=all_kinds))
        answered = self._read.emit
        future.add_done_callback(lambda done: answered((self._lane, done)))

    @Slot(object)
    def _on_read(self, answer: tuple[Lane | None, Future[Sight]]) -> None:
        lane, future = answer
        if lane is None or lane is not self._lane:
            return
        self._is_reading = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._begin(waiting)
        sight = future.result()
        self._show(sight.preview)
        for code in sight.codes[:1]:
            self.scanned.emit(Reading(code))

    def _show(self, picture: QImage) -> None:
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self.view.setPixmap(QPixmap.fromImage(picture).scaled(PICTURE_PX, keep, smooth))

    def _build(self) -> None:
        close = KeyButton(self.tr("Close"), "F8", is_narrow=True)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda _on=False: self.stop())
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Camera"), "cardHead"))
        head.addStretch(1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.view, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.hint)
