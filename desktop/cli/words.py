"""Translation of the command line's own sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate a sentence; lupdate files a bare tr("…") under the empty context."""
    return QCoreApplication.translate("", text)
