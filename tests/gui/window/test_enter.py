"""Enter does nothing large and nothing that cannot be taken back, in any dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.support.window import ATTENDEES, FROM_MENU, SYNC, OpenWindow


def everything(live_desk: FrontDesk, lane: Lane) -> tuple[str, int]:
    """Give what the journal says, and how many badges wait for a printer."""
    return lane.submit(
        lambda: (live_desk.syncing.state_hash(), live_desk.queue.count_open())
    ).result()


@pytest.mark.parametrize("page", [0, ATTENDEES, SYNC])
def test_enter_in_each_dialog_of_the_menu_changes_nothing(
    qtbot: QtBot,
    sample_window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    page: int,
) -> None:
    window = sample_window
    window.show_page(page)
    settle(qtbot, window)
    before = everything(live_desk, lanes[0])
    for text in FROM_MENU:
        window.choose(text)
        settle(qtbot, window)
        assert window.dialog is not None, text
        for _twice in range(2):
            QTest.keyClick(QApplication.focusWidget() or window.dialog, Qt.Key.Key_Return)
            settle(qtbot, window)
        assert everything(live_desk, lanes[0]) == before, text
        if window.dialog is not None:
            window.dialog.reject()
            settle(qtbot, window)
