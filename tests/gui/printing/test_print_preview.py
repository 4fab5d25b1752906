"""The print window shows what will come out, asks before it is cut, and where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desktop.devices.printing.printers import PrinterRegistry
from desktop.domain.printing.printing import Printer, PrinterKind
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.printing.whose_choice import EVERYBODY
from desktop.gui.widgets.choice_box import HINT
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import OpenWindow


@pytest.fixture
def desk(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> Iterator[Desk]:
    made = Desk(qtbot, window, live_desk, lanes[0])
    live_desk.printers._door = live_desk.queue._door = PrinterRegistry()
    made.begin()
    yield made
    window.printing.stop()


def open_print(desk: Desk) -> PrintDialog:
    desk.ctrl(Qt.Key.Key_P)
    settle(desk.qtbot, desk.window)
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintDialog)
    return dialog


def jobs(desk: Desk) -> int:
    return len(desk.on_store(desk.front_desk.queue.jobs))


def test_the_first_page_and_the_fullest_badge_are_shown(desk: Desk) -> None:
    for name in ("Noa Cohen", "Dan Levi", "Maximiliana-Josephine Featherstonehaugh"):
        desk.register(name)
    dialog = open_print(desk)
    ahead = dialog.preview.ahead
    assert ahead is not None
    assert (ahead.badges, ahead.sheets, len(ahead.first_page)) == (3, 1, 3)
    assert dialog.preview.name.text() == "Least room: Maximiliana-Josephine Featherstonehaugh"
    assert not dialog.preview.fullest.pixmap().isNull()
    picture = dialog.sheet.grab().toImage()
    dialog.sheet.show_badges([])
    assert picture != dialog.sheet.grab().toImage()


def test_the_button_counts_again_when_labels_are_gone_or_the_paper_is_another(desk: Desk) -> None:
    for number in range(7):
        desk.register(f"Guest{number} Levi")
    dialog = open_print(desk)
    assert dialog.print_button.accessibleName() == "Print 7 badges · 2 sheets"
    dialog.choose_paper("4x3in")
    settle(desk.qtbot, desk.window)
    assert dialog.print_button.accessibleName() == "Print 7 badges"
    dialog.choose_paper("L4785")
    settle(desk.qtbot, desk.window)
    assert dialog.print_button.accessibleName() == "Print 7 badges · one sheet"
    dialog.sheet.choose(5)
    settle(desk.qtbot, desk.window)
    assert dialog.print_button.accessibleName() == "Print 7 badges · 2 sheets"


def test_badges_that_lose_letters_are_named_before_and_print_after_a_click(desk: Desk) -> None:
    for name in ("Noa Cohen", "Dan\ue000 Levi"):
        desk.register(name)
    dialog = open_print(desk)
    assert dialog.warning.text() == "Cut, or with letters lost: Dan\ue000 Levi"
    dialog.print_button.click()
    settle(desk.qtbot, desk.window)
    question = dialog.findChild(ConfirmDialog)
    assert isinstance(question, ConfirmDialog)
    assert jobs(desk) == 0
    question.button.click()
    settle(desk.qtbot, desk.window)
    assert jobs(desk) == 1


def test_for_one_person_at_the_door_a_badge_that_loses_letters_prints_and_says_so(
    desk: Desk,
) -> None:
    dan = desk.register("Dan\ue000 Levi")
    desk.window.open_badges(dan)
    settle(desk.qtbot, desk.window)
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintDialog)
    assert "Dan\ue000 Levi" in dialog.warning.text()
    dialog.print_button.click()
    settle(desk.qtbot, desk.window)
    assert jobs(desk) == 1


def test_a_code_that_will_be_too_small_is_said(desk: Desk) -> None:
    desk.register("Noa Cohen")
    dialog = open_print(desk)
    assert dialog.warning.text() == ""
    dialog.choose_paper("DK-11219")
    settle(desk.qtbot, desk.window)
    assert "QR code is too small for this paper" in dialog.warning.text()


class Door:
    """Printers of which one is out of labels."""

    def system_printers(self) -> Sequence[object]:
        return ()

    def status(self, printer: Printer) -> str:
        return "paper out" if printer.name == "A empty" else ""


def test_printers_that_are_ready_come_first_and_the_others_say_why_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers = desk.front_desk.printers
    monkeypatch.setattr(printers, "_door", Door())
    for name in ("A empty", "B ready"):
        made = Printer(name, PrinterKind.ZPL, "127.0.0.1:9", 203)
        desk.on_store(partial(printers.save, made))
    desk.register("Noa Cohen")
    dialog = open_print(desk)
    box = dialog.printer
    shown = [(box.itemText(row), box.itemData(row, HINT)) for row in range(box.count())]
    assert shown == [("B ready", "ready"), ("PDF folder", ""),
                     ("A empty", "the labels are used up")]  # fmt: skip
    assert box.currentText() == "PDF folder"
    box.setCurrentText("A empty")
    settle(desk.qtbot, desk.window)
    assert dialog.printer_state.text() == "the labels are used up"


def test_the_folder_is_one_click_away_after_a_file_was_saved(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk.register("Noa Cohen")
    dialog = open_print(desk)
    dialog.choices.button(EVERYBODY).click()
    assert not dialog.folder_button.isVisible()
    dialog.save_to(tmp_path / "all.pdf")
    settle(desk.qtbot, desk.window)
    assert dialog.folder_button.isVisible()
    dialog.folder_button.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
