"""Queries about credits: who came in for a session, and what was decided."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from desktop.domain.reports.credits import Decided
from desktop.store.engine.engine import Connection, Database

PAGE = 500
_ATTENDED = f"""
    SELECT registration FROM attended WHERE session = ? AND registration > ?
    ORDER BY registration LIMIT {PAGE}
"""
_DECIDED = """
    SELECT coalesce(m.id, r.id), c.awarded, c.note, c.decided_by, c.at_ms, c.type
    FROM credits_decided c JOIN registrations r ON r."row" = c.registration
    LEFT JOIN registrations m ON m.id = r.merged_into AND r.merged_into <> ''
    WHERE c.session = ? ORDER BY c.at_ms, r.merged_into = ''
"""


class DecidedRow(NamedTuple):
    """A decision, and whose credit it is about."""

    registration: str
    decided: Decided


class CreditQueries:
    """What credits are made from, beside the journal."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def attended(self, session: str, after: str) -> list[str]:
        """Give a page of the registrations that came in for a session, in the order of ids."""
        return [row[0] for row in self._connection.execute(_ATTENDED, (session, after))]

    def decided(self, session: str) -> list[DecidedRow]:
        """List what somebody decided about a session's credits.

        By time, those about a record that became part of another as about that one: what was
        decided last comes last.
        """
        rows = self._connection.execute(_DECIDED, (session,))
        return [
            DecidedRow(id_, Decided(Decimal(awarded), note, by, at_ms, type_))
            for id_, awarded, note, by, at_ms, type_ in rows
        ]
