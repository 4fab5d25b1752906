"""Where exactly the line runs between what a desk takes and what it does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.domain.journal.entry import CLOCK_COUNTER_BITS, StoredEntry
from desktop.store.journal.acceptance import opened_if_acceptable
from tests.support.builders import EIGHT

LARGEST = 9_223_372_036_854_775_807
YEAR_2200_MS = 7_258_118_400_000
MOVED = {"outcome": "admitted", "direction": "in", "point": "Gate", "place": "venue"}


def stored(kind: str, subject: str, body: Any, seen: Any = None, **other: Any) -> StoredEntry:
    clock = EIGHT << CLOCK_COUNTER_BITS
    seen_text = json.dumps({} if seen is None else seen)
    made = StoredEntry(
        "0123456789", 1, clock, "desk", kind, subject, "p1", json.dumps(body), seen_text, b""
    )
    return made._replace(**other)


def takes(kind: str, subject: str, body: Any, seen: Any = None, **other: Any) -> bool:
    return opened_if_acceptable(stored(kind, subject, body, seen, **other)) is not None


def takes_registration(**body: Any) -> bool:
    return takes("set", "registration:r1", body)


@pytest.mark.parametrize(
    ("number", "is_good"),
    [(-1, False), (0, False), (1, True), (LARGEST, True), (LARGEST + 1, False)],
)
def test_numbers_begin_with_one_and_end_where_columns_do(number: int, is_good: bool) -> None:
    assert takes("set", "person:p", {}, number=number) is is_good


@pytest.mark.parametrize(
    ("at_ms", "is_good"),
    [(-1, False), (0, True), (YEAR_2200_MS, True), (YEAR_2200_MS + 1, False)],
)
def test_clocks_and_moments_lie_between_1970_and_2200(at_ms: int, is_good: bool) -> None:
    assert takes("set", "person:p", {}, clock=at_ms << CLOCK_COUNTER_BITS) is is_good
    assert takes("set", "person:p", {}, {"@": at_ms}) is is_good
    assert takes_registration(paid_ms=at_ms) is is_good
    assert takes_registration(**{"booking:w": {"state": "booked", "at_ms": at_ms}}) is is_good
    assert takes_registration(**{"answer:q": {"value": "yes", "at_ms": at_ms}}) is is_good
    assert takes("move", "registration:r1", MOVED | {"at_ms": at_ms}) is is_good
    assert takes("move", "registration:r1", MOVED | {"order_ms": at_ms}) is is_good


@pytest.mark.parametrize("value", [True, 1.5, "1", [1]])
def test_a_moment_is_a_whole_number(value: Any) -> None:
    assert not takes_registration(paid_ms=value)
    assert not takes("set", "person:p", {}, {"@": value})


def test_a_moment_may_be_taken_away() -> None:
    assert takes_registration(paid_ms=None)
    assert not takes_registration(person=None)


@pytest.mark.parametrize("field", ["actor", "kind", "subject", "programme"])
def test_no_name_of_an_entry_has_a_nul(field: str) -> None:
    good = stored("set", "person:p", {})
    assert opened_if_acceptable(good)
    odd: dict[str, Any] = {field: "person:\0"}
    assert not opened_if_acceptable(good._replace(**odd))


@pytest.mark.parametrize(
    ("seen", "is_good"),
    [
        ({}, True),
        ({"a": LARGEST, "b": -LARGEST}, True),
        ({"a": LARGEST + 1}, False),
        ({"a": 1, "b": "2"}, False),
        ({"a": 1, "b": True}, False),
        ({"a": 1, "b": 1.5}, False),
        ([], False),
        ([1], False),
    ],
)
def test_what_an_author_had_seen_is_numbers(seen: Any, is_good: bool) -> None:
    assert takes("set", "person:p", {}, seen) is is_good


@pytest.mark.parametrize(
    ("value", "is_good"),
    [
        ({}, True),
        ([], True),
        (None, True),
        (False, True),
        (LARGEST, True),
        (-LARGEST, True),
        (LARGEST + 1, False),
        ({"a": {"b": LARGEST + 1}}, False),
        ({"a": "good", "b": "\0"}, False),
        ({"good": "a", "\0": "a"}, False),
        (["good", "\0"], False),
        (["good", ["\0"]], False),
    ],
)
def test_what_nobody_knows_yet_is_plain_at_any_depth(value: Any, is_good: bool) -> None:
    assert takes("dance", "balloon:b", {"x": value}) is is_good
    assert takes("set", "balloon:b", {"x": value}) is is_good


@pytest.mark.parametrize(
    ("entries", "is_good"),
    [
        ([], True),
        ([["a", 1]], True),
        ([["a", 1], ["b", 2]], True),
        ([["a", 1], 5], False),
        ([["a"]], False),
        ([["a", 1, 2]], False),
        (["a1"], False),
        ([[1, 1]], False),
        ([["a", "1"]], False),
        ([["a", True]], False),
    ],
)
def test_a_settlement_names_entries_by_desk_and_number(entries: Any, is_good: bool) -> None:
    assert takes("resolve", "registration:r1", {"entries": entries}) is is_good


@pytest.mark.parametrize("kind", ["move", "refuse"])
@pytest.mark.parametrize(("way", "is_good"), [("in", True), ("out", True), ("up", False)])
def test_a_way_is_in_or_out(kind: str, way: str, is_good: bool) -> None:
    assert takes(kind, "registration:r1", MOVED | {"direction": way}) is is_good


def test_a_field_that_only_movements_understand_is_free_elsewhere() -> None:
    assert takes("dance", "registration:r1", {"direction": "up", "at_ms": "now"})


@pytest.mark.parametrize(
    ("fields", "is_good"),
    [
        ({"merged_into": "r2", "status": "cancelled"}, True),
        ({}, True),
        ({"merged_into": "r2", "status": "asleep"}, False),
        ({"merged_into": 2}, False),
    ],
)
def test_a_merge_sets_fields_as_a_form_does(fields: Any, is_good: bool) -> None:
    assert takes("merge", "registration:r1", {"set": fields}) is is_good
    assert takes("set", "registration:r1", fields) is is_good


def test_fields_of_other_kinds_are_not_those_of_the_subject() -> None:
    assert takes("issue", "person:p", {"code": "1", "first_name": 5})
    assert takes("issue", "registration:r1", {"code": "1", "status": "asleep"})


@pytest.mark.parametrize(
    ("fields", "is_good"),
    [
        ({}, True),
        ({"first_name": "Noa", "shoe_size": "38"}, True),
        ({"first_name": "Noa", "last_name": 5}, False),
    ],
)
def test_all_fields_of_a_person_are_texts(fields: Any, is_good: bool) -> None:
    assert takes("set", "person:p", fields) is is_good


@pytest.mark.parametrize(
    ("fields", "is_good"),
    [
        ({}, True),
        ({"code": "W1", "capacity": 20, "weather": 5}, True),
        ({"code": "W1", "capacity": "20"}, False),
        ({"code": "W1", "capacity": True}, False),
        ({"code": 1, "capacity": 20}, False),
        ({"number": "1"}, False),
        ({"number": 1}, True),
    ],
)
def test_fields_of_a_session_are_of_the_types_of_their_columns(fields: Any, is_good: bool) -> None:
    assert takes("set", "session:s", fields) is is_good


@pytest.mark.parametrize("status", ["registered", "waitlisted", "cancelled", "merged"])
def test_each_status_is_known(status: str) -> None:
    assert takes_registration(status=status)


@pytest.mark.parametrize(
    ("booking", "is_good"),
    [
        ({"state": "booked", "at_ms": 1}, True),
        ({"state": "waiting", "at_ms": 1}, True),
        ({"state": "no", "at_ms": 1}, True),
        ({"state": "asleep", "at_ms": 1}, False),
        ({"state": ["booked"], "at_ms": 1}, False),
        ({"state": "booked"}, False),
        ("booked", False),
    ],
)
def test_a_booking_has_a_state_and_a_moment(booking: Any, is_good: bool) -> None:
    assert takes_registration(**{"booking:w": booking}) is is_good


@pytest.mark.parametrize(
    ("answer", "is_good"),
    [
        ({"value": "yes", "at_ms": 1}, True),
        ({"value": "yes", "at_ms": 1, "wording": "v2"}, True),
        ({"value": "yes", "at_ms": 1, "wording": 2}, False),
        ({"value": 5, "at_ms": 1}, False),
        ({"value": "yes"}, False),
        ("yes", False),
    ],
)
def test_an_answer_has_a_value_a_moment_and_perhaps_a_wording(answer: Any, is_good: bool) -> None:
    assert takes_registration(**{"answer:q": answer}) is is_good


@pytest.mark.parametrize("value", [5, True, None, ["x"], {"x": "y"}])
def test_other_fields_of_a_registration_are_texts(value: Any) -> None:
    assert takes_registration(notes="x")
    assert not takes_registration(notes=value)
    assert not takes_registration(status=value)
