"""Scans stay out of dialogs: neither what they type nor their Enter does anything there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.window import OpenWindow

ENTER = int(Qt.Key.Key_Return)


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    made = Desk(qtbot, window, live_desk, lanes[0])
    made.begin()
    return made


def open_form(desk: Desk) -> tuple[QDialog, QLineEdit]:
    desk.window.open_person_form()
    desk.qtbot.waitUntil(lambda: isinstance(desk.window.dialog, PersonDialog))
    dialog = desk.window.dialog
    assert isinstance(dialog, PersonDialog)
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit)
    return dialog, field


def people(desk: Desk) -> list[str]:
    programme = desk.reception.programme
    found = desk.on_store(lambda: desk.front_desk.desk.find(programme, "Noa"))
    return [attendee.name for attendee in found]


@pytest.mark.parametrize("typed", ["77", "123", "T-001"])
def test_a_short_code_and_enter_press_no_button_of_a_dialog(desk: Desk, typed: str) -> None:
    dialog, field = open_form(desk)
    field.setText("Noa")
    window = dialog.windowHandle()
    keys.press(window, "", gap_ms=1000)
    for c in typed:
        keys.press(window, c)
    keys.press(window, "\r", key=ENTER)
    settle(desk.qtbot, desk.window)
    assert desk.window.dialog is dialog
    assert people(desk) == []


def test_enter_alone_presses_it(desk: Desk) -> None:
    dialog, field = open_form(desk)
    field.setText("Noa")
    keys.press(dialog.windowHandle(), "\r", key=ENTER, gap_ms=1000)
    settle(desk.qtbot, desk.window)
    assert desk.window.dialog is None
    assert people(desk) == ["Noa"]


def test_a_scan_over_a_dialog_leaves_its_field_as_it_was_also_in_two_pieces(desk: Desk) -> None:
    noa = desk.register("Rina Peretz")
    dialog, field = open_form(desk)
    field.setText("Noa")
    window, code = dialog.windowHandle(), noa.registration.ticket_code
    keys.press(window, "", gap_ms=1000)
    for place, c in enumerate(code):
        keys.press(window, c, gap_ms=70 if place == 5 else 4)
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        keys.press(window, "\r", key=ENTER)
    assert desk.headline == "Checked in"
    assert desk.window.dialog is dialog
    assert field.text() == "Noa"


def test_a_short_code_in_the_scan_field_is_still_a_code(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        keys.scan(desk.window.windowHandle(), "123")
    assert desk.headline == "Unknown code"
