"""Photos and logos, named by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib

from desktop.store.engine import Connection, Database


class Blobs:
    """Keeps bytes that the journal names by their hash."""

    def __init__(self, db: Database) -> None:
        """Keep them in this store."""
        self._connection: Connection = db.conn

    def put(self, content: bytes) -> str:
        """Keep bytes and give their name, inside a transaction; the same bytes are kept once."""
        name = hashlib.sha256(content).hexdigest()
        self._connection.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (name, content))
        return name

    def get(self, name: str) -> bytes | None:
        """Give bytes by their name, if they are here."""
        row = self._connection.execute("SELECT bytes FROM blobs WHERE hash = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None
