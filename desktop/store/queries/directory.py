"""Queries about partnerships, communities and organisations, and about what desks have saved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain.programme.partnership import Community, Organisation, Partnership
from desktop.store.engine.engine import Connection, Database


class Directory:
    """The directory, and saved column mappings and filters."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def partnerships(self) -> Sequence[Partnership]:
        """List all partnerships by name."""
        query = "SELECT id, name, name_hebrew, contact FROM partnerships ORDER BY name"
        return [Partnership(*row) for row in self._connection.execute(query)]

    def communities(self) -> Sequence[Community]:
        """List all communities by name."""
        query = """
            SELECT id, name, name_hebrew, country, partnership FROM communities ORDER BY name
        """
        return [Community(*row) for row in self._connection.execute(query)]

    def organisations(self) -> Sequence[Organisation]:
        """List all organisations by name."""
        query = "SELECT id, name, name_hebrew, kind, community FROM organisations ORDER BY name"
        return [Organisation(*row) for row in self._connection.execute(query)]

    def people_by_community(self) -> Mapping[str, int]:
        """Count people by the community they name."""
        query = "SELECT community, count(*) FROM people WHERE community <> '' GROUP BY community"
        return dict(self._connection.execute(query).fetchall())

    def mapping(self, source: str) -> Mapping[str, str] | None:
        """Give the saved mapping of a source: field name to header."""
        query = "SELECT columns FROM mappings WHERE id = ?"
        row = self._connection.execute(query, (source,)).fetchone()
        return json.loads(row[0]) if row else None

    def filters(self, programme: str) -> Sequence[tuple[str, str, Mapping[str, Any]]]:
        """List the saved filters of a programme: id, name, and what they choose."""
        query = "SELECT id, name, chosen FROM filters WHERE programme = ? ORDER BY name"
        rows = self._connection.execute(query, (programme,))
        return [(id_, name, json.loads(chosen)) for id_, name, chosen in rows]
