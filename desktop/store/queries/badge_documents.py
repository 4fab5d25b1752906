"""Queries about badge templates and papers that people made or changed."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.store.engine.engine import Connection, Database


class BadgeDocuments:
    """Templates and papers of this store, as the text that their journal entries hold."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def templates(self) -> Sequence[tuple[str, str, str]]:
        """List templates by title: id, title, document."""
        query = "SELECT id, title, document FROM templates ORDER BY title, id"
        return list(self._connection.execute(query))

    def template(self, id_: str) -> str | None:
        """Give the document of a template, if this store has one of that id."""
        query = "SELECT document FROM templates WHERE id = ?"
        row = self._connection.execute(query, (id_,)).fetchone()
        return str(row[0]) if row else None

    def papers(self) -> Sequence[tuple[str, str]]:
        """List papers by name: id, and geometry as JSON."""
        query = "SELECT id, geometry FROM papers ORDER BY name, id"
        return list(self._connection.execute(query))
