"""The lines of the page of places: counts, capacity, bookings, and what goes on there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.programme.programme import Place, Point, Programme, Session
from desktop.workflows.checkin.whereabouts import Manifest, Spot, session_at
from desktop.workflows.opening import FrontDesk
from tests.support.builders import attendee
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

ROOM = Place("room", "p1", "Room 2")
NOON = "2026-11-18T12:00"


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    # 11:06 UTC on 18 November 2026.
    typed = {"code": "NIPERM", "time_zone": "Etc/UTC", "place": "Touro Infirmary"}
    saved = front_desk.planning.save_programme(niperm.id, typed)
    assert isinstance(saved, Programme)
    return Reception(front_desk, saved, clock)


def spots(desk: Reception) -> list[Spot]:
    return list(desk.front_desk.whereabouts.spots(desk.programme))


def session(code: str = "W1", **fields: Any) -> Session:
    times = {"starts_at": "2026-11-18T12:30", "ends_at": "2026-11-18T14:00"}
    made = Session(code, "p1", code, "workshop", f"Workshop {code}")
    return replace(made, **{**times, **fields})


def code_at(sessions: list[Session], points: tuple[Point, ...] = (), now: str = NOON) -> str:
    named = session_at(ROOM, sessions, points, now)
    return named.code if named else ""


def test_the_venue_comes_first_and_counts_whoever_is_in_its_rooms(desk: Reception) -> None:
    hall = desk.room("Hall")
    corner = desk.room("Corner", inside=hall.id)
    bus = desk.room("Bus 2", "bus", capacity=50)
    doors = [desk.station().point]
    doors += [desk.point(place.name, place.id) for place in (hall, corner, bus)]
    for number, door in enumerate([*doors, doors[2]]):
        desk.scan(door, desk.register(f"Guest {number}"))
    lines = [
        (spot.name, spot.kind, spot.depth, spot.inside, spot.capacity, spot.booked)
        for spot in spots(desk)
    ]
    assert lines == [
        ("Touro Infirmary", "venue", 0, 4, 0, 0),
        ("Bus 2", "bus", 0, 1, 50, 0),
        ("Hall", "room", 0, 3, 0, 0),
        ("Corner", "room", 1, 2, 0, 0),
    ]
    assert not any(spot.is_session for spot in spots(desk))


def test_an_empty_programme_has_its_venue_by_its_code(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    (venue,) = front_desk.whereabouts.spots(niperm)
    assert (venue.place, venue.name, venue.inside) == ("venue", "NIPERM", 0)


def test_a_room_shows_what_goes_on_and_how_many_are_booked(desk: Reception) -> None:
    room, hall = desk.room("Room 2"), desk.room("Hall", capacity=200)
    empty = desk.room("Store")
    times = {"starts_at": "2026-11-18T11:00", "ends_at": "2026-11-18T12:00"}
    small = desk.session("W1", place="Room 2", capacity="20", **times)
    large = desk.session("W2", place="Hall", capacity="30", **times)
    desk.session("W3", place="Store", starts_at="2026-11-19T11:00", ends_at="2026-11-19T12:00")
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.front_desk.sessions.book([noa.id, dan.id], small)
    door = desk.point("Door", room.id, small.id)
    desk.point("Other door", hall.id, large.id)
    desk.scan(door, noa)
    lines = [
        (spot.key, spot.inside, spot.capacity, spot.booked, spot.is_session) for spot in spots(desk)
    ]
    assert lines == [
        ("venue", 1, 0, 0, False),
        (hall.id, 0, 200, 0, False),
        (room.id, 1, 20, 2, False),
        (empty.id, 0, 0, 0, False),
        (small.id, 1, 20, 2, True),
        (large.id, 0, 30, 0, True),
    ]
    of_rooms = {spot.name: spot.session for spot in spots(desk) if not spot.is_session}
    assert of_rooms == {"Touro Infirmary": None, "Hall": large, "Room 2": small, "Store": None}
    of_sessions = [spot for spot in spots(desk) if spot.is_session]
    assert [(spot.name, spot.kind, spot.depth, spot.place) for spot in of_sessions] == [
        ("Workshop W1", small.kind, 0, room.id),
        ("Workshop W2", large.kind, 0, hall.id),
    ]


def test_a_session_without_a_door_is_in_the_venue(desk: Reception) -> None:
    desk.point("Hall", desk.room("Hall").id)
    desk.session("W1", starts_at="2026-11-18T20:00", ends_at="2026-11-18T21:00")
    assert [spot.place for spot in spots(desk) if spot.is_session] == ["venue"]


def test_a_page_of_five_hundred_may_be_cut() -> None:
    spot = Spot("venue", "NIPERM", "venue", 0, 500, 0)
    people = tuple(attendee(id=f"r{number}") for number in range(500))
    assert Manifest(spot, people, (), frozenset()).is_cut
    assert Manifest(spot, (), people, frozenset()).is_cut
    assert not Manifest(spot, people[1:], people[1:], frozenset()).is_cut


def test_a_room_names_what_goes_on_before_what_comes() -> None:
    coming = session("W2", place="Room 2", starts_at="2026-11-18T13:30", ends_at="")
    running = session("W1", place=" room 2", starts_at="2026-11-18T11:00")
    running = replace(running, ends_at="2026-11-18T13:00")
    assert code_at([coming, running]) == "W1"
    assert code_at([running, coming], now="2026-11-18T13:00") == "W2"


def test_a_room_names_what_comes_later_that_day_and_nothing_of_another_day() -> None:
    assert code_at([session(place="Room 2", starts_at="2026-11-18T19:00", ends_at="")]) == "W1"
    assert code_at([session(place="Room 2", starts_at="2026-11-19T19:00", ends_at="")]) == ""
    assert code_at([session(place="Room 2", starts_at="2026-11-18T09:00", ends_at=NOON)]) == ""
    assert code_at([session(place="Room 2", starts_at=NOON, ends_at=NOON)]) == ""


def test_a_session_is_in_a_room_by_its_door_its_name_or_its_vehicle() -> None:
    assert code_at([session(place="Room 3", vehicle="Bus 1")]) == ""
    assert code_at([session(place="Room 3", vehicle="Room 2")]) == "W1"
    door = Point("d1", "p1", "Door", "room", "W1")
    assert code_at([session(place="Room 3")], (door,)) == "W1"
    assert code_at([session(place="Room 3")], (replace(door, place="elsewhere"),)) == ""
    assert code_at([session("W2", place="Room 3")], (door,)) == ""


def test_after_a_session_nobody_who_came_is_missing(desk: Reception) -> None:
    made = desk.session(starts_at="2026-11-18T11:00", ends_at="2026-11-18T12:00")
    door = desk.point("Door", session=made.id)
    came, stayed_away = desk.register("Ada Alon"), desk.register("Ben Bar")
    for who in (came, stayed_away):
        desk.front_desk.sessions.book([who.id], made)
    desk.scan(door, came)
    desk.clock.advance(2 * 3_600_000)
    spot = next(spot for spot in spots(desk) if spot.is_session)
    manifest = desk.front_desk.whereabouts.manifest(desk.programme, spot)
    assert [who.name for who in manifest.missing] == ["Ben Bar"]


def test_a_session_that_is_on_since_yesterday_has_its_line(desk: Reception) -> None:
    desk.session("N1", starts_at="2026-11-18T22:00", ends_at="2026-11-19T03:00")
    desk.session("M1", starts_at="2026-11-18T12:00", ends_at="2026-11-18T13:00")
    # 01:06 on the next day.
    desk.clock.advance(14 * 3_600_000)
    assert [spot.name for spot in spots(desk) if spot.is_session] == ["Workshop N1"]
