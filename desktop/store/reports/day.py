"""Queries about a day at the doors: ways through, badges, overrides, and who is registered.

All come in pages by keys, so that a scan can come between two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.attendees.registration import IMPORTED, MERGED, NOT_EXPECTED
from desktop.domain.programme.booking import BookingState
from desktop.domain.reports.day import Guest, Override, Passage, Printing
from desktop.store.engine.engine import Connection, Database
from desktop.store.engine.report_schema import CAME

PAGE = 250
_OUT = frozenset(state.value for state in NOT_EXPECTED)
# Whoever was merged into another record came as that one.
_PASSAGES = f"""
    SELECT v.at_ms, v.desk, v.n, coalesce(m."row", r."row"), v.direction, v.point,
        coalesce(d.name, v.desk), v.detail
    FROM verdicts v JOIN registrations r ON r.id = v.registration
    LEFT JOIN registrations m ON m.id = r.merged_into AND r.merged_into <> ''
    LEFT JOIN desks d ON d.id = v.desk
    WHERE v.programme = ? AND (v.at_ms, v.desk, v.n) > (?, ?, ?) AND v.at_ms < ?
    AND v.outcome IN ('admitted', 'checked_out') AND v.undone_ms IS NULL
    AND v.detail <> '{MERGED}' ORDER BY v.at_ms, v.desk, v.n LIMIT {PAGE}
"""
_PRINTINGS = """
    SELECT r."row", p.at_ms FROM printings p JOIN registrations r ON r.id = p.registration
    WHERE p.programme = ? AND p.at_ms >= ? AND p.at_ms < ? AND p.undone_ms IS NULL
"""
_OVERRIDES = """
    SELECT over, reason FROM overrides
    WHERE programme = ? AND at_ms >= ? AND at_ms < ? AND undone_ms IS NULL
"""
_GUESTS = f"""
    SELECT t.sort_key, t.registration, a.text, b.text, c.text, d.text, e.text FROM (
        SELECT * FROM roster WHERE programme = ? AND (sort_key, registration) > (?, ?)
        ORDER BY sort_key, registration LIMIT {PAGE}
    ) t
    LEFT JOIN labels a ON a.id = t.type LEFT JOIN labels b ON b.id = t.country
    LEFT JOIN labels c ON c.id = t.community LEFT JOIN labels d ON d.id = t.organization
    LEFT JOIN labels e ON e.id = t.status ORDER BY t.sort_key, t.registration
"""
_SEATS = "SELECT state, people FROM seats WHERE session = ?"
_NEXT = f"""
    SELECT at_ms FROM verdicts WHERE programme = ? AND at_ms >= ? AND at_ms < ?
    AND outcome IN ('admitted', 'checked_out') AND undone_ms IS NULL AND detail <> '{MERGED}'
    ORDER BY at_ms LIMIT 1
"""
_SCOPE = 'SELECT "row" FROM programmes WHERE id = ?'

Key = tuple[int, str, int]


class PassagePage(NamedTuple):
    """Some ways through doors, and where the next page begins; None after the last one."""

    passages: list[Passage]
    next: Key | None


class Seats(NamedTuple):
    """How many have a place in a session, and how many came in for it, ever."""

    booked: int
    came: int


class GuestPage(NamedTuple):
    """Some people of a programme, and where the next page begins; None after the last one."""

    guests: list[Guest]
    next: tuple[str, int] | None


class DayReportQueries:
    """What reports of a day are made from."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def passages(self, programme: str, after: Key, before_ms: int) -> PassagePage:
        """Give a page of the living ways through the doors of a programme, by time."""
        found = self._connection.execute(_PASSAGES, (programme, *after, before_ms)).fetchall()
        made = [
            Passage(number, at_ms, direction == "in", point, desk, detail == IMPORTED)
            for at_ms, _id, _n, number, direction, point, desk, detail in found
        ]
        last = found[-1][:3] if len(found) == PAGE else None
        return PassagePage(made, last)

    def printings(self, programme: str, since_ms: int, before_ms: int) -> list[Printing]:
        """List the badges that came out."""
        rows = self._connection.execute(_PRINTINGS, (programme, since_ms, before_ms))
        return [Printing(*row) for row in rows]

    def overrides(self, programme: str, since_ms: int, before_ms: int) -> list[Override]:
        """List who was let through all the same."""
        rows = self._connection.execute(_OVERRIDES, (programme, since_ms, before_ms))
        return [Override(tuple(over.split()), reason) for over, reason in rows]

    def guests(self, programme: str, after: tuple[str, int]) -> GuestPage:
        """Give a page of everybody in a programme, by name."""
        scope = self._connection.execute(_SCOPE, (programme,)).fetchone()
        if scope is None:
            return GuestPage([], None)
        found = self._connection.execute(_GUESTS, (scope[0], *after)).fetchall()
        made = [
            Guest(number, type_ or "", country or "", community or "", named or "",
                  status not in _OUT)
            for _key, number, type_, country, community, named, status in found
        ]  # fmt: skip
        last = found[-1][:2] if len(found) == PAGE else None
        return GuestPage(made, last)

    def seats(self, sessions: Sequence[str]) -> list[Seats]:
        """Tell how many have a place in each session, and ever came, from counts that are kept."""
        counted = []
        for session in sessions:
            known = dict(self._connection.execute(_SEATS, (session,)).fetchall())
            counted.append(Seats(known.get(BookingState.BOOKED.value, 0), known.get(CAME, 0)))
        return counted

    def next_way(self, programme: str, since_ms: int, before_ms: int) -> int | None:
        """Tell when somebody went through a door next, in milliseconds UTC; None for never."""
        row = self._connection.execute(_NEXT, (programme, since_ms, before_ms)).fetchone()
        return None if row is None else int(row[0])
