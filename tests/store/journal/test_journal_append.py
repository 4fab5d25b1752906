"""How this desk's entries are numbered, timed and chained, and what they say of other desks."""

from __future__ import annotations

from desktop.domain.journal.entry import CLOCK_COUNTER_BITS, Draft, EntryId, SealedEntry
from desktop.store.journal.journal import Head
from tests.support.builders import EIGHT, NINE
from tests.support.scribe import Scribe, entries_of

NOA = Draft("set", "person:noa", "", {"first_name": "Noa"})
DAN = Draft("set", "person:dan", "", {"first_name": "Dan"})


def seen(scribe: Scribe) -> list[str]:
    own = scribe.store.desk
    return [
        seen for (seen,) in scribe.rows("SELECT seen FROM journal WHERE desk = ? ORDER BY n", own)
    ]


def test_a_journal_begins_with_number_one_and_the_clock_ticks(scribe: Scribe) -> None:
    journal = scribe.store.journal
    assert (journal.newest(), journal.newest_ms()) == (0, 0)
    scribe.now_ms = 0
    (first,) = scribe.write(NOA)
    assert (first.number, first.clock, journal.newest_ms()) == (1, 1, 0)
    scribe.now_ms = EIGHT
    second, third = scribe.write(NOA, DAN)
    assert (second.number, second.clock) == (2, EIGHT << CLOCK_COUNTER_BITS)
    assert (third.number, third.clock) == (3, (EIGHT << CLOCK_COUNTER_BITS) + 1)
    assert (journal.newest(), journal.newest_ms()) == (3, EIGHT)
    assert list(scribe.store.differences()) == []


def test_all_drafts_of_a_step_are_stored(scribe: Scribe) -> None:
    scribe.write(NOA, DAN)
    scribe.write(NOA, DAN, NOA)
    scribe.write()
    stored = scribe.store.journal.stored_after(scribe.store.desk, 0, 100)
    assert [(row.number, row.subject) for row in stored] == [
        (1, "person:noa"), (2, "person:dan"), (3, "person:noa"), (4, "person:dan"),
        (5, "person:noa"),
    ]  # fmt: skip
    assert [row.number for row in scribe.store.journal.stored_after(scribe.store.desk, 1, 2)] == [
        2,
        3,
    ]


def test_an_entry_says_what_its_author_had_seen_of_others(scribe: Scribe) -> None:
    scribe.write(NOA)
    with scribe.store.write():
        told = [("set", "person:noa", {"first_name": "Nora"})] * 2
        scribe.store.take_in(entries_of("b", *told, at_ms=EIGHT - 5_000), "hub")
    scribe.write(NOA, DAN)
    scribe.write(NOA, fresh=["person:noa"])
    assert seen(scribe) == ["{}", '{"b":2}', "{}", "{}"]


def test_the_clock_is_never_behind_another_desk(scribe: Scribe) -> None:
    with scribe.store.write():
        scribe.store.take_in(entries_of("b", ("set", "person:noa", {}), at_ms=NINE), "hub")
        scribe.store.take_in(entries_of("c", ("set", "person:noa", {}), at_ms=EIGHT), "hub")
    assert scribe.store.journal.newest_ms() == NINE + 1
    (entry,) = scribe.write(DAN)
    assert entry.clock == ((NINE + 1) << CLOCK_COUNTER_BITS) + 1
    assert entry.at_ms == EIGHT
    assert seen(scribe) == [f'{{"@":{EIGHT}}}']


def test_own_time_is_told_where_it_is_more_than_a_second_apart(scribe: Scribe) -> None:
    with scribe.store.write():
        scribe.store.take_in(entries_of("b", ("set", "person:noa", {}), at_ms=EIGHT - 1), "hub")
    for behind_ms in (0, 1_000, 1_001):
        scribe.now_ms = EIGHT - behind_ms
        scribe.write(DAN)
    assert seen(scribe) == ["{}", "{}", f'{{"@":{EIGHT - 1_001}}}']


def test_chains_of_read_and_of_sealed_entries_are_known(scribe: Scribe) -> None:
    journal = scribe.store.journal
    rows = entries_of("b", ("set", "person:noa", {}), ("set", "person:dan", {}))
    with scribe.store.write():
        scribe.store.take_in([SealedEntry("b", 1, rows[0].chain), rows[1]], "hub")
    assert journal.chain_of(EntryId("b", 1)) == rows[0].chain
    assert journal.chain_of(EntryId("b", 2)) == rows[1].chain
    assert journal.chain_of(EntryId("b", 3)) is None
    assert journal.sealed_chain("b", 1) == rows[0].chain
    assert journal.sealed_chain("b", 2) is None
    assert journal.find(EntryId("b", 1)) is None
    read = journal.find(EntryId("b", 2))
    assert read is not None
    assert (read, read.subject) == (journal.entry(EntryId("b", 2)), "person:dan")


def test_heads_are_remembered_as_they_are_read(scribe: Scribe) -> None:
    journal = scribe.store.journal
    rows = entries_of("b", *[("set", "person:noa", {})] * 3)
    with scribe.store.write():
        scribe.store.take_in(rows[:2], "hub")
        scribe.store.take_in([SealedEntry("b", 3, rows[2].chain)], "hub")
    head = Head(3, rows[1].clock, rows[2].chain)
    assert dict(journal.known_heads()) == {"b": head}
    journal.forget_heads()
    assert dict(journal.known_heads()) == {"b": head}
