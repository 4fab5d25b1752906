"""What an export of changes is told to write again: registrations, sessions, movements."""

from __future__ import annotations

import pytest

from desktop.domain.journal.entry import EntryId
from desktop.store.journal.changed import News
from tests.support.scribe import Scribe

MOVED = {"outcome": "admitted", "direction": "in", "point": "gate", "place": "venue"}
BOOKED = {"state": "booked", "at_ms": 1}


@pytest.fixture
def mark(scribe: Scribe) -> dict[str, int]:
    """Noa of p1 is booked in w1 and was in w2; Dan is of p2. Everything so far was exported."""
    scribe.programme("p1")
    scribe.programme("p2")
    scribe.register("noa", "Noa Levi", **{"booking:w1": BOOKED})
    scribe.register("dan", "Dan Levi", "p2")
    scribe.put("move", "registration:noa", **MOVED, session="w2")
    return {scribe.store.desk: scribe.store.journal.newest()}


def news(scribe: Scribe, mark: dict[str, int]) -> tuple[set[str], set[str], tuple[EntryId, ...]]:
    told = scribe.store.changed.since(mark, "p1")
    assert isinstance(told, News)
    return set(told.registrations), set(told.sessions), told.movements


def test_after_an_export_nothing_is_new(scribe: Scribe, mark: dict[str, int]) -> None:
    assert news(scribe, mark) == (set(), set(), ())


def test_an_empty_mark_means_everything_of_the_programme(
    scribe: Scribe, mark: dict[str, int]
) -> None:
    move = EntryId(scribe.store.desk, mark[scribe.store.desk])
    assert move.number == 7
    assert news(scribe, {}) == ({"noa"}, {"w1", "w2"}, (move,))
    assert news(scribe, {scribe.store.desk: 6}) == ({"noa"}, {"w2"}, (move,))


def test_the_first_entry_of_a_desk_without_a_mark_is_new(scribe: Scribe) -> None:
    scribe.put("set", "session:w9", title="Late")
    assert news(scribe, {}) == (set(), {"w9"}, ())


def test_a_person_stands_for_their_registrations_in_the_programme(
    scribe: Scribe, mark: dict[str, int]
) -> None:
    scribe.put("set", "person:noa", "", first_name="Nora")
    scribe.put("set", "person:dan", "", first_name="Don")
    assert news(scribe, mark) == ({"noa"}, set(), ())


def test_other_programmes_and_other_subjects_are_passed_over(
    scribe: Scribe, mark: dict[str, int]
) -> None:
    scribe.put("set", "registration:dan", "p2", notes="x")
    scribe.put("set", "session:w5", "p2", title="x")
    scribe.put("set", "point:gate", name="x")
    assert news(scribe, mark) == (set(), set(), ())


def test_a_session_that_changed_is_new(scribe: Scribe, mark: dict[str, int]) -> None:
    scribe.put("set", "session:w1", title="x")
    assert news(scribe, mark) == (set(), {"w1"}, ())


def test_a_note_changes_no_count_of_a_session_and_a_booking_that_of_its_own(
    scribe: Scribe, mark: dict[str, int]
) -> None:
    scribe.put("set", "registration:noa", notes="x")
    assert news(scribe, mark) == ({"noa"}, set(), ())
    scribe.put("set", "registration:noa", **{"booking:w3": BOOKED})
    assert news(scribe, mark) == ({"noa"}, {"w3"}, ())


def test_a_status_changes_the_counts_of_all_sessions_ever_spoken_of(
    scribe: Scribe, mark: dict[str, int]
) -> None:
    scribe.put("set", "registration:noa", status="cancelled")
    assert news(scribe, mark) == ({"noa"}, {"w1", "w2"}, ())


def test_so_does_a_merge(scribe: Scribe, mark: dict[str, int]) -> None:
    scribe.put("merge", "registration:noa", set={"merged_into": "dan"})
    assert news(scribe, mark) == ({"noa"}, {"w1", "w2"}, ())


def test_an_undo_names_the_movement_that_it_takes_back(
    scribe: Scribe, mark: dict[str, int]
) -> None:
    desk = scribe.store.desk
    scribe.put("undo", "registration:noa", desk=desk, n=7)
    assert news(scribe, mark) == ({"noa"}, {"w1", "w2"}, (EntryId(desk, 7),))


def test_a_movement_is_new_and_so_is_the_session_behind_the_door(
    scribe: Scribe, mark: dict[str, int]
) -> None:
    at_door = scribe.put("move", "registration:noa", **MOVED)
    assert news(scribe, mark) == ({"noa"}, set(), (at_door.id,))
    at_session = scribe.put("move", "registration:noa", **MOVED, session="w4")
    assert news(scribe, mark) == ({"noa"}, {"w4"}, (at_door.id, at_session.id))
    scribe.put("print", "registration:noa", code="1")
    assert news(scribe, mark) == ({"noa"}, {"w4"}, (at_door.id, at_session.id))
