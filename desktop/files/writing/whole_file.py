"""Files that appear whole or not at all, and never over something that must not be lost."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from desktop.domain.failures import FileUnwritable
from desktop.files.writing.drafts import new_draft, remove_draft
from desktop.files.writing.targets import require_writable


@contextmanager
def whole_file(
    target: Path, but_not: Collection[Path] = (), *, is_copy: bool = False
) -> Iterator[Path]:
    """Give a path beside the target to write to; it takes the target's place at the end.

    Only the user can read it: guest lists, codes and copies of the store are nobody else's.

    Args:
        target: where the file is to be; links are followed.
        but_not: files that are read for it, which it may not replace.
        is_copy: whether it is a plain copy of a store, which may replace an older one.

    Raises:
        FileUnwritable: the folder or the disk does not take it, or what lies there must not be
            lost; nothing is left behind.
    """
    place = require_writable(target, but_not, is_copy=is_copy)
    try:
        draft = new_draft(place)
        try:
            yield draft
            put_in_place(draft, place)
        finally:
            remove_draft(draft)
    except OSError as error:
        raise FileUnwritable(path=target, reason=error.strerror or str(error)) from error


def free_beside(target: Path) -> Path:
    """Give a file's path, or one beside it that nothing lies at yet, such as `Badges (2).pdf`."""
    beside = (target.with_name(f"{target.stem} ({number}){target.suffix}") for number in count(2))
    return next(path for path in chain([target], beside) if not path.exists())


def put_in_place(draft: Path, place: Path) -> None:
    """Let a finished draft be the file, as far as the disk can promise that.

    Raises:
        OSError: the disk or the folder does not take it.
    """
    sync_to_disk(draft)
    draft.replace(place)
    # The file is there: a folder that cannot be synced, or is gone now, does not undo that.
    with suppress(OSError):
        _sync_folder(place.parent)


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
