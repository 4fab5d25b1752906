"""The typefaces that ship with Muster: Rubik, for Latin, Hebrew and Cyrillic, and other scripts."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

FAMILY = "Rubik"
# What is remembered of typefaces is forgotten once there are more of them.
AFTER_LOADING: list[Callable[[], None]] = []
_WEIGHTS = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "semibold": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


def hint_alike(folder: Path) -> None:
    """Let fontconfig hint letters as on every desk; to be called before Qt's application.

    How a system hints them moves the dots of a label. A user's own configuration goes before it.
    """
    os.environ.setdefault("FONTCONFIG_FILE", str(folder / "fonts.conf"))


def load_fonts(folder: Path) -> None:
    """Make the typefaces known to Qt; to be called once, with a QGuiApplication."""
    # Of letters that Rubik has no rules for Qt says so each time, and takes them from another face.
    QLoggingCategory.setFilterRules("qt.text.font.db.warning=false")
    for path in sorted(folder.rglob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
    for forget in AFTER_LOADING:
        forget()


@lru_cache(maxsize=64)
def measured_face(weight: str, size_px: int) -> tuple[QFont, QFontMetricsF]:
    """Give a face of the screen with its measures, made once: a table paints hundreds of cells."""
    face = font(weight)
    face.setPixelSize(size_px)
    return face, QFontMetricsF(face)


AFTER_LOADING.append(measured_face.cache_clear)


def font(weight: str) -> QFont:
    """Give the typeface in a weight: regular, medium, semibold or bold."""
    made = QFont(FAMILY)
    made.setWeight(_WEIGHTS[weight])
    return made
