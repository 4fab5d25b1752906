"""Queries of the table of attendees: who, in which order, by which filters."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.attendee_filter import Column, Filter, Order, Presence
from desktop.store.engine import Connection, Database

_LABELLED = {
    Column.TYPE: "type",
    Column.COUNTRY: "country",
    Column.ORGANISATION: "organization",
    Column.COMMUNITY: "community",
    Column.STATUS: "status",
}
_INSIDE = 'SELECT r."row" FROM presences s JOIN registrations r ON r.id = s.registration'


class Counted(NamedTuple):
    """A value that occurs in a column, and how often."""

    text: str
    people: int


class Roster:
    """The attendees of a programme as numbers, cheap enough to hold 300,000 of them."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def numbers(self, programme: str, wanted: Filter, order: Order) -> array[int]:
        """Give the numbers of the registrations that pass a filter, in an order."""
        where, values = self._where(programme, wanted)
        if order.column is Column.NAME:
            direction = "DESC" if order.is_down else ""
            sort, join = f"t.sort_key {direction}, t.registration", ""
        else:
            direction = "DESC" if order.is_down else ""
            column = _LABELLED[order.column]
            join = f"LEFT JOIN labels l ON l.id = t.{column}"
            sort = f"l.text COLLATE NOCASE {direction}, t.sort_key"
        query = f"SELECT t.registration FROM roster t {join} WHERE {where} ORDER BY {sort}"
        return array("q", [row[0] for row in self._connection.execute(query, values)])

    def values(self, programme: str, column: Column, limit: int) -> Sequence[Counted]:
        """List the values of a column with their counts, the most frequent first."""
        name = _LABELLED[column]
        query = f"""
            SELECT l.text, n FROM (
                SELECT {name} AS label, count(*) AS n FROM roster WHERE programme =
                    (SELECT "row" FROM programmes WHERE id = ?) GROUP BY {name}
            ) JOIN labels l ON l.id = label ORDER BY n DESC, l.text LIMIT ?
        """
        return [Counted(*row) for row in self._connection.execute(query, (programme, limit))]

    def labels_like(self, beginning: str, column: Column, limit: int) -> Sequence[str]:
        """List texts of a column, of all programmes, with a word that begins so."""
        name = _LABELLED[column]
        query = f"""
            SELECT text FROM labels l WHERE id IN (
                SELECT label FROM label_words WHERE word >= ?1 AND word < ?1 || char(1114111)
            ) AND EXISTS (SELECT 1 FROM roster WHERE {name} = l.id) ORDER BY text LIMIT ?2
        """
        return [row[0] for row in self._connection.execute(query, (beginning, limit))]

    def _where(self, programme: str, wanted: Filter) -> tuple[str, list[object]]:
        parts = ['t.programme = (SELECT "row" FROM programmes WHERE id = ?)']
        values: list[object] = [programme]
        for column, texts in wanted.chosen:
            marks = ",".join("?" * len(texts))
            parts.append(
                f"t.{_LABELLED[column]} IN (SELECT id FROM labels WHERE text IN ({marks}))"
            )
            values += texts
        if wanted.session:
            parts.append(
                "t.registration IN (SELECT registration FROM bookings WHERE session = ? "
                "AND state = 'booked')"
            )
            values.append(wanted.session)
        if wanted.presence is not Presence.ANY:
            sense = {Presence.IN: "IN", Presence.NOT_IN: "NOT IN", Presence.NEVER_IN: "NOT IN"}
            guard = "" if wanted.presence is Presence.NEVER_IN else "AND s.inside IS NOT NULL"
            inside = f"{_INSIDE} WHERE s.programme = ? AND s.first_in_ms IS NOT NULL {guard}"
            parts.append(f"t.registration {sense[wanted.presence]} ({inside})")
            values.append(programme)
        for question in wanted.missing:
            parts.append(
                "t.registration NOT IN (SELECT registration FROM answers WHERE question = ?)"
            )
            values.append(question)
        if wanted.is_to_be_told:
            parts.append(
                't.registration IN (SELECT "row" FROM registrations WHERE programme = ? '
                "AND moved_up_ms IS NOT NULL AND told_ms IS NULL)"
            )
            values.append(programme)
        return " AND ".join(parts), values
