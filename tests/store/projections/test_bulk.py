"""Rows made directly are those of the fold, for whatever comes in whatever slices."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft, Entry
from desktop.store.projections.bulk import is_plain
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe

CODE = "016502394857102938475610245"
NAMES = ("Noa Levi", "משה כהן", "José O'Hara", "Ben-David", "", "נֹעָה", "李 明")
FIELDS: dict[str, Sequence[object]] = {
    "status": ("registered", "cancelled", "waitlisted", "pending", "blocked", "invited"),
    "ticket_code": ("", CODE, "ABC-123", "https://lu.ma/check-in/x?pk=g-1"),
    "external_id": ("", "700001"), "order_ref": ("", "210001"), "source": ("", "s1"),
    "listed": ("", "s1=status:1a2b3c4d"), "notes": ("", "Late & loud"), "tags": ("", "vip"),
    "paid_ms": (None, EIGHT), "waiting_since_ms": (None, 5), "merged_into": ("", "x"),
    "phone": ("",), "booking:w1": ({"state": "booked", "at_ms": 7}, {"state": "no", "at_ms": 8}),
    "booking:w2": ({"state": "waiting", "at_ms": 9},),
    "answer:q1": ({"value": "Kosher", "at_ms": 5, "wording": "w"}, {"value": "", "at_ms": 6}),
    "credit:w1": ('{"awarded":"1","note":"","type":""}', "odd"),
}  # fmt: skip


def entry(subject: str, kind: str = SET, /, **body: Any) -> Entry:
    return Entry("a", 1, EIGHT << 16, "desk", kind, subject, "p1", body, {}, b"")


@pytest.mark.parametrize(
    ("entries", "right"),
    [
        ([entry("registration:r1", person="p")], True),
        ([entry("person:p", last_name="Levi")], True),
        ([entry("person:p"), entry("person:p")], False),
        ([entry("registration:r1", "merge", set={})], False),
        ([entry("registration:r1", "move")], False),
        ([entry("session:w1", title="x")], False),
        ([entry("registration:r1", **{"booking:w1": {}})], True),
        ([entry("registration:r1", **{"credit:w1": ""})], False),
    ],
)
def test_only_one_set_of_a_person_or_a_registration_is_plain(
    entries: list[Entry], right: bool
) -> None:
    assert is_plain(entries) is right


def test_a_new_registration_is_projected_as_it_was_said(scribe: Scribe) -> None:
    person = {"first_name": "Noa", "last_name": "Levi", "phone": "+1 504-555-0100"}
    own = {
        "person": "p9", "status": "waitlisted", "ticket_code": CODE, "waiting_since_ms": 5,
        "booking:w1": {"state": "booked", "at_ms": 7},
        "booking:w2": {"state": "waiting", "at_ms": 9},
        "answer:q1": {"value": "Kosher", "at_ms": 5, "wording": "w"}, "source": "s1",
    }  # fmt: skip
    drafts = [Draft(SET, "person:p9", "", person), Draft(SET, "registration:r9", "p1", own)]
    scribe.write(*drafts, fresh=("person:p9", "registration:r9"))
    desk = scribe.store.desk
    query = """
        SELECT id, programme, person, status, source, ticket_code, badge_code, prints, booked,
            waiting, answered, waiting_since_ms, paid_ms, name_key, sort_key, makers, by_hand
        FROM registrations WHERE id = 'r9'
    """
    assert scribe.rows(query) == [
        ("r9", "p1", "p9", "waitlisted", "s1", CODE, "", 0, "w1", "w2", "q1", 5, None,
         "levi noa", "noa levi", desk, "answer:q1")
    ]  # fmt: skip
    assert scribe.rows("SELECT last_name, by_hand FROM people WHERE id = 'p9'") == [
        ("Levi", "first_name last_name phone")
    ]
    assert scribe.rows("SELECT code, usage, retired_ms FROM codes WHERE registration = 'r9'") == [
        (CODE, "ticket", None)
    ]
    assert scribe.rows("SELECT session, state, since_ms FROM bookings ORDER BY 1") == [
        ("w1", "booked", 7), ("w2", "waiting", 9)
    ]  # fmt: skip
    assert scribe.rows("SELECT word FROM name_words WHERE programme = 0 ORDER BY 1") == [
        ("#0010555405",), ("levi",), ("noa",)
    ]  # fmt: skip


def somebody(chance: random.Random, number: int) -> list[Draft]:
    """Make one new person with a registration, and now and then something more of either."""
    first, last = chance.choice(NAMES), chance.choice(NAMES)
    person = {"first_name": first, "last_name": last, "email": f"{number}@example.org"}
    if chance.random() < 0.5:
        person["listed"] = "s1"
    names = chance.sample(sorted(FIELDS), chance.randrange(6))
    own: dict[str, Any] = {name: chance.choice(FIELDS[name]) for name in names}
    if chance.random() < 0.9:
        own["person"] = f"p{number}"
    who = f"registration:r{number}"
    drafts = [Draft(SET, f"person:p{number}", "", person), Draft(SET, who, "p1", own)]
    if chance.random() < 0.1:
        drafts.reverse()
    if chance.random() < 0.2:
        drafts.append(
            Draft(SET, who, "p1", {"notes": "again", "booking:w1": FIELDS["booking:w1"][1]})
        )
    if chance.random() < 0.2:
        way = {"outcome": "admitted", "direction": "in", "point": "gate", "place": "venue"}
        drafts.append(Draft("move", who, "p1", way))
    if chance.random() < 0.1:
        drafts.append(Draft("print", who, "p1", {"code": f"B{number}"}))
    return drafts


@pytest.mark.parametrize("seed", range(12))
def test_what_is_made_directly_is_what_is_added_up(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    here, there = Scribe(tmp_path / "here"), Scribe(tmp_path / "there")
    here.programme("p1")
    drafts = [draft for number in range(40) for draft in somebody(chance, number)]
    known: set[str] = set()
    while drafts:
        size = chance.choice((1, 3, 20, 60))
        some, drafts = drafts[:size], drafts[size:]
        subjects = {draft.subject for draft in some}
        here.write(*some, fresh=tuple(subjects - known))
        known |= subjects
    assert list(here.store.differences()) == []
    rows = list(here.store.journal.stored_by_desk())
    while rows:
        size = chance.choice((1, 7, 50))
        some_rows, rows = rows[:size], rows[size:]
        with there.store.write():
            there.store.take_in(some_rows, "hub")
    assert list(there.store.differences()) == []
    assert there.store.state_hash() == here.store.state_hash()
    here.store.close()
    there.store.close()


def test_nothing_of_a_slice_that_failed_is_written_by_the_next_one(scribe: Scribe) -> None:
    lost = Draft(SET, "person:lost", "", {"last_name": "Lost"})
    with pytest.raises(ZeroDivisionError), scribe.store.write():
        scribe.store.append([lost], EIGHT, ("person:lost",))
        raise ZeroDivisionError
    scribe.register("r2", "Dana Peretz")
    assert scribe.rows("SELECT id FROM people WHERE id = 'lost'") == []
    assert list(scribe.store.differences()) == []
