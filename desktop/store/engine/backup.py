"""A backup before the schema of a store changes, by SQLite's backup API: nobody scans yet.

While a desk works, its backups are copies of the settled file instead, see `settled_file`: a page
that does not read would end every later write of the connection that came upon it.
"""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from desktop.domain.failures import Cause, StoreUnreadable
from desktop.domain.upkeep.backup import Backup, Occasion, next_number, shelf_of
from desktop.store.engine.engine import Database, dbapi
from desktop.store.engine.errors import environment_as_failure, failure_of_system

_COPY_CACHE_KIB = 512
_COUNT = "SELECT coalesce(sum(n), 0) FROM (SELECT max(n) AS n FROM journal GROUP BY desk)"


def keep_backup_before(db: Database, key: str, store: Path) -> None:
    """Keep a backup of a store with content before its schema changes.

    Raises:
        DiskFull, StoreReadOnly, StoreNotReached: the disk does not take it, so nothing may change.
        StoreUnreadable: the store itself is damaged.
    """
    entries = int(db.conn.execute(_COUNT).fetchone()[0])
    shelf = shelf_of(store)
    try:
        shelf.mkdir(mode=0o700, exist_ok=True)
        draft = shelf / f".draft-{secrets.token_hex(4)}"
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            _copy(db, key, store, draft)
            _require_sound(draft, key, store)
            sync_file(draft)
            number = next_number(file.name for file in shelf.iterdir())
            now_ms = int(time.time() * 1000)
            backup = Backup(number, now_ms, Occasion.MIGRATION, entries)
            draft.rename(shelf / backup.file_name)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise failure_of_system(error, shelf) from error


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _require_sound(copy: Path, key: str, store: Path) -> None:
    """Refuse to go on from a store that does not read: its copy has what it was read as."""
    connection = dbapi.connect(f"{copy.absolute().as_uri()}?immutable=1", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        for check in ("cipher_integrity_check", "quick_check"):
            for (found,) in connection.execute(f"PRAGMA {check}"):
                if found != "ok":
                    raise StoreUnreadable(path=store, reason=Cause.DAMAGED)
    except dbapi.DatabaseError as error:
        raise StoreUnreadable(path=store, reason=str(error)) from error
    finally:
        connection.close()


def _copy(db: Database, key: str, store: Path, draft: Path) -> None:
    """Write a copy that is encrypted with the same key."""
    try:
        with environment_as_failure(draft):
            copy = dbapi.connect(str(draft), isolation_level=None)
            try:
                copy.execute("PRAGMA cipher_log_level = NONE")
                copy.execute(f"PRAGMA key = \"x'{key}'\"")
                for setting in ("journal_mode=OFF", "synchronous=OFF"):
                    copy.execute(f"PRAGMA {setting}")
                copy.execute(f"PRAGMA cache_size=-{_COPY_CACHE_KIB}")
                db.conn.backup(copy)
            finally:
                copy.close()
    except StoreUnreadable as unreadable:
        # An empty file cannot be what is damaged.
        raise StoreUnreadable(path=store, reason=unreadable.facts["reason"]) from unreadable
