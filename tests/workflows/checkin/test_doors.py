"""Several doors, rooms and buses: one truth about who is where."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.programme import Programme
from desktop.domain.programme.questions import Question
from desktop.domain.staff.staff import Right
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from tests.support.builders import MINUTE
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

HOUR = 60 * MINUTE


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    # 09:06:40 on 18 November 2026 in New Orleans.
    typed = {"code": "NIPERM", "time_zone": "America/Chicago", "starts_on": "2026-11-18"}
    saved = front_desk.planning.save_programme(niperm.id, typed)
    assert isinstance(saved, Programme)
    clock.now_ms = 1_795_014_400_000
    return Reception(front_desk, saved, clock)


def entries(desk: Reception, kind: str) -> list[str]:
    return [row.body for row in desk.front_desk._store.journal.stored_by_desk() if row.kind == kind]


def test_boarding_a_bus_leaves_the_venue_and_a_room_does_not(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    entrance = desk.station().point
    room = desk.point("Room 2", desk.room("Room 2").id)
    bus = desk.point("Bus 2", desk.room("Bus 2", "bus").id)
    desk.scan(entrance, noa)
    assert desk.scan(entrance, noa).outcome.slug == "already_in"
    desk.scan(room, noa)
    assert desk.scan(entrance, noa).outcome.slug == "already_in"
    boarded = desk.scan(bus, noa).outcome
    assert isinstance(boarded, d.Admitted)
    assert boarded.left is not None
    assert boarded.left.point == "Room 2"
    back = desk.scan(entrance, noa).outcome
    assert isinstance(back, d.Admitted)
    assert back.left is not None
    assert back.left.point == "Bus 2"
    assert desk.inside() == 1
    assert desk.front_desk.verify() == []


def test_leaving_a_room_leads_back_into_the_venue(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    room = desk.point("Room 2", desk.room("Room 2").id)
    desk.scan(room, noa)
    gone = desk.scan(room, noa, Direction.OUT).outcome
    assert isinstance(gone, d.CheckedOut)
    presence = desk.now(noa).registration.presence
    assert presence is not None
    assert presence.place == "venue"
    assert desk.now(noa).registration.last_out_ms is None
    desk.scan(desk.station().point, noa, Direction.OUT)
    assert desk.now(noa).registration.presence is None
    assert desk.now(noa).registration.last_out_ms == desk.clock()


def test_a_full_bus_takes_one_more_only_with_a_lead_and_the_override_is_an_entry(
    desk: Reception,
) -> None:
    people = [desk.register(f"Guest {name}") for name in ("One", "Two", "Three")]
    bus = desk.point("Bus 2", desk.room("Bus 2", "bus", capacity=2).id)
    for attendee in people[:2]:
        assert desk.scan(bus, attendee).outcome.slug == "admitted"
    refused = desk.scan(bus, people[2])
    assert refused.outcome == d.Full(desk.now(people[2]), d.Crowd(2, 2))
    assert refused.may is Authority.LEAD
    let_in = desk.front_desk.desk.pass_over(
        Station(desk.programme, bus), refused, "Known to the lead"
    )
    assert isinstance(let_in.outcome, d.Admitted)
    assert let_in.outcome.crowd == d.Crowd(2, 2)
    (override,) = entries(desk, "override")
    assert '"over":["full"]' in override
    assert "Known to the lead" in override
    assert desk.front_desk.verify() == []


def test_with_leads_a_volunteer_passes_over_what_the_desk_may_and_nothing_else(
    desk: Reception,
) -> None:
    staffing = desk.front_desk.staffing
    staffing.save("", "Maya", "lead", "135790")
    staffing.save("", "Jonah", "", "")
    jonah = next(member for member in staffing.members if member.name == "Jonah")
    staffing.sign_in(jonah)
    noa = desk.register("Noa Cohen", status="pending")
    dan = desk.register("Dan Levi", status="waitlisted")
    here = desk.station()
    pending = desk.scan(here.point, noa)
    assert pending.may is Authority.DESK
    assert desk.front_desk.desk.pass_over(here, pending, "").outcome.slug == "admitted"
    waiting = desk.scan(here.point, dan)
    assert desk.front_desk.desk.pass_over(here, waiting, "").outcome.slug == "waiting_list"
    lead = staffing.lead_with("135790")
    assert lead is not None
    assert desk.front_desk.desk.pass_over(here, waiting, "ok", lead).outcome.slug == "admitted"
    last = desk.front_desk.desk.recent(desk.programme)[0]
    assert (last.actor, last.verdict.detail) == ("Jonah", "all the same")


def test_all_exceptions_can_be_kept_to_leads(desk: Reception) -> None:
    staffing = desk.front_desk.staffing
    staffing.save("", "Maya", "lead", "135790")
    staffing.keep_to_leads({Right.OVERRIDES})
    noa = desk.register("Noa Cohen", status="pending")
    verdict = desk.scan(desk.station().point, noa)
    assert verdict.may is Authority.LEAD
    refused = desk.front_desk.desk.pass_over(desk.station(), verdict, "")
    assert refused.outcome.slug == "not_confirmed"


def test_once_a_day_counts_by_the_programmes_own_midnight(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    lunch = desk.point("Lunch", reentry="once_a_day")
    assert desk.scan(lunch, noa).outcome.slug == "admitted"
    desk.scan(lunch, noa, Direction.OUT)
    again = desk.scan(lunch, noa).outcome
    assert isinstance(again, d.NoReentry)
    assert again.is_daily
    # Past midnight UTC, but still the same day in New Orleans.
    desk.clock.advance(13 * HOUR)
    assert desk.scan(lunch, noa).outcome.slug == "no_reentry"
    desk.clock.advance(2 * HOUR)
    assert desk.scan(lunch, noa).outcome.slug == "admitted"


def test_an_entry_that_was_taken_back_is_no_entry(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    once = desk.point("Gala", reentry="never")
    desk.scan(once, noa)
    desk.front_desk.desk.undo(desk.programme)
    assert desk.scan(once, noa).outcome.slug == "admitted"
    desk.scan(once, noa, Direction.OUT)
    assert desk.scan(once, noa).outcome.slug == "no_reentry"


def test_a_door_opens_and_closes_by_the_programmes_own_clock(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    session = desk.session(starts_at="2026-11-18T09:30", ends_at="2026-11-18T10:30")
    door = desk.point("Room 1", session=session.id, opens_min="10", closes_min="0")
    early = desk.scan(door, noa).outcome
    assert early == d.TooEarly(desk.now(noa), "2026-11-18T09:20")
    desk.clock.advance(20 * MINUTE)
    assert desk.scan(door, noa).outcome.slug == "admitted"
    desk.scan(door, noa, Direction.OUT)
    desk.clock.advance(HOUR + 10 * MINUTE)
    assert desk.scan(door, noa).outcome == d.Closed(desk.now(noa), "2026-11-18T10:30")


def test_a_changed_policy_counts_from_the_next_scan_at_every_desk(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", ticket_type="Press")
    point = desk.point("Hall")
    desk.front_desk.points.save(
        desk.programme, type(point)(point.id, desk.programme.id, "Hall", types="Speaker")
    )
    assert desk.scan(point, noa).outcome == d.NotForType(desk.now(noa), ("Speaker",))


def test_what_only_this_point_asks_is_asked_there_once(desk: Reception) -> None:
    plan = desk.front_desk.planning
    waiver = Question("", desk.programme.id, "Waiver", kind="yes_no", asked="point",
                      required="yes", wording="At my own risk.")  # fmt: skip
    plan.save_question(desk.programme, waiver)
    (asked,) = plan.plan(desk.programme.id).questions
    noa = desk.register("Noa Cohen")
    bus = desk.point("Bus 2", desk.room("Bus 2", "bus").id, asks=asked.id)
    assert desk.scan(desk.station().point, noa).outcome.slug == "admitted"
    held = desk.scan(bus, noa)
    assert isinstance(held.outcome, d.NeedsAnswer)
    desk.front_desk.registry.answer(noa.id, {asked.id: "yes"})
    here = Station(desk.programme, bus)
    assert desk.front_desk.desk.go_on(here, held).outcome.slug == "admitted"


def test_any_answer_of_the_last_200_can_be_taken_back(desk: Reception) -> None:
    people = [desk.register(f"Guest {n}") for n in range(3)]
    entrance = desk.station().point
    verdicts = [desk.scan(entrance, attendee) for attendee in people]
    refusal = desk.scan(entrance, people[0])
    assert refusal.entry is not None
    first = verdicts[0].entry
    assert first is not None
    work = desk.front_desk.desk
    undone = work.undo_one(desk.programme, first)
    assert undone is not None
    assert undone.attendee == desk.now(people[0])
    assert desk.now(people[0]).registration.presence is None
    assert work.undo_one(desk.programme, first) is None
    assert work.undo_one(desk.programme, refusal.entry) is not None
    assert desk.inside() == 2
    states = [row.verdict.undone_ms is not None for row in work.recent(desk.programme)]
    assert states == [True, False, False, True]
    assert desk.front_desk.verify() == []


def test_an_ambiguous_code_names_its_people(desk: Reception) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    work = desk.front_desk
    drafts = [
        Draft(
            "set",
            subject_of(SubjectType.REGISTRATION, attendee.id),
            desk.programme.id,
            {"ticket_code": "X-1"},
        )
        for attendee in (noa, dan)
    ]
    with work._store.write():
        work._store.append(drafts, desk.clock())
    outcome = work.desk.scan(desk.station(), Reading("X-1")).outcome
    assert isinstance(outcome, d.Ambiguous)
    assert {attendee.name for attendee in outcome.people} == {"Noa Cohen", "Dan Levi"}


def test_a_way_in_that_was_taken_back_leaves_no_way_out_into_the_venue(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    room = desk.point("Room 2", desk.room("Room 2").id)
    first = desk.scan(room, noa)
    desk.scan(room, noa, Direction.OUT)
    assert first.entry is not None
    desk.front_desk.desk.undo_one(desk.programme, first.entry)
    assert desk.now(noa).registration.presence is None
    assert desk.inside() == 0
    assert desk.front_desk.verify() == []


def test_what_a_lead_allowed_stays_allowed_at_the_next_obstacle(desk: Reception) -> None:
    staffing = desk.front_desk.staffing
    staffing.save("", "Maya", "lead", "135790")
    noa = desk.register("Noa Cohen", ticket_type="Press", amount_due="120 USD")
    hall = desk.point("Hall", types="Speaker")
    here = Station(desk.programme, hall)
    lead = staffing.lead_with("135790")
    held = desk.front_desk.desk.pass_over(here, desk.scan(hall, noa), "the board said so", lead)
    assert held.outcome.slug == "unpaid"
    desk.front_desk.registry.set_paid(noa.id)
    assert desk.front_desk.desk.go_on(here, held).outcome.slug == "admitted"
    (override,) = entries(desk, "override")
    assert "the board said so" in override
    assert '"over":["not_for_type"]' in override
    assert lead is not None
    assert lead.id in override


def test_undoing_an_exception_takes_its_entry_back_too(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", status="pending")
    desk.front_desk.desk.pass_over(desk.station(), desk.scan(desk.station().point, noa), "x")
    desk.front_desk.desk.undo(desk.programme)
    history = desk.front_desk.registry.details(noa.id).history
    living = {row.entry.kind for row in history if not row.is_undone}
    assert not living & {"move", "override"}


def test_the_next_session_in_a_room_does_not_begin_full(desk: Reception) -> None:
    day = "2026-11-18"
    room = desk.room("Room 2")
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    times = {"starts_at": f"{day}T09:00", "ends_at": f"{day}T23:00"}
    sessions = [desk.session(code, capacity="1", **times) for code in ("W1", "W2")]
    doors = [desk.point(f"Door {session.code}", room.id, session.id) for session in sessions]
    assert desk.scan(doors[0], noa).outcome.slug == "admitted"
    assert desk.scan(doors[0], dan).outcome.slug == "full"
    assert desk.scan(doors[1], dan).outcome.slug == "admitted"


def test_a_removed_session_takes_its_door_with_it_and_undo_brings_both_back(
    desk: Reception,
) -> None:
    session = desk.session("W1")
    desk.point("Door", session=session.id, only_booked="yes")
    desk.front_desk.planning.remove(desk.programme, session)
    names = [point.name for point in desk.front_desk.programmes.points(desk.programme)]
    assert names == ["Main entrance"]
    desk.front_desk.changes.undo()
    assert len(desk.front_desk.programmes.points(desk.programme)) == 2


def test_undo_finds_the_admission_behind_two_hundred_refusals(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    desk.scan(desk.station().point, noa)
    for n in range(205):
        desk.front_desk.desk.scan(desk.station(), Reading(f"nobody-{n}"))
    undone = desk.front_desk.desk.undo(desk.programme)
    assert undone is not None
    assert undone.attendee is not None
    assert undone.attendee.name == "Noa Cohen"


def test_a_merged_twins_check_in_is_one_arrival_and_one_undo(desk: Reception) -> None:
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen")
    came = desk.scan(desk.station().point, twin)
    desk.front_desk.merging.merge(noa.id, twin.id)
    counts = desk.front_desk.desk.counts(desk.programme, 3, 60_000)
    assert (counts.inside, sum(counts.arrivals)) == (1, 1)
    assert len(desk.front_desk.desk.recent(desk.programme)) == 1
    assert came.entry is not None
    desk.front_desk.desk.undo_one(desk.programme, came.entry)
    assert desk.inside() == 0
    assert desk.front_desk.verify() == []


def test_a_clock_that_is_behind_keeps_the_time_it_says(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    desk.clock.now_ms -= 24 * HOUR
    verdict = desk.scan(desk.station().point, noa)
    presence = desk.now(noa).registration.presence
    assert presence is not None
    assert presence.since_ms == verdict.at_ms == desk.clock()
    assert desk.front_desk.verify() == []


def test_lunch_is_for_everybody_once_though_they_are_in_the_venue(desk: Reception) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    entrance = desk.station().point
    lunch = desk.point("Lunch", reentry="never")
    second = desk.point("Lunch, garden", reentry="never")
    desk.scan(entrance, noa)
    assert desk.scan(lunch, noa).outcome.slug == "admitted"
    assert desk.scan(second, noa).outcome.slug == "no_reentry"
    # Nor does lunch make the entrance let in twice, or need the entrance.
    assert desk.scan(entrance, noa).outcome.slug == "already_in"
    assert desk.scan(second, dan).outcome.slug == "admitted"
    assert desk.scan(lunch, dan).outcome.slug == "no_reentry"
    assert desk.scan(lunch, desk.register("Ruth Katz")).outcome.slug == "admitted"


def test_a_daily_lunch_is_there_again_on_the_next_day(desk: Reception, clock: FakeClock) -> None:
    noa = desk.register("Noa Cohen")
    lunch = desk.point("Lunch", reentry="once_a_day")
    assert desk.scan(lunch, noa).outcome.slug == "admitted"
    assert desk.scan(lunch, noa).outcome.slug == "no_reentry"
    clock.advance(24 * HOUR)
    assert desk.scan(lunch, noa).outcome.slug == "admitted"
    assert desk.scan(lunch, noa).outcome.slug == "no_reentry"


def test_a_door_whose_question_was_removed_elsewhere_lets_in_nobody_unasked(
    desk: Reception,
) -> None:
    noa = desk.register("Noa Cohen")
    asks = desk.point("Press desk", asks="a-question-that-is-gone")
    assert desk.scan(asks, noa).outcome == d.Unready(desk.now(noa), "question")
    assert desk.scan(asks, noa, Direction.OUT).outcome.slug == "not_in"


def test_who_booked_the_other_room_is_a_look_at_an_open_door(desk: Reception) -> None:
    # 09:06 in New Orleans.
    hours = {"starts_at": "2026-11-18T09:00", "ends_at": "2026-11-18T10:30"}
    one = desk.session("W1", place="Room 1", **hours)
    two = desk.session("W2", place="Room 2", **hours)
    noa = desk.register("Noa Cohen", sessions="W2")
    rooms = {p.place.name: p.place.id for p in desk.front_desk.planning.plan(
        desk.programme.id).places}  # fmt: skip
    first = desk.point("Door 1", rooms["Room 1"], one.id)
    second = desk.point("Door 2", rooms["Room 2"], two.id)
    assert desk.scan(first, noa).outcome == d.BookedElsewhere(desk.now(noa), one, two)
    assert desk.scan(second, noa).outcome.slug == "admitted"
    assert desk.scan(first, desk.register("Dan Levi")).outcome.slug == "admitted"


def test_on_the_second_day_everybody_is_welcomed_back(desk: Reception, clock: FakeClock) -> None:
    """Nobody scans out: on day 2 all were "already in since yesterday" at the main entrance."""
    noa = desk.register("Noa Cohen")
    entrance = desk.station().point
    assert desk.scan(entrance, noa).outcome.slug == "admitted"
    first = desk.now(noa).registration.presence
    # 03:58 in New Orleans is still that night, 04:00 is the next day.
    clock.now_ms = 1_795_014_400_000 + 18 * HOUR + 52 * MINUTE
    assert desk.scan(entrance, noa).outcome.slug == "already_in"
    clock.advance(2 * MINUTE)
    back = desk.scan(entrance, noa).outcome
    assert isinstance(back, d.Admitted)
    assert back.unseen == first
    again = desk.scan(entrance, noa).outcome
    assert isinstance(again, d.AlreadyIn)
    assert again.since_ms == back.at_ms


def test_who_boarded_a_bus_in_the_evening_is_on_it_in_the_morning(
    desk: Reception, clock: FakeClock
) -> None:
    noa = desk.register("Noa Cohen")
    bus = desk.point("Bus 2", desk.room("Bus 2", "bus").id)
    desk.scan(bus, noa)
    clock.advance(24 * HOUR)
    assert desk.scan(bus, noa).outcome.slug == "already_in"


def test_nobody_is_checked_out_in_the_morning_who_left_unseen_in_the_evening(
    desk: Reception, clock: FakeClock
) -> None:
    noa = desk.register("Noa Cohen")
    entrance = desk.station().point
    desk.scan(entrance, noa)
    clock.advance(24 * HOUR)
    assert desk.scan(entrance, noa, Direction.OUT).outcome.slug == "not_in"


def test_the_journal_says_nothing_of_a_night(desk: Reception, clock: FakeClock) -> None:
    """Presence ends when it is read: what desks agree on does not depend on the clock."""
    noa = desk.register("Noa Cohen")
    desk.scan(desk.station().point, noa)
    before = desk.front_desk.syncing.state_hash()
    clock.advance(48 * HOUR)
    assert desk.front_desk.syncing.state_hash() == before
