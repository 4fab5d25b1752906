"""A copy of a store's file while the store is open, made by another process.

While a store is held, commits go to its log only, so the file itself is what it was when
everything was settled. Only another process may read it: on POSIX systems closing a second
handle in this one would drop the engine's lock.
"""

from __future__ import annotations

import os
from pathlib import Path

from desktop.domain.failures import KeyMissing, StoreUnreadable
from desktop.store.engine.engine import Database, dbapi
from desktop.store.engine.errors import environment_as_failure, failure_of_system
from desktop.store.engine.keys import KeyStore

_PIECE = 1 << 20
_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# Here the engine locks bytes and never writes; on Windows they cannot be read.
_LOCKED_AT, _LOCKED_BYTES = 1 << 30, 512


def copy_settled(path: Path, target: Path) -> None:
    """Copy the file of a held store.

    Raises:
        DiskFull, StoreReadOnly, StoreNotReached: the disk does not give or take it.
    """
    try:
        # A copy is as private as the store, whatever the folder lets others do.
        handle = os.open(target, _MAKE, 0o600)
        with path.open("rb") as source, os.fdopen(handle, "wb") as copy:
            while True:
                at = source.tell()
                if at == _LOCKED_AT:
                    source.seek(_LOCKED_BYTES, 1)
                    copy.seek(_LOCKED_BYTES, 1)
                    continue
                before = _LOCKED_AT - at
                piece = source.read(min(_PIECE, before) if before > 0 else _PIECE)
                if not piece:
                    return
                copy.write(piece)
    except OSError as error:
        raise failure_of_system(error, path) from error


def open_copy(copy: Path, key_store: KeyStore) -> Database:
    """Open a copy for reading, by whichever key of this user fits.

    Raises:
        KeyMissing: there is no key.
        StoreUnreadable: it is damaged.
    """
    failure: StoreUnreadable | None = None
    for key in key_store.keys():  # noqa: SIM118  (no mapping)
        connection = dbapi.connect(f"{copy.absolute().as_uri()}?immutable=1", uri=True)
        try:
            with environment_as_failure(copy):
                connection.execute("PRAGMA cipher_log_level = NONE")
                connection.execute(f"PRAGMA key = \"x'{key}'\"")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                return Database(connection)
        except StoreUnreadable as unreadable:
            connection.close()
            failure = unreadable
    raise failure or KeyMissing(path=copy)
