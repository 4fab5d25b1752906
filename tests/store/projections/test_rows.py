"""What the tables say of somebody, with the right values written down."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Attendee, Direction, Registration, Status
from desktop.domain.programme.programme import Point, Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def reception(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def entrance(reception: Reception) -> Point:
    return reception.front_desk.programmes.points(reception.programme)[0]


def own(reception: Reception, who: Attendee) -> Registration:
    return reception.now(who).registration


def test_the_first_arrival_is_kept_and_the_last_leaving_is_the_last(
    reception: Reception, entrance: Point
) -> None:
    noa = reception.register("Noa Cohen")
    at = [
        reception.scan(entrance, noa, way).at_ms
        for way in (Direction.IN, Direction.OUT, Direction.IN, Direction.OUT, Direction.IN)
    ]
    assert at == sorted(set(at))
    now = own(reception, noa)
    assert now.first_in_ms == at[0]
    assert now.last_out_ms == at[3]
    assert now.presence is not None
    assert now.presence.since_ms == at[4]
    reception.front_desk.desk.undo(reception.programme)
    now = own(reception, noa)
    assert now.presence is None
    assert (now.first_in_ms, now.last_out_ms) == (at[0], at[3])


def test_a_first_arrival_that_is_taken_back_never_was(
    reception: Reception, entrance: Point
) -> None:
    noa = reception.register("Noa Cohen")
    reception.scan(entrance, noa)
    reception.front_desk.desk.undo(reception.programme)
    assert own(reception, noa).first_in_ms is None
    again = reception.scan(entrance, noa)
    assert own(reception, noa).first_in_ms == again.at_ms


def test_who_waits_longest_moves_up_first_however_the_names_are_ordered(
    reception: Reception,
) -> None:
    reception.limit_to(1)
    reception.register("Noa Cohen")
    zoe, adam = reception.register("Zoe Azulay"), reception.register("Adam Levi")
    waiting = [own(reception, zoe), own(reception, adam)]
    assert [registration.status for registration in waiting] == [
        Status.WAITLISTED,
        Status.WAITLISTED,
    ]
    since = [registration.waiting_since_ms for registration in waiting]
    assert since[0] is not None
    assert since[1] is not None
    assert since[0] < since[1]
    reception.limit_to(2)
    assert own(reception, zoe).status is Status.REGISTERED
    assert own(reception, adam).status is Status.WAITLISTED
    assert own(reception, adam).waiting_since_ms == since[1]


def test_a_change_of_name_does_not_send_anybody_to_the_end_of_the_row(
    reception: Reception,
) -> None:
    reception.limit_to(1)
    reception.register("Noa Cohen")
    zoe, adam = reception.register("Zoe Azulay"), reception.register("Adam Levi")
    since = own(reception, zoe).waiting_since_ms
    reception.clock.advance(60_000)
    form = RegistrationForm({"first_name": "Zoë", "last_name": "Azulay"}, {}, {})
    reception.front_desk.registry.change(zoe.id, form)
    assert own(reception, zoe).waiting_since_ms == since
    reception.limit_to(2)
    assert own(reception, zoe).status is Status.REGISTERED
    assert own(reception, adam).status is Status.WAITLISTED
