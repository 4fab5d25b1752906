"""Bulk jobs as records, so that one that was cut off is visible and can go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.store.engine.engine import Connection, Database

RUNNING, DONE, STOPPED = "running", "done", "stopped"


class Run(NamedTuple):
    """One import: which file (by name and content), how far it came; times in ms UTC."""

    id: str
    kind: str
    programme: str
    file: str
    fingerprint: str
    state: str
    done: int
    started_ms: int
    changed_ms: int


class Runs:
    """Remembers how far bulk jobs came; kept on this computer only, not in the journal."""

    def __init__(self, db: Database) -> None:
        """Read and write in this store."""
        self._connection: Connection = db.conn

    def start(self, run: Run) -> None:
        """Remember that a run has begun."""
        self._connection.execute("INSERT INTO runs VALUES (?,?,?,?,?,?,?,?,?)", run)

    def advance(self, id_: str, done: int, state: str, now_ms: int) -> None:
        """Remember how many rows of a run are safely in the store."""
        self._connection.execute(
            "UPDATE runs SET done = ?, state = ?, changed_ms = ? WHERE id = ?",
            (done, state, now_ms, id_),
        )

    def settle(self, programme: str, fingerprint: str) -> None:
        """Close earlier unfinished runs of a file that has now been taken in whole."""
        self._connection.execute(
            "UPDATE runs SET state = ? WHERE programme = ? AND fingerprint = ? AND state <> ?",
            (DONE, programme, fingerprint, DONE),
        )

    def unfinished(self, programme: str) -> Sequence[Run]:
        """List the runs of a programme that did not come to their end, newest first."""
        query = "SELECT * FROM runs WHERE programme = ? AND state <> ? ORDER BY changed_ms DESC"
        return [Run(*row) for row in self._connection.execute(query, (programme, DONE))]
