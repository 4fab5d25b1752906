"""Two desks that had not heard of each other: what a person is shown, and how it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Direction
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import Draft
from desktop.domain.programme.booking import booking_field
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.sync.dispute import Dispute
from tests.support.fleet import FleetDesk, fleet

Pair = tuple[FleetDesk, FleetDesk]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with fleet(tmp_path, "Desk A", "Desk B") as (fleet_desk, other):
        yield fleet_desk, other


def meet(pair: Pair) -> None:
    """Let both hear each other, and agree to the byte."""
    fleet_desk, other = pair
    rows = fleet_desk.rows()
    fleet_desk.hear(other)
    other.take(rows)
    assert fleet_desk.hash == other.hash
    for desk in pair:
        assert desk.front_desk.verify() == []


def only(desk: FleetDesk) -> Dispute:
    (dispute,) = desk.front_desk.disputes.all()
    return dispute


def test_an_admission_at_another_desk_is_known_there(pair: Pair) -> None:
    fleet_desk, other = pair
    noa = fleet_desk.register("Noa Cohen")
    meet(pair)
    assert fleet_desk.scan(noa).outcome.slug == "admitted"
    other.hear(fleet_desk)
    verdict = other.scan(noa)
    assert verdict.outcome.slug == "already_in"
    meet(pair)
    assert fleet_desk.front_desk.disputes.all() == []


def test_who_got_in_twice_is_in_once_and_is_shown_with_both_sides(pair: Pair) -> None:
    fleet_desk, other = pair
    noa = fleet_desk.register("Noa Cohen")
    meet(pair)
    assert fleet_desk.scan(noa).outcome.slug == other.scan(noa).outcome.slug == "admitted"
    meet(pair)
    assert fleet_desk.inside() == other.inside() == 1
    dispute = only(fleet_desk)
    assert dispute.kind is ConflictKind.TWICE_IN
    assert dispute.about == "Noa Cohen"
    assert {side.desk for side in dispute.sides} == {"Desk A", "Desk B"}
    assert only(other) == dispute


def test_settling_is_an_entry_that_other_desks_learn(pair: Pair) -> None:
    fleet_desk, other = pair
    noa = fleet_desk.register("Noa Cohen")
    meet(pair)
    fleet_desk.scan(noa)
    other.scan(noa)
    meet(pair)
    fleet_desk.front_desk.disputes.accept(only(fleet_desk))
    assert fleet_desk.front_desk.disputes.all() == []
    meet(pair)
    assert other.front_desk.disputes.all() == []
    fleet_desk.front_desk.changes.undo()
    meet(pair)
    assert len(other.front_desk.disputes.all()) == 1


def test_a_third_admission_opens_it_again(tmp_path: Path) -> None:
    with fleet(tmp_path, "Desk A", "Desk B", "Desk C") as (fleet_desk, other, third):
        noa = fleet_desk.register("Noa Cohen")
        for desk in (other, third):
            desk.hear(fleet_desk)
        for desk in (fleet_desk, other, third):
            desk.scan(noa)
        fleet_desk.hear(other)
        fleet_desk.front_desk.disputes.accept(only(fleet_desk))
        fleet_desk.hear(third)
        assert len(only(fleet_desk).sides) == 3


def test_taking_one_side_back_settles_it_and_leaves_the_other(pair: Pair) -> None:
    fleet_desk, other = pair
    noa = fleet_desk.register("Noa Cohen")
    meet(pair)
    fleet_desk.scan(noa)
    other.scan(noa)
    meet(pair)
    dispute = only(fleet_desk)
    fleet_desk.front_desk.disputes.take_back(dispute.sides[0])
    meet(pair)
    assert other.front_desk.disputes.all() == []
    assert other.inside() == 1


def change(desk: FleetDesk, id_: str, **person: str) -> None:
    desk.clock.advance(1000)
    attendee = desk.front_desk.registry.details(id_).attendee
    kept = {"first_name": attendee.person.first_name, "last_name": attendee.person.last_name}
    desk.front_desk.registry.change(id_, RegistrationForm(kept | person, {}, {}))


def test_two_edits_of_one_field_show_both_values_and_either_can_stand(pair: Pair) -> None:
    fleet_desk, other = pair
    noa = fleet_desk.register("Noa Cohen")
    meet(pair)
    change(fleet_desk, noa.id, phone="504-555-0101")
    other.clock.advance(5000)
    change(other, noa.id, phone="504-555-0202")
    change(other, noa.id, title="Paramedic")
    meet(pair)
    dispute = only(fleet_desk)
    assert (dispute.kind, dispute.key) == (ConflictKind.EDITED, "phone")
    assert [side.what for side in dispute.sides] == ["504-555-0101", "504-555-0202"]
    fleet_desk.front_desk.disputes.keep(dispute, dispute.sides[0])
    meet(pair)
    assert other.now(noa).person.phone == "504-555-0101"
    assert fleet_desk.front_desk.disputes.all() == other.front_desk.disputes.all() == []


def test_the_same_edit_at_two_desks_is_no_dispute(pair: Pair) -> None:
    fleet_desk, _other = pair
    noa = fleet_desk.register("Noa Cohen")
    meet(pair)
    for desk in pair:
        change(desk, noa.id, phone="504-555-0101")
    meet(pair)
    assert fleet_desk.front_desk.disputes.all() == []


def test_a_code_retired_here_and_used_there_goes_to_a_person(pair: Pair) -> None:
    fleet_desk, other = pair
    noa = fleet_desk.register("Noa Cohen")
    programme = fleet_desk.front_desk.programmes.named("NIPERM")
    order = BadgeOrder(programme, template_named("two-script"), media_named("5392"))
    target = fleet_desk.store.path.parent / "badges.pdf"
    fleet_desk.front_desk.badges.run(order, target)
    old = fleet_desk.now(noa).registration.badge_code
    meet(pair)
    fleet_desk.front_desk.badges.run(order, target)
    assert fleet_desk.now(noa).registration.badge_code != old
    assert other.scan(old).outcome.slug == "admitted"
    meet(pair)
    dispute = only(fleet_desk)
    assert dispute.kind is ConflictKind.RETIRED_USED
    assert dispute.key == old
    other.front_desk.disputes.accept(only(other))
    meet(pair)
    assert fleet_desk.front_desk.disputes.all() == []


def test_a_code_that_was_known_to_be_retired_opens_no_door_and_no_dispute(pair: Pair) -> None:
    fleet_desk, other = pair
    fleet_desk.register("Noa Cohen")
    programme = fleet_desk.front_desk.programmes.named("NIPERM")
    order = BadgeOrder(programme, template_named("two-script"), media_named("5392"))
    target = fleet_desk.store.path.parent / "badges.pdf"
    noa = fleet_desk.front_desk.desk.find(programme, "noa")[0]
    fleet_desk.front_desk.badges.run(order, target)
    old = fleet_desk.now(noa).registration.badge_code
    fleet_desk.front_desk.badges.run(order, target)
    meet(pair)
    assert other.scan(old).outcome.slug == "replaced"
    meet(pair)
    assert fleet_desk.front_desk.disputes.all() == []


def test_people_who_look_the_same_are_shown_and_merged_with_one_key(pair: Pair) -> None:
    fleet_desk, other = pair
    here = fleet_desk.register("Noa Cohen", email="noa@example.org")
    there = other.register("Noa Cohen", email="NOA@example.org")
    meet(pair)
    dispute = only(fleet_desk)
    assert dispute.kind is ConflictKind.TWINS
    assert dispute.is_sure
    assert fleet_desk.front_desk.disputes.settle_all_sure([dispute]) == 1
    meet(pair)
    assert other.front_desk.disputes.all() == []
    programme = other.front_desk.programmes.named("NIPERM")
    assert len(other.front_desk.desk.find(programme, "noa")) == 1
    for code in (here.registration.ticket_code, there.registration.ticket_code):
        assert other.scan(code).outcome.slug in {"admitted", "already_in"}


def test_namesakes_are_told_apart_once_for_all_desks(pair: Pair) -> None:
    fleet_desk, other = pair
    fleet_desk.register("Noa Cohen")
    other.register("Noa Cohen")
    meet(pair)
    fleet_desk.front_desk.disputes.accept(only(fleet_desk))
    meet(pair)
    assert other.front_desk.disputes.all() == []


def test_a_session_overfull_by_two_desks_says_who_came_last(pair: Pair) -> None:
    fleet_desk, other = pair
    people = [fleet_desk.register(f"Guest{n} Levi") for n in range(4)]
    programme = fleet_desk.front_desk.programmes.named("NIPERM")
    fields = {"code": "W1", "title": "Triage", "capacity": "2"}
    session = fleet_desk.front_desk.planning.save_session(programme, "", fields)
    assert not isinstance(session, dict)
    meet(pair)
    fleet_desk.front_desk.sessions.book([people[0].id, people[1].id], session)
    other.clock.advance(5000)
    other.front_desk.sessions.book([people[2].id, people[3].id], session)
    meet(pair)
    dispute = only(fleet_desk)
    assert (dispute.kind, dispute.extra, dispute.about) == (ConflictKind.OVERFULL, 2, "Triage")
    assert {side.what for side in dispute.sides} == {"Guest2 Levi", "Guest3 Levi"}
    assert fleet_desk.front_desk.disputes.let_wait(dispute) == 2
    meet(pair)
    assert other.front_desk.disputes.all() == []
    assert other.now(people[2]).registration.waiting == (session.id,)


def test_an_overfull_session_that_is_accepted_comes_back_when_it_grows(pair: Pair) -> None:
    fleet_desk, other = pair
    people = [fleet_desk.register(f"Guest{n} Levi") for n in range(3)]
    programme = fleet_desk.front_desk.programmes.named("NIPERM")
    fields = {"code": "W1", "title": "Triage", "capacity": "1"}
    session = fleet_desk.front_desk.planning.save_session(programme, "", fields)
    assert not isinstance(session, dict)
    meet(pair)
    fleet_desk.front_desk.sessions.book([people[0].id], session)
    other.front_desk.sessions.book([people[1].id], session)
    meet(pair)
    fleet_desk.front_desk.disputes.accept(only(fleet_desk))
    meet(pair)
    assert other.front_desk.disputes.all() == []
    body = {booking_field(session.id): {"state": "booked", "at_ms": other.clock()}}
    booked = Draft(SET, f"registration:{people[2].id}", programme.id, body)
    with other.store.write():
        other.store.append([booked], other.clock())
    meet(pair)
    assert only(fleet_desk).extra == 2


def test_a_way_out_at_another_desk_is_no_dispute(pair: Pair) -> None:
    fleet_desk, other = pair
    noa = fleet_desk.register("Noa Cohen")
    meet(pair)
    fleet_desk.scan(noa)
    other.hear(fleet_desk)
    other.scan(noa, Direction.OUT)
    meet(pair)
    assert fleet_desk.inside() == 0
    assert fleet_desk.front_desk.disputes.all() == []


def test_a_registration_taken_back_here_and_booked_there_leaves_no_orphan(pair: Pair) -> None:
    fleet_desk, other = pair
    noa = fleet_desk.register("Noa Cohen")
    programme = fleet_desk.front_desk.programmes.named("NIPERM")
    fields = {"code": "W1", "title": "Triage", "capacity": "3"}
    session = fleet_desk.front_desk.planning.save_session(programme, "", fields)
    assert not isinstance(session, dict)
    fleet_desk.front_desk.changes.forget_all()
    dan = fleet_desk.register("Dan Levi")
    meet(pair)
    other.front_desk.sessions.book([noa.id, dan.id], session)
    fleet_desk.front_desk.changes.undo()
    meet(pair)
    booked = [id_ for id_, _since in other.store.conflicts.booked_in(session.id)]
    assert booked == [noa.id]


def test_settling_twice_does_it_once(pair: Pair) -> None:
    fleet_desk, other = pair
    people = [fleet_desk.register(f"Guest{n} Levi") for n in range(4)]
    programme = fleet_desk.front_desk.programmes.named("NIPERM")
    fields = {"code": "W1", "title": "Triage", "capacity": "2"}
    session = fleet_desk.front_desk.planning.save_session(programme, "", fields)
    assert not isinstance(session, dict)
    fleet_desk.register("Noa Cohen")
    other.make_programme()
    other.register("Noa Cohen")
    meet(pair)
    fleet_desk.front_desk.sessions.book([people[0].id, people[1].id], session)
    other.front_desk.sessions.book([people[2].id, people[3].id], session)
    meet(pair)
    overfull, twins = (
        next(one_ for one_ in fleet_desk.front_desk.disputes.all() if one_.kind is kind)
        for kind in (ConflictKind.OVERFULL, ConflictKind.TWINS)
    )
    disputes = fleet_desk.front_desk.disputes
    assert [disputes.let_wait(overfull), disputes.let_wait(overfull)] == [2, 0]
    assert disputes.merge(twins) is not None
    assert disputes.merge(twins) is None
