"""Translation of the command line's own sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate a sentence, under the empty context where lupdate files such calls."""
    return QCoreApplication.translate("", text)
