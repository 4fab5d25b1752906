"""What is new in the journal since a mark, for exports of changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from desktop.domain.attendees.registration import MERGED
from desktop.domain.journal.bodies import MERGE, MOVE, SET, UNDO, fields_of, undone_id
from desktop.domain.journal.entry import Entry, EntryId, StoredEntry, SubjectType, split_subject
from desktop.domain.programme.booking import FIELD
from desktop.store.engine.engine import Connection, Database
from desktop.store.engine.slices import OnStore, here
from desktop.store.journal.journal import COLUMNS, Journal

_SINCE = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n > ? AND n <= ? ORDER BY n LIMIT ?"
# So many entries are one slice.
_PAGE = 300
_OF_PERSON = "SELECT id FROM registrations WHERE person = ? AND programme = ?"


class News(NamedTuple):
    """What entries since a mark touch in a programme: ids of registrations, sessions, movements."""

    registrations: frozenset[str]
    sessions: frozenset[str]
    movements: tuple[EntryId, ...]


class _Found(NamedTuple):
    """What was found so far; movements in the order of their entries."""

    registrations: set[str]
    sessions: set[str]
    movements: dict[EntryId, None]


class Changed:
    """Reads entries by their numbers, which no desk ever uses twice."""

    def __init__(self, db: Database, journal: Journal) -> None:
        """Read from this journal."""
        self._connection: Connection = db.conn
        self._journal = journal

    def since(
        self,
        mark: Mapping[str, int],
        programme: str,
        until: Mapping[str, int] | None = None,
        on_store: OnStore = here,
    ) -> News:
        """Name what changed in a programme after a mark.

        Args:
            mark: the newest entry of each desk at the last export; an empty one means all.
            programme: the programme's id.
            until: the newest entry of each desk that counts; all there are without it.
            on_store: does one slice where the store may be touched.
        """
        found = _Found(set(), set(), {})
        heads = on_store(self._newest) if until is None else until
        for desk, newest in heads.items():
            after = mark.get(desk, 0)
            while after < newest:
                after = on_store(partial(self._look, found, programme, desk, after, newest))
        return News(
            frozenset(found.registrations), frozenset(found.sessions), tuple(found.movements)
        )

    def _newest(self) -> dict[str, int]:
        return {desk: head.number for desk, head in self._journal.known_heads().items()}

    def _look(self, found: _Found, programme: str, desk: str, after: int, newest: int) -> int:
        """Look through a page of a desk's entries; give the number of its last one."""
        rows = self._connection.execute(_SINCE, (desk, after, newest, _PAGE)).fetchall()
        for row in rows:
            self._note(found, programme, StoredEntry(*row).opened())
        return int(rows[-1][1]) if len(rows) == _PAGE else newest

    def _note(self, found: _Found, programme: str, entry: Entry) -> None:
        type_, id_ = split_subject(entry.subject)
        if type_ == SubjectType.PERSON:
            rows = self._connection.execute(_OF_PERSON, (id_, programme))
            found.registrations.update(row[0] for row in rows)
        elif entry.programme != programme:
            return
        elif type_ == SubjectType.SESSION:
            found.sessions.add(id_)
        elif type_ == SubjectType.REGISTRATION:
            found.registrations.add(id_)
            found.sessions.update(self._sessions_of(entry))
            if entry.kind == MOVE and entry.body.get("detail") != MERGED:
                # A merge copies movements that are here already under their own record.
                found.movements[entry.id] = None
            elif entry.kind == UNDO:
                found.movements[undone_id(entry)] = None

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


def _sessions_in(entry: Entry) -> set[str]:
    """Name the sessions that an entry about a registration speaks of."""
    fields = fields_of(entry)
    booked = {name.removeprefix(FIELD) for name in fields if name.startswith(FIELD)}
    attended = entry.body.get("session", "")
    return booked | ({attended} if attended else set())
