"""What organizers want of doors, each with the right answer, run through the real desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.attendees.registration import Attendee, Direction, Status
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.programme import Programme
from desktop.domain.programme.questions import Question
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station, Verdict
from desktop.workflows.opening import FrontDesk
from tests.support.builders import MINUTE
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

HOUR = 60 * MINUTE
DAY = 24 * HOUR
# 09:00 on Wednesday 18 November 2026 in New Orleans.
NINE = 1_795_014_000_000


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    clock.now_ms = NINE
    made = Reception(front_desk, niperm, clock)
    rules(made)
    return made


def rules(desk: Reception, **typed: str) -> None:
    """Say what the programme says to all of its doors."""
    facts = {"code": "NIPERM", "time_zone": "America/Chicago", "starts_on": "2026-11-18", **typed}
    saved = desk.front_desk.planning.save_programme(desk.programme.id, facts)
    assert isinstance(saved, Programme), saved
    desk.programme = saved


def at(desk: Reception, hours: float, days: int = 0) -> None:
    """Let it be so many hours after nine, some days on."""
    desk.clock.now_ms = NINE + int(hours * HOUR) + days * DAY


def said(verdict: Verdict) -> str:
    return verdict.outcome.slug


def pass_over(desk: Reception, point: Any, verdict: Verdict) -> Verdict:
    here = Station(desk.programme, point)
    return desk.front_desk.desk.pass_over(here, verdict, "known here")


def people(desk: Reception, count: int, **own: str) -> list[Attendee]:
    return [desk.register(f"Guest {number}", **own) for number in range(count)]


# Opening hours and days.


def test_an_entrance_has_hours(desk: Reception) -> None:
    door = desk.point("Garden", opens_at="9:30", closes_at="17:00")
    ada, ben = people(desk, 2)
    early = desk.scan(door, ada).outcome
    assert isinstance(early, d.TooEarly)
    assert early.opens_at == "2026-11-18T09:30"
    at(desk, 0.5)
    assert said(desk.scan(door, ada)) == "admitted"
    at(desk, 8)
    late = desk.scan(door, ben).outcome
    assert isinstance(late, d.Closed)
    assert late.closed_at == "2026-11-18T17:00"
    at(desk, 0.5, days=1)
    assert said(desk.scan(door, ben)) == "admitted"


def test_a_lunch_closes_after_two_hours_and_a_lead_may_open_it(desk: Reception) -> None:
    lunch = desk.point("Lunch", opens_at="12:00", closes_at="14:00", reentry="never")
    (ada,) = people(desk, 1)
    at(desk, 5)
    verdict = desk.scan(lunch, ada)
    assert (said(verdict), verdict.may) == ("closed", Authority.LEAD)


def test_a_gala_goes_on_after_midnight(desk: Reception) -> None:
    gala = desk.point("Gala", opens_at="19:00", closes_at="01:00")
    ada, ben, dan = people(desk, 3)
    at(desk, 15.5)
    assert said(desk.scan(gala, ada)) == "admitted"
    at(desk, 16.25)
    assert said(desk.scan(gala, ben)) == "too_early"
    at(desk, 10)
    assert said(desk.scan(gala, dan)) == "admitted"


def test_a_door_of_two_weekdays_is_shut_on_the_others(desk: Reception) -> None:
    door = desk.point("Clinic", on_days="2 4", opens_at="08:00", closes_at="18:00")
    ada, ben = people(desk, 2)
    verdict = desk.scan(door, ada)
    assert isinstance(verdict.outcome, d.NotToday)
    assert verdict.outcome.opens_at == "2026-11-19T08:00"
    assert verdict.may is Authority.LEAD
    at(desk, 0, days=1)
    assert said(desk.scan(door, ben)) == "admitted"


def test_a_door_of_two_dates_has_no_later_day_in_the_end(desk: Reception) -> None:
    door = desk.point("Site visit", on_days="2026-11-18 2026-11-20")
    ada, ben = people(desk, 2)
    assert said(desk.scan(door, ada)) == "admitted"
    at(desk, 0, days=1)
    verdict = desk.scan(door, ben).outcome
    assert isinstance(verdict, d.NotToday)
    assert verdict.opens_at == "2026-11-20T00:00"
    at(desk, 0, days=3)
    verdict = desk.scan(door, ben).outcome
    assert isinstance(verdict, d.NotToday)
    assert verdict.opens_at == ""


def test_hours_that_nobody_can_read_are_a_question_for_a_lead(desk: Reception) -> None:
    """A newer Muster may write hours that this one does not know."""
    door = desk.point("Garden")
    store = desk.front_desk._store
    (ada,) = people(desk, 1)
    for news in ({"opens_at": "sunrise"}, {"opens_at": "", "on_days": "workdays"}):
        with store.write():
            draft = set_draft(SubjectType.POINT, door.id, desk.programme.id, news)
            store.append([draft], desk.clock())
        verdict = desk.scan(door, ada)
        assert isinstance(verdict.outcome, d.Unready)
        assert (verdict.outcome.missing, verdict.may) == ("hours", Authority.LEAD)


# How often.


def test_a_shuttle_takes_everybody_three_times(desk: Reception) -> None:
    shuttle = desk.point("Shuttle", desk.room("Bus", "bus").id, reentry="always", most_times=3)
    (ada,) = people(desk, 1)
    assert [said(desk.scan(shuttle, ada)) for _ in range(3)] == ["admitted"] * 3
    verdict = desk.scan(shuttle, ada)
    assert isinstance(verdict.outcome, d.UsedUp)
    assert (verdict.outcome.most, verdict.outcome.per) == (3, d.Per.IN_ALL)
    assert verdict.may is Authority.LEAD
    at(desk, 0, days=1)
    assert said(desk.scan(shuttle, ada)) == "used_up"


def test_coffee_twice_a_day(desk: Reception) -> None:
    coffee = desk.point("Coffee", reentry="always", most_a_day=2)
    (ada,) = people(desk, 1)
    assert [said(desk.scan(coffee, ada)) for _ in range(3)] == ["admitted", "admitted", "used_up"]
    at(desk, 0, days=1)
    assert [said(desk.scan(coffee, ada)) for _ in range(3)] == ["admitted", "admitted", "used_up"]


def test_a_two_day_pass_is_good_on_any_two_days(desk: Reception) -> None:
    door = desk.point("Gate", reentry="always", most_days=2)
    (ada,) = people(desk, 1)
    assert [said(desk.scan(door, ada)) for _ in range(2)] == ["admitted", "admitted"]
    at(desk, 0, days=1)
    assert [said(desk.scan(door, ada)) for _ in range(2)] == ["admitted", "admitted"]
    at(desk, 0, days=2)
    verdict = desk.scan(door, ada).outcome
    assert isinstance(verdict, d.UsedUp)
    assert verdict.per is d.Per.DAYS


def test_a_visit_that_was_taken_back_does_not_count(desk: Reception) -> None:
    coffee = desk.point("Coffee", reentry="always", most_times=1)
    (ada,) = people(desk, 1)
    desk.scan(coffee, ada)
    assert said(desk.scan(coffee, ada)) == "used_up"
    desk.front_desk.desk.undo(desk.programme)
    assert said(desk.scan(coffee, ada)) == "admitted"


def test_two_doors_to_one_meal_count_together_and_the_entrance_does_not(desk: Reception) -> None:
    left = desk.point("Left", reentry="always", most_times=2)
    right = desk.point("Right", reentry="always", most_times=2)
    (ada,) = people(desk, 1)
    desk.scan(desk.station().point, ada)
    assert [said(desk.scan(door, ada)) for door in (left, right, left)] == [
        "admitted", "admitted", "used_up",
    ]  # fmt: skip


# Tickets that are valid for a while.


@pytest.mark.parametrize(
    ("begins", "ends", "day", "wanted"),
    [
        ("2026-11-18", "2026-11-18", 0, "admitted"),
        ("2026-11-18", "2026-11-18", 1, "not_valid"),
        ("2026-11-19", "2026-11-19", 0, "not_valid"),
        ("2026-11-19", "2026-11-19", 1, "admitted"),
        ("2026-11-18", "", 5, "admitted"),
        ("", "2026-11-19", 1, "admitted"),
        ("", "2026-11-19", 2, "not_valid"),
        ("2026-11-18T09:30", "", 0, "not_valid"),
        ("2026-11-18 08:30", "2026-11-18 17:00", 0, "admitted"),
        ("next week", "", 0, "not_valid"),
        ("2026-11-20", "2026-11-17", 0, "not_valid"),
    ],
)
def test_a_ticket_is_valid_from_and_until(
    desk: Reception, begins: str, ends: str, day: int, wanted: str
) -> None:
    (ada,) = people(desk, 1)
    form = RegistrationForm({}, {"valid_from": begins, "valid_until": ends}, {})
    desk.front_desk.registry.change(ada.id, form)
    at(desk, 0, days=day)
    verdict = desk.scan(desk.station().point, ada)
    assert said(verdict) == wanted
    if wanted == "not_valid":
        assert verdict.may is Authority.LEAD


def test_a_day_ticket_is_valid_on_its_day_by_its_type(desk: Reception) -> None:
    rules(desk, ticket_days="Wednesday ticket = 2026-11-18\nTwo days = 2026-11-18 – 2026-11-19")
    door = desk.station().point
    (wed,) = people(desk, 1, ticket_type="wednesday  Ticket")
    (two,) = people(desk, 1, ticket_type="Two days")
    (full,) = people(desk, 1, ticket_type="Full")
    at(desk, 0, days=1)
    assert [said(desk.scan(door, who)) for who in (wed, two, full)] == [
        "not_valid", "admitted", "admitted",
    ]  # fmt: skip
    at(desk, 0, days=2)
    over = desk.scan(door, two).outcome
    assert isinstance(over, d.NotValid)
    assert (over.standing, over.validity.ends) == ("over", "2026-11-19")


def test_what_a_ticket_says_itself_goes_before_its_type(desk: Reception) -> None:
    rules(desk, ticket_days="Day = 2026-11-18")
    (ada,) = people(desk, 1, ticket_type="Day")
    form = RegistrationForm({}, {"valid_from": "2026-11-19", "valid_until": "2026-11-19"}, {})
    desk.front_desk.registry.change(ada.id, form)
    assert said(desk.scan(desk.station().point, ada)) == "not_valid"
    at(desk, 0, days=1)
    assert said(desk.scan(desk.station().point, ada)) == "admitted"


def test_a_day_ticket_lets_out_on_any_day(desk: Reception) -> None:
    (ada,) = people(desk, 1)
    desk.scan(desk.station().point, ada)
    form = RegistrationForm({}, {"valid_until": "2026-11-17"}, {})
    desk.front_desk.registry.change(ada.id, form)
    assert said(desk.scan(desk.station().point, ada, Direction.OUT)) == "checked_out"


# Room, and seats that are kept.


def workshop(desk: Reception, **facts: str) -> str:
    hours = {"starts_at": "2026-11-18T10:00", "ends_at": "2026-11-18T11:00"}
    return desk.session("W1", place="Room 1", **{**hours, **facts}).id


def book(desk: Reception, who: Attendee, session: str) -> None:
    found = next(s for s in desk.front_desk.programmes.sessions(desk.programme) if s.id == session)
    desk.front_desk.sessions.book([who.id], found)


def test_seats_are_kept_for_who_booked_until_ten_minutes_after_the_start(desk: Reception) -> None:
    session = workshop(desk, capacity="3")
    door = desk.point("Door", desk.room("Room 1").id, session)
    booked, walk_ins = people(desk, 2), people(desk, 3)
    for who in booked:
        book(desk, who, session)
    at(desk, 0.75)
    assert said(desk.scan(door, walk_ins[0])) == "admitted"
    verdict = desk.scan(door, walk_ins[1])
    assert isinstance(verdict.outcome, d.SeatsHeld)
    assert (verdict.outcome.held, verdict.outcome.until) == (2, "2026-11-18T10:10")
    assert verdict.may is Authority.LEAD
    assert said(desk.scan(door, booked[0])) == "admitted"
    assert said(desk.scan(door, walk_ins[1])) == "seats_held"
    desk.clock.now_ms = NINE + HOUR + 10 * MINUTE
    assert said(desk.scan(door, walk_ins[1])) == "admitted"
    assert said(desk.scan(door, booked[1])) == "full"


def test_who_booked_and_came_holds_no_second_seat(desk: Reception) -> None:
    session = workshop(desk, capacity="2")
    door = desk.point("Door", desk.room("Room 1").id, session)
    (ada, ben) = people(desk, 2)
    book(desk, ada, session)
    at(desk, 0.75)
    assert said(desk.scan(door, ada)) == "admitted"
    assert said(desk.scan(door, ben)) == "admitted"


def test_a_lead_gives_a_kept_seat_away(desk: Reception) -> None:
    session = workshop(desk, capacity="1")
    door = desk.point("Door", desk.room("Room 1").id, session, only_booked="yes")
    (ada, ben) = people(desk, 2)
    book(desk, ada, session)
    at(desk, 0.75)
    first = desk.scan(door, ben)
    assert (said(first), first.may) == ("not_booked", Authority.DESK)
    second = pass_over(desk, door, first)
    assert (said(second), second.may) == ("seats_held", Authority.LEAD)


def test_a_programme_says_how_long_seats_are_kept(desk: Reception) -> None:
    rules(desk, held_min="0")
    session = workshop(desk, capacity="1")
    door = desk.point("Door", desk.room("Room 1").id, session)
    (ada, ben) = people(desk, 2)
    book(desk, ada, session)
    desk.clock.now_ms = NINE + HOUR - 2000
    assert said(desk.scan(door, ben)) == "seats_held"
    desk.clock.now_ms = NINE + HOUR
    assert said(desk.scan(door, ben)) == "admitted"


def test_a_cancelled_booking_holds_no_seat(desk: Reception) -> None:
    session = workshop(desk, capacity="1")
    door = desk.point("Door", desk.room("Room 1").id, session)
    (ada, ben) = people(desk, 2)
    book(desk, ada, session)
    desk.front_desk.registry.set_status([ada.id], Status.CANCELLED)
    at(desk, 0.75)
    assert said(desk.scan(door, ben)) == "admitted"


def test_where_nobody_counts_nothing_is_kept(desk: Reception) -> None:
    session = workshop(desk, capacity="1")
    door = desk.point("Door", desk.room("Room 1").id, session, capacity_rule="ignore")
    (ada, ben) = people(desk, 2)
    book(desk, ada, session)
    assert said(desk.scan(door, ben)) == "admitted"


def test_the_capacity_of_a_place_binds_all_its_doors(desk: Reception) -> None:
    room = desk.room("Room 1", capacity=2).id
    wide = desk.point("Wide door", room, capacity=50)
    narrow = desk.point("Narrow door", room)
    ada, ben, dan = people(desk, 3)
    assert [said(desk.scan(wide, ada)), said(desk.scan(narrow, ben))] == ["admitted", "admitted"]
    full = desk.scan(wide, dan).outcome
    assert isinstance(full, d.Full)
    assert (full.crowd.inside, full.crowd.capacity) == (2, 2)


def test_what_one_door_says_binds_the_other_one(desk: Reception) -> None:
    room = desk.room("Room 1").id
    one, other = desk.point("One", room, capacity=1), desk.point("Other", room)
    ada, ben = people(desk, 2)
    desk.scan(one, ada)
    assert said(desk.scan(other, ben)) == "full"


def test_a_full_house_has_no_room_in_its_rooms(desk: Reception) -> None:
    house = desk.room("House", "venue", capacity=2)
    room = desk.room("Room 1", inside=house.id, capacity=5).id
    hall, door = desk.point("Hall", house.id), desk.point("Door", room)
    ada, ben, dan = people(desk, 3)
    desk.scan(hall, ada)
    desk.scan(hall, ben)
    full = desk.scan(door, dan).outcome
    assert isinstance(full, d.Full)
    assert full.crowd.capacity == 2
    assert said(desk.scan(door, ada)) == "admitted"


# Who is not confirmed, by point.


@pytest.mark.parametrize(
    ("rule", "waiting", "pending"),
    [
        ("", ("waiting_list", Authority.LEAD), ("not_confirmed", Authority.DESK)),
        ("desk", ("waiting_list", Authority.DESK), ("not_confirmed", Authority.DESK)),
        ("lead", ("waiting_list", Authority.LEAD), ("not_confirmed", Authority.LEAD)),
        ("welcome", ("admitted", Authority.NOBODY), ("admitted", Authority.NOBODY)),
    ],
)
def test_a_point_says_who_lets_in_the_waiting_list(
    desk: Reception, rule: str, waiting: tuple[str, Authority], pending: tuple[str, Authority]
) -> None:
    door = desk.point("Garden", unconfirmed=rule)
    ada, ben = people(desk, 2)
    desk.front_desk.registry.set_status([ada.id], Status.WAITLISTED)
    desk.front_desk.registry.set_status([ben.id], Status.PENDING)
    verdicts = [desk.scan(door, who) for who in (ada, ben)]
    assert [(said(verdict), verdict.may) for verdict in verdicts] == [waiting, pending]


# Questions for some.


def test_the_press_is_asked_and_nobody_else(desk: Reception) -> None:
    asked = Question("", desk.programme.id, "Which paper?", asked="checkin", required="yes",
                     types="Press")  # fmt: skip
    assert desk.front_desk.planning.save_question(desk.programme, asked) == {}
    (press,), (guest,) = people(desk, 1, ticket_type="media"), people(desk, 1)
    door = desk.station().point
    assert [said(desk.scan(door, who)) for who in (press, guest)] == ["needs_answer", "admitted"]


# The hour at which the venue empties.


def test_a_programme_says_when_its_venue_empties(desk: Reception) -> None:
    rules(desk, empties_at="23:30")
    (ada,) = people(desk, 1)
    desk.scan(desk.station().point, ada)
    desk.clock.now_ms = NINE + 14 * HOUR + 29 * MINUTE
    assert desk.inside() == 1
    desk.clock.now_ms = NINE + 14 * HOUR + 30 * MINUTE
    assert desk.inside() == 0
    back = desk.scan(desk.station().point, ada).outcome
    assert isinstance(back, d.Admitted)
    assert back.unseen is not None
    assert desk.front_desk.verify() == []


def test_a_pass_a_lunch_and_a_gala_in_one_venue_are_three_things(desk: Reception) -> None:
    """Doors count together only where they lead to one inside with one rule."""
    gate = desk.point("Pass", most_days=2)
    lunch, gala = desk.point("Lunch", reentry="once_a_day"), desk.point("Gala", reentry="never")
    (ada,) = people(desk, 1)
    assert [said(desk.scan(door, ada)) for door in (gate, lunch, gala, lunch, gala)] == [
        "admitted", "admitted", "admitted", "no_reentry", "no_reentry",
    ]  # fmt: skip


def test_breakfast_and_dinner_in_one_hall_are_two_meals(desk: Reception) -> None:
    hall = desk.room("Dining hall").id
    breakfast = desk.point("Breakfast", hall, reentry="once_a_day", closes_at="10:00")
    dinner = desk.point("Dinner", hall, reentry="once_a_day", opens_at="18:00")
    (ada,) = people(desk, 1)
    assert said(desk.scan(breakfast, ada)) == "admitted"
    at(desk, 10)
    assert said(desk.scan(dinner, ada)) == "admitted"


def test_a_word_that_is_mended_gives_nobody_a_second_meal(desk: Reception) -> None:
    lunch = desk.point("Lumch", reentry="never")
    (ada,) = people(desk, 1)
    assert said(desk.scan(lunch, ada)) == "admitted"
    moved = replace(lunch, name="Lunch", place=desk.room("Hall").id)
    assert desk.front_desk.points.save(desk.programme, moved) == {}
    assert said(desk.scan(moved, ada)) == "no_reentry"


def test_a_door_that_is_taken_away_gives_nobody_a_second_meal(desk: Reception) -> None:
    hall = desk.room("Hall").id
    left, right = (desk.point(name, hall, reentry="never") for name in ("Left", "Right"))
    (ada,) = people(desk, 1)
    assert said(desk.scan(left, ada)) == "admitted"
    desk.front_desk.points.remove(desk.programme, left)
    assert said(desk.scan(right, ada)) == "no_reentry"


def test_who_booked_and_is_in_the_room_already_holds_no_second_seat(desk: Reception) -> None:
    session, room = workshop(desk), desk.room("Room 1", capacity=4).id
    general, door = desk.point("General", room), desk.point("Door", room, session)
    booked, walk_ins = people(desk, 2), people(desk, 2)
    for who in booked:
        book(desk, who, session)
        desk.scan(general, who)
    at(desk, 0.75)
    assert [said(desk.scan(door, who)) for who in walk_ins] == ["admitted", "admitted"]


@pytest.mark.parametrize(
    ("times", "policy", "wanted"),
    [
        ({"starts_at": "", "ends_at": ""}, {"opens_min": "30"}, "unready"),
        ({"starts_at": "2026-11-18T09:00", "ends_at": ""}, {"closes_min": "0"}, "unready"),
        ({"starts_at": "2026-11-18T09:00", "ends_at": ""}, {"opens_min": "30"}, "admitted"),
        ({"starts_at": "", "ends_at": ""}, {}, "admitted"),
    ],
)
def test_minutes_from_a_time_that_is_not_there_are_a_question(
    desk: Reception, times: dict[str, str], policy: dict[str, str], wanted: str
) -> None:
    session = workshop(desk, **times)
    door = desk.point("Door", desk.room("Room 1").id, session, **policy)
    verdict = desk.scan(door, people(desk, 1)[0])
    assert said(verdict) == wanted


def test_a_door_made_for_a_session_without_times_counts_none(desk: Reception) -> None:
    workshop(desk, starts_at="", ends_at="")
    assert desk.front_desk.points.for_sessions(desk.programme) == 1
    made = desk.front_desk.programmes.points(desk.programme)[1]
    assert said(desk.scan(made, people(desk, 1)[0])) == "admitted"


@pytest.mark.parametrize(
    ("allowed", "type_", "wanted"),
    [
        ("VIP+", "VIP+", "admitted"),
        ("VIP+", "vip +", "admitted"),
        ("VIP+", "VIP", "not_for_type"),
        ("VIP", "VIP+", "not_for_type"),
        ("★", "", "not_for_type"),
        ("★★", "★", "not_for_type"),
        ("Press", "presse", "admitted"),
    ],
)
def test_signs_tell_types_apart(desk: Reception, allowed: str, type_: str, wanted: str) -> None:
    door = desk.point("Lounge", types=allowed)
    assert said(desk.scan(door, people(desk, 1, ticket_type=type_)[0])) == wanted


def test_a_lists_season_does_not_make_a_day_ticket_valid_for_ever(desk: Reception) -> None:
    """A shop exports the end of the season for all; the type still binds."""
    rules(desk, ticket_days="Day = 2026-11-18")
    (ada,) = people(desk, 1, ticket_type="Day")
    with desk.front_desk._store.write():
        body = {"valid_until": "2026-12-31", "listed": "shop="}
        draft = set_draft(SubjectType.REGISTRATION, ada.id, desk.programme.id, body)
        desk.front_desk._store.append([draft], desk.clock())
    assert said(desk.scan(desk.station().point, ada)) == "admitted"
    at(desk, 0, days=1)
    assert said(desk.scan(desk.station().point, ada)) == "not_valid"
