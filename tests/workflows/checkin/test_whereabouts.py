"""Who is where: counts, manifests, and checking out by list or all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.checkin.whereabouts import OUT_AT_ONCE, Spot
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def spot(desk: Reception, name: str) -> Spot:
    spots = desk.front_desk.whereabouts.spots(desk.programme)
    return next(spot for spot in spots if spot.name == name)


def names(people: tuple[Attendee, ...]) -> list[str]:
    return [attendee.name for attendee in people]


@pytest.fixture
def bus_day(desk: Reception) -> Reception:
    """A bus of three seats for a site visit, booked by three of four people."""
    day = "2026-11-18"
    visit = desk.session("V1", title="Site visit", place="Hospital", vehicle="Bus 2", capacity="3",
                         booking="needed", starts_at=f"{day}T14:00",
                         ends_at=f"{day}T17:00")  # fmt: skip
    people = [desk.register(name, phone="+1 504-555-0100") for name in
              ("Noa Cohen", "Dan Levi", "Ruth Katz", "Omer Golan")]  # fmt: skip
    desk.room("Bus 2", "bus", capacity=3)
    assert desk.front_desk.points.for_sessions(desk.programme) == 1
    desk.front_desk.sessions.book([attendee.id for attendee in people[:3]], visit)
    return desk


def test_the_manifest_says_who_is_aboard_and_who_is_booked_and_missing(
    bus_day: Reception,
) -> None:
    desk = bus_day
    door = desk.front_desk.programmes.points(desk.programme)[-1]
    assert (door.name, door.only_booked) == ("Bus 2 – Site visit", "yes")
    people = {
        attendee.name: attendee for attendee in desk.front_desk.desk.find(desk.programme, "555")
    }
    people |= {
        attendee.name: attendee
        for n in "NDRO"
        for attendee in desk.front_desk.desk.find(desk.programme, n)
    }
    work = desk.front_desk.desk
    here = Station(desk.programme, door)
    early = work.pick(here, people["Noa Cohen"].id)
    assert early.outcome.slug in {"too_early", "closed"}
    assert work.pass_over(here, early, "the driver waits").outcome.slug == "admitted"
    stranger = work.pick(here, people["Omer Golan"].id)
    assert stranger.outcome.slug == "not_booked"
    while stranger.outcome.slug != "admitted":
        stranger = work.pass_over(here, stranger, "a seat is free")
    visit = desk.front_desk.programmes.sessions(desk.programme)[0]
    bus = spot(desk, "Bus 2")
    assert (bus.inside, bus.capacity) == (2, 3)
    manifest = desk.front_desk.whereabouts.manifest(
        desk.programme, Spot(bus.place, "Bus 2", "bus", 0, 2, 3, visit, booked=3)
    )
    assert names(manifest.inside) == ["Noa Cohen", "Omer Golan"]
    assert names(manifest.missing) == ["Dan Levi", "Ruth Katz"]
    assert manifest.not_booked == {people["Omer Golan"].id}
    assert manifest.missing[0].person.phone == "+1 504-555-0100"


def test_closing_time_checks_everybody_out_and_one_undo_brings_them_back(
    desk: Reception,
) -> None:
    entrance = desk.station().point
    room = desk.point("Room 2", desk.room("Room 2").id)
    people = [desk.register(f"Guest {n}") for n in range(2 * OUT_AT_ONCE + 3)]
    for n, attendee in enumerate(people):
        desk.scan(room if n % 3 == 0 else entrance, attendee)
    venue = desk.front_desk.whereabouts.spots(desk.programme)[0]
    assert venue.inside == len(people)
    told: list[tuple[int, int]] = []
    done = desk.front_desk.whereabouts.check_out_all(desk.programme, venue, on_progress=told.append)
    assert done == len(people)
    assert told[-1] == (len(people), len(people))
    assert desk.inside() == 0
    assert desk.front_desk.verify() == []
    assert desk.front_desk.desk.recent(desk.programme)[0].verdict.outcome == "admitted"
    desk.front_desk.undo_newest(desk.programme)
    assert desk.inside() == len(people)
    assert spot(desk, "Room 2").inside == len(people[::3])
    assert desk.front_desk.verify() == []


def test_checking_out_of_a_room_by_its_list_leaves_people_in_the_venue(desk: Reception) -> None:
    room = desk.point("Room 2", desk.room("Room 2").id)
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    for attendee in (noa, dan):
        desk.scan(room, attendee)
    here = spot(desk, "Room 2")
    assert desk.front_desk.whereabouts.check_out(desk.programme, here, [noa.id]) == 1
    assert names(desk.front_desk.whereabouts.manifest(desk.programme, here).inside) == ["Dan Levi"]
    presence = desk.now(noa).registration.presence
    assert presence is not None
    assert presence.place == "venue"


def test_whoever_left_meanwhile_is_not_checked_out_again(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    venue = desk.front_desk.whereabouts.spots(desk.programme)[0]
    assert desk.front_desk.whereabouts.check_out(desk.programme, venue, [noa.id]) == 0
    assert desk.front_desk.whereabouts.check_out_all(desk.programme, venue) == 0


def test_who_moved_on_meanwhile_stays_where_they_are(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    room = desk.point("Room 2", desk.room("Room 2").id)
    bus = desk.point("Bus 2", desk.room("Bus 2", "bus").id)
    desk.scan(room, noa)
    here = spot(desk, "Room 2")
    desk.scan(bus, noa)
    assert desk.front_desk.whereabouts.check_out(desk.programme, here, [noa.id]) == 0
    presence = desk.now(noa).registration.presence
    assert presence is not None
    assert presence.point == "Bus 2"


def test_a_manifest_longer_than_its_page_says_so_and_calls_nobody_a_stranger(
    desk: Reception,
) -> None:
    people = [desk.register(f"Guest {n}") for n in range(9)]
    session = desk.session("S1", starts_at="2026-11-18T09:00", ends_at="2026-11-18T23:00")
    desk.front_desk.sessions.book([attendee.id for attendee in people], session)
    door = desk.point("Door", session=session.id)
    desk.scan(door, people[8])
    here = Spot("venue", "S1", "panel", 0, 1, 0, session, is_session=True, booked=9)
    manifest = desk.front_desk.whereabouts.manifest(desk.programme, here, 3)
    assert manifest.is_cut
    assert names(manifest.inside) == ["Guest 8"]
    assert manifest.not_booked == frozenset()
    whole = desk.front_desk.whereabouts.manifest(desk.programme, here)
    assert not whole.is_cut
    assert len(whole.missing) == 8


def test_a_place_with_people_or_points_stays(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    place = desk.room("Room 2")
    room = desk.point("Room 2", place.id)
    assert not desk.front_desk.planning.remove(desk.programme, place)
    desk.scan(room, noa)
    desk.front_desk.points.remove(desk.programme, room)
    assert not desk.front_desk.planning.remove(desk.programme, place)
    desk.scan(desk.station().point, noa)
    here = spot(desk, "Room 2")
    desk.front_desk.whereabouts.check_out_all(desk.programme, here)
    assert desk.front_desk.planning.remove(desk.programme, place)


def test_no_place_lies_in_itself_and_closing_time_ends(desk: Reception) -> None:
    outer = desk.room("Outer")
    inner = desk.room("Inner", inside=outer.id)
    noa = desk.register("Noa Cohen")
    desk.scan(desk.point("Inner", inner.id), noa)
    desk.front_desk.planning.save_place(desk.programme, replace(outer, parent=inner.id))
    assert desk.front_desk.whereabouts.check_out_all(desk.programme, spot(desk, "Outer")) == 1
    assert desk.front_desk.verify() == []
