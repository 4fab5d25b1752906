"""The platform's store in the window for a scripted minute: the lane's pieces, the beats."""

from __future__ import annotations

import gc
import os
import random
import sys
import time
from collections import Counter
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.common import Figures, figures, open_store, scratch
from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.journal.bodies import MOVE
from desktop.domain.journal.entry import Draft
from desktop.files.resources import RESOURCES
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.window.start import dress
from desktop.store.store import Store
from desktop.workflows.lanes import Lane, Piece, Priority
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from tests.support.window import FROM_MENU, OpenWindow

PEOPLE, MOVEMENTS = 300_000, 2_000_000
# So many movements lie in one programme: the busy one, at which the window stands.
BUSY_SHARE = 0.02
_AT_ONCE, _APART_MS = 5_000, 40
_TYPED = ("noa l", "cohen", "moshe le", "kaplan hosp")


class PieceFigures(NamedTuple):
    """What came while somebody worked: pieces by name with their longest, and the GUI's beats.

    `at_once` are the milliseconds of the pieces that go before everything else, behind which a
    scan has to wait; `longest` names the longest of all pieces.
    """

    at_once: Figures
    worst_ms: float
    worst: str
    longest: list[tuple[float, str]]
    beat: Figures
    worst_beat_ms: float


def run(people: int = PEOPLE, movements: int = MOVEMENTS) -> PieceFigures:
    """Make the store, and work in the window for about a minute."""
    application = QApplication.instance() or QApplication(["muster"])
    assert isinstance(application, QApplication)
    theme = dress(application, RESOURCES, "light")
    pieces: list[Piece] = []
    lanes = Lane("store", pieces.append), Lane("files"), Lane("print"), Lane("beside")
    with scratch() as folder:
        front_desk = lanes[0].submit(lambda: open_store(folder)).result()
        code = lanes[0].submit(lambda: _fill(front_desk, people, movements)).result()
        window = OpenWindow(Jobs(*lanes), front_desk, theme)
        minute = Minute(window, code)
        pieces.clear()
        minute.work()
        done = pieces[:]
        window.close()
        _rest(200)
        for lane in lanes[1:]:
            lane.drain()
        lanes[0].submit(front_desk.close).result()
        lanes[0].drain()
        theme.close()
    return _summed(done, minute.beats)


def _summed(pieces: list[Piece], beats: list[float]) -> PieceFigures:
    urgent = [piece for piece in pieces if piece.priority is Priority.AT_ONCE]
    worst = max(urgent, key=lambda piece: piece.took_ms)
    longest: Counter[str] = Counter()
    for piece in pieces:
        name = f"{piece.priority.name} {piece.name}"
        longest[name] = max(longest[name], piece.took_ms)  # type: ignore[assignment]
    listed = [(float(ms), name) for name, ms in longest.most_common(10)]
    at_once = figures([piece.took_ms for piece in urgent])
    return PieceFigures(at_once, worst.took_ms, worst.name, listed, figures(beats), max(beats))


def _fill(front_desk: FrontDesk, people: int, movements: int) -> str:
    """Fill an empty store with the platform's people, and let them come and go."""
    from desktop.workflows.reports.platform_sample import PlatformSample  # noqa: PLC0415

    store = front_desk._store
    PlatformSample(store, system_clock).fill(people)
    query = 'SELECT id, programme FROM registrations ORDER BY programme, "row"'
    everybody = store.db.conn.execute(query).fetchall()
    busy = everybody[0][1]
    _move(store, everybody, [each for each in everybody if each[1] == busy], movements)
    programme = store.programmes.by_id(busy)
    assert programme is not None
    return programme.code


def _move(
    store: Store, everybody: list[tuple[str, str]], busy: list[tuple[str, str]], movements: int
) -> None:
    chance, now = random.Random(5), system_clock()
    inside: set[str] = set()
    drafts: list[Draft] = []
    for number in range(movements):
        id_, programme = chance.choice(busy if chance.random() < BUSY_SHARE else everybody)
        way = Direction.OUT if id_ in inside else Direction.IN
        inside ^= {id_}
        body = {
            "outcome": "admitted" if way is Direction.IN else "checked_out", "place": "venue",
            "direction": way.value, "point": "Main entrance",
            "at_ms": now - (movements - number) * _APART_MS,
        }  # fmt: skip
        drafts.append(Draft(MOVE, f"registration:{id_}", programme, body))
        if len(drafts) == _AT_ONCE or number == movements - 1:
            with store.write():
                store.append(drafts, now)
            store.tidy()
            drafts = []


class Minute:
    """What somebody does at the desk, key by key; the GUI's beats are noted meanwhile."""

    def __init__(self, window: OpenWindow, code: str) -> None:
        """Stand at a programme."""
        self._window = window
        loop = QEventLoop()
        window.stood.connect(loop.quit)
        window.load(code)
        loop.exec()
        window.show()
        window.activateWindow()
        gc.freeze()
        self._settle()
        self.beats: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def work(self) -> None:
        """Scan, search, walk through all pages, scroll, sort, and open every dialog."""
        people = self._people()
        self._last = time.perf_counter()
        self._timer.start(1)
        self._scan(people)
        self._search()
        for _round in range(2):
            for number in range(len(self._window.pages)):
                self._window.show_page(number)
                self._settle()
        self._use_table()
        for text in FROM_MENU:
            self._open(text)
        self._timer.stop()

    def _people(self) -> list[Attendee]:
        programme = self._window.station.programme
        assert programme is not None
        store = self._window.front_desk._store
        return list(
            self._window.jobs.on_store(lambda: store.registrations.page(programme.id, 0))[1]
        )

    def _scan(self, people: list[Attendee]) -> None:
        self._window.show_page(0)
        for attendee in people[:60]:
            QTest.keyClicks(self._window.page.field, attendee.registration.ticket_code)
            QTest.keyClick(self._window.page.field, Qt.Key.Key_Return)
            _rest(40)

    def _search(self) -> None:
        for text in _TYPED:
            for letter in text:
                QTest.keyClicks(self._window.page.field, letter)
                _rest(50)
            QTest.keyClick(self._window.page.field, Qt.Key.Key_Escape)
            _rest(40)

    def _use_table(self) -> None:
        self._window.show_page(1)
        table = self._window.attendees.table
        for _page in range(30):
            QTest.keyClick(table, Qt.Key.Key_PageDown)
            _rest(25)
        for column in range(1, 6):
            table.sort_asked.emit(column)
            self._settle()

    def _open(self, text: str) -> None:
        for action in self._window.findChildren(QAction):
            if action.text() == text:
                action.trigger()
                break
        self._settle()
        self._window.dialogs.close_all()
        self._settle()

    def _settle(self) -> None:
        while not self._window.jobs.is_idle:
            _rest(5)
        _rest(60)

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.beats.append((now - self._last) * 1000)
        self._last = now


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:3]]
    print(run(*sizes))
