"""The queue of printers: nothing lost, nothing twice, and the truth about what came out."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.scanning.qr_read import read_pdf_page
from desktop.domain.failures import NoSuchPrinter, NothingToPrint, PrinterRefused, PrinterWaits
from desktop.domain.printing.printing import (
    JobState,
    Printer,
    PrinterKind,
    ReprintReason,
    SheetState,
    Spool,
    Spooled,
)
from desktop.gui.widgets.theme import Theme
from desktop.workflows.badges.badge_order import Only
from desktop.workflows.opening import FrontDesk
from desktop.workflows.printing.printers import FOLDER_NAME
from tests.support.fakes import FakeClock
from tests.support.print_room import LABEL, SIX, A, B, Room


def test_submitted_is_not_printed(room: Room) -> None:
    job = room.add()
    assert room.state(job) is JobState.WAITING
    room.pump()
    assert room.state(job) is JobState.PRINTING
    assert sum(room.prints()) == 0
    room.finish()
    assert room.state(job) is JobState.PRINTED
    assert room.prints() == [1] * 14
    assert room.front_desk.verify() == []


def test_a_batch_goes_out_sheet_by_sheet_in_the_order_of_names(room: Room) -> None:
    room.add()
    room.finish()
    assert [len(task.badges) for task in room.door.tasks] == [6, 6, 2]
    assert len(set(room.door.codes)) == 14


def test_a_badge_in_the_queue_opens_the_door_before_it_is_noted_as_printed(room: Room) -> None:
    room.add()
    room.pump()
    assert room.scan(room.door.codes[0]) == "admitted"


def test_who_waits_in_the_queue_is_not_printed_again(room: Room) -> None:
    room.add(only=Only.NOT_PRINTED)
    with pytest.raises(NothingToPrint):
        room.add(only=Only.NOT_PRINTED)


def test_a_printer_that_dies_in_the_middle_leaves_the_rest_waiting(room: Room) -> None:
    job = room.add(LABEL)
    room.pump()
    first, second, third = room.door.tasks
    room.door.states[first.key] = Spooled(Spool.PRINTED)
    room.door.states[second.key] = Spooled(Spool.FAILED, "paper jam")
    room.pump()
    assert room.state(job) is JobState.FAILED
    room.door.states[third.key] = Spooled(Spool.PRINTED)
    for _round in range(3):
        room.pump()
    assert len(room.door.tasks) == 3
    assert sum(room.prints()) == 2
    assert second.key in room.door.cancelled
    room.front_desk.queue.retry(job)
    room.finish()
    assert room.prints() == [1] * 14
    printed = [badge for task in room.door.tasks for badge in task.badges]
    assert len(printed) == 15  # the one that jammed came twice to the printer, once out of it


def test_a_refusal_is_told_in_words_and_nothing_is_lost(room: Room) -> None:
    room.door.refusal = PrinterRefused(printer=A, reason="it takes no jobs")
    job = room.add()
    room.pump()
    (summary,) = room.front_desk.queue.jobs()
    assert (summary.state, summary.reason) == (JobState.FAILED, "it takes no jobs")
    room.door.refusal = None
    room.front_desk.queue.move(job, B)
    room.finish()
    assert room.prints() == [1] * 14


def test_a_printer_without_paper_is_waited_for(room: Room) -> None:
    room.door.refusal = PrinterWaits(printer=A, reason="paper out")
    job = room.add()
    room.pump()
    assert room.state(job) is JobState.WAITING
    assert room.front_desk.queue.jobs()[0].reason == "paper out"
    room.door.refusal = None
    room.finish()
    assert room.state(job) is JobState.PRINTED


def test_what_is_moved_is_taken_back_from_the_first_printer(room: Room) -> None:
    job = room.add()
    room.pump()
    room.front_desk.queue.move(job, B)
    assert len(room.door.cancelled) == 3
    room.finish()
    assert room.prints() == [1] * 14


def test_a_job_is_not_moved_to_a_printer_that_is_not_there(room: Room) -> None:
    job = room.add()
    with pytest.raises(NoSuchPrinter):
        room.front_desk.queue.move(job, "Nowhere")


def test_a_paused_job_waits_and_goes_on(room: Room) -> None:
    job = room.add()
    room.front_desk.queue.pause(job, is_paused=True)
    room.pump()
    assert not room.door.tasks
    assert room.state(job) is JobState.PAUSED
    room.front_desk.queue.pause(job, is_paused=False)
    room.finish()
    assert room.prints() == [1] * 14


def test_what_is_given_up_is_not_printed_and_its_codes_die(room: Room) -> None:
    job = room.add()
    room.pump()
    code = room.door.codes[0]
    room.front_desk.queue.cancel(job)
    assert room.state(job) is JobState.CANCELLED
    assert room.scan(code) == "unknown_code"
    assert room.prints() == [0] * 14
    assert room.front_desk.badges.counts(room.programme).not_printed == 14
    assert room.front_desk.verify() == []


def test_a_badge_that_was_out_when_the_job_was_given_up_counts(room: Room) -> None:
    job = room.add()
    room.pump()
    room.door.states[room.door.tasks[0].key] = Spooled(Spool.PRINTED)
    room.front_desk.queue.cancel(job)
    assert sum(room.prints()) == 6


def test_the_badge_of_somebody_who_stands_here_goes_before_the_batch(room: Room) -> None:
    room.add()
    chosen = room.front_desk.printers.named(A)
    order = room.order(chosen=(room.people[13].id,))
    room.front_desk.queue.add(order, chosen, "Guest13", is_urgent=True)
    room.pump()
    assert len(room.door.tasks[0].badges) == 1


def test_after_a_crash_a_known_job_is_adopted_and_an_unknown_one_sent_once(room: Room) -> None:
    job = room.add()
    room.pump()
    sent = room.door.tasks[0].key
    jobs = room.front_desk._store.print_jobs
    with room.front_desk._store.write():
        jobs.set_state(job, 0, SheetState.SENDING, sent)
        jobs.set_state(job, 1, SheetState.SENDING, "never-arrived")
    room.finish()
    sheets = [tuple(item.code for badge in task.badges for item in badge.items
                    if hasattr(item, "code")) for task in room.door.tasks]  # fmt: skip
    assert len(sheets) == 4  # the second one was never there as far as the spooler knows
    assert sheets.count(sheets[0]) == 1
    assert room.prints() == [1] * 14


def test_after_a_crash_a_person_says_whether_a_label_came_out(room: Room) -> None:
    job = room.add(LABEL)
    room.pump()
    room.door.knows_earlier = False
    with room.front_desk._store.write():
        room.front_desk._store.print_jobs.set_state(job, 0, SheetState.SENDING, "lost")
    room.pump()
    assert room.state(job) is JobState.UNCERTAIN
    room.front_desk.queue.settle(job)
    room.finish()
    assert room.prints() == [1] * 14
    assert len(room.door.tasks) == 14


def test_only_what_certainly_failed_is_printed_again_unasked(room: Room) -> None:
    job = room.add(LABEL)
    with room.front_desk._store.write():
        for number, state in ((0, SheetState.FAILED), (1, SheetState.UNCERTAIN)):
            room.front_desk._store.print_jobs.set_state(job, number, state, "gone")
    room.front_desk.queue.retry_failed(job)
    states = [sheet.state for sheet in room.front_desk.queue.sheets(job)]
    assert states[:2] == [SheetState.WAITING, SheetState.UNCERTAIN]


def test_the_queue_is_still_there_after_a_restart(
    room: Room, store_path: Path, key_file: Path, clock: FakeClock
) -> None:
    job = room.add()
    room.front_desk.close()
    again = FrontDesk.open(store_path, key_file, clock, PdfBadgePainter(), printers=room.door)
    room.front_desk = again
    room.reception.front_desk = again
    room.finish()
    assert room.state(job) is JobState.PRINTED
    assert room.prints() == [1] * 14


def test_a_printer_that_is_gone_fails_its_job_and_another_one_takes_it(room: Room) -> None:
    job = room.add()
    room.front_desk.printers.remove(A)
    room.pump()
    assert room.state(job) is JobState.FAILED
    room.front_desk.queue.move(job, B)
    room.finish()
    assert room.state(job) is JobState.PRINTED


def test_labels_on_the_roll_are_counted(room: Room) -> None:
    room.front_desk.printers.save(Printer(A, PrinterKind.SYSTEM, A, labels_left=20))
    room.add(LABEL)
    room.finish()
    assert room.front_desk.printers.named(A).labels_left == 6
    room.add(SIX)
    room.finish()
    assert room.front_desk.printers.named(A).labels_left == 6


def test_a_lost_badge_is_retired_when_the_new_one_is_out(room: Room) -> None:
    room.add()
    room.finish()
    old, who = room.door.codes[0], room.people[0]
    room.add(LABEL, chosen=(who.id,), reason=ReprintReason.LOST)
    room.pump()
    assert room.scan(old) == "admitted"
    room.finish()
    assert room.scan(old) == "replaced"
    assert room.scan(room.door.codes[-1]) == "already_in"
    entries = room.front_desk.registry.details(who.id).history
    assert any(history_row.entry.body.get("reason") == "lost" for history_row in entries)


def test_a_damaged_badge_is_printed_again_with_its_own_code(room: Room) -> None:
    room.add()
    room.finish()
    room.add(LABEL, chosen=(room.people[0].id,), reason=ReprintReason.DAMAGED)
    room.finish()
    assert room.door.codes[-1] == room.door.codes[0]
    assert room.scan(room.door.codes[0]) == "admitted"
    assert room.reception.now(room.people[0]).registration.prints == 2


def test_a_printer_that_is_a_folder_needs_no_set_up(room: Room, theme: Theme) -> None:
    folder = room.front_desk.printers.for_template("two-script")
    assert folder.name == FOLDER_NAME
    room.front_desk.queue.add(room.order(LABEL), folder, "NIPERM")
    pumped = room.front_desk.queue.pump()
    (path,) = pumped.files
    assert pumped.still_open == 0
    assert len([code for page in range(14) for code in read_pdf_page(path, page)]) == 14
    assert room.prints() == [1] * 14


def test_two_jobs_of_one_name_make_two_files_and_touch_no_other(room: Room) -> None:
    folder = room.front_desk.printers.for_template("two-script")
    room.front_desk.queue.add(room.order(LABEL), folder, "NIPERM")
    (first,) = room.front_desk.queue.pump().files
    before = first.read_bytes()
    room.front_desk.queue.add(room.order(LABEL, chosen=(room.people[0].id,)), folder, "NIPERM")
    (second,) = room.front_desk.queue.pump().files
    assert (first.name, second.name) == ("NIPERM.pdf", "NIPERM (2).pdf")
    assert first.read_bytes() == before


@pytest.mark.parametrize(("is_made", "files"), [(True, 1), (False, 1)])
def test_after_a_crash_a_file_is_made_once(
    room: Room, monkeypatch: pytest.MonkeyPatch, is_made: bool, files: int
) -> None:
    folder = room.front_desk.printers.for_template("two-script")
    job = room.front_desk.queue.add(room.order(LABEL), folder, "NIPERM").id
    queue = room.front_desk.queue
    with monkeypatch.context() as at_the_crash, pytest.raises(KeyboardInterrupt):
        if is_made:
            at_the_crash.setattr(queue._sheets, "note_out", _end)
        else:
            at_the_crash.setattr(queue._painter, "paint_pdf", _end)
        queue.pump()
    assert [sheet.state for sheet in queue.sheets(job)] == [SheetState.SENDING]
    queue.pump()
    queue.pump()
    assert room.state(job) is JobState.PRINTED
    assert len(list(Path(folder.address).glob("*.pdf"))) == files
    assert room.prints() == [1] * 14


def test_after_a_crash_of_an_older_muster_a_person_looks_for_the_file(room: Room) -> None:
    """It had not noted the file's name before it wrote the file."""
    folder = room.front_desk.printers.for_template("two-script")
    job = room.front_desk.queue.add(room.order(LABEL), folder, "NIPERM").id
    with room.front_desk._store.write():
        room.front_desk._store.print_jobs.set_state(job, 0, SheetState.SENDING, "0190-ab")
    room.front_desk.queue.pump()
    assert room.state(job) is JobState.UNCERTAIN
    assert not Path(folder.address).exists()


def _end(*_given: object) -> None:
    raise KeyboardInterrupt
