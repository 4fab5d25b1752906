"""Takes entries of other desks into the store: each once, in its desk's order, chain checked.

What cannot be applied is parked: an entry whose predecessor is missing waits for it; one that says
otherwise than the entry of that number does, or that no desk could read, stays parked and is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Literal, NamedTuple

from desktop.domain.journal.entry import Entry, EntryId, SealedEntry, StoredEntry
from desktop.domain.upkeep.losses import Gap
from desktop.store.engine.engine import Connection, Database
from desktop.store.engine.slices import OnStore, here
from desktop.store.journal.acceptance import opened_if_acceptable
from desktop.store.journal.journal import COLUMNS, NO_HEAD, Head, Journal

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
# What a person decided about: it is kept, and asks nobody any more.
SET_ASIDE = "set_aside"
_PARKED = f"""
    SELECT desk, reason, source, min(n), max(n), count(*) FROM parked
    WHERE reason <> '{SET_ASIDE}' GROUP BY 1, 2, 3
"""
_OTHERWISE = "SELECT chain FROM parked WHERE desk = ? AND n = ? AND reason IN (?, ?)"
_FORKED = "SELECT 1 FROM parked WHERE reason = ? LIMIT 1"
_SEAL = "INSERT OR IGNORE INTO sealed VALUES (?,?,?)"
_UNSEAL = "DELETE FROM sealed WHERE desk = ? AND n = ?"
_FORKED_FROM = "SELECT min(n) FROM parked WHERE desk = ? AND reason = ?"
_LET_WAIT = "UPDATE OR IGNORE parked SET reason = ? WHERE desk = ? AND reason = ?"
_ANY_SEALED = "SELECT 1 FROM sealed LIMIT 1"
_PEOPLE_END = "SELECT person FROM registrations WHERE person > ? ORDER BY person LIMIT 1 OFFSET ?"
_UNSEEN = """
    SELECT DISTINCT r.person FROM registrations r WHERE r.person > ? AND r.person <= ?
    AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = r.person)
"""
# So many ids are one slice; so many people are asked for at once.
_LOOKED_AT, _MOST_UNSEEN, _LAST = 5_000, 1_000, "\U0010ffff"
_WAITING = f"SELECT {COLUMNS} FROM parked WHERE reason = ? ORDER BY desk, n"
_FORGET_WAITING = "DELETE FROM parked WHERE reason = ?"
_REASONS = "SELECT DISTINCT reason FROM parked WHERE desk = ? AND n = ?"
_IS_SEALED = "SELECT 1 FROM sealed WHERE desk = ? AND n = ?"


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
    # Subjects about which nothing had come before.
    fresh: frozenset[str] = frozenset()
    repeated: int = 0
    parked: Counter[str] = field(default_factory=Counter)
    sealed: int = 0
    # Desks of which a sealed entry came before its predecessor.
    gaps: set[str] = field(default_factory=set)
    # Others have entries of this desk that it has not, or that say otherwise: its store is a
    # copy, restored or cloned, and goes on as a desk of its own.
    is_copy: bool = False


class _Fitting(NamedTuple):
    """Entries that are written at the end of a slice, and what they say."""

    entries: list[StoredEntry]
    opened: list[Entry]

    def add(self, entry: StoredEntry, opened: Entry) -> None:
        self.entries.append(entry)
        self.opened.append(opened)


class Intake:
    """The one way by which entries of other desks come in; used inside a write."""

    def __init__(self, db: Database, journal: Journal) -> None:
        """Take into this journal."""
        self._connection: Connection = db.conn
        self._journal = journal
        # What fits, but is written at the end of the slice only.
        self._coming: dict[EntryId, bytes] = {}

    def take(self, given: Iterable[StoredEntry | SealedEntry], source: str) -> IntakeResult:
        """Write what is new and fits; the caller brings the projections up to date.

        Args:
            given: entries as the journal stores them, in any order.
            source: the file or hub that they came from, for people.
        """
        taken = IntakeResult()
        fitting = _Fitting([], [])
        heads = dict(self._journal.known_heads())
        touched: set[str] = set()
        self._coming.clear()
        for entry in sorted(given, key=lambda entry: (entry.desk, entry.number)):
            if isinstance(entry, SealedEntry):
                self._seal(entry, heads, taken)
                continue
            reason = self._look(entry, heads, taken)
            if isinstance(reason, Entry):
                fitting.add(entry, reason)
                self._coming[entry.id] = entry.chain
                heads[entry.desk] = Head(entry.number, entry.clock, entry.chain)
            elif reason:
                taken.parked[reason] += self._connection.execute(
                    _PARK, (*entry, reason, source)
                ).rowcount
            touched.add(entry.desk)
        for desk in touched:
            for entry, opened in self._waiting(desk, heads):
                fitting.add(entry, opened)
        if fitting.entries:
            subjects = {entry.subject for entry in fitting.entries}
            taken.fresh = frozenset(subjects - self._journal.known_among(subjects))
            # Beside what was unsealed before, in this slice.
            taken.entries += self._journal.take(*fitting)
        for desk in touched:
            head = heads.get(desk, NO_HEAD).number
            self._connection.execute(_UNPARK_KNOWN, (desk, head, Parked.WAITS, Parked.ALTERED))
            self._connection.execute(_UNPARK_READ, (desk, Parked.UNREADABLE))
        return taken

    def parked(self) -> Sequence[ParkedRange]:
        """List what is not applied, by desk."""
        return [ParkedRange(*row) for row in self._connection.execute(_PARKED)]

    def has_forks(self) -> bool:
        """Tell whether some desk's entries are known in two writings, and nobody has decided."""
        return self._connection.execute(_FORKED, (Parked.FORKED,)).fetchone() is not None

    def forked_from(self, desk: str) -> int:
        """Tell from which entry on others know a desk's journal otherwise; 0 if they do not."""
        row = self._connection.execute(_FORKED_FROM, (desk, Parked.FORKED)).fetchone()
        return int(row[0] or 0)

    def waiting_runs(self) -> list[tuple[Gap, list[StoredEntry]]]:
        """Give what waits for missing entries: the gap, and the run of entries behind it."""
        heads = self._journal.known_heads()
        runs: list[tuple[Gap, list[StoredEntry]]] = []
        last: EntryId | None = None
        for row in self._connection.execute(_WAITING, (Parked.WAITS,)):
            entry = StoredEntry(*row)
            if last != EntryId(entry.desk, entry.number - 1):
                goes_on = last is not None and last.desk == entry.desk
                before = last if goes_on else heads.get(entry.desk, NO_HEAD)
                assert before is not None
                runs.append((Gap(entry.desk, before.number + 1, entry.number - 1), []))
            runs[-1][1].append(entry)
            last = entry.id
        return runs

    def forget_waiting(self) -> None:
        """Let nothing wait any more: it was taken in under other names."""
        self._connection.execute(_FORGET_WAITING, (Parked.WAITS,))

    def is_unreadable(self, id_: EntryId) -> bool:
        """Tell whether an entry is parked only because this Muster does not understand it."""
        rows = self._connection.execute(_REASONS, id_).fetchall()
        return [reason for (reason,) in rows] == [Parked.UNREADABLE]

    def adopt_forked(self, desk: str) -> None:
        """Take what was parked as another writing of a desk's entries, now that there is room."""
        self._connection.execute(_LET_WAIT, (Parked.WAITS, desk, Parked.FORKED))
        heads = dict(self._journal.known_heads())
        if waiting := list(self._waiting(desk, heads)):
            self._journal.take([entry for entry, _opened in waiting])

    def _look(
        self, entry: StoredEntry, heads: dict[str, Head], taken: IntakeResult
    ) -> Parked | Literal[""] | Entry:
        """Say why an entry is not to be applied now; nothing for a known one; opened if it fits."""
        head = heads.get(entry.desk, NO_HEAD)
        if entry.number <= head.number:
            return self._look_back(entry, taken)
        if entry.number > head.number + 1:
            return Parked.FORKED if self._continues_fork(entry) else Parked.WAITS
        if not entry.follows(head.chain):
            return Parked.FORKED if self._continues_fork(entry) else Parked.ALTERED
        taken.is_copy |= entry.desk == self._journal.desk
        return opened_if_acceptable(entry) or Parked.UNREADABLE

    def _continues_fork(self, entry: StoredEntry) -> bool:
        """Tell whether an entry goes on with another writing of its desk's journal."""
        where = (entry.desk, entry.number - 1, Parked.FORKED, SET_ASIDE)
        chains = self._connection.execute(_OTHERWISE, where).fetchall()
        return any(entry.follows(bytes(chain)) for (chain,) in chains)

    def _seal(self, entry: SealedEntry, heads: dict[str, Head], taken: IntakeResult) -> None:
        """Note the chain of an entry whose content a hub does not show, if it comes next."""
        head = heads.get(entry.desk, NO_HEAD)
        if entry.number == head.number + 1:
            self._connection.execute(_SEAL, entry)
            heads[entry.desk] = self._journal.pass_over(entry)
            taken.sealed += 1
        elif entry.number > head.number:
            taken.gaps.add(entry.desk)

    def _look_back(self, entry: StoredEntry, taken: IntakeResult) -> Parked | Literal[""]:
        """Look at an entry of a number that is known: the same again, a sealed one, or another."""
        if (self._coming.get(entry.id) or self._journal.chain_of(entry.id)) != entry.chain:
            taken.is_copy |= entry.desk == self._journal.desk
            return Parked.FORKED
        if self._is_sealed(entry.id):
            before = self._journal.chain_of(EntryId(entry.desk, entry.number - 1))
            if not entry.follows(before or NO_HEAD.chain):
                return Parked.ALTERED
            opened = opened_if_acceptable(entry)
            if opened is None:
                return Parked.UNREADABLE
            self._connection.execute(_UNSEAL, entry.id)
            taken.entries += self._journal.take([entry], [opened])
            return ""
        taken.repeated += 1
        return ""

    def has_sealed(self) -> bool:
        """Tell whether there are entries whose content this desk may not see."""
        return self._connection.execute(_ANY_SEALED).fetchone() is not None

    def people_unseen(self, on_store: OnStore = here) -> list[str]:
        """Name people who are registered here, but whose own entries are sealed."""
        unseen: list[str] = []
        after: str | None = ""
        while after is not None and len(unseen) < _MOST_UNSEEN:
            some, after = on_store(partial(self._unseen_page, after))
            unseen += some
        return unseen[:_MOST_UNSEEN]

    def _unseen_page(self, after: str) -> tuple[list[str], str | None]:
        end = self._connection.execute(_PEOPLE_END, (after, _LOOKED_AT - 1)).fetchone()
        until = end[0] if end else _LAST
        some = [person for (person,) in self._connection.execute(_UNSEEN, (after, until))]
        return some, (until if end else None)

    def _is_sealed(self, id_: EntryId) -> bool:
        return self._connection.execute(_IS_SEALED, id_).fetchone() is not None

    def _waiting(self, desk: str, heads: dict[str, Head]) -> Iterator[tuple[StoredEntry, Entry]]:
        """Give entries of a desk that waited for what has come now."""
        while True:
            head = heads.get(desk, NO_HEAD)
            where = (desk, head.number + 1, Parked.WAITS)
            rows = self._connection.execute(_NEXT, where).fetchall()
            for entry in map(StoredEntry._make, rows):
                self._connection.execute(_UNPARK, (desk, entry.number, entry.chain))
                opened = opened_if_acceptable(entry)
                if opened and entry.follows(head.chain):
                    heads[desk] = Head(entry.number, entry.clock, entry.chain)
                    yield entry, opened
                    break
                reason = Parked.ALTERED if opened else Parked.UNREADABLE
                self._connection.execute(_PARK, (*entry, reason, ""))
            else:
                return
