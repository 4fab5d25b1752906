"""A folder of one store's backups. What is in it stands in the names of its files."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.domain.failures import DiskFull, FolderUnreachable, WorkStopped
from desktop.domain.upkeep.backup import Backup, backup_named, next_number
from desktop.files.writing.whole_file import put_in_place

_DRAFT = ".draft-"
# What is smaller is no store, and so no backup of one.
LEAST_BYTES = 512
_PIECE = 1 << 20
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
# What a backup leaves free at least, so that the desk itself can go on for days.
LEAST_LEFT_BYTES = 256 * 1024**2


class BackupShelf:
    """The backups of a store in one folder."""

    def __init__(self, folder: Path) -> None:
        """Use this folder; it is made when the first backup comes."""
        self.folder = folder

    def backups(self) -> list[Backup]:
        """List what is there, the oldest first; nothing where the folder cannot be read."""
        try:
            entries = list(os.scandir(self.folder))
        except OSError:
            return []
        found = [backup for entry in entries if (backup := _backup_at(entry))]
        return sorted(found, key=lambda backup: backup.number)

    def path_of(self, backup: Backup) -> Path:
        """Tell where a backup lies."""
        return self.folder / backup.file_name

    def next_number(self) -> int:
        """Give the number of the next backup, above whatever is named like one."""
        try:
            return next_number(path.name for path in self.folder.iterdir())
        except OSError:
            return 1

    def has_room_for(self, size_bytes: int) -> bool:
        """Tell whether a backup of this size leaves the desk the room that it needs."""
        with _failures_of(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return shutil.disk_usage(self.folder).free - size_bytes >= LEAST_LEFT_BYTES

    def free_bytes(self) -> int:
        """Tell how much room its disk has."""
        with _failures_of(self.folder):
            return shutil.disk_usage(self.folder).free

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """Give a free path for a backup that is being made, and leave nothing there."""
        with _failures_of(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._clear_drafts()
            draft = self.folder / f"{_DRAFT}{secrets.token_hex(4)}"
            try:
                yield draft
            finally:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)

    def put(self, draft: Path, backup: Backup) -> Path:
        """Let a finished draft be a backup, once its bytes are on the disk."""
        place = self.path_of(backup)
        with _failures_of(self.folder):
            put_in_place(draft, place)
        return place

    def drop(self, backups: Sequence[Backup]) -> None:
        """Remove backups; one that cannot be removed now is tried again another time."""
        for backup in backups:
            with suppress(OSError):
                self.path_of(backup).unlink(missing_ok=True)

    def take_copy(self, other: BackupShelf, backup: Backup, is_stopped: Callable[[], bool]) -> None:
        """Copy a backup of another folder here, whole or not at all.

        Raises:
            WorkStopped: somebody ended it.
            FolderUnreachable, DiskFull: the folder does not take it.
        """
        with self.draft() as draft:
            with other.path_of(backup).open("rb") as source, private_file(draft) as target:
                _pour(source, target, is_stopped)
            self.put(draft, backup)

    def _clear_drafts(self) -> None:
        """Remove what a kill left behind; a shelf is filled by one Muster at a time."""
        for left in self.folder.glob(f"{_DRAFT}*"):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _backup_at(entry: os.DirEntry[str]) -> Backup | None:
    """Read an entry of the folder; what is no ordinary file, or holds nothing, is no backup."""
    try:
        size = entry.stat().st_size if entry.is_file() else 0
    except OSError:
        return None
    return backup_named(entry.name, size) if size >= LEAST_BYTES else None


def private_file(path: Path) -> BinaryIO:
    """Make a file, where none is, that only this user can read."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(handle, "r+b")


def _pour(source: BinaryIO, target: BinaryIO, is_stopped: Callable[[], bool]) -> None:
    while piece := source.read(_PIECE):
        if is_stopped():
            raise WorkStopped(done=target.tell())
        target.write(piece)


@contextmanager
def _failures_of(folder: Path) -> Iterator[None]:
    """Say what a failure of the system means for a folder of backups."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(path=folder) from error
        raise FolderUnreachable(path=folder, reason=error.strerror or str(error)) from error
