"""Opens the window and, at the end, drains the lanes and closes the store."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.devices.painting.fonts import FAMILY, font, hint_alike, load_fonts
from desktop.devices.sound import SpeakerSounds
from desktop.domain.attendees.registration import Attendee
from desktop.domain.failures import EnvironmentFailure
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme, system_theme
from desktop.gui.window.crash import crash_hook
from desktop.gui.window.main_window import MainWindow
from desktop.gui.window.rooms import open_rooms
from desktop.gui.wording.badges import left_line
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.sync import copied_line
from desktop.gui.wording.translation import tr
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.programme.practice import fill_practice
from desktop.workflows.sample import fill_whole_sample

WAKE_MS = 500


def run_window(
    resources: Path,
    open_front_desk: Callable[[], FrontDesk],
    *,
    log: logging.Logger,
    is_sample: bool = False,
    is_practice: bool = False,
) -> int:
    """Show the window until it is closed; 0, or 1 where the store could not be opened.

    Args:
        resources: the folder of fonts, icons and themes.
        open_front_desk: opens the store; called in the store's lane.
        log: where unexpected failures are written.
        is_sample: fill the store with the sample programme first.
        is_practice: fill it with invented guests, and say so above all pages.
    """
    hint_alike(resources / "fonts")
    application = QApplication.instance() or QApplication([FAMILY])
    assert isinstance(application, QApplication)
    theme = dress(application, resources)
    store_lane, files_lane, print_lane = Lane("store"), Lane("files"), Lane("print")
    beside_lane = Lane("beside")
    try:
        front_desk = store_lane.submit(lambda: _open(open_front_desk, is_sample)).result()
        guests = store_lane.submit(lambda: _guests(front_desk, is_practice)).result()
    except EnvironmentFailure as failure:
        _show_refusal(failure)
        theme.close()
        return 1
    jobs = Jobs(store_lane, files_lane, print_lane, beside_lane)
    sounds = SpeakerSounds(resources / "sounds")
    window = MainWindow(jobs, front_desk, theme, sounds, open_rooms(front_desk, guests))
    sys.excepthook = crash_hook(log, lambda: window.dialogs.notify(_crash_sentence(), "no"))
    if is_practice:
        window.setWindowTitle(tr("Muster, practice"))
    else:
        _notify_at_start(window, front_desk)
    code = _show_until_closed(application, window)
    sys.excepthook = sys.__excepthook__
    for lane in (files_lane, print_lane, beside_lane):
        lane.drain()
    store_lane.submit(front_desk.close).result()
    store_lane.drain()
    theme.close()
    return code


def _show_until_closed(application: QApplication, window: MainWindow) -> int:
    window.load()
    window.show()
    # What is there now stays: the collector need not walk over it while people are scanned.
    gc.freeze()
    wake = _let_ctrl_c_through(window)
    code = application.exec()
    wake.stop()
    return code


def dress(application: QApplication, resources: Path, theme_name: str = "") -> Theme:
    """Give the program its typeface and its theme."""
    load_fonts(resources / "fonts")
    application.setApplicationName("Muster")
    application.setApplicationDisplayName("")
    face = font("regular")
    face.setPixelSize(14)
    application.setFont(face)
    theme = Theme(resources, theme_name or system_theme())
    theme.apply(application)
    application.setWindowIcon(QIcon(theme.pixmap("scan-line", "accent", 64)))
    return theme


def _open(open_front_desk: Callable[[], FrontDesk], is_sample: bool) -> FrontDesk:
    front_desk = open_front_desk()
    if is_sample:
        fill_whole_sample(front_desk)
    return front_desk


def _guests(front_desk: FrontDesk, is_practice: bool) -> Sequence[Attendee]:
    if not is_practice:
        return ()
    return fill_practice(front_desk.programmes, front_desk.registry, system_clock)[1]


def _notify_at_start(window: MainWindow, front_desk: FrontDesk) -> None:
    """Say what must be known before the first guest comes, in one notice."""
    left = [left_line(file) for file in front_desk.unfinished.take_news()]
    key = [_key_sentence(front_desk.new_key_file)] if front_desk.new_key_file else []
    copied = [copied_line(front_desk.desk.name)] if front_desk.was_copied else []
    if left or key or copied:
        tone = "look" if left or copied else "calm"
        window.dialogs.notify("\n".join([*key, *copied, *left]), tone)


def _show_refusal(failure: EnvironmentFailure) -> None:
    text = describe_failure(failure)
    box = QMessageBox(QMessageBox.Icon.Warning, text.title, text.line)
    box.setTextFormat(box.textFormat().PlainText)
    box.exec()


def _key_sentence(path: Path) -> str:
    return tr(
        "This computer has no keyring, so the key that opens your stores lies in {}. "
        "Keep a copy of it in a safe place."
    ).format(path)


def _crash_sentence() -> str:
    return tr(
        "Something went wrong inside Muster. What was saved is safe, and you can go on. "
        "The details are in the log."
    )


def _let_ctrl_c_through(window: MainWindow) -> QTimer:
    """Close properly on Ctrl+C in a terminal: Python sees signals only between events."""
    signal.signal(signal.SIGINT, lambda _number, _frame: window.close())
    timer = QTimer(window)
    timer.setInterval(WAKE_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
    return timer
