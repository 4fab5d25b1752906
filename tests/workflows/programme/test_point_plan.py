"""Check-in points: their policies, a door for every session, and which one fits the hour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.checks import Fault
from desktop.domain.programme.programme import Point, Programme, Session
from desktop.workflows.opening import FrontDesk
from desktop.workflows.programme.point_plan import Door
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    # 11:06 UTC on 18 November 2026.
    typed = {"code": "NIPERM", "time_zone": "Etc/UTC"}
    saved = front_desk.planning.save_programme(niperm.id, typed)
    assert isinstance(saved, Programme)
    return Reception(front_desk, saved, clock)


def points(desk: Reception) -> list[Point]:
    return list(desk.front_desk.programmes.points(desk.programme))


def save(desk: Reception, **fields: str) -> dict[str, Fault]:
    made = replace(Point("", desk.programme.id, "Garden"), **fields)  # type: ignore[arg-type]
    return desk.front_desk.points.save(desk.programme, made)


def session(desk: Reception, code: str, begins: str, ends: str, **typed: str) -> Session:
    day = "2026-11-18"
    times = {"starts_at": f"{day}T{begins}", "ends_at": f"{day}T{ends}"}
    return desk.session(code, **times, **typed)


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"name": " "}, {"name": Fault.MISSING}),
        ({"name": "main  ENTRANCE"}, {"name": Fault.TAKEN}),
        ({"opens_min": "ten"}, {"opens_min": Fault.NOT_MINUTES}),
        ({"closes_min": "10001"}, {"closes_min": Fault.NOT_MINUTES}),
        ({"opens_min": "10000", "closes_min": ""}, {}),
    ],
)
def test_what_is_wrong_with_a_point_is_said_by_field(
    desk: Reception, fields: dict[str, str], faults: dict[str, Fault]
) -> None:
    desk.point("Back door")
    assert save(desk, **fields) == faults
    assert len(points(desk)) == (2 if faults else 3)


def test_a_point_is_changed_under_its_own_name_and_keeps_its_id(desk: Reception) -> None:
    desk.point("Back door")
    assert save(desk, name=" Garden ", opens_min="30") == {}
    made = points(desk)[-1]
    assert (made.name, made.opens_min) == ("Garden", "30")
    changed = replace(made, opens_min="45", types="Speaker")
    assert desk.front_desk.points.save(desk.programme, changed) == {}
    assert points(desk)[-1] == changed
    assert [point.name for point in points(desk)] == ["Main entrance", "Back door", "Garden"]


def test_all_points_may_go_but_one(desk: Reception) -> None:
    garden = desk.point("Garden")
    assert desk.front_desk.points.remove(desk.programme, points(desk)[0])
    assert points(desk) == [garden]
    assert not desk.front_desk.points.remove(desk.programme, garden)
    assert points(desk) == [garden]


def test_a_door_stands_at_the_sessions_bus_or_room_and_keeps_its_booking(
    desk: Reception,
) -> None:
    room, bus = desk.room("Room 2"), desk.room("Bus 2", "bus")
    visit = session(desk, "V1", "14:00", "17:00", title="Site visit", vehicle="bus 2",
                    place="Room 2", booking="needed")  # fmt: skip
    panel = session(desk, "P1", "09:00", "10:00", title="Panel", place="Room 2")
    lunch = session(desk, "L1", "13:00", "14:00", title="Lunch")
    assert desk.front_desk.points.for_sessions(desk.programme) == 3
    doors = {point.session: point for point in points(desk) if point.session}
    facts = {
        id_: (door.name, door.place, door.only_booked, door.opens_min, door.closes_min)
        for id_, door in doors.items()
    }
    assert facts == {
        visit.id: ("bus 2 – Site visit", bus.id, "yes", "30", "0"),
        panel.id: ("Room 2 – Panel", room.id, "", "30", "0"),
        lunch.id: ("L1 – Lunch", "venue", "", "30", "0"),
    }
    assert desk.front_desk.points.for_sessions(desk.programme) == 0
    assert len(points(desk)) == 4


def test_doors_of_one_name_are_told_apart_by_their_days_and_then_by_their_codes(
    desk: Reception,
) -> None:
    for code, day in (("A1", "18"), ("A2", "19"), ("A3", "19")):
        times = {"starts_at": f"2026-11-{day}T09:00", "ends_at": f"2026-11-{day}T10:00"}
        desk.session(code, title="Drill", place="Room 2", **times)
    desk.session("A4", title="Drill", place="Room 2")
    assert desk.front_desk.points.for_sessions(desk.programme) == 4
    names = {point.name for point in points(desk)} - {"Main entrance"}
    # A session without a time comes first in the order of the day.
    assert names == {
        "Room 2 – Drill",
        "Room 2 – Drill (11-18)",
        "Room 2 – Drill (11-19)",
        "Room 2 – Drill (11-19) A3",
    }


def test_a_session_without_a_day_is_told_apart_by_its_code(desk: Reception) -> None:
    desk.point("Room 2 – Drill")
    desk.session("A4", title="Drill", place="Room 2")
    assert desk.front_desk.points.for_sessions(desk.programme) == 1
    assert points(desk)[-1].name == "Room 2 – Drill (A4)"


def look(desk: Reception, here: Point, *, is_chosen: bool) -> Door:
    return desk.front_desk.points.look(desk.programme, here, is_chosen=is_chosen)


def test_a_desk_that_just_began_is_shown_the_door_of_the_hour(desk: Reception) -> None:
    now = session(desk, "W1", "11:00", "12:00")
    door = desk.point("Door W1", session=now.id)
    entrance = points(desk)[0]
    seen = look(desk, entrance, is_chosen=False)
    assert (seen.point, seen.session) == (entrance, None)
    assert (seen.proposed, seen.proposed_session) == (door, now)


def test_whoever_chose_the_entrance_is_left_alone(desk: Reception) -> None:
    now = session(desk, "W1", "11:00", "12:00")
    desk.point("Door W1", session=now.id)
    seen = look(desk, points(desk)[0], is_chosen=True)
    assert (seen.proposed, seen.proposed_session) == (None, None)


def test_a_desk_at_the_door_of_the_hour_is_proposed_nothing_else(desk: Reception) -> None:
    now = session(desk, "W1", "11:00", "12:00")
    door = desk.point("Door W1", session=now.id)
    seen = look(desk, door, is_chosen=False)
    assert (seen.point, seen.session, seen.proposed) == (door, now, None)


def test_a_desk_at_the_door_of_a_session_that_ended_is_shown_the_next_one(
    desk: Reception,
) -> None:
    room = desk.room("Room 2")
    over = session(desk, "W1", "09:00", "10:00")
    now = session(desk, "W2", "11:00", "12:00")
    old, new = (desk.point(f"Door {s.code}", room.id, s.id) for s in (over, now))
    seen = look(desk, old, is_chosen=True)
    assert (seen.point, seen.session) == (old, over)
    assert (seen.proposed, seen.proposed_session) == (new, now)
    assert seen.tree.name(room.id) == "Room 2"


def test_a_changed_point_is_seen_as_it_is_now(desk: Reception) -> None:
    made = desk.point("Garden")
    changed = replace(made, types="Speaker")
    desk.front_desk.points.save(desk.programme, changed)
    assert look(desk, made, is_chosen=True).point == changed
    gone = replace(made, id="gone", name="Gone")
    assert look(desk, gone, is_chosen=True).point == gone
