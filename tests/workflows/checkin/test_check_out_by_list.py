"""Checking out from a list: who is on it, where they are then, and by which doors they came."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.workflows.checkin.whereabouts import Manifest, Spot
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

TIMES = {"starts_at": "2026-11-18T11:00", "ends_at": "2026-11-18T12:00"}


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    # 11:06 UTC on 18 November 2026.
    typed = {"code": "NIPERM", "time_zone": "Etc/UTC"}
    saved = front_desk.planning.save_programme(niperm.id, typed)
    assert isinstance(saved, Programme)
    return Reception(front_desk, saved, clock)


def spot(desk: Reception, name: str) -> Spot:
    spots = desk.front_desk.whereabouts.spots(desk.programme)
    return next(spot for spot in spots if spot.name == name)


def manifest(desk: Reception, name: str) -> Manifest:
    return desk.front_desk.whereabouts.manifest(desk.programme, spot(desk, name))


def names(people: tuple[Attendee, ...]) -> list[str]:
    return [attendee.name for attendee in people]


def where(desk: Reception, who: Attendee) -> str:
    presence = desk.now(who).registration.presence
    return presence.place if presence else ""


def check_out(desk: Reception, name: str, *people: Attendee) -> int:
    ids = [attendee.id for attendee in people]
    return desk.front_desk.whereabouts.check_out(desk.programme, spot(desk, name), ids)


def newest_body(desk: Reception) -> dict[str, Any]:
    journal = desk.front_desk._store.journal
    *_, last = journal.stored_by_desk()
    return dict(last.opened().body)


def test_the_list_of_a_room_has_everybody_in_it_that_of_its_session_only_its_own(
    desk: Reception,
) -> None:
    room = desk.room("Room 2")
    session = desk.session("W1", place="Room 2", **TIMES)
    noa, dan, ruth = (desk.register(name) for name in ("Noa Cohen", "Dan Levi", "Ruth Katz"))
    desk.front_desk.sessions.book([noa.id, ruth.id], session)
    desk.scan(desk.point("Session door", room.id, session.id), noa)
    for attendee in (dan, ruth):
        desk.scan(desk.point(f"Door for {attendee.name}", room.id), attendee)
    of_room, of_session = manifest(desk, "Room 2"), manifest(desk, "Workshop W1")
    assert names(of_room.inside) == ["Dan Levi", "Noa Cohen", "Ruth Katz"]
    assert names(of_room.missing) == []
    assert of_room.not_booked == {dan.id}
    assert names(of_session.inside) == ["Noa Cohen"]
    assert names(of_session.missing) == ["Ruth Katz"]
    assert of_session.not_booked == frozenset()
    of_venue = manifest(desk, "NIPERM")
    assert len(of_venue.inside) == 3
    assert of_venue.missing == ()
    assert of_venue.not_booked == frozenset()


def test_only_who_is_there_for_the_session_is_checked_out_by_its_list(desk: Reception) -> None:
    room = desk.room("Inner", inside=desk.room("Outer").id)
    session = desk.session("W1", place="Inner", **TIMES)
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.scan(desk.point("Session door", room.id, session.id), noa)
    desk.scan(desk.point("Plain door", room.id), dan)
    assert check_out(desk, "Workshop W1", noa, dan) == 1
    assert where(desk, noa) == room.parent
    assert where(desk, dan) == room.id


def test_who_leaves_a_session_in_the_venue_stays_in_the_venue(desk: Reception) -> None:
    session = desk.session("W1", **TIMES)
    noa = desk.register("Noa Cohen")
    desk.scan(desk.point("Door", session=session.id), noa)
    assert check_out(desk, "Workshop W1", noa) == 1
    presence = desk.now(noa).registration.presence
    assert presence is not None
    assert (presence.place, presence.session) == ("venue", "")


def test_who_is_in_a_corner_of_a_room_leaves_all_of_it(desk: Reception) -> None:
    outer = desk.room("Outer")
    inner = desk.room("Inner", inside=outer.id)
    noa = desk.register("Noa Cohen")
    desk.scan(desk.point("Corner", inner.id), noa)
    assert check_out(desk, "Outer", noa) == 1
    assert where(desk, noa) == "venue"
    assert newest_body(desk) == {
        "outcome": "checked_out", "direction": "out", "point": "Outer", "place": inner.id,
        "detail": "by list", "to": "venue",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), [("NIPERM", "room"), ("Bus 2", "bus")])
def test_who_leaves_the_venue_or_a_bus_is_away(desk: Reception, name: str, kind: str) -> None:
    point = desk.point("Door", desk.room("Bus 2", kind).id)
    noa = desk.register("Noa Cohen")
    desk.scan(point, noa)
    assert check_out(desk, name, noa) == 1
    assert where(desk, noa) == ""
    assert "to" not in newest_body(desk)


def test_closing_time_tells_how_far_it_is_and_can_be_stopped(desk: Reception) -> None:
    for number in range(45):
        desk.scan(desk.station().point, desk.register(f"Guest {number}"))
    told: list[tuple[int, int]] = []
    whereabouts = desk.front_desk.whereabouts
    venue = spot(desk, "NIPERM")
    done = whereabouts.check_out_all(
        desk.programme, venue, on_progress=told.append, is_stopped=lambda: len(told) == 2
    )
    assert (done, desk.inside()) == (40, 5)
    assert whereabouts.check_out_all(desk.programme, venue, on_progress=told.append) == 5
    assert told == [(20, 45), (40, 45), (5, 45)]


def test_a_line_names_its_doors_those_of_its_session_first(desk: Reception) -> None:
    room = desk.room("Room 2")
    session = desk.session("W1", place="Room 2", **TIMES)
    other = desk.session("W2", place="Room 3", **TIMES)
    desk.point("Back door", room.id)
    desk.point("Session door", room.id, session.id)
    desk.point("Other door", room.id, other.id)

    def doors(name: str) -> list[str]:
        points = desk.front_desk.whereabouts.doors(desk.programme, spot(desk, name))
        return [point.name for point in points]

    assert doors("Room 2") == ["Session door", "Back door"]
    assert doors("Workshop W1") == ["Session door"]
    assert doors("NIPERM") == ["Main entrance"]
