"""Rounds of the queue: how many sheets go out at a time, what holds them back, what is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.failures import PrinterRefused, PrinterWaits
from desktop.domain.printing.printing import (
    JobState,
    Printer,
    PrinterKind,
    ReprintReason,
    Sheet,
    SheetState,
    Spool,
    Spooled,
)
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.printing.print_news import Pumped
from tests.support.print_room import LABEL, SIX, A, B, Room

MONTH_MS = 2_592_000_000


def states(room: Room, job: str) -> list[SheetState]:
    return [sheet.state for sheet in room.front_desk.queue.sheets(job)]


def reasons(room: Room, job: str) -> list[str]:
    return [sheet.reason for sheet in room.front_desk.queue.sheets(job)]


def one_label(room: Room, guest: int = 0, printer: str = A, **more: object) -> str:
    return room.add(LABEL, printer, chosen=(room.people[guest].id,), **more)


def test_a_round_without_work_brings_no_news(room: Room) -> None:
    assert room.front_desk.queue.pump() == Pumped(False, 0, ())
    assert room.front_desk.queue.count_open() == 0


def test_a_round_has_news_only_where_something_changed(room: Room) -> None:
    one_label(room)
    assert room.front_desk.queue.pump() == Pumped(True, 1, ())
    assert room.front_desk.queue.pump() == Pumped(False, 1, ())
    room.door.print_all()
    assert room.front_desk.queue.pump() == Pumped(True, 0, ())


def test_a_spooler_is_given_three_sheets_ahead(room: Room) -> None:
    room.add(LABEL)
    for _round in range(3):
        room.pump()
    assert len(room.door.tasks) == 3
    room.door.states[room.door.tasks[0].key] = Spooled(Spool.PRINTED)
    room.pump()
    assert len(room.door.tasks) == 4


def test_a_label_printer_is_given_one_at_a_time(room: Room) -> None:
    room.front_desk.printers.save(Printer("Zebra", PrinterKind.ZPL, "10.0.0.5"))
    room.add(LABEL, "Zebra")
    for _round in range(2):
        room.pump()
    assert len(room.door.tasks) == 1


def test_what_one_printer_has_in_hand_keeps_no_other_one_waiting(room: Room) -> None:
    room.add(LABEL, A)
    room.add(LABEL, B)
    room.pump()
    assert len(room.door.tasks) == 6


def test_a_paused_printer_gets_nothing(room: Room) -> None:
    job = one_label(room)
    laser = room.front_desk.printers.named(A)
    room.front_desk.printers.save(replace(laser, is_paused=True))
    assert not room.front_desk.queue.pump().has_news
    assert (states(room, job), room.door.tasks) == ([SheetState.WAITING], [])
    room.front_desk.printers.save(laser)
    room.pump()
    assert states(room, job) == [SheetState.SENT]


@pytest.mark.parametrize(
    ("refusal", "state"),
    [
        (PrinterRefused(printer=A, reason="no"), SheetState.FAILED),
        (PrinterWaits(printer=A, reason="no"), SheetState.WAITING),
    ],
)
def test_a_printer_that_refuses_is_asked_once_a_round(
    room: Room, refusal: Exception, state: SheetState
) -> None:
    first, second = one_label(room), one_label(room, 1)
    room.door.refusal = refusal
    assert room.front_desk.queue.pump().has_news
    assert (states(room, first), reasons(room, first)) == ([state], ["no"])
    assert (states(room, second), reasons(room, second)) == ([SheetState.WAITING], [""])


def test_what_waits_for_a_printer_that_is_gone_fails_and_says_so(room: Room) -> None:
    job = one_label(room)
    room.front_desk.printers.remove(A)
    assert room.front_desk.queue.pump() == Pumped(True, 0, ())
    assert (states(room, job), reasons(room, job)) == ([SheetState.FAILED], ["gone"])


def test_what_is_on_its_way_at_a_printer_that_is_gone_is_uncertain(room: Room) -> None:
    job = one_label(room)
    room.pump()
    room.front_desk.printers.remove(A)
    assert room.front_desk.queue.pump() == Pumped(True, 0, ())
    assert (states(room, job), reasons(room, job)) == ([SheetState.UNCERTAIN], ["gone"])


def test_why_a_sheet_waits_is_told_as_long_as_it_does(room: Room) -> None:
    job = one_label(room)
    room.pump()
    (task,) = room.door.tasks
    for reason in ("paper out", "door open", ""):
        room.door.states[task.key] = Spooled(Spool.QUEUED, reason)
        room.pump()
        assert (states(room, job), reasons(room, job)) == ([SheetState.SENT], [reason])


@pytest.mark.parametrize(
    ("spooled", "state", "reason"),
    [
        (Spooled(Spool.CANCELLED), SheetState.FAILED, "cancelled"),
        (Spooled(Spool.CANCELLED, "by an operator"), SheetState.FAILED, "by an operator"),
        (Spooled(Spool.FAILED), SheetState.FAILED, ""),
        (Spooled(Spool.FAILED, "paper jam"), SheetState.FAILED, "paper jam"),
        (Spooled(Spool.UNKNOWN), SheetState.UNCERTAIN, ""),
        (Spooled(Spool.UNTOLD), SheetState.UNTOLD, ""),
    ],
)
def test_what_the_spooler_says_is_kept(
    room: Room, spooled: Spooled, state: SheetState, reason: str
) -> None:
    job = one_label(room)
    room.pump()
    (task,) = room.door.tasks
    room.door.states[task.key] = spooled
    assert room.front_desk.queue.pump().has_news
    assert (states(room, job), reasons(room, job)) == ([state], [reason])
    assert room.door.cancelled == ([task.key] if state is SheetState.FAILED else [])
    assert room.prints()[0] == int(state is SheetState.UNTOLD)


def test_a_label_of_somebody_who_cancelled_is_not_sent(room: Room) -> None:
    job = one_label(room)
    room.front_desk.registry.set_status([room.people[0].id], Status.CANCELLED)
    room.pump()
    assert (states(room, job), room.door.tasks) == ([SheetState.CANCELLED], [])


def test_what_is_moved_from_a_printer_that_is_gone_is_taken_back_from_nobody(room: Room) -> None:
    job = one_label(room)
    room.pump()
    room.front_desk.printers.remove(A)
    room.front_desk.queue.move(job, B)
    assert (states(room, job), room.door.cancelled) == ([SheetState.SENT], [])


@pytest.mark.parametrize(
    ("spool", "state", "prints"),
    [
        (Spool.PRINTED, SheetState.PRINTED, 1),
        (Spool.UNTOLD, SheetState.UNTOLD, 1),
        (Spool.UNKNOWN, SheetState.UNCERTAIN, 0),
        (Spool.FAILED, SheetState.WAITING, 0),
    ],
)
def test_what_is_moved_is_asked_after_at_the_first_printer(
    room: Room, spool: Spool, state: SheetState, prints: int
) -> None:
    job = one_label(room)
    room.pump()
    room.door.states[room.door.tasks[0].key] = Spooled(spool)
    room.front_desk.queue.move(job, B)
    assert (states(room, job), room.prints()[0]) == ([state], prints)
    assert room.front_desk.queue.jobs()[0].printer == B


def test_a_job_says_what_it_holds_and_what_it_makes_void(room: Room) -> None:
    queue, laser = room.front_desk.queue, room.front_desk.printers.named(A)
    added = queue.add(room.order(), laser, "Badges")
    assert (added.badges, added.sheets, added.replaced) == (14, 3, 0)
    (summary,) = queue.jobs()
    made_ms = room.reception.clock()
    assert (summary.title, summary.printer, summary.made_ms) == ("Badges", A, made_ms)
    assert (summary.is_urgent, summary.is_paused) == (False, False)
    room.finish()
    again = queue.add(room.order(), laser, "Again", is_urgent=True)
    assert (again.badges, again.replaced, queue.jobs()[0].is_urgent) == (14, 14, True)
    queue.cancel(again.id)
    damaged = queue.add(room.order(reason=ReprintReason.DAMAGED), laser, "Damaged")
    assert damaged.replaced == 0
    certificates = BadgeOrder(room.programme, template_named("certificate"), media_named("A4"))
    assert queue.add(certificates, laser, "Certificates").replaced == 0


def test_a_badge_is_in_the_queue_until_it_is_out(room: Room) -> None:
    holds = room.front_desk.queue.holds_badge_of
    one_label(room)
    assert holds(room.people[0])
    assert not holds(room.people[1])
    room.finish()
    assert not holds(room.people[0])


def test_a_sheet_that_was_begun_is_filled_up_first(room: Room) -> None:
    job = room.add(SIX, start_at=4)
    facts = [(sheet.number, len(sheet.copies), sheet.first_label)
             for sheet in room.front_desk.queue.sheets(job)]  # fmt: skip
    assert facts == [(0, 2, 4), (1, 6, 0), (2, 6, 0)]
    room.pump()
    first, second = room.door.tasks[:2]
    assert (first.title, first.setup.start_at) == ("Badges (1)", 4)
    assert (second.title, second.setup.start_at) == ("Badges (2)", 0)


def test_a_job_given_up_takes_back_its_own_codes_only(room: Room) -> None:
    room.add()
    room.finish()
    kept = room.door.codes[0]
    lost = one_label(room, reason=ReprintReason.LOST)
    room.pump()
    new = room.door.codes[-1]
    room.front_desk.queue.cancel(lost)
    assert room.state(lost) is JobState.CANCELLED
    assert room.scan(new) == "unknown_code"
    assert room.scan(kept) == "admitted"
    assert room.scan(room.door.codes[1]) == "admitted"


def test_a_copy_of_a_damaged_badge_that_is_given_up_leaves_the_badge_its_code(room: Room) -> None:
    room.add()
    room.finish()
    room.front_desk.queue.cancel(one_label(room, reason=ReprintReason.DAMAGED))
    assert room.scan(room.door.codes[0]) == "admitted"


def test_settled_jobs_are_kept_for_thirty_days(room: Room) -> None:
    clock = room.reception.clock
    one_label(room)
    room.finish()
    for later_ms, jobs in ((0, 1), (MONTH_MS, 1), (1, 0)):
        clock.advance(later_ms)
        room.front_desk.queue.forget_old()
        assert len(room.front_desk.queue.jobs()) == jobs


def sheet_of(room: Room, job: str) -> Sheet:
    (sheet,) = room.front_desk.queue.sheets(job)
    return sheet


def test_a_file_is_one_sheet_of_all_badges(room: Room) -> None:
    folder = room.front_desk.printers.for_template("two-script")
    job = room.front_desk.queue.add(room.order(SIX, start_at=4), folder, "NIPERM")
    assert (job.badges, job.sheets) == (14, 1)
    sheet = sheet_of(room, job.id)
    assert (sheet.number, len(sheet.copies), sheet.first_label) == (0, 14, 4)
