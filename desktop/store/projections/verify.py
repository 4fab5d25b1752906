"""Checks a store: the engine's own check, the journal's chains, and the projections."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from desktop.domain.journal.entry import FIRST_CHAIN, StoredEntry
from desktop.domain.journal.fold import fold
from desktop.store.engine.connection import APPLICATION_ID, open_in_memory
from desktop.store.engine.engine import Database, dbapi
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.settled_file import open_copy
from desktop.store.journal.journal import Journal
from desktop.store.journal.subjects import TABLES
from desktop.store.projections.projections import Projector
from desktop.store.projections.replay import replay
from desktop.store.projections.rows import (
    MARK_COLUMNS,
    PERSON_COLUMNS,
    PRESENCE_COLUMNS,
    REGISTRATION_COLUMNS,
)

UNREADABLE = "entry cannot be read"
# Shares of the whole that the engine, the chains and the replay have taken, as measured.
_ENGINE, _CHAINS, _REPLAY = 0.1, 0.35, 0.85
_TOLD_EVERY = 2_000

Tell = Callable[[float], None]


def _nobody(_share: float) -> None:
    """Tell nobody."""


class Difference(NamedTuple):
    """One thing that is not as it should be: where, and what."""

    where: str
    what: str


class _Table(NamedTuple):
    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    source: str

    @property
    def query(self) -> str:
        names = ", ".join((*self.keys, *self.columns))
        order = ", ".join(self.keys)
        return f"SELECT {names} FROM {self.source} ORDER BY {order}"


def _by_id(name: str, columns: Sequence[str]) -> _Table:
    return _Table(name, ("id",), tuple(c for c in columns if c not in {"id", "row"}), name)


def _of_row(table: str) -> str:
    return (
        f"(SELECT t.*, coalesce(r.id, 'row ' || t.registration) AS registration_id FROM {table} t"
        ' LEFT JOIN registrations r ON r."row" = t.registration)'
    )


_ROSTER = """(
    SELECT coalesce(r.id, 'row ' || t.registration) AS registration_id,
        coalesce(g.id, 'row ' || t.programme) AS programme_id, t.sort_key,
        a.text AS type, b.text AS country, c.text AS organization, d.text AS community,
        e.text AS status
    FROM roster t LEFT JOIN registrations r ON r."row" = t.registration
    LEFT JOIN programmes g ON g."row" = t.programme
    LEFT JOIN labels a ON a.id = t.type LEFT JOIN labels b ON b.id = t.country
    LEFT JOIN labels c ON c.id = t.organization LEFT JOIN labels d ON d.id = t.community
    LEFT JOIN labels e ON e.id = t.status
)"""
_TABLES = (
    *(_by_id(table.name, table.columns) for table in TABLES.values()),
    _by_id("people", PERSON_COLUMNS),
    _by_id("registrations", REGISTRATION_COLUMNS),
    _Table("presences", ("programme", "registration"), PRESENCE_COLUMNS, "presences"),
    _Table("crowds", ("programme", "place", "session", "minute"), ("people",), "crowds"),
    _Table(
        "codes",
        ("code_key", "code", "registration"),
        ("usage", "retired_ms", "tail", "loose_key"),
        "codes",
    ),
    _Table("bookings", ("session", "registration_id"), ("state", "since_ms"), _of_row("bookings")),
    _Table(
        "answers",
        ("question", "registration_id"),
        ("value", "at_ms", "wording"),
        _of_row("answers"),
    ),
    _Table(
        "roster",
        ("registration_id", "programme_id"),
        ("sort_key", "type", "country", "organization", "community", "status"),
        _ROSTER,
    ),
    _Table(
        "verdicts",
        ("desk", "n"),
        (
            "programme", "registration", "at_ms", "outcome", "direction", "point",
            "detail", "undone_ms",
        ),
        "verdicts",
    ),
    _Table(
        "marks",
        ("rollcall", "who", "desk", "n"),
        tuple(name for name in MARK_COLUMNS if name not in {"rollcall", "who", "desk", "n"}),
        "marks",
    ),
    _Table("attended", ("session", "registration"), (), "attended"),
    _Table("seats", ("session", "state"), ("people",), "seats"),
    _Table(
        "printings", ("desk", "n"), ("programme", "at_ms", "registration", "undone_ms"), "printings"
    ),
    _Table(
        "overrides",
        ("desk", "n"),
        ("programme", "at_ms", "registration", "point", "over", "reason", "undone_ms"),
        "overrides",
    ),
    _Table(
        "credits_decided",
        ("session", "registration_id"),
        ("awarded", "note", "decided_by", "at_ms", "type"),
        _of_row("credits_decided"),
    ),
    _Table("conflicts", ("subject", "kind", "key"), ("programme", "sides"), "conflicts"),
    _Table(
        "name_words",
        ("registration_id", "programme_id", "word"),
        ("others",),
        "(SELECT coalesce(r.id, 'row ' || w.registration) AS registration_id,"
        " coalesce(g.id, 'row ' || w.programme) AS programme_id, w.word, w.others FROM name_words w"
        ' LEFT JOIN registrations r ON r."row" = w.registration'
        ' LEFT JOIN programmes g ON g."row" = w.programme)',
    ),
    _Table(
        "name_pairs",
        ("registration_id", "programme_id", "word", "other"),
        (),
        "(SELECT coalesce(r.id, 'row ' || w.registration) AS registration_id,"
        " coalesce(g.id, 'row ' || w.programme) AS programme_id, w.word, w.other FROM name_pairs w"
        ' LEFT JOIN registrations r ON r."row" = w.registration'
        ' LEFT JOIN programmes g ON g."row" = w.programme)',
    ),
)  # fmt: skip


# What is counted beside the figures of the screens: it is checked, and is no part of their sum.
_COUNTED = (_Table("headcounts", ("programme", "status"), ("people", "unprinted"), "headcounts"),)


def verify(db: Database, journal: Journal, tell: Tell = _nobody) -> Iterator[Difference]:
    """Name everything in a store that is not as the journal says, or not as it was written.

    Args:
        db: the store.
        journal: its entries.
        tell: is told which share of the check is done, from 0 to 1.
    """
    try:
        yield from _check_engine(db)
        tell(_ENGINE)
        entries = journal.count()
        chains = list(_check_chains(journal, _Share(tell, _ENGINE, _CHAINS, entries).took))
        yield from chains
        if any(difference.what == UNREADABLE for difference in chains):
            yield Difference("figures", "not compared, because an entry cannot be read")
            return
        replayed = _Share(tell, _CHAINS, _REPLAY, entries)
        yield from _check_projections(db, journal, replayed.took)
    except dbapi.DatabaseError as error:
        yield Difference("file", str(error))


def verify_kept(db: Database, journal: Journal) -> Iterator[Difference]:
    """Name what is wrong with a backup: its pages and its journal; all else follows from those."""
    try:
        yield from _check_engine(db)
        yield from _check_chains(journal, lambda _entries: None)
    except dbapi.DatabaseError as error:
        yield Difference("file", str(error))


def flaws_of_copy(copy: Path, key_store: KeyStore) -> Iterator[Difference]:
    """Name what is wrong with a backup, or a copy of one, that nobody has open.

    Raises:
        KeyMissing, StoreUnreadable: no key of this user opens it, or its first page is damaged.
    """
    db = open_copy(copy, key_store)
    try:
        yield from verify_kept(db, Journal(db, ""))
    finally:
        db.conn.close()


def state_hash(db: Database) -> str:
    """Sum up all that the screens show: equal on desks that have the same entries.

    What is of one computer only, such as its queue of printers, does not count.
    """
    total = hashlib.sha256()
    for table in _TABLES:
        total.update(f"{table.name}\n".encode())
        for row in db.conn.execute(table.query):
            total.update(f"{json.dumps(row, ensure_ascii=True)}\n".encode())
    return total.hexdigest()


def plain_copy(db: Database, target: Path) -> None:
    """Write an unencrypted copy of a store, for other tools, to a path that is free."""
    connection = db.conn
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
    try:
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute(f"PRAGMA plain.application_id={APPLICATION_ID}")
    finally:
        connection.execute("DETACH DATABASE plain")


def _check_engine(db: Database) -> Iterator[Difference]:
    for pragma in ("cipher_integrity_check", "integrity_check"):
        for row in db.conn.execute(f"PRAGMA {pragma}"):
            if row[0] != "ok":
                yield Difference("file", " ".join(map(str, row)))


class _Share:
    """Tells a part of the whole, entry by entry."""

    def __init__(self, tell: Tell, begin: float, end: float, entries: int) -> None:
        self._tell = tell
        self._begin, self._part = begin, (end - begin) / max(entries, 1)
        self._done = 0

    def took(self, entries: int) -> None:
        """Count entries that were taken."""
        before, self._done = self._done, self._done + entries
        if before // _TOLD_EVERY != self._done // _TOLD_EVERY:
            self._tell(self._begin + self._part * self._done)


def _check_chains(journal: Journal, took: Callable[[int], None]) -> Iterator[Difference]:
    for desk, entries in groupby(journal.stored_by_desk(), key=lambda entry: entry.desk):
        chain, expected = FIRST_CHAIN, 1
        for entry in entries:
            took(1)
            while entry.number > expected and (sealed := journal.sealed_chain(desk, expected)):
                chain, expected = sealed, expected + 1
            if entry.number != expected:
                yield Difference(f"journal {desk}/{expected}", "entry is missing")
            if not _is_readable(entry):
                yield Difference(f"journal {desk}/{entry.number}", UNREADABLE)
            if entry.number == expected and not entry.follows(chain):
                yield Difference(f"journal {desk}/{entry.number}", "entry or its chain was altered")
            chain, expected = entry.chain, entry.number + 1


def _is_readable(stored: StoredEntry) -> bool:
    """Tell whether an entry can be folded: its body and seen are objects with what it needs."""
    try:
        entry = stored.opened()
        fold([entry])
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    return isinstance(entry.body, dict) and isinstance(entry.seen, dict)


def _check_projections(
    db: Database, journal: Journal, took: Callable[[int], None]
) -> Iterator[Difference]:
    rebuilt = rebuild(journal, took)
    try:
        for table in (*_TABLES, *_COUNTED):
            yield from _compare(table, db, rebuilt)
    finally:
        rebuilt.conn.close()


def rebuild(journal: Journal, took: Callable[[int], None] = lambda _entries: None) -> Database:
    """Make all projections anew from the journal alone, in memory."""
    db = open_in_memory()
    db.conn.execute("BEGIN")
    # By the fold alone: what was made directly is looked at, and not made so once more.
    replay(journal, Projector(db, Journal(db, journal.desk), folds_all=True), took)
    db.conn.execute("COMMIT")
    return db


def _compare(table: _Table, live: Database, rebuilt: Database) -> Iterator[Difference]:
    size = len(table.keys)
    stored, right = (iter(db.conn.execute(table.query)) for db in (live, rebuilt))
    have, want = next(stored, None), next(right, None)
    while have or want:
        if want is None or (have is not None and have[:size] < want[:size]):
            yield Difference(_where(table, have), "stands here, but not in the journal")
            have = next(stored, None)
        elif have is None or want[:size] < have[:size]:
            yield Difference(_where(table, want), "is missing here, but stands in the journal")
            want = next(right, None)
        else:
            yield from _differing(table, have, want)
            have, want = next(stored, None), next(right, None)


def _differing(table: _Table, have: Sequence[Any], want: Sequence[Any]) -> Iterator[Difference]:
    for index, column in enumerate(table.columns, start=len(table.keys)):
        if have[index] != want[index]:
            what = f"{column} is {have[index]!r}, the journal says {want[index]!r}"
            yield Difference(_where(table, have), what)


def _where(table: _Table, row: Sequence[Any] | None) -> str:
    assert row is not None
    return f"{table.name} {' '.join(map(str, row[: len(table.keys)]))}"
