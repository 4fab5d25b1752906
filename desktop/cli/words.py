"""Translation of the command line's own sentences."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication

# What people type to start Muster; a packaged one is started by its own name.
COMMAND = "muster" if getattr(sys, "frozen", False) else "scripts/muster"


def tr(text: str) -> str:
    """Translate a sentence, under the empty context where lupdate files such calls."""
    return QCoreApplication.translate("", text)
