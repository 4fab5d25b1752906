"""The first start with the sample: what to type stands on the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.sample import fill_whole_sample
from tests.gui.conftest import settle
from tests.support.window import SYNC, OpenWindow


def test_a_code_to_type_is_offered_and_works(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    programme = lanes[0].submit(lambda: fill_whole_sample(live_desk)).result()
    code = live_desk.kept_settings("sample")[programme.id]
    with qtbot.waitSignal(window.stood):
        window.load("NIPERM")
    settle(qtbot, window)
    said = f"This is the sample. Type {code}, or the start of a name, and Enter."
    assert window.page.card._ready._text.text() == said
    QTest.keyClicks(window.page.field, code, delay=60)
    QTest.keyClick(window.page.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.checkin_desk.last is not None
    assert type(window.checkin_desk.last.outcome).__name__ == "Admitted"
    window.show_page(SYNC)
    settle(qtbot, window)
    names = [line.title for line in window.sync_page.desks.lines.lines]
    assert any("Desk B" in name for name in names)
