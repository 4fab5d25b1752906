"""Writes entries into a store with ids and moments that a test chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import (
    CLOCK_COUNTER_BITS,
    FIRST_CHAIN,
    Draft,
    Entry,
    StoredEntry,
    canonical,
    chain_after,
)
from desktop.store.engine.keys import KeyStore
from desktop.store.store import Store
from tests.support.builders import EIGHT

PERSON = frozenset(
    {
        "first_name", "last_name", "full_name", "first_name_hebrew", "last_name_hebrew", "email",
        "full_name_hebrew", "phone", "organization", "country", "community", "nickname", "photo",
    }
)  # fmt: skip


class Scribe:
    """The hand that writes into one store; each entry is one second after the one before."""

    def __init__(self, folder: Path, name: str = "muster") -> None:
        self.store = Store.open(folder / f"{name}.db", KeyStore(folder / "store.key"))
        self.now_ms = EIGHT

    def write(self, *drafts: Draft, fresh: Sequence[str] = ()) -> list[Entry]:
        with self.store.write():
            written = self.store.append(drafts, self.now_ms, fresh)
        self.now_ms += 1_000
        return written

    def put(self, kind: str, subject: str, programme: str = "p1", /, **body: Any) -> Entry:
        """Write one entry; `set` as a kind sets fields."""
        return self.write(Draft(kind, subject, programme, body))[0]

    def programme(self, id_: str, **fields: Any) -> None:
        self.put(SET, f"programme:{id_}", id_, **{"code": id_.upper(), **fields})

    def register(self, id_: str, name: str, programme: str = "p1", /, **fields: Any) -> None:
        """Register a person of the same id, given the fields of both."""
        self.write(*registering(id_, name, programme, **fields))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.store.db.conn.execute(query, values)]

    def fill(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """Put rows into a table as they are, where thousands are needed."""
        if not rows:
            return
        marks = ",".join("?" * len(rows[0]))
        with self.store.write():
            self.store.db.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def close(self) -> None:
        self.store.close()


def registering(id_: str, name: str, programme: str = "p1", /, **fields: Any) -> list[Draft]:
    """Give the entries that register somebody."""
    first, _, last = name.partition(" ")
    person = {"first_name": first, "last_name": last}
    person |= {key: fields.pop(key) for key in list(fields) if key in PERSON}
    return [
        Draft(SET, f"person:{id_}", "", person),
        Draft(SET, f"registration:{id_}", programme, {"person": id_, **fields}),
    ]


def entries_of(
    desk: str,
    *told: tuple[str, str, Mapping[str, Any]],
    at_ms: int = EIGHT,
    seen: str = "{}",
) -> list[StoredEntry]:
    """Write what another desk told (kind, subject, body) as its entries from number 1 on."""
    chain, made = FIRST_CHAIN, []
    for number, (kind, subject, body) in enumerate(told, start=1):
        clock = (at_ms + number) << CLOCK_COUNTER_BITS
        programme = "" if subject.startswith("person:") else "p1"
        identity = (desk, number, clock, "desk", kind, subject, programme)
        text = canonical(body)
        chain = chain_after(chain, identity, text, seen)
        made.append(StoredEntry(*identity, text, seen, chain))
    return made
