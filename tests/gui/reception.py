"""The real window over a programme with rooms, a bus and people, for the tests of the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Point
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.support import keys
from tests.support.fakes import FakeClock
from tests.support.reception import Reception
from tests.support.window import OpenWindow

T = TypeVar("T")


class Desk:
    """A volunteer at the window."""

    def __init__(self, qtbot: QtBot, window: OpenWindow, front_desk: FrontDesk, lane: Lane) -> None:
        self.qtbot = qtbot
        self.window = window
        self.front_desk = front_desk
        self._lane = lane
        clock = FakeClock(front_desk._clock())
        programme = self.on_store(lambda: front_desk.programmes.find_or_make("NIPERM"))
        self.reception = Reception(front_desk, programme, clock)
        self.window.checkin_desk._ticks_ms = iter(range(0, 10**9, 10_000)).__next__

    def on_store(self, work: Callable[[], T]) -> T:
        return self._lane.submit(work).result()

    def register(self, name: str, **own: str) -> Attendee:
        return self.on_store(lambda: self.reception.register(name, **own))

    def point(self, name: str, kind: str = "", capacity: int = 0, **policy: str) -> Point:
        def work() -> Point:
            place = self.reception.room(name, kind, capacity).id if kind else "venue"
            return self.reception.point(name, place, **policy)

        return self.on_store(work)

    def begin(self) -> None:
        """Load the window at the programme."""
        with self.qtbot.waitSignal(self.window.stood):
            self.window.load("NIPERM")
        settle(self.qtbot, self.window)

    def stand(self, point: Point) -> None:
        self.window.door.choose(point)
        settle(self.qtbot, self.window)

    def scan(self, who: Attendee | str) -> str:
        """Scan a ticket; give the headline of the verdict."""
        code = who if isinstance(who, str) else who.registration.ticket_code
        with self.qtbot.waitSignal(self.window.checkin_desk.verdict_given):
            keys.scan(self.window.windowHandle(), code)
        settle(self.qtbot, self.window)
        return self.headline

    @property
    def headline(self) -> str:
        return self.window.page.card.band.headline.text()

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifier)
        settle(self.qtbot, self.window)

    def ctrl(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)
