"""The text of a PDF, as whoever copies it out of a page gets it."""

from __future__ import annotations

from pathlib import Path

from pypdfium2 import PdfDocument


def text_of_pages(path: Path) -> list[str]:
    """Give the text of each page."""
    document = PdfDocument(path)
    try:
        return [str(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()
