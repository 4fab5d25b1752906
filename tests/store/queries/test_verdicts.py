"""The answers that desks gave, newest first, page by page, and counted."""

from __future__ import annotations

import pytest

from desktop.domain.journal.entry import EntryId
from desktop.store.queries.verdicts import VerdictRow
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe

IN = {"outcome": "admitted", "direction": "in", "point": "gate", "place": "venue"}
OUT = {**IN, "outcome": "checked_out", "direction": "out"}


@pytest.fixture
def day(scribe: Scribe) -> Scribe:
    """Noa came and left; the leaving (entry 5) was taken back."""
    scribe.register("noa", "Noa")
    scribe.put("move", "registration:noa", **IN)
    left = scribe.put("move", "registration:noa", **OUT)
    scribe.put("undo", "registration:noa", desk=left.desk, n=left.number)
    return scribe


def numbers(rows: object) -> list[int]:
    assert isinstance(rows, list)
    return [row.number for row in rows]


def test_the_newest_movement_is_one_that_was_not_taken_back(day: Scribe) -> None:
    own = day.store.desk
    came = VerdictRow(own, 4, EIGHT + 2_000, "admitted", "in", "gate", own, "", None, "noa")
    assert day.store.verdicts.newest_movement("p1", own) == came
    assert came.id == EntryId(own, 4)
    assert day.store.verdicts.newest_movement("p1", "b") is None
    assert day.store.verdicts.newest_movement("p2", own) is None


def test_when_an_answer_was_taken_back(day: Scribe) -> None:
    undone, own = day.store.verdicts.undone_ms, day.store.desk
    assert undone("p1", EIGHT + 2_000, EntryId(own, 4)) is None
    assert undone("p1", EIGHT + 3_000, EntryId(own, 5)) == EIGHT + 4_000
    assert undone("p1", EIGHT + 3_000, EntryId(own, 9)) is None


def test_pages_go_on_after_the_last_one_given(day: Scribe) -> None:
    page, own = day.store.verdicts.page, day.store.desk
    assert numbers(page("p1", None, 9)) == [4, 5]
    assert numbers(page("p1", None, 1)) == [4]
    assert numbers(page("p1", (EIGHT + 2_000, own, 4), 9)) == [5]
    assert numbers(page("p1", (EIGHT + 3_000, own, 5), 9)) == []


def test_recent_are_this_desks_own_with_who_was_at_it(day: Scribe) -> None:
    recent = day.store.verdicts.recent("p1", day.store.desk, 9)
    assert numbers(recent) == [5, 4]
    assert [row.actor for row in recent] == ["desk", "desk"]
    assert numbers(day.store.verdicts.recent("p1", day.store.desk, 1)) == [5]


def test_recent_looks_through_ten_thousand_answers(day: Scribe) -> None:
    answer = ("p1", "noa", EIGHT + 60_000, "admitted", "in", "gate", "", None)
    day.fill("verdicts", [("b", number, *answer) for number in range(9_999)])
    assert numbers(day.store.verdicts.recent("p1", day.store.desk, 9)) == [5]


def test_arrivals_are_counted_in_bins(day: Scribe) -> None:
    day.register("dan", "Dan")
    day.put("move", "registration:dan", **IN, session="w1")
    arrivals = day.store.verdicts.arrivals
    assert arrivals("p1", EIGHT, 1_000) == [(2, 1), (6, 1)]
    assert arrivals("p1", EIGHT + 3_000, 10_000) == [(0, 1)]
    assert arrivals("p1", EIGHT, 1_000, "w1") == [(6, 1)]
    assert arrivals("p1", EIGHT, 1_000, "w2") == []
