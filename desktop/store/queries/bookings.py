"""Queries about places in sessions and about answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.programme.booking import BookingState
from desktop.domain.programme.questions import Answer
from desktop.domain.programme.waiting_list import Waiting
from desktop.store.engine.engine import Connection, Database


class Bookings:
    """Who is booked where, who waits, and who answered what."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def taken(self, session: str) -> int:
        """Count who has a place in a session."""
        return self._counted(session, BookingState.BOOKED)

    def counts(self, sessions: Sequence[str]) -> Mapping[str, tuple[int, int]]:
        """Count who has a place in each session, and who waits for one."""
        return {
            session: (self.taken(session), self._counted(session, BookingState.WAITING))
            for session in sessions
        }

    def _counted(self, session: str, state: BookingState) -> int:
        """Read what is counted as bookings come in: as quick for 300,000 as for ten."""
        query = "SELECT people FROM seats WHERE session = ? AND state = ?"
        row = self._connection.execute(query, (session, state)).fetchone()
        return int(row[0]) if row else 0

    def waiting(self, session: str) -> Sequence[Waiting]:
        """List who waits for a place in a session."""
        query = """
            SELECT b.since_ms, r.id FROM bookings b
            JOIN registrations r ON r."row" = b.registration WHERE b.session = ? AND b.state = ?
        """
        return [
            Waiting(*row)
            for row in self._connection.execute(query, (session, BookingState.WAITING))
        ]

    def answers_of(
        self, registrations: Sequence[str], questions: Sequence[str]
    ) -> Mapping[tuple[str, str], str]:
        """Give the answers of some people to some questions, by registration and question."""
        marks = ",".join("?" * len(registrations)), ",".join("?" * len(questions))
        query = f"""
            SELECT r.id, a.question, a.value FROM registrations r
            JOIN answers a ON a.registration = r."row" AND a.question IN ({marks[1]})
            WHERE r.id IN ({marks[0]})
        """
        rows = self._connection.execute(query, (*questions, *registrations))
        return {(id_, question): value for id_, question, value in rows}

    def answers(self, registration: str) -> Sequence[Answer]:
        """List what somebody answered, in no particular order."""
        query = """
            SELECT a.question, a.value, a.at_ms, a.wording FROM registrations r
            CROSS JOIN questions q ON q.programme = r.programme
            CROSS JOIN answers a ON a.question = q.id AND a.registration = r."row" WHERE r.id = ?
        """
        return [Answer(*row) for row in self._connection.execute(query, (registration,))]
