"""Faults that a review proved, and laws that hold for any order of what desks do."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Direction, Status
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.programme.session_files import SessionRow
from tests.support.builders import read_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception
from tests.workflows.attendees.conftest import Lists


def find(desk: Reception, name: str) -> Attendee:
    return desk.front_desk.desk.find(desk.programme, name)[0]


def test_somebody_twice_in_one_slice_with_other_sessions_is_one_person(
    desk: Reception, lists: Lists
) -> None:
    session, other = desk.session("W1"), desk.session("W2")
    row = ["Ann A", "a@x.org", "W1", "", "", ""]
    assert lists.take(row, ["Ann A", "a@x.org", "W2", "", "", ""]) == (1, 1, 0)
    assert find(desk, "ann").registration.booked == (other.id,)
    assert desk.front_desk.sessions.seats(desk.programme)[session.id].taken == 0


def test_the_same_list_again_does_not_overrule_a_hand(desk: Reception, lists: Lists) -> None:
    rows = [["Ann A", "a@x.org", "", "Registered", "vegan", "1"],
            ["Bob B", "b@x.org", "", "Registered", "", "2"]]  # fmt: skip
    lists.take(*rows)
    ann, bob = find(desk, "ann"), find(desk, "bob")
    desk.front_desk.registry.set_status([ann.id], Status.BLOCKED, "police")
    form = RegistrationForm({"full_name": "Robert B"}, {"notes": "by hand"}, {})
    desk.front_desk.registry.change(bob.id, form)
    assert lists.take(*rows) == (0, 0, 2)
    assert desk.now(ann).registration.status is Status.BLOCKED
    assert (desk.now(bob).name, desk.now(bob).registration.notes) == ("Robert B", "by hand")
    rows[0][4] = "vegan, no nuts"
    assert lists.take(*rows) == (0, 1, 1)
    assert desk.now(ann).registration.notes == "vegan, no nuts"
    assert desk.now(ann).registration.status is Status.BLOCKED


def test_undoing_a_registration_that_something_else_wrote_to_leaves_the_rest_undoable(
    desk: Reception, lists: Lists
) -> None:
    earlier = desk.register("Dan Levi")
    noa = desk.register("Noa Cohen", email="n@x.org")
    lists.take(["Noa Cohen", "n@x.org", "", "", "note", ""])
    for expected in ("registered", "registered"):
        step = desk.front_desk.changes.undo()
        assert step is not None
        assert step.name == expected
    for gone in (earlier, noa):
        assert desk.front_desk.desk.find(desk.programme, gone.name) == []
    assert desk.front_desk.verify() == []


def test_a_person_who_is_registered_elsewhere_by_now_survives_the_undo(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", email="n@x.org")
    other = desk.front_desk.programmes.find_or_make("P2")
    desk.front_desk.registry.register(other, RegistrationForm({}, {}, {}), noa.person.id)
    desk.front_desk.changes._steps.pop()
    desk.front_desk.changes.undo()
    assert [attendee.name for attendee in desk.front_desk.desk.find(other, "noa")] == ["Noa Cohen"]
    assert desk.front_desk.verify() == []


def test_nobody_is_inside_whose_registration_was_taken_back(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    desk.front_desk.desk.pick(desk.station(), noa.id)
    desk.front_desk.changes.undo()
    counts = desk.front_desk.desk.counts(desk.programme, 1, 60_000)
    assert (counts.inside, counts.expected) == (0, 0)
    assert desk.front_desk.verify() == []


def test_a_ticket_follows_a_chain_of_merges(desk: Reception) -> None:
    a, b, c = (desk.register(f"Noa {n}") for n in "ABC")
    desk.front_desk.merging.merge(a.id, b.id)
    desk.front_desk.merging.merge(c.id, a.id)
    outcome = desk.front_desk.desk.scan(desk.station(), Reading(b.registration.ticket_code)).outcome
    assert isinstance(outcome, d.Admitted)
    assert outcome.attendee.id == c.id


@pytest.mark.parametrize(
    ("mine", "theirs", "united"),
    [
        (Status.WAITLISTED, Status.REGISTERED, Status.REGISTERED),
        (Status.CANCELLED, Status.REGISTERED, Status.REGISTERED),
        (Status.REGISTERED, Status.CANCELLED, Status.REGISTERED),
        (Status.REGISTERED, Status.BLOCKED, Status.BLOCKED),
        (Status.BLOCKED, Status.REGISTERED, Status.BLOCKED),
    ],
)
def test_of_two_standings_a_block_stays_and_else_the_better_one(
    desk: Reception, mine: Status, theirs: Status, united: Status
) -> None:
    a, b = desk.register("Noa A"), desk.register("Noa B")
    desk.front_desk.registry.set_status([a.id], mine, "reason")
    desk.front_desk.registry.set_status([b.id], theirs, "reason")
    merged = desk.front_desk.merging.merge(a.id, b.id)
    assert merged.registration.status is united


def test_a_merge_keeps_who_came_and_went(desk: Reception, clock: FakeClock) -> None:
    a, b = desk.register("Noa A"), desk.register("Noa B")
    pick, station = desk.front_desk.desk.pick, desk.station()
    out = Station(station.programme, station.point, Direction.OUT)
    pick(station, b.id)
    clock.advance(3_600_000)
    pick(station, a.id)
    clock.advance(3_600_000)
    pick(out, a.id)
    merged = desk.front_desk.merging.merge(a.id, b.id)
    assert merged.registration.presence is None
    assert merged.registration.first_in_ms is not None
    assert desk.front_desk.verify() == []


def test_nobody_overtakes_the_queue(desk: Reception, lists: Lists) -> None:
    desk.limit_to(1)
    first = desk.register("Ann A")
    bob, cay = desk.register("Bob B"), desk.register("Cay C")
    desk.limit_to(2)
    assert desk.now(bob).registration.status is Status.REGISTERED
    assert desk.now(cay).registration.status is Status.WAITLISTED
    eve = desk.register("Eve E", status="waitlisted")
    desk.front_desk.registry.set_status([first.id], Status.CANCELLED)
    assert desk.now(cay).registration.status is Status.REGISTERED
    assert desk.now(eve).registration.status is Status.WAITLISTED


def test_who_comes_back_waits_for_the_place_that_was_given_away(desk: Reception) -> None:
    workshop = desk.session(capacity="1")
    a, b = desk.register("Ann A"), desk.register("Bob B")
    desk.front_desk.sessions.book([a.id, b.id], workshop)
    desk.front_desk.registry.set_status([a.id], Status.CANCELLED)
    desk.front_desk.registry.set_status([a.id], Status.REGISTERED)
    assert desk.now(b).registration.booked == (workshop.id,)
    assert desk.now(a).registration.waiting == (workshop.id,)


def test_a_list_that_cancels_somebody_moves_the_next_one_up(desk: Reception, lists: Lists) -> None:
    desk.limit_to(1)
    lists.take(["Ann A", "a@x.org", "", "Registered", "", "1"])
    bob = desk.register("Bob B")
    lists.take(["Ann A", "a@x.org", "", "Cancelled", "", "1"])
    assert desk.now(bob).registration.status is Status.REGISTERED


def test_waiting_people_of_a_list_keep_its_order(desk: Reception, lists: Lists) -> None:
    desk.limit_to(1)
    lists.take(*[[f"W{n}", f"w{n}@x.org", "", "Waitlisted", "", str(n)] for n in range(6)])
    order = [
        moved_up.attendee.name for moved_up in desk.front_desk.registry.to_be_told(desk.programme)
    ]
    assert order == ["W0"]


@pytest.mark.parametrize("typed", ["+972 50-555-1234", "972505551234", "050-555-1234", "1234"])
@pytest.mark.parametrize("stored", ["+972 50-555-1234", "050-555-1234"])
def test_a_phone_is_found_in_either_form(desk: Reception, typed: str, stored: str) -> None:
    desk.register("Noa Cohen", phone=stored)
    assert [attendee.name for attendee in desk.front_desk.desk.find(desk.programme, typed)] == [
        "Noa Cohen"
    ]


def test_a_cancelled_guest_with_an_odd_status_is_exported_as_cancelled(
    desk: Reception, lists: Lists, tmp_path: Path
) -> None:
    lists.take(["Ann A", "a@x.org", "", "Gold member", "", "1"])
    form = RegistrationForm({}, {"status": "cancelled"}, {})
    desk.front_desk.registry.change(find(desk, "ann").id, form)
    desk.front_desk.export.attendees(desk.programme, tmp_path / "out.csv")
    assert read_csv(tmp_path / "out.csv")[0]["status"] == "cancelled"


def test_a_code_stands_once_in_a_file_of_sessions(desk: Reception) -> None:
    rows = [
        SessionRow(2, {"code": "W1", "title": "A"}),
        SessionRow(3, {"code": "w1", "title": "B"}),
    ]
    taken = desk.front_desk.planning.take_sessions(desk.programme, rows)
    assert (taken.new, [bad.number for bad in taken.bad]) == (1, [3])


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_what_desks_do_agrees_with_the_journal(desk: Reception, seed: int) -> None:
    chance = random.Random(seed)
    desk.limit_to(4)
    workshop = desk.session(capacity="2")
    people = [desk.register(f"Guest {n}") for n in range(5)]
    front_desk = desk.front_desk

    def one() -> str:
        return chance.choice(people).id

    def merge() -> None:
        kept, gone = chance.sample(people, 2)
        states = {desk.now(who).registration.status for who in (kept, gone)}
        if Status.MERGED not in states:
            front_desk.merging.merge(kept.id, gone.id)

    def status() -> None:
        front_desk.registry.set_status([one()], chance.choice([
            Status.CANCELLED, Status.REGISTERED, Status.WAITLISTED, Status.BLOCKED]))  # fmt: skip

    front_desk.changes._steps.clear()
    acts: list[Callable[[], object]] = [
        merge,
        status,
        lambda: front_desk.sessions.book([one(), one()], workshop),
        lambda: front_desk.sessions.take_out([one()], workshop),
        lambda: front_desk.desk.pick(desk.station(), one()),
        lambda: front_desk.desk.undo(desk.programme),
    ]
    for _ in range(25):
        desk.clock.advance(1000)
        chance.choice(acts)()
        seats = front_desk.sessions.seats(desk.programme)[workshop.id]
        assert seats.taken <= 2
        assert seats.taken == 2 or seats.waiting == 0
    assert front_desk.verify() == []
    while front_desk.changes.undo():
        desk.clock.advance(1000)
    assert front_desk.verify() == []
