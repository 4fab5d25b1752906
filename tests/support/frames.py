"""Frames as a camera gives them: a code drawn small, turned, noisy, in YUV."""

from __future__ import annotations

import random
from typing import Any

import pytest
import zxingcpp
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from desktop.devices.multimedia import Unavailable, multimedia

SIZE = QSize(640, 480)


def need_multimedia() -> Any:
    """Give QtMultimedia, or name the test as skipped with the reason."""
    try:
        return multimedia()
    except Unavailable as error:
        pytest.skip(f"QtMultimedia cannot be loaded here: {error}")


def picture_of(code: str, kind: str = "QRCode", *, side: int = 190, angle: float = 0) -> QImage:
    """Draw a code into a grey room, turned by an angle in degrees, seen a little from the side."""
    symbol = zxingcpp.create_barcode(code, getattr(zxingcpp.BarcodeFormat, kind))
    drawn: Any = symbol.to_image(scale=4, add_hrt=False)
    rows, columns = drawn.shape
    data = bytes(memoryview(drawn))
    grey = QImage(data, columns, rows, columns, QImage.Format.Format_Grayscale8).copy()
    room = QImage(SIZE, QImage.Format.Format_Grayscale8)
    room.fill(150)
    painter = QPainter(room)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    seen = QTransform()
    seen.translate(SIZE.width() / 2, SIZE.height() / 2)
    seen.rotate(angle)
    if angle:
        seen.rotate(28, Qt.Axis.YAxis)
    width = side * max(1.0, columns / rows / 2)
    seen.scale(width / columns, width / columns)
    painter.setTransform(seen)
    painter.drawImage(QPointF(-columns / 2, -rows / 2), grey)
    painter.end()
    return room


def noisy(picture: QImage, seed: int = 1) -> QImage:
    """Add the grain of a dim hall."""
    chance = random.Random(seed)
    grainy = picture.copy()
    bits = memoryview(grainy.bits())
    for place in range(0, len(bits), 3):
        bits[place] = max(0, min(255, bits[place] + chance.randint(-25, 25)))
    return grainy


def frame_of(picture: QImage, format_name: str = "Format_NV12") -> Any:
    """Put a grey picture into a video frame, as cameras hand them over."""
    media = need_multimedia()
    kind = getattr(media.QVideoFrameFormat.PixelFormat, format_name)
    frame = media.QVideoFrame(media.QVideoFrameFormat(picture.size(), kind))
    assert frame.map(media.QVideoFrame.MapMode.WriteOnly)
    step = 2 if format_name == "Format_YUYV" else 1
    bits, stride = memoryview(frame.bits(0)), frame.bytesPerLine(0)
    grey = memoryview(picture.constBits())
    width, source = picture.width(), picture.bytesPerLine()
    for row in range(picture.height()):
        line = grey[row * source : row * source + width]
        bits[row * stride : row * stride + width * step : step] = line
    for plane in range(1, frame.planeCount()):
        chroma = memoryview(frame.bits(plane))
        chroma[:] = bytes([128]) * len(chroma)
    frame.unmap()
    return frame
