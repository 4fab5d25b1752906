"""Queries about where desks disagree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.domain.journal.conflict import Conflict, ConflictKind, Side
from desktop.domain.journal.entry import EntryId
from desktop.store.engine.engine import Connection, Database
from desktop.store.journal.subjects import TABLES

_OVERFULL = """
    SELECT s.id, s.programme, s.capacity, t.people FROM sessions s
    JOIN seats t ON t.session = s.id AND t.state = 'booked'
    WHERE s.programme = ? AND s.capacity > 0 AND t.people > s.capacity ORDER BY s.id
"""
_BOOKED = """
    SELECT r.id, b.since_ms FROM bookings b JOIN registrations r ON r."row" = b.registration
    WHERE b.session = ? AND b.state = 'booked' ORDER BY b.since_ms, r.id
"""


class Disputed(NamedTuple):
    """A disagreement with the subject and the programme that it is about."""

    subject: str
    programme: str
    conflict: Conflict


# By which column people know a small subject; each has one of them.
_CALLED = ("title", "name", "code", "text", "role")


class OverfullSession(NamedTuple):
    """A session with more people than places."""

    session: str
    programme: str
    capacity: int
    booked: int


class Conflicts:
    """Reads what the projections and the journal say of disagreements."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def count(self) -> int:
        """Count what the entries of single subjects disagree about."""
        return int(self._connection.execute("SELECT count(*) FROM conflicts").fetchone()[0])

    def of_subjects(self, subjects: Iterable[str]) -> set[tuple[str, str]]:
        """Give the subjects and keys that are in dispute among these."""
        wanted = list(dict.fromkeys(subjects))
        query = "SELECT subject, key FROM conflicts WHERE kind = ? AND subject = ?"
        found: set[tuple[str, str]] = set()
        for subject in wanted:
            rows = self._connection.execute(query, (ConflictKind.EDITED.value, subject))
            found.update((row[0], row[1]) for row in rows)
        return found

    def all(self) -> Sequence[Disputed]:
        """List what the entries of single subjects disagree about, the newest first."""
        query = "SELECT subject, kind, key, programme, sides FROM conflicts"
        disputes = [
            Disputed(subject, programme, Conflict(ConflictKind(kind), key, _sides(sides)))
            for subject, kind, key, programme, sides in self._connection.execute(query)
        ]
        return sorted(disputes, key=_newest_first)

    def overfull(self, programme: str) -> Sequence[OverfullSession]:
        """List a programme's sessions with more people than places."""
        rows = self._connection.execute(_OVERFULL, (programme,))
        return [OverfullSession(*row) for row in rows]

    def booked_in(self, session: str) -> Sequence[tuple[str, int]]:
        """List who has a place in a session and since when (ms UTC), the first booked first."""
        return [tuple(row) for row in self._connection.execute(_BOOKED, (session,))]

    def removed(self, type_: str) -> list[str]:
        """List the small subjects of a type that somebody removed, brought back or not."""
        query = """
            SELECT DISTINCT subject FROM journal WHERE subject >= ? AND subject < ?
            AND kind = 'set' AND instr(body, '"removed"')
        """
        rows = self._connection.execute(query, (f"{type_}:", f"{type_};"))
        return [row[0] for row in rows]

    def points_of(self, session: str) -> list[str]:
        """Name the points that were ever doors to a session."""
        query = """
            SELECT DISTINCT body ->> 'name' FROM journal WHERE subject >= 'point:'
            AND subject < 'point;' AND kind = 'set' AND body ->> 'session' = ?
        """
        return [row[0] for row in self._connection.execute(query, (session,)) if row[0]]

    def passed(self, programme: str, point: str, besides: str) -> list[EntryId]:
        """Name the living ways in through a point, by its name, at all desks but one."""
        query = """
            SELECT desk, n FROM verdicts WHERE programme = ? AND point = ? AND direction = 'in'
            AND outcome = 'admitted' AND undone_ms IS NULL AND desk <> ?
            AND detail NOT IN ('imported', 'merged') AND registration IS NOT NULL
        """
        return [
            EntryId(*row) for row in self._connection.execute(query, (programme, point, besides))
        ]

    def inside(self, programme: str, place: str) -> list[str]:
        """List the registrations of who is inside a place."""
        query = "SELECT registration FROM presences WHERE programme = ? AND inside = ?"
        return [row[0] for row in self._connection.execute(query, (programme, place))]

    def answered(self, question: str) -> list[str]:
        """List the registrations that have an answer to a question."""
        query = """
            SELECT r.id FROM answers a JOIN registrations r ON r."row" = a.registration
            WHERE a.question = ?
        """
        return [row[0] for row in self._connection.execute(query, (question,))]

    def title_of(self, type_: str, id_: str) -> str:
        """Give what people call a small subject; nothing where it is not here."""
        table = TABLES.get(type_)
        if table is None:
            return ""
        name = next(name for name in _CALLED if name in table.columns)
        query = f"SELECT {name} FROM {table.name} WHERE id = ?"
        row = self._connection.execute(query, (id_,)).fetchone()
        return str(row[0]) if row else ""


def _newest_first(dispute: Disputed) -> tuple[int, str, str, str]:
    newest = max(side.at_ms for side in dispute.conflict.sides)
    return -newest, dispute.subject, dispute.conflict.kind, dispute.conflict.key


def _sides(text: str) -> tuple[Side, ...]:
    return tuple(
        Side(EntryId(*entry), at_ms, actor, what) for entry, at_ms, actor, what in json.loads(text)
    )
