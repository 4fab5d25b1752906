"""What the forms of an incident say, with the right values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.attendees.registration import Direction, Status
from desktop.domain.checkin.codes import Reading
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.programme import Programme
from desktop.domain.rollcall.marks import MarkState
from desktop.domain.staff.staff import LEAD, Staff
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.rollcall.incident import Activity, Happened
from desktop.workflows.rollcall.rollcalls import Noted
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

HOUR_MS = 60 * 60 * 1000


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def told(desk: Reception, hours: int = 1) -> list[Activity]:
    """Give the log of the last hours, but for the points that each test makes first."""
    now = desk.clock.now_ms
    said = desk.front_desk.incident.activities(desk.programme, now - hours * HOUR_MS, now)
    return [each for each in said if each.kind is not Happened.OPENED]


def test_who_checked_in_stands_with_the_first_time_and_the_sessions(desk: Reception) -> None:
    gate = desk.point("Gate")
    visit = desk.session("V1", vehicle="Bus 2")
    noa, dan = desk.register("Noa Levi"), desk.register("Dan Katz")
    desk.register("Ruth Away")
    desk.front_desk.sessions.book([noa.id], visit)
    desk.scan(gate, dan)
    desk.scan(gate, noa)
    first_ms = desk.clock.now_ms
    desk.scan(gate, noa, Direction.OUT)
    desk.scan(gate, noa)
    found = desk.front_desk.incident.checked_in(desk.programme)
    assert [each.attendee.name for each in found] == ["Dan Katz", "Noa Levi"]
    assert found[1].at_ms == first_ms
    assert [one.vehicle for one in found[1].sessions] == ["Bus 2"]
    assert found[0].sessions == ()


def test_the_log_has_refusals_roll_calls_and_marks_in_the_order_of_time(desk: Reception) -> None:
    gate = desk.point("Gate")
    noa, dan = desk.register("Noa Levi"), desk.register("Dan Katz")
    desk.front_desk.registry.set_status([dan.id], Status.CANCELLED)
    desk.scan(gate, dan)
    desk.scan(gate, noa)
    calls = desk.front_desk.rollcalls
    desk.clock.advance(1000)
    rollcall = calls.begin(desk.programme, is_drill=True)
    desk.clock.advance(1000)
    calls.mark(rollcall, [noa.id], MarkState.INJURED, Noted(note="left leg", at="North gate"))
    desk.clock.advance(1000)
    calls.close(rollcall)
    assert [(each.kind, each.where, each.who, each.what, each.reason) for each in told(desk)] == [
        (Happened.REFUSED, "Gate", "Dan Katz", "cancelled", ""),
        (Happened.BEGUN, "Desk A", "", "drill", ""),
        (Happened.MARKED, "North gate", "Noa Levi", "injured", "left leg"),
        (Happened.CLOSED, "Desk A", "", "drill", ""),
    ]


def test_what_was_let_pass_all_the_same_is_there_with_the_reason(desk: Reception) -> None:
    gate = desk.point("Gate")
    dan = desk.register("Dan Katz")
    desk.front_desk.registry.set_status([dan.id], Status.CANCELLED)
    verdict = desk.scan(gate, dan)
    lead = Staff("lead-1", "Rina Azulay", LEAD, "x:y")
    station = Station(desk.programme, gate)
    desk.clock.advance(1000)
    desk.front_desk.desk.pass_over(station, verdict, "came with the ambassador", lead)
    refused, passed = told(desk)
    assert refused.kind is Happened.REFUSED
    assert (passed.kind, passed.where, passed.who, passed.what, passed.reason) == (
        Happened.OVERRIDDEN, "Gate", "Dan Katz", "cancelled", "came with the ambassador",
    )  # fmt: skip


def test_a_mark_that_was_taken_back_is_no_fact_and_a_stranger_of_everybodys_is_one(
    desk: Reception,
) -> None:
    noa = desk.register("Noa Levi")
    calls = desk.front_desk.rollcalls
    rollcall = calls.begin(None, is_drill=True)
    calls.mark(rollcall, [noa.id], MarkState.SAFE)
    assert calls.take_back()
    calls.found(rollcall, "Stranger", MarkState.INJURED, Noted(note="broken leg"))
    marked = [each for each in told(desk) if each.kind is Happened.MARKED]
    assert [(each.who, each.what, each.reason) for each in marked] == [
        ("Stranger", "injured", "broken leg")
    ]


def test_points_that_were_opened_and_closed_are_there(desk: Reception) -> None:
    points, book = desk.front_desk.points, desk.front_desk.programmes
    desk.clock.advance(1000)
    ward = desk.point("Ward")
    desk.clock.advance(1000)
    points.save(desk.programme, replace(ward, name="Ward 7"))
    desk.clock.advance(1000)
    points.remove(desk.programme, next(p for p in book.points(desk.programme) if p.id == ward.id))
    now = desk.clock.now_ms
    said = desk.front_desk.incident.activities(desk.programme, now - 2000, now)
    # Another name is not another point.
    assert [(each.kind, each.where, each.at_ms - now) for each in said] == [
        (Happened.OPENED, "Ward", -2000), (Happened.SHUT, "Ward 7", 0),
    ]  # fmt: skip


def test_of_points_only_those_of_the_programme_and_what_was_not_taken_back_count(
    desk: Reception,
) -> None:
    front_desk = desk.front_desk
    ward = desk.point("Ward")
    other = front_desk.programmes.find_or_make("P2G")
    front_desk.points.save(other, replace(ward, id="", programme=other.id, name="Elsewhere"))
    desk.clock.advance(1000)
    front_desk.points.remove(desk.programme, ward)
    assert [each.where for each in told(desk)] == ["Ward"]
    desk.clock.advance(1000)
    # Another desk, which had not heard of it, renames what was removed.
    draft = set_draft(SubjectType.POINT, ward.id, desk.programme.id, {"name": "Ward 7"})
    with front_desk._store.write():
        front_desk._store.append([draft], desk.clock.now_ms)
    now = desk.clock.now_ms
    said = front_desk.incident.activities(desk.programme, now - HOUR_MS, now)
    assert [(each.kind, each.where) for each in said] == [
        (Happened.OPENED, "Main entrance"), (Happened.OPENED, "Ward"), (Happened.SHUT, "Ward"),
    ]  # fmt: skip
    assert front_desk.changes.undo()
    assert told(desk) == []


def test_what_was_before_or_after_the_period_is_not_there(desk: Reception) -> None:
    rollcall = desk.front_desk.rollcalls.begin(desk.programme, is_drill=False)
    desk.clock.advance(2 * HOUR_MS)
    desk.front_desk.rollcalls.close(rollcall)
    assert [each.kind for each in told(desk)] == [Happened.CLOSED]
    assert [each.kind for each in told(desk, 3)] == [Happened.BEGUN, Happened.CLOSED]


def test_a_scan_of_an_unknown_code_is_not_worth_noting(desk: Reception) -> None:
    desk.front_desk.desk.scan(desk.station(), Reading("unknown"))
    assert told(desk) == []
