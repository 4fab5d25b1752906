"""Who is where is listed slice by slice, by name, and nobody is lost between two slices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft
from desktop.store.queries import whereabouts
from tests.support.scribe import Scribe, registering

T = TypeVar("T")
# Three slices, the last one of one row.
PEOPLE, SLICE = 41, 20


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scribe:
    """Book 41 people for a session; all but every fifth are in it, the last one is in the foyer."""
    monkeypatch.setattr(whereabouts, "_PAGE", SLICE)
    scribe = Scribe(tmp_path)
    scribe.programme("p1")
    drafts: list[Draft] = []
    for number in range(PEOPLE):
        id_ = f"r{number:02}"
        drafts += registering(id_, f"Noa Z{PEOPLE - number:02}", "p1",
                              **{"booking:w1": {"state": "booked", "at_ms": 7}})  # fmt: skip
        in_hall = {"outcome": "admitted", "direction": "in", "point": "Hall", "place": "hall",
                   "session": "w1"}  # fmt: skip
        if number == PEOPLE - 1:
            in_hall |= {"place": "foyer", "session": ""}
        if number % 5 or number == PEOPLE - 1:
            drafts.append(Draft("move", f"registration:{id_}", "p1", in_hall))
    scribe.write(*drafts, fresh=tuple({draft.subject for draft in drafts if draft.kind == SET}))
    return scribe


def counted(slices: list[int]) -> Callable[[Callable[[], T]], T]:
    def on_store(work: Callable[[], T]) -> T:
        slices.append(1)
        return work()

    return on_store


def test_who_is_in_a_place_is_listed_by_name(hall: Scribe) -> None:
    found = hall.store.whereabouts
    first = [who.id for who in found.inside("p1", ["hall"], 3)]
    # The names run against the numbers: Z02 is the one before the last.
    assert first == ["r39", "r38", "r37"]
    assert len(found.inside_ids("p1", ["hall"])) == 32
    assert found.inside_ids("p1", ["foyer"]) == ["r40"]
    assert len(found.inside("p1", ["hall", "foyer"], 99)) == 33
    assert found.inside_ids("p2", ["hall"]) == []


def test_who_attends_a_session_and_who_is_missing_make_all_who_are_booked(hall: Scribe) -> None:
    found = hall.store.whereabouts
    attending = found.attending_ids("w1")
    missing = [who.id for who in found.not_attending("w1", 99)]
    assert len(attending) == 32
    assert missing == ["r40", "r35", "r30", "r25", "r20", "r15", "r10", "r05", "r00"]
    assert sorted(attending + missing) == [f"r{number:02}" for number in range(PEOPLE)]
    assert [who.id for who in found.missing_from("w1", ["foyer"], 2)] == ["r39", "r38"]
    assert [who.id for who in found.never_came("w1", 2)] == ["r40", "r35"]


def test_each_slice_is_a_piece_of_its_own(hall: Scribe) -> None:
    slices: list[int] = []
    assert len(hall.store.whereabouts.attending_ids("w1", counted(slices))) == 32
    # 32 people in slices of 20.
    assert len(slices) == 2


def test_a_check_in_that_was_taken_back_is_no_coming(hall: Scribe) -> None:
    (moved,) = [
        entry for entry in hall.store.journal.of_subject("registration:r39") if entry.kind == "move"
    ]
    hall.put("undo", "registration:r39", desk=moved.desk, n=moved.number)
    found = hall.store.whereabouts
    assert "r39" not in found.attending_ids("w1")
    assert [who.id for who in found.never_came("w1", 2)] == ["r40", "r39"]
    assert found.ever_attended("p1") == set()
    hall.put("set", "session:w1", code="W1", title="Plenary")
    assert found.ever_attended("p1") == {"w1"}


def test_nobody_is_unseen_while_presence_has_no_end(hall: Scribe) -> None:
    assert hall.store.whereabouts.unseen_ids("p1") == []
    assert hall.store.whereabouts.unseen("p1", 9) == []
