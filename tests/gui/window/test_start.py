"""The start: a frame in the theme's colours first, then the store, then the window."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.failures import StoreBusy
from desktop.files.resources import RESOURCES
from desktop.gui.widgets.theme import Theme
from desktop.gui.window import start
from desktop.gui.window.first_frame import FirstFrame
from desktop.gui.window.start import Tell, run_window
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from tests.support.fakes import RecordingPainter

ROOT = Path(__file__).resolve().parents[3]
LOG = logging.getLogger("start of the test")
BEHIND = ("desktop.gui.window.main_window", "desktop.store.store", "desktop.workflows.opening",
          "sqlite_utils", "desktop.gui.window.rooms")  # fmt: skip


@pytest.fixture(autouse=True)
def dressed_as_before(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """What a start dresses the program with goes with it."""
    yield
    qapp.setStyleSheet(theme.style_sheet)


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[Tell], FrontDesk]:
    def open_front_desk(_tell: Tell) -> FrontDesk:
        path, key = tmp_path / "start.db", tmp_path / "key"
        return FrontDesk.open(path, key, system_clock, RecordingPainter())

    return open_front_desk


def test_the_frame_is_the_themes_and_says_when_it_was_painted(qtbot: QtBot, theme: Theme) -> None:
    frame = FirstFrame(theme)
    qtbot.addWidget(frame)
    with qtbot.waitSignal(frame.painted):
        frame.show()
    assert frame.grab().toImage().pixelColor(3, 3) == theme.colour("page")
    assert frame.words == ""
    assert frame.share == 0


def test_the_frame_shows_how_far_an_older_store_is(qtbot: QtBot, theme: Theme) -> None:
    frame = FirstFrame(theme)
    qtbot.addWidget(frame)
    frame.show_progress(3_000, 4_000)
    assert frame.share == 0.75
    assert frame.words == "This store is older: its figures are made anew, once."
    picture = frame.grab().toImage()
    at = picture.height() - 33
    assert picture.pixelColor(36 + round(408 * 0.7), at) == theme.colour("accent")
    assert picture.pixelColor(36 + round(408 * 0.8), at) == theme.colour("bar")


def test_the_frame_cannot_be_closed_before_the_window_stands(qtbot: QtBot, theme: Theme) -> None:
    frame = FirstFrame(theme)
    qtbot.addWidget(frame)
    event = QCloseEvent()
    frame.closeEvent(event)
    assert not event.isAccepted()


def test_the_window_comes_in_place_of_the_frame(
    qtbot: QtBot, opened: Callable[[Tell], FrontDesk]
) -> None:
    seen: list[list[str]] = []

    def look() -> None:
        names = [type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()]
        if "MainWindow" in names:
            seen.append(names)
            timer.stop()
            for each in QApplication.topLevelWidgets():
                if type(each).__name__ == "MainWindow":
                    each.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    assert run_window(RESOURCES, opened, log=LOG) == 0
    assert seen == [["MainWindow"]]
    assert sys.excepthook is sys.__excepthook__


def test_a_store_that_cannot_be_opened_is_a_sentence_and_1(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Exception] = []
    monkeypatch.setattr(start, "_show_refusal", said.append)

    def refuse(_tell: Tell) -> FrontDesk:
        raise StoreBusy(path="here")

    assert run_window(RESOURCES, refuse, log=LOG) == 1
    assert [type(each) for each in said] == [StoreBusy]


def test_our_own_mistake_reaches_the_outer_door(qtbot: QtBot) -> None:
    def fail(_tell: Tell) -> FrontDesk:
        raise KeyError("a mistake of ours")

    with pytest.raises(KeyError, match="a mistake of ours"):
        run_window(RESOURCES, fail, log=LOG)


def test_nothing_heavy_is_loaded_before_the_first_frame() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, desktop.gui.window.start; print(*sys.modules)"],
        capture_output=True, encoding="utf-8", check=True, cwd=ROOT,
    )  # fmt: skip
    assert not set(told.stdout.split()) & set(BEHIND)
