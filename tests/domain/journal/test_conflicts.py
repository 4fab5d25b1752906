"""Disagreements are a function of a subject's entries, whatever the order they come in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.journal.bodies import MOVE, RESOLVE, SET, UNDO
from desktop.domain.journal.concurrency import are_concurrent
from desktop.domain.journal.conflict import Conflict, ConflictKind
from desktop.domain.journal.conflicts import conflicts_of
from desktop.domain.journal.entry import WALL, Entry
from desktop.domain.journal.fold import fold
from tests.support.builders import EIGHT


def entry(
    desk: str, n: int, kind: str = MOVE, /, *, at: int = 0, seen: Any = None, **body: Any
) -> Entry:
    if kind == MOVE:
        body = {"outcome": "admitted", "direction": "in", "point": f"door {desk}", "place": "venue",
                **body}  # fmt: skip
    clock = EIGHT + at + n << 16
    return Entry(desk, n, clock, "desk", kind, "registration:r1", "p1", body, seen or {}, b"")


def kinds(*entries: Entry) -> list[ConflictKind]:
    return [conflict.kind for conflict in conflicts_of(entries)]


def test_two_admissions_that_knew_nothing_of_each_other_are_shown() -> None:
    (conflict,) = conflicts_of([entry("a", 1), entry("b", 1)])
    assert conflict == Conflict(ConflictKind.TWICE_IN, "venue", conflict.sides)
    assert [side.what for side in conflict.sides] == ["door a", "door b"]


def test_one_that_had_seen_the_other_is_no_dispute() -> None:
    assert kinds(entry("a", 1), entry("b", 1, seen={"a": 1})) == []
    assert are_concurrent(entry("a", 2), entry("b", 1, seen={"a": 1}))


def test_different_places_are_no_dispute() -> None:
    assert kinds(entry("a", 1), entry("b", 1, place="bus")) == []


def test_a_side_that_was_taken_back_settles_it() -> None:
    assert kinds(entry("a", 1), entry("b", 1), entry("a", 2, UNDO, desk="b", n=1)) == []


def test_a_settled_pair_stays_settled_until_a_third_one_comes() -> None:
    settled = entry("a", 2, RESOLVE, entries=[["a", 1], ["b", 1]])
    pair = (entry("a", 1), entry("b", 1), settled)
    assert kinds(*pair) == []
    (again,) = conflicts_of([*pair, entry("c", 1)])
    assert len(again.sides) == 3


def test_only_a_value_that_the_last_writer_had_not_seen_is_disputed() -> None:
    first, second = entry("a", 1, SET, phone="1"), entry("b", 1, SET, at=9, phone="2")
    assert kinds(first, second) == [ConflictKind.EDITED]
    chosen = entry("c", 1, SET, at=20, seen={"a": 1, "b": 1}, phone="1")
    assert kinds(first, second, chosen) == []
    assert kinds(first, entry("b", 1, SET, at=9, phone="1")) == []


def test_a_desks_own_time_stands_beside_the_hybrid_clock() -> None:
    late = entry("a", 1, seen={WALL: EIGHT - 5})
    assert late.at_ms == EIGHT - 5
    assert late.order_ms == EIGHT + 1
    assert fold([late]).movements[0].order_ms == EIGHT + 1


entries_of_three = st.lists(
    st.builds(
        lambda desk, n, at, knows, place, phone, is_move: entry(
            desk, n, MOVE if is_move else SET, at=at, seen=knows,
            **({"place": place} if is_move else {"phone": phone}),
        ),
        st.sampled_from("abc"), st.integers(1, 6), st.integers(0, 9),
        st.dictionaries(st.sampled_from("abc"), st.integers(1, 6), max_size=2),
        st.sampled_from(["venue", "bus"]), st.sampled_from("123"), st.booleans(),
    ),
    max_size=9, unique_by=lambda entry: entry.id,
)  # fmt: skip


@given(entries_of_three, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(entries: list[Entry], chance: Any) -> None:
    mixed = entries[:]
    chance.shuffle(mixed)
    assert conflicts_of(mixed) == conflicts_of(entries)
    assert fold(mixed) == fold(entries)


@given(entries_of_three, st.integers(1, 6), st.sampled_from("abc"))
def test_an_undo_is_not_undone(entries: list[Entry], n: int, desk: str) -> None:
    undo = entry("d", 1, UNDO, desk=desk, n=n)
    again = entry("d", 2, UNDO, desk="d", n=1)
    assert fold([*entries, undo, again]).movements == fold([*entries, undo]).movements


@pytest.mark.parametrize(
    ("number", "seen_by_other", "is_dispute"),
    [(3, 3, False), (3, 4, False), (3, 2, True), (4, 3, True), (1, 0, True), (1, 1, False)],
)
def test_an_entry_was_seen_up_to_its_very_number(
    number: int, seen_by_other: int, is_dispute: bool
) -> None:
    mine = entry("a", number)
    theirs = entry("b", 1, at=60, seen={"a": seen_by_other})
    assert are_concurrent(mine, theirs) is is_dispute
    assert are_concurrent(theirs, mine) is is_dispute
    assert kinds(mine, theirs) == ([ConflictKind.TWICE_IN] if is_dispute else [])


def test_entries_of_one_desk_never_disagree() -> None:
    assert not are_concurrent(entry("a", 1), entry("a", 2))
    assert kinds(entry("a", 1), entry("a", 2)) == []
