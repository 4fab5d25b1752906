"""What a door knows: who came before, who is inside, and what is asked there."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin import outcomes as d
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def test_an_entry_elsewhere_is_no_entry_here(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    hall, bar = desk.room("Hall"), desk.room("Bar", inside=desk.room("Annex").id)
    gala = desk.point("Gala", hall.id, reentry="never")
    desk.scan(desk.station().point, noa)
    desk.scan(desk.point("Bar", bar.id), noa)
    assert desk.scan(gala, noa).outcome.slug == "admitted"
    desk.scan(gala, noa, Direction.OUT)
    assert desk.scan(gala, noa).outcome.slug == "no_reentry"


def test_who_came_once_is_told_when_and_where(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    gala = desk.point("Gala", desk.room("Hall").id, reentry="never")
    came = desk.scan(gala, noa)
    desk.scan(gala, noa, Direction.OUT)
    outcome = desk.scan(gala, noa).outcome
    assert outcome == d.NoReentry(desk.now(noa), came.at_ms, "Desk A", is_daily=False)


def test_an_entry_for_one_session_is_none_for_the_next_one_in_the_room(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    room = desk.room("Room 2")
    first, second = (
        desk.point(f"Door {code}", room.id, desk.session(code).id, reentry="never")
        for code in ("W1", "W2")
    )
    desk.scan(first, noa)
    desk.scan(first, noa, Direction.OUT)
    assert desk.scan(second, noa).outcome.slug == "admitted"
    desk.scan(second, noa, Direction.OUT)
    assert desk.scan(second, noa).outcome.slug == "no_reentry"


def test_leaving_is_no_entry(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    hall = desk.room("Hall")
    desk.scan(desk.point("Wide door", hall.id), noa)
    gala = desk.point("Gala", hall.id, reentry="never")
    desk.scan(gala, noa, Direction.OUT)
    desk.front_desk.desk.undo(desk.programme)
    desk.front_desk.desk.undo(desk.programme)
    assert desk.scan(gala, noa).outcome.slug == "admitted"


def test_a_session_is_full_of_its_own_people(desk: Reception) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    door = desk.point("Door", session=desk.session("W1", capacity="1").id)
    assert desk.scan(door, noa).outcome.slug == "admitted"
    assert desk.scan(door, dan).outcome == d.Full(desk.now(dan), d.Crowd(1, 1))


def test_a_door_that_only_counts_lets_everybody_in(desk: Reception) -> None:
    people = [desk.register(name) for name in ("Noa Cohen", "Dan Levi")]
    place = desk.room("Room 2", capacity=1).id
    door = desk.point("Door", place, capacity_rule="ignore")
    outcomes = [desk.scan(door, attendee).outcome for attendee in people]
    assert [outcome.slug for outcome in outcomes] == ["admitted", "admitted"]
    assert [outcome.crowd for outcome in outcomes if isinstance(outcome, d.Admitted)] == [
        None,
        None,
    ]


def test_a_door_that_warns_says_how_full_the_room_is(desk: Reception) -> None:
    people = [desk.register(name) for name in ("Noa Cohen", "Dan Levi")]
    door = desk.point("Door", desk.room("Room 2", capacity=1).id, capacity_rule="warn")
    outcomes = [desk.scan(door, attendee).outcome for attendee in people]
    assert [outcome.crowd for outcome in outcomes if isinstance(outcome, d.Admitted)] == [
        None,
        d.Crowd(1, 1),
    ]


def test_who_leaves_needs_no_room(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    door = desk.point("Door", desk.room("Room 2", capacity=1).id)
    desk.scan(door, noa)
    assert desk.scan(door, noa, Direction.OUT).outcome.slug == "checked_out"
