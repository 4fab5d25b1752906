"""A store that does not open: the window offers its backups, what still reads, or a beginning."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.upkeep.backup import Occasion
from desktop.files.resources import RESOURCES
from desktop.gui.upkeep.rescue_dialog import RescueDialog
from desktop.gui.upkeep.room import BroughtBack
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.main_window import MainWindow
from desktop.gui.window.start import Tell, run_window
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.sample import fill_sample
from desktop.workflows.upkeep.rescue import Rescue
from tests.support.fakes import RecordingPainter
from tests.workflows.upkeep.test_restoring import wreck

PATIENCE_S = 60
LOG = logging.getLogger("rescue of the test")


@pytest.fixture(autouse=True)
def dressed_as_before(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """What a start dresses the program with goes with it."""
    yield
    qapp.setStyleSheet(theme.style_sheet)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a store with the sample, one backup, and one person more since."""
    store = tmp_path / "muster.db"
    desk = FrontDesk.open(store, tmp_path / "key", system_clock, RecordingPainter())
    fill_sample(desk)
    desk.backups.make(Occasion.HAND)
    desk.name_desk("After the backup")
    desk.close()
    return store


def opening(path: Path) -> Callable[[Tell], FrontDesk]:
    key = path.with_name("key")
    return lambda _tell: FrontDesk.open(path, key, system_clock, RecordingPainter())


class Person:
    """Looks at whatever window stands, and does one thing after the other."""

    def __init__(self, *steps: Callable[[object], bool]) -> None:
        self._steps = list(steps)
        self.seen: list[str] = []
        self._until = time.monotonic() + PATIENCE_S
        self.is_late = False
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        if time.monotonic() > self._until:
            self.is_late = True
            self._timer.stop()
            QApplication.exit(2)
        for each in QApplication.topLevelWidgets():
            if each.isVisible() and isinstance(each, (RescueDialog, MainWindow)):
                if not self._steps:
                    self._timer.stop()
                    return
                name = type(each).__name__
                if not self.seen or self.seen[-1] != name:
                    self.seen.append(name)
                if self._steps[0](each):
                    self._steps.pop(0)


def run(path: Path, *steps: Callable[[object], bool]) -> tuple[int, list[str]]:
    person = Person(*steps)
    rescue = Rescue(path, path.with_name("key"), system_clock)
    code = run_window(RESOURCES, opening(path), log=LOG, rescue=rescue)
    assert not person.is_late
    return code, person.seen


def bring_back(each: object) -> bool:
    if isinstance(each, RescueDialog) and each.restore_button.isEnabled():
        each.restore_button.click()
        return True
    return False


def close_window(each: object) -> bool:
    if isinstance(each, MainWindow) and each.station.programme is not None:
        each.close()
        return True
    return False


def names_of(path: Path) -> tuple[str, list[str]]:
    desk = opening(path)(lambda _done, _total: None)
    try:
        return desk.desk.name, [row[0].code for row in desk.programmes.summaries()]
    finally:
        desk.close()


def test_a_wrecked_store_is_brought_back_and_the_window_opens(qtbot: QtBot, path: Path) -> None:
    wreck(path)
    said: list[str] = []

    def read_notice(each: object) -> bool:
        if isinstance(each, MainWindow) and each.dialogs.notice.text:
            said.append(each.dialogs.notice.text)
            return True
        return False

    code, seen = run(path, bring_back, read_notice, close_window)
    assert (code, seen) == (0, ["RescueDialog", "MainWindow"])
    assert said[0].startswith("This store was brought back from the backup of ")
    assert said[0].endswith("The desk goes on as Desk A (2).")
    assert names_of(path) == ("Desk A (2)", ["NIPERM"])
    (aside,) = path.parent.glob("muster before *.db")
    assert aside.read_bytes()[:4] == b"\x5a" * 4


def test_closing_the_rescue_changes_nothing(qtbot: QtBot, path: Path) -> None:
    wreck(path)
    before = path.read_bytes()

    def leave(each: object) -> bool:
        assert isinstance(each, RescueDialog)
        assert each.list.count() == 1
        assert not each.begin_button.isVisible()
        each.close_button.click()
        return True

    assert run(path, leave) == (1, ["RescueDialog"])
    assert path.read_bytes() == before


def test_what_still_reads_takes_the_stores_place(qtbot: QtBot, path: Path) -> None:
    wreck(path)
    told: list[str] = []

    def salvage(each: object) -> bool:
        if isinstance(each, RescueDialog) and each.salvage_button.isEnabled():
            each.salvage_button.click()
            return True
        return False

    def open_it(each: object) -> bool:
        if isinstance(each, RescueDialog) and each.open_button.isVisible():
            told.append(each.message.text())
            each.open_button.click()
            return True
        return False

    code, seen = run(path, salvage, open_it, close_window)
    assert (code, seen) == (0, ["RescueDialog", "MainWindow"])
    assert "0 entries read in the store" in told[0]
    assert "Nothing is missing in between." in told[0]
    assert names_of(path)[1] == ["NIPERM"]


def test_where_the_store_is_gone_a_new_one_may_begin(qtbot: QtBot, path: Path) -> None:
    path.unlink()

    def begin(each: object) -> bool:
        assert isinstance(each, RescueDialog)
        assert not each.salvage_button.isVisible()
        each.begin_button.click()
        return True

    def close_empty(each: object) -> bool:
        if isinstance(each, MainWindow):
            each.close()
            return True
        return False

    code, seen = run(path, begin, close_empty)
    assert (code, seen) == (0, ["RescueDialog", "MainWindow"])
    assert names_of(path) == ("Desk A", [])
    assert len(list(path.with_name("muster.db backups").iterdir())) == 1


def test_a_backup_is_brought_back_out_of_the_open_window(qtbot: QtBot, path: Path) -> None:
    asked: list[MainWindow] = []

    def ask(each: object) -> bool:
        if isinstance(each, MainWindow) and each.station.programme is not None:
            asked.append(each)
            rescue = Rescue(path, path.with_name("key"), system_clock)
            each.signals.reopen_asked.emit(BroughtBack(rescue.backups()[0]))
            return True
        return False

    def close_another(each: object) -> bool:
        return each is not asked[0] and close_window(each)

    code, _seen = run(path, ask, close_another)
    assert code == 0
    # "After the backup" was the desk's name when it closed.
    assert names_of(path) == ("Desk A (2)", ["NIPERM"])


@pytest.mark.parametrize("folder", [False, True])
def test_without_a_backup_it_says_so(
    qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch, folder: bool
) -> None:
    wreck(path)
    shelf = path.with_name("muster.db backups")
    elsewhere = path.with_name("stick")
    shelf.rename(elsewhere)
    monkeypatch.setattr(
        "desktop.gui.upkeep.rescue_dialog.pick_folder", lambda _parent, _title: elsewhere
    )

    def look(each: object) -> bool:
        assert isinstance(each, RescueDialog)
        assert not each.restore_button.isEnabled()
        assert each.lost.text().startswith("No backup of this store is here.")
        if folder:
            each.folder_button.click()
            assert each.list.count() == 1
        else:
            each.close_button.click()
        return True

    steps = (look, bring_back, close_window) if folder else (look,)
    code, _seen = run(path, *steps)
    assert code == (0 if folder else 1)
