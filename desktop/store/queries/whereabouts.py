"""Queries about who is where: counts by place, who is inside, who is booked and missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from heapq import nsmallest
from typing import Any, NamedTuple

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.booking import BookingState
from desktop.domain.staff.staff import Staff
from desktop.store.engine.engine import Connection, Database
from desktop.store.engine.slices import OnStore, here
from desktop.store.queries.presence_now import PLACE_NOW, SESSION_NOW, Crowds, PresenceNow
from desktop.store.queries.registrations import Registrations

# Whoever is in one of some places now was met in one of them: the first is found by the index.
_HERE = f"s.inside IN ({{0}}) AND {PLACE_NOW} IN ({{0}})"
# Who is inside for a session is so until it ends in the venue, or the venue empties.
_STILL = f"({PLACE_NOW} IS NOT NULL AND {SESSION_NOW} = s.since_session)"
_WHO = "r.sort_key, r.\"row\", r.id, r.merged_into = ''"
_PRESENT = f"""
    SELECT s.since_session, s.registration, {_WHO} AND {{0}}
    FROM presences s INDEXED BY presences_inside CROSS JOIN registrations r ON r.id = s.registration
    WHERE s.programme = ? AND s.inside = ? AND (s.since_session, s.registration) > (?, ?)
    ORDER BY s.since_session, s.registration LIMIT ?
"""
_MET = f"""
    SELECT s.programme, s.registration, {_WHO} AND s.inside IS NOT NULL AND {PLACE_NOW} IS NULL
    FROM presences s CROSS JOIN registrations r ON r.id = s.registration
    WHERE s.programme = ?1 AND (s.programme, s.registration) > (?2, ?3)
    ORDER BY s.programme, s.registration LIMIT ?4
"""
_ATTENDED = f"""
    SELECT a.session, a.registration, {_WHO}
        AND coalesce(s.inside IS NOT NULL AND s.since_session = a.session AND {_STILL}, 0)
    FROM attended a CROSS JOIN registrations r ON r.id = a.registration
    LEFT JOIN presences s ON s.programme = r.programme AND s.registration = r.id
    WHERE a.session = ?1 AND (a.session, a.registration) > (?2, ?3)
    ORDER BY a.session, a.registration LIMIT ?4
"""
_HOLDING = f"""
    SELECT b.session, b.registration, {_WHO} AND b.state = 'booked' AND NOT coalesce({{0}}, 0)
    FROM bookings b CROSS JOIN registrations r ON r."row" = b.registration
    LEFT JOIN presences s ON s.programme = r.programme AND s.registration = r.id
    WHERE b.session = ? AND (b.session, b.registration) > (?, ?)
    ORDER BY b.session, b.registration LIMIT ?
"""
_ATTENDS = f"s.inside IS NOT NULL AND s.since_session = b.session AND {_STILL}"
_CAME = "EXISTS (SELECT 1 FROM attended WHERE session = b.session AND registration = r.id)"
# So many rows are one slice; of people themselves fewer.
_PAGE, _PEOPLE = 500, 100


class _Found(NamedTuple):
    """Somebody who passes: by name, the number and the id of the registration."""

    sort_key: str
    row: int
    id: str


class _Walk(NamedTuple):
    """A query of a page of those who may be meant, and what it is asked by before the key."""

    query: str
    values: tuple[object, ...]
    after: tuple[object, object]


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

    def unseen(self, programme: str, limit: int, on_store: OnStore = here) -> Sequence[Attendee]:
        """List who was never seen leaving a place that is empty by now, by name."""
        return self._first(self._unseen(programme), limit, on_store)

    def unseen_ids(self, programme: str, on_store: OnStore = here) -> list[str]:
        """Name all who were never seen leaving."""
        return self._ids(self._unseen(programme), on_store)

    def inside(
        self, programme: str, places: Sequence[str], limit: int, on_store: OnStore = here
    ) -> Sequence[Attendee]:
        """List who is in any of these places, by name."""
        return self._first(self._inside(programme, places), limit, on_store)

    def inside_ids(
        self, programme: str, places: Sequence[str], on_store: OnStore = here
    ) -> list[str]:
        """Name all who are in any of these places."""
        return self._ids(self._inside(programme, places), on_store)

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

    def attending(self, session: str, limit: int, on_store: OnStore = here) -> Sequence[Attendee]:
        """List who is inside for a session, by name."""
        return self._first([_Walk(_ATTENDED, (session,), (session, ""))], limit, on_store)

    def attending_ids(self, session: str, on_store: OnStore = here) -> list[str]:
        """Name all who are inside for a session."""
        return self._ids([_Walk(_ATTENDED, (session,), (session, ""))], on_store)

    def missing_from(
        self, session: str, places: Sequence[str], limit: int, on_store: OnStore = here
    ) -> Sequence[Attendee]:
        """List who has a place in a session and is in none of these places, by name."""
        query = _HOLDING.format(_HERE.format(_marks(places)))
        walk = _Walk(query, (*places, *places, session), (session, 0))
        return self._first([walk], limit, on_store)

    def not_attending(
        self, session: str, limit: int, on_store: OnStore = here
    ) -> Sequence[Attendee]:
        """List who has a place in a session and is not inside for it, by name."""
        walk = _Walk(_HOLDING.format(_ATTENDS), (session,), (session, 0))
        return self._first([walk], limit, on_store)

    def never_came(self, session: str, limit: int, on_store: OnStore = here) -> Sequence[Attendee]:
        """List who has a place in a session and never came in for it, by name."""
        walk = _Walk(_HOLDING.format(_CAME), (session,), (session, 0))
        return self._first([walk], limit, on_store)

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

    def _unseen(self, programme: str) -> list[_Walk]:
        return [_Walk(_MET, (programme,), (programme, ""))]

    def _inside(self, programme: str, places: Sequence[str]) -> list[_Walk]:
        query = _PRESENT.format(f"{PLACE_NOW} IN ({_marks(places)})")
        return [_Walk(query, (*places, programme, place), ("", "")) for place in places]

    def _first(self, walks: Sequence[_Walk], limit: int, on_store: OnStore) -> Sequence[Attendee]:
        """Give the first of those who pass, by name; they are looked for slice by slice."""
        numbers = [found.row for found in nsmallest(limit, self._found(walks, on_store))]
        people: list[Attendee] = []
        for start in range(0, len(numbers), _PEOPLE):
            some = numbers[start : start + _PEOPLE]
            people += on_store(partial(self._registrations.by_rows, some))
        return people

    def _ids(self, walks: Sequence[_Walk], on_store: OnStore) -> list[str]:
        return [found.id for found in self._found(walks, on_store)]

    def _found(self, walks: Sequence[_Walk], on_store: OnStore) -> set[_Found]:
        found: set[_Found] = set()
        for query, values, begin in walks:
            after: Sequence[object] = begin
            while True:
                rows = on_store(partial(self._rows, query, (*values, *after, _PAGE)))
                found.update(_Found(*who) for _key, _id, *who, is_meant in rows if is_meant)
                if len(rows) < _PAGE:
                    break
                after = rows[-1][:2]
        return found

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
