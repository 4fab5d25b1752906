"""Takes entries of other desks into the store: each once, in its desk's order, chain checked.

What cannot be applied is parked: an entry whose predecessor is missing waits for it; one that says
otherwise than the entry of that number does, or that no desk could read, stays parked and is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.journal.entry import Entry, EntryId, chain_after
from desktop.store.engine.engine import Connection, Database
from desktop.store.journal.acceptance import is_acceptable
from desktop.store.journal.journal import COLUMNS, NO_HEAD, Head, Journal, Row

_PARK = f"INSERT OR IGNORE INTO parked ({COLUMNS}, reason, source) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
_NEXT = f"SELECT {COLUMNS} FROM parked WHERE desk = ? AND n = ? AND reason = ?"
_UNPARK = "DELETE FROM parked WHERE desk = ? AND n = ? AND chain = ?"
# What waited, and what was altered and has come as it was written.
_UNPARK_KNOWN = "DELETE FROM parked WHERE desk = ? AND n <= ? AND reason IN (?, ?)"
# What could not be read, and stands in the journal by now.
_UNPARK_READ = """
    DELETE FROM parked WHERE desk = ? AND reason = ? AND EXISTS (
        SELECT 1 FROM journal j
        WHERE j.desk = parked.desk AND j.n = parked.n AND j.chain = parked.chain
    )
"""
_PARKED = "SELECT desk, reason, source, min(n), max(n), count(*) FROM parked GROUP BY 1, 2, 3"
_SEAL = "INSERT OR IGNORE INTO sealed VALUES (?,?,?)"
_UNSEAL = "DELETE FROM sealed WHERE desk = ? AND n = ?"
_FORKED_FROM = "SELECT min(n) FROM parked WHERE desk = ? AND reason = ?"
_LET_WAIT = "UPDATE OR IGNORE parked SET reason = ? WHERE desk = ? AND reason = ?"
_ANY_SEALED = "SELECT 1 FROM sealed LIMIT 1"
_UNSEEN = """
    SELECT DISTINCT r.person FROM registrations r LEFT JOIN people p ON p.id = r.person
    WHERE p.id IS NULL LIMIT 1000
"""
_REASONS = "SELECT DISTINCT reason FROM parked WHERE desk = ? AND n = ?"
_IS_SEALED = "SELECT 1 FROM sealed WHERE desk = ? AND n = ?"


BODY = 7


class Parked(StrEnum):
    """Why an entry is not applied."""

    WAITS = "waits"
    FORKED = "forked"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


class ParkedRange(NamedTuple):
    """Entries of a desk that are not applied: why, where they came from, and which."""

    desk: str
    reason: str
    source: str
    first: int
    last: int
    entries: int


@dataclass(slots=True)
class IntakeResult:
    """What became of entries from elsewhere."""

    entries: list[Entry] = field(default_factory=list)
    repeated: int = 0
    parked: Counter[str] = field(default_factory=Counter)
    sealed: int = 0
    # Desks of which a sealed entry came before its predecessor.
    gaps: set[str] = field(default_factory=set)
    # Others have entries of this desk that it has not, or that say otherwise: its store is a
    # copy, restored or cloned, and goes on as a desk of its own.
    is_copy: bool = False


class Intake:
    """The one way by which entries of other desks come in; used inside a write."""

    def __init__(self, db: Database, journal: Journal) -> None:
        """Take into this journal."""
        self._connection: Connection = db.conn
        self._journal = journal
        # What fits, but is written at the end of the slice only.
        self._coming: dict[EntryId, bytes] = {}

    def take(self, rows: Iterable[Row], source: str) -> IntakeResult:
        """Write what is new and fits; the caller brings the projections up to date.

        Args:
            rows: entries as the journal stores them, in any order.
            source: the file or hub that they came from, for people.
        """
        taken = IntakeResult()
        fitting: list[Row] = []
        heads = dict(self._journal.known_heads())
        touched: set[str] = set()
        self._coming.clear()
        for row in sorted(rows, key=lambda row: row[:2]):
            if row[BODY] is None:
                self._seal(row, heads, taken)
                continue
            reason = self._look(row, heads, taken)
            if reason is None:
                fitting.append(row)
                self._coming[EntryId(row[0], row[1])] = row[9]
                heads[row[0]] = Head(row[1], row[2], row[9])
            elif reason:
                taken.parked[reason] += self._connection.execute(
                    _PARK, (*row, reason, source)
                ).rowcount
            touched.add(row[0])
        for desk in touched:
            fitting += self._waiting(desk, heads)
        if fitting:
            # Beside what was unsealed before, in this slice.
            taken.entries += self._journal.take(fitting)
        for desk in touched:
            head = heads.get(desk, NO_HEAD).n
            self._connection.execute(_UNPARK_KNOWN, (desk, head, Parked.WAITS, Parked.ALTERED))
            self._connection.execute(_UNPARK_READ, (desk, Parked.UNREADABLE))
        return taken

    def parked(self) -> Sequence[ParkedRange]:
        """List what is not applied, by desk."""
        return [ParkedRange(*row) for row in self._connection.execute(_PARKED)]

    def forked_from(self, desk: str) -> int:
        """Tell from which entry on others know a desk's journal otherwise; 0 if they do not."""
        row = self._connection.execute(_FORKED_FROM, (desk, Parked.FORKED)).fetchone()
        return int(row[0] or 0)

    def is_unreadable(self, id_: EntryId) -> bool:
        """Tell whether an entry is parked only because this Muster does not understand it."""
        found = self._connection.execute(_REASONS, id_).fetchall()
        return [reason for (reason,) in found] == [Parked.UNREADABLE]

    def adopt_forked(self, desk: str) -> None:
        """Take what was parked as another writing of a desk's entries, now that there is room."""
        self._connection.execute(_LET_WAIT, (Parked.WAITS, desk, Parked.FORKED))
        heads = dict(self._journal.known_heads())
        if rows := list(self._waiting(desk, heads)):
            self._journal.take(rows)

    def _look(self, row: Row, heads: dict[str, Head], taken: IntakeResult) -> str | None:
        """Say why an entry is not to be applied now; nothing for a known one, None if it fits."""
        desk, n, chain = row[0], row[1], row[9]
        head = heads.get(desk, NO_HEAD)
        if n <= head.n:
            return self._look_back(row, taken)
        if n > head.n + 1:
            return Parked.WAITS
        if chain_after(head.chain, row[:7], row[7], row[8]) != chain:
            return Parked.ALTERED
        taken.is_copy |= desk == self._journal.desk
        return None if is_acceptable(row) else Parked.UNREADABLE

    def _seal(self, row: Row, heads: dict[str, Head], taken: IntakeResult) -> None:
        """Note the chain of an entry whose content a hub does not show, if it comes next."""
        desk, n, chain = row[0], row[1], row[9]
        head = heads.get(desk, NO_HEAD)
        if n == head.n + 1:
            self._connection.execute(_SEAL, (desk, n, chain))
            heads[desk] = self._journal.pass_over(desk, n, chain)
            taken.sealed += 1
        elif n > head.n:
            taken.gaps.add(desk)

    def _look_back(self, row: Row, taken: IntakeResult) -> str | None:
        """Look at an entry of a number that is known: the same again, a sealed one, or another."""
        id_ = EntryId(row[0], row[1])
        if (self._coming.get(id_) or self._journal.chain_of(id_)) != row[9]:
            taken.is_copy |= row[0] == self._journal.desk
            return Parked.FORKED
        if self._is_sealed(id_):
            before = self._journal.chain_of(EntryId(row[0], row[1] - 1)) or NO_HEAD.chain
            if chain_after(before, row[:7], row[7], row[8]) != row[9]:
                return Parked.ALTERED
            if not is_acceptable(row):
                return Parked.UNREADABLE
            self._connection.execute(_UNSEAL, id_)
            taken.entries += self._journal.take([row])
            return ""
        taken.repeated += 1
        return ""

    def has_sealed(self) -> bool:
        """Tell whether there are entries whose content this desk may not see."""
        return self._connection.execute(_ANY_SEALED).fetchone() is not None

    def people_unseen(self) -> list[str]:
        """Name people who are registered here, but whose own entries are sealed."""
        return [person for (person,) in self._connection.execute(_UNSEEN)]

    def _is_sealed(self, id_: EntryId) -> bool:
        return self._connection.execute(_IS_SEALED, id_).fetchone() is not None

    def _waiting(self, desk: str, heads: dict[str, Head]) -> Iterator[Row]:
        """Give entries of a desk that waited for what has come now."""
        while True:
            head = heads.get(desk, NO_HEAD)
            where = (desk, head.n + 1, Parked.WAITS)
            for row in self._connection.execute(_NEXT, where).fetchall():
                self._connection.execute(_UNPARK, (desk, row[1], row[9]))
                if chain_after(head.chain, row[:7], row[7], row[8]) == row[9] and is_acceptable(
                    row
                ):
                    heads[desk] = Head(row[1], row[2], row[9])
                    yield row
                    break
                reason = Parked.UNREADABLE if is_acceptable(row) is False else Parked.ALTERED
                self._connection.execute(_PARK, (*row, reason, ""))
            else:
                return
