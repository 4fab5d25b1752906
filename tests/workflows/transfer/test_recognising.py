"""Corrections by hand and new numbers make no second person, and nobody barred comes in unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import ProblemKind, open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

Take = Callable[[str], Progress]


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def take(desk: Reception, tmp_path: Path) -> Take:
    def import_(text: str) -> Progress:
        desk.clock.advance(1000)
        path = tmp_path / "list.csv"
        path.write_text(text, "utf-8")
        return desk.front_desk.importing(desk.programme, open_guest_list(path)).run()

    return import_


def everybody(desk: Reception) -> dict[str, Attendee]:
    people = desk.front_desk._store.registrations.page(desk.programme.id, 0)[1]
    return {attendee.name: attendee for attendee in people}


def block(desk: Reception, name: str) -> None:
    desk.front_desk.registry.set_status([everybody(desk)[name].id], Status.BLOCKED, "stolen")


def standing(desk: Reception) -> dict[str, tuple[str, str]]:
    return {
        name: (who.registration.status.value, who.registration.external_id)
        for name, who in everybody(desk).items()
    }


def problems(progress: Progress) -> list[ProblemKind]:
    return [problem.reason for problem in progress.problems]


PAIR = "Name,Email\nMia Roe,m@x.org\nKen Poe,k@x.org\n"


@pytest.mark.parametrize(
    "typed",
    [
        {"full_name": "Mia Roe", "email": "mia@new.org"},
        {"full_name": "Maria Rosenberg", "email": "m@x.org"},
        {"first_name": "Moshe", "last_name": "Cohen", "full_name": "", "email": "mo@y.org"},
    ],
)
def test_whom_a_hand_corrected_the_same_list_knows_by_what_it_said(
    desk: Reception, take: Take, typed: dict[str, str]
) -> None:
    take(PAIR)
    mia = everybody(desk)["Mia Roe"]
    desk.front_desk.registry.change(mia.id, RegistrationForm(typed, {}, {}))
    desk.front_desk.registry.set_status([mia.id], Status.BLOCKED, "stolen")
    before, name = desk.front_desk._store.journal.newest(), desk.now(mia).name
    again = take(PAIR)
    assert (again.new, again.changed, again.missing, again.choices) == (0, 0, (), ())
    assert desk.front_desk._store.journal.newest() == before
    assert (desk.now(mia).name, len(everybody(desk))) == (name, 2)


def test_numbers_that_moved_carry_no_block_to_somebody_else(desk: Reception, take: Take) -> None:
    take("ID,Name,Email\n1,Dan Levi,d@x.org\n2,Zed Z,z@x.org\n")
    block(desk, "Dan Levi")
    take("ID,Name,Email\n1,Al A,al@x.org\n2,Dan Levi,d@x.org\n3,Zed Z,z@x.org\n")
    assert standing(desk) == {
        "Dan Levi": ("blocked", "2"), "Zed Z": ("registered", "3"), "Al A": ("registered", "1"),
    }  # fmt: skip


@pytest.mark.parametrize("number", ["T3", "0001", "1.0"])
def test_another_number_for_the_same_person_makes_no_second_one(
    desk: Reception, take: Take, number: str
) -> None:
    take("Ticket ID,Name,Email\n1,Dan Levi,d@x.org\n2,Zed Z,z@x.org\n")
    block(desk, "Dan Levi")
    done = take(f"Ticket ID,Name,Email\n{number},Dan Levi,d@x.org\n2,Zed Z,z@x.org\n")
    assert done.new == 0
    assert standing(desk)["Dan Levi"] == ("blocked", number)


def test_a_second_ticket_of_one_person_is_a_second_registration(
    desk: Reception, take: Take
) -> None:
    take("Ticket ID,Name,Email\n1,Dan Levi,d@x.org\n")
    assert take("Ticket ID,Name,Email\n1,Dan Levi,d@x.org\n2,Dan Levi,d@x.org\n").new == 1


def test_of_a_family_with_one_address_each_ticket_keeps_its_own_name(
    desk: Reception, take: Take
) -> None:
    header = "Ticket ID,Name,Email\n"
    take(f"{header}T1,Ann Roe,fam@x.org\nT2,Ben Roe,fam@x.org\nT4,Ann Roe,fam@x.org\n")
    take(f"{header}T1,Ben Roe,fam@x.org\nT2,Ann Roe,fam@x.org\nT4,Ann Roe,fam@x.org\n")
    people = desk.front_desk._store.registrations.page(desk.programme.id, 0)[1]
    names = {who.registration.external_id: who.name for who in people}
    assert names == {"T1": "Ben Roe", "T2": "Ann Roe", "T4": "Ann Roe"}


def test_a_number_comes_with_a_later_list_and_then_goes_on_to_somebody_else(
    desk: Reception, take: Take
) -> None:
    take("Name,Email\nMia Roe,m@x.org\nKen Poe,k@x.org\n")
    take("Ticket ID,Name,Email\nT1,Mia Roe,m@x.org\nT2,Ken Poe,k@x.org\n")
    done = take("Ticket ID,Name,Email\nT1,Zoe New,z@x.org\nT2,Ken Poe,k@x.org\n")
    assert done.new == 0
    assert standing(desk) == {"Zoe New": ("registered", "T1"), "Ken Poe": ("registered", "T2")}


@pytest.mark.parametrize(
    ("first", "newer"),
    [
        ("Name,Email\nדן לוי,d@x.org\n", "Name,Email\nDan Levi,d@x.org\n"),
        ("Name,Email\nDan Levi,d@x.org\n", "Name,Email\nDan Levi,other@x.org\n"),
        (
            "Name,Email\nDan Levi,d@x.org\n",
            "Name,Email\nDr Dan M. Levi,d@x.org\nDan Levi,d@x.org\n",
        ),
    ],
)
def test_who_may_be_somebody_that_was_barred_by_hand_is_not_confirmed(
    desk: Reception, take: Take, first: str, newer: str
) -> None:
    ken = "Ken Poe,k@x.org\n"
    take(first + ken)
    block(desk, next(name for name in everybody(desk) if name != "Ken Poe"))
    done = take(newer + ken)
    new = {who: status for who, (status, _n) in standing(desk).items() if status != "blocked"}
    assert ProblemKind.LIKE_BARRED in problems(done)
    assert sorted(new.values()) == ["pending", "registered"]
    assert new["Ken Poe"] == "registered"


def test_a_phone_is_the_same_with_the_code_of_its_country(desk: Reception, take: Take) -> None:
    take("Name,Phone\nDan Levi,050-1234567\nZed Z,0521111111\n")
    block(desk, "Dan Levi")
    assert take("Name,Phone\nDan Levi,+972 50 1234567\nZed Z,0521111111\n").new == 0
    assert standing(desk)["Dan Levi"] == ("blocked", "")


def test_a_list_checks_nobody_in_who_was_barred_by_hand(desk: Reception, take: Take) -> None:
    take("Name,Email,Status\nDan Levi,d@x.org,Attending\n")
    block(desk, "Dan Levi")
    done = take("Name,Email,Status\nDan Levi,d@x.org,Checked in\n")
    assert problems(done) == [ProblemKind.CAME_BARRED]
    assert everybody(desk)["Dan Levi"].registration.first_in_ms is None


def test_who_is_inside_keeps_the_status_until_they_are_out(desk: Reception, take: Take) -> None:
    take("Name,Email,Status\nDan Levi,d@x.org,Attending\n")
    dan = everybody(desk)["Dan Levi"]
    desk.front_desk.desk.pick(desk.station(), dan.id)
    unknown = "Name,Email,Status\nDan Levi,d@x.org,Moon\n"
    take(unknown)
    assert desk.now(dan).registration.status is Status.REGISTERED
    desk.front_desk.desk.undo(desk.programme)
    take(unknown)
    own = desk.now(dan).registration
    assert (own.status, own.status_word) == (Status.PENDING, "Moon")


def test_a_walk_in_was_registered_by_hand_and_no_list_cancels_them(
    desk: Reception, take: Take
) -> None:
    dan = desk.register("Dan Levi", email="d@x.org")
    done = take("Name,Email,Status\nDan Levi,d@x.org,Cancelled\n")
    assert [(c.field, c.theirs) for c in done.choices] == [("status", "cancelled")]
    assert desk.now(dan).registration.status is Status.REGISTERED


def test_a_merge_carries_what_a_hand_decided_and_makes_no_hand_of_a_list(
    desk: Reception, take: Take
) -> None:
    header = "ID,Name,Email,Phone,Status\n"
    rows = "1,Dan Levi,d@x.org,,Attending\n2,Dan Levy,l@x.org,0501234567,Attending\n"
    take(header + rows)
    kept, gone = everybody(desk)["Dan Levi"], everybody(desk)["Dan Levy"]
    desk.front_desk.registry.set_status([gone.id], Status.REGISTERED)
    desk.front_desk.merging.merge(kept.id, gone.id)
    newer = rows.replace("d@x.org,,Attending", "d@x.org,0529999999,Cancelled")
    done = take(header + newer)
    assert [(c.field, c.theirs) for c in done.choices] == [("status", "cancelled")]
    assert desk.now(kept).person.phone == "0529999999"
    assert desk.front_desk.verify() == []


def test_what_was_paid_to_either_of_two_records_is_paid(desk: Reception, take: Take) -> None:
    take("ID,Name,Email,Amount due\n1,Dan Levi,d@x.org,80\n")
    kept = everybody(desk)["Dan Levi"]
    twin = desk.register("Dan Levy", email="l@x.org", amount_due="80")
    desk.front_desk.registry.set_paid(twin.id)
    merged = desk.front_desk.merging.merge(kept.id, twin.id)
    assert (merged.registration.due, merged.registration.paid_amount) == ("", "80")


def test_what_was_paid_is_taken_off_what_lists_say_later(desk: Reception, take: Take) -> None:
    take("Name,Email,Amount due\nDan Levi,d@x.org,50\n")
    dan = everybody(desk)["Dan Levi"]
    desk.front_desk.registry.set_paid(dan.id)
    for amount, due in (("50", ""), ("80", "30"), ("$0.00", ""), ("80 ILS", "30 ILS")):
        take(f"Name,Email,Amount due\nDan Levi,d@x.org,{amount}\n")
        assert desk.now(dan).registration.due == due, amount


def test_a_balance_is_what_remains_beside_what_was_paid_here(desk: Reception, take: Take) -> None:
    take("Name,Email,Balance\nDan Levi,d@x.org,50\n")
    dan = everybody(desk)["Dan Levi"]
    desk.front_desk.registry.set_paid(dan.id)
    for amount, due in (("50", ""), ("80", "80"), ("0", ""), ("30", "30")):
        take(f"Name,Email,Balance\nDan Levi,d@x.org,{amount}\n")
        assert desk.now(dan).registration.due == due, amount


def test_a_further_column_of_states_that_says_no_is_a_question(desk: Reception, take: Take) -> None:
    take(
        "Name,Email,Attendee Status,Order Status\n"
        "Dan Levi,d@x.org,Attending,Refunded\nMia Roe,m@x.org,Attending,Completed\n"
    )
    own = everybody(desk)["Dan Levi"].registration
    assert (own.status, own.status_word) == (Status.PENDING, "Order Status: Refunded")
    assert everybody(desk)["Mia Roe"].registration.status is Status.REGISTERED


def test_an_arrival_months_ahead_is_none(desk: Reception, take: Take) -> None:
    done = take("Name,Check-in date\nDan Levi,2027-05-01 14:00\nMia Roe,2026-11-18 09:00\n")
    assert problems(done) == [ProblemKind.TIME_UNREAD]
    inside = {name: who.registration.presence is not None for name, who in everybody(desk).items()}
    assert inside == {"Dan Levi": False, "Mia Roe": True}


def test_two_states_for_one_ticket_in_a_file_are_told(desk: Reception, take: Take) -> None:
    text = "Name,Email,Status\nDan Levi,d@x.org,Cancelled\nDan Levi,d@x.org,Attending\n"
    assert problems(take(text)) == [ProblemKind.SAID_TWICE]
    assert standing(desk)["Dan Levi"] == ("registered", "")
    assert problems(take(text)) == []


def test_a_cancelled_ticket_of_a_merged_record_is_told(desk: Reception, take: Take) -> None:
    header = "ID,Name,Email,Status\n"
    take(f"{header}1,Dan Levi,d@x.org,Attending\n2,Dan Levy,l@x.org,Attending\n")
    people = everybody(desk)
    desk.front_desk.merging.merge(people["Dan Levi"].id, people["Dan Levy"].id)
    done = take(f"{header}1,Dan Levi,d@x.org,Attending\n2,Dan Levy,l@x.org,Cancelled\n")
    assert problems(done) == [ProblemKind.OF_MERGED]
    assert (done.missing, standing(desk)) == ((), {"Dan Levi": ("registered", "1")})
