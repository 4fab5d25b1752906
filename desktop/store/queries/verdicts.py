"""Queries about the answers that desks gave: Recent, arrivals, and the export of check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.attendees.registration import IMPORTED, MERGED
from desktop.domain.journal.entry import EntryId
from desktop.store.engine.engine import Connection, Database

# Other desks may have written hundreds of thousands; Recent does not walk over all of them.
LOOKED_THROUGH = 10_000
# In the place of a detail: checked out from a list, which is no answer to a scan.
BY_LIST = "by list"

_VERDICT_OF = """
    SELECT v.desk, v.n, v.at_ms, v.outcome, v.direction, v.point, coalesce(d.name, v.desk),
        v.detail, v.undone_ms, v.registration{}
    FROM {} v LEFT JOIN desks d ON d.id = v.desk
"""
_VERDICT = _VERDICT_OF.format(", ''", "verdicts")
_ACTOR = ", coalesce((SELECT actor FROM journal j WHERE j.desk = v.desk AND j.n = v.n), '')"


class VerdictRow(NamedTuple):
    """One answer of a desk, as Recent and the export show it; times in milliseconds UTC.

    `actor` is whoever was at the desk, where it was asked for.
    """

    desk_id: str
    number: int
    at_ms: int
    outcome: str
    direction: str
    point: str
    desk: str
    detail: str
    undone_ms: int | None
    registration: str | None
    actor: str = ""

    @property
    def id(self) -> EntryId:
        """The journal entry behind it."""
        return EntryId(self.desk_id, self.number)


class Verdicts:
    """What was answered, when and by whom."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def recent(self, programme: str, desk: str, limit: int) -> Sequence[VerdictRow]:
        """List this desk's newest answers to scans in a programme, the newest first."""
        newest = """
            (SELECT * FROM verdicts WHERE programme = ? AND detail NOT IN (?, ?, ?)
            ORDER BY at_ms DESC, n DESC LIMIT ?)
        """
        query = f"{_VERDICT_OF.format(_ACTOR, newest)} WHERE v.desk = ? LIMIT ?"
        values = (programme, IMPORTED, BY_LIST, MERGED, LOOKED_THROUGH, desk, limit)
        rows = self._connection.execute(query, values)
        return [VerdictRow(*row) for row in rows]

    def newest_movement(self, programme: str, desk: str) -> VerdictRow | None:
        """Find this desk's newest movement that was not taken back."""
        where = """
            v.programme = ? AND v.desk = ? AND v.outcome IN ('admitted', 'checked_out')
                AND v.undone_ms IS NULL AND v.detail NOT IN (?, ?, ?)
        """
        query = f"{_VERDICT} WHERE {where} ORDER BY v.at_ms DESC, v.n DESC LIMIT 1"
        values = (programme, desk, IMPORTED, BY_LIST, MERGED)
        row = self._connection.execute(query, values).fetchone()
        return VerdictRow(*row) if row else None

    def undone_ms(self, programme: str, at_ms: int, id_: EntryId) -> int | None:
        """Tell when an answer was taken back, in milliseconds UTC; None if it was not."""
        query = """
            SELECT undone_ms FROM verdicts
            WHERE programme = ? AND at_ms = ? AND desk = ? AND n = ?
        """
        row = self._connection.execute(query, (programme, at_ms, *id_)).fetchone()
        return row[0] if row else None

    def page(
        self, programme: str, after: tuple[int, str, int] | None, size: int
    ) -> Sequence[VerdictRow]:
        """Give the next answers of a programme in the order of time.

        Args:
            programme: the programme's id.
            after: time, desk and number of the last one given, or None to begin.
            size: how many at most.
        """
        where = "v.programme = ? AND (v.at_ms, v.desk, v.n) > (?, ?, ?) AND v.detail <> 'merged'"
        query = f"{_VERDICT} WHERE {where} ORDER BY v.at_ms, v.desk, v.n LIMIT ?"
        mark = after or (-1, "", 0)
        rows = self._connection.execute(query, (programme, *mark, size))
        return [VerdictRow(*row) for row in rows]

    def arrivals(
        self, programme: str, since_ms: int, bin_ms: int, session: str = ""
    ) -> Sequence[tuple[int, int]]:
        """Count admissions since a moment, as pairs of bin number and people.

        Of a session only the way in that people are inside by counts.
        """
        if session:
            return self._arrivals_at(programme, since_ms, bin_ms, session)
        query = """
            SELECT (at_ms - ?1) / ?2, count(*) FROM verdicts
            WHERE programme = ?3 AND at_ms >= ?1 AND outcome = 'admitted' AND undone_ms IS NULL
                AND detail NOT IN ('imported', 'merged')
            GROUP BY 1
        """
        return list(self._connection.execute(query, (since_ms, bin_ms, programme)))

    def _arrivals_at(
        self, programme: str, since_ms: int, bin_ms: int, session: str
    ) -> Sequence[tuple[int, int]]:
        query = """
            SELECT (since_ms - ?1) / ?2, count(*) FROM presences
            WHERE programme = ?3 AND since_ms >= ?1 AND since_session = ?4 GROUP BY 1
        """
        return list(self._connection.execute(query, (since_ms, bin_ms, programme, session)))
