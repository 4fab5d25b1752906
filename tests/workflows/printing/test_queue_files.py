"""The printer that is a folder: names of files, many at once, and disks that take nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.badges.badge_layout import Badge
from desktop.domain.badges.media import PageSetup
from desktop.domain.printing.printing import Printer, PrinterKind, SheetState
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.badges.badge_order import BadgeOrder, Only
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.print_room import LABEL, FakeDoor, Room
from tests.support.reception import Reception

DELEGATE = template_named("two-script")


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def order(desk: Reception) -> BadgeOrder:
    return BadgeOrder(desk.programme, DELEGATE, LABEL)


def add(desk: Reception, title: str, printer: Printer | None = None) -> str:
    folder = printer or desk.front_desk.printers.for_template("two-script")
    return desk.front_desk.queue.add(order(desk), folder, title).id


def test_fifty_files_are_made_in_a_round(desk: Reception) -> None:
    desk.register("Noa Cohen")
    for number in range(51):
        add(desk, f"Job {number}")
        desk.clock.advance(1)
    pumped = desk.front_desk.queue.pump()
    assert (len(pumped.files), pumped.still_open) == (50, 1)
    assert pumped.files[-1].name == "Job-49.pdf"
    assert [path.name for path in desk.front_desk.queue.pump().files] == ["Job-50.pdf"]


def test_a_title_gives_a_name_of_sixty_letters_at_most(desk: Reception) -> None:
    desk.register("Noa Cohen")
    add(desk, f"/{'x' * 80}")
    (made,) = desk.front_desk.queue.pump().files
    assert made.name == f"{'x' * 60}.pdf"


def test_a_folder_that_cannot_be_made_is_told(desk: Reception, tmp_path: Path) -> None:
    desk.register("Noa Cohen")
    folder = Printer("Stick", PrinterKind.FOLDER, str(tmp_path / "away" / "badges"))
    desk.front_desk.printers.save(folder)
    job = add(desk, "NIPERM", folder)
    assert desk.front_desk.queue.pump().files == ()
    (sheet,) = desk.front_desk.queue.sheets(job)
    assert sheet.state is SheetState.FAILED
    assert os.strerror(errno.ENOENT) in sheet.reason


class FullDisk(RecordingPainter):
    """Paints onto a disk that takes nothing any more."""

    def paint_pdf(self, target: Path, setup: PageSetup, badges: Iterator[Badge]) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_is_full_is_told(
    store_path: Path, key_file: Path, clock: FakeClock, tmp_path: Path
) -> None:
    opened = FrontDesk.open(store_path, key_file, clock, FullDisk())
    try:
        desk = Reception(opened, opened.programmes.find_or_make("NIPERM"), clock)
        noa = desk.register("Noa Cohen")
        job = add(desk, "NIPERM")
        assert opened.queue.pump().files == ()
        (sheet,) = opened.queue.sheets(job)
        assert (sheet.state, sheet.reason) == (SheetState.FAILED, os.strerror(errno.ENOSPC))
        assert desk.now(noa).registration.prints == 0
    finally:
        opened.close()


def rename(room: Room, number: int) -> None:
    person = {"first_name": "Renamed", "last_name": "Levi"}
    room.front_desk.registry.change(room.people[number].id, RegistrationForm(person, {}, {}))


def changed(room: Room) -> list[str]:
    wanted = replace(room.order(), only=Only.CHANGED)
    return room.front_desk.badges.selection.select(wanted)


def test_what_was_painted_counts_and_not_what_the_person_is_called_meanwhile(room: Room) -> None:
    room.add()
    room.pump()
    rename(room, 3)
    room.finish()
    assert changed(room) == [room.people[3].id]


def test_after_a_restart_what_the_person_is_called_then_counts(
    room: Room, store_path: Path, key_file: Path, clock: FakeClock, door: FakeDoor
) -> None:
    room.add()
    room.pump()
    room.front_desk.close()
    room.front_desk = FrontDesk.open(store_path, key_file, clock, RecordingPainter(), printers=door)
    room.reception.front_desk = room.front_desk
    room.finish()
    assert changed(room) == []
    rename(room, 3)
    assert changed(room) == [room.people[3].id]
    room.front_desk.close()
