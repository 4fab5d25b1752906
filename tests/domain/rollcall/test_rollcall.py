"""Which roll calls are one, and what a roll call of several parts is."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from desktop.domain.journal.entry import EntryId
from desktop.domain.rollcall.rollcall import DRILL, RollCall, joined, open_among


def begun(id_: str, at: int, closed: int = 0, scope: str = "p1", drill: str = DRILL) -> RollCall:
    return RollCall(id_, scope, at, drill, f"Desk {id_}", closed, f"Desk {id_}" if closed else "")


@pytest.mark.parametrize(
    ("rollcalls", "groups"),
    [
        ([begun("a", 100), begun("b", 200)], [("a", "b")]),
        ([begun("a", 100, 150), begun("b", 200)], [("b",), ("a",)]),
        ([begun("a", 100, 200), begun("b", 200)], [("b",), ("a",)]),
        ([begun("a", 100, 201), begun("b", 200)], [("a", "b")]),
        ([begun("a", 100, 250), begun("b", 200, 300), begun("c", 280)], [("a", "b", "c")]),
        ([begun("a", 100), begun("b", 200, scope="p2")], [("b",), ("a",)]),
        ([begun("a", 100), begun("b", 200, scope="")], [("b",), ("a",)]),
        ([begun("a", 100), begun("b", 100)], [("a", "b")]),
    ],
)
def test_two_of_one_scope_are_one_unless_one_was_closed_before_the_other_began(
    rollcalls: list[RollCall], groups: list[tuple[str, ...]]
) -> None:
    for order in permutations(rollcalls):
        found = [tuple(part.id for part in one.parts) for one in joined(order)]
        assert found == groups


def test_it_began_with_the_first_and_is_real_if_one_of_them_is() -> None:
    (one,) = joined([begun("b", 200, drill=""), begun("a", 100)])
    assert (one.id, one.begun_ms, one.desk) == ("a", 100, "Desk a")
    assert not one.is_drill
    (both,) = joined([begun("b", 200), begun("a", 100)])
    assert both.is_drill


def test_it_is_open_while_one_part_is() -> None:
    (one,) = joined([begun("a", 100, 300), begun("b", 200)])
    assert (one.is_open, one.closed_ms, one.closed_by) == (True, 0, "")
    assert open_among([one]) == [one]
    (closed,) = joined([begun("a", 100, 300), begun("b", 200, 280)])
    assert (closed.is_open, closed.closed_ms, closed.closed_by) == (False, 300, "Desk a")
    assert open_among([closed]) == []


@pytest.mark.parametrize(
    ("closed", "mark", "is_late"),
    [
        (300, EntryId("b", 7), False),
        (300, EntryId("b", 8), True),
        (300, EntryId("c", 1), True),
        (300, EntryId("d:x", 2), False),
        (0, EntryId("c", 1), False),
    ],
)
def test_a_mark_is_late_that_whoever_closed_it_had_not_heard_of(
    closed: int, mark: EntryId, is_late: bool
) -> None:
    first = begun("a", 100, 200 if closed else 0)
    last = replace(begun("b", 150, closed), heard="a:3 b:7 d:x:2")
    (one,) = joined([first, last])
    assert one.is_late(mark) is is_late


@pytest.mark.parametrize(
    ("movement", "order_ms", "counts"),
    [
        (EntryId("b", 7), 100, True),
        (EntryId("b", 7), 900, True),
        (EntryId("b", 8), 900, False),
        (EntryId("b", 8), 200, True),
        (EntryId("c", 1), 201, False),
        (EntryId("c", 1), 200, True),
    ],
)
def test_a_movement_counts_that_was_known_there_or_happened_before(
    movement: EntryId, order_ms: int, counts: bool
) -> None:
    first, other = begun("a", 200), replace(begun("b", 300), known="c:9")
    (one,) = joined([replace(first, known="a:3 b:7"), other])
    assert one.counts(movement, order_ms) is counts


def test_real_ones_come_before_drills() -> None:
    drill, real = begun("d", 300, scope=""), begun("r", 100, drill="")
    assert [one.id for one in open_among(joined([drill, real]))] == ["r", "d"]
