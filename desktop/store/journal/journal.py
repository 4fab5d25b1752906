"""The append-only journal: every desk's entries, numbered and chained."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop.domain.journal.entry import (
    CLOCK_COUNTER_BITS,
    FIRST_CHAIN,
    WALL,
    WALL_APART_MS,
    Draft,
    Entry,
    EntryId,
    SealedEntry,
    StoredEntry,
    canonical,
    chain_after,
    next_clock,
)
from desktop.domain.storable import storable
from desktop.store.engine.distinct import each_value
from desktop.store.engine.engine import Connection, Database

COLUMNS = "desk, n, clock, actor, kind, subject, programme, body, seen, chain"
_INSERT = f"INSERT INTO journal ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"
_BY_SUBJECT = f"SELECT {COLUMNS} FROM journal WHERE subject = ?"
_HAS = "SELECT 1 FROM journal WHERE subject = ? LIMIT 1"
_SEEN = "SELECT desk, max(n) FROM journal WHERE subject = ? AND desk <> ? GROUP BY desk"
_SEALED_HEADS = f"""
    {each_value("sealed", "desk")} SELECT s.desk, s.n, s.chain FROM known
    JOIN sealed s ON s.desk = known.desk
        AND s.n = (SELECT max(n) FROM sealed WHERE desk = known.desk)
"""
_HEADS = f"""
    {each_value("journal", "desk")} SELECT j.desk, j.n, j.clock, j.chain FROM known
    JOIN journal j ON j.desk = known.desk
        AND j.n = (SELECT max(n) FROM journal WHERE desk = known.desk)
"""


class Head(NamedTuple):
    """The newest entry of a desk."""

    number: int
    clock: int
    chain: bytes


# What JSON writes for a NUL, and half characters, which it lets through.
_MAY_BE_ODD = re.compile("\\\\u0000|[\ud800-\udfff]")
_PAGE = 500
NO_HEAD = Head(0, 0, FIRST_CHAIN)


class Journal:
    """Writes this desk's entries and reads everybody's."""

    def __init__(self, db: Database, desk: str) -> None:
        """Continue the journal as this desk."""
        self._connection: Connection = db.conn
        self.desk = desk
        self._heads: dict[str, Head] | None = None

    def append(
        self, drafts: Sequence[Draft], actor: str, wall_ms: int, fresh: Collection[str] = ()
    ) -> list[Entry]:
        """Write drafts as this desk's next entries, inside the caller's transaction.

        Args:
            drafts: what is to be written, in order.
            actor: who acts.
            wall_ms: wall time in milliseconds since 1970 UTC.
            fresh: subjects that nobody has written about.
        """
        heads = self._known_heads()
        is_alone = not heads.keys() - {self.desk}
        number, clock, chain = heads.get(self.desk, NO_HEAD)
        clock = max(clock, *(head.clock for head in heads.values())) if heads else clock
        desk, actor = self.desk, storable(actor)
        rows, entries = [], []
        for kind, subject, programme, given in drafts:
            number += 1
            seen = {} if is_alone or subject in fresh else self._seen_of(subject)
            clock = next_clock(clock, wall_ms)
            if (clock >> CLOCK_COUNTER_BITS) - wall_ms > WALL_APART_MS:
                seen[WALL] = wall_ms
            seen_text = canonical(seen) if seen else "{}"
            identity = (desk, number, clock, actor, kind, storable(subject), programme)
            body, body_text = given, canonical(given)
            if _MAY_BE_ODD.search(body_text):
                # Cleaned is the value, never its JSON: there the same letters may mean themselves.
                body = storable(given)
                body_text = canonical(body)
            chain = chain_after(chain, identity, body_text, seen_text)
            rows.append(StoredEntry(*identity, body_text, seen_text, chain))
            entries.append(Entry(*identity, body, seen, chain))
        self._insert(rows)
        heads[desk] = Head(number, clock, chain)
        return entries

    def take(self, entries: Sequence[StoredEntry], opened: Sequence[Entry] = ()) -> list[Entry]:
        """Write entries of other desks, each the next of its desk, inside a transaction.

        Whoever has read them already hands in what they say, in the same order.
        """
        heads = self._known_heads()
        self._insert(entries)
        for entry in entries:
            head = heads.get(entry.desk, NO_HEAD)
            newest = entry if entry.number > head.number else head
            # What is opened late, or stood before a sealed one, may be the newest with a time.
            heads[entry.desk] = Head(newest.number, max(entry.clock, head.clock), newest.chain)
        return list(opened) or [entry.opened() for entry in entries]

    def pass_over(self, entry: SealedEntry) -> Head:
        """Go on after a sealed entry of another desk, inside a transaction."""
        heads = self._known_heads()
        clock = heads.get(entry.desk, NO_HEAD).clock
        head = heads[entry.desk] = Head(entry.number, clock, entry.chain)
        return head

    def known_heads(self) -> Mapping[str, Head]:
        """Name the newest entry of each desk, as remembered; sealed ones count."""
        return self._known_heads()

    def chain_of(self, id_: EntryId) -> bytes | None:
        """Give the chain of an entry, also of a sealed one; None where there is none."""
        for table in ("journal", "sealed"):
            query = f"SELECT chain FROM {table} WHERE desk = ? AND n = ?"
            if row := self._connection.execute(query, id_).fetchone():
                return bytes(row[0])
        return None

    def sealed_chain(self, desk: str, number: int) -> bytes | None:
        """Give the chain of an entry whose content this desk may not see."""
        query = "SELECT chain FROM sealed WHERE desk = ? AND n = ?"
        row = self._connection.execute(query, (desk, number)).fetchone()
        return bytes(row[0]) if row else None

    def stored_after(self, desk: str, number: int, limit: int) -> list[StoredEntry]:
        """Give the next entries of a desk as they are stored."""
        query = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n > ? ORDER BY n LIMIT ?"
        return [*map(StoredEntry._make, self._connection.execute(query, (desk, number, limit)))]

    def newest(self) -> int:
        """Give the number of this desk's newest entry."""
        head = self._known_heads().get(self.desk)
        return head.number if head else 0

    def newest_ms(self) -> int:
        """Give the wall time of the newest entry of any desk, in milliseconds UTC; 0 for none."""
        heads = self._known_heads().values()
        return max((head.clock for head in heads), default=0) >> CLOCK_COUNTER_BITS

    def forget_heads(self) -> None:
        """Read the newest entries again, after a transaction was rolled back."""
        self._heads = None

    def subjects_of(self, type_: str) -> list[str]:
        """Name all subjects of a type, also those that were removed."""
        query = "SELECT DISTINCT subject FROM journal WHERE subject >= ? AND subject < ?"
        rows = self._connection.execute(query, (f"{type_}:", f"{type_};"))
        return [row[0] for row in rows]

    def of_subject(self, subject: str) -> list[Entry]:
        """Read all entries about a subject, in no particular order."""
        rows = self._connection.execute(_BY_SUBJECT, (subject,))
        return [StoredEntry(*row).opened() for row in rows]

    def has(self, subject: str) -> bool:
        """Tell whether anything was written about a subject."""
        return self._connection.execute(_HAS, (subject,)).fetchone() is not None

    def known_among(self, subjects: Collection[str]) -> set[str]:
        """Give those of some subjects about which anything was written."""
        wanted, known = list(subjects), set()
        for start in range(0, len(wanted), _PAGE):
            some = wanted[start : start + _PAGE]
            marks = ",".join("?" * len(some))
            query = f"SELECT DISTINCT subject FROM journal WHERE subject IN ({marks})"
            known |= {row[0] for row in self._connection.execute(query, some)}
        return known

    def find(self, id_: EntryId) -> Entry | None:
        """Read one entry, if it is there."""
        query = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n = ?"
        row = self._connection.execute(query, id_).fetchone()
        return StoredEntry(*row).opened() if row else None

    def entry(self, id_: EntryId) -> Entry:
        """Read one entry that is known to be there."""
        query = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n = ?"
        return StoredEntry(*self._connection.execute(query, id_).fetchone()).opened()

    def heads(self) -> dict[str, Head]:
        """Name the newest entry of each desk; a sealed one has a chain, but no time."""
        rows = self._connection.execute(_HEADS)
        heads = {desk: Head(number, clock, chain) for desk, number, clock, chain in rows}
        for desk, number, chain in self._connection.execute(_SEALED_HEADS):
            known = heads.get(desk, NO_HEAD)
            if number > known.number:
                heads[desk] = Head(number, known.clock, chain)
        return heads

    def stored_by_desk(self) -> Iterator[StoredEntry]:
        """Give every entry as it is stored, desk by desk in the order of writing."""
        query = f"SELECT {COLUMNS} FROM journal ORDER BY desk, n"
        yield from map(StoredEntry._make, self._connection.execute(query))

    def count(self) -> int:
        """Count all entries."""
        return int(self._connection.execute("SELECT count(*) FROM journal").fetchone()[0])

    def by_subject(self) -> Iterator[Entry]:
        """Give every entry, those of one subject together."""
        for row in self._connection.execute(f"SELECT {COLUMNS} FROM journal ORDER BY subject"):
            yield StoredEntry(*row).opened()

    def _known_heads(self) -> dict[str, Head]:
        if self._heads is None:
            self._heads = self.heads()
        return self._heads

    def _seen_of(self, subject: str) -> dict[str, int]:
        return dict(self._connection.execute(_SEEN, (subject, self.desk)).fetchall())

    def _insert(self, rows: Sequence[StoredEntry]) -> None:
        if len(rows) == 1:
            self._connection.execute(_INSERT, rows[0])
        else:
            self._connection.executemany(_INSERT, rows)
