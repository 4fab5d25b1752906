"""Turns the engine's exceptions into the family that people are told about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.trouble import DiskFull, StoreBusy, StoreUnreadable, Trouble
from desktop.store.engine import dbapi

_TROUBLES: Mapping[int, type[Trouble]] = {
    dbapi.SQLITE_BUSY: StoreBusy,
    dbapi.SQLITE_LOCKED: StoreBusy,
    dbapi.SQLITE_FULL: DiskFull,
    dbapi.SQLITE_CORRUPT: StoreUnreadable,
    dbapi.SQLITE_NOTADB: StoreUnreadable,
    dbapi.SQLITE_IOERR: StoreUnreadable,
    dbapi.SQLITE_CANTOPEN: StoreUnreadable,
    dbapi.SQLITE_READONLY: StoreUnreadable,
}


@contextmanager
def environment_as_trouble(path: Path) -> Iterator[None]:
    """Raise failures of the world as Trouble; our own mistakes rise as they are."""
    try:
        yield
    except dbapi.DatabaseError as error:
        trouble = _TROUBLES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if trouble is None:
            raise
        raise trouble(path=path, reason=str(error)) from error
