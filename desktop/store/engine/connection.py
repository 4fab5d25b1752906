"""Opens a store: one process, one connection, encrypted from the first row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.failures import (
    Cause,
    KeyMissing,
    NewerStore,
    StoreEmptied,
    StoreGone,
    StoreIsBackup,
    StoreNotReached,
    StoreReadOnly,
    StoreUnreadable,
)
from desktop.domain.upkeep.backup import backup_named, shelf_of
from desktop.store.engine import migrations
from desktop.store.engine.backup import keep_backup_before
from desktop.store.engine.engine import Connection, Database, dbapi
from desktop.store.engine.errors import environment_as_failure, failure_of_system
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.replacing import finish_replacing

APPLICATION_ID = 0x4D555354  # "MUST"
CACHE_KIB = 64 * 1024
BUSY_TIMEOUT_S = 0.5
# A file that is shorter is no database: the engine would begin a new one in it.
LEAST_BYTES = 512

# EXCLUSIVE comes first: it spares the shared-memory file and refuses a second Muster.
_SETTINGS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA wal_autocheckpoint=0",
    f"PRAGMA cache_size=-{CACHE_KIB}",
    "PRAGMA temp_store=MEMORY",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store, and the path of the key file if it was made just now."""

    db: Database
    key: str
    new_key_file: Path | None


def open_database(path: Path, key_store: KeyStore, *, is_new: bool = False) -> Opened:
    """Open the store at this path, making it if there is none.

    Args:
        path: where it lies, or is to lie.
        key_store: gives the keys of this user.
        is_new: whether somebody said that a new one is to begin here, beside older backups.

    Raises:
        StoreGone: no store is here, but backups of one are.
        StoreIsBackup: it is one of those.
        StoreBusy: another Muster holds it.
        KeyMissing: it is encrypted with a key that this user has not.
        KeyDamaged: what should be the key is none.
        StoreUnreadable: it is damaged or no store at all.
        StoreEmptied: nothing of it is left, which is no reason to begin a new one over it.
        StoreReadOnly, StoreNotReached, DiskFull: the disk does not give or take it.
        NewerStore: a newer Muster wrote it.
    """
    if backup_named(path.name):
        raise StoreIsBackup(path=path)
    finish_replacing(path)
    try:
        if path.exists() and not _is_beginning(path):
            _require_store(path)
            return _open_existing(path, key_store)
        if not is_new and not path.exists() and _has_backups(path):
            raise StoreGone(path=path)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise failure_of_system(error, path) from error
    key = next(key_store.keys(), None)
    new_file: Path | None = None
    if key is None:
        try:
            key, new_file = key_store.make_key()
        except OSError as error:
            raise failure_of_system(error, key_store.key_file) from error
    with _beginning(path), environment_as_failure(path):
        return Opened(_connect(path, key), key, new_file)


def open_in_memory() -> Database:
    """Open a store of no duration, to rebuild projections in."""
    connection = dbapi.connect(":memory:", isolation_level=None)
    db = Database(connection)
    migrations.apply(db)
    return db


@contextmanager
def write(db: Database) -> Iterator[None]:
    """Hold the write lock from the first read to the commit."""
    connection = db.conn
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _beginning(path: Path) -> Iterator[None]:
    """Mark a store while it is made: what a kill or a full disk leaves of it is no lost store."""
    mark = _mark_of(path)
    try:
        mark.touch()
        for ending in ("", "-wal", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        # The engine would let others read it, where its folder does.
        path.touch(mode=0o600)
        yield
    except OSError as error:
        raise failure_of_system(error, path) from error
    finally:
        with suppress(OSError):
            if not path.exists() or path.stat().st_size >= LEAST_BYTES:
                mark.unlink(missing_ok=True)


def _is_beginning(path: Path) -> bool:
    """Tell whether a store was never made to its end: nobody has written anything into it."""
    return path.is_file() and path.stat().st_size < LEAST_BYTES and _mark_of(path).exists()


def _mark_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.begun")


def _require_store(path: Path) -> None:
    """Refuse what cannot be a store before the engine makes one of it."""
    if not path.is_file():
        raise StoreNotReached(path=path, reason=Cause.NO_FILE)
    size = path.stat().st_size
    if size < LEAST_BYTES:
        raise StoreEmptied(path=path, size=size)
    if not os.access(path, os.R_OK | os.W_OK):
        raise StoreReadOnly(path=path, reason=Cause.NO_PERMISSION)


def _has_backups(path: Path) -> bool:
    shelf = shelf_of(path)
    return shelf.is_dir() and any(backup_named(file.name) for file in shelf.iterdir())


def _open_existing(path: Path, key_store: KeyStore) -> Opened:
    failure: StoreUnreadable | None = None
    for key in key_store.keys():  # noqa: SIM118  (no mapping)
        try:
            with environment_as_failure(path):
                return Opened(_connect(path, key), key, None)
        except StoreUnreadable as unreadable:
            failure = unreadable
    raise failure or KeyMissing(path=path)


def _connect(path: Path, key: str) -> Database:
    connection = dbapi.connect(
        str(path),
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        # One lane owns it: a query that calls Python would wait for a thread that waits for it.
        check_same_thread=True,
        cached_statements=256,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        return _settle(connection, path, key)
    except BaseException:
        connection.close()
        raise


def _settle(connection: Connection, path: Path, key: str) -> Database:
    for setting in _SETTINGS:
        connection.execute(setting)
    _take_lock(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application not in {0, APPLICATION_ID}:
        raise StoreUnreadable(path=path, reason=Cause.NO_STORE)
    db = Database(connection)
    if migrations.is_newer(db):
        raise NewerStore(path=path)
    if migrations.are_pending(db):
        if migrations.has_content(db):
            keep_backup_before(db, key, path)
        migrations.apply(db)
    if application != APPLICATION_ID:
        # Only then: a store must open on a disk that is full.
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    return db


def _take_lock(connection: Connection) -> None:
    """Hold the file from now on; EXCLUSIVE keeps what the first write takes."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")
