"""Each kind of disagreement with the right answer written down; see docs/disagreements.md."""

from __future__ import annotations

import time
from typing import Any

import pytest

from desktop.domain.attendees.listed import LISTED
from desktop.domain.journal.bodies import MERGE, MOVE, PRINT, RESOLVE, SET, UNDO
from desktop.domain.journal.conflict import Conflict, ConflictKind
from desktop.domain.journal.conflicts import conflicts_of
from desktop.domain.journal.entry import Entry
from desktop.domain.journal.fold import fold
from tests.support.builders import EIGHT

MADE: dict[str, Any] = {"person": "p", "ticket_code": "t"}
BY_LIST: dict[str, Any] = {LISTED: "s="}
BOTH = {"a": 1}


def entry(
    desk: str, n: int, kind: str, /, *, at: int = 0, seen: Any = None,
    subject: str = "registration:r1", **body: Any,
) -> Entry:  # fmt: skip
    return Entry(desk, n, EIGHT + at << 16, "desk", kind, subject, "p1", body, seen or {}, b"")


def let_in(desk: str, n: int, *, at: int = 0, seen: Any = None, **more: Any) -> Entry:
    body = {"outcome": "admitted", "direction": "in", "point": f"door {desk}", "place": "venue"}
    return entry(desk, n, MOVE, at=at, seen=seen, **{**body, **more})


def made(*entries: Entry) -> list[tuple[str, str, list[str]]]:
    return [told(conflict) for conflict in conflicts_of(entries)]


def told(conflict: Conflict) -> tuple[str, str, list[str]]:
    return conflict.kind.value, conflict.key, [side.what for side in conflict.sides]


@pytest.mark.parametrize("status", ["blocked", "cancelled", "pending", "waitlisted", "invited"])
def test_barred_at_one_desk_and_let_in_at_the_other(status: str) -> None:
    begun = entry("a", 1, SET, **MADE)
    barred = entry("a", 2, SET, at=5, status=status)
    came = let_in("b", 1, at=6, seen=BOTH)
    assert made(begun, barred, came) == [("barred_in", "status", [status, "door b"])]


@pytest.mark.parametrize(
    ("barred", "came"),
    [
        # Whoever let them in knew, and passed over it.
        (entry("a", 2, SET, at=5, status="blocked"), let_in("b", 1, at=6, seen={"a": 2})),
        # Whoever blocked them knew that they are in.
        (entry("a", 2, SET, at=5, seen={"b": 1}, status="blocked"), let_in("b", 1, seen=BOTH)),
        # They were confirmed.
        (entry("a", 2, SET, at=5, status="registered"), let_in("b", 1, at=6, seen=BOTH)),
        # They went out.
        (entry("a", 2, SET, at=5, status="blocked"),
         let_in("b", 1, at=6, seen=BOTH, direction="out")),
        # Another system let them in, says a list.
        (entry("a", 2, SET, at=5, status="blocked"),
         let_in("b", 1, at=6, seen=BOTH, detail="imported")),
    ],
)  # fmt: skip
def test_what_is_no_let_in_of_somebody_barred(barred: Entry, came: Entry) -> None:
    assert made(entry("a", 1, SET, **MADE), barred, came) == []


def test_a_later_ruling_of_somebody_who_knew_both_settles_it() -> None:
    parts = (
        entry("a", 1, SET, **MADE), entry("a", 2, SET, at=5, status="blocked"),
        let_in("b", 1, at=6, seen=BOTH),
    )  # fmt: skip
    ruled = entry("a", 3, SET, at=9, seen={"b": 1}, status="blocked")
    assert made(*parts, ruled) == []
    looked = entry("a", 3, RESOLVE, at=9, seen={"b": 1}, entries=[["a", 2], ["b", 1]])
    assert made(*parts, looked) == []


def test_a_list_that_cancels_is_held_against_a_door_unless_a_hand_had_ruled() -> None:
    begun = entry("a", 1, SET, **MADE, **BY_LIST)
    listed = entry("b", 1, SET, at=5, seen=BOTH, status="cancelled", **BY_LIST)
    came = let_in("a", 2, at=6)
    assert made(begun, listed, came) == [("barred_in", "status", ["cancelled", "door a"])]
    by_hand = entry("a", 2, SET, at=2, status="registered")
    assert made(begun, by_hand, listed, let_in("a", 3, at=6)) == [
        ("edited", "status", ["registered", "cancelled"]),
    ]


def test_a_walk_in_taken_back_at_one_desk_and_let_in_at_the_other() -> None:
    begun = entry("a", 1, SET, **MADE)
    undone = entry("a", 2, UNDO, at=5, desk="a", n=1)
    came = let_in("b", 1, at=6, seen=BOTH)
    assert made(begun, undone, came) == [("gone_used", "", ["undo", "door b"])]
    assert fold([begun, undone, came]).fields == {}
    again = entry("b", 2, SET, at=9, seen={"a": 2}, **MADE)
    assert made(begun, undone, came, again) == []


@pytest.mark.parametrize(
    ("used", "what"),
    [
        (entry("b", 1, PRINT, at=6, seen=BOTH, code="x"), "print"),
        (entry("b", 1, SET, at=6, seen=BOTH, notes="vegan"), "set"),
    ],
)
def test_other_uses_of_what_was_taken_back_are_shown_too(used: Entry, what: str) -> None:
    begun, undone = entry("a", 1, SET, **MADE), entry("a", 2, UNDO, at=5, desk="a", n=1)
    assert made(begun, undone, used) == [("gone_used", "", ["undo", what])]


def test_who_knew_that_it_was_taken_back_disputes_nothing() -> None:
    begun, undone = entry("a", 1, SET, **MADE), entry("a", 2, UNDO, at=5, desk="a", n=1)
    assert made(begun, undone, let_in("b", 1, at=6, seen={"a": 2})) == []


def test_two_desks_name_two_people_for_one_registration() -> None:
    one = entry("a", 1, SET, person="p1", ticket_code="t", **BY_LIST)
    other = entry("b", 1, SET, at=5, person="p2", ticket_code="t", **BY_LIST)
    assert made(one, other) == [("two_people", "person", ["p1", "p2"])]
    # The later one counts, at every desk.
    assert fold([other, one]).fields["person"] == "p2"
    kept = entry("a", 2, SET, at=9, seen={"b": 1}, person="p1")
    assert made(one, other, kept) == []
    assert made(one, entry("b", 1, SET, at=5, person="p1", ticket_code="t")) == []


def test_codes_issued_apart_all_stay_good_and_are_no_dispute() -> None:
    one = entry("a", 1, SET, person="p", ticket_code="mailed at A", **BY_LIST)
    other = entry("b", 1, SET, at=5, person="p", ticket_code="mailed at B", **BY_LIST)
    assert made(one, other) == []
    state = fold([one, other])
    assert state.tickets.good == ["mailed at A", "mailed at B"]
    assert state.retired == []
    assert state.fields["ticket_code"] == "mailed at B"


def test_a_code_is_void_by_whoever_knew_it_and_an_old_issue_does_not_bring_it_back() -> None:
    first = entry("a", 1, SET, person="p", ticket_code="lost", **BY_LIST)
    anew = entry("a", 2, SET, at=2, ticket_code="new")
    unaware = entry("b", 1, SET, at=5, person="p", ticket_code="lost", **BY_LIST)
    state = fold([first, anew, unaware])
    assert state.tickets.good == ["new"]
    assert [(old.code, old.use) for old in state.retired] == [("lost", "ticket")]
    aware = entry("b", 1, SET, at=5, seen={"a": 2}, ticket_code="lost")
    assert fold([first, anew, aware]).tickets.good == ["lost"]


def test_badges_printed_apart_both_open_the_door() -> None:
    begun = entry("a", 1, SET, **MADE)
    one = entry("a", 2, PRINT, at=2, code="badge A")
    other = entry("b", 1, PRINT, at=3, seen=BOTH, code="badge B")
    assert fold([begun, one, other]).badges.good == ["badge A", "badge B"]
    assert made(begun, one, other) == []
    again = entry("b", 1, PRINT, at=3, seen={"a": 2}, code="badge B")
    assert fold([begun, one, again]).badges.good == ["badge B"]


def test_a_removal_and_a_change_of_one_thing() -> None:
    begun = entry("a", 1, SET, title="Triage", subject="session:s")
    removed = entry("a", 2, SET, at=5, removed="yes", had={"b": 0}, subject="session:s")
    moved = entry("b", 1, SET, at=6, seen=BOTH, place="Room 2", subject="session:s")
    assert made(begun, removed, moved) == [("removed_used", "", ["removed", "set"])]
    assert (
        made(
            begun, removed, entry("b", 1, SET, at=6, seen={"a": 2}, removed="", subject="session:s")
        )
        == []
    )


def test_to_have_looked_at_something_that_was_removed_is_no_change_of_it() -> None:
    begun = entry("a", 1, SET, subject="session:s", title="Triage")
    removed = entry("a", 2, SET, at=5, subject="session:s", removed="yes")
    looked = entry("b", 1, RESOLVE, at=6, seen=BOTH, subject="session:s", entries=[["a", 1]])
    assert made(begun, removed, looked) == []


def test_a_lead_s_pin_that_two_desks_changed_is_told_without_the_pin() -> None:
    begun = entry("a", 1, SET, name="Dana", role="lead", pin="x", subject="staff:dana")
    mine = entry("a", 2, SET, at=5, pin="hash of 1234", subject="staff:dana")
    theirs = entry("b", 1, SET, at=6, seen=BOTH, pin="hash of 9876", subject="staff:dana")
    assert made(begun, mine, theirs) == [("edited", "pin", ["••••", "••••"])]


def merged(desk: str, n: int, of: tuple[str, int], *, at: int, order: int, **more: Any) -> Entry:
    """A movement that a merge brought along from another record."""
    return let_in(desk, n, at=at, detail="merged", of=list(of), order_ms=EIGHT + order, merge="m",
                  point="door b", **more)  # fmt: skip


def test_a_merge_hides_no_second_way_in() -> None:
    begun = entry("a", 1, SET, **MADE)
    mine, theirs = let_in("a", 2, at=5), merged("a", 4, ("b", 7), at=20, order=6)
    brought = entry("a", 3, MERGE, at=20, set={}, merge="m")
    (conflict,) = conflicts_of([begun, mine, brought, theirs])
    assert told(conflict) == ("twice_in", "venue", ["door a", "door b"])
    went = let_in("a", 5, at=5, direction="out", order_ms=EIGHT + 5)
    assert made(begun, mine, went, brought, theirs) == []
    # Also where one desk let in both records.
    assert [told(c)[0] for c in conflicts_of(
        [begun, mine, merged("a", 4, ("a", 7), at=20, order=6)]
    )] == ["twice_in"]  # fmt: skip


def test_a_movement_that_two_merges_brought_along_counts_once() -> None:
    begun = entry("a", 1, SET, **MADE)
    one = merged("a", 2, ("b", 7), at=20, order=6)
    other = merged("c", 1, ("b", 7), at=21, order=6)
    assert len(fold([begun, one, other]).movements) == 1


def two_thousand() -> list[Entry]:
    begun = entry("a", 1, SET, **MADE)
    mine = [let_in("a", n, at=n, seen={}) for n in range(2, 1002)]
    theirs = [let_in("b", n, at=n, seen={"a": 1}) for n in range(1, 1001)]
    return [begun, *mine, *theirs]


def test_thousands_of_movements_of_one_person_are_found_and_settled() -> None:
    entries = two_thousand()
    began = time.process_time()
    (conflict,) = conflicts_of(entries)
    assert conflict.kind is ConflictKind.TWICE_IN
    assert len(conflict.sides) == 2000
    looked = [list(side.entry) for side in conflict.sides]
    settled = entry("a", 1002, RESOLVE, at=5000, seen={"b": 1000}, entries=looked)
    assert conflicts_of([*entries, settled]) == []
    (again,) = conflicts_of([*entries, settled, let_in("c", 1, at=6000)])
    assert len(again.sides) == 2001
    # No limit to be kept to the second: a pair by pair walk took 6 s here.
    assert time.process_time() - began < 60


def test_a_list_that_says_elsewhere_what_was_known_and_changed_is_no_dispute() -> None:
    """Both have the old list; one of them has taken the newer one, too."""
    old = {"person": "p1", "ticket_code": "t", **BY_LIST}
    mine, theirs = entry("a", 1, SET, **old), entry("b", 1, SET, at=2, **old)
    handed = entry("b", 2, SET, at=5, person="p2", **BY_LIST)
    assert made(mine, theirs, handed) == []
    assert made(mine, entry("b", 2, SET, at=5, person="p2", **BY_LIST)) == [
        ("two_people", "person", ["p1", "p2"])
    ]


@pytest.mark.parametrize("state", ["no", "waiting"])
def test_taken_out_of_a_session_at_one_desk_and_let_into_it_at_the_other(state: str) -> None:
    def place(state: str, at_ms: int) -> dict[str, Any]:
        return {"booking:w": {"state": state, "at_ms": at_ms}}

    begun = entry("a", 1, SET, **MADE, **place("booked", 1))
    out = entry("a", 2, SET, at=5, **place(state, 5))
    came = let_in("b", 1, at=6, seen=BOTH, session="w")
    assert made(begun, out, came) == [("barred_in", "booking:w", ["taken_out", "door b"])]
    assert made(begun, out, let_in("b", 1, at=6, seen=BOTH, session="x")) == []
    assert made(begun, out, let_in("b", 1, at=6, seen={"a": 2}, session="w")) == []
    again = entry("a", 3, SET, at=9, seen={"b": 1}, **place("no", 9))
    assert made(begun, out, came, again) == []
