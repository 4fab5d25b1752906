"""The door to QtMultimedia, which needs system libraries that are not everywhere."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from PySide6.QtCore import QLoggingCategory

# What it says of codecs and services that Muster has no use for.
_SILENT = "qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg*=false"


class Unavailable(Exception):
    """Pictures and sound cannot be had on this computer; says why."""


@cache
def multimedia() -> ModuleType:
    """Load QtMultimedia when it is first needed.

    Raises:
        Unavailable: a library of the system is missing.
    """
    QLoggingCategory.setFilterRules(_SILENT)
    try:
        from PySide6 import QtMultimedia  # noqa: PLC0415
    except ImportError as error:
        raise Unavailable(str(error)) from error
    return QtMultimedia
