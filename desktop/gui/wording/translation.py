"""Translation of sentences that no widget owns, and which way they run."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication

# lupdate files a bare tr("…") under the empty context, so that is where it is looked up.
NO_CONTEXT = ""
LEFT_MARK, RIGHT_MARK = "\u200e", "\u200f"


def tr(text: str) -> str:
    """Translate a sentence into the language of the desk."""
    return QCoreApplication.translate(NO_CONTEXT, text)


def in_direction(text: str, direction: Qt.LayoutDirection) -> str:
    """Keep a sentence in the window's direction, whatever name it begins with."""
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    return (RIGHT_MARK if is_mirrored else LEFT_MARK) + text


def is_mirrored() -> bool:
    """Tell whether the program reads from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
