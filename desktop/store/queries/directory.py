"""Queries about partnerships, communities and organisations, and about what desks have saved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from desktop.domain.programme.partnership import Community, Organisation, Partnership
from desktop.store.engine.distinct import each_value
from desktop.store.engine.engine import Connection, Database
from desktop.store.engine.slices import OnStore, here

_NAMED = f"""
    {each_value("people", "community", "community <> ''")}
    SELECT community FROM known WHERE community IS NOT NULL
"""
_COUNTED_AT_ONCE = 50
_SOURCE_NAME = "SELECT name FROM mappings WHERE id = ?"
_SOURCE_STATUSES = "SELECT statuses FROM mappings WHERE id = ?"
_SOURCE_COLUMNS = "SELECT columns FROM mappings WHERE id = ?"


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

    def communities_named(self) -> list[str]:
        """List the communities that people name, in the order of letters."""
        return [row[0] for row in self._connection.execute(_NAMED)]

    def people_by_community(self, on_store: OnStore = here) -> Mapping[str, int]:
        """Count people by the community they name."""
        names = on_store(self.communities_named)
        counts: dict[str, int] = {}
        for start in range(0, len(names), _COUNTED_AT_ONCE):
            some = names[start : start + _COUNTED_AT_ONCE]
            counts |= on_store(partial(self._counted, some))
        return counts

    def _counted(self, names: Sequence[str]) -> dict[str, int]:
        marks = ",".join("?" * len(names))
        query = f"""
            SELECT community, count(*) FROM people
            WHERE community <> '' AND community IN ({marks}) GROUP BY community
        """
        return dict(self._connection.execute(query, names).fetchall())

    def source_name(self, source: str) -> str:
        """Give what people call a source of guest lists; nothing where nobody named it."""
        row = self._connection.execute(_SOURCE_NAME, (source,)).fetchone()
        return str(row[0]) if row else ""

    def statuses(self, source: str) -> Mapping[str, str]:
        """Give what words for a status were said to mean in the lists of a source."""
        row = self._connection.execute(_SOURCE_STATUSES, (source,)).fetchone()
        return json.loads(row[0]) if row and row[0] else {}

    def mapping(self, source: str) -> Mapping[str, str] | None:
        """Give the saved mapping of a source: field name to header."""
        row = self._connection.execute(_SOURCE_COLUMNS, (source,)).fetchone()
        return json.loads(row[0]) if row and row[0] else None

    def headers(self, source: str) -> set[str]:
        """Give the columns that a source's list had when its mapping was kept."""
        query = "SELECT headers FROM mappings WHERE id = ?"
        row = self._connection.execute(query, (source,)).fetchone()
        return set(json.loads(row[0])) if row and row[0] else set()

    def filters(self, programme: str) -> Sequence[tuple[str, str, Mapping[str, Any]]]:
        """List the saved filters of a programme: id, name, and what they choose."""
        query = "SELECT id, name, chosen FROM filters WHERE programme = ? ORDER BY name"
        rows = self._connection.execute(query, (programme,))
        return [(id_, name, json.loads(chosen)) for id_, name, chosen in rows]
