"""What counts as a disagreement, what is said of it, and what one settling settles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import Draft
from desktop.domain.programme.booking import booking_field
from desktop.domain.programme.programme import Session
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.sync.dispute import Dispute
from tests.support.fleet import FleetDesk, fleet

Trio = tuple[FleetDesk, FleetDesk, FleetDesk]


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Trio]:
    with fleet(tmp_path, "Desk A", "Desk B", "Desk C") as (first, second, third):
        yield first, second, third


def meet(trio: Trio) -> None:
    """Let all three hear each other."""
    for desk in trio:
        for other in trio:
            if other is not desk:
                desk.hear(other)


def only(desk: FleetDesk) -> Dispute:
    (dispute,) = desk.front_desk.disputes.all()
    return dispute


def make_session(desk: FleetDesk, code: str, capacity: int) -> Session:
    programme = desk.front_desk.programmes.named("NIPERM")
    fields = {"code": code, "title": f"Workshop {code}", "capacity": str(capacity)}
    session = desk.front_desk.planning.save_session(programme, "", fields)
    assert isinstance(session, Session)
    return session


def book(desk: FleetDesk, session: Session, attendee: Attendee) -> None:
    """Book past the capacity, as a desk does that has not heard of the others."""
    desk.clock.advance(1000)
    body = {booking_field(session.id): {"state": "booked", "at_ms": desk.clock()}}
    draft = Draft(SET, f"registration:{attendee.id}", session.programme, body)
    with desk.store.write():
        desk.store.append([draft], desk.clock())


def test_two_admissions_are_about_one_registration_and_neither_overfull_nor_sure(
    trio: Trio,
) -> None:
    first, second, _third = trio
    noa = first.register("Noa Cohen")
    meet(trio)
    first.scan(noa)
    second.scan(noa)
    meet(trio)
    dispute = only(first)
    assert (dispute.registrations, dispute.extra, dispute.is_sure) == ((noa.id,), 0, False)
    assert [side.who for side in dispute.sides] == ["", ""]
    assert first.front_desk.disputes.count() == 1


def test_an_edited_person_is_named_with_all_registrations(trio: Trio) -> None:
    first, second, _third = trio
    noa = first.register("Noa Cohen")
    meet(trio)
    for desk, phone in ((first, "1"), (second, "2")):
        desk.clock.advance(1000)
        desk.front_desk.registry.change(noa.id, RegistrationForm({"phone": phone}, {}, {}))
    meet(trio)
    dispute = only(second)
    assert (dispute.about, dispute.registrations) == ("Noa Cohen", (noa.id,))


def test_an_edited_session_is_named_by_its_title(trio: Trio) -> None:
    first, second, _third = trio
    session = make_session(first, "W1", 0)
    meet(trio)
    programme = first.front_desk.programmes.named("NIPERM")
    for desk, place in ((first, "Hall"), (second, "Lobby")):
        desk.clock.advance(1000)
        fields = {"code": "W1", "title": "Workshop W1", "place": place}
        desk.front_desk.planning.save_session(programme, session.id, fields)
    meet(trio)
    (dispute,) = (one for one in first.front_desk.disputes.all() if one.key == "place")
    assert (dispute.about, dispute.registrations) == ("Workshop W1", ())


def test_namesakes_are_sure_only_with_the_same_email(trio: Trio) -> None:
    first, second, third = trio
    for desk, name, email in (
        (first, "Noa Cohen", ""), (second, "Noa Cohen", ""),
        (second, "Dan Levi", "d@x.org"), (third, "Dan Levi", "other@x.org"),
        (first, "Ruth Katz", "r@x.org"), (third, "Ruth Katz", "R@x.org"),
    ):  # fmt: skip
        desk.register(name, email=email)
    meet(trio)
    disputes = first.front_desk.disputes.all()
    assert {dispute.about: dispute.is_sure for dispute in disputes} == {
        "Noa Cohen": False, "Dan Levi": False, "Ruth Katz": True,
    }  # fmt: skip
    assert first.front_desk.disputes.settle_all_sure(disputes) == 1
    meet(trio)
    assert {dispute.about for dispute in second.front_desk.disputes.all()} == {
        "Noa Cohen", "Dan Levi",
    }  # fmt: skip


def test_namesakes_are_shown_with_who_made_them_and_what_tells_them_apart(trio: Trio) -> None:
    first, second, third = trio
    noa = first.register("Noa Cohen", email="n@x.org", ticket_type="Speaker")
    meet(trio)
    second.register("Noa Cohen", phone="050-1")
    third.clock.advance(10_000)
    third.front_desk.registry.change(noa.id, RegistrationForm({}, {"notes": "vegan"}, {}))
    meet(trio)
    sides = only(third).sides
    assert {(side.desk, side.what) for side in sides} >= {("Desk A", "Noa Cohen, n@x.org, Speaker")}
    assert {side.desk for side in sides} == {"Desk A", "Desk B"}


def test_three_records_of_one_person_are_merged_without_merging_one_twice(trio: Trio) -> None:
    for desk in trio:
        desk.register("Noa Cohen", email="n@x.org")
    meet(trio)
    first = trio[0]
    disputes = first.front_desk.disputes.all()
    assert len(disputes) == 3
    assert first.front_desk.disputes.settle_all_sure(disputes) == 2
    programme = first.front_desk.programmes.named("NIPERM")
    assert len(first.front_desk.desk.find(programme, "noa")) == 1
    assert first.front_desk.disputes.all() == []


def test_telling_two_of_three_namesakes_apart_leaves_the_others(trio: Trio) -> None:
    for desk in trio:
        desk.register("Noa Cohen")
    meet(trio)
    first = trio[0]
    before = first.front_desk.disputes.all()
    first.front_desk.disputes.accept(before[0])
    after = first.front_desk.disputes.all()
    assert [dispute.registrations for dispute in after] == [
        dispute.registrations for dispute in before[1:]
    ]


def test_settling_something_else_of_a_namesake_leaves_the_namesakes(trio: Trio) -> None:
    first, second, _third = trio
    noa = first.register("Noa Cohen")
    meet(trio)
    second.register("Noa Cohen")
    first.scan(noa)
    second.scan(noa)
    meet(trio)
    twice = next(
        dispute
        for dispute in first.front_desk.disputes.all()
        if dispute.kind is ConflictKind.TWICE_IN
    )
    first.front_desk.disputes.accept(twice)
    assert only(first).kind is ConflictKind.TWINS


def test_twins_of_whom_one_was_taken_back_are_not_merged(trio: Trio) -> None:
    first, second, _third = trio
    first.register("Noa Cohen")
    second.register("Noa Cohen")
    meet(trio)
    dispute = only(second)
    second.front_desk.changes.undo()
    assert second.front_desk.disputes.merge(dispute) is None
    assert second.front_desk.disputes.all() == []


def test_one_desk_may_overfill_a_session_whatever_others_write_of_its_people(trio: Trio) -> None:
    first, second, _third = trio
    people = [first.register(name) for name in ("Noa Cohen", "Dan Levi")]
    session = make_session(first, "W1", 1)
    for attendee in people:
        book(first, session, attendee)
    meet(trio)
    second.clock.advance(60_000)
    second.front_desk.registry.set_field([people[0].id], "tags", "vip")
    meet(trio)
    assert first.front_desk.disputes.all() == []


def test_of_each_person_the_last_booking_counts_and_each_session_waits_for_itself(
    trio: Trio,
) -> None:
    first, second, _third = trio
    noa, dan, ruth = (first.register(name) for name in ("Noa Cohen", "Dan Levi", "Ruth Katz"))
    session, other = make_session(first, "W1", 1), make_session(first, "W2", 1)
    meet(trio)
    book(first, session, noa)
    first.front_desk.sessions.take_out([noa.id], session)
    book(first, session, noa)
    book(first, other, noa)
    second.clock.advance(60_000)
    book(second, session, dan)
    for attendee in (dan, ruth):
        book(second, other, attendee)
    meet(trio)
    disputes = {dispute.about: dispute for dispute in first.front_desk.disputes.all()}
    assert {about: dispute.extra for about, dispute in disputes.items()} == {
        "Workshop W1": 1, "Workshop W2": 2,
    }  # fmt: skip
    assert disputes["Workshop W1"].registrations == (dan.id,)
    assert [side.what for side in disputes["Workshop W1"].sides] == ["Dan Levi"]
    assert [side.desk for side in disputes["Workshop W2"].sides] == ["Desk B", "Desk B"]
    assert first.front_desk.disputes.let_wait(disputes["Workshop W2"]) == 2
    assert only(first).about == "Workshop W1"
    assert first.now(ruth).registration.waiting == (other.id,)


def test_an_overfull_session_of_two_desks_that_was_accepted_stays_so(trio: Trio) -> None:
    first, second, _third = trio
    noa, dan = (first.register(name) for name in ("Noa Cohen", "Dan Levi"))
    session = make_session(first, "W1", 1)
    meet(trio)
    book(first, session, noa)
    book(second, session, dan)
    meet(trio)
    first.front_desk.disputes.accept(only(first))
    assert first.front_desk.disputes.all() == []
