"""The list of a bus is handed over to the hospital's door in one step."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Point, Programme
from desktop.workflows.checkin.whereabouts import Spot
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def aboard(desk: Reception) -> list[Attendee]:
    bus = desk.point("Bus 2 door", desk.room("Bus 2", "bus").id)
    people = [desk.register(f"{name} Levi") for name in ("Avi", "Ben", "Carmel")]
    for who in people:
        desk.scan(bus, who)
    return people


def hospital(desk: Reception) -> Point:
    return desk.point("Hospital", desk.room("Children's Hospital", "site").id)


def spot(desk: Reception, name: str) -> Spot:
    spots = desk.front_desk.whereabouts.spots(desk.programme)
    return next(each for each in spots if each.name == name)


def test_all_aboard_are_checked_in_at_the_hospital_in_one_step(
    desk: Reception, aboard: list[Attendee]
) -> None:
    door = hospital(desk)
    work = desk.front_desk.whereabouts
    assert work.hand_over(desk.programme, spot(desk, "Bus 2"), door) == 3
    assert (spot(desk, "Bus 2").inside, spot(desk, "Children's Hospital").inside) == (0, 3)
    moved = desk.now(aboard[0]).registration.presence
    assert moved
    assert (moved.point, moved.place) == ("Hospital", door.place)
    desk.front_desk.changes.undo()
    assert (spot(desk, "Bus 2").inside, spot(desk, "Children's Hospital").inside) == (3, 0)
    assert desk.front_desk.verify() == []


def test_only_who_is_ticked_and_still_aboard_is_handed_over(
    desk: Reception, aboard: list[Attendee]
) -> None:
    door, bus = hospital(desk), spot(desk, "Bus 2")
    desk.scan(door, aboard[0])
    ids = [aboard[0].id, aboard[1].id]
    assert desk.front_desk.whereabouts.hand_over(desk.programme, bus, door, ids) == 1
    assert (spot(desk, "Bus 2").inside, spot(desk, "Children's Hospital").inside) == (1, 2)
