"""Queries about who is where: counts by place, who is inside, who is booked and missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.booking import BookingState
from desktop.domain.staff.staff import Staff
from desktop.store.engine.engine import Connection, Database
from desktop.store.queries.presence_now import PLACE_NOW, SESSION_NOW, PresenceNow
from desktop.store.queries.registrations import Registrations

# Whoever is in one of some places now was met in one of them: the first is found by the index.
_HERE = f"s.inside IN ({{0}}) AND {PLACE_NOW} IN ({{0}})"
# Who is inside for a session is so until it ends in the venue, or the venue empties.
_STILL = f"{PLACE_NOW} IS NOT NULL AND {SESSION_NOW} = s.since_session"
_ATTENDING = f"s.programme = ? AND s.inside IS NOT NULL AND s.since_session = ? AND {_STILL}"
_BOOKED = 'r."row" IN (SELECT registration FROM bookings WHERE session = ? AND state = ?)'


class Whereabouts:
    """Who is in which place now, and who should be."""

    def __init__(
        self, db: Database, registrations: Registrations, presence_now: PresenceNow
    ) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn
        self._registrations = registrations
        self._now = presence_now

    def counts(self, programme: str) -> Mapping[str, int]:
        """Count who is in each place itself, without the places in it."""
        place, there = self._now.place(programme), self._now.is_somewhere(programme)
        query = f"""
            SELECT {place.text} AS place, count(*) FROM presences s NOT INDEXED
            WHERE s.programme = ? AND {there.text} GROUP BY place
        """
        values = (*place.values, programme, *there.values)
        return dict(self._connection.execute(query, values).fetchall())

    def count_within(self, programme: str, places: Sequence[str]) -> int:
        """Count who is in any of these places."""
        place, there = self._now.place(programme), self._now.is_somewhere(programme)
        marks = _marks(places)
        query = f"""
            SELECT count(*) FROM presences s WHERE s.programme = ? AND s.inside IN ({marks})
            AND {there.text} AND {place.text} IN ({marks})
        """
        values = (programme, *places, *there.values, *place.values, *places)
        return int(self._connection.execute(query, values).fetchone()[0])

    def count_unseen(self, programme: str) -> int:
        """Count who was never seen leaving a place that is empty by now."""
        there = self._now.is_somewhere(programme)
        query = f"""
            SELECT count(*) FROM presences s NOT INDEXED
            WHERE s.programme = ? AND s.inside IS NOT NULL AND NOT ({there.text})
        """
        return int(self._connection.execute(query, (programme, *there.values)).fetchone()[0])

    def unseen(self, programme: str, limit: int) -> Sequence[Attendee]:
        """List who was never seen leaving a place that is empty by now, by name."""
        there = self._now.is_somewhere(programme)
        where = f"s.programme = ? AND s.inside IS NOT NULL AND NOT ({there.text})"
        return self._registrations.where(where, (programme, *there.values), limit)

    def inside(self, programme: str, places: Sequence[str], limit: int) -> Sequence[Attendee]:
        """List who is in any of these places, by name."""
        where = f"s.programme = ? AND {_HERE.format(_marks(places))}"
        return self._registrations.where(where, (programme, *places, *places), limit)

    def count_attending(self, programme: str, session: str) -> int:
        """Count who is inside for a session."""
        query = f"SELECT count(*) FROM presences s WHERE {_ATTENDING}"
        return int(self._connection.execute(query, (programme, session)).fetchone()[0])

    def attending(self, programme: str, session: str, limit: int) -> Sequence[Attendee]:
        """List who is inside for a session, by name."""
        return self._registrations.where(_ATTENDING, (programme, session), limit)

    def missing_from(
        self, programme: str, session: str, places: Sequence[str], limit: int
    ) -> Sequence[Attendee]:
        """List who has a place in a session and is in none of these places, by name."""
        where = f"{_BOOKED} AND NOT coalesce({_HERE.format(_marks(places))}, 0)"
        values = (session, BookingState.BOOKED, *places, *places)
        return self._registrations.where(where, values, limit)

    def not_attending(self, session: str, limit: int) -> Sequence[Attendee]:
        """List who has a place in a session and is not inside for it, by name."""
        where = f"{_BOOKED} AND NOT (s.inside IS NOT NULL AND s.since_session = ? AND {_STILL})"
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
