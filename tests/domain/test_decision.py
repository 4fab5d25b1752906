"""What happens at the door."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import decision
from desktop.domain import outcomes as d
from desktop.domain.code_flaws import Flaw
from desktop.domain.decision import Visit
from desktop.domain.outcomes import Authority
from desktop.domain.places import PlaceTree
from desktop.domain.programme import Place, Point, Session
from desktop.domain.questions import Question
from desktop.domain.registration import Attendee, CodeHolder, Direction, Status
from tests.support.builders import (
    EIGHT,
    NINE,
    attendee,
    cancelled,
    inside,
    person,
    point,
    programme,
)

NOW = "2026-11-18T09:00"
WORKSHOP = Session(
    "s1", "p1", "W1", "workshop", "Hospital evacuation", "Room 2",
    "2026-11-18T09:30", "2026-11-18T10:30",
)  # fmt: skip
PANEL = replace(WORKSHOP, id="s2", code="P1", title="Panel", place="Hall A")
ROOM = Place("room2", "p1", "Room 2")
BUS = Place("bus2", "p1", "Bus 2", "bus", capacity=2)
TREE = PlaceTree([ROOM, BUS])
WAIVER = Question("q1", "p1", "Waiver", required="yes")


def question(direction: Direction = Direction.IN, **facts: Any) -> decision.Question:
    words = frozenset(facts.pop("over", ()))
    facts = {"tree": TREE, "sessions": (WORKSHOP, PANEL), "now": NOW, **facts}
    door = facts.pop("point", point())
    return decision.Question(programme(), door, direction, NINE, passed_over=words, **facts)


def door(**fields: Any) -> Point:
    """The door of the workshop in Room 2."""
    return point(**{"id": "d2", "name": "Room 2", "place": "room2", "session": "s1", **fields})


def lead(*words: str, **facts: Any) -> decision.Question:
    return question(over=words, authority=Authority.LEAD, **facts)


def test_a_registered_person_is_admitted() -> None:
    assert decision.decide(question(), attendee()) == d.Admitted(attendee(), point(), NINE)


def test_a_second_scan_says_when_and_which_desk_met_the_person_first() -> None:
    who = attendee(presence=inside(EIGHT, "Desk B"))
    assert decision.decide(question(), who) == d.AlreadyIn(who, EIGHT, "Desk B", "Main entrance")


def test_another_door_to_the_same_place_does_not_let_in_twice() -> None:
    garden = question(point=point(id="d2", name="Garden"))
    assert isinstance(decision.decide(garden, attendee(presence=inside())), d.AlreadyIn)


def test_who_is_in_a_room_of_the_venue_is_in_the_venue() -> None:
    who = attendee(presence=inside(place="room2"))
    assert isinstance(decision.decide(question(), who), d.AlreadyIn)


def test_who_boarded_a_bus_has_left_the_venue_and_comes_in_again() -> None:
    bus = inside(place="bus2")
    outcome = decision.decide(question(), attendee(presence=bus))
    assert isinstance(outcome, d.Admitted)
    assert outcome.left == bus


def test_staying_in_the_room_for_the_next_session_is_a_new_admission() -> None:
    stayed = replace(inside(place="room2"), session="s0")
    outcome = decision.decide(question(point=door()), attendee(presence=stayed))
    assert isinstance(outcome, d.Admitted)
    here = replace(stayed, session="s1")
    again = decision.decide(question(point=door()), attendee(presence=here))
    assert isinstance(again, d.AlreadyIn)


def test_the_desk_may_let_somebody_in_again() -> None:
    who = attendee(presence=inside())
    outcome = decision.decide(question(over=["already_in"]), who)
    assert isinstance(outcome, d.Admitted)
    assert outcome.again
    assert outcome.overrode == ("already_in",)


def test_a_cancelled_registration_is_for_a_lead_only() -> None:
    assert isinstance(decision.decide(question(over=["cancelled"]), cancelled()), d.Cancelled)
    assert isinstance(decision.decide(lead("cancelled"), cancelled()), d.Admitted)


@pytest.mark.parametrize("status", [Status.PENDING, Status.INVITED])
def test_who_is_not_confirmed_is_a_question_for_the_desk(status: Status) -> None:
    who = attendee(status=status)
    assert decision.decide(question(), who) == d.NotConfirmed(who, status)
    assert isinstance(decision.decide(question(over=["not_confirmed"]), who), d.Admitted)


def test_the_waiting_list_is_a_question_for_a_lead() -> None:
    who = attendee(status=Status.WAITLISTED)
    assert decision.decide(question(over=["waiting_list"]), who) == d.OnWaitingList(who)
    assert isinstance(decision.decide(lead("waiting_list"), who), d.Admitted)


def test_only_what_the_desk_has_read_is_passed_over() -> None:
    who = attendee(status=Status.PENDING, amount_due="120 USD")
    assert isinstance(decision.decide(question(over=["not_confirmed"]), who), d.Unpaid)
    both = question(over=["not_confirmed", "unpaid"])
    outcome = decision.decide(both, who)
    assert isinstance(outcome, d.Admitted)
    assert outcome.overrode == ("not_confirmed", "unpaid")


def test_a_point_may_keep_all_overrides_to_leads() -> None:
    strict = point(overrides="lead")
    who = attendee(presence=inside())
    outcome = decision.decide(question(over=["already_in"], point=strict), who)
    assert isinstance(outcome, d.AlreadyIn)
    assert d.who_may_pass_over(outcome, strict) is Authority.LEAD
    assert isinstance(decision.decide(lead("already_in", point=strict), who), d.Admitted)


def test_other_types_are_told_for_whom_the_point_is() -> None:
    only = point(types="Speaker\nStaff")
    who = attendee(ticket_type="Delegate")
    refused = decision.decide(question(point=only), who)
    assert refused == d.NotForType(who, ("Speaker", "Staff"))
    assert isinstance(
        decision.decide(question(point=only), attendee(ticket_type="speaker")), d.Admitted
    )


def test_who_did_not_book_hears_what_they_booked_at_that_time() -> None:
    who = attendee(booked=("s2",))
    refused = decision.decide(question(point=door(only_booked="yes")), who)
    assert refused == d.NotBooked(who, WORKSHOP, (PANEL,))


def test_who_waits_for_the_session_is_on_its_waiting_list() -> None:
    who = attendee(waiting=("s1",))
    refused = decision.decide(question(point=door(only_booked="yes")), who)
    assert refused == d.OnWaitingList(who, WORKSHOP)


def test_booked_by_the_guest_list_counts() -> None:
    who = attendee(sessions="W1")
    assert isinstance(decision.decide(question(point=door(only_booked="yes")), who), d.Admitted)


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        ("2026-11-18T08:59", d.TooEarly),
        ("2026-11-18T09:00", d.Admitted),
        ("2026-11-18T09:44", d.Admitted),
        ("2026-11-18T09:45", d.Closed),
    ],
)
def test_a_point_opens_and_closes_by_its_session(now: str, kind: type) -> None:
    timed = door(opens_min="30", closes_min="15", closes_from="begins")
    assert isinstance(decision.decide(question(point=timed, now=now), attendee()), kind)


def test_closing_counts_from_the_end_unless_told_otherwise() -> None:
    timed = door(closes_min="0")
    refused = decision.decide(question(point=timed, now="2026-11-18T10:30"), attendee())
    assert refused == d.Closed(attendee(), "2026-11-18T10:30")


@pytest.mark.parametrize(
    ("rule", "visits", "presence", "word"),
    [
        ("always", [], inside(), "admitted"),
        ("after_leaving", [Visit(EIGHT, "B")], None, "admitted"),
        ("once_a_day", [Visit(EIGHT, "B")], None, "no_reentry"),
        ("once_a_day", [Visit(EIGHT - 86_400_000, "B")], None, "admitted"),
        ("never", [Visit(EIGHT - 86_400_000, "B")], None, "no_reentry"),
        ("never", [], None, "admitted"),
    ],
)
def test_coming_back_is_ruled_by_the_point(
    rule: str, visits: list[Visit], presence: Any, word: str
) -> None:
    facts = question(point=point(reentry=rule), day_began_ms=EIGHT - 1000)
    assert decision.decide(facts, attendee(presence=presence), visits).word == word


@pytest.mark.parametrize(
    ("rule", "count", "word"),
    [("refuse", 1, "admitted"), ("refuse", 2, "full"), ("warn", 2, "admitted"),
     ("ignore", 9, "admitted")],
)  # fmt: skip
def test_a_full_bus(rule: str, count: int, word: str) -> None:
    bus = point(name="Bus 2", place="bus2", capacity_rule=rule)
    outcome = decision.decide(question(point=bus, inside=count), attendee())
    assert outcome.word == word
    if isinstance(outcome, d.Admitted):
        assert (outcome.crowd == d.Crowd(2, 2)) is (rule == "warn")


def test_a_lead_may_fill_a_bus_over_and_is_told_how_many_there_are() -> None:
    bus = point(name="Bus 2", place="bus2")
    outcome = decision.decide(lead("full", point=bus, inside=2), attendee())
    assert isinstance(outcome, d.Admitted)
    assert outcome.crowd == d.Crowd(2, 2)


def test_what_is_answered_is_not_asked_again() -> None:
    asks = (WAIVER,)
    assert decision.decide(question(asks=asks), attendee()) == d.NeedsAnswer(attendee(), asks)
    answered = attendee(answered=("q1",))
    assert isinstance(decision.decide(question(asks=asks), answered), d.Admitted)


def test_a_photo_that_is_there_answers_the_question_for_one() -> None:
    asks = (replace(WAIVER, kind="photo"),)
    assert isinstance(decision.decide(question(asks=asks), attendee()), d.NeedsAnswer)
    shown = attendee(person(photo="abc"))
    assert isinstance(decision.decide(question(asks=asks), shown), d.Admitted)


def test_nobody_leaves_who_has_not_come() -> None:
    assert decision.decide(question(Direction.OUT), attendee()) == d.NotIn(attendee(), None)


def test_who_is_in_can_leave_even_when_cancelled_meanwhile() -> None:
    who = attendee(status=Status.CANCELLED, presence=inside())
    assert isinstance(decision.decide(question(Direction.OUT), who), d.CheckedOut)


def test_leaving_a_room_leads_into_the_venue_and_leaving_a_bus_away() -> None:
    room = decision.decide(
        question(Direction.OUT, point=door()), attendee(presence=inside(place="room2"))
    )
    assert isinstance(room, d.CheckedOut)
    assert room.to == "venue"
    bus = decision.decide(
        question(Direction.OUT, point=point(place="bus2")), attendee(presence=inside(place="bus2"))
    )
    assert isinstance(bus, d.CheckedOut)
    assert bus.to == ""


def test_who_is_elsewhere_is_checked_out_only_on_purpose() -> None:
    bus = inside(place="bus2")
    who = attendee(presence=bus)
    assert decision.decide(question(Direction.OUT), who) == d.NotIn(who, None, bus)
    gone = decision.decide(question(Direction.OUT, over=["not_in"]), who)
    assert isinstance(gone, d.CheckedOut)
    assert gone.to == ""


def test_a_way_out_lets_nobody_in() -> None:
    exit_only = point(direction="out")
    assert isinstance(decision.decide(question(point=exit_only), attendee()), d.WrongWay)


def holder(**fields: Any) -> CodeHolder:
    return CodeHolder(attendee(**fields), "NIPERM", "ticket")


def test_a_code_of_another_programme_names_it() -> None:
    other = CodeHolder(attendee(programme="p2"), "Spring panel", "ticket")
    outcome = decision.decide_code(question(), "1", [other])
    assert outcome == d.WrongProgramme(other.attendee, "Spring panel")


def test_an_unknown_code_marked_for_another_programme_names_it() -> None:
    hinted = programme(id="p2", title="Spring panel")
    outcome = decision.decide_code(question(), "1", [], hinted)
    assert outcome == d.WrongProgramme(None, "Spring panel")


def test_an_old_badge_is_refused_with_the_time_of_the_newer_one() -> None:
    old = CodeHolder(attendee(), "NIPERM", "badge", EIGHT)
    outcome = decision.decide_code(question(), "1", [old])
    assert outcome == d.Replaced(attendee(), "badge", EIGHT)


def test_a_code_of_two_people_here_is_ambiguous_and_names_them() -> None:
    two = [holder(), holder(id="r2")]
    outcome = decision.decide_code(question(), "1", two)
    assert isinstance(outcome, d.Ambiguous)
    assert [one.id for one in outcome.people] == ["r1", "r2"]


def test_a_code_of_two_programmes_is_meant_here() -> None:
    two = [holder(), holder(id="r2", programme="p2")]
    assert isinstance(decision.decide_code(question(), "1", two), d.Admitted)


def test_a_text_that_is_no_code_says_why() -> None:
    outcome = decision.decide_code(question(), "01", [], flaw=Flaw.CUT)
    assert outcome == d.Malformed("01", Flaw.CUT)


attendees = st.builds(
    attendee,
    status=st.sampled_from(Status),
    presence=st.sampled_from(
        [None, inside(), inside(place="room2"), inside(place="bus2"), inside(place="gone")]
    ),
    ticket_type=st.sampled_from(["", "Delegate"]),
    booked=st.sampled_from([(), ("s1",), ("s2",)]),
    waiting=st.sampled_from([(), ("s1",)]),
    amount_due=st.sampled_from(["", "120 USD"]),
    answered=st.sampled_from([(), ("q1",)]),
)
points = st.builds(
    point,
    place=st.sampled_from(["venue", "room2", "bus2", "gone"]),
    session=st.sampled_from(["", "s1", "gone"]),
    direction=st.sampled_from(["in", "out", "both"]),
    types=st.sampled_from(["", "Speaker"]),
    only_booked=st.sampled_from(["", "yes"]),
    opens_min=st.sampled_from(["", "0", "30"]),
    closes_min=st.sampled_from(["", "0"]),
    closes_from=st.sampled_from(["begins", "ends"]),
    reentry=st.sampled_from(["always", "after_leaving", "once_a_day", "never"]),
    capacity_rule=st.sampled_from(["refuse", "warn", "ignore"]),
    overrides=st.sampled_from(["", "lead"]),
)
questions = st.builds(
    decision.Question,
    programme=st.just(programme()),
    point=points,
    direction=st.sampled_from(Direction),
    now_ms=st.just(NINE),
    authority=st.sampled_from([Authority.DESK, Authority.LEAD]),
    asks=st.sampled_from([(), (WAIVER,)]),
    now=st.sampled_from(["", NOW, "2026-11-18T10:29", "2026-11-19T00:00"]),
    day_began_ms=st.sampled_from([0, NINE]),
    inside=st.integers(0, 5),
    sessions=st.sampled_from([(), (WORKSHOP, PANEL)]),
    tree=st.sampled_from([PlaceTree(), TREE]),
)
visits = st.sampled_from([[], [Visit(EIGHT, "B")]])


@given(questions, attendees, visits)
def test_every_question_has_an_answer_about_the_person(
    asked: decision.Question, who: Attendee, been: list[Visit]
) -> None:
    outcome = decision.decide(asked, who, been)
    assert d.attendee_of(outcome) == who
    if asked.direction is Direction.OUT:
        assert isinstance(outcome, d.CheckedOut | d.NotIn | d.WrongWay)


@given(questions, attendees, visits)
def test_passing_over_verdict_after_verdict_ends_at_the_door_or_at_authority(
    asked: decision.Question, who: Attendee, been: list[Visit]
) -> None:
    """Nothing is passed over unread, nothing beyond one's authority, and it comes to an end."""
    read: list[str] = []
    while True:
        outcome = decision.decide(replace(asked, passed_over=frozenset(read)), who, been)
        if isinstance(outcome, d.Admitted | d.CheckedOut):
            assert list(outcome.overrode) == read
            way = Direction.IN if isinstance(outcome, d.Admitted) else Direction.OUT
            assert way is asked.direction
            return
        if d.who_may_pass_over(outcome, asked.point) > asked.authority:
            return
        assert outcome.word not in read
        read.append(outcome.word)


@given(questions, attendees, visits)
def test_a_lead_may_do_whatever_the_desk_may(
    asked: decision.Question, who: Attendee, been: list[Visit]
) -> None:
    words = frozenset(kind.word for kind in (d.AlreadyIn, d.Unpaid, d.Full, d.Blocked, d.NotIn))
    for authority in (Authority.DESK, Authority.LEAD):
        asked = replace(asked, authority=authority, passed_over=words)
        outcome = decision.decide(asked, who, been)
        if isinstance(outcome, d.Admitted | d.CheckedOut):
            as_lead = decision.decide(replace(asked, authority=Authority.LEAD), who, been)
            assert type(as_lead) is type(outcome)


@given(questions, attendees, visits)
def test_who_is_admitted_without_an_override_has_nothing_against_them(
    asked: decision.Question, who: Attendee, been: list[Visit]
) -> None:
    outcome = decision.decide(asked, who, been)
    own = who.registration
    if isinstance(outcome, d.Admitted):
        assert own.status is Status.REGISTERED
        assert not own.is_unpaid
        assert not asked.asks or "q1" in own.answered
        assert asked.point.direction != "out"
        if outcome.again:
            assert asked.point.reentry == "always"
    if isinstance(outcome, d.CheckedOut):
        assert own.presence is not None
        assert asked.tree.is_within(own.presence.place, asked.point.place)
