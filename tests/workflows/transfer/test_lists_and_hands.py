"""What a hand decided stays, whatever lists say later; what they say otherwise is for a person."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
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
from tests.support.fleet import FleetDesk, fleet
from tests.support.reception import Reception

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


def people(front_desk: FrontDesk, programme: Programme) -> dict[str, Attendee]:
    page = front_desk._store.registrations.page
    found: list[Attendee] = []
    after = 0
    while some := page(programme.id, after)[1]:
        found += some
        after = page(programme.id, after)[0]
    return {attendee.name: attendee for attendee in found}


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


class Tale:
    """Many people, each with a sequence of lists and hands of its own; a model says what is right.

    A list is imported for all of them at once, with values that are drawn for each.
    """

    TYPES = ("Delegate", "Speaker", "Guest", "")
    STATES = ("Attending", "Cancelled", "On waitlist", "Moon", "")
    FIELDS = ("status", "ticket_type")

    def __init__(self, seed: int, size: int) -> None:
        self.rng = random.Random(seed)
        self.names = [f"Guest {number:04}" for number in range(size)]
        self.hands: dict[tuple[str, str], str] = {}
        self.said: dict[tuple[str, str, str], str] = {}
        self.known: dict[tuple[str, str], dict[str, str]] = {}

    def rows(self, source: str, *, has_extra: bool) -> list[list[str]]:
        header = ["Attendee #", "Name", "Email", "Ticket Type", "Status"]
        if source == "B":
            header = ["Your name", "Email Address", "Category", "RSVP status"]
        rows = []
        for number, name in enumerate(self.names):
            kind, state = self.rng.choice(self.TYPES), self.rng.choice(self.STATES)
            if source == "B" and not state:
                state = "No response"
            self.said["status", source, name] = state
            self.said["ticket_type", source, name] = kind
            cells = [str(number), name, f"g{number}@x.org", kind, state]
            rows.append(cells if source == "A" else cells[1:])
        if has_extra:
            header, rows = ["Shoe size", *header], [["41", *row] for row in rows]
        return [header, *rows]

    def note_hand(self, field: str, name: str, value: str) -> None:
        self.hands[field, name] = value
        self.known[field, name] = {
            source: self.said.get((field, source, name), "") for source in "AB"
        }


def act_by_hand(tale: Tale, front_desk: FrontDesk, programme: Programme) -> None:
    for name, who in people(front_desk, programme).items():
        if tale.rng.random() < 0.3:
            status = tale.rng.choice([Status.BLOCKED, Status.CANCELLED, Status.REGISTERED])
            front_desk.registry.set_status([who.id], status, "by hand")
            tale.note_hand("status", name, status.value)
        if tale.rng.random() < 0.3:
            kind = tale.rng.choice(["Press", "Staff", "Speaker"])
            if who.registration.ticket_type != kind:
                front_desk.registry.set_field([who.id], "ticket_type", kind)
                tale.note_hand("ticket_type", name, kind)


MEANS = {"Attending": "registered", "Cancelled": "cancelled", "On waitlist": "waitlisted",
         "Moon": "pending", "No response": "invited"}  # fmt: skip


def is_choice(tale: Tale, field: str, name: str, source: str) -> bool:
    """Whether a source surely says otherwise than the hand, and than when the hand decided.

    A blank does so only where it takes back the word that counted, which this model does not know.
    """
    word = tale.said.get((field, source, name))
    if not word or word == tale.known[field, name][source]:
        return False
    return MEANS.get(word, word) != tale.hands[field, name]


def check(tale: Tale, front_desk: FrontDesk, programme: Programme) -> None:
    """Hold every decision of a hand against what is so, and against what is said to be open."""
    open_ones = {(d.about, d.key) for d in front_desk.disputes.single()}
    now = people(front_desk, programme)
    for (field, name), value in tale.hands.items():
        assert getattr(now[name].registration, field) == value, (field, name)
        if any(is_choice(tale, field, name, source) for source in "AB"):
            assert (name, field) in open_ones, (field, name)
    for name, field in open_ones:
        assert (field, name) in tale.hands, (field, name)


def import_rows(
    front_desk: FrontDesk, programme: Programme, path: Path, rows: Sequence[Sequence[str]]
) -> Progress:
    guests = open_guest_list(write_csv(path, rows)).taking({"moon": "pending"})
    return front_desk.importing(programme, guests).run(rows_at_once=1000)


def test_of_a_thousand_sequences_of_lists_and_hands_none_overrules_a_hand(
    desk: Reception, tmp_path: Path
) -> None:
    tale = Tale(15, 1000)
    import_rows(
        desk.front_desk, desk.programme, tmp_path / "a.csv", tale.rows("A", has_extra=False)
    )
    for step, source in enumerate("ABABA"):
        desk.clock.advance(60_000)
        act_by_hand(tale, desk.front_desk, desk.programme)
        desk.clock.advance(60_000)
        rows = tale.rows(source, has_extra=step % 2 == 1)
        done = import_rows(desk.front_desk, desk.programme, tmp_path / f"{source}.csv", rows)
        assert (done.new, done.left_out) == (0, 0)
        check(tale, desk.front_desk, desk.programme)
    assert len(tale.hands) > 1000
    assert desk.front_desk.verify() == []


def test_at_two_desks_the_same_sequences_end_alike_and_overrule_no_hand(tmp_path: Path) -> None:
    tale = Tale(16, 1000)
    with fleet(tmp_path, "a", "b") as (first, second):
        niperm = first.front_desk.programmes.named("NIPERM")
        import_rows(first.front_desk, niperm, tmp_path / "a.csv", tale.rows("A", has_extra=False))
        second.hear(first)
        for step, source in enumerate("BAAB"):
            by_hand, by_list = (first, second) if step % 2 else (second, first)
            for desk in (first, second):
                desk.clock.advance(60_000)
            act_by_hand(tale, by_hand.front_desk, niperm)
            rows = tale.rows(source, has_extra=step % 2 == 0)
            # A list whose desk has not heard of the hands, by a clock that is behind or ahead.
            by_list.clock.advance(-30_000 if step > 1 else 30_000)
            import_rows(by_list.front_desk, niperm, tmp_path / f"{source}.csv", rows)
            exchange(first, second)
            check(tale, first.front_desk, niperm)
        assert len(tale.hands) > 1000
        assert first.front_desk.verify() == []


def exchange(first: FleetDesk, second: FleetDesk) -> None:
    first.hear(second)
    second.hear(first)
    assert first.hash == second.hash
