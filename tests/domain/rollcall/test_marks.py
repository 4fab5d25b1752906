"""Which of somebody's marks counts."""

from __future__ import annotations

import pytest

from desktop.domain.journal.bodies import MARK
from desktop.domain.journal.entry import Entry, EntryId
from desktop.domain.rollcall.marks import Mark, MarkState, gravest, living_marks, read_mark


def entry(desk: str, number: int, state: str, *replaces: tuple[str, int]) -> Entry:
    body = {"rollcall": "r1", "state": state, "replaces": [list(each) for each in replaces]}
    clock = number << 16
    return Entry(desk, number, clock, "Rina", MARK, "mark:noa", "p1", body, {}, b"")


def mark(state: MarkState, at_ms: int = 0, desk: str = "a") -> Mark:
    return Mark(EntryId(desk, at_ms), "noa", "r1", state, at_ms)


@pytest.mark.parametrize(
    ("states", "counts"),
    [
        (["safe", "injured"], "injured"),
        (["safe", "missing"], "missing"),
        (["off_site", "missing"], "missing"),
        (["missing", "injured"], "injured"),
        (["off_site", "safe"], "off_site"),
        (["safe"], "safe"),
    ],
)
def test_of_marks_that_did_not_hear_of_each_other_the_gravest_counts(
    states: list[str], counts: str
) -> None:
    marks = [mark(MarkState(state), number) for number, state in enumerate(states)]
    for order in (marks, marks[::-1]):
        found = gravest(order)
        assert found
        assert found.state.value == counts


def test_nobody_without_a_mark_has_a_state_and_of_equal_ones_the_first_counts() -> None:
    assert gravest([]) is None
    found = gravest([mark(MarkState.SAFE, 1), mark(MarkState.SAFE, 2, "b")])
    assert found
    assert found.at_ms == 1


def test_a_correction_names_what_it_replaces_in_whatever_order_they_come() -> None:
    injured, safe = entry("a", 1, "injured"), entry("b", 2, "safe", ("a", 1))
    for order in ([injured, safe], [safe, injured]):
        assert [m.state for m in living_marks(order, "noa", ())] == [MarkState.SAFE]
    late = entry("c", 1, "missing")
    assert {m.state for m in living_marks([injured, safe, late], "noa", ())} == {
        MarkState.SAFE, MarkState.MISSING,
    }  # fmt: skip


def test_a_correction_that_was_taken_back_replaces_nothing() -> None:
    injured, safe = entry("a", 1, "injured"), entry("b", 2, "safe", ("a", 1))
    found = living_marks([injured, safe], "noa", [EntryId("b", 2)])
    assert [m.state for m in found] == [MarkState.INJURED]


def test_a_state_of_a_newer_muster_is_no_state_here() -> None:
    assert read_mark(entry("a", 1, "evacuated"), "noa") is None


def test_a_correction_counts_also_for_marks_of_a_record_that_became_one_with_this() -> None:
    hurt = mark(MarkState.INJURED, 1, "a")
    safe = mark(MarkState.SAFE, 2, "b")._replace(replaces=(hurt.id,))
    assert gravest([hurt, safe]) == safe
    assert gravest([safe, hurt]) == safe


@pytest.mark.parametrize("replaces", [[1], ["a"], [["a"]], ["ab"], [None], [["a", "1"]]])
def test_what_names_no_entry_replaces_none(replaces: list[object]) -> None:
    odd = entry("b", 2, "safe")
    odd = odd._replace(body={**odd.body, "replaces": replaces})
    assert len(living_marks([entry("a", 1, "injured"), odd], "noa", ())) == 2
