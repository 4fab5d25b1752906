"""Photos and logos, named by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import re

from desktop.store.engine.engine import Connection, Database

_NAME = re.compile(r"[0-9a-f]{64}")
_SPOKEN = (
    "SELECT DISTINCT photo FROM people INDEXED BY people_with_photo WHERE photo <> ''",
    "SELECT DISTINCT value FROM answers INDEXED BY answers_naming_bytes WHERE length(value) = 64",
)


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

    def names(self) -> set[str]:
        """Name all bytes that are here."""
        return {name for (name,) in self._connection.execute("SELECT hash FROM blobs")}

    def wanted(self) -> list[str]:
        """Name bytes that people, answers or templates speak of, and that are not here yet."""
        spoken = {name for query in _SPOKEN for (name,) in self._connection.execute(query)}
        for (document,) in self._connection.execute("SELECT document FROM templates"):
            spoken.update(_NAME.findall(document))
        return sorted(name for name in spoken - self.names() if _NAME.fullmatch(name))
