"""With 20,000 people in the store no piece of work before a scan walks through all of them.

What is counted are the steps of the engine, not time: they are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.workflows.lanes import Lane, Piece, Priority
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.reports.platform_sample import PlatformSample
from tests.gui.conftest import settle
from tests.support.window import FROM_MENU, OpenWindow

PEOPLE = 20_000
# Walking once along 20,000 rows takes some 100,000 steps at least.
MOST_STEPS, COUNTED_BY = 20_000, 1_000


class Watchdog:
    """Counts the engine's steps of every piece that the store's lane does."""

    def __init__(self) -> None:
        self.steps = 0
        self.seen: dict[str, int] = {}

    def count(self) -> int:
        """Count some steps; called by the engine itself."""
        self.steps += COUNTED_BY
        return 0

    def look(self, piece: Piece) -> None:
        """Note what a piece took, if a scan waits for it."""
        if piece.priority is Priority.AT_ONCE:
            self.seen[piece.name] = max(self.seen.get(piece.name, 0), self.steps)
        self.steps = 0


@pytest.fixture
def watchdog() -> Watchdog:
    return Watchdog()


@pytest.fixture
def large_window(
    qtbot: QtBot, theme: Theme, watchdog: Watchdog, tmp_path: Path
) -> Iterator[OpenWindow]:
    lanes = Lane("store", watchdog.look), Lane("files"), Lane("print"), Lane("beside")

    def open_large() -> FrontDesk:
        path, key = tmp_path / "large.db", tmp_path / "key"
        front_desk = FrontDesk.open(path, key, system_clock, PdfBadgePainter())
        PlatformSample(front_desk._store, system_clock).fill(PEOPLE)
        front_desk._store.db.conn.set_progress_handler(watchdog.count, COUNTED_BY)
        return front_desk

    front_desk = lanes[0].submit(open_large).result()
    window = OpenWindow(Jobs(*lanes), front_desk, theme)
    with qtbot.waitSignal(window.stood):
        window.load()
    window.show()
    settle(qtbot, window)
    watchdog.seen.clear()
    yield window
    window.close()
    settle(qtbot, window)
    for lane in lanes[1:]:
        lane.drain()
    lanes[0].submit(front_desk.close).result()
    lanes[0].drain()
    window.deleteLater()


def test_nothing_that_goes_before_a_scan_walks_through_everybody(
    qtbot: QtBot, large_window: OpenWindow, watchdog: Watchdog
) -> None:
    window = large_window
    programme = window.station.programme
    assert programme is not None
    page = window.front_desk._store.registrations.page
    for person in window.jobs.on_store(lambda: page(programme.id, 0))[1][:3]:
        QTest.keyClicks(window.page.field, person.registration.ticket_code)
        QTest.keyClick(window.page.field, Qt.Key.Key_Return)
        settle(qtbot, window)
    for text in ("noa l", "cohen", "moshe"):
        QTest.keyClicks(window.page.field, text)
        settle(qtbot, window)
        QTest.keyClick(window.page.field, Qt.Key.Key_Escape)
    for number in range(len(window.pages)):
        window.show_page(number)
        settle(qtbot, window)
    window.show_page(1)
    for column in range(1, 6):
        window.attendees.table.sort_asked.emit(column)
        settle(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_F4)
    settle(qtbot, window)
    window.dialogs.close_all()
    for text in FROM_MENU:
        next(a for a in window.findChildren(QAction) if a.text() == text).trigger()
        settle(qtbot, window)
        window.dialogs.close_all()
        settle(qtbot, window)
    names = {name.removesuffix(".<locals>.<lambda>").rpartition(".")[2] for name in watchdog.seen}
    assert names >= {"_enter", "read_page", "read_person", "refresh"}
    assert {name: steps for name, steps in watchdog.seen.items() if steps > MOST_STEPS} == {}
    # And one that does walk is seen.
    walk = "SELECT count(*) FROM people WHERE length(first_name) > 3"
    connection = window.front_desk._store.db.conn
    window.jobs.run(lambda: connection.execute(walk).fetchall(), lambda _rows: None)
    settle(qtbot, window)
    assert max(watchdog.seen.values()) > MOST_STEPS
