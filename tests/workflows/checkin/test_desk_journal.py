"""What the journal says of the desk's answers, and what taking one back takes along."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.journal.entry import EntryId
from desktop.domain.programme.programme import Programme
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.checkin.verdict_drafts import overridden_verdict
from desktop.workflows.opening import FrontDesk
from tests.support.builders import entry
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def body_of(desk: Reception, verdict: Verdict) -> dict[str, Any]:
    assert verdict.entry is not None
    return dict(desk.front_desk._store.journal.entry(verdict.entry).body)


def overrides_of(desk: Reception, registration: str) -> list[tuple[dict[str, Any], bool]]:
    """Give the bodies of somebody's overrides, and whether each was taken back, oldest first."""
    history = desk.front_desk.registry.details(registration).history
    rows = sorted(history, key=lambda row: row.entry.number)
    return [(dict(row.entry.body), row.is_undone) for row in rows if row.entry.kind == "override"]


def test_a_code_goes_along_with_whoever_came_in_by_it(desk: Reception) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    entrance = desk.station().point
    code = noa.registration.ticket_code
    assert body_of(desk, desk.scan(entrance, noa)) == {
        "outcome": "admitted", "direction": "in", "point": "Main entrance", "place": "venue",
        "code": code,
    }  # fmt: skip
    assert body_of(desk, desk.scan(entrance, noa)) == {
        "outcome": "already_in", "direction": "in", "point": "Main entrance",
    }  # fmt: skip
    picked = desk.front_desk.desk.pick(desk.station(), dan.id)
    assert body_of(desk, picked) == {
        "outcome": "admitted", "direction": "in", "point": "Main entrance", "place": "venue",
    }  # fmt: skip


def test_the_way_out_of_a_room_says_where_it_leads(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    place = desk.room("Room 2")
    room = desk.point("Door 2", place.id)
    desk.scan(room, noa)
    body = body_of(desk, desk.scan(room, noa, Direction.OUT))
    assert (body["place"], body["to"]) == (place.id, "venue")
    assert "detail" not in body


def test_whoever_comes_in_once_more_is_let_in_again_and_the_journal_says_so(
    desk: Reception,
) -> None:
    noa = desk.register("Noa Cohen")
    entrance = desk.station().point
    desk.scan(entrance, noa)
    held = desk.scan(entrance, noa)
    again = desk.front_desk.desk.pass_over(desk.station(), held, "lost in the crowd")
    assert body_of(desk, again)["detail"] == "again"
    details = [row.verdict.detail for row in desk.front_desk.desk.recent(desk.programme)]
    assert details == ["again", "", ""]


def test_a_long_text_that_is_no_code_is_kept_in_part(desk: Reception) -> None:
    verdict = desk.front_desk.desk.scan(desk.station(), Reading("x" * 300))
    assert body_of(desk, verdict)["detail"] == "x" * 120


def test_an_answer_at_the_moment_of_the_entry_before_it_needs_no_time_of_its_own(
    desk: Reception,
) -> None:
    first = desk.front_desk.desk.scan(desk.station(), Reading("nobody"))
    second = desk.front_desk.desk.scan(desk.station(), Reading("nobody"))
    assert first.at_ms == second.at_ms
    assert "at_ms" not in body_of(desk, second)
    desk.clock.advance(-5000)
    third = desk.front_desk.desk.scan(desk.station(), Reading("nobody"))
    assert body_of(desk, third)["at_ms"] == second.at_ms - 5000


def test_an_exception_names_the_verdict_that_it_was_made_for(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", status="pending")
    held = desk.scan(desk.station().point, noa)
    let_in = desk.front_desk.desk.pass_over(desk.station(), held, "known here")
    assert let_in.entry is not None
    ((body, is_undone),) = overrides_of(desk, noa.id)
    assert body == {
        "over": ["not_confirmed"], "reason": "known here", "leads": [], "point": "Main entrance",
        "verdict": {"desk": let_in.entry.desk, "n": let_in.entry.number},
    }  # fmt: skip
    assert not is_undone
    assert body_of(desk, let_in)["outcome"] == "admitted"


def test_an_older_exception_stands_just_before_its_verdict() -> None:
    assert overridden_verdict(entry("override", number=7)) == EntryId("a", 8)


def test_what_a_volunteer_tried_and_a_lead_allows_is_passed_over_once(desk: Reception) -> None:
    staffing = desk.front_desk.staffing
    staffing.save("", "Maya", "lead", "135790")
    noa = desk.register("Noa Cohen", status="waitlisted")
    work, here = desk.front_desk.desk, desk.station()
    tried = work.pass_over(here, desk.scan(here.point, noa), "a volunteer said so")
    assert isinstance(tried.outcome, d.OnWaitingList)
    maya = staffing.lead_with("135790")
    assert maya is not None
    allowed = work.pass_over(here, tried, "a place came free", maya)
    assert isinstance(allowed.outcome, d.Admitted)
    assert [(override.slug, override.authority) for override in allowed.passed] == [
        ("waiting_list", Authority.LEAD)
    ]
    ((body, _is_undone),) = overrides_of(desk, noa.id)
    assert (body["reason"], body["leads"]) == ("a place came free", [maya.id])


def test_taking_an_entry_back_leaves_the_exception_of_an_earlier_one(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", status="pending")
    work, here = desk.front_desk.desk, desk.station()
    for reason in ("first", "second"):
        work.pass_over(here, desk.scan(here.point, noa), reason)
        desk.scan(here.point, noa, Direction.OUT)
    work.undo(desk.programme)
    work.undo(desk.programme)
    overrides = overrides_of(desk, noa.id)
    assert [(body["reason"], is_undone) for body, is_undone in overrides] == [
        ("first", False),
        ("second", True),
    ]


def test_a_twin_s_check_in_is_taken_back_and_the_person_stays(desk: Reception) -> None:
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen")
    came = desk.scan(desk.station().point, twin)
    desk.front_desk.merging.merge(noa.id, twin.id)
    assert desk.now(noa).registration.presence is not None
    assert came.entry is not None
    desk.front_desk.desk.undo_one(desk.programme, came.entry)
    after = desk.now(noa)
    assert (after.name, after.registration.presence) == ("Noa Cohen", None)


def test_recent_names_who_was_known_and_undo_tells_of_nobody_where_nobody_was(
    desk: Reception,
) -> None:
    noa = desk.register("Noa Cohen")
    work = desk.front_desk.desk
    desk.scan(desk.station().point, noa)
    unknown = work.scan(desk.station(), Reading("nobody"))
    assert [row.name for row in work.recent(desk.programme)] == ["", "Noa Cohen"]
    assert unknown.entry is not None
    undone = work.undo_one(desk.programme, unknown.entry)
    assert undone is not None
    assert (undone.attendee, undone.row.outcome) == (None, "unknown_code")


def test_the_newest_movement_is_known_by_its_number(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    work = desk.front_desk.desk
    assert work.newest_movement(desk.programme) == 0
    came = desk.scan(desk.station().point, noa)
    desk.scan(desk.station().point, noa)
    assert came.entry is not None
    assert work.newest_movement(desk.programme) == came.entry.number


def test_recent_holds_two_hundred_answers_and_what_is_older_stays_as_it_is(
    desk: Reception,
) -> None:
    work = desk.front_desk.desk
    verdicts = [work.scan(desk.station(), Reading(f"nobody-{n}")) for n in range(201)]
    assert len(work.recent(desk.programme)) == 200
    oldest, next_one = verdicts[0].entry, verdicts[1].entry
    assert oldest is not None
    assert next_one is not None
    assert work.undo_one(desk.programme, oldest) is None
    assert work.undo_one(desk.programme, next_one) is not None


def test_people_who_come_together_are_answered_in_their_order(desk: Reception) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi", status="cancelled")
    verdicts = desk.front_desk.desk.pick_all(desk.station(), [dan.id, noa.id])
    assert [verdict.outcome.slug for verdict in verdicts] == ["cancelled", "admitted"]


def test_a_session_counts_its_own_people(desk: Reception) -> None:
    noa, dan, ruth = (desk.register(name) for name in ("Noa Cohen", "Dan Levi", "Ruth Katz"))
    session = desk.session("W1")
    desk.front_desk.sessions.book([noa.id, dan.id], session)
    desk.scan(desk.point("Door", session=session.id), noa)
    desk.scan(desk.station().point, ruth)
    work = desk.front_desk.desk
    own = work.counts(desk.programme, 2, 60_000, session.id)
    assert (own.inside, own.expected, sum(own.arrivals)) == (1, 2, 1)
    everybody = work.counts(desk.programme, 2, 60_000)
    assert (everybody.inside, everybody.expected, sum(everybody.arrivals)) == (2, 3, 2)


def test_people_who_come_together_are_taken_back_together(desk: Reception) -> None:
    people = [desk.register(name) for name in ("Noa Cohen", "Dan Levi", "Rina Peretz")]
    alone = desk.register("Omer Katz")
    work = desk.front_desk.desk
    work.pick(desk.station(), alone.id)
    work.pick_all(desk.station(), [person.id for person in people])
    assert desk.inside() == 4
    undone = work.undo(desk.programme)
    assert undone is not None
    assert undone.count == 3
    assert desk.inside() == 1
    last = work.undo(desk.programme)
    assert last is not None
    assert (last.count, desk.inside()) == (1, 0)
    assert work.undo(desk.programme) is None
    assert desk.front_desk.verify() == []


def test_of_people_who_came_together_one_who_was_taken_back_alone_stays_so(
    desk: Reception,
) -> None:
    people = [desk.register(name) for name in ("Noa Cohen", "Dan Levi")]
    work = desk.front_desk.desk
    first, _second = work.pick_all(desk.station(), [person.id for person in people])
    assert first.entry is not None
    work.undo_one(desk.programme, first.entry)
    undone = work.undo(desk.programme)
    assert undone is not None
    assert undone.count == 1
    assert desk.inside() == 0


def test_recent_keeps_the_name_of_a_walk_in_who_was_taken_back(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    work = desk.front_desk.desk
    work.pick(desk.station(), noa.id)
    work.undo(desk.programme)
    desk.front_desk.changes.undo()
    assert work.people([noa.id]) == []
    (row,) = work.recent(desk.programme)
    assert row.name == "Noa Cohen"
