"""Reads codes from a camera's frames: the brightness alone, without making a picture first."""

from __future__ import annotations

from typing import Any, NamedTuple

import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from desktop.devices.multimedia import multimedia

PREVIEW_PX = QSize(640, 480)
# What other systems print on tickets. Numbers on goods (EAN, UPC) are nobody's ticket.
_TICKETS = ("QRCode", "PDF417", "Code128", "Aztec", "DataMatrix")


class Sight(NamedTuple):
    """What one frame shows: the texts of its codes, and a grey picture of it."""

    codes: list[str]
    preview: QImage


def read_frame(frame: Any, *, all_kinds: bool = False) -> Sight:
    """Read the codes of a QVideoFrame.

    Args:
        frame: as the camera gave it; it may be read in any thread.
        all_kinds: also look for the symbols of other systems' tickets, which takes longer.
    """
    media = multimedia()
    formats = _formats(_TICKETS if all_kinds else _TICKETS[:1])
    step = _luminance_step(frame.pixelFormat(), media.QVideoFrameFormat.PixelFormat)
    if step and frame.map(media.QVideoFrame.MapMode.ReadOnly):
        try:
            return _read_luminance(frame, step, formats)
        finally:
            frame.unmap()
    picture = frame.toImage()
    barcodes = zxingcpp.read_barcodes(picture, formats=formats)
    return Sight([barcode.text for barcode in barcodes], _smaller(picture))


def _read_luminance(frame: Any, step: int, formats: Any) -> Sight:
    width, height, stride = frame.width(), frame.height(), frame.bytesPerLine(0)
    bits = frame.bits(0)
    grey = zxingcpp.ImageView(bits, width, height, zxingcpp.ImageFormat.Lum, stride, step)
    barcodes = zxingcpp.read_barcodes(grey, formats=formats)
    data = bits if step == 1 else bytes(bits[::step])
    picture = QImage(data, width, height, stride // step, QImage.Format.Format_Grayscale8)
    return Sight([barcode.text for barcode in barcodes], _smaller(picture))


def _luminance_step(format_: Any, known: Any) -> int:
    """Tell how many bytes lie between two values of brightness in the first plane; 0: none do."""
    planar = (
        known.Format_NV12, known.Format_NV21, known.Format_YUV420P, known.Format_YUV422P,
        known.Format_YV12, known.Format_IMC1, known.Format_IMC2, known.Format_IMC3,
        known.Format_IMC4, known.Format_Y8,
    )  # fmt: skip
    if format_ in planar:
        return 1
    return 2 if format_ == known.Format_YUYV else 0


def _smaller(picture: QImage) -> QImage:
    """Scale a picture down; the copy stays when the frame is let go."""
    keep = Qt.AspectRatioMode.KeepAspectRatio
    return picture.scaled(PREVIEW_PX, keep, Qt.TransformationMode.FastTransformation)


def _formats(names: tuple[str, ...]) -> Any:
    """Name symbologies to the library; made anew, because it complains of what is never let go."""
    return zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, name) for name in names])
