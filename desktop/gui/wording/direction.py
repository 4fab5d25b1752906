"""Which way sentences run, whatever name they begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

LEFT_MARK, RIGHT_MARK = "\u200e", "\u200f"


def in_direction(text: str, direction: Qt.LayoutDirection) -> str:
    """Keep a sentence in the window's direction, whatever name it begins with."""
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    return (RIGHT_MARK if is_mirrored else LEFT_MARK) + text


def is_mirrored() -> bool:
    """Tell whether the program reads from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
