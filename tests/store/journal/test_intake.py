"""Entries of other desks: what a slice brings is shown, all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import Entry, SealedEntry, StoredEntry, SubjectType
from desktop.domain.journal.fold import fold
from desktop.store.journal import intake
from tests.support.fleet import FleetDesk


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[FleetDesk, FleetDesk]]:
    office, door = FleetDesk(tmp_path, "Office"), FleetDesk(tmp_path, "Door")
    yield office, door
    office.close()
    door.close()


def rows_of(desk: FleetDesk) -> list[StoredEntry]:
    return desk.store.journal.stored_after(desk.store.desk, 0, 10_000)


def take(desk: FleetDesk, rows: Sequence[StoredEntry | SealedEntry]) -> None:
    with desk.store.write():
        desk.store.take_in(rows, "hub")


def seal(entry: StoredEntry) -> SealedEntry:
    """Give an entry as a hub shows it to a role that may not read it."""
    return SealedEntry(entry.desk, entry.number, entry.chain)


@pytest.mark.parametrize("sealed", [1, 3, 6, 9])
def test_what_is_unsealed_and_what_is_new_in_one_slice_are_both_shown(
    desks: tuple[FleetDesk, FleetDesk], sealed: int
) -> None:
    """A role is let into a programme: older entries open while newer ones come."""
    office, door = desks
    office.make_programme()
    for name in ("Noa Levi", "Dan Levi", "Gal Levi", "Tal Levi"):
        office.register(name)
    rows = rows_of(office)
    assert len(rows) > sealed + 2
    take(door, [seal(row) for row in rows[:sealed]])
    take(door, rows)
    programme = door.front_desk.programmes.named("NIPERM")
    assert {attendee.name for attendee in door.front_desk.desk.find(programme, "levi")} == {
        "Noa Levi", "Dan Levi", "Gal Levi", "Tal Levi",
    }  # fmt: skip
    assert door.front_desk.verify() == []


def test_opened_entries_of_two_desks_in_one_slice_are_all_shown(
    desks: tuple[FleetDesk, FleetDesk], tmp_path: Path
) -> None:
    office, door = desks
    third = FleetDesk(tmp_path, "Third")
    office.make_programme()
    office.register("Noa Levi")
    take(third, rows_of(office))
    third.register("Dan Levi")
    rows = [*rows_of(office), *rows_of(third)]
    take(door, [seal(row) for row in rows])
    assert door.front_desk.programmes.all() == []
    office.register("Gal Levi")
    take(door, [*rows_of(office), *rows_of(third)])
    programme = door.front_desk.programmes.named("NIPERM")
    found = {attendee.name for attendee in door.front_desk.desk.find(programme, "levi")}
    assert found == {"Noa Levi", "Dan Levi", "Gal Levi"}
    assert door.front_desk.verify() == []
    third.close()


def unless_third(row: StoredEntry) -> Entry | None:
    """Read as a Muster does that does not understand the third entry."""
    return None if row.number == 3 else row.opened()


def test_an_entry_that_a_newer_muster_can_read_is_not_listed_any_more(
    desks: tuple[FleetDesk, FleetDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, door = desks
    office.make_programme()
    for name in ("Noa Levi", "Dan Levi"):
        office.register(name)
    rows = rows_of(office)
    with monkeypatch.context() as older:
        older.setattr(intake, "opened_if_acceptable", unless_third)
        take(door, rows)
    parked = door.store.intake.parked()
    assert [(span.reason, span.first, span.last) for span in parked] == [
        ("unreadable", 3, 3),
        ("waits", 4, len(rows)),
    ]
    take(door, rows)
    assert door.store.intake.parked() == []
    assert door.front_desk.syncing.flaws() == []
    programme = door.front_desk.programmes.named("NIPERM")
    assert {attendee.name for attendee in door.front_desk.desk.find(programme, "levi")} == {
        "Noa Levi",
        "Dan Levi",
    }


def test_an_opened_entry_that_cannot_be_read_stays_listed(
    desks: tuple[FleetDesk, FleetDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, door = desks
    office.make_programme()
    office.register("Noa Levi")
    rows = rows_of(office)
    take(door, [seal(row) for row in rows])
    monkeypatch.setattr(intake, "opened_if_acceptable", unless_third)
    take(door, rows)
    assert [(parked.reason, parked.first) for parked in door.store.intake.parked()] == [
        ("unreadable", 3)
    ]
    office.register("Dan Levi")
    take(door, rows_of(office))
    assert [(parked.reason, parked.first) for parked in door.store.intake.parked()] == [
        ("unreadable", 3)
    ]


@pytest.mark.parametrize("is_opened_late", [True, False])
def test_a_correction_counts_though_the_clock_of_a_sealed_desk_is_ahead(
    desks: tuple[FleetDesk, FleetDesk], is_opened_late: bool
) -> None:
    """What this desk has seen is before what it writes, however it came to see it."""
    office, ahead = desks
    ahead.clock.advance(3_600_000)
    with ahead.store.write():
        ahead.store.append(
            [
                set_draft(SubjectType.PERSON, "p1", "", {"first_name": "Nora"}),
                set_draft(SubjectType.PERSON, "p2", "", {"first_name": "Dan"}),
            ],
            ahead.clock(),
        )
    rows = rows_of(ahead)
    if is_opened_late:
        take(office, [seal(row) for row in rows])
        take(office, rows)
    else:
        take(office, [*rows[:-1], seal(rows[-1])])
    with office.store.write():
        name = {"first_name": "Noa"}
        office.store.append([set_draft(SubjectType.PERSON, "p1", "", name)], office.clock())
    assert fold(office.store.journal.of_subject("person:p1")).fields == {"first_name": "Noa"}
