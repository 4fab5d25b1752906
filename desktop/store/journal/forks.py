"""Applies what a person decided about a journal that two computers wrote as one desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.domain.journal.bodies import RESOLVE
from desktop.domain.journal.entry import (
    CLOCK_COUNTER_BITS,
    Entry,
    EntryId,
    StoredEntry,
    SubjectType,
)
from desktop.domain.journal.forks import ForkSettlement, parted_desk, settlements_in
from desktop.store.engine.engine import Connection, Database
from desktop.store.journal import clone_repair
from desktop.store.journal.acceptance import opened_if_acceptable
from desktop.store.journal.intake import SET_ASIDE, Parked
from desktop.store.journal.journal import COLUMNS, NO_HEAD, Journal

_FORKED = "SELECT desk, min(n) FROM parked WHERE reason = ? GROUP BY desk"
_RUN = f"SELECT {COLUMNS} FROM parked WHERE desk = ? AND n >= ? ORDER BY n"
_CHAINS = "SELECT chain FROM parked WHERE desk = ? AND n = ? AND reason = ?"
_SET_ASIDE = "UPDATE parked SET reason = ? WHERE desk = ? AND n = ? AND chain = ?"
_UNPARK = "DELETE FROM parked WHERE desk = ? AND n = ? AND chain = ?"
_PARK = (
    f"INSERT OR REPLACE INTO parked ({COLUMNS}, reason, source) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
_OWN = f"SELECT {COLUMNS} FROM journal WHERE desk = ? AND n >= ? ORDER BY n"
_DECIDED = f"""
    SELECT {COLUMNS} FROM journal WHERE subject >= '{SubjectType.DESK}:'
    AND subject < '{SubjectType.DESK};' AND kind = '{RESOLVE}'
"""


class Writing(NamedTuple):
    """One of two writings: the chain it begins with, its entries, and when the newest was."""

    chain: bytes
    entries: int
    newest_ms: int


class Fork(NamedTuple):
    """A desk whose journal two computers wrote: from which entry on, and both writings."""

    desk: str
    first: int
    writings: tuple[Writing, Writing]


class Forks:
    """Finds forks among what is parked, and follows what was decided about them."""

    def __init__(self, db: Database, journal: Journal) -> None:
        """Work on this journal."""
        self._connection: Connection = db.conn
        self._journal = journal

    def open_ones(self) -> list[Fork]:
        """List the forks of other desks about which nobody has decided, by desk.

        A copy of this desk itself is parted at once, without a question.
        """
        settled = {(s.desk, s.first) for s in self._settlements()}
        forks = []
        for desk, first in self._connection.execute(_FORKED, (Parked.FORKED,)).fetchall():
            if desk == self._journal.desk or (desk, first) in settled:
                continue
            ours = [StoredEntry(*row) for row in self._connection.execute(_OWN, (desk, first))]
            (chain,) = self._connection.execute(_CHAINS, (desk, first, Parked.FORKED)).fetchone()
            theirs = list(self._run(desk, first, bytes(chain)))
            if ours and theirs:
                one, other = sorted((_writing(ours), _writing(theirs)))
                forks.append(Fork(desk, first, (one, other)))
        return forks

    def follow(self) -> tuple[bool, list[Entry]]:
        """Bring the journal into step with what was decided, inside a transaction.

        Returns:
            Whether entries were taken out, so that all projections are to be made anew, and the
            entries that came in otherwise.
        """
        was_cut, taken = False, []
        for settlement in self._settlements():
            here = self._journal.chain_of(EntryId(settlement.desk, settlement.first))
            is_own = settlement.desk == self._journal.desk
            if here == settlement.other and not is_own:
                self._swap(settlement)
                was_cut = True
            elif here == settlement.kept:
                taken += self._take_other(settlement)
        return was_cut, taken

    def _settlements(self) -> list[ForkSettlement]:
        rows = self._connection.execute(_DECIDED).fetchall()
        return settlements_in(StoredEntry(*row).opened() for row in rows)

    def _swap(self, settlement: ForkSettlement) -> None:
        """Let the other writing take the place of the one that is here."""
        desk, first, kept, _other, _as = settlement
        parted = parted_desk(desk, kept)
        if parted != self._journal.desk:
            # It stood as a desk of its own, by an earlier decision.
            clone_repair.cut_own(self._connection, parted, 1)
        cut = clone_repair.cut_own(self._connection, desk, first)
        for entry in cut:
            self._connection.execute(_PARK, (*entry, SET_ASIDE, ""))
        self._journal.forget_heads()
        run = list(self._run(desk, first, kept))
        self._journal.take(run)
        for entry in run:
            self._connection.execute(_UNPARK, (desk, entry.number, entry.chain))
        self._take_other(settlement)

    def _take_other(self, settlement: ForkSettlement) -> list[Entry]:
        """Take the other writing in as a desk of its own, as far as it is new, or set it aside."""
        desk, first, _kept, other, other_desk = settlement
        run = list(self._run(desk, first, other))
        for entry in run:
            self._connection.execute(_SET_ASIDE, (SET_ASIDE, desk, entry.number, entry.chain))
        if not other_desk or other_desk == self._journal.desk:
            return []
        head = self._journal.known_heads().get(other_desk, NO_HEAD)
        moved = clone_repair.renamed(run, other_desk)
        news = [entry for entry in moved if entry.number > head.number]
        is_next = news and news[0].number == head.number + 1 and news[0].follows(head.chain)
        return self._journal.take(news) if is_next else []

    def _run(self, desk: str, first: int, chain: bytes) -> Iterator[StoredEntry]:
        """Give what is parked of one writing, entry after entry, up to what no desk could read."""
        rows: Iterable[StoredEntry] = map(
            StoredEntry._make, self._connection.execute(_RUN, (desk, first)).fetchall()
        )
        number, before = first, b""
        for entry in rows:
            is_next = entry.chain == chain if entry.number == first else entry.follows(before)
            if entry.number == number and is_next:
                if opened_if_acceptable(entry) is None:
                    return
                number, before = number + 1, entry.chain
                yield entry


def _writing(entries: Sequence[StoredEntry]) -> Writing:
    newest_ms = max(entry.clock for entry in entries) >> CLOCK_COUNTER_BITS
    return Writing(entries[0].chain, len(entries), newest_ms)
