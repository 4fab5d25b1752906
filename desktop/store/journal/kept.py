"""What a backup holds of the journal, and what the store has that it has not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop.domain.failures import Cause, StoreUnreadable
from desktop.domain.journal.bodies import ISSUE, MOVE, PRINT
from desktop.domain.journal.entry import CLOCK_COUNTER_BITS
from desktop.domain.upkeep.losses import Since, ahead
from desktop.store.engine.engine import Connection, Database, dbapi
from desktop.store.engine.errors import environment_as_failure
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.settled_file import open_copy
from desktop.store.journal.journal import Journal

_KINDS = "SELECT kind, count(*), min(clock) FROM journal WHERE desk = ? AND n > ? GROUP BY kind"


def heads_of_backup(path: Path, key_store: KeyStore) -> dict[str, int]:
    """Tell how far each desk's journal goes in a backup; nothing is written there.

    Raises:
        KeyMissing, StoreUnreadable: no key of this user opens it, or it is damaged.
    """
    db = open_copy(path, key_store)
    try:
        with environment_as_failure(path):
            return {desk: head.number for desk, head in Journal(db, "").heads().items()}
    except dbapi.OperationalError as error:
        # No journal at all: some other file of this user's.
        raise StoreUnreadable(path=path, reason=Cause.NO_STORE) from error
    finally:
        db.conn.close()


def since(db: Database, own: Mapping[str, int], kept: Mapping[str, int]) -> Since:
    """Sum up what an open store has that a backup has not.

    Args:
        db: the store.
        own: how far each desk's journal goes there.
        kept: how far it goes in the backup.
    """
    connection: Connection = db.conn
    counts: dict[str, int] = {}
    first: int | None = None
    for desk, number in ahead(own, kept).items():
        for kind, count, clock in connection.execute(_KINDS, (desk, number)):
            counts[kind] = counts.get(kind, 0) + count
            first = clock if first is None else min(first, clock)
    return Since(
        sum(counts.values()),
        counts.get(MOVE, 0),
        counts.get(PRINT, 0) + counts.get(ISSUE, 0),
        None if first is None else first >> CLOCK_COUNTER_BITS,
    )
