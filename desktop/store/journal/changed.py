"""What is new in the journal since a mark, for exports of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.domain.attendees.registration import MERGED
from desktop.domain.journal.bodies import MERGE, MOVE, SET, UNDO, fields_of, undone_id
from desktop.domain.journal.entry import Entry, EntryId, StoredEntry, SubjectType, split_subject
from desktop.domain.programme.booking import FIELD
from desktop.store.engine.engine import Connection, Database
from desktop.store.journal.journal import COLUMNS, Journal

_SINCE = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n > ? ORDER BY n"
_OF_PERSON = "SELECT id FROM registrations WHERE person = ? AND programme = ?"


class News(NamedTuple):
    """What entries since a mark touch in a programme: ids of registrations, sessions, movements."""

    registrations: frozenset[str]
    sessions: frozenset[str]
    movements: tuple[EntryId, ...]


class Changed:
    """Reads entries by their numbers, which no desk ever uses twice."""

    def __init__(self, db: Database, journal: Journal) -> None:
        """Read from this journal."""
        self._connection: Connection = db.conn
        self._journal = journal

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
            if type_ == SubjectType.PERSON:
                rows = self._connection.execute(_OF_PERSON, (id_, programme))
                registrations |= {row[0] for row in rows}
            elif entry.programme != programme:
                continue
            elif type_ == SubjectType.SESSION:
                sessions.add(id_)
            elif type_ == SubjectType.REGISTRATION:
                registrations.add(id_)
                sessions |= self._sessions_of(entry)
                if entry.kind == MOVE and entry.body.get("detail") != MERGED:
                    # A merge copies movements that are here already under their own record.
                    movements[entry.id] = None
                elif entry.kind == UNDO:
                    movements[undone_id(entry)] = None
        return News(frozenset(registrations), frozenset(sessions), tuple(movements))

    def _sessions_of(self, entry: Entry) -> set[str]:
        """Name the sessions whose counts an entry about a registration may change.

        A status, a merge or an undo changes those of whatever was said before.
        """
        if entry.kind == SET and "status" not in entry.body:
            return _sessions_in(entry)
        if entry.kind not in (SET, MERGE, UNDO):
            return _sessions_in(entry)
        known = self._journal.of_subject(entry.subject)
        return {session for entry in known for session in _sessions_in(entry)}

    def _entries(self, mark: Mapping[str, int]) -> Iterator[Entry]:
        for desk in self._journal.desks():
            for row in self._connection.execute(_SINCE, (desk, mark.get(desk, 0))):
                yield StoredEntry(*row).opened()


def _sessions_in(entry: Entry) -> set[str]:
    """Name the sessions that an entry about a registration speaks of."""
    fields = fields_of(entry)
    booked = {name.removeprefix(FIELD) for name in fields if name.startswith(FIELD)}
    attended = entry.body.get("session", "")
    return booked | ({attended} if attended else set())
