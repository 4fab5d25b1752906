"""Rules of doors that organizers have, each with the right answer written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.attendees.registration import Attendee, CodeHolder, Direction
from desktop.domain.checkin import code_decision, decision, request
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.request import Visit
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import instants_of, wall_text
from desktop.domain.programme.programme import Place, Point, Session
from desktop.domain.programme.questions import Question
from tests.support.builders import EIGHT, NINE, attendee, inside, point, programme

DAY = "2026-11-18T"


def session(id_: str, title: str, starts: str, ends: str, **facts: Any) -> Session:
    known = {"kind": "workshop", "place": title, "code": id_, **facts}
    return Session(id_, "p1", title=title, starts_at=DAY + starts, ends_at=DAY + ends, **known)


CRISIS = session("crisis", "Room 1", "11:00", "12:30")
EVACUATION = session("evac", "Room 2", "11:00", "12:30")
LUNCH = session("lunch", "Hall A", "12:00", "14:00", kind="meal")
TREE = PlaceTree(
    [
        Place("room1", "p1", "Room 1"),
        Place("room2", "p1", "Room 2"),
        Place("hall", "p1", "Hall A"),
        Place("bus2", "p1", "Bus 2", "bus"),
    ]
)
DOOR_1 = point(id="d1", name="Room 1", place="room1", session="crisis")
DOOR_2 = point(id="d2", name="Room 2", place="room2", session="evac")
WAY_OUT_QUESTION = Question("q1", "p1", "Headset returned?", required="yes")


def decide(who: Attendee, at: Point, now: str = "11:10", **facts: Any) -> d.Outcome:
    visits = facts.pop("visits", ())
    asked = request.CheckinRequest(
        programme(),
        at,
        facts.pop("way", Direction.IN),
        NINE,
        now=DAY + now,
        sessions=facts.pop("sessions", (CRISIS, EVACUATION, LUNCH)),
        tree=facts.pop("tree", TREE),
        **facts,
    )
    return decision.decide(asked, who, visits)


def test_booked_for_another_room_now_is_a_look() -> None:
    noa = attendee(booked=("evac",))
    assert decide(noa, DOOR_1) == d.BookedElsewhere(noa, CRISIS, EVACUATION)


@pytest.mark.parametrize(
    ("booked", "at", "now"),
    [
        (("crisis",), DOOR_1, "11:10"),
        (("crisis", "evac"), DOOR_1, "11:10"),
        ((), DOOR_1, "11:10"),
        # Not yet, and not any more.
        (("evac",), DOOR_1, "10:59"),
        (("evac",), DOOR_1, "12:30"),
        # Never at entrances, meals and buses.
        (("evac",), point(), "11:10"),
        (("evac",), point(place="hall", session="lunch"), "12:10"),
        (("evac",), point(place="bus2", session="crisis"), "11:10"),
        # Nor is a meal a session that somebody misses.
        (("lunch",), DOOR_1, "12:10"),
    ],
)
def test_where_nobody_is_asked_what_else_they_booked(
    booked: tuple[str, ...], at: Point, now: str
) -> None:
    assert decide(attendee(booked=booked), at, now).slug == "admitted"


def test_a_way_out_asks_nobody_what_they_booked() -> None:
    noa = attendee(booked=("evac",), presence=replace(inside(place="room1"), session="crisis"))
    assert decide(noa, DOOR_1, way=Direction.OUT).slug == "checked_out"


def test_full_is_said_before_money_is_taken() -> None:
    noa = attendee(amount_due="50 USD")
    small = replace(CRISIS, capacity=2)
    full = decide(noa, DOOR_1, sessions=(small,), attending=2)
    assert full == d.Full(noa, d.Crowd(2, 2))
    assert decide(noa, DOOR_1, sessions=(small,), attending=1) == d.Unpaid(noa, "50 USD")


@pytest.mark.parametrize(
    ("at", "missing"),
    [
        (replace(DOOR_1, session="gone"), "session"),
        (replace(DOOR_1, place="gone", session=""), "place"),
    ],
)
def test_a_door_to_what_was_removed_is_shut(at: Point, missing: str) -> None:
    noa = attendee()
    assert decide(noa, at) == d.Unready(noa, missing)
    # Whoever is inside may leave.
    here = attendee(presence=inside(place=at.place))
    assert decide(here, at, way=Direction.OUT).slug == "checked_out"


def test_all_that_a_door_lacks_is_said_at_once() -> None:
    """One reading of it passes over no other reason unread."""
    noa, at = attendee(), point(place="gone", on_days="someday")
    assert decide(noa, at, has_lost_question=True) == d.Unready(noa, "place question hours")


def test_a_door_that_asks_what_was_removed_is_shut() -> None:
    noa = attendee()
    assert decide(noa, point(), has_lost_question=True) == d.Unready(noa, "question")


@pytest.mark.parametrize("own", ["Speaker", "speakers", " SPEAKER ", "מרצה", "Referentin"])
def test_types_are_compared_as_names_are(own: str) -> None:
    assert decide(attendee(ticket_type=own), point(types="speaker")).slug == "admitted"


def test_another_type_is_still_another_one() -> None:
    noa = attendee(ticket_type="Speaker’s guest")
    assert decide(noa, point(types="Speaker")) == d.NotForType(noa, ("Speaker",))


def test_a_meal_counts_visits_and_not_presence() -> None:
    """Whoever is in the venue has had no lunch yet; whoever had it does not get it twice."""
    lunch = point(id="meal", name="Lunch", reentry="never")
    noa = attendee(presence=inside())
    assert decide(noa, lunch).slug == "admitted"
    again = decide(noa, lunch, visits=[Visit(EIGHT, "Desk B")])
    assert again == d.NoReentry(noa, EIGHT, "Desk B", is_daily=False)


def test_who_is_in_one_session_does_not_leave_through_the_door_of_another() -> None:
    here = replace(inside(place="room2"), session="evac")
    other = replace(DOOR_1, place="room2")
    noa = attendee(presence=here)
    assert decide(noa, other, way=Direction.OUT) == d.NotIn(noa, None, here)
    # When it is over nobody is kept.
    assert decide(noa, other, "12:31", way=Direction.OUT).slug == "checked_out"
    # The way out of the building is everybody's.
    assert decide(noa, point(), way=Direction.OUT).slug == "checked_out"


def test_who_slipped_in_may_be_checked_out_by_the_desk() -> None:
    noa = attendee()
    assert decide(noa, point(), way=Direction.OUT) == d.NotIn(noa, None)
    passed = {"not_in": d.Authority.DESK}
    gone = decide(noa, point(), way=Direction.OUT, passed_over=passed)
    assert gone == d.CheckedOut(noa, point(), NINE, "", ("not_in",))


def test_a_question_of_a_way_out_is_asked_there() -> None:
    noa = attendee(presence=inside())
    asked = decide(noa, point(), way=Direction.OUT, asks=(WAY_OUT_QUESTION,))
    assert asked == d.NeedsAnswer(noa, (WAY_OUT_QUESTION,))
    answered = attendee(presence=inside(), answered=("q1",))
    gone = decide(answered, point(), way=Direction.OUT, asks=(WAY_OUT_QUESTION,))
    assert gone.slug == "checked_out"


@pytest.mark.parametrize(
    ("way", "slug"), [(Direction.IN, "replaced"), (Direction.OUT, "checked_out")]
)
def test_an_old_badge_may_leave_and_does_not_come_in(way: Direction, slug: str) -> None:
    noa = attendee(presence=inside())
    old = CodeHolder(noa, "NIPERM", "badge", EIGHT)
    asked = request.CheckinRequest(programme(), point(), way, NINE, tree=TREE)
    assert code_decision.decide_code(asked, "1", [old]).slug == slug


@pytest.mark.parametrize(
    ("starts_on", "hint"),
    [
        ("", ""),
        ("2026-11-18", ""),
        ("2026-11-19", ""),
        ("2026-11-20", "2026-11-20"),
        ("2026-12-02", "2026-12-02"),
        ("2026-11-01", ""),
        ("soon", ""),
    ],
)
def test_a_scan_days_before_the_programme_is_taken_with_a_hint(starts_on: str, hint: str) -> None:
    asked = request.CheckinRequest(
        replace(programme(), starts_on=starts_on),
        point(),
        Direction.IN,
        NINE,
        now=f"{DAY}11:10",
        tree=TREE,
    )
    outcome = decision.decide(asked, attendee())
    assert isinstance(outcome, d.Admitted)
    assert outcome.begins == hint


NEW_YORK = ZoneInfo("America/New_York")


def at_utc(hour: int, minute: int) -> int:
    """Give an instant of 1 November 2026, when 06:00 UTC is 01:00 for the second time there."""
    return int(datetime(2026, 11, 1, hour, minute, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("now_ms", "slug"),
    [
        # Opens an hour before 02:30: at the second 01:30, which is 06:30 UTC.
        (at_utc(5, 30), "too_early"),
        (at_utc(6, 10), "too_early"),
        (at_utc(6, 29), "too_early"),
        (at_utc(6, 30), "admitted"),
        # Closes half an hour after 03:15, which is 08:45 UTC.
        (at_utc(8, 44), "admitted"),
        (at_utc(8, 45), "closed"),
    ],
)
def test_in_the_night_of_two_one_oclocks_an_hour_before_is_an_hour_before(
    now_ms: int, slug: str
) -> None:
    late = Session("s1", "p1", "S1", "workshop", "Night shift", "Room 1",
                   "2026-11-01T02:30", "2026-11-01T03:15")  # fmt: skip
    door = point(place="room1", session="s1", opens_min="60", closes_min="30")
    wall = datetime.fromtimestamp(now_ms / 1000, NEW_YORK).replace(tzinfo=None)
    asked = request.CheckinRequest(
        programme(), door, Direction.IN, now_ms,
        now=wall.isoformat(timespec="minutes"), sessions=(late,), tree=TREE, zone=NEW_YORK,
    )  # fmt: skip
    outcome = decision.decide(asked, attendee())
    assert outcome.slug == slug
    if isinstance(outcome, d.TooEarly):
        assert outcome.opens_at == "2026-11-01T01:30"
    if isinstance(outcome, d.Closed):
        assert outcome.closed_at == "2026-11-01T03:45"


@pytest.mark.parametrize("starts", ["0001-01-01T00:10", "9999-12-31T23:50", "soon", ""])
def test_moments_beyond_all_years_and_words_are_no_limits_and_no_fault(starts: str) -> None:
    odd = Session("s1", "p1", "S1", "workshop", "Odd", "Room 1", starts, starts)
    for zone in (NEW_YORK, ZoneInfo("Pacific/Kiritimati")):
        opens, closes = instants_of(point(opens_min="60", closes_min="99999"), odd, zone)
        assert opens is None or wall_text(opens, zone)
        assert closes is None or wall_text(closes, zone)
