"""The computer's camera; where there is none, it says why."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

JPEG_QUALITY = 90


class Camera(QObject):
    """Gives live frames as pictures until it is stopped."""

    framed = Signal(QImage)

    def __init__(self) -> None:
        """Prepare; nothing is switched on yet."""
        super().__init__()
        self.unavailable = ""
        self._camera: QObject | None = None
        self._parts: list[QObject] = []

    def start(self) -> bool:
        """Switch the first camera on; False, with the reason kept, where that cannot be."""
        try:
            from PySide6.QtMultimedia import (  # noqa: PLC0415  (needs system libraries)
                QCamera,
                QMediaCaptureSession,
                QMediaDevices,
                QVideoFrame,
                QVideoSink,
            )
        except ImportError as error:
            self.unavailable = str(error)
            return False
        if not QMediaDevices.videoInputs():
            self.unavailable = "no camera"
            return False
        camera = QCamera(QMediaDevices.defaultVideoInput())
        session, sink = QMediaCaptureSession(), QVideoSink()
        session.setCamera(camera)
        session.setVideoSink(sink)

        def show(frame: QVideoFrame) -> None:
            picture = frame.toImage()
            if not picture.isNull():
                self.framed.emit(picture)

        sink.videoFrameChanged.connect(show)
        camera.start()
        self._camera, self._parts = camera, [session, sink]
        return True

    def stop(self) -> None:
        """Switch it off."""
        if self._camera is not None:
            self._camera.stop()  # type: ignore[attr-defined]
            self._camera, self._parts = None, []


def as_jpeg(picture: QImage) -> bytes:
    """Write a picture as the bytes of a JPEG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPEG", JPEG_QUALITY)  # type: ignore[call-overload]
    return bytes(content.data())
