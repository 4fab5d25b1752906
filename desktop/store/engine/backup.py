"""Copies of an open store by SQLite's backup API: in small steps, encrypted with the same key.

Between two steps others may read and write through the same connection; what they write is
written into the copy, too. The file of a held store is never opened by other means here: closing
it would drop the engine's lock.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from desktop.domain.failures import BackupRestless, StoreUnreadable
from desktop.domain.upkeep.backup import Backup, Occasion, next_number, shelf_of
from desktop.store.engine.engine import Database, dbapi
from desktop.store.engine.errors import environment_as_failure, failure_of_system

# 256 KiB: some 3 ms, so that a scan that comes meanwhile does not wait.
PAGES_A_STEP = 64
# What is taken back in the store makes a copy begin anew; so often it may.
MOST_RESTARTS = 20
_COPY_CACHE_KIB = 512
_COUNT = "SELECT coalesce(sum(n), 0) FROM (SELECT max(n) AS n FROM journal GROUP BY desk)"


def back_up(db: Database, key: str, store: Path, draft: Path, between: Callable[[], None]) -> None:
    """Write a copy of an open store to a file that was made for it.

    It is not yet on the disk for certain: whoever takes it for a backup syncs and checks it first.

    Args:
        db: the store.
        key: what it is encrypted with, and the copy will be.
        store: where it lies.
        draft: an empty file.
        between: is called after each step, where others may go; what it raises ends the copying.

    Raises:
        DiskFull, StoreReadOnly, StoreNotReached: the copy's disk does not take it.
        StoreUnreadable: the store itself is damaged.
        BackupRestless: too much was taken back meanwhile.
    """
    steps = _Steps(store, between)
    try:
        with environment_as_failure(draft):
            copy = dbapi.connect(str(draft), isolation_level=None)
            try:
                copy.execute("PRAGMA cipher_log_level = NONE")
                copy.execute(f"PRAGMA key = \"x'{key}'\"")
                for setting in ("journal_mode=OFF", "synchronous=OFF"):
                    copy.execute(f"PRAGMA {setting}")
                copy.execute(f"PRAGMA cache_size=-{_COPY_CACHE_KIB}")
                db.conn.backup(copy, pages=PAGES_A_STEP, progress=steps.took)
            finally:
                copy.close()
    except StoreUnreadable as unreadable:
        # An empty file cannot be what is damaged.
        raise StoreUnreadable(path=store, reason=unreadable.facts["reason"]) from unreadable


def keep_backup_before(db: Database, key: str, store: Path) -> Path | None:
    """Keep a backup of a store with content before its schema changes; tell where it lies.

    Raises:
        DiskFull, StoreReadOnly, StoreNotReached: the disk does not take it, so nothing may change.
    """
    entries = int(db.conn.execute(_COUNT).fetchone()[0])
    shelf = shelf_of(store)
    try:
        shelf.mkdir(mode=0o700, exist_ok=True)
        draft = new_draft(shelf)
        try:
            back_up(db, key, store, draft, lambda: None)
            sync_file(draft)
            number = next_number(file.name for file in shelf.iterdir())
            now_ms = int(time.time() * 1000)
            place = shelf / Backup(number, now_ms, Occasion.MIGRATION, entries).file_name
            draft.rename(place)
            return place
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise failure_of_system(error, shelf) from error


def new_draft(shelf: Path) -> Path:
    """Make an empty file in a folder that nobody else may read."""
    draft = shelf / f".draft-{secrets.token_hex(4)}"
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return draft


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Steps:
    """Lets others go between two steps, and ends what never comes to its end."""

    def __init__(self, store: Path, between: Callable[[], None]) -> None:
        self._store, self._between = store, between
        self._copied = 0
        self._restarts = 0

    def took(self, _status: int, left: int, total: int) -> None:
        """Hear how many pages are left, of how many; a store may grow meanwhile."""
        if total - left <= self._copied:
            self._restarts += 1
            if self._restarts > MOST_RESTARTS:
                raise BackupRestless(path=self._store)
        self._copied = total - left
        if left:
            self._between()
