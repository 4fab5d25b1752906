"""The figures of a board: everybody is in exactly one state, and nobody vanishes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin.presence_end import PresenceRule
from desktop.domain.journal.entry import EntryId
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import VENUE, Place
from desktop.domain.rollcall.board import (
    Apart,
    Board,
    Listed,
    Met,
    curve_of,
    figures_of,
    missing_first,
    places_of,
    time_to,
    why_apart,
)
from desktop.domain.rollcall.marks import Mark, MarkState, is_missing
from desktop.domain.rollcall.rollcall import RollCall, joined

BEGUN = 1_000_000
(ROLLCALL,) = joined([RollCall("r1", "p1", BEGUN)])
MINUTE = 60_000


def listed(id_: str, place: str = "Hall A", apart: Apart | None = None) -> Listed:
    met = Met("hall", BEGUN - 1, "")
    return Listed(id_, "p1", id_.title(), "", "", "", "", "", met, place, "", apart)


def marked(id_: str, state: MarkState, minutes: float = 1, desk: str = "a") -> Mark:
    at_ms = BEGUN + int(minutes * MINUTE)
    return Mark(EntryId(desk, at_ms), id_, "r1", state, at_ms)


def board(people: Sequence[Listed], *marks: Mark, found: Sequence[Listed] = ()) -> Board:
    by_who: dict[str, list[Mark]] = {}
    for mark in marks:
        by_who.setdefault(mark.who, []).append(mark)
    return Board(ROLLCALL, people, by_who, found)


def test_the_figures_of_a_small_drill() -> None:
    people = [listed(name) for name in ("avi", "ben", "carla", "dana", "eitan")]
    apart = listed("yesterday", "Hall A", Apart.EARLIER_DAY)
    figures = figures_of(
        board(
            [*people, apart],
            marked("avi", MarkState.SAFE),
            marked("ben", MarkState.INJURED),
            marked("carla", MarkState.OFF_SITE),
            marked("dana", MarkState.MISSING),
            marked("stranger", MarkState.INJURED),
            found=[listed("stranger", "")],
        )
    )
    assert (figures.inside, figures.safe, figures.injured, figures.off_site) == (5, 1, 2, 1)
    assert (figures.reported, figures.unmarked, figures.missing) == (1, 1, 2)
    assert (figures.apart, figures.found) == (1, 1)
    assert not figures.is_all_safe


def test_all_is_well_only_when_also_those_apart_were_seen() -> None:
    people = [listed("avi"), listed("ben", "", Apart.NOWHERE)]
    assert not figures_of(board(people, marked("avi", MarkState.SAFE))).is_all_safe
    both = (marked("avi", MarkState.SAFE), marked("ben", MarkState.OFF_SITE))
    assert figures_of(board(people, *both)).is_all_safe


def test_places_come_by_how_many_are_missing_there() -> None:
    people = [listed("a", "Hall A"), listed("b", "Hall A"), listed("c", "Room 2")]
    counts = places_of(board(people, marked("a", MarkState.SAFE), marked("b", MarkState.SAFE)))
    assert counts == [("Room 2", 1, 1), ("Hall A", 2, 0)]


def test_the_time_to_a_share_is_that_of_the_person_who_made_it_full() -> None:
    people = [listed(name) for name in "abcd"]
    minutes = {"a": 1, "b": 2, "c": 5}
    marks = [marked(name, MarkState.SAFE, after) for name, after in minutes.items()]
    three = board(people, *marks, marked("d", MarkState.MISSING, 3))
    assert curve_of(three) == [(MINUTE, 1), (2 * MINUTE, 2), (5 * MINUTE, 3)]
    assert time_to(three, 50) == 2 * MINUTE
    assert time_to(three, 75) == 5 * MINUTE
    assert time_to(three, 90) is None
    assert time_to(board([]), 50) is None


def test_who_was_reported_missing_comes_first_and_then_who_has_no_mark_by_place() -> None:
    people = [
        listed("a", "Room 2"), listed("b", "Hall A"), listed("c", "Room 2"), listed("d", "Hall A"),
        listed("e", "Hall A", Apart.EARLIER_DAY),
    ]  # fmt: skip
    shown = board(people, marked("c", MarkState.MISSING), marked("d", MarkState.SAFE))
    assert [one.id for one in missing_first(people, shown)] == ["c", "b", "a", "e"]


@given(st.lists(st.sampled_from([*MarkState, None]), max_size=30), st.data())
def test_everybody_is_in_exactly_one_state(
    states: list[MarkState | None], data: st.DataObject
) -> None:
    people = [listed(f"p{n}") for n in range(len(states))]
    marks = [marked(f"p{n}", state) for n, state in enumerate(states) if state]
    more = data.draw(st.lists(st.sampled_from(marks), max_size=5)) if marks else []
    again = [mark._replace(id=EntryId("b", n), state=MarkState.SAFE) for n, mark in enumerate(more)]
    shown = board(people, *marks, *again)
    figures = figures_of(shown)
    total = figures.safe + figures.injured + figures.off_site + figures.missing
    assert total == figures.inside == len(people)
    assert figures.missing == sum(is_missing(shown.state_of(one.id)) for one in people)
    assert sum(count.listed for count in places_of(shown)) == len(people)


HALL, BUS = Place("hall", "p1", "Hall A", "room"), Place("bus", "p1", "Bus 2", "bus")
TREE = PlaceTree([HALL, BUS])
RULE = PresenceRule(500, frozenset({VENUE, "hall"}), frozenset({"over"}), frozenset({"night"}))


@pytest.mark.parametrize(
    ("met", "why"),
    [
        (Met("hall", 600, ""), None),
        (Met("hall", 600, "over"), None),
        (Met(VENUE, 600, ""), None),
        (Met("hall", 400, ""), Apart.EARLIER_DAY),
        (Met("hall", 400, "night"), None),
        (Met("bus", 400, ""), Apart.EARLIER_DAY),
        (Met("bus", 600, ""), None),
        (Met("bus", 600, "over"), Apart.SESSION_OVER),
        (Met("bus", 600, "on"), None),
        (Met("gone", 600, ""), Apart.NOWHERE),
    ],
)
def test_who_may_not_have_been_inside_is_listed_apart(met: Met, why: Apart | None) -> None:
    assert why_apart(met, RULE, TREE) is why
