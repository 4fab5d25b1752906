"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.trouble import FileUnwritable


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path beside the target to write to; it takes the target's place at the end.

    Only the user can read it: guest lists, codes and copies of the store are nobody else's.

    Raises:
        FileUnwritable: the folder or the disk does not take it; nothing is left behind.
    """
    require_writable(target)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        try:
            draft.touch(mode=0o600, exist_ok=False)
            yield draft
            sync_to_disk(draft)
            draft.replace(target)
            _sync_folder(target.parent)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise FileUnwritable(path=target, reason=error.strerror or str(error)) from error


def require_writable(target: Path) -> None:
    """Refuse a target that cannot be written, before any work is done for it.

    Raises:
        FileUnwritable: it is a folder, or its folder is not there or takes nothing.
    """
    if not target.name or target.is_dir():
        raise FileUnwritable(path=target, reason="it is a folder")
    if not target.parent.is_dir():
        raise FileUnwritable(path=target, reason="its folder does not exist")
    if not os.access(target.parent, os.W_OK):
        raise FileUnwritable(path=target, reason="its folder may not be written to")


def sync_to_disk(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Wait until a folder's new name for a file is on the disk, where the system can do so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
