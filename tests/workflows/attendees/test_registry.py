"""Registration: forms, twins, waiting lists, merging, and taking it all back."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checks import Fault
from desktop.workflows.attendees.registry import RegistrationForm
from tests.support.reception import Reception


def test_a_walk_in_is_found_and_admitted_at_once(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", organization="Field hospital")
    verdict = desk.front_desk.desk.scan(desk.station(), Reading(noa.registration.ticket_code))
    assert isinstance(verdict.outcome, d.Admitted)
    assert desk.front_desk.verify() == []


def test_undoing_a_registration_leaves_nothing_behind(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    step = desk.front_desk.changes.undo()
    assert step is not None
    assert step.name == "registered"
    assert desk.front_desk.desk.find(desk.programme, "noa") == []
    assert (
        desk.front_desk.desk.knows(desk.programme, Reading(noa.registration.ticket_code)) is False
    )
    assert desk.front_desk.verify() == []


def test_a_form_writes_only_what_it_changes(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", email="noa@example.org")
    form = RegistrationForm(
        {"first_name": "Noa", "last_name": "Levi"}, {"ticket_type": "Speaker"}, {}
    )
    changed = desk.front_desk.registry.change(noa.id, form)
    assert changed.name == "Noa Levi"
    assert changed.person.email == "noa@example.org"
    newest = desk.front_desk.registry.details(noa.id).history[:2]
    assert [dict(row.entry.body) for row in newest] == [
        {"ticket_type": "Speaker"}, {"last_name": "Levi"},
    ]  # fmt: skip
    assert [attendee.name for attendee in desk.front_desk.desk.find(desk.programme, "levi")] == [
        "Noa Levi"
    ]
    assert desk.front_desk.verify() == []


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ({"first_name": "N", "email": "NOA@example.org"}, "email"),
        ({"first_name": "Noa", "last_name": "X", "phone": "050-555-1234"}, "phone"),
        ({"full_name": "Cohen Noa"}, "name"),
        ({"first_name": "Noah", "last_name": "Cohen"}, "alike"),
    ],
)
def test_a_likely_twin_is_named_before_it_is_made(
    desk: Reception, typed: dict[str, str], sign: str
) -> None:
    desk.register("Noa Cohen", email="noa@example.org", phone="+972 50-555-1234")
    (twin,) = desk.front_desk.twins.find(desk.programme, typed)
    assert (twin.sign, twin.attendee.name, twin.is_here) == (sign, "Noa Cohen", True)


def test_a_stranger_has_no_twin(desk: Reception) -> None:
    desk.register("Noa Cohen", email="noa@example.org")
    assert not desk.front_desk.twins.find(desk.programme, {"full_name": "Martin Keller"})


def test_a_full_programme_puts_the_next_on_the_waiting_list_and_moves_up_in_order(
    desk: Reception,
) -> None:
    desk.limit_to(1)
    first, second, third = (desk.register(f"Guest {n}") for n in "ABC")
    assert second.registration.status is Status.WAITLISTED
    moved = desk.front_desk.registry.set_status([first.id], Status.CANCELLED)
    assert [(moved_up.attendee.id, moved_up.session) for moved_up in moved] == [(second.id, None)]
    assert desk.now(third).registration.status is Status.WAITLISTED
    (to_tell,) = desk.front_desk.registry.to_be_told(desk.programme)
    assert to_tell.attendee.id == second.id
    desk.front_desk.registry.set_told(second.id)
    assert desk.front_desk.registry.to_be_told(desk.programme) == []
    assert desk.front_desk.verify() == []


def test_a_full_session_has_a_waiting_list_of_its_own(desk: Reception) -> None:
    workshop = desk.session(capacity="1", starts_at="2026-12-02T09:00", ends_at="2026-12-02T10:00")
    people = [desk.register(f"Guest {n}") for n in "ABC"]
    sessions = desk.front_desk.sessions
    done = sessions.book([attendee.id for attendee in people], workshop)
    assert (len(done.placed), len(done.waiting)) == (1, 2)
    moved = sessions.take_out([people[0].id], workshop)
    assert [moved_up.attendee.id for moved_up in moved] == [people[1].id]
    desk.front_desk.registry.set_status([people[1].id], Status.CANCELLED)
    assert desk.now(people[2]).registration.booked == (workshop.id,)
    assert desk.front_desk.verify() == []


def test_booking_two_sessions_at_one_time_is_said(desk: Reception) -> None:
    times = {"starts_at": "2026-12-02T09:00", "ends_at": "2026-12-02T10:00"}
    session, other = desk.session("W1", **times), desk.session("W2", **times)
    noa = desk.register("Noa Cohen")
    desk.front_desk.sessions.book([noa.id], session)
    done = desk.front_desk.sessions.book([noa.id], other)
    assert [(who.name, what.code) for who, what in done.clashing] == [("Noa Cohen", "W1")]


def test_a_blocked_person_is_refused_with_the_reason(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    desk.front_desk.registry.set_status([noa.id], Status.BLOCKED, "Security: call Dana")
    verdict = desk.front_desk.desk.pick(desk.station(), noa.id)
    assert verdict.outcome == d.Blocked(desk.now(noa), "Security: call Dana")
    assert verdict.may is Authority.LEAD


def test_money_is_taken_at_the_desk_once(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", amount_due="120 USD")
    outcome = desk.front_desk.desk.pick(desk.station(), noa.id).outcome
    assert isinstance(outcome, d.Unpaid)
    assert outcome.amount == "120 USD"
    desk.front_desk.registry.set_paid(noa.id)
    assert isinstance(desk.front_desk.desk.pick(desk.station(), noa.id).outcome, d.Admitted)


def test_a_merged_twin_is_one_person_with_two_tickets_and_can_be_parted(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", email="noa@example.org")
    twin = desk.register("Noa Kohen", phone="050-1234567")
    workshop = desk.session()
    desk.front_desk.sessions.book([twin.id], workshop)
    desk.front_desk.desk.pick(desk.station(), twin.id)
    merged = desk.front_desk.merging.merge(noa.id, twin.id)
    assert merged.person.phone == "050-1234567"
    assert merged.registration.booked == (workshop.id,)
    assert merged.registration.presence is not None
    assert desk.front_desk.desk.counts(desk.programme, 1, 60_000).inside == 1
    assert [attendee.name for attendee in desk.front_desk.desk.find(desk.programme, "noa")] == [
        "Noa Cohen"
    ]
    by_twins_ticket = desk.front_desk.desk.scan(
        desk.station(), Reading(twin.registration.ticket_code), only_look=True
    ).outcome
    assert isinstance(by_twins_ticket, d.Found)
    assert by_twins_ticket.attendee.id == noa.id
    assert desk.front_desk.verify() == []

    history = desk.front_desk.registry.details(noa.id).history
    merge = next(row.entry for row in history if row.entry.kind == "merge")
    desk.front_desk.merging.unmerge(merge)
    names = {attendee.name for attendee in desk.front_desk.desk.find(desk.programme, "noa")}
    assert names == {"Noa Cohen", "Noa Kohen"}
    assert desk.now(noa).person.phone == ""
    assert desk.now(noa).registration.presence is None
    assert desk.now(twin).registration.presence is not None
    assert desk.front_desk.verify() == []


def test_a_merge_brings_the_other_programmes_along(desk: Reception) -> None:
    other = desk.front_desk.programmes.find_or_make("P2G")
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen")
    form = RegistrationForm({}, {}, {})
    elsewhere, _ = desk.front_desk.registry.register(other, form, twin.person.id)
    desk.front_desk.merging.merge(noa.id, twin.id)
    assert desk.now(elsewhere).person.id == noa.person.id
    desk.front_desk.changes.undo()
    assert desk.now(elsewhere).person.id == twin.person.id
    assert desk.front_desk.verify() == []


def test_a_form_says_what_is_wrong_with_it() -> None:
    wrong = RegistrationForm(
        {"email": "no address"}, {"amount_due": "a lot", "status": "blocked"}, {}
    )
    assert wrong.faults() == {
        "first_name": Fault.NO_NAME,
        "email": Fault.BAD_EMAIL,
        "amount_due": Fault.BAD_AMOUNT,
        "block_reason": Fault.MISSING,
    }
    right = RegistrationForm(
        {"first_name": "Noa"},
        {"amount_due": "120 USD", "status": "blocked", "block_reason": "x"},
        {},
    )
    assert right.faults() == {}
