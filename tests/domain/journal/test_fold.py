"""The fold: the same set of entries gives the same state, in whatever order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.journal.bodies import MOVE, PRINT, SET, UNDO
from desktop.domain.journal.entry import Entry, EntryId
from desktop.domain.journal.fold import fold
from tests.support.builders import EIGHT, MINUTE, entry


def move(n: int, direction: str = "in", at_ms: int = EIGHT, **more: Any) -> Entry:
    return entry(MOVE, n, at_ms + n, direction=direction, point="Main", place="venue", **more)


def histories() -> st.SearchStrategy[list[Entry]]:
    """Any mix of edits, movements, prints and undos by two desks."""

    def build(choices: list[tuple[str, str, int, int]]) -> list[Entry]:
        entries = []
        for n, (kind, desk, minute, target) in enumerate(choices, start=1):
            bodies: dict[str, dict[str, Any]] = {
                SET: {"notes": f"note {n}", "ticket_code": f"t{n % 3}"},
                MOVE: {"direction": "in" if n % 2 else "out", "point": "Main", "place": "venue"},
                PRINT: {"code": f"b{n}"},
                UNDO: {"desk": desk, "n": target},
            }
            body = bodies[kind]
            entries.append(entry(kind, n, EIGHT + minute * MINUTE, desk, **body))
        return entries

    search_strategy = st.tuples(
        st.sampled_from([SET, MOVE, PRINT, UNDO]),
        st.sampled_from(["a", "b"]),
        st.integers(0, 5),
        st.integers(1, 12),
    )
    return st.lists(search_strategy, max_size=12).map(build)


@given(histories().flatmap(lambda entries: st.tuples(st.just(entries), st.permutations(entries))))
def test_order_of_arrival_does_not_matter(pair: tuple[list[Entry], list[Entry]]) -> None:
    written, arrived = pair
    assert fold(written) == fold(arrived)


@given(histories())
def test_what_is_undone_leaves_no_trace(entries: list[Entry]) -> None:
    state = fold(entries)
    assert not {movement.id for movement in state.movements} & set(state.undone)


def test_the_last_writer_of_a_field_wins() -> None:
    first = entry(SET, 1, EIGHT, "a", notes="old", attention="vip")
    later = entry(SET, 1, EIGHT + MINUTE, "b", notes="new")
    assert fold([later, first]).fields == {"notes": "new", "attention": "vip"}


def test_an_undo_kills_its_target_even_if_it_arrives_first() -> None:
    undo = entry(UNDO, 9, EIGHT - MINUTE, "b", desk="a", n=1)
    state = fold([undo, move(1)])
    assert state.movements == []
    assert EntryId("a", 1) in state.undone


def test_an_undo_is_not_undone_itself() -> None:
    state = fold(
        [
            move(1),
            entry(UNDO, 2, EIGHT + MINUTE, desk="a", n=1),
            entry(UNDO, 3, EIGHT + 2 * MINUTE, desk="a", n=2),
        ]
    )
    assert state.movements == []


def test_a_reprint_retires_the_older_badge_and_its_undo_brings_it_back() -> None:
    prints = [entry(PRINT, 1, EIGHT, code="old"), entry(PRINT, 2, EIGHT + 1, code="new")]
    assert [retired.code for retired in fold(prints).retired] == ["old"]
    undone = [*prints, entry(UNDO, 3, EIGHT + 2, desk="a", n=2)]
    assert fold(undone).retired == []
    assert fold(undone).prints[-1][1] == "old"
