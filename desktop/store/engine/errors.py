"""Turns the engine's exceptions, and the system's, into the family that people are told about."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.failures import (
    DiskFull,
    EnvironmentFailure,
    StoreBusy,
    StoreNotReached,
    StoreReadOnly,
    StoreUnreadable,
)
from desktop.store.engine.engine import dbapi

_BUSY = frozenset({dbapi.SQLITE_BUSY, dbapi.SQLITE_LOCKED})
_DAMAGED = frozenset({dbapi.SQLITE_CORRUPT, dbapi.SQLITE_NOTADB})
# What the engine says whatever the disk's reason is: the folder, the room left, or the disk itself.
_UNREACHED = frozenset({dbapi.SQLITE_IOERR, dbapi.SQLITE_CANTOPEN, dbapi.SQLITE_PERM})
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# As sqlite3_errstr words them.
_CODES_OF_WORDS = {
    "database or disk is full": dbapi.SQLITE_FULL,
    "disk I/O error": dbapi.SQLITE_IOERR,
    "unable to open database file": dbapi.SQLITE_CANTOPEN,
    "attempt to write a readonly database": dbapi.SQLITE_READONLY,
    "database disk image is malformed": dbapi.SQLITE_CORRUPT,
    "file is not a database": dbapi.SQLITE_NOTADB,
    "database is locked": dbapi.SQLITE_BUSY,
}
LEAST_ROOM_BYTES = 256 * 1024


@contextmanager
def environment_as_failure(path: Path) -> Iterator[None]:
    """Raise failures of the world as EnvironmentFailure; our own mistakes rise as they are."""
    try:
        yield
    except dbapi.DatabaseError as error:
        failure = _failure_of(_code_of(error), path)
        if failure is None:
            raise
        raise failure(path=path, reason=str(error)) from error


def _code_of(error: Exception) -> int:
    """Give the engine's result code; a backup's failure comes with its words only."""
    code = int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
    return code or _CODES_OF_WORDS.get(str(error), 0)


def failure_of_system(error: OSError, path: Path) -> EnvironmentFailure:
    """Say what a failure of the system means for the store at a path."""
    kind: type[EnvironmentFailure] = StoreNotReached
    if error.errno in _NO_ROOM:
        kind = DiskFull
    elif error.errno in _NO_RIGHT:
        kind = StoreReadOnly
    return kind(path=path, reason=error.strerror or str(error))


def _failure_of(code: int, path: Path) -> type[EnvironmentFailure] | None:
    if code in _BUSY:
        return StoreBusy
    if code in _DAMAGED:
        return StoreUnreadable
    if code == dbapi.SQLITE_FULL:
        return DiskFull
    if code == dbapi.SQLITE_READONLY:
        return StoreReadOnly
    return _why_unreached(path) if code in _UNREACHED else None


def _why_unreached(path: Path) -> type[EnvironmentFailure]:
    """Look at the disk, because the engine does not tell why it gave nothing."""
    try:
        if shutil.disk_usage(path.parent).free < LEAST_ROOM_BYTES:
            return DiskFull
    except OSError:
        return StoreNotReached
    is_writable = os.access(path.parent, os.W_OK) and (
        not path.exists() or os.access(path, os.R_OK | os.W_OK)
    )
    return StoreNotReached if is_writable else StoreReadOnly
