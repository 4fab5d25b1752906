"""The print dialog, the queue, the printers, and the badge of somebody who just came in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.devices.printing.printers import PrinterRegistry
from desktop.devices.scanning.qr_read import count_pages, read_pdf_page
from desktop.domain.attendees.attendee_filter import Column, Filter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.printing.printing import JobState, Printer, PrinterKind, ReprintReason
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.printing.printer_form import PrinterForm
from desktop.gui.printing.printers_dialog import PrintersDialog
from desktop.gui.printing.queue_dialog import QueueDialog
from desktop.gui.printing.whose_choice import CHANGED, CHOSEN, EVERYBODY, FILTERED, NOT_PRINTED
from desktop.gui.widgets.crop_dialog import CropDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.window import ATTENDEES, OpenWindow
from tests.support.zebra import FakeZebra, read_codes


@pytest.fixture
def desk(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> Iterator[Desk]:
    made = Desk(qtbot, window, live_desk, lanes[0])
    live_desk.printers._door = live_desk.queue._door = PrinterRegistry()
    made.begin()
    yield made
    window.printing.stop()


def open_print(desk: Desk, people: list[Attendee] | None = None) -> PrintDialog:
    desk.window.open_badges_of(people or [])
    settle(desk.qtbot, desk.window)
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintDialog)
    return dialog


def open_queue(desk: Desk) -> QueueDialog:
    desk.ctrl(Qt.Key.Key_J)
    settle(desk.qtbot, desk.window)
    dialog = desk.window.dialog
    assert isinstance(dialog, QueueDialog)
    return dialog


def queue_one(desk: Desk, zebra: FakeZebra) -> QueueDialog:
    """Print at a Zebra, close the dialog, and look at the queue."""
    add_zebra(desk, zebra)
    open_print(desk).print_now()
    settle(desk.qtbot, desk.window)
    if desk.window.dialog:
        desk.window.dialog.reject()
    return open_queue(desk)


def wait_for(desk: Desk, state: JobState) -> None:
    def is_so() -> bool:
        jobs = desk.on_store(desk.front_desk.queue.jobs)
        return bool(jobs) and jobs[0].state is state

    desk.qtbot.waitUntil(is_so, timeout=15_000)
    settle(desk.qtbot, desk.window)


def news(queue: QueueDialog) -> str:
    """Read what the first job of the queue says."""
    lines = queue.list.lines.lines
    return lines[0].below if lines else ""


def add_zebra(desk: Desk, zebra: FakeZebra, **more: object) -> None:
    printer = Printer("Zebra", PrinterKind.ZPL, zebra.address, 203, "4x3in", **more)  # type: ignore[arg-type]
    printers = desk.front_desk.printers

    def work() -> None:
        printers.save(printer)
        choice = printers.choice()
        printers.choose(type(choice)("Zebra", choice.template, choice.by_template))

    desk.on_store(work)


def test_the_bar_says_whether_the_desks_printer_is_ready(desk: Desk) -> None:
    pill = desk.window.top_bar._printer
    assert pill.isHidden()
    zebra = FakeZebra()
    add_zebra(desk, zebra)
    desk.window.printing.look()
    settle(desk.qtbot, desk.window)
    assert (pill.text(), pill.property("tone")) == ("Printer ready • Zebra", "yes")
    zebra.is_head_open = True
    desk.window.printing.look()
    settle(desk.qtbot, desk.window)
    assert (pill.text(), pill.property("tone")) == ("Zebra: the printer is open", "look")
    zebra.close()


def test_what_is_printed_stands_in_the_queue_until_it_is_out(desk: Desk) -> None:
    people = [desk.register(f"Guest{n} Levi") for n in range(3)]
    zebra = FakeZebra()
    add_zebra(desk, zebra, labels_left=2)
    dialog = open_print(desk)
    assert dialog.choices.button(NOT_PRINTED).text() == "Not yet printed (3)"
    dialog.choose_paper("4x3in")
    assert "only 2 labels left" in dialog.warning.text()
    dialog.print_now()
    wait_for(desk, JobState.PRINTED)
    assert len(zebra.formats) == 3
    codes = [read_codes(picture)[0] for picture in zebra.pictures()]
    dialog.reject()
    assert desk.scan(codes[0]) == "Checked in"
    registered = desk.on_store(lambda: [desk.reception.now(attendee) for attendee in people])
    assert [attendee.registration.prints for attendee in registered] == [1, 1, 1]
    zebra.close()


def test_a_printer_out_of_labels_is_told_in_the_queue_and_goes_on(desk: Desk) -> None:
    for n in range(3):
        desk.register(f"Guest{n} Levi")
    zebra = FakeZebra(labels=1)
    add_zebra(desk, zebra)
    dialog = open_print(desk)
    dialog.choose_paper("4x3in")
    dialog.print_now()
    desk.qtbot.waitUntil(lambda: len(zebra.formats) == 1)
    dialog.reject()
    desk.ctrl(Qt.Key.Key_J)
    queue = desk.window.dialog
    assert isinstance(queue, QueueDialog)
    desk.qtbot.waitUntil(lambda: "labels are used up" in news(queue))
    zebra.labels = 10
    wait_for(desk, JobState.PRINTED)
    assert len(set(zebra.formats)) == 3
    zebra.close()


def test_a_printer_that_does_not_answer_is_left_for_the_folder(desk: Desk) -> None:
    desk.register("Noa Cohen")
    zebra = FakeZebra()
    zebra.close()
    queue = queue_one(desk, zebra)
    desk.qtbot.waitUntil(lambda: "does not answer" in news(queue))
    queue.move_to("PDF folder")
    wait_for(desk, JobState.PRINTED)
    assert len(list((desk.front_desk.path.parent / "badges").glob("*.pdf"))) == 1


def test_keys_of_the_queue_hold_back_go_on_and_give_up(desk: Desk) -> None:
    desk.register("Noa Cohen")
    zebra = FakeZebra(labels=0)
    queue = queue_one(desk, zebra)
    queue.toggle_pause()
    wait_for(desk, JobState.PAUSED)
    queue.refresh()
    settle(desk.qtbot, desk.window)
    queue.toggle_pause()
    wait_for(desk, JobState.WAITING)
    queue.cancel_job()
    wait_for(desk, JobState.CANCELLED)
    zebra.close()


def test_somebody_who_comes_in_gets_the_badge_from_this_desks_printer(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    door = desk.point("Badge desk", prints="yes")
    zebra = FakeZebra()
    add_zebra(desk, zebra)
    desk.begin()
    desk.stand(door)
    assert desk.scan(noa) == "Checked in"
    wait_for(desk, JobState.PRINTED)
    assert read_codes(zebra.pictures()[0])
    desk.qtbot.waitUntil(lambda: "Badge of Noa Cohen" in desk.window.notice.text)
    zebra.close()


def test_who_comes_in_twice_while_the_printer_waits_gets_one_badge(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    door = desk.point("Badge desk", prints="yes", reentry="always")
    zebra = FakeZebra(labels=0)
    add_zebra(desk, zebra)
    desk.begin()
    desk.stand(door)
    for _time in range(2):
        assert desk.scan(noa).startswith("Checked in")
        wait_for(desk, JobState.WAITING)
    assert len(desk.on_store(desk.front_desk.queue.jobs)) == 1
    zebra.close()


def test_a_second_badge_asks_why_and_damage_keeps_the_code(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    folder = desk.front_desk.path.parent
    dialog = open_print(desk, [noa])
    dialog.save_to(folder / "first.pdf")
    settle(desk.qtbot, desk.window)
    again = desk.on_store(lambda: desk.reception.now(noa))
    dialog = open_print(desk, [again])
    assert dialog.choices.checkedId() == CHOSEN
    assert "stop working" in dialog.warning.text()
    dialog.reason.setCurrentIndex(dialog.reason.findData(ReprintReason.DAMAGED.value))
    assert dialog.warning.text() == ""
    dialog.save_to(folder / "second.pdf")
    settle(desk.qtbot, desk.window)
    assert read_pdf_page(folder / "first.pdf", 0) == read_pdf_page(folder / "second.pdf", 0)


def test_only_badges_that_say_something_else_now_are_printed_again(desk: Desk) -> None:
    noa, _dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    folder = desk.front_desk.path.parent
    dialog = open_print(desk)
    dialog.choices.button(EVERYBODY).click()
    dialog.save_to(folder / "all.pdf")
    settle(desk.qtbot, desk.window)
    registry = desk.front_desk.registry
    desk.on_store(lambda: registry.set_field([noa.id], "ticket_type", "Speaker"))
    dialog.choices.button(CHANGED).click()
    dialog.save_to(folder / "changed.pdf")
    settle(desk.qtbot, desk.window)
    assert len(read_pdf_page(folder / "changed.pdf", 0)) == 1
    assert desk.on_store(lambda: desk.reception.now(noa)).registration.prints == 2


def test_a_used_sheet_goes_on_at_its_first_free_label(desk: Desk) -> None:
    for n in range(3):
        desk.register(f"Guest{n} Levi")
    dialog = open_print(desk)
    dialog.sheet.setFocus()
    QTest.keyClick(dialog.sheet, Qt.Key.Key_Down)
    QTest.keyClick(dialog.sheet, Qt.Key.Key_Down)
    assert dialog.sheet.first == 4
    target = desk.front_desk.path.parent / "b.pdf"
    dialog.save_to(target)
    settle(desk.qtbot, desk.window)
    assert count_pages(target) == 2
    assert len(read_pdf_page(target, 0)) == 2


def test_a_file_for_each_ticket_type(desk: Desk) -> None:
    desk.register("Noa Cohen", ticket_type="Delegate")
    desk.register("Dan Levi", ticket_type="Speaker / VIP")
    desk.register("Tal Oz")
    dialog = open_print(desk)
    dialog.per_type.setChecked(True)
    folder = desk.front_desk.path.parent
    dialog.save_to(folder / "b.pdf")
    settle(desk.qtbot, desk.window)
    names = sorted(path.name for path in folder.glob("b-*.pdf"))
    assert names == ["b-Delegate.pdf", "b-Speaker-VIP.pdf", "b-other.pdf"]


def test_a_sheet_of_all_names_with_codes_is_the_fallback_on_paper(desk: Desk) -> None:
    people = [desk.register(f"Guest{n} Levi") for n in range(3)]
    dialog = open_print(desk)
    dialog.choose_template("names-with-qr")
    settle(desk.qtbot, desk.window)
    target = desk.front_desk.path.parent / "names.pdf"
    dialog.save_to(target)
    settle(desk.qtbot, desk.window)
    codes = read_pdf_page(target, 0)
    assert sorted(codes) == sorted(attendee.registration.ticket_code for attendee in people)
    assert desk.on_store(lambda: desk.reception.now(people[0])).registration.prints == 0


def test_a_label_printer_is_added_by_its_address(desk: Desk) -> None:
    zebra = FakeZebra()
    desk.window.printing.open_printers()
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintersDialog)
    settle(desk.qtbot, desk.window)
    dialog.add()
    form = dialog.findChild(PrinterForm)
    assert isinstance(form, PrinterForm)
    form.save()
    assert form.isVisible()
    form.form.set_values({"name": "Desk Zebra", "address": zebra.address, "x_mm": "wide"})
    form.save()
    assert "millimetres" in form.form.fields["x_mm"].fault.text()
    form.form.set_values({"x_mm": "-1,5", "labels_left": "300"})
    form.save()
    settle(desk.qtbot, desk.window)
    known = desk.on_store(lambda: desk.front_desk.printers.named("Desk Zebra"))
    assert (known.shift, known.labels_left) == ((-1.5, 0.0), 300)
    dialog.list.setCurrentIndex(dialog.list.lines.index(0))
    dialog.use_marked()
    settle(desk.qtbot, desk.window)
    assert desk.on_store(desk.front_desk.printers.choice).printer == "Desk Zebra"
    target = desk.front_desk.path.parent / "calibration.pdf"
    dialog.calibrate_to(target)
    settle(desk.qtbot, desk.window)
    assert count_pages(target) == 1
    zebra.close()


def test_a_brother_is_set_up_by_its_model(desk: Desk) -> None:
    desk.window.printing.open_printers()
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintersDialog)
    settle(desk.qtbot, desk.window)
    dialog.add()
    form = dialog.findChild(PrinterForm)
    assert isinstance(form, PrinterForm)
    fields = form.form.fields
    assert not fields["model"].isVisible()
    form.form.set_values({"name": "Badges", "kind": "brother", "address": "10.0.0.9"})
    assert fields["model"].isVisible()
    assert (fields["dpi"].value(), fields["dpi"].editor.isEnabled()) == ("300", False)
    form.save()
    assert "Choose it" in fields["model"].fault.text()
    form.form.set_values({"model": "QL-820NWB"})
    form.save()
    settle(desk.qtbot, desk.window)
    known = desk.on_store(lambda: desk.front_desk.printers.named("Badges"))
    assert (known.kind, known.model, known.dpi) == (PrinterKind.BROTHER, "QL-820NWB", 300)


def test_a_photo_is_cut_to_the_face_by_keys(desk: Desk, tmp_path: Path) -> None:
    noa = desk.register("Noa Cohen")
    picture = Image.new("RGB", (1200, 800), "#DDE3E8")
    picture.paste("#B3261E", (900, 100, 1100, 350))
    path = tmp_path / "noa.png"
    picture.save(path)
    desk.window.actions_on_people.cut_photo(noa, path)
    settle(desk.qtbot, desk.window)
    dialog = desk.window.dialog
    assert isinstance(dialog, CropDialog)
    for _press in range(24):
        QTest.keyClick(dialog.view, Qt.Key.Key_Minus)
    for _press in range(40):
        QTest.keyClick(dialog.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    left, top, width, height = dialog.view.crop
    assert left + width == pytest.approx(1)
    assert 0 <= top < top + height <= 1
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    details = desk.on_store(lambda: desk.front_desk.registry.details(noa.id))
    assert details.photo is not None
    kept = tmp_path / "kept.jpg"
    kept.write_bytes(details.photo)
    with Image.open(kept) as cut:
        assert cut.width / cut.height == pytest.approx(27 / 34, abs=0.02)


def test_everybody_after_printing_warns_of_the_badges_that_it_voids(desk: Desk) -> None:
    for n in range(3):
        desk.register(f"Guest{n} Levi")
    dialog = open_print(desk)
    dialog.print_now()
    wait_for(desk, JobState.PRINTED)
    desk.qtbot.waitUntil(lambda: dialog.choices.button(NOT_PRINTED).text() == "Not yet printed (0)")
    dialog.choices.button(EVERYBODY).click()
    assert "3 of them have a badge already" in dialog.warning.text()
    assert dialog.reason.isVisible()


def test_a_printer_that_is_away_is_told_to_whoever_stands_at_the_desk(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    door = desk.point("Badge desk", prints="yes")
    zebra = FakeZebra()
    zebra.close()
    add_zebra(desk, zebra)
    desk.begin()
    desk.stand(door)
    desk.scan(noa)
    desk.qtbot.waitUntil(lambda: "does not answer" in desk.window.notice.text, timeout=10_000)


def test_the_paper_that_lies_in_the_printer_is_offered_first(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    zebra = FakeZebra()
    add_zebra(desk, zebra)
    dialog = open_print(desk, [noa])
    assert dialog.media.currentText().startswith("Zebra 4x3in")
    assert not dialog.marks.isEnabled()
    dialog.printer.setCurrentText("PDF folder")
    assert "5392" in dialog.media.currentText()
    zebra.close()


def test_a_scan_presses_no_button_of_the_queue(desk: Desk) -> None:
    desk.register("Noa Cohen", ticket_code="PRC-MRC-77P")
    zebra = FakeZebra(labels=0)
    queue = queue_one(desk, zebra)
    handle = queue.windowHandle()
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        keys.scan(handle, "PRC-MRC-77P")
    settle(desk.qtbot, desk.window)
    (job,) = desk.on_store(desk.front_desk.queue.jobs)
    assert job.state is JobState.WAITING
    zebra.close()


def test_giving_up_asks_with_the_button_itself(desk: Desk) -> None:
    desk.register("Noa Cohen")
    zebra = FakeZebra(labels=0)
    queue = queue_one(desk, zebra)
    queue.cancel_button.click()
    settle(desk.qtbot, desk.window)
    assert "Really give up 1" in queue.cancel_button.accessibleName()
    assert desk.on_store(desk.front_desk.queue.jobs)[0].is_open
    queue.cancel_button.click()
    wait_for(desk, JobState.CANCELLED)
    zebra.close()


def test_a_printer_is_not_called_as_another_one(desk: Desk) -> None:
    desk.window.printing.open_printers()
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintersDialog)
    settle(desk.qtbot, desk.window)
    dialog.add()
    form = dialog.findChild(PrinterForm)
    assert isinstance(form, PrinterForm)
    form.form.set_values({"name": "pdf FOLDER", "address": "10.0.0.1"})
    form.save()
    assert "called so" in form.form.fields["name"].fault.text()
    form.reject()


def test_what_the_table_is_filtered_to_is_printed(desk: Desk) -> None:
    desk.register("Noa Cohen", ticket_type="Speaker")
    desk.register("Dan Levi", ticket_type="Delegate")
    desk.window.show_page(ATTENDEES)
    settle(desk.qtbot, desk.window)
    desk.window.attendees.filters.choose(Filter().with_texts(Column.TYPE, ("Speaker",)))
    settle(desk.qtbot, desk.window)
    desk.ctrl(Qt.Key.Key_P)
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintDialog)
    settle(desk.qtbot, desk.window)
    button = dialog.choices.button(FILTERED)
    assert button.text() == "As filtered in the table (1)"
    button.click()
    target = desk.front_desk.path.parent / "speakers.pdf"
    dialog.save_to(target)
    settle(desk.qtbot, desk.window)
    assert len(read_pdf_page(target, 0)) == 1


def test_one_template_is_always_printed_on_a_printer_of_its_own(desk: Desk) -> None:
    zebra = FakeZebra()
    add_zebra(desk, zebra)
    desk.window.printing.open_printers()
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintersDialog)
    settle(desk.qtbot, desk.window)
    names = [line.id for line in dialog.list.lines.lines]
    dialog.list.setCurrentIndex(dialog.list.lines.index(names.index("PDF folder")))
    dialog.use_for("certificate", is_on=True)
    settle(desk.qtbot, desk.window)
    dialog.choose_entry_template("label-62")
    settle(desk.qtbot, desk.window)
    printers = desk.front_desk.printers
    assert desk.on_store(lambda: printers.for_template("certificate")).name == "PDF folder"
    assert desk.on_store(lambda: printers.for_template("two-script")).name == "Zebra"
    assert desk.on_store(printers.choice).template == "label-62"
    zebra.close()
