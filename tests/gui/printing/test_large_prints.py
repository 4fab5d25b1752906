"""Many badges are printed by a click on their number, never by Enter or by a slip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.devices.printing.printers import PrinterRegistry
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.printing.whose_choice import CHOSEN
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import ATTENDEES, OpenWindow


@pytest.fixture
def desk(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> Iterator[Desk]:
    made = Desk(qtbot, window, live_desk, lanes[0])
    live_desk.printers._door = live_desk.queue._door = PrinterRegistry()
    for name in ("Noa Cohen", "Dan Levi", "Rina Peretz"):
        made.register(name)
    made.begin()
    yield made
    window.printing.stop()


def print_dialog(desk: Desk) -> PrintDialog:
    settle(desk.qtbot, desk.window)
    dialog = desk.window.dialog
    assert isinstance(dialog, PrintDialog)
    return dialog


def jobs(desk: Desk) -> int:
    return len(desk.on_store(desk.front_desk.queue.jobs))


def test_escape_f6_enter_puts_nothing_into_the_queue(desk: Desk) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F6):
        desk.key(key)
    assert desk.window.dialog is None
    assert desk.window.notice.text.startswith("Scan somebody first")
    desk.key(Qt.Key.Key_Return)
    assert jobs(desk) == 0


def test_for_many_enter_does_nothing_and_a_click_on_their_number_prints(desk: Desk) -> None:
    desk.ctrl(Qt.Key.Key_P)
    dialog = print_dialog(desk)
    assert dialog.print_button.accessibleName() == "Print 3 badges · one sheet"
    assert not dialog.print_button.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert jobs(desk) == 0
    dialog.print_button.click()
    settle(desk.qtbot, desk.window)
    assert jobs(desk) == 1


def test_for_one_person_enter_prints(desk: Desk) -> None:
    (noa,) = desk.on_store(lambda: desk.front_desk.desk.find(desk.reception.programme, "noa"))
    desk.window.open_badges(noa)
    dialog = print_dialog(desk)
    assert dialog.print_button.accessibleName() == "Print"
    assert dialog.print_button.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert jobs(desk) == 1


def test_who_is_ticked_is_the_choice(desk: Desk) -> None:
    desk.window.show_page(ATTENDEES)
    settle(desk.qtbot, desk.window)
    for row in (0, 2):
        desk.window.attendees.model.tick(row, is_on=True)
    desk.ctrl(Qt.Key.Key_P)
    dialog = print_dialog(desk)
    assert dialog.choices.checkedId() == CHOSEN
    assert [person.name for person in dialog.picker.people] == ["Dan Levi", "Rina Peretz"]
    assert dialog.print_button.accessibleName() == "Print 2 badges · one sheet"
