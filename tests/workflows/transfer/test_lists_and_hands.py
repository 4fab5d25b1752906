"""What a hand decided stays, whatever lists say later; what they say otherwise is for a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.conftest import EXPORTS
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception
from tests.support.tale import people

LISTS = EXPORTS.parent / "lists"
Take = Callable[[str], Progress]


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def take(desk: Reception) -> Take:
    def import_(name: str) -> Progress:
        desk.clock.advance(1000)
        return desk.front_desk.importing(desk.programme, open_guest_list(LISTS / name)).run()

    return import_


def everybody(desk: Reception) -> dict[str, Attendee]:
    return people(desk.front_desk, desk.programme)


def statuses(desk: Reception) -> dict[str, str]:
    return {name: who.registration.status.value for name, who in everybody(desk).items()}


def block_dan_cancel_omer_make_rina_a_speaker(desk: Reception) -> None:
    registry, guests = desk.front_desk.registry, everybody(desk)
    desk.clock.advance(1000)
    registry.set_status([guests["Dan Levi"].id], Status.BLOCKED, "ticket stolen")
    registry.set_status([guests["Omer Katz"].id], Status.CANCELLED)
    registry.set_field([guests["Rina Peretz"].id], "ticket_type", "Speaker")


HANDS = {"Dan Levi": "blocked", "Omer Katz": "cancelled", "Rina Peretz": "registered"}


def test_one_more_column_overrules_no_hand(desk: Reception, take: Take) -> None:
    take("hand_a.csv")
    block_dan_cancel_omer_make_rina_a_speaker(desk)
    for _ in range(2):
        done = take("hand_b.csv")
        assert (done.new, done.changed, done.unchanged, done.choices) == (0, 0, 3, ())
        assert statuses(desk) == HANDS
        assert everybody(desk)["Rina Peretz"].registration.ticket_type == "Speaker"
    assert desk.front_desk.disputes.count() == 0


def test_another_system_that_says_otherwise_is_a_choice_and_nothing_is_done(
    desk: Reception, take: Take
) -> None:
    take("hand_a.csv")
    block_dan_cancel_omer_make_rina_a_speaker(desk)
    done = take("hand_c.csv")
    told = [(choice.name, choice.field, choice.ours, choice.theirs) for choice in done.choices]
    assert told == [
        ("Dan Levi", "status", "blocked", "registered"),
        ("Omer Katz", "status", "cancelled", "registered"),
    ]
    assert (done.new, done.changed) == (0, 0)
    assert statuses(desk) == HANDS
    assert take("hand_c.csv").choices == ()
    open_ones = desk.front_desk.disputes.single()
    assert sorted((dispute.about, dispute.key) for dispute in open_ones) == [
        ("Dan Levi", "status"), ("Omer Katz", "status"),
    ]  # fmt: skip
    assert desk.front_desk.verify() == []


def test_a_choice_is_settled_once_either_way(desk: Reception, take: Take) -> None:
    take("hand_a.csv")
    block_dan_cancel_omer_make_rina_a_speaker(desk)
    take("hand_c.csv")
    disputes = desk.front_desk.disputes
    by_name = {dispute.about: dispute for dispute in disputes.single()}
    sides = {side.what: side for side in by_name["Omer Katz"].sides}
    desk.clock.advance(1000)
    disputes.keep(by_name["Omer Katz"], sides["registered"])
    sides = {side.what: side for side in by_name["Dan Levi"].sides}
    disputes.keep(by_name["Dan Levi"], sides["blocked"])
    assert disputes.count() == 0
    assert statuses(desk) == HANDS | {"Omer Katz": "registered"}
    for name in ("hand_a.csv", "hand_b.csv", "hand_c.csv"):
        assert take(name).choices == ()
    assert statuses(desk) == HANDS | {"Omer Katz": "registered"}


def test_what_a_list_says_newly_of_a_field_that_a_hand_set_is_a_choice(
    desk: Reception, tmp_path: Path
) -> None:
    header = ["Attendee #", "Name", "Email", "Ticket Type"]

    def take_type(text: str) -> Progress:
        desk.clock.advance(1000)
        rows = [header, ["1", "Noa Cohen", "n@x.org", text]]
        guests = open_guest_list(write_csv(tmp_path / "list.csv", rows))
        return desk.front_desk.importing(desk.programme, guests).run()

    take_type("Delegate")
    noa = everybody(desk)["Noa Cohen"]
    desk.front_desk.registry.set_field([noa.id], "ticket_type", "Speaker")
    assert take_type("Speaker").choices == ()
    (choice,) = take_type("Guest").choices
    assert (choice.row, choice.ours, choice.theirs) == (2, "Speaker", "Guest")
    assert desk.now(noa).registration.ticket_type == "Speaker"
    assert take_type("").choices[0].theirs == ""
    assert desk.now(noa).registration.ticket_type == "Speaker"


def test_a_part_of_a_name_that_a_hand_corrected_keeps_the_whole(
    desk: Reception, take: Take
) -> None:
    take("hand_a.csv")
    dan = everybody(desk)["Dan Levi"]
    form = dict.fromkeys(("first_name", "last_name", "email"), "") | {
        "first_name": "Dan", "last_name": "Levy", "email": "dan@example.org",
    }  # fmt: skip
    desk.front_desk.registry.change(dan.id, RegistrationForm(form, {}, {}))
    (choice,) = take("hand_c.csv").choices
    assert (choice.field, choice.theirs) == ("full_name", "Dan Levi")
    assert desk.now(dan).name == "Dan Levy"
    (dispute,) = desk.front_desk.disputes.single()
    desk.front_desk.disputes.keep(dispute, dispute.sides[0])
    assert desk.front_desk.disputes.count() == 0
    assert desk.now(dan).name == "Dan Levy"


def test_a_ticket_that_was_handed_over_is_one_ticket(desk: Reception, take: Take) -> None:
    take("re1_a.csv")
    done = take("re1_b.csv")
    assert (done.new, done.changed) == (0, 3)
    tickets = {who.registration.external_id: who for who in everybody(desk).values()}
    assert len(tickets) == len(everybody(desk)) == 4
    yael = tickets["1001"]
    assert (yael.name, yael.person.phone) == ("Yael Mizrahi", "5045550199")
    assert tickets["1004"].person.phone == ""
    assert tickets["1003"].registration.status is Status.CANCELLED


def test_who_is_missing_is_counted_listed_and_kept_until_somebody_says_the_number(
    desk: Reception, take: Take
) -> None:
    take("re1_a.csv")
    done = take("re1_c.csv")
    assert [(person.name, person.number) for person in done.missing] == [("Dan Levi", "1002")]
    assert (done.of_source, done.is_part) == (3, True)
    assert statuses(desk)["Dan Levi"] == "registered"
    assert everybody(desk)["Yael Mizrahi"].registration.external_id == "1001"
