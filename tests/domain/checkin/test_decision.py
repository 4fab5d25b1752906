"""What happens at the door."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attendees.registration import Attendee, CodeHolder, Direction, Status
from desktop.domain.checkin import code_decision, decision, request
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.code_flaws import CodeFlaw
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checkin.passing import who_may_pass_over
from desktop.domain.checkin.request import Visit
from desktop.domain.checkin.validity import Standing, Validity
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Place, Point, Session, Unconfirmed
from desktop.domain.programme.questions import Question
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


def question(direction: Direction = Direction.IN, **facts: Any) -> request.CheckinRequest:
    authority = facts.pop("authority", Authority.DESK)
    words = dict.fromkeys(facts.pop("over", ()), authority)
    facts = {"tree": TREE, "sessions": (WORKSHOP, PANEL), "now": NOW, **facts}
    door = facts.pop("point", point())
    return request.CheckinRequest(programme(), door, direction, NINE, passed_over=words, **facts)


def door(**fields: Any) -> Point:
    """The door of the workshop in Room 2."""
    return point(**{"id": "d2", "name": "Room 2", "place": "room2", "session": "s1", **fields})


def lead(*words: str, **facts: Any) -> request.CheckinRequest:
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
    assert who_may_pass_over(outcome, strict) is Authority.LEAD
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
    assert refused == d.WaitsForSession(who, WORKSHOP)


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
    assert decision.decide(facts, attendee(presence=presence), visits).slug == word


@pytest.mark.parametrize(
    ("rule", "count", "word"),
    [("refuse", 1, "admitted"), ("refuse", 2, "full"), ("warn", 2, "admitted"),
     ("ignore", 9, "admitted")],
)  # fmt: skip
def test_a_full_bus(rule: str, count: int, word: str) -> None:
    bus = point(name="Bus 2", place="bus2", capacity_rule=rule)
    outcome = decision.decide(question(point=bus, inside=count), attendee())
    assert outcome.slug == word
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
    outcome = code_decision.decide_code(question(), "1", [other])
    assert outcome == d.WrongProgramme(other.attendee, "Spring panel")


def test_a_code_of_two_people_elsewhere_names_their_programmes_and_nobody() -> None:
    two = [
        CodeHolder(attendee(id=id_, programme=f"p{id_}"), title, "ticket")
        for id_, title in (("2", "Spring panel"), ("3", "Autumn panel"))
    ]
    outcome = code_decision.decide_code(question(), "1", two)
    assert outcome == d.WrongProgramme(None, "Spring panel, Autumn panel")


def test_an_unknown_code_marked_for_another_programme_names_it() -> None:
    hinted = programme(id="p2", title="Spring panel")
    outcome = code_decision.decide_code(question(), "1", [], hinted)
    assert outcome == d.WrongProgramme(None, "Spring panel")


def test_an_old_badge_is_refused_with_the_time_of_the_newer_one() -> None:
    old = CodeHolder(attendee(), "NIPERM", "badge", EIGHT)
    outcome = code_decision.decide_code(question(), "1", [old])
    assert outcome == d.Replaced(attendee(), "badge", EIGHT)


def test_a_code_of_two_people_here_is_ambiguous_and_names_them() -> None:
    two = [holder(), holder(id="r2")]
    outcome = code_decision.decide_code(question(), "1", two)
    assert isinstance(outcome, d.Ambiguous)
    assert [attendee.id for attendee in outcome.people] == ["r1", "r2"]


def test_a_code_of_two_programmes_is_meant_here() -> None:
    two = [holder(), holder(id="r2", programme="p2")]
    assert isinstance(code_decision.decide_code(question(), "1", two), d.Admitted)


def test_a_text_that_is_no_code_says_why() -> None:
    outcome = code_decision.decide_code(question(), "01", [], flaw=CodeFlaw.CUT)
    assert outcome == d.Malformed("01", CodeFlaw.CUT)


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
    valid_from=st.sampled_from(["", "2026-11-18", "2026-11-19", "soon"]),
    valid_until=st.sampled_from(["", "2026-11-17", "2026-11-18T10:00"]),
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
    capacity=st.sampled_from([0, 2]),
    opens_at=st.sampled_from(["", "09:00", "22:00", "noon"]),
    closes_at=st.sampled_from(["", "10:00", "02:00"]),
    on_days=st.sampled_from(["", "3", "2026-11-18", "2026-11-19 1", "8"]),
    most_times=st.sampled_from([0, 1]),
    most_a_day=st.sampled_from([0, 1]),
    most_days=st.sampled_from([0, 1]),
    unconfirmed=st.sampled_from(Unconfirmed),
)
questions = st.builds(
    request.CheckinRequest,
    programme=st.just(programme()),
    point=points,
    direction=st.sampled_from(Direction),
    now_ms=st.just(NINE),
    asks=st.sampled_from([(), (WAIVER,)]),
    now=st.sampled_from(["", NOW, "2026-11-18T10:29", "2026-11-19T00:00"]),
    day_began_ms=st.sampled_from([0, NINE]),
    inside=st.integers(0, 5),
    attending=st.integers(0, 3),
    held=st.integers(0, 3),
    around=st.sampled_from([{}, {"venue": 3}]),
    zone=st.sampled_from([None, ZoneInfo("America/Chicago")]),
    sessions=st.sampled_from([(), (WORKSHOP, PANEL)]),
    tree=st.sampled_from([PlaceTree(), TREE]),
)
visits = st.sampled_from([[], [Visit(EIGHT, "B")], [Visit(EIGHT, "B", "2026-11-18")]])


@given(questions, attendees, visits)
def test_every_question_has_an_answer_about_the_person(
    asked: request.CheckinRequest, who: Attendee, been: list[Visit]
) -> None:
    outcome = decision.decide(asked, who, been)
    assert d.attendee_of(outcome) == who
    if asked.direction is Direction.OUT:
        assert isinstance(outcome, d.CheckedOut | d.NotIn | d.WrongWay | d.NeedsAnswer)


authorities = st.sampled_from([Authority.DESK, Authority.LEAD])


@given(questions, attendees, visits, st.lists(authorities, min_size=12, max_size=12))
def test_passing_over_verdict_after_verdict_ends_at_the_door_or_at_authority(
    asked: request.CheckinRequest, who: Attendee, been: list[Visit], actors: list[Authority]
) -> None:
    """Nothing is passed over unread, nothing beyond one's authority, and it comes to an end.

    Each verdict may be passed over by somebody else: what a lead allowed stays allowed.
    """
    read: dict[str, Authority] = {}
    for actor in actors:
        outcome = decision.decide(replace(asked, passed_over=dict(read)), who, been)
        if isinstance(outcome, d.Admitted | d.CheckedOut):
            assert list(outcome.overrode) == list(read)
            way = Direction.IN if isinstance(outcome, d.Admitted) else Direction.OUT
            assert way is asked.direction
            return
        if who_may_pass_over(outcome, asked.point) > actor:
            return
        assert outcome.slug not in read
        read[outcome.slug] = actor
    raise AssertionError(read)


@given(questions, attendees, visits)
def test_with_too_little_authority_a_verdict_stays_as_it_is(
    asked: request.CheckinRequest, who: Attendee, been: list[Visit]
) -> None:
    outcome = decision.decide(asked, who, been)
    if isinstance(outcome, d.Admitted | d.CheckedOut):
        return
    needed = who_may_pass_over(outcome, asked.point)
    for authority in Authority:
        again = replace(asked, passed_over={outcome.slug: authority})
        is_passed = decision.decide(again, who, been) != outcome
        assert is_passed is (authority >= needed)


WHO = attendee()
NEEDED: list[tuple[d.Outcome, Authority]] = [
    (d.AlreadyIn(WHO, EIGHT, "B", "Main"), Authority.DESK),
    (d.NotConfirmed(WHO, Status.PENDING), Authority.DESK),
    (d.Unpaid(WHO, "1 USD"), Authority.DESK),
    (d.TooEarly(WHO, NOW), Authority.DESK),
    (d.NotBooked(WHO, WORKSHOP), Authority.DESK),
    (d.NotIn(WHO, None, inside()), Authority.DESK),
    (d.NotIn(WHO, None), Authority.DESK),
    (d.BookedElsewhere(WHO, PANEL, WORKSHOP), Authority.DESK),
    (d.Unready(WHO, "session"), Authority.LEAD),
    (d.WrongWay(WHO, Direction.IN), Authority.NOBODY),
    (d.OnWaitingList(WHO), Authority.LEAD),
    (d.WaitsForSession(WHO, WORKSHOP), Authority.LEAD),
    (d.NoReentry(WHO, EIGHT, "B", is_daily=False), Authority.LEAD),
    (d.UsedUp(WHO, 2, d.Per.DAY, EIGHT, "B"), Authority.LEAD),
    (d.NotForType(WHO, ("Speaker",)), Authority.LEAD),
    (d.NotValid(WHO, Standing.OVER, Validity("", "2026-11-17")), Authority.LEAD),
    (d.SeatsHeld(WHO, WORKSHOP, 2, 12, NOW), Authority.LEAD),
    (d.NotToday(WHO, ""), Authority.LEAD),
    (d.Full(WHO, d.Crowd(2, 2)), Authority.LEAD),
    (d.Closed(WHO, NOW), Authority.LEAD),
    (d.NeedsAnswer(WHO, (WAIVER,)), Authority.LEAD),
    (d.Cancelled(WHO), Authority.LEAD),
    (d.Blocked(WHO, "police"), Authority.LEAD),
    (d.Replaced(WHO, "badge", EIGHT), Authority.NOBODY),
    (d.WrongProgramme(None, "Spring"), Authority.NOBODY),
    (d.Ambiguous("1", (WHO,)), Authority.NOBODY),
    (d.UnknownCode("1"), Authority.NOBODY),
    (d.Malformed("1", CodeFlaw.CUT), Authority.NOBODY),
]


@pytest.mark.parametrize(("outcome", "needed"), NEEDED)
def test_who_may_let_in_all_the_same(outcome: d.Outcome, needed: Authority) -> None:
    assert who_may_pass_over(outcome, point()) is needed


def test_every_refusal_is_in_that_table() -> None:
    passing = {d.Admitted, d.CheckedOut, d.Found}
    assert {type(one) for one, _needed in NEEDED} == set(get_args(d.Outcome)) - passing


def test_a_session_is_full_of_its_own_people_and_a_room_of_all() -> None:
    small = replace(WORKSHOP, capacity=2)
    facts: dict[str, Any] = {"point": door(), "sessions": (small, PANEL)}
    assert decision.decide(question(inside=9, attending=1, **facts), WHO).slug == "admitted"
    full = decision.decide(question(inside=9, attending=2, **facts), WHO)
    assert full == d.Full(WHO, d.Crowd(2, 2))
    room = PlaceTree([replace(ROOM, capacity=9)])
    crowded = decision.decide(question(inside=9, attending=1, tree=room, **facts), WHO)
    assert crowded == d.Full(WHO, d.Crowd(9, 9))
    stays = attendee(presence=inside(place="room2"))
    kept = decision.decide(question(inside=9, attending=1, tree=room, **facts), stays)
    assert kept.slug == "admitted"


def test_of_two_figures_the_smaller_one_binds() -> None:
    small = replace(WORKSHOP, capacity=2)
    larger = question(point=door(capacity=3), sessions=(small,), attending=2)
    assert decision.decide(larger, WHO) == d.Full(WHO, d.Crowd(2, 2))
    smaller = question(point=door(capacity=1), sessions=(small,), attending=1)
    assert decision.decide(smaller, WHO) == d.Full(WHO, d.Crowd(1, 1))


def test_once_a_day_lets_in_on_the_next_day_who_never_checked_out() -> None:
    daily = point(reentry="once_a_day")
    who = attendee(presence=inside(EIGHT))
    been = [Visit(EIGHT, "B")]
    same_day = decision.decide(question(point=daily, day_began_ms=EIGHT), who, been)
    assert same_day == d.NoReentry(who, EIGHT, "B", is_daily=True)
    next_day = question(point=daily, day_began_ms=EIGHT + 1)
    assert decision.decide(next_day, who, been).slug == "admitted"


def test_one_entry_only_is_not_passed_as_already_in() -> None:
    once = point(reentry="never")
    who = attendee(presence=inside())
    outcome = decision.decide(question(point=once, over=["already_in"]), who, [Visit(EIGHT, "B")])
    assert isinstance(outcome, d.NoReentry)


def test_the_exit_of_a_room_one_was_not_in_leads_into_the_venue() -> None:
    who = attendee(presence=inside())
    gone = decision.decide(question(Direction.OUT, point=door(), over=["not_in"]), who)
    assert isinstance(gone, d.CheckedOut)
    assert gone.to == "venue"


def test_a_session_without_a_room_of_its_own_is_left_into_the_venue() -> None:
    stage = point(session="s1")
    here = replace(inside(), session="s1")
    gone = decision.decide(question(Direction.OUT, point=stage), attendee(presence=here))
    assert isinstance(gone, d.CheckedOut)
    assert gone.to == "venue"


def test_a_merged_registration_is_refused() -> None:
    assert decision.decide(question(), attendee(status=Status.MERGED)).slug == "cancelled"


def test_a_blocked_person_who_is_inside_is_blocked() -> None:
    who = attendee(status=Status.BLOCKED, presence=inside(), block_reason="police")
    assert decision.decide(question(), who) == d.Blocked(who, "police")


def test_a_living_code_counts_before_a_retired_one() -> None:
    old, new = replace(holder(), retired_ms=EIGHT), holder()
    assert code_decision.decide_code(question(), "1", [old, new]).slug == "admitted"


def test_who_comes_in_again_has_left_nothing() -> None:
    outcome = decision.decide(question(over=["already_in"]), attendee(presence=inside()))
    assert isinstance(outcome, d.Admitted)
    assert outcome.left is None


@given(questions, attendees, visits)
def test_who_is_admitted_without_an_override_has_nothing_against_them(
    asked: request.CheckinRequest, who: Attendee, been: list[Visit]
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
