"""Reads QR codes from pictures and from pages of a PDF, as a camera would see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import zxingcpp
from pypdfium2 import PdfDocument, PdfiumError
from PySide6.QtGui import QImage

from desktop.domain.failures import FileUnreadable

READ_DPI = 200
POINTS_PER_INCH = 72


def read_image(image: QImage) -> list[str]:
    """Read all QR codes of a picture, from the top left on."""
    # Made anew each time: the library complains at the end of what is never let go.
    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    barcodes = zxingcpp.read_barcodes(image, formats=only_qr)
    ordered = sorted(
        barcodes, key=lambda barcode: (barcode.position.top_left.y, barcode.position.top_left.x)
    )
    return [barcode.text for barcode in ordered]


def read_pdf_page(path: Path, page: int) -> list[str]:
    """Render one page of a PDF to pixels and read its QR codes; none beyond the last page."""
    return read_image(render_pdf_page(path, page, READ_DPI)) if page < count_pages(path) else []


def count_pages(path: Path) -> int:
    """Count the pages of a PDF."""
    with _open(path) as document:
        return len(document)


def render_pdf_page(path: Path, page: int, dpi: int) -> QImage:
    """Render one page of a PDF on white."""
    with _open(path) as document:
        bitmap = document[page].render(scale=dpi / POINTS_PER_INCH, prefer_bgrx=True)
        size = (bitmap.width, bitmap.height, bitmap.stride)
        # Copied, because the picture would go on to look into the document's own memory.
        return QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGB32).copy()


@contextmanager
def _open(path: Path) -> Iterator[PdfDocument]:
    """Open a PDF while it is read.

    Raises:
        FileUnreadable: it is no PDF, or cannot be read.
    """
    try:
        document = PdfDocument(path)
    except (PdfiumError, OSError) as error:
        raise FileUnreadable(path=path, reason=str(error)) from error
    try:
        yield document
    finally:
        document.close()
