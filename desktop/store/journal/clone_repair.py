"""Parts a cloned store from the desk that it was copied from.

Two computers with one store write different entries of one number. Whichever finds the other's
already among the others moves what it wrote since the copy to a new desk. Nothing is lost, the
order of entries stays, and the journal then has both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.domain.journal.entry import FIRST_CHAIN, EntryId, StoredEntry, canonical, chain_after
from desktop.store.engine.engine import Connection
from desktop.store.journal.journal import COLUMNS

# Everything that follows from the journal; what speaks of this computer only stays.
_PROJECTIONS = (
    "desks", "programmes", "sessions", "points", "places", "questions", "partnerships",
    "communities", "organisations", "mappings", "filters", "staff", "templates", "papers",
    "people", "registrations", "presences", "codes", "bookings", "answers", "roster",
    "name_words", "name_pairs", "verdicts", "conflicts", "rollcalls", "marks",
    "memberships", "printings", "overrides", "credits_decided",
    "attended",
)  # fmt: skip
_OWN = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n >= ? ORDER BY n"
_CUT = "DELETE FROM journal WHERE desk = ? AND n >= ?"
_GUARD = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'journal_is_never_cut'"


def cut_own(connection: Connection, desk: str, first: int) -> list[StoredEntry]:
    """Take a desk's entries out of the journal from a number on, inside a transaction.

    The guard against cutting is put back before anybody else can write.
    """
    own = [StoredEntry(*row) for row in connection.execute(_OWN, (desk, first))]
    (guard,) = connection.execute(_GUARD).fetchone()
    connection.execute("DROP TRIGGER journal_is_never_cut")
    connection.execute(_CUT, (desk, first))
    connection.execute(guard)
    return own


def renamed(entries: Sequence[StoredEntry], new_desk: str) -> list[StoredEntry]:
    """Write entries as those of a new desk: from number 1, at the same times, newly chained."""
    return rewritten(entries, names_at(entries, new_desk))


def names_at(entries: Iterable[StoredEntry], new_desk: str) -> dict[EntryId, EntryId]:
    """Say what entries are called as those of a new desk."""
    return {old.id: EntryId(new_desk, number) for number, old in enumerate(entries, start=1)}


def rewritten(
    entries: Iterable[StoredEntry], names: Mapping[EntryId, EntryId]
) -> list[StoredEntry]:
    """Write entries under new names, at the same times, newly chained.

    Args:
        entries: those of one new desk, in order.
        names: the new name of each of them, and of others that they may speak of.
    """
    chain, made = FIRST_CHAIN, []
    for old in entries:
        body = canonical(_moved(json.loads(old.body), names))
        desk, number = names[old.id]
        new = old._replace(desk=desk, number=number, body=body)
        chain = chain_after(chain, new.identity, new.body, new.seen)
        made.append(new._replace(chain=chain))
    return made


def clear_projections(connection: Connection) -> None:
    """Empty everything that follows from the journal."""
    for table in _PROJECTIONS:
        connection.execute(f"DELETE FROM {table}")


def _moved(value: Any, names: Mapping[EntryId, EntryId]) -> Any:
    """Let what names an entry that was moved name it by its new number."""
    if isinstance(value, dict):
        if new := _new_name(value.get("desk"), value.get("n"), names):
            return value | {"desk": new.desk, "n": new.number}
        return {key: _moved(part, names) for key, part in value.items()}
    if isinstance(value, list):
        if len(value) == 2 and (new := _new_name(value[0], value[1], names)):
            return list(new)
        return [_moved(part, names) for part in value]
    return value


def _new_name(desk: Any, number: Any, names: Mapping[EntryId, EntryId]) -> EntryId | None:
    is_name = isinstance(desk, str) and isinstance(number, int) and not isinstance(number, bool)
    return names.get(EntryId(desk, number)) if is_name else None
