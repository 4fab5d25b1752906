"""Files that are read: ordinary ones only, because a pipe or a device may never end."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.failures import Cause


def require_ordinary(path: Path) -> None:
    """Refuse what is there and is no ordinary file; what is not there is said when it is opened.

    Raises:
        OSError: it is a folder, a pipe or a device.
    """
    if path.exists() and not path.is_file():
        raise OSError(Cause.NO_ORDINARY_FILE)
