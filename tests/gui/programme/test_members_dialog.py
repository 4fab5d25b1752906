"""Members of a committee at the window: found by name, given a role, taken out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.programme.partnership import Organisation
from desktop.gui.programme.directory_page import ORGANISATIONS
from desktop.gui.programme.members_dialog import MembersDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import DIRECTORY, OpenWindow

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    made = Desk(qtbot, window, live_desk, lanes[0])
    made.register("Noa Cohen")
    made.on_store(lambda: live_desk.directory.save(Organisation("", "Steering", "", "committee")))
    made.begin()
    made.window.show_page(DIRECTORY)
    settle(qtbot, made.window)
    return made


def test_only_organisations_have_members(desk: Desk) -> None:
    desk.key(Qt.Key.Key_M, ALT)
    assert desk.window.dialog is None
    assert "Choose an organisation first" in desk.window.notice.text


def test_somebody_becomes_chair_by_keys_and_is_taken_out(desk: Desk) -> None:
    desk.window.directory_page.tabs.choose(ORGANISATIONS)
    desk.key(Qt.Key.Key_M, ALT)
    dialog = desk.window.dialog
    assert isinstance(dialog, MembersDialog)
    assert dialog._head.text() == "Nobody serves here yet."
    QTest.keyClicks(dialog.search, "noa c")
    desk.qtbot.waitUntil(lambda: len(dialog._shown) == 1)
    dialog.form.set_values({"role": "chair", "from_year": "25", "until_year": ""})
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert dialog.search.text() == "noa c"
    dialog.form.set_values({"role": "chair", "from_year": "2025", "until_year": ""})
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: bool(dialog._shown and dialog._shown[0].membership.id))
    assert "chair • 2025" in dialog.list.lines.lines[0].below
    dialog.list.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Delete)
    desk.qtbot.waitUntil(lambda: dialog._head.text() == "Nobody serves here yet.")
