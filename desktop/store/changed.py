"""What is new in the journal since a mark, for exports of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.domain.booking import FIELD
from desktop.domain.entry import Entry, EntryId, split_subject
from desktop.domain.fold import MOVE, UNDO
from desktop.store.engine import Connection, Database
from desktop.store.journal import COLUMNS, entry_of

_SINCE = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n > ? ORDER BY n"
_OF_PERSON = "SELECT id FROM registrations WHERE person = ? AND programme = ?"


class News(NamedTuple):
    """What entries since a mark touch in a programme: ids of registrations, sessions, movements."""

    registrations: frozenset[str]
    sessions: frozenset[str]
    movements: tuple[EntryId, ...]


class Changed:
    """Reads entries by their numbers, which no desk ever uses twice."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def since(self, mark: Mapping[str, int], programme: str) -> News:
        """Name what changed in a programme after a mark.

        Args:
            mark: the newest entry of each desk at the last export; an empty one means all.
            programme: the programme's id.
        """
        registrations: set[str] = set()
        sessions: set[str] = set()
        movements: dict[EntryId, None] = {}
        for entry in self._entries(mark):
            type_, id_ = split_subject(entry.subject)
            if type_ == "person":
                found = self._connection.execute(_OF_PERSON, (id_, programme))
                registrations |= {row[0] for row in found}
            elif entry.programme != programme:
                continue
            elif type_ == "session":
                sessions.add(id_)
            elif type_ == "registration":
                registrations.add(id_)
                sessions |= _sessions_in(entry)
                if entry.kind == MOVE:
                    movements[entry.id] = None
                elif entry.kind == UNDO:
                    movements[EntryId(entry.body["desk"], entry.body["n"])] = None
        return News(frozenset(registrations), frozenset(sessions), tuple(movements))

    def _entries(self, mark: Mapping[str, int]) -> Iterator[Entry]:
        desks = [row[0] for row in self._connection.execute("SELECT DISTINCT desk FROM journal")]
        for desk in desks:
            for row in self._connection.execute(_SINCE, (desk, mark.get(desk, 0))):
                yield entry_of(row)


def _sessions_in(entry: Entry) -> set[str]:
    """Name the sessions that an entry about a registration speaks of."""
    booked = {name.removeprefix(FIELD) for name in entry.body if name.startswith(FIELD)}
    attended = entry.body.get("session", "")
    return booked | ({attended} if attended else set())
