"""A thousand people, each with lists and hands of its own, and a model that says what is right."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.support.builders import write_csv


def people(front_desk: FrontDesk, programme: Programme) -> dict[str, Attendee]:
    page = front_desk._store.registrations.page
    found: list[Attendee] = []
    after = 0
    while some := page(programme.id, after)[1]:
        found += some
        after = page(programme.id, after)[0]
    return {attendee.name: attendee for attendee in found}


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
