"""A list's word never beats a hand's, whatever the clocks; what disagrees is for a person."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from desktop.domain.journal.authority import Author, author_of, had_seen, kept_by, set_by_hand
from desktop.domain.journal.bodies import MERGE, MOVE, SET, UNDO
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.conflicts import conflicts_of
from desktop.domain.journal.entry import Entry
from desktop.domain.journal.fold import fold
from tests.support.builders import EIGHT

OURS, THEIRS = "0123456789ab=", "ba9876543210="


def entry(desk: str, n: int, at: int = 0, seen: Any = None, kind: str = SET, **body: Any) -> Entry:
    clock = EIGHT + at * 1000 + n << 16
    return Entry(desk, n, clock, "desk", kind, "registration:r1", "p1", body, seen or {}, b"")


def by_list(
    desk: str, n: int, at: int = 0, seen: Any = None, source: str = OURS, **body: Any
) -> Entry:
    return entry(desk, n, at, seen, listed=source, **body)


def by_itself(desk: str, n: int, at: int = 0, seen: Any = None, **body: Any) -> Entry:
    return entry(desk, n, at, seen, moved_up_ms=EIGHT, **body)


def status(*entries: Entry) -> object:
    """Tell the status, which must be the same in whatever order the entries came."""
    told = {str(fold(order).fields.get("status")) for order in permutations(entries)}
    assert len(told) == 1
    return told.pop()


def test_an_entry_tells_who_decided_it() -> None:
    assert author_of(entry("a", 1, status="blocked")) is Author.HAND
    assert author_of(by_list("a", 1, status="registered")) is Author.LIST
    assert author_of(entry("a", 1, listed="5f0e7c1daaaabbbb", status="x")) is Author.LIST
    assert author_of(by_itself("a", 1, status="registered")) is Author.ITSELF
    assert author_of(entry("a", 1, moved_up_ms=None)) is Author.HAND
    assert author_of(entry("a", 1, kind=MERGE, set={"status": "merged"})) is Author.HAND


def test_codes_and_notes_are_nobodys_decision() -> None:
    by_hand = entry("a", 1, status="registered", ticket_code="T-1", mail_state="sent", person="p")
    assert set_by_hand(by_hand) == {"status"}
    assert set_by_hand(entry("a", 1, kind=MERGE, set={"email": "n@x.org"})) == {"email"}
    assert set_by_hand(by_list("a", 1, status="registered")) == set()
    assert set_by_hand(entry("a", 1, kind=MOVE, direction="in")) == set()


def test_a_desk_knows_its_own_entries_and_those_it_names() -> None:
    assert had_seen(entry("a", 2), entry("a", 1))
    assert not had_seen(entry("a", 1), entry("a", 2))
    assert had_seen(entry("a", 1, seen={"b": 3}), entry("b", 3))
    assert not had_seen(entry("a", 1, seen={"b": 2}), entry("b", 3))


def test_a_name_is_one_thing_and_a_status_takes_its_words_along() -> None:
    assert kept_by(["last_name"]) == {"first_name", "last_name", "full_name"}
    assert kept_by(["status"]) == {"status", "status_word", "waiting_since_ms", "block_reason"}
    assert kept_by(["email"]) == {"email"}


@pytest.mark.parametrize("at", [-9, 9])
def test_a_block_by_hand_is_not_lifted_by_a_list_of_an_earlier_or_later_clock(at: int) -> None:
    block = entry("a", 1, status="blocked", block_reason="stolen")
    newer = by_list("b", 1, at, {"a": 1}, status="registered", status_word="", block_reason="")
    assert status(block, newer) == "blocked"
    assert fold([block, newer]).fields["block_reason"] == "stolen"
    assert status(block, by_list("b", 1, at, status="registered")) == "blocked"


def test_a_hand_lifts_what_a_hand_did_and_an_undo_gives_the_field_back_to_the_list() -> None:
    block = entry("a", 1, status="blocked")
    listed = by_list("b", 1, 5, status="waitlisted")
    assert status(block, listed, entry("a", 2, 9, status="registered")) == "registered"
    undo = Entry("a", 2, EIGHT + 9000 << 16, "desk", UNDO, "registration:r1", "p1",
                 {"desk": "a", "n": 1}, {}, b"")  # fmt: skip
    assert status(block, listed, undo) == "waitlisted"


def test_lists_overrule_each_other_as_before() -> None:
    assert status(by_list("a", 1, status="pending"), by_list("b", 1, 5, status="cancelled")) == (
        "cancelled"
    )


def test_who_moves_up_is_registered_if_the_system_knew_that_a_hand_let_them_wait() -> None:
    waits = entry("a", 1, status="waitlisted")
    assert status(waits, by_itself("b", 1, 5, {"a": 1}, status="registered")) == "registered"
    blocked = entry("a", 1, status="blocked")
    assert status(blocked, by_itself("b", 1, 5, status="registered")) == "blocked"
    moved = by_itself("b", 1, 5, {"a": 1}, status="registered")
    assert status(waits, moved, by_list("a", 2, 9, status="cancelled")) == "cancelled"


def test_a_part_of_a_name_keeps_a_list_from_the_whole() -> None:
    state = fold([entry("a", 1, last_name="Levy"), by_list("a", 2, full_name="Dan Levi")])
    assert state.fields.get("full_name") is None
    assert [*state.hands] == ["last_name"]


def test_what_lists_said_is_added_up() -> None:
    first = by_list("a", 1, source=f"{OURS}st11111111tt22222222", status="registered")
    second = by_list("a", 2, 1, source=f"{OURS}st33333333", status="cancelled")
    third = by_list("a", 3, 2, source=f"{THEIRS}st44444444", status="registered")
    assert fold([first, second, third]).fields["listed"] == (
        f"{OURS}st33333333tt22222222;{THEIRS}st44444444"
    )


def disputes(*entries: Entry) -> list[tuple[str, list[str]]]:
    found = [conflicts_of(order) for order in permutations(entries)]
    assert all(conflicts == found[0] for conflicts in found)
    assert all(conflict.kind is ConflictKind.EDITED for conflict in found[0])
    return [(conflict.key, [side.what for side in conflict.sides]) for conflict in found[0]]


def test_a_list_that_says_what_it_said_before_disputes_nothing() -> None:
    was = by_list("a", 1, ticket_type="Delegate")
    hand = entry("a", 2, 1, ticket_type="Speaker")
    assert disputes(was, hand) == []
    assert disputes(was, hand, by_list("b", 1, 2, ticket_type="Delegate")) == []
    assert disputes(was, hand, by_list("b", 1, 2, ticket_type="Speaker")) == []


def test_a_list_that_says_otherwise_than_when_the_hand_decided_is_a_choice() -> None:
    was = by_list("a", 1, ticket_type="Delegate")
    hand = entry("a", 2, 1, ticket_type="Speaker")
    news = by_list("a", 3, 2, ticket_type="Guest")
    expected = [("ticket_type", ["Speaker", "Guest"])]
    assert disputes(was, hand, news) == expected
    late = by_list("b", 1, 5, ticket_type="Press")
    assert disputes(was, hand, news, late) == [("ticket_type", ["Speaker", "Press"])]


def test_another_source_that_says_otherwise_is_a_choice_even_if_the_first_one_said_so_before() -> (
    None
):
    was = by_list("a", 1, status="registered")
    hand = entry("a", 2, 1, status="blocked")
    other = by_list("a", 3, 2, source=THEIRS, status="registered")
    assert disputes(was, hand, other) == [("status", ["blocked", "registered"])]


def test_what_a_list_said_first_and_a_later_hand_knew_is_settled_by_that_hand() -> None:
    hand = entry("a", 1, status="blocked")
    news = by_list("b", 1, 1, status="registered")
    assert disputes(hand, news) == [("status", ["blocked", "registered"])]
    again = entry("a", 2, 2, {"b": 1}, status="blocked")
    assert disputes(hand, news, again) == []


def test_lists_of_two_desks_are_in_dispute_only_where_no_hand_decided() -> None:
    pair = (by_list("a", 1, status="registered"), by_list("b", 1, 1, status="cancelled"))
    assert disputes(*pair) == [("status", ["registered", "cancelled"])]
    hand = entry("a", 2, 2, {"b": 1}, status="registered")
    assert disputes(*pair, hand) == []


def test_a_whole_name_is_held_against_the_part_that_a_hand_decided() -> None:
    hand = entry("a", 1, last_name="Levy")
    news = by_list("a", 2, 1, source=THEIRS, full_name="Dan Levi")
    assert disputes(hand, news) == [("full_name", ["Levy", "Dan Levi"])]
