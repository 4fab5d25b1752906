"""A day by room: who stands in which column, beside whom, and how high."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.programme.day_plan import Block, day_plan, days_of, room_of
from desktop.domain.programme.programme import Session

DAY, NEXT = "2026-11-26", "2026-11-27"


def session(id_: str, starts: str, ends: str = "", place: str = "", vehicle: str = "") -> Session:
    return Session(id_, "p1", id_, "workshop", id_, place, starts, ends, vehicle=vehicle)


def at(hours: str, day: str = DAY) -> str:
    return f"{day}T{hours}" if hours else ""


def placed(block: Block) -> tuple[str, int, int, int, int, int]:
    return block.session.id, block.room, block.lane, block.lanes, block.begins, block.ends


def test_a_morning_in_two_rooms() -> None:
    plan = day_plan(
        DAY,
        [
            session("opening", at("09:00"), at("10:30"), "Hall A"),
            session("crisis", at("11:00"), at("12:30"), "Room 1"),
            session("lunch", at("13:00"), at("13:55"), "hall a"),
            session("tomorrow", at("09:00", NEXT), at("10:00", NEXT), "Room 2"),
        ],
        ["Room 1", "Room 2", "Hall A"],
    )
    assert plan.rooms == ("Room 1", "Hall A")
    assert [placed(block) for block in plan.blocks] == [
        ("crisis", 0, 0, 1, 660, 750),
        ("opening", 1, 0, 1, 540, 630),
        ("lunch", 1, 0, 1, 780, 835),
    ]
    assert (plan.first_hour, plan.last_hour) == (9, 14)


def test_two_at_once_in_one_room_stand_side_by_side_and_the_next_alone() -> None:
    plan = day_plan(
        DAY,
        [
            session("a", at("09:00"), at("11:00"), "Hall A"),
            session("b", at("10:00"), at("12:00"), "Hall A"),
            session("c", at("11:00"), at("11:30"), "Hall A"),
            session("d", at("12:00"), at("13:00"), "Hall A"),
        ],
    )
    assert [placed(block) for block in plan.blocks] == [
        ("a", 0, 0, 2, 540, 660),
        ("b", 0, 1, 2, 600, 720),
        ("c", 0, 0, 2, 660, 690),
        ("d", 0, 0, 1, 720, 780),
    ]


def test_what_drives_stands_at_its_bus_and_what_stands_nowhere_comes_last() -> None:
    visit = session("visit", at("14:00"), at("17:00"), "Children's Hospital", "Bus 2")
    free = session("free", at("08:00"), at("09:00"))
    hall = session("hall", at("10:00"), at("11:00"), "Hall A")
    assert room_of(visit) == "Bus 2"
    assert day_plan(DAY, [free, visit, hall]).rooms == ("Bus 2", "Hall A", "")


def test_no_end_an_end_before_the_begin_and_an_end_tomorrow() -> None:
    plan = day_plan(
        DAY,
        [
            session("open", at("09:00"), "", "A"),
            session("odd", at("10:00"), at("09:30"), "B"),
            session("party", at("22:30"), at("01:00", NEXT), "C"),
            session("late", at("23:50"), "", "D"),
        ],
    )
    assert [(block.begins, block.ends) for block in plan.blocks] == [
        (540, 585),
        (600, 645),
        (1350, 1440),
        (1430, 1440),
    ]
    assert (plan.first_hour, plan.last_hour) == (9, 24)


def test_days_are_those_on_which_something_begins() -> None:
    sessions = [session("b", at("09:00", NEXT)), session("a", at("09:00")), session("c", "")]
    assert days_of(sessions) == [DAY, NEXT]
    assert days_of([session("c", "")]) == []


def test_an_empty_day_is_a_working_day() -> None:
    plan = day_plan(DAY, [])
    assert (plan.rooms, plan.blocks, plan.first_hour, plan.last_hour) == ((), (), 8, 18)


TIMES = st.integers(0, 47).map(lambda half: f"{half // 2:02d}:{half % 2 * 30:02d}")


@given(st.lists(st.tuples(TIMES, TIMES, st.sampled_from(["A", "B", ""])), max_size=12))
def test_nobody_stands_on_somebody_else(facts: list[tuple[str, str, str]]) -> None:
    sessions = [
        session(str(number), at(starts), at(ends), room)
        for number, (starts, ends, room) in enumerate(facts)
    ]
    plan = day_plan(DAY, sessions)
    assert len(plan.blocks) == len(sessions)
    for one, other in itertools.combinations(plan.blocks, 2):
        is_at_once = one.begins < other.ends and other.begins < one.ends
        if is_at_once and one.room == other.room:
            assert one.lane != other.lane
            assert one.lanes == other.lanes
    assert all(block.lane < block.lanes for block in plan.blocks)
    assert all(plan.first_hour * 60 <= block.begins < block.ends for block in plan.blocks)
    assert all(block.ends <= plan.last_hour * 60 for block in plan.blocks)
