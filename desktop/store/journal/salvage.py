"""Takes out of a damaged store what still reads: entries and bytes, leaf by leaf.

A damaged page takes along the rows that lie in it. Those behind it are found by asking for later
and later ones, until one answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from desktop.domain.failures import EnvironmentFailure, KeyMissing
from desktop.domain.journal.entry import StoredEntry
from desktop.store.engine.engine import Connection, dbapi
from desktop.store.engine.errors import environment_as_failure
from desktop.store.engine.keys import KeyStore
from desktop.store.journal.journal import COLUMNS

_SLICE = 500
# No desk has written so many.
_FARTHEST = 1 << 40
_ENTRIES = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n >= ? ORDER BY n LIMIT ?"
_NEXT_DESK = "SELECT desk FROM journal WHERE desk > ? ORDER BY desk LIMIT 1"
_DESKS_OF_INDEX = "SELECT DISTINCT desk FROM journal INDEXED BY journal_by_subject"
_WAITING = f"SELECT {COLUMNS} FROM parked WHERE reason = 'waits' ORDER BY desk, n"
_NAMES = "SELECT id, name FROM desks"
_BLOBS = "SELECT rowid, bytes FROM blobs WHERE rowid >= ? ORDER BY rowid LIMIT ?"


class Salvage:
    """A damaged store, open for reading as far as that goes."""

    def __init__(self, path: Path, key_store: KeyStore, *, is_still: bool = False) -> None:
        """Open it by whichever key of this user reads anything.

        One that is still, such as a backup, is only read; of all else a copy is to be opened with
        its log beside it, which the engine works into it.

        Raises:
            StoreUnreadable: not even its first page reads, or no key fits.
        """
        self._open = partial(_opened, path, key_store, is_still)
        self._connection = self._open()
        # How often something was asked for that did not read.
        self.unread = 0

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def desks(self) -> list[str]:
        """Name the desks whose entries can be found."""
        found: set[str] = set()
        last = ""
        while (row := self._ask(_NEXT_DESK, (last,))) not in (None, []):
            assert row is not None
            last = row[0][0]
            found.add(last)
        found |= {desk for (desk,) in self._ask(_DESKS_OF_INDEX, ()) or []}
        return sorted((found | self.names().keys() | {self.own_desk()}) - {""})

    def names(self) -> dict[str, str]:
        """Give the names of desks, where they read."""
        return dict(self._ask(_NAMES, ()) or [])

    def own_desk(self) -> str:
        """Name the desk whose store it is; nothing where that does not read."""
        row = self._ask("SELECT value FROM local WHERE name = 'desk'", ())
        return str(row[0][0]) if row else ""

    def entries(self, desk: str) -> Iterator[StoredEntry]:
        """Give the entries of a desk that read, in order; some may be missing in between."""
        return map(StoredEntry._make, self._walk(_ENTRIES, (desk,), lambda row: int(row[1])))

    def waiting(self) -> Iterator[StoredEntry]:
        """Give the entries that wait for others: of a store that was salvaged before."""
        return map(StoredEntry._make, self._ask(_WAITING, ()) or [])

    def blobs(self) -> Iterator[bytes]:
        """Give the photos and logos that read."""
        return (bytes(row[1]) for row in self._walk(_BLOBS, (), lambda row: int(row[0])))

    def _walk(
        self, query: str, where: tuple[Any, ...], number_of: Callable[[tuple[Any, ...]], int]
    ) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query that read, by a number that grows; bad leaves are passed over.

        The query takes `where`, the number to begin at, and how many rows.
        """
        at: int | None = 1
        while at is not None:
            rows = self._ask(query, (*where, at, _SLICE))
            if rows is None:
                rows = self._ask(query, (*where, at, 1))
            if rows is None:
                at = self._next_that_reads(query, where, at)
                continue
            yield from rows
            at = number_of(rows[-1]) + 1 if rows else None

    def _next_that_reads(self, query: str, where: tuple[Any, ...], at: int) -> int | None:
        """Give the least number behind one that does not read from which rows do; else none."""
        step = 1
        while self._ask(query, (*where, at + step, 1)) is None:
            step *= 2
            if step > _FARTHEST:
                return None
        low, high = at + step // 2, at + step
        while high - low > 1:
            middle = (low + high) // 2
            if self._ask(query, (*where, middle, 1)) is None:
                low = middle
            else:
                high = middle
        return high

    def _ask(self, query: str, bound: tuple[Any, ...]) -> list[tuple[Any, ...]] | None:
        """Give the rows of a query; nothing where a page that it needs does not read."""
        try:
            return self._connection.execute(query, bound).fetchall()
        except dbapi.DatabaseError as error:
            if "no such" in str(error):
                # An older store has no such table, which is no damage.
                return []
            # A connection that came upon a bad page gives nothing any more, of any page.
            self.unread += 1
            self._connection.close()
            self._connection = self._open()
            return None


def _opened(path: Path, key_store: KeyStore, is_still: bool) -> Connection:
    failure: EnvironmentFailure | None = None
    for key in key_store.keys():  # noqa: SIM118  (no mapping)
        address = f"{path.absolute().as_uri()}{'?immutable=1' if is_still else ''}"
        connection: Connection = dbapi.connect(address, uri=True, isolation_level=None)
        try:
            with environment_as_failure(path):
                connection.execute("PRAGMA cipher_log_level = NONE")
                connection.execute(f"PRAGMA key = \"x'{key}'\"")
                connection.execute("PRAGMA query_only=ON")
                connection.execute("PRAGMA cell_size_check=ON")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                return connection
        except EnvironmentFailure as unreadable:
            connection.close()
            failure = unreadable
    raise failure or KeyMissing(path=path)
