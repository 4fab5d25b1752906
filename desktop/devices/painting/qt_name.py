"""Names of files as Qt takes them."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.failures import Cause
from desktop.domain.storable import is_storable


def qt_name(path: Path) -> str:
    """Give a path as Qt takes it, which writes names in UTF-8 only.

    Raises:
        OSError: its name has bytes that are no UTF-8, so Qt would write somewhere else.
    """
    name = str(path)
    if not is_storable(name):
        raise OSError(Cause.NAME_NOT_UTF8)
    return name
