"""Each difference is named by where it is and what it is, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.journal.entry import (
    CLOCK_COUNTER_BITS,
    FIRST_CHAIN,
    SealedEntry,
    StoredEntry,
    chain_after,
)
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe, entries_of

MISSING, ALTERED, UNREADABLE = (
    "entry is missing",
    "entry or its chain was altered",
    "entry cannot be read",
)
NOT_COMPARED = ("figures", "not compared, because an entry cannot be read")
EXTRA, ABSENT = "stands here, but not in the journal", "is missing here, but stands in the journal"
TOLD = [("set", f"template:t{number}", {"title": f"T{number}"}) for number in range(1, 5)]


def flaws(scribe: Scribe) -> list[tuple[str, str]]:
    return [(flaw.where, flaw.what) for flaw in scribe.store.differences()]


@pytest.fixture
def rows(scribe: Scribe) -> list[StoredEntry]:
    """Four entries of desk `b`, which are in the journal."""
    made = entries_of("b", *TOLD)
    with scribe.store.write():
        scribe.store.take_in(made, "hub")
    assert flaws(scribe) == []
    return made


def tamper(scribe: Scribe, statement: str, *values: object) -> None:
    with scribe.store.write():
        for trigger in ("journal_is_never_changed", "journal_is_never_cut"):
            scribe.store.db.conn.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        scribe.store.db.conn.execute(statement, values)


def test_a_missing_entry_is_named_once(scribe: Scribe, rows: list[StoredEntry]) -> None:
    tamper(scribe, "DELETE FROM journal WHERE desk = 'b' AND n = 2")
    assert flaws(scribe) == [("journal b/2", MISSING), ("templates t2", EXTRA)]


def test_the_first_of_some_missing_entries_is_named(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    tamper(scribe, "DELETE FROM journal WHERE desk = 'b' AND n < 3")
    assert flaws(scribe) == [
        ("journal b/1", MISSING),
        ("templates t1", EXTRA),
        ("templates t2", EXTRA),
    ]


def test_an_altered_entry_is_named_and_so_is_what_it_would_change(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    tamper(scribe, """UPDATE journal SET body = '{"title":"X"}' WHERE desk = 'b' AND n = 3""")
    assert flaws(scribe) == [
        ("journal b/3", ALTERED),
        ("templates t3", "title is 'T3', the journal says 'X'"),
    ]


def test_an_altered_chain_breaks_at_its_entry_and_at_the_next(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    tamper(scribe, "UPDATE journal SET chain = ? WHERE desk = 'b' AND n = 2", b"x" * 32)
    assert flaws(scribe) == [("journal b/2", ALTERED), ("journal b/3", ALTERED)]


def test_sealed_entries_are_no_gap(scribe: Scribe) -> None:
    rows = entries_of("b", *TOLD)
    sealed = [SealedEntry(row.desk, row.number, row.chain) for row in rows]
    with scribe.store.write():
        scribe.store.take_in([*sealed[:2], rows[2], sealed[3]], "hub")
    assert flaws(scribe) == []
    tamper(scribe, "DELETE FROM sealed WHERE n = 2")
    assert flaws(scribe) == [("journal b/2", MISSING)]


@pytest.mark.parametrize(("body", "seen"), [("[]", "{}"), ("{}", "[]"), ("{", "{}"), ("{}", "{")])
def test_what_is_no_entry_is_named_and_the_figures_are_not_compared(
    scribe: Scribe, rows: list[StoredEntry], body: str, seen: str
) -> None:
    identity = ("c", 1, EIGHT << CLOCK_COUNTER_BITS, "desk", "set", "person:x", "")
    chain = chain_after(FIRST_CHAIN, identity, body, seen)
    tamper(scribe, "INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?,?)", *identity, body, seen, chain)
    assert flaws(scribe) == [("journal c/1", UNREADABLE), NOT_COMPARED]


def test_an_unreadable_entry_among_other_flaws_is_enough_not_to_compare(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    tamper(scribe, "UPDATE journal SET body = '[]' WHERE desk = 'b' AND n = 3")
    assert flaws(scribe) == [
        ("journal b/3", UNREADABLE),
        ("journal b/3", ALTERED),
        NOT_COMPARED,
    ]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM templates WHERE id = 't1'", [("templates t1", ABSENT)]),
        ("DELETE FROM templates WHERE id = 't4'", [("templates t4", ABSENT)]),
        ("DELETE FROM templates", [(f"templates t{n}", ABSENT) for n in (1, 2, 3, 4)]),
        ("INSERT INTO templates VALUES ('a', '', '')", [("templates a", EXTRA)]),
        ("INSERT INTO templates VALUES ('z', '', '')", [("templates z", EXTRA)]),
        (
            "UPDATE templates SET id = 't0' WHERE id = 't3'",
            [("templates t0", EXTRA), ("templates t3", ABSENT)],
        ),
        (
            "UPDATE templates SET id = 'z' WHERE id = 't2'",
            [("templates t2", ABSENT), ("templates z", EXTRA)],
        ),
        (
            "UPDATE templates SET title = 'X', document = 'Y' WHERE id = 't2'",
            [
                ("templates t2", "title is 'X', the journal says 'T2'"),
                ("templates t2", "document is 'Y', the journal says ''"),
            ],
        ),
    ],
)
def test_rows_are_compared_by_their_keys(
    scribe: Scribe, rows: list[StoredEntry], statement: str, expected: list[tuple[str, str]]
) -> None:
    tamper(scribe, statement)
    assert flaws(scribe) == expected


def test_rows_of_numbers_are_named_by_the_registration(scribe: Scribe) -> None:
    booked = {"state": "booked", "at_ms": 7}
    scribe.register("noa", "Noa", **{"booking:w1": booked})
    tamper(scribe, "INSERT INTO bookings VALUES ('w2', 9, 'booked', 1)")
    tamper(scribe, "UPDATE bookings SET since_ms = 8 WHERE session = 'w1'")
    assert flaws(scribe) == [
        ("bookings w1 noa", "since_ms is 8, the journal says 7"),
        ("bookings w2 row 9", EXTRA),
        ("seats w2 booked", EXTRA),
    ]


def test_the_state_is_summed_up_equally_where_the_entries_are_equal(
    scribe: Scribe, rows: list[StoredEntry], tmp_path: Path
) -> None:
    other = Scribe(tmp_path, "other")
    assert other.store.state_hash() != scribe.store.state_hash()
    with other.store.write():
        own = scribe.store.journal.stored_after(scribe.store.desk, 0, 100)
        other.store.take_in([*rows, *own], "hub")
        other.store.keep_setting("x", "y")
    assert other.store.state_hash() == scribe.store.state_hash()
    other.close()
