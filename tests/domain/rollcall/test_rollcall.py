"""Which roll calls are one, and what a roll call of several parts is."""

from __future__ import annotations

from itertools import permutations

import pytest

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
