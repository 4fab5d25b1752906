"""A morning at a desk whose disk fills; its store is cut off, and comes back at noon."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.devices.sound import Silence
from desktop.domain.upkeep.backup import Occasion
from desktop.files.resources import RESOURCES
from desktop.gui.checkin.checkin_page import CheckinPage
from desktop.gui.upkeep.rescue_dialog import RescueDialog
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.main_window import MainWindow
from desktop.gui.window.start import Tell, run_window
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.sync.syncing import SyncReport
from desktop.workflows.upkeep.rescue import Rescue
from tests.support import keys
from tests.support.fakes import RecordingPainter
from tests.support.fleet import FleetDesk
from tests.support.full_disk import files_end_at

LOG = logging.getLogger("the bad morning")
PATIENCE_S = 60
EARLY, LATE, NOON = "Early", "Late", "Noon"


@pytest.fixture(autouse=True)
def dressed_as_before(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """What a start dresses the program with goes with it."""
    yield
    qapp.setStyleSheet(theme.style_sheet)


@pytest.fixture(autouse=True)
def without_speakers(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine has none, and Qt says so."""
    monkeypatch.setattr("desktop.devices.sound.SpeakerSounds", lambda _folder: Silence())


class Volunteer:
    """Somebody at the window: says what is shown, and does what the script says next."""

    def __init__(self, script: Iterator[None]) -> None:
        self._script = script
        self.error: Exception | None = None
        self._until = time.monotonic() + PATIENCE_S
        self._timer = QTimer()
        self._timer.timeout.connect(self._go_on)
        self._timer.start(15)

    def _go_on(self) -> None:
        self._timer.stop()
        try:
            is_over = next(self._script, self) is self
            if time.monotonic() > self._until:
                raise TimeoutError("the window did not do what it should")
        except Exception as error:  # noqa: BLE001  (the window would take it for one of its own)
            self.error, is_over = error, True
            QApplication.exit(2)
        if not is_over:
            self._timer.start()


def windows(kind: type[MainWindow | RescueDialog]) -> list[MainWindow | RescueDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


class Morning:
    """The store of the desk, another desk by a stick, and what the volunteer does."""

    def __init__(self, folder: Path) -> None:
        self.path, self.key, self.stick = folder / "m.db", folder / "key", folder / "stick"
        self.stick.mkdir()
        desk = self.open(lambda _done, _total: None)
        programme = desk.programmes.find_or_make("NIPERM")
        desk.programmes.find_or_make_point(programme, "Main entrance")
        self.codes = {}
        for name in (EARLY, LATE, NOON, *(f"Guest{number}" for number in range(40))):
            person = {"first_name": "Noa", "last_name": name}
            made, _ = desk.registry.register(programme, RegistrationForm(person, {}, {}))
            self.codes[name] = made.registration.ticket_code
        desk.backups.make(Occasion.HAND)
        desk.syncing.with_folder(self.stick)
        desk.close()

    def open(self, _tell: Tell) -> FrontDesk:
        return FrontDesk.open(self.path, self.key, system_clock, RecordingPainter())

    @property
    def log_size(self) -> int:
        return self.path.with_name("m.db-wal").stat().st_size

    def run(self, script: Iterator[None]) -> int:
        volunteer = Volunteer(script)
        code = run_window(
            RESOURCES, self.open, log=LOG, rescue=Rescue(self.path, self.key, system_clock)
        )
        if volunteer.error:
            raise volunteer.error
        return code

    def stands(self) -> Iterator[None]:
        """Wait until the window stands at its programme."""
        while not (open_ := windows(MainWindow)) or open_[0].station.programme is None:  # type: ignore[union-attr]
            yield
        self.window = open_[0]
        assert isinstance(self.window, MainWindow)
        page = self.window.pages[0]
        assert isinstance(page, CheckinPage)
        self.page = page
        self.window.activateWindow()
        while not self.window.isActiveWindow() or not self.window.jobs.is_idle:
            yield

    def scan(self, name: str) -> Iterator[None]:
        """Scan somebody and wait until everything is answered."""
        assert isinstance(self.window, MainWindow)
        keys.scan(self.window.windowHandle(), self.codes[name])
        yield
        while not self.window.jobs.is_idle:
            yield

    @property
    def headline(self) -> str:
        return self.page.card.band.headline.text()

    @property
    def notice(self) -> str:
        assert isinstance(self.window, MainWindow)
        return self.window.dialogs.notice.text

    def exchange(self) -> Iterator[None]:
        """Take the stick to the desk, through its lanes."""
        assert isinstance(self.window, MainWindow)
        desk = self.window._services
        jobs = self.window.jobs
        done: list[object] = []
        jobs.run_beside(
            lambda: desk.syncing.with_folder(self.stick, jobs.on_store),  # type: ignore[attr-defined]
            done.append,
            done.append,
        )
        while not done:
            yield
        assert isinstance(done[0], SyncReport)

    def close(self) -> None:
        # Windows of other tests may still stand, and Qt waits for the last one.
        for other in QApplication.topLevelWidgets():
            if other is not self.window:
                other.hide()
        self.window.close()


def before_noon(morning: Morning, seen: list[str]) -> Iterator[None]:
    yield from morning.stands()
    yield from morning.scan(EARLY)
    seen.append(morning.headline)
    with ExitStack() as full:
        full.enter_context(files_end_at(morning.log_size))
        yield from morning.scan(LATE)
        seen.append(morning.headline)
        # Looking somebody up goes on.
        QTest.keyClicks(morning.page.field, "Late")
        while not morning.page.card.results.lines.rowCount():
            yield
        seen.append("found")
        QTest.keyClick(morning.page.field, Qt.Key.Key_Escape)
    yield from morning.scan(LATE)
    seen.append(morning.headline)
    yield from morning.exchange()
    morning.close()


def at_noon(morning: Morning, seen: list[str]) -> Iterator[None]:
    while not (shown := windows(RescueDialog)):
        yield
    rescue = shown[0]
    assert isinstance(rescue, RescueDialog)
    seen.append(rescue.windowTitle())
    rescue.restore_button.click()
    yield from morning.stands()
    seen.append(morning.notice)
    yield from morning.scan(NOON)
    seen.append(morning.headline)
    # Those of the morning are known again as soon as the stick has been here.
    yield from morning.exchange()
    yield from morning.scan(EARLY)
    seen.append(morning.headline)
    yield from morning.scan(LATE)
    seen.append(morning.headline)
    yield from morning.exchange()
    morning.close()


def test_a_disk_that_fills_and_a_store_that_is_cut_cost_nobody_their_entry(
    qtbot: QtBot, tmp_path: Path
) -> None:
    morning = Morning(tmp_path)
    seen: list[str] = []
    assert morning.run(before_noon(morning, seen)) == 0
    assert seen[0] == "Checked in"
    assert seen[1] == "Not saved"
    assert seen[2:] == ["found", "Checked in"]
    with morning.path.open("r+b") as file:
        file.truncate(100)
    noon: list[str] = []
    assert morning.run(at_noon(morning, noon)) == 0
    assert noon[0] == "Store is empty"
    assert noon[1].startswith("This store was brought back from the backup of")
    assert noon[2:] == ["Checked in", "Already in", "Already in"]
    other = FleetDesk(tmp_path / "other", "Desk B")
    other.front_desk.syncing.with_folder(morning.stick)
    own = morning.open(lambda _done, _total: None)
    own.syncing.with_folder(morning.stick)
    assert own.syncing.state_hash() == other.hash
    assert own.verify() == []
    assert other.inside() == 3
    own.close()
    other.close()
