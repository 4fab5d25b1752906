"""What this computer knows of the other desks; it is in no journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.store.engine.distinct import each_value
from desktop.store.engine.engine import Connection, Database

_HEARD = """
    INSERT INTO peers VALUES (?, ?, ?) ON CONFLICT (desk) DO UPDATE SET
        heard_ms = max(heard_ms, excluded.heard_ms),
        clock_off_ms = coalesce(excluded.clock_off_ms, clock_off_ms)
"""
_KNOWN = f"""
    {each_value("journal", "desk")}
    SELECT k.desk, coalesce(d.name, ''), (SELECT max(n) FROM journal WHERE desk = k.desk),
        p.heard_ms, p.clock_off_ms
    FROM known k LEFT JOIN desks d ON d.id = k.desk LEFT JOIN peers p ON p.desk = k.desk
    WHERE k.desk IS NOT NULL ORDER BY 2, 1
"""


class Peer(NamedTuple):
    """A desk that wrote into this journal.

    `entries` counts what of it is here; `heard_ms` is when this computer heard from it last,
    `clock_off_ms` how far its clock is ahead (negative: behind), both None where that is not known.
    """

    desk: str
    name: str
    entries: int
    heard_ms: int | None
    clock_off_ms: int | None


class Peers:
    """Remembers when other desks were heard from, and how wrong their clocks are."""

    def __init__(self, db: Database) -> None:
        """Read and write in this store."""
        self._connection: Connection = db.conn

    def hear(self, desk: str, heard_ms: int, clock_off_ms: int | None = None) -> None:
        """Note that a desk was heard from, inside a transaction."""
        self._connection.execute(_HEARD, (desk, heard_ms, clock_off_ms))

    def all(self) -> Sequence[Peer]:
        """List every desk of the journal, by name."""
        return [Peer(*row) for row in self._connection.execute(_KNOWN)]
