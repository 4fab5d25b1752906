"""Parts a copied store from the desk that it was copied from.

Two computers with one store write different entries of one number. Whichever finds the other's
already among the others moves what it wrote since the copy to a new desk. Nothing is lost, the
order of entries stays, and the journal then has both.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from desktop.domain.journal.entry import FIRST_CHAIN, canonical, chain_after
from desktop.store.engine.engine import Connection
from desktop.store.journal.journal import COLUMNS, Row

# Everything that follows from the journal; what speaks of this computer only stays.
_PROJECTIONS = (
    "desks", "programmes", "sessions", "points", "places", "questions", "partnerships",
    "communities", "organisations", "mappings", "filters", "staff", "templates", "papers",
    "people", "registrations", "presences", "codes", "bookings", "answers", "roster",
    "name_words", "verdicts", "conflicts",
)  # fmt: skip
_OWN = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n >= ? ORDER BY n"
_CUT = "DELETE FROM journal WHERE desk = ? AND n >= ?"
_GUARD = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'journal_is_never_cut'"


def cut_own(connection: Connection, desk: str, first: int) -> list[Row]:
    """Take a desk's entries out of the journal from a number on, inside a transaction.

    The guard against cutting is put back before anybody else can write.
    """
    rows = list(connection.execute(_OWN, (desk, first)))
    (guard,) = connection.execute(_GUARD).fetchone()
    connection.execute("DROP TRIGGER journal_is_never_cut")
    connection.execute(_CUT, (desk, first))
    connection.execute(guard)
    return rows


def renamed(rows: Sequence[Row], new_desk: str) -> list[Row]:
    """Write entries as those of a new desk: from number 1, at the same times, newly chained."""
    if not rows:
        return []
    old_desk, first = rows[0][0], rows[0][1]
    chain, made = FIRST_CHAIN, []
    for number, row in enumerate(rows, start=1):
        body = canonical(_moved(json.loads(row[7]), old_desk, first, new_desk))
        identity = (new_desk, number, *row[2:7])
        chain = chain_after(chain, identity, body, row[8])
        made.append((*identity, body, row[8], chain))
    return made


def clear_projections(connection: Connection) -> None:
    """Empty everything that follows from the journal."""
    for table in _PROJECTIONS:
        connection.execute(f"DELETE FROM {table}")


def _moved(value: Any, old_desk: str, first: int, new_desk: str) -> Any:
    """Let what names an entry that was moved name it by its new number."""
    if isinstance(value, dict):
        if value.get("desk") == old_desk and _is_moved(value.get("n"), first):
            return value | {"desk": new_desk, "n": value["n"] - first + 1}
        return {key: _moved(part, old_desk, first, new_desk) for key, part in value.items()}
    if isinstance(value, list):
        if len(value) == 2 and value[0] == old_desk and _is_moved(value[1], first):
            return [new_desk, value[1] - first + 1]
        return [_moved(part, old_desk, first, new_desk) for part in value]
    return value


def _is_moved(number: Any, first: int) -> bool:
    return isinstance(number, int) and number >= first
