"""Queries about who is where: counts by place, who is inside, who is booked and missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.booking import BookingState
from desktop.domain.staff.staff import Staff
from desktop.store.engine.engine import Connection, Database
from desktop.store.queries.registrations import Registrations

_IN_PLACES = "s.programme = ? AND s.inside IN ({})"
_BOOKED = 'r."row" IN (SELECT registration FROM bookings WHERE session = ? AND state = ?)'


class Whereabouts:
    """Who is in which place now, and who should be."""

    def __init__(self, db: Database, registrations: Registrations) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn
        self._registrations = registrations

    def counts(self, programme: str) -> Mapping[str, int]:
        """Count who is in each place itself, without the places in it."""
        query = """
            SELECT inside, count(*) FROM presences WHERE programme = ? AND inside IS NOT NULL
            GROUP BY inside
        """
        return dict(self._connection.execute(query, (programme,)).fetchall())

    def count_within(self, programme: str, places: Sequence[str]) -> int:
        """Count who is in any of these places."""
        query = f"SELECT count(*) FROM presences s WHERE {_IN_PLACES.format(_marks(places))}"
        return int(self._connection.execute(query, (programme, *places)).fetchone()[0])

    def inside(self, programme: str, places: Sequence[str], limit: int) -> Sequence[Attendee]:
        """List who is in any of these places, by name."""
        where = _IN_PLACES.format(_marks(places))
        return self._registrations.where(where, (programme, *places), limit)

    def count_attending(self, programme: str, session: str) -> int:
        """Count who is inside for a session."""
        query = """
            SELECT count(*) FROM presences
            WHERE programme = ? AND inside IS NOT NULL AND since_session = ?
        """
        return int(self._connection.execute(query, (programme, session)).fetchone()[0])

    def attending(self, programme: str, session: str, limit: int) -> Sequence[Attendee]:
        """List who is inside for a session, by name."""
        where = "s.programme = ? AND s.inside IS NOT NULL AND s.since_session = ?"
        return self._registrations.where(where, (programme, session), limit)

    def missing_from(
        self, programme: str, session: str, places: Sequence[str], limit: int
    ) -> Sequence[Attendee]:
        """List who has a place in a session and is in none of these places, by name."""
        where = f"{_BOOKED} AND (s.inside IS NULL OR s.inside NOT IN ({_marks(places)}))"
        return self._registrations.where(where, (session, BookingState.BOOKED, *places), limit)

    def not_attending(self, session: str, limit: int) -> Sequence[Attendee]:
        """List who has a place in a session and is not inside for it, by name."""
        where = f"{_BOOKED} AND (s.inside IS NULL OR s.since_session <> ?)"
        return self._registrations.where(where, (session, BookingState.BOOKED, session), limit)

    def booked_among(self, session: str, registrations: Sequence[str]) -> set[str]:
        """Name those of some registrations that have a place in a session."""
        query = f"""
            SELECT r.id FROM registrations r JOIN bookings b ON b.registration = r."row"
            WHERE b.session = ? AND b.state = ? AND r.id IN ({_marks(registrations)})
        """
        rows = self._connection.execute(query, (session, BookingState.BOOKED, *registrations))
        return {row[0] for row in rows}

    def staff(self) -> Sequence[Staff]:
        """List who works at the desks, by name."""
        rows = self._connection.execute("SELECT id, name, role, pin FROM staff ORDER BY name")
        return [Staff(*row) for row in rows]


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
