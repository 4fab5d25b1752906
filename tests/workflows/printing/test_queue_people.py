"""The queue of printers: whose printer, whose badge, and what is no badge."""

from __future__ import annotations

from desktop.domain.attendees.registration import Status
from desktop.domain.badges.badge_layout import Text
from desktop.domain.printing.printing import (
    FoundPrinter,
    JobState,
    Printer,
    PrinterKind,
)
from desktop.workflows.badges.badge_order import BadgeOrder, Only
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.printing.printers import FOLDER_NAME, Choice
from tests.support.print_room import A, B, Room


def test_a_template_may_have_a_printer_of_its_own(room: Room) -> None:
    room.front_desk.printers.choose(Choice(A, "", (("label-62", B),)))
    assert room.front_desk.printers.for_template("two-script").name == A
    assert room.front_desk.printers.for_template("label-62").name == B


def test_printers_of_the_system_are_taken_in_once(room: Room) -> None:
    room.door.found = (FoundPrinter("Office", "Office"), FoundPrinter(A, A))
    room.front_desk.printers.take_in(room.front_desk.printers.find())
    known = [printer.name for printer in room.front_desk.printers.take_in(room.door.found)]
    assert known == [A, B, "Office", FOLDER_NAME]
    assert room.front_desk.printers.status_texts(room.front_desk.printers.known()) == {
        B: "paper out"
    }


def test_certificates_and_lists_leave_no_print_in_the_journal(room: Room) -> None:
    chosen = room.front_desk.printers.named(A)
    order = BadgeOrder(room.programme, template_named("certificate"), media_named("A4"))
    room.front_desk.queue.add(order, chosen, "Certificates")
    room.finish()
    assert room.prints() == [0] * 14
    assert set(room.door.codes) == {attendee.registration.ticket_code for attendee in room.people}


def test_what_a_printer_does_not_give_back_is_not_printed_by_another_one_unseen(room: Room) -> None:
    job = room.add()
    room.pump()
    room.door.obeys = False
    room.front_desk.queue.move(job, B)
    room.pump()
    assert room.state(job) is JobState.UNCERTAIN
    assert len(room.door.tasks) == 3
    room.front_desk.queue.settle(job)
    assert sum(room.prints()) == 14


def test_a_badge_that_may_still_come_out_keeps_its_code_when_the_job_is_given_up(
    room: Room,
) -> None:
    job = room.add()
    room.pump()
    room.door.obeys = False
    room.front_desk.queue.cancel(job)
    assert room.state(job) is JobState.CANCELLED
    assert room.scan(room.door.codes[0]) == "admitted"


def test_who_was_cancelled_or_merged_while_the_job_waited_gets_no_badge(room: Room) -> None:
    room.add()
    gone, twin, kept = room.people[0], room.people[1], room.people[2]
    room.front_desk.registry.set_status([gone.id], Status.CANCELLED)
    room.front_desk.merging.merge(kept.id, twin.id)
    room.finish()
    items = [item for task in room.door.tasks for badge in task.badges for item in badge.items]
    shown = [one.text for one in items if isinstance(one, Text) and one.name == "Given name"]
    assert len(shown) == 12
    assert {"Guest00", "Guest01"}.isdisjoint(shown)
    assert room.front_desk.verify() == []


def test_a_certificate_in_the_queue_is_no_badge(room: Room) -> None:
    chosen = room.front_desk.printers.named(A)
    order = BadgeOrder(room.programme, template_named("certificate"), media_named("A4"))
    room.front_desk.queue.add(order, chosen, "Certificates")
    assert room.front_desk.badges.counts(room.programme).not_printed == 14
    room.add(only=Only.NOT_PRINTED)
    assert room.front_desk.badges.counts(room.programme).not_printed == 0


def test_half_a_character_in_a_title_stops_nothing(room: Room) -> None:
    printer = room.front_desk.printers.named(A)
    room.front_desk.queue.add(room.order(), printer, "NIPERM \ud800")
    room.finish()
    assert room.prints() == [1] * 14


def test_a_printer_set_up_by_hand_is_not_overwritten_by_one_of_the_system(room: Room) -> None:
    own = Printer(
        "Zebra", PrinterKind.ZPL, "10.0.0.5", 203, offsets=(("", 1.5, 0.0),), labels_left=321
    )
    room.front_desk.printers.save(own)
    room.front_desk.printers.take_in([FoundPrinter("ZEBRA", "ZEBRA")])
    assert room.front_desk.printers.named("Zebra") == own
    assert room.front_desk.printers.named("ZEBRA 2").address == "ZEBRA"
