"""Each row of "How organizers set it" in docs/door.md, set so, and tried at the door."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.programme.programme import Programme
from desktop.domain.programme.questions import Question
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.builders import MINUTE
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

HOUR = 60 * MINUTE
DAY = 24 * HOUR
# 09:00 on Wednesday 2 December 2026 in New Orleans.
NINE = 1_796_223_600_000
DOCS = Path(__file__).parents[3] / "docs" / "door.md"
FACTS = {"code": "NIPERM", "time_zone": "America/Chicago", "starts_on": "2026-12-02"}


class Door(Reception):
    """A desk that says in one word what the door says."""

    def says(self, point: str, who: Attendee, way: Direction = Direction.IN) -> str:
        points = self.front_desk.programmes.points(self.programme)
        return self.scan(next(each for each in points if each.name == point), who, way).outcome.slug

    def at(self, clock: str, day: int = 2) -> None:
        hour, _, minute = clock.partition(":")
        away = (int(hour) - 9) * HOUR + int(minute) * MINUTE
        self.clock.now_ms = NINE + (day - 2) * DAY + away

    def facts(self, **typed: str) -> None:
        saved = self.front_desk.planning.save_programme(self.programme.id, FACTS | typed)
        assert isinstance(saved, Programme), saved
        self.programme = saved

    def book(self, who: Attendee, code: str) -> None:
        sessions = self.front_desk.programmes.sessions(self.programme)
        wanted = next(session for session in sessions if session.code == code)
        self.front_desk.sessions.book([who.id], wanted)


@pytest.fixture
def door(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Door:
    clock.now_ms = NINE
    made = Door(front_desk, niperm, clock)
    made.facts()
    return made


MAIN = "Main entrance"


def re_entry(door: Door, _path: Path) -> None:
    ada = door.register("Ada Alon")
    assert door.says(MAIN, ada) == "admitted"
    assert door.says(MAIN, ada) == "already_in"
    assert door.says(MAIN, ada, Direction.OUT) == "checked_out"
    assert door.says(MAIN, ada) == "admitted"


def re_entry_without_checking_out(door: Door, _path: Path) -> None:
    door.point("Garden", reentry="always")
    ada = door.register("Ada Alon")
    assert [door.says("Garden", ada) for _ in range(2)] == ["admitted", "admitted"]


def day_tickets_by_type(door: Door, _path: Path) -> None:
    door.facts(ticket_days="Day ticket = 2026-12-02")
    day, full = door.register("A B", ticket_type="Day ticket"), door.register("C D")
    assert [door.says(MAIN, who) for who in (day, full)] == ["admitted", "admitted"]
    door.at("9:00", day=3)
    assert [door.says(MAIN, who) for who in (day, full)] == ["not_valid", "admitted"]


def day_tickets_by_list(door: Door, path: Path) -> None:
    guests = path / "guests.csv"
    guests.write_text(
        "First Name,Last Name,Email,Ticket Code,Valid from,Valid until\n"
        "Ada,Alon,ada@example.org,TCK-00001,2026-12-02,2026-12-02\n"
        "Ben,Bar,ben@example.org,TCK-00002,2026-12-03T14:00:00Z,2026-12-03T23:59:59-06:00\n"
        "Dan,Dor,dan@example.org,TCK-00003,,\n"
        "Eli,Eden,eli@example.org,TCK-00004,when it rains,\n",
        "utf-8",
    )
    result = door.front_desk.importing(door.programme, open_guest_list(guests), "tito").run()
    assert result.new == 4
    ada, ben, dan, eli = (
        door.front_desk.desk.find(door.programme, name)[0] for name in ("ada", "ben", "dan", "eli")
    )
    assert ben.registration.valid_from == "2026-12-03T08:00"
    assert [door.says(MAIN, who) for who in (ada, ben, dan, eli)] == [
        "admitted", "not_valid", "admitted", "not_valid",
    ]  # fmt: skip
    door.at("9:00", day=3)
    assert [door.says(MAIN, who) for who in (ada, ben)] == ["not_valid", "admitted"]


def a_pass_for_any_two_days(door: Door, _path: Path) -> None:
    door.point("Gate", most_days=2)
    ada = door.register("Ada Alon")
    said = []
    for day in (2, 3, 4):
        door.at("9:00", day)
        said.append(door.says("Gate", ada))
    assert said == ["admitted", "admitted", "used_up"]


def a_meal_once_for_each(door: Door, _path: Path) -> None:
    door.point("Gala", reentry="never")
    ada = door.register("Ada Alon")
    assert [door.says(point, ada) for point in (MAIN, "Gala", "Gala")] == [
        "admitted", "admitted", "no_reentry",
    ]  # fmt: skip
    door.at("9:00", day=3)
    assert door.says("Gala", ada) == "no_reentry"


def a_meal_once_a_day(door: Door, _path: Path) -> None:
    door.point("Lunch", reentry="once_a_day", opens_at="12:00", closes_at="14:00")
    ada, ben = door.register("Ada Alon"), door.register("Ben Bar")
    assert door.says("Lunch", ada) == "too_early"
    door.at("12:00")
    assert [door.says("Lunch", ada) for _ in range(2)] == ["admitted", "no_reentry"]
    door.at("14:00")
    assert door.says("Lunch", ben) == "closed"
    door.at("12:30", day=3)
    assert door.says("Lunch", ada) == "admitted"


def coffee_twice_a_day(door: Door, _path: Path) -> None:
    door.point("Coffee", reentry="always", most_a_day=2)
    ada = door.register("Ada Alon")
    assert [door.says("Coffee", ada) for _ in range(3)] == ["admitted", "admitted", "used_up"]
    door.at("9:00", day=3)
    assert door.says("Coffee", ada) == "admitted"


def a_bus_with_50_seats(door: Door, _path: Path) -> None:
    door.point("Bus 2", door.room("Bus 2", "bus", capacity=50).id)
    people = [door.register(f"Guest {number}") for number in range(51)]
    said = [door.says("Bus 2", who) for who in people]
    assert said == ["admitted"] * 50 + ["full"]
    door.at("9:00", day=3)
    assert door.says("Bus 2", people[50]) == "full"


def press_questions(door: Door, _path: Path) -> None:
    asked = Question(
        "", door.programme.id, "Which paper?", asked="checkin", required="yes", types="Press"
    )
    assert door.front_desk.planning.save_question(door.programme, asked) == {}
    press, guest = door.register("A B", ticket_type="Press"), door.register("C D")
    assert [door.says(MAIN, who) for who in (press, guest)] == ["needs_answer", "admitted"]


def people_of_some_types_only(door: Door, _path: Path) -> None:
    door.point("Stage", types="Speakers\nStaff")
    types = ("speaker", "מרצה", "crew", "Delegate", "")
    said = [door.says("Stage", door.register("A B", ticket_type=type_)) for type_ in types]
    assert said == ["admitted", "admitted", "admitted", "not_for_type", "not_for_type"]


def workshops(door: Door, **policy: str) -> None:
    for number, code in enumerate(("W1", "W2"), start=1):
        session = door.session(
            code, starts_at="2026-12-02T10:00", ends_at="2026-12-02T11:00", capacity="2"
        )
        door.point(f"Room {number}", door.room(f"Room {number}").id, session.id, **policy)


def parallel_workshops_open_to_all(door: Door, _path: Path) -> None:
    workshops(door)
    ada, ben = door.register("Ada Alon"), door.register("Ben Bar")
    door.book(ada, "W1")
    door.at("10:05")
    assert door.says("Room 2", ada) == "booked_elsewhere"
    assert door.says("Room 1", ada) == "admitted"
    assert door.says("Room 2", ben) == "admitted"


def parallel_workshops_with_places(door: Door, _path: Path) -> None:
    workshops(door, only_booked="yes")
    ada, ben = door.register("Ada Alon"), door.register("Ben Bar")
    door.book(ada, "W1")
    door.at("9:55")
    assert door.says("Room 1", ada) == "admitted"
    assert door.says("Room 1", ben) == "not_booked"


def a_three_day_programme(door: Door, _path: Path) -> None:
    ada = door.register("Ada Alon")
    for day in (2, 3, 4):
        door.at("9:00", day)
        assert [door.says(MAIN, ada) for _ in range(2)] == ["admitted", "already_in"]
        assert door.inside() == 1


def a_door_for_some_days(door: Door, _path: Path) -> None:
    door.point("Clinic", on_days="2 4")
    door.point("Site", on_days="2026-12-02")
    ada = door.register("Ada Alon")
    assert [door.says(name, ada) for name in ("Clinic", "Site")] == ["not_today", "admitted"]
    door.at("9:00", day=3)
    ben, dan = door.register("Ben Bar"), door.register("Dan Dor")
    assert [door.says("Clinic", ben), door.says("Site", dan)] == ["admitted", "not_today"]


def a_headset_that_comes_back(door: Door, _path: Path) -> None:
    asked = Question("", door.programme.id, "Headset back?", asked="point", required="yes")
    door.front_desk.planning.save_question(door.programme, asked)
    (made,) = door.front_desk.programmes.questions(door.programme)
    door.point("Exit", direction="out", asks=made.id)
    ada = door.register("Ada Alon")
    assert door.says(MAIN, ada) == "admitted"
    assert door.says("Exit", ada, Direction.OUT) == "needs_answer"


RECIPES: tuple[Callable[[Door, Path], None], ...] = (
    re_entry, re_entry_without_checking_out, day_tickets_by_type, day_tickets_by_list,
    a_pass_for_any_two_days, a_meal_once_for_each, a_meal_once_a_day, coffee_twice_a_day,
    a_bus_with_50_seats, press_questions, people_of_some_types_only,
    parallel_workshops_open_to_all, parallel_workshops_with_places, a_three_day_programme,
    a_door_for_some_days, a_headset_that_comes_back,
)  # fmt: skip


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.__name__)
def test_it_is_set_as_the_table_says(
    recipe: Callable[[Door, Path], None], door: Door, tmp_path: Path
) -> None:
    recipe(door, tmp_path)
    assert door.front_desk.verify() == []


def test_every_row_of_the_table_is_tried() -> None:
    table = DOCS.read_text("utf-8").split("## How organizers set it")[1]
    wanted = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    names = [re.sub(r"\W+", "_", row.strip().lower()) for row in wanted[1:] if "---" not in row]
    assert names == [recipe.__name__ for recipe in RECIPES]
