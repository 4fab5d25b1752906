"""Two sessions that want one place or vehicle, and sessions with impossible times."""

from __future__ import annotations

from desktop.domain.programme.clashes import Clash, ClashKind, find_clashes
from desktop.domain.programme.programme import Session

DAY = "2026-11-18T"


def session(id_: str, starts: str, ends: str, place: str = "", vehicle: str = "") -> Session:
    return Session(
        id_, "p1", id_, "workshop", id_, place, DAY + starts, DAY + ends, vehicle=vehicle
    )


def test_one_place_at_one_time_is_a_clash_however_it_is_written() -> None:
    first = session("w1", "09:00", "10:00", "Room 2")
    second = session("w2", "09:59", "11:00", "room 2")
    assert find_clashes([first, second]) == [Clash(ClashKind.PLACE, first, second, "Room 2")]


def test_sessions_that_touch_do_not_clash() -> None:
    first = session("w1", "09:00", "10:00", "Room 2")
    assert find_clashes([first, session("w2", "10:00", "11:00", "Room 2")]) == []


def test_a_place_and_a_bus_are_two_clashes_and_no_place_is_none() -> None:
    first = session("v1", "09:00", "10:00", "Dan", "Bus 1")
    second = session("v2", "09:00", "10:00", "Dan", "Bus 1")
    assert [clash.kind for clash in find_clashes([first, second])] == ["place", "vehicle"]
    assert find_clashes([session("a", "09:00", "10:00"), session("b", "09:00", "10:00")]) == []


def test_a_session_that_ends_before_it_begins_stands_alone() -> None:
    odd = session("w1", "10:00", "10:00", "Room 2")
    other = session("w2", "09:00", "11:00", "Room 2")
    assert find_clashes([odd, other]) == [Clash(ClashKind.TIMES, odd, odd, DAY + "10:00")]
