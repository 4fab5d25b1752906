"""Queries about who is where: counts by place, who is inside, who is booked and missing."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.booking import BookingState
from desktop.domain.staff.staff import Staff
from desktop.store.engine.engine import Connection, Database
from desktop.store.queries.presence_now import PLACE_NOW, SESSION_NOW, Crowds, PresenceNow
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

    def crowds(self, programme: str) -> Crowds:
        """Count who is in each place itself, for each session, and was not seen leaving."""
        return self._now.crowds(self._connection, programme)

    def count_within(self, programme: str, places: Sequence[str]) -> int:
        """Count who is in any of these places."""
        return self.crowds(programme).within(places)

    def unseen(self, programme: str, limit: int) -> Sequence[Attendee]:
        """List who was never seen leaving a place that is empty by now, by name."""
        where = f"s.programme = ? AND s.inside IS NOT NULL AND {PLACE_NOW} IS NULL"
        return self._registrations.where(where, (programme,), limit)

    def inside(self, programme: str, places: Sequence[str], limit: int) -> Sequence[Attendee]:
        """List who is in any of these places, by name."""
        where = f"s.programme = ? AND {_HERE.format(_marks(places))}"
        return self._registrations.where(where, (programme, *places, *places), limit)

    def count_attending(self, programme: str, session: str) -> int:
        """Count who is inside for a session."""
        return self.crowds(programme).for_session[session]

    def ever_attended(self, programme: str) -> set[str]:
        """Name the sessions for which somebody came in, however long ago."""
        query = """
            SELECT id FROM sessions WHERE programme = ?
            AND EXISTS (SELECT 1 FROM attended WHERE session = sessions.id)
        """
        return {row[0] for row in self._connection.execute(query, (programme,))}

    def count_held(self, programme: str, session: str, places: Sequence[str]) -> tuple[int, int]:
        """Count who has a place in a session and is not inside for it.

        The second figure is of them who is in none of these places either.
        """
        query = f"""
            SELECT count(*), count(*) FILTER (WHERE NOT coalesce({_HERE.format(_marks(places))}, 0))
            FROM bookings b JOIN registrations r ON r."row" = b.registration
            LEFT JOIN presences s ON s.programme = ? AND s.registration = r.id
            WHERE b.session = ? AND b.state = ?
            AND NOT (s.inside IS NOT NULL AND coalesce(s.since_session, '') = b.session)
        """
        values = (*places, *places, programme, session, BookingState.BOOKED)
        row = self._connection.execute(query, values).fetchone()
        return int(row[0]), int(row[1])

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

    def never_came(self, programme: str, session: str, limit: int) -> Sequence[Attendee]:
        """List who has a place in a session and never came in for it, by name."""
        came = "SELECT 1 FROM attended WHERE session = ? AND registration = r.id"
        where = f"r.programme = ? AND {_BOOKED} AND NOT EXISTS ({came})"
        values = (programme, session, BookingState.BOOKED, session)
        return self._registrations.where(where, values, limit)

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
