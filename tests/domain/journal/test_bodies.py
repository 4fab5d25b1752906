"""What the bodies of entries hold: the shape of each kind, and what is read from it."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.journal.bodies import (
    fields_of,
    has_shape,
    named_in,
    said_ms,
    set_draft,
    undo_draft,
    undone_id,
)
from desktop.domain.journal.entry import Draft, Entry, EntryId, SubjectType

EIGHT_MS = 1_795_075_200_000
MOVE = {"outcome": "admitted", "direction": "in", "point": "Main", "place": "venue"}


def entry(kind: str, body: dict[str, Any]) -> Entry:
    clock = EIGHT_MS << 16
    return Entry("a", 7, clock, "desk", kind, "registration:r1", "p1", body, {}, b"")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("move", MOVE),
        ("move", MOVE | {"to": "venue", "session": "s1", "at_ms": 1, "order_ms": 2, "code": "T"}),
        ("move", MOVE | {"a newer field": [1]}),
        ("refuse", {"outcome": "full", "direction": "in", "point": "Main"}),
        ("print", {"code": "B-1"}),
        ("issue", {"code": "B-1"}),
        ("undo", {"desk": "a", "n": 3}),
        ("merge", {"set": {}}),
        ("resolve", {"entries": []}),
        ("override", {"over": ["full"], "reason": "", "leads": [], "point": "Main"}),
        ("override", {"verdict": {"desk": "a", "n": 8}}),
        ("override", {"over": "full", "reason": None, "verdict": ["a", 8]}),
        ("set", {"n": "a field of a newer subject"}),
        ("a newer kind", {"whatever": None}),
    ],
)
def test_a_body_of_its_kind_fits_and_may_say_more(kind: str, body: dict[str, Any]) -> None:
    assert has_shape(kind, body)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("move", {name: text for name, text in MOVE.items() if name != "place"}),
        ("move", MOVE | {"place": None}),
        ("move", MOVE | {"at_ms": "8:00"}),
        ("move", MOVE | {"order_ms": True}),
        ("refuse", {"outcome": "full", "direction": "in"}),
        ("print", {}),
        ("print", {"code": "B-1", "look": 5}),
        ("undo", {"desk": "a", "n": "3"}),
        ("undo", {"desk": "a", "n": True}),
        ("merge", {"set": []}),
        ("resolve", {"entries": "a/1"}),
        ("set", {"ticket_code": 5}),
        ("a newer kind", {"code": 5}),
        ("a newer kind", {"accepted": "5"}),
    ],
)
def test_a_body_without_what_its_kind_needs_does_not(kind: str, body: dict[str, Any]) -> None:
    assert not has_shape(kind, body)


def test_an_undo_names_the_entry_that_it_takes_back() -> None:
    taken_back = entry("move", MOVE)
    undo = undo_draft(taken_back)
    assert undo == Draft("undo", "registration:r1", "p1", {"desk": "a", "n": 7})
    assert undone_id(entry("undo", dict(undo.body))) == EntryId("a", 7)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"desk": "a", "n": 8}, EntryId("a", 8)),
        ({"desk": "a", "n": True}, None),
        ({"desk": "a"}, None),
        (["a", 8], None),
        (None, None),
    ],
)
def test_an_entry_is_named_by_its_desk_and_number(value: object, name: EntryId | None) -> None:
    assert named_in(value) == name


def test_what_sets_fields_is_about_one_subject() -> None:
    draft = set_draft(SubjectType.PERSON, "p1", "", {"first_name": "Noa"})
    assert draft == Draft("set", "person:p1", "", {"first_name": "Noa"})


def test_something_may_be_written_later_than_it_happened() -> None:
    assert said_ms(entry("move", MOVE)) == EIGHT_MS
    assert said_ms(entry("move", MOVE | {"at_ms": 1_000})) == 1_000


def test_only_what_sets_and_what_merges_has_fields_of_its_subject() -> None:
    assert fields_of(entry("set", {"notes": "x"})) == {"notes": "x"}
    assert fields_of(entry("merge", {"set": {"notes": "y"}, "merge": "m"})) == {"notes": "y"}
    assert fields_of(entry("move", MOVE)) == {}
