"""Projections follow the journal: small subjects, late programmes, what is taken back, replay."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.domain.journal.entry import Draft
from desktop.store.journal.clone_repair import clear_projections
from desktop.store.projections import rows
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe, entries_of, registering

BOOKED = {"state": "booked", "at_ms": 7}
IN = {"outcome": "admitted", "direction": "in", "point": "gate", "place": "venue"}


def roster(scribe: Scribe) -> list[tuple[Any, ...]]:
    return scribe.rows("SELECT programme, sort_key, registration FROM roster ORDER BY 1, 2")


def words(scribe: Scribe) -> list[tuple[Any, ...]]:
    return scribe.rows("SELECT programme, word, registration FROM name_words ORDER BY 1, 2, 3")


def hear(scribe: Scribe, *told: Any, at_ms: int = EIGHT) -> None:
    with scribe.store.write():
        scribe.store.take_in(entries_of("b", *told, at_ms=at_ms), "hub")


def test_a_row_is_made_or_replaced_by_its_id_and_keeps_what_is_kept() -> None:
    assert rows.upsert("t", ("id", "row", "name"), kept=("row",)) == (
        'INSERT INTO t ("id", "row", "name") VALUES (?, ?, ?)'
        ' ON CONFLICT (id) DO UPDATE SET "name" = excluded."name"'
    )


def test_a_small_subject_has_what_was_said_of_it_and_else_its_defaults(scribe: Scribe) -> None:
    scribe.put("set", "session:w1", code="W1")
    scribe.put("set", "session:w1", capacity=20)
    scribe.put("set", "programme:p2", "p2", code="SPRING", title="")
    query = "SELECT programme, code, title, capacity FROM sessions"
    assert scribe.rows(query) == [("p1", "W1", "", 20)]
    assert scribe.rows("SELECT id, code, title, number FROM programmes ORDER BY id") == [
        ("p1", "P1", "Niperm", 1),
        ("p2", "SPRING", "SPRING", 0),
    ]


def test_a_subject_that_was_removed_or_taken_back_is_gone(scribe: Scribe) -> None:
    scribe.put("set", "place:hall", name="Hall", kind="room")
    made = scribe.put("set", "place:room", name="Room", kind="room")
    scribe.put("set", "place:kept", name="Kept", kind="room", removed="")
    scribe.put("set", "place:hall", removed=True)
    scribe.put("undo", "place:room", desk=made.desk, n=made.number)
    assert scribe.rows("SELECT id FROM places") == [("kept",)]


def test_the_plan_number_counts_the_changes_of_the_plan(scribe: Scribe) -> None:
    before = scribe.store.plan_number
    assert before == 1
    scribe.put("set", "session:w1", code="W1")
    assert scribe.store.plan_number == before + 1
    scribe.register("noa", "Noa")
    assert scribe.store.plan_number == before + 1
    with pytest.raises(LookupError), scribe.store.write():
        raise LookupError
    assert scribe.store.plan_number == before + 2


def test_a_registration_stays_in_the_programme_of_its_first_entry(scribe: Scribe) -> None:
    scribe.register("noa", "Noa")
    scribe.put("set", "registration:noa", "p2", notes="x")
    assert scribe.rows("SELECT programme, notes FROM registrations") == [("p1", "x")]


def test_registrations_that_come_before_their_programme_get_its_number_later(
    scribe: Scribe,
) -> None:
    scribe.register("noa", "Noa", "late")
    scribe.register("dan", "Dan")
    assert roster(scribe) == [(0, "dan", 2), (0, "noa", 1), (1, "dan", 2)]
    scribe.programme("late")
    everybody = [(0, "dan", 2), (0, "noa", 1), (1, "dan", 2), (2, "noa", 1)]
    assert roster(scribe) == everybody
    assert words(scribe) == everybody
    scribe.put("set", "programme:late", "late", title="Late")
    scribe.put("set", "session:late", code="W1")
    assert roster(scribe) == everybody
    assert list(scribe.store.differences()) == []


def test_each_registration_keeps_its_number(scribe: Scribe) -> None:
    scribe.register("noa", "Noa")
    scribe.register("dan", "Dan")
    scribe.put("set", "registration:noa", notes="x")
    scribe.write(*registering("gal", "Gal"), fresh=["person:gal", "registration:gal"])
    query = 'SELECT id, "row" FROM registrations ORDER BY 2'
    assert scribe.rows(query) == [("noa", 1), ("dan", 2), ("gal", 3)]
    assert [row[1:] for row in roster(scribe)[:3]] == [("dan", 2), ("gal", 3), ("noa", 1)]
    scribe.store._projector.forget()
    scribe.register("tal", "Tal")
    assert scribe.rows(query)[-1] == ("tal", 4)


def test_a_person_and_a_registration_that_were_taken_back_leave_nothing(scribe: Scribe) -> None:
    person, registration = scribe.write(
        *registering("noa", "Noa", ticket_code="T1", **{"booking:w1": BOOKED})
    )
    scribe.put("undo", "registration:noa", desk=registration.desk, n=registration.number)
    for table in ("registrations", "roster", "name_words", "name_pairs", "bookings", "codes"):
        assert scribe.rows(f"SELECT * FROM {table}") == [], table
    assert scribe.rows("SELECT id FROM people") == [("noa",)]
    scribe.put("undo", "person:noa", "", desk=person.desk, n=person.number)
    assert scribe.rows("SELECT * FROM people") == []


def test_a_registration_takes_the_name_that_its_person_has_already(scribe: Scribe) -> None:
    scribe.put("set", "person:noa", "", first_name="Noa", last_name="Levi")
    scribe.put("set", "registration:r1", person="noa")
    scribe.put("set", "registration:r2", person="nobody")
    query = "SELECT id, name_key FROM registrations ORDER BY 1"
    assert scribe.rows(query) == [("r1", "levi noa"), ("r2", "")]


def test_what_only_one_desk_wrote_about_is_not_disputed(scribe: Scribe) -> None:
    scribe.register("noa", "Noa")
    scribe.put("set", "person:noa", "", first_name="Nora")
    assert scribe.rows("SELECT * FROM conflicts") == []


def test_what_two_desks_wrote_at_once_is_disputed_until_somebody_has_looked(
    scribe: Scribe,
) -> None:
    scribe.register("noa", "Noa")
    own = scribe.store.desk
    hear(scribe, ("set", "registration:noa", {"notes": "b"}))
    scribe.write(Draft("set", "registration:noa", "p1", {"notes": "b"}))
    assert scribe.rows("SELECT * FROM conflicts") == []
    scribe.register("dan", "Dan", notes="a")
    with scribe.store.write():
        told = [("set", "registration:noa", {"notes": "b"}),
                ("set", "registration:dan", {"notes": "c"})]  # fmt: skip
        scribe.store.take_in(entries_of("b", *told), "hub")
    ((subject, kind, key, programme, sides),) = scribe.rows(
        "SELECT subject, kind, key, programme, sides FROM conflicts"
    )
    assert (subject, kind, key, programme) == ("registration:dan", "edited", "notes", "p1")
    assert json.loads(sides) == [
        [["b", 2], EIGHT + 2, "desk", "c"],
        [[own, 6], EIGHT + 3_000, "desk", "a"],
    ]
    scribe.put("resolve", "registration:dan", entries=[["b", 2], [own, 6]])
    assert scribe.rows("SELECT * FROM conflicts") == []


def test_projections_made_anew_are_what_they_were(scribe: Scribe) -> None:
    scribe.register("noa", "Noa Levi", ticket_code="T1", **{"booking:w1": BOOKED})
    scribe.put("move", "registration:noa", **IN)
    scribe.put("set", "session:w1", code="W1")
    before = scribe.store.state_hash()
    with scribe.store.write():
        scribe.store.keep_setting("rebuild", "1")
        clear_projections(scribe.store.db.conn)
    assert scribe.store.state_hash() != before
    scribe.store._rebuild_once(lambda _done, _total: None)
    assert scribe.store.state_hash() == before
    assert list(scribe.store.differences()) == []


class TestIndex:
    """The index after a transaction that failed, and after a store was opened anew."""

    def test_labels_and_words_of_a_failed_step_are_written_by_the_next(
        self, scribe: Scribe
    ) -> None:
        drafts = registering("noa", "Noa", organization="Touro")
        with pytest.raises(LookupError), scribe.store.write():
            scribe.store.append(drafts, scribe.now_ms)
            raise LookupError
        for table in ("labels", "label_words", "words", "roster", "name_words"):
            assert scribe.rows(f"SELECT * FROM {table}") == [], table
        scribe.write(*drafts)
        assert scribe.rows("SELECT word, label FROM label_words") == [("touro", 1)]
        assert scribe.rows("SELECT text FROM labels ORDER BY id") == [("Touro",), ("registered",)]
        query = "SELECT organization, country, community FROM roster"
        assert scribe.rows(query) == [(1, 0, 0), (1, 0, 0)]
        assert [word for _scope, word, _row in words(scribe)] == ["noa", "noa"]
        assert scribe.rows("SELECT word FROM words") == [("noa",)]

    def test_the_words_of_the_first_organisation_are_known(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa", organization="Touro")
        assert scribe.rows("SELECT word, label FROM label_words") == [("touro", 1)]

    def test_known_words_are_known_again_later(self, scribe: Scribe) -> None:
        scribe.register("noa", "Noa Levi")
        keys = scribe.rows("SELECT key FROM word_keys WHERE word = 'noa'")
        scribe.store._projector.forget()
        scribe.register("noi", "Noa Shani")
        assert scribe.rows("SELECT word FROM words ORDER BY 1") == [
            ("levi",), ("noa",), ("shani",),
        ]  # fmt: skip
        assert scribe.rows("SELECT key FROM word_keys WHERE word = 'noa'") == keys
        query = "SELECT country FROM roster WHERE sort_key = 'noa shani'"
        assert scribe.rows(query) == [(0,), (0,)]
