"""Fills a store with the sample and a morning's check-ins, and photographs the window."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading, make_code
from desktop.domain.checkin.practice import PRACTICE_CODE
from desktop.files.resources import RESOURCES
from desktop.gui.checkin.verdict_flash import VerdictFlash
from desktop.gui.practice.room import practice_room
from desktop.gui.transfer.import_page import ImportPage
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.sheet import Sheet
from desktop.gui.widgets.theme import DARK, LIGHT
from desktop.gui.window.rooms import OpenRoom
from desktop.gui.window.start import dress
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.programme.practice import fill_practice
from desktop.workflows.sample import fill_sample, sample_path
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.window import OpenWindow

T = TypeVar("T")
MINUTE_MS = 60_000
MOST_ABOVE = 100
# Who comes only when the pictures are taken.
LATE = "Shira Ben-David"
# Arrivals of a morning in bins of five minutes, oldest first.
MORNING = (3, 4, 4, 8, 12, 20, 24, 32, 42, 40, 52, 44, 27)
LONG_NAMES = (
    "Name,שם בעברית,Email,Company,Job Title,Country,Ticket Type,Notes,Barcode\n"
    '"Maximiliana-Josephine Alexandra von Hohenzollern-Sigmaringen und Battenberg",'
    '"מקסימיליאנה־ג׳וזפין אלכסנדרה פון הוהנצולרן זיגמרינגן",long@example.org,'
    '"Tulane University Medical Center, Department of Emergency Medicine and Disaster Readiness",'
    '"Deputy Assistant Secretary for Preparedness, Response Coordination and Training",'
    "United States,Delegate,Needs an interpreter after lunch and a seat near the door,LONG-1\n"
    "נועה כהן,,noa@example.org,בית חולים לדוגמה,מנהלת תפעול,ישראל,Delegate,,HEB-1\n"
)


class MovingClock:
    """A clock for the morning: it can be set back to let people arrive over an hour."""

    def __init__(self) -> None:
        self.behind_ms = 0

    def __call__(self) -> int:
        """Give the time in milliseconds."""
        return time.time_ns() // 1_000_000 - self.behind_ms


class Photographer:
    """Drives a window and keeps pictures of it."""

    def __init__(self, folder: Path, theme_name: str, work: Path) -> None:
        application = QApplication.instance() or QApplication(["muster"])
        assert isinstance(application, QApplication)
        self._application = application
        self._folder = folder
        self._theme = dress(application, RESOURCES, theme_name)
        self._lanes = (Lane("store"), Lane("files"))
        self._clock = MovingClock()
        # Entries are never older than the one before them, so the day begins in the past.
        self._clock.behind_ms = (len(MORNING) + 1) * 5 * MINUTE_MS
        self.front_desk: FrontDesk = self.on_store(
            lambda: FrontDesk.open(
                work / "shots.db", work / "key" / "key", self._clock, PdfBadgePainter()
            )
        )

    def on_store(self, work: Callable[[], T]) -> T:
        """Do something where the store may be touched."""
        return self._lanes[0].submit(work).result()

    def open_window(self, programme: str = "", more: tuple[OpenRoom, ...] = ()) -> None:
        """Open the window, with more rooms, and give it the focus."""
        self.window = OpenWindow(Jobs(*self._lanes), self.front_desk, self._theme, more)
        self.window.load(programme)
        self.window.show()
        self.window.activateWindow()
        self.wait(600)

    def morning(self) -> None:
        """Fill the sample and let people arrive as on a good morning."""
        programme = fill_sample(self.front_desk)
        station = Station(programme, self.front_desk.programmes.points(programme)[0])
        registrations, mark = self.front_desk._store.registrations, 0
        people: list[Attendee] = []
        while page := registrations.page(programme.id, mark)[1]:
            mark = registrations.page(programme.id, mark)[0]
            people += page
        waiting = [
            attendee
            for attendee in people
            if attendee.registration.status == "registered" and attendee.name != LATE
        ]
        random.Random(3).shuffle(waiting)
        queue = iter(waiting)
        for number, count in enumerate(MORNING):
            self._clock.behind_ms = (len(MORNING) - 1 - number) * 5 * MINUTE_MS
            for _ in range(count):
                self.front_desk.desk.pick(station, next(queue).id)
        self._clock.behind_ms = 0

    def attendee(self, name: str) -> Attendee:
        """Find somebody."""
        front_desk = self.front_desk
        programme = self.on_store(lambda: front_desk.programmes.find_or_make("NIPERM"))
        return self.on_store(lambda: front_desk.desk.find(programme, name))[0]

    def scan(self, code: str) -> None:
        """Show a code to the desk."""
        self.window.page.take_scan(Reading(code))
        self.wait(500)

    def type_name(self, text: str) -> None:
        """Type into the scan field."""
        QTest.keyClicks(self.window.page.field, text, Qt.KeyboardModifier.NoModifier, 60)
        self.wait(400)

    def keep(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture; a sheet is seen in its window."""
        is_sheet = isinstance(widget, Sheet | VerdictFlash) and widget.window() is widget
        picture = self._with_sheets() if is_sheet else (widget or self.window).grab()
        picture.save(str(self._folder / f"{name}.png"))

    def _with_sheets(self) -> QPixmap:
        """Give the window with the sheets that stand in it, the newest in front."""
        self.wait(50)
        picture = self.window.grab()
        sheets = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, Sheet | VerdictFlash) and each.isVisible()
        ]
        with QPainter(picture) as painter:
            for sheet in sorted(sheets, key=_depth):
                place = self.window.mapFromGlobal(sheet.mapToGlobal(QPoint(0, 0)))
                painter.drawPixmap(place, sheet.grab())
        return picture

    def wait(self, milliseconds: int) -> None:
        """Let the program run."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def close(self) -> None:
        """Close window and store."""
        self.window.close()
        self.wait(200)
        self._lanes[1].drain()
        self.on_store(self.front_desk.close)
        self._lanes[0].drain()
        self._theme.close()


def _depth(sheet: QWidget) -> int:
    """Tell in front of how many windows something stands; a flash stands above all."""
    above = sheet.parentWidget()
    if isinstance(sheet, VerdictFlash):
        return MOST_ABOVE
    return 1 + _depth(above) if above else 0


def photograph_day(folder: Path, work: Path) -> None:
    """The check-in page and the dialogs, by day."""
    shots = Photographer(folder, LIGHT, work)
    shots.open_window()
    shots.keep("empty-store")
    shots.window.close()
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    shots.keep("checkin-ready")
    code = shots.attendee(LATE).registration.ticket_code
    shots.scan(make_code(7, 123))
    shots.keep("checkin-unknown")
    shots.scan("https://luma.com/check-in/evt-Ab1?pk=g-Xy9")
    shots.keep("checkin-unknown-link")
    shots.scan(code)
    shots.keep("checkin-admitted")
    shots.wait(1600)
    shots.scan(code)
    shots.keep("checkin-already-in")
    shots.type_name("co")
    shots.keep("checkin-search")
    photograph_dialogs(shots)
    photograph_long_names(shots, work)
    photograph_try(shots)
    photograph_help(shots)
    shots.close()


def photograph_dialogs(shots: Photographer) -> None:
    """The dialogs behind the rail."""
    window = shots.window
    window.open_import()
    shots.wait(200)
    (lists,) = window.findChildren(ImportPage)
    lists.open_file(sample_path())
    shots.wait(1500)
    shots.keep("import")
    lists.leave()
    window.open_export()
    shots.wait(300)
    shots.keep("export", window.dialog)
    window.open_programmes()
    shots.wait(300)
    shots.keep("programmes", window.dialog)
    if window.dialog:
        window.dialog.reject()
    shots.wait(200)


def photograph_long_names(shots: Photographer, work: Path) -> None:
    """Long names, Hebrew alone, and the mirrored window."""
    path = work / "long.csv"
    path.write_text(LONG_NAMES, "utf-8")

    def bring_in() -> None:
        programme = shots.front_desk.programmes.find_or_make("NIPERM")
        shots.front_desk.importing(programme, open_guest_list(path)).run()

    shots.on_store(bring_in)
    shots.scan("LONG-1")
    shots.keep("checkin-long-names")
    shots._application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shots.scan("HEB-1")
    shots.keep("checkin-mirrored")
    shots._application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def photograph_try(shots: Photographer) -> None:
    """A ticket that is tried before the doors open, read through a prefix."""
    shots.window.choose("Try a ticket…")
    shots.wait(300)
    shots.window.signals.scanned.emit(Reading("]Q1long-1"))
    shots.wait(400)
    shots.keep("try-a-ticket", shots.window.dialog)
    if shots.window.dialog:
        shots.window.dialog.reject()
    shots.wait(200)


def photograph_help(shots: Photographer) -> None:
    """Help, and a verdict above an open dialog."""
    shots.window.choose("Help")
    shots.wait(300)
    shots.keep("help", shots.window.dialog)
    shots.scan("nobody-has-this")
    shots.keep("verdict-above-a-dialog", shots.window.findChildren(VerdictFlash)[0])
    if shots.window.dialog:
        shots.window.dialog.reject()
    shots.wait(200)


def photograph_practice(folder: Path, work: Path) -> None:
    """The window to practise in, at its first and its second step."""
    shots = Photographer(folder, LIGHT, work)
    desk = shots.front_desk
    _programme, guests = shots.on_store(
        lambda: fill_practice(desk.programmes, desk.registry, system_clock)
    )
    shots.open_window(PRACTICE_CODE, (practice_room(guests),))
    shots.keep("practice")
    shots.scan(guests[0].registration.ticket_code)
    shots.keep("practice-second-step")
    shots.close()


def photograph_night(folder: Path, work: Path) -> None:
    """The check-in page in the dark theme."""
    shots = Photographer(folder, DARK, work)
    shots.on_store(shots.morning)
    shots.open_window("NIPERM")
    shots.scan(shots.attendee(LATE).registration.ticket_code)
    shots.keep("checkin-dark")
    shots.close()


def take_all(*albums: Callable[[Path, Path], None]) -> None:
    """Take the pictures of some albums into the folder that was named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for take in albums:
        with TemporaryDirectory() as work:
            take(folder, Path(work))


if __name__ == "__main__":
    take_all(photograph_day, photograph_practice, photograph_night)
