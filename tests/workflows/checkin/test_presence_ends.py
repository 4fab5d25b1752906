"""Nobody scans out of a workshop: what ends by itself, in decisions, counts and lists alike."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.attendee_filter import Filter, Order, PresenceFilter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin import outcomes as d
from desktop.domain.programme.programme import Point, Programme, Session
from desktop.workflows.checkin.whereabouts import UNSEEN, Spot
from desktop.workflows.opening import FrontDesk
from tests.support.builders import MINUTE
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

HOUR = 60 * MINUTE
# 09:06:40 on 18 November 2026 in New Orleans.
MORNING = 1_795_014_400_000


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    typed = {"code": "NIPERM", "time_zone": "America/Chicago", "starts_on": "2026-11-18"}
    saved = front_desk.planning.save_programme(niperm.id, typed)
    assert isinstance(saved, Programme)
    clock.now_ms = MORNING
    return Reception(front_desk, saved, clock)


def workshop(
    desk: Reception, code: str, starts: str, ends: str, room: str
) -> tuple[Session, Point]:
    hours = {"starts_at": f"2026-11-18T{starts}", "ends_at": f"2026-11-18T{ends}"}
    session = desk.session(code, place="Room 2", **hours)
    return session, desk.point(f"Door {code}", room, session.id)


def spots(desk: Reception) -> dict[str, Spot]:
    found = desk.front_desk.whereabouts.spots(desk.programme)
    return {spot.kind if spot.kind == UNSEEN else spot.name: spot for spot in found}


def place_of(desk: Reception, who: Attendee) -> str:
    presence = desk.now(who).registration.presence
    return presence.place if presence else ""


def test_a_room_is_not_full_of_the_last_sessions_people(desk: Reception) -> None:
    room = desk.room("Room 2", capacity=2).id
    first, door_1 = workshop(desk, "W1", "09:00", "10:00", room)
    _second, door_2 = workshop(desk, "W2", "10:00", "11:00", room)
    people = [desk.register(name) for name in ("Ada Alon", "Ben Bar", "Dan Dor", "Eli Eden")]
    assert [desk.scan(door_1, who).outcome.slug for who in people[:3]] == [
        "admitted", "admitted", "full",
    ]  # fmt: skip
    assert spots(desk)["Room 2"].inside == 2
    # 09:59 is still W1; at 10:00 its people are in the venue.
    desk.clock.now_ms = MORNING + 52 * MINUTE
    assert desk.scan(door_2, people[2]).outcome.slug == "full"
    desk.clock.now_ms = MORNING + 54 * MINUTE
    assert desk.scan(door_2, people[2]).outcome.slug == "admitted"
    assert desk.scan(door_2, people[3]).outcome.slug == "admitted"
    assert place_of(desk, people[0]) == "venue"
    assert spots(desk)["Room 2"].inside == 2
    assert spots(desk)["NIPERM"].inside == 4
    assert spots(desk)["Workshop W1"].inside == 0
    assert spots(desk)["Workshop W2"].inside == 2
    manifest = desk.front_desk.whereabouts.manifest(desk.programme, spots(desk)["Room 2"])
    assert [who.name for who in manifest.inside] == ["Dan Dor", "Eli Eden"]
    assert first.id not in {who.registration.presence.session
                            for who in manifest.inside if who.registration.presence}  # fmt: skip


def test_who_stays_for_the_next_session_takes_one_place(desk: Reception) -> None:
    room = desk.room("Room 2", capacity=1).id
    _first, door_1 = workshop(desk, "W1", "09:00", "10:00", room)
    _second, door_2 = workshop(desk, "W2", "10:00", "11:00", room)
    noa = desk.register("Noa Cohen")
    desk.scan(door_1, noa)
    desk.clock.now_ms = MORNING + HOUR
    assert desk.scan(door_2, noa).outcome.slug == "admitted"
    assert spots(desk)["Room 2"].inside == 1


def test_on_buses_and_at_sites_people_stay_though_the_session_ended(desk: Reception) -> None:
    bus = desk.room("Bus 2", "bus", capacity=1).id
    hours = {"starts_at": "2026-11-18T09:00", "ends_at": "2026-11-18T10:00"}
    visit = desk.session("V1", place="Dan", vehicle="Bus 2", **hours)
    door = desk.point("Bus 2 door", bus, visit.id)
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.scan(door, noa)
    desk.clock.now_ms = MORNING + 30 * HOUR
    assert place_of(desk, noa) == bus
    assert spots(desk)["Bus 2"].inside == 1
    assert desk.scan(door, dan).outcome.slug == "full"


def test_in_the_morning_the_venue_is_empty_and_says_who_was_not_seen_leaving(
    desk: Reception,
) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    entrance = desk.station().point
    for who in (noa, dan):
        desk.scan(entrance, who)
    inside = Filter(presence=PresenceFilter.IN)
    attendees = desk.front_desk.attendees
    assert len(attendees.listed(desk.programme.id, "", inside, Order()).numbers) == 2
    assert UNSEEN not in spots(desk)
    desk.clock.now_ms = MORNING + 24 * HOUR
    assert desk.inside() == 0
    assert spots(desk)["NIPERM"].inside == 0
    assert spots(desk)[UNSEEN].inside == 2
    assert len(attendees.listed(desk.programme.id, "", inside, Order()).numbers) == 0
    seen = desk.front_desk.whereabouts.manifest(desk.programme, spots(desk)[UNSEEN])
    assert [who.name for who in seen.inside] == ["Dan Levi", "Noa Cohen"]
    assert all(who.registration.unseen is not None for who in seen.inside)
    back = desk.scan(entrance, noa).outcome
    assert isinstance(back, d.Admitted)
    assert back.unseen is not None
    assert desk.inside() == 1
    assert spots(desk)[UNSEEN].inside == 1
    # Nobody can be checked out of where they are not.
    assert desk.front_desk.whereabouts.check_out(desk.programme, spots(desk)[UNSEEN], [dan.id]) == 0


def test_a_session_over_the_night_keeps_its_people_until_it_ends(desk: Reception) -> None:
    room = desk.room("Room 2").id
    hours = {"starts_at": "2026-11-18T22:00", "ends_at": "2026-11-19T06:00"}
    night = desk.session("N1", place="Room 2", **hours)
    door = desk.point("Night door", room, night.id)
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.clock.now_ms = MORNING + 13 * HOUR
    desk.scan(door, noa)
    desk.scan(desk.station().point, dan)
    # 05:06 of the next day, and 06:06.
    desk.clock.now_ms = MORNING + 20 * HOUR
    assert (place_of(desk, noa), place_of(desk, dan)) == (room, "")
    desk.clock.now_ms = MORNING + 21 * HOUR
    assert place_of(desk, noa) == ""


@pytest.mark.parametrize("hours", [0, 0.5, 1, 13, 18.8, 19, 20, 21, 30, 60])
def test_counting_in_sql_is_counting_by_the_rule(desk: Reception, hours: float) -> None:
    """The rule is there twice: as a function for lists, and as SQL for counting thousands."""
    room, bus = desk.room("Room 2").id, desk.room("Bus 2", "bus").id
    doors = [
        desk.station().point,
        desk.point("Room", room),
        desk.point("Bus", bus),
        workshop(desk, "W1", "09:00", "10:00", room)[1],
        workshop(desk, "W2", "09:00", "23:00", room)[1],
        desk.point("Night", room, desk.session(
            "N1", place="Room 2", starts_at="2026-11-18T09:00", ends_at="2026-11-19T06:00").id),
        desk.point("Visit", bus, desk.session(
            "V1", place="Dan", starts_at="2026-11-18T09:00", ends_at="2026-11-18T10:00").id),
    ]  # fmt: skip
    people = [desk.register(f"Guest {number}") for number in range(2 * len(doors))]
    for number, who in enumerate(people):
        if number == len(doors):
            desk.clock.now_ms = max(desk.clock.now_ms, MORNING + int(hours * HOUR) - HOUR)
        desk.scan(doors[number % len(doors)], who)
    desk.clock.now_ms = max(desk.clock.now_ms, MORNING + int(hours * HOUR))
    now = [desk.now(who).registration.presence for who in people]
    by_rule: dict[str, int] = {}
    for presence in now:
        if presence:
            by_rule[presence.place] = by_rule.get(presence.place, 0) + 1
    whereabouts, id_ = desk.front_desk._store.whereabouts, desk.programme.id
    assert whereabouts.crowds(id_).in_place == by_rule
    assert desk.inside() == sum(by_rule.values())
    assert whereabouts.count_within(id_, [room]) == by_rule.get(room, 0)
    assert whereabouts.count_within(id_, ["venue", room]) == sum(
        count for place, count in by_rule.items() if place != bus
    )
    assert len(whereabouts.inside(id_, [room], 99)) == by_rule.get(room, 0)
    assert whereabouts.crowds(id_).unseen == len(people) - len([each for each in now if each])
    for point in doors:
        if point.session:
            there = [each for each in now if each and each.session == point.session]
            assert whereabouts.count_attending(id_, point.session) == len(there)


def test_who_comes_in_at_four_sharp_is_of_the_new_day(desk: Reception) -> None:
    early, sharp = desk.register("Ada Alon"), desk.register("Ben Bar")
    entrance = desk.station().point
    # 04:00 of the next day in New Orleans; a scan is a second later than the one before.
    four = 1_795_082_400_000
    desk.clock.now_ms = four - 2000
    desk.scan(entrance, early)
    desk.scan(entrance, sharp)
    assert desk.clock.now_ms == four
    assert (place_of(desk, early), place_of(desk, sharp)) == ("", "venue")
    assert desk.inside() == 1
    assert spots(desk)["NIPERM"].inside == 1
    assert spots(desk)[UNSEEN].inside == 1
