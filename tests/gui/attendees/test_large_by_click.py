"""What is done to many people needs a click on the button that names how many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.domain.attendees.registration import Status
from desktop.gui.attendees.actions import BulkAction
from desktop.gui.attendees.choose_dialogs import SessionDialog, TextDialog
from desktop.gui.attendees.delegation_dialog import DelegationDialog
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
    for number in range(3):
        made.register(f"Noa{number} Cohen", organization="Touro", ticket_type="Delegate")
    made.on_store(lambda: made.reception.session(capacity="10"))
    made.begin()
    window.show_page(1)
    settle(qtbot, window)
    yield made


def ask(desk: Desk, action: BulkAction, kind: type[QDialog], count: int) -> QDialog:
    """Tick so many and ask for something; press Enter, which must do nothing to many."""
    page = desk.window.attendees
    page.model.tick_all(is_on=False)
    for row in range(count):
        page.model.tick(row, is_on=True)
    page._ask_bulk(action)
    desk.qtbot.waitUntil(lambda: isinstance(desk.window.dialog, kind))
    dialog = desk.window.dialog
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    return dialog


def people(desk: Desk) -> list[tuple[Status, str, int]]:
    found = desk.on_store(lambda: desk.front_desk.desk.find(desk.reception.programme, "cohen"))
    own = [attendee.registration for attendee in found]
    return [(one.status, one.ticket_type, len(one.booked)) for one in own]


def test_enter_books_blocks_and_retypes_nobody_of_many(desk: Desk) -> None:
    before = people(desk)
    for action, kind, words in (
        (BulkAction.BOOK, SessionDialog, "Book 3"),
        (BulkAction.TYPE, TextDialog, "For 3 people"),
        (BulkAction.DELEGATION, TextDialog, "For 3 people"),
        (BulkAction.BLOCK, TextDialog, "For 3 people"),
    ):
        dialog = ask(desk, action, kind, 3)
        assert desk.window.dialog is dialog
        if isinstance(dialog, SessionDialog):
            assert dialog.book_button.accessibleName() == words
        else:
            assert isinstance(dialog, TextDialog)
            assert dialog.do_button.accessibleName() == words
        dialog.reject()
    assert people(desk) == before


def test_a_click_on_their_number_does_it(desk: Desk) -> None:
    dialog = ask(desk, BulkAction.BOOK, SessionDialog, 3)
    assert isinstance(dialog, SessionDialog)
    dialog.book_button.click()
    settle(desk.qtbot, desk.window)
    assert [booked for _status, _type, booked in people(desk)] == [1, 1, 1]
    dialog = ask(desk, BulkAction.TYPE, TextDialog, 3)
    assert isinstance(dialog, TextDialog)
    assert dialog.field.value() == ""
    dialog.field.set_value("Speaker")
    dialog.do_button.click()
    settle(desk.qtbot, desk.window)
    assert [kind for _status, kind, _booked in people(desk)] == ["Speaker"] * 3


def test_for_one_enter_is_enough(desk: Desk) -> None:
    ask(desk, BulkAction.BOOK, SessionDialog, 1)
    assert sorted(booked for _status, _type, booked in people(desk)) == [0, 0, 1]


def test_a_whole_organisation_is_not_checked_in_by_enter(desk: Desk) -> None:
    noa = desk.on_store(lambda: desk.front_desk.desk.find(desk.reception.programme, "noa0")[0])
    desk.window.actions_on_people.open_groups(noa)
    desk.qtbot.waitUntil(lambda: isinstance(desk.window.dialog, DelegationDialog))
    dialog = desk.window.dialog
    assert isinstance(dialog, DelegationDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert desk.on_store(desk.reception.inside) == 0
    assert dialog.all_button.accessibleName() == "Check in 3"
    dialog.all_button.click()
    settle(desk.qtbot, desk.window)
    assert desk.on_store(desk.reception.inside) == 3
