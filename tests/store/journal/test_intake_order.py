"""What becomes of each entry from elsewhere: written, waiting, sealed, forked, altered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.journal.entry import EntryId, SealedEntry, StoredEntry
from desktop.store.journal.intake import IntakeResult, ParkedRange
from tests.support.scribe import Scribe, entries_of

NAMES = ("Noa", "Dan", "Gal", "Tal")
TOLD = [("set", f"person:{name}", {"first_name": name}) for name in NAMES]
OTHER = [("set", f"person:{name}", {"first_name": name.upper()}) for name in NAMES]


@pytest.fixture
def rows() -> list[StoredEntry]:
    """What desk `b` wrote: four entries."""
    return entries_of("b", *TOLD)


def take(scribe: Scribe, *given: StoredEntry | SealedEntry) -> IntakeResult:
    """Take entries in and leave a copy of a store as it is."""
    with scribe.store.write():
        return scribe.store.intake.take(given, "hub")


def seal(entry: StoredEntry) -> SealedEntry:
    return SealedEntry(entry.desk, entry.number, entry.chain)


def people(scribe: Scribe) -> list[str]:
    return [body for (body,) in scribe.rows("SELECT body FROM journal WHERE desk = 'b' ORDER BY n")]


def written(*names: str) -> list[str]:
    return [f'{{"first_name":"{name}"}}' for name in names]


def flaws_of_the_journal(scribe: Scribe) -> list[str]:
    differences = scribe.store.differences()
    return [flaw.what for flaw in differences if flaw.where.startswith("journal")]


def counts(taken: IntakeResult) -> tuple[int, int, dict[str, int], int, set[str], bool]:
    parked = dict(taken.parked)
    return (
        len(taken.entries), taken.repeated, parked, taken.sealed, taken.gaps, taken.is_copy,
    )  # fmt: skip


def test_what_is_new_is_written_and_what_is_known_is_counted(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    assert counts(take(scribe, rows[1], rows[0])) == (2, 0, {}, 0, set(), False)
    assert counts(take(scribe, *rows)) == (2, 2, {}, 0, set(), False)
    assert counts(take(scribe)) == (0, 0, {}, 0, set(), False)
    assert people(scribe) == written("Noa", "Dan", "Gal", "Tal")


def test_one_entry_twice_in_a_slice_is_written_once(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    assert counts(take(scribe, rows[0], rows[0], rows[1])) == (2, 1, {}, 0, set(), False)
    assert scribe.store.intake.parked() == []


def test_what_comes_too_early_waits_for_the_missing_one(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    intake = scribe.store.intake
    assert counts(take(scribe, rows[2], rows[3])) == (0, 0, {"waits": 2}, 0, set(), False)
    assert intake.parked() == [ParkedRange("b", "waits", "hub", 3, 4, 2)]
    assert not intake.is_unreadable(EntryId("b", 3))
    assert not intake.is_unreadable(EntryId("b", 1))
    assert counts(take(scribe, rows[2])) == (0, 0, {"waits": 0}, 0, set(), False)
    assert counts(take(scribe, rows[0])) == (1, 0, {}, 0, set(), False)
    assert counts(take(scribe, rows[1])) == (3, 0, {}, 0, set(), False)
    assert intake.parked() == []
    assert people(scribe) == written("Noa", "Dan", "Gal", "Tal")
    assert flaws_of_the_journal(scribe) == []


def test_an_entry_waits_where_a_single_one_is_missing(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    assert counts(take(scribe, rows[0], rows[2])) == (1, 0, {"waits": 1}, 0, set(), False)


def test_what_waited_and_was_altered_is_not_written(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    altered = rows[2]._replace(body='{"first_name":"Gil"}')
    take(scribe, altered)
    assert counts(take(scribe, rows[0], rows[1])) == (2, 0, {}, 0, set(), False)
    assert scribe.store.intake.parked() == [ParkedRange("b", "altered", "", 3, 3, 1)]
    assert people(scribe) == written("Noa", "Dan")


def test_what_waited_and_cannot_be_read_is_not_written(scribe: Scribe) -> None:
    rows = entries_of("b", *TOLD[:2], ("set", "person:Gal", {"first_name": 5}))
    take(scribe, rows[2])
    take(scribe, rows[0], rows[1])
    assert scribe.store.intake.parked() == [ParkedRange("b", "unreadable", "", 3, 3, 1)]
    assert scribe.store.intake.is_unreadable(EntryId("b", 3))
    assert people(scribe) == written("Noa", "Dan")


def test_an_altered_entry_is_parked_and_comes_once_it_is_whole(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    altered = rows[1]._replace(body='{"first_name":"Don"}')
    assert counts(take(scribe, rows[0], altered)) == (1, 0, {"altered": 1}, 0, set(), False)
    assert counts(take(scribe, rows[1])) == (1, 0, {}, 0, set(), False)
    assert scribe.store.intake.parked() == []


def test_an_entry_that_nobody_can_read_is_parked(scribe: Scribe) -> None:
    rows = entries_of("b", ("set", "person:Gal", {"first_name": 5}))
    assert counts(take(scribe, *rows)) == (0, 0, {"unreadable": 1}, 0, set(), False)


def test_another_desk_with_two_journals_is_forked_from_its_second_entry(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    take(scribe, *rows)
    assert scribe.store.intake.forked_from("b") == 0
    otherwise = entries_of("b", TOLD[0], *OTHER[1:3])
    assert counts(take(scribe, *otherwise)) == (0, 1, {"forked": 2}, 0, set(), False)
    assert scribe.store.intake.forked_from("b") == 2
    assert scribe.store.intake.forked_from("c") == 0


def test_two_writings_of_one_number_in_one_slice_are_forked(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    otherwise = entries_of("b", *OTHER)
    assert counts(take(scribe, rows[0], otherwise[0])) == (1, 0, {"forked": 1}, 0, set(), False)


@pytest.fixture
def twin(tmp_path: Path, scribe: Scribe) -> Iterator[Scribe]:
    """A store of the same desk, restored from an older copy."""
    other = Scribe(tmp_path, "twin")
    with other.store.write():
        other.store.keep_setting("desk", scribe.store.desk)
        other.store.desk = other.store.journal.desk = scribe.store.desk
    yield other
    other.close()


def test_who_hears_own_entries_that_it_has_not_is_a_copy(scribe: Scribe, twin: Scribe) -> None:
    scribe.put("set", "person:Noa", first_name="Noa")
    own = scribe.store.journal.stored_after(scribe.store.desk, 0, 10)
    assert counts(take(scribe, *own)) == (0, 1, {}, 0, set(), False)
    assert counts(take(twin, *own)) == (1, 0, {}, 0, set(), True)


def test_who_hears_own_entries_otherwise_is_a_copy(scribe: Scribe, twin: Scribe) -> None:
    scribe.put("set", "person:Noa", first_name="Noa")
    twin.put("set", "person:Noa", first_name="Nora")
    own = scribe.store.journal.stored_after(scribe.store.desk, 0, 10)
    assert counts(take(twin, *own)) == (0, 0, {"forked": 1}, 0, set(), True)
    assert twin.store.intake.forked_from(scribe.store.desk) == 1


def test_sealed_entries_count_and_leave_no_gap(scribe: Scribe, rows: list[StoredEntry]) -> None:
    intake = scribe.store.intake
    assert not intake.has_sealed()
    assert counts(take(scribe, seal(rows[0]), seal(rows[1]))) == (0, 0, {}, 2, set(), False)
    assert intake.has_sealed()
    assert counts(take(scribe, seal(rows[1]))) == (0, 0, {}, 0, set(), False)
    assert counts(take(scribe, seal(rows[3]))) == (0, 0, {}, 0, {"b"}, False)
    assert counts(take(scribe, rows[2])) == (1, 0, {}, 0, set(), False)
    assert people(scribe) == written("Gal")
    assert flaws_of_the_journal(scribe) == []


def test_opened_entries_are_written_in_the_place_of_sealed_ones(
    scribe: Scribe, rows: list[StoredEntry]
) -> None:
    take(scribe, *map(seal, rows[:3]))
    assert counts(take(scribe, rows[1])) == (1, 0, {}, 0, set(), False)
    assert people(scribe) == written("Dan")
    assert counts(take(scribe, *rows)) == (3, 1, {}, 0, set(), False)
    assert people(scribe) == written("Noa", "Dan", "Gal", "Tal")
    assert not scribe.store.intake.has_sealed()
    assert flaws_of_the_journal(scribe) == []


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_opened_entry_that_was_altered_stays_sealed(
    scribe: Scribe, rows: list[StoredEntry], number: int
) -> None:
    take(scribe, *map(seal, rows))
    altered = rows[number]._replace(body='{"first_name":"Gil"}')
    assert counts(take(scribe, altered)) == (0, 0, {"altered": 1}, 0, set(), False)
    assert people(scribe) == []
    assert scribe.store.intake.has_sealed()


def test_an_opened_entry_that_nobody_can_read_stays_sealed(scribe: Scribe) -> None:
    rows = entries_of("b", ("set", "person:Gal", {"first_name": 5}))
    take(scribe, *map(seal, rows))
    assert counts(take(scribe, *rows)) == (0, 0, {"unreadable": 1}, 0, set(), False)
    assert scribe.store.intake.has_sealed()


def test_people_whose_own_entries_are_sealed_are_named(scribe: Scribe) -> None:
    scribe.register("seen", "Noa Levi")
    scribe.put("set", "registration:r9", person="unseen")
    assert scribe.store.intake.people_unseen() == ["unseen"]
