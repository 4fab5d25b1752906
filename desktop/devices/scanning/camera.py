"""The computer's camera; where there is none, it says why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

from desktop.devices.multimedia import Unavailable, multimedia

JPEG_QUALITY = 90


class Camera(QObject):
    """Gives live frames until it is stopped: as they come, and as pictures where asked for."""

    arrived = Signal(object)
    framed = Signal(QImage)

    def __init__(self, *, gives_pictures: bool = True) -> None:
        """Prepare; nothing is switched on yet."""
        super().__init__()
        self.unavailable = ""
        self._gives_pictures = gives_pictures
        self._camera: Any = None
        self._parts: list[Any] = []

    def start(self) -> bool:
        """Switch the first camera on; False, with the reason kept, where that cannot be."""
        try:
            media = multimedia()
        except Unavailable as error:
            self.unavailable = str(error)
            return False
        if not media.QMediaDevices.videoInputs():
            self.unavailable = "no camera"
            return False
        camera = media.QCamera(media.QMediaDevices.defaultVideoInput())
        session, sink = media.QMediaCaptureSession(), media.QVideoSink()
        session.setCamera(camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._on_frame)
        camera.start()
        self._camera, self._parts = camera, [session, sink]
        return True

    def stop(self) -> None:
        """Switch it off."""
        if self._camera is not None:
            self._camera.stop()
            self._camera, self._parts = None, []

    def _on_frame(self, frame: Any) -> None:
        if not frame.isValid():
            return
        self.arrived.emit(frame)
        if self._gives_pictures:
            picture = frame.toImage()
            if not picture.isNull():
                self.framed.emit(picture)


def as_jpeg(picture: QImage) -> bytes:
    """Write a picture as the bytes of a JPEG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPEG", JPEG_QUALITY)  # type: ignore[call-overload]
    return bytes(content.data())
