"""Reads QR codes from pictures and from pages of a PDF, as a camera would see them."""

from __future__ import annotations

from pathlib import Path

import zxingcpp
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

READ_DPI = 200
POINTS_PER_INCH = 72


def read_image(image: QImage) -> list[str]:
    """Read all QR codes of a picture, from the top left on."""
    # Made anew each time: the library complains at the end of what is never let go.
    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(image, formats=only_qr)
    ordered = sorted(found, key=lambda one: (one.position.top_left.y, one.position.top_left.x))
    return [one.text for one in ordered]


def read_pdf_page(path: Path, page: int) -> list[str]:
    """Render one page of a PDF to pixels and read its QR codes; none beyond the last page."""
    return read_image(render_pdf_page(path, page, READ_DPI)) if page < count_pages(path) else []


def count_pages(path: Path) -> int:
    """Count the pages of a PDF."""
    return int(_open(path).pageCount())


def render_pdf_page(path: Path, page: int, dpi: int) -> QImage:
    """Render one page of a PDF on white."""
    document = _open(path)
    size = document.pagePointSize(page) * (dpi / POINTS_PER_INCH)
    drawn = document.render(page, QSize(round(size.width()), round(size.height())))
    image = QImage(drawn.size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return image


def _open(path: Path):  # type: ignore[no-untyped-def]
    """Open a PDF; QtPdf is loaded only here, it is large."""
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415

    document = QPdfDocument()
    if document.load(str(path)) is not QPdfDocument.Error.None_:
        raise FileNotFoundError(path)
    return document
