"""Opens the window and, at the end, drains the lanes and closes the store.

What is imported here is little: the first frame is on the screen before the rest is loaded.
"""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import delete

from desktop.devices.painting.fonts import FAMILY, font, hint_alike, load_fonts
from desktop.domain.failures import EnvironmentFailure
from desktop.gui.widgets.theme import Theme, system_theme
from desktop.gui.window.crash import crash_hook
from desktop.gui.window.first_frame import FirstFrame
from desktop.gui.wording.translation import tr
from desktop.workflows.lanes import Lane, Priority

if TYPE_CHECKING:
    from desktop.domain.attendees.registration import Attendee
    from desktop.gui.window.main_window import MainWindow
    from desktop.workflows.opening import FrontDesk
    from desktop.workflows.upkeep.rescue import Rescue

WAKE_MS, PATIENCE_MS = 500, 400
# What Qt's loop ends with where the store is to be opened once more.
AGAIN = 75
# Tells how many entries of the journal were worked through, and how many there are.
Tell = Callable[[int, int], None]
OpenFrontDesk = Callable[[Tell], "FrontDesk"]
# What somebody wants done with the store while it is closed.
BeforeOpening = Callable[["Rescue"], None]


def run_window(
    resources: Path,
    open_front_desk: OpenFrontDesk,
    *,
    log: logging.Logger,
    is_sample: bool = False,
    is_practice: bool = False,
    rescue: Rescue | None = None,
) -> int:
    """Show the window until it is closed; 0, or 1 where the store could not be opened.

    Args:
        resources: the folder of fonts, icons and themes.
        open_front_desk: opens the store and tells how far it is; called in the store's lane.
        log: where unexpected failures are written.
        is_sample: fill the store with the sample programme first.
        is_practice: fill it with invented guests, and say so above all pages.
        rescue: what can be done where the store does not open, or is to be another one.
    """
    # What is made until the window stands stays: the collector would only walk over it.
    gc.disable()
    hint_alike(resources / "fonts")
    application = QApplication.instance() or QApplication([FAMILY])
    assert isinstance(application, QApplication)
    theme = _dress_in_colours(application, resources)
    before: BeforeOpening | None = None
    try:
        while True:
            opening = _before(before, rescue, open_front_desk)
            start = _Start(application, theme, resources, log, is_sample, is_practice)
            start.rescue = rescue
            code = start.run(opening)
            if code != AGAIN:
                return code
            before = start.before
    finally:
        gc.enable()
        sys.excepthook = sys.__excepthook__
        theme.close()


def _before(
    before: BeforeOpening | None, rescue: Rescue | None, open_front_desk: OpenFrontDesk
) -> OpenFrontDesk:
    """Do what somebody asked for while the store is closed, then open it."""
    if before is None or rescue is None:
        return open_front_desk

    def do_and_open(tell: Tell) -> FrontDesk:
        before(rescue)
        return open_front_desk(tell)

    return do_and_open


class _Start(QObject):
    """Opens the store behind a first frame, and puts the window in its place."""

    _opened = Signal()
    _told = Signal(int, int)

    def __init__(
        self,
        application: QApplication,
        theme: Theme,
        resources: Path,
        log: logging.Logger,
        is_sample: bool,
        is_practice: bool,
    ) -> None:
        super().__init__()
        self._application, self._theme, self._resources = application, theme, resources
        self._log, self._is_sample, self._is_practice = log, is_sample, is_practice
        self._lanes = (Lane("store"), Lane("files"), Lane("print"), Lane("beside"))
        self._frame = FirstFrame(theme)
        self._told.connect(self._frame.show_progress)
        self._opened.connect(self._on_opened)
        self._opening: Future[tuple[FrontDesk, Sequence[Attendee]]] = Future()
        self._window: MainWindow | None = None
        self._broken: BaseException | None = None
        self._is_begun = False
        self.rescue: Rescue | None = None
        # What is to be done before the store is opened again.
        self.before: BeforeOpening | None = None

    def run(self, open_front_desk: OpenFrontDesk) -> int:
        """Open, show, wait until it is closed, and put everything away."""

        def begin() -> None:
            if self._is_begun:
                return
            self._is_begun = True
            self._opening = self._lanes[0].submit(lambda: self._open(open_front_desk))
            self._opening.add_done_callback(lambda _done: self._opened.emit())
            # While the store is opened.
            import_module("desktop.gui.window.rooms")
            import_module("desktop.gui.window.main_window")

        sys.excepthook = lambda _kind, error, _trace: self._give_up(error)
        self._frame.painted.connect(begin)
        # A screen that is locked paints nothing; the store is opened all the same.
        QTimer.singleShot(PATIENCE_MS, self, begin)
        self._frame.show()
        code = self._application.exec()
        if self._broken:
            raise self._broken
        if self._window is None:
            for lane in self._lanes:
                lane.drain()
            return code
        store_lane, *others = self._lanes
        for lane in others:
            lane.drain()
        # Behind all that still waits: nothing may ask a store that is closed.
        close = self._opening.result()[0].close
        store_lane.submit(close, Priority.LAST).result()
        store_lane.drain()
        if self.before is None:
            return code
        # Its timers must not ask lanes that have ended, nor late answers find it half gone.
        delete(self._window.jobs)
        delete(self._window)
        self._window = None
        return AGAIN

    def _open(self, open_front_desk: OpenFrontDesk) -> tuple[FrontDesk, Sequence[Attendee]]:
        """Open the store, in its lane, and fill it where that was asked for."""
        from desktop.workflows.ports import system_clock  # noqa: PLC0415
        from desktop.workflows.programme.practice import fill_practice  # noqa: PLC0415
        from desktop.workflows.sample import fill_whole_sample  # noqa: PLC0415

        front_desk = open_front_desk(self._told.emit)
        if self._is_sample:
            fill_whole_sample(front_desk)
        if not self._is_practice:
            return front_desk, ()
        filled = fill_practice(front_desk.programmes, front_desk.registry, system_clock)
        return front_desk, filled[1]

    @Slot()
    def _on_opened(self) -> None:
        """Build the window on the open store, or say why there is none."""
        failure = self._opening.exception()
        if isinstance(failure, EnvironmentFailure):
            self._frame.hide()
            self._application.exit(AGAIN if self._is_helped(failure) else 1)
        elif failure:
            self._give_up(failure)
        else:
            self._show_window(*self._opening.result())

    def _is_helped(self, failure: EnvironmentFailure) -> bool:
        """Say why there is no window; tell whether something was done, so that there may be one."""
        from desktop.gui.upkeep.rescue_dialog import RESCUABLE, rescue_from  # noqa: PLC0415
        from desktop.gui.widgets.jobs import Jobs  # noqa: PLC0415

        if self.rescue is None or not isinstance(failure, RESCUABLE):
            _show_refusal(failure)
            return False
        self._application.setStyleSheet(self._theme.style_sheet)
        return rescue_from(Jobs(*self._lanes), self.rescue, failure)

    def _on_reopen_asked(self, before: BeforeOpening) -> None:
        self.before = before
        if self._window:
            self._window.close()

    def _give_up(self, error: BaseException) -> None:
        """End Qt's loop; the error is raised behind it, where the program has its outer door."""
        self._broken = error
        self._application.exit(1)

    def _show_window(self, front_desk: FrontDesk, guests: Sequence[Attendee]) -> None:
        from desktop.devices.sound import SpeakerSounds  # noqa: PLC0415
        from desktop.gui.widgets.jobs import Jobs  # noqa: PLC0415
        from desktop.gui.window.main_window import MainWindow  # noqa: PLC0415
        from desktop.gui.window.rooms import open_rooms  # noqa: PLC0415

        sounds = SpeakerSounds(self._resources / "sounds")
        rooms = open_rooms(front_desk, guests)
        window = MainWindow(Jobs(*self._lanes), front_desk, self._theme, sounds, rooms)
        self._window = window
        window.signals.reopen_asked.connect(self._on_reopen_asked)
        # Only now: each of its parts would be dressed as often as it gets another parent.
        self._application.setStyleSheet(self._theme.style_sheet)
        sys.excepthook = crash_hook(
            self._log, lambda: window.dialogs.notify(_crash_sentence(), "no")
        )
        if self._is_practice:
            window.setWindowTitle(tr("Muster, practice"))
        else:
            _notify_at_start(window, front_desk)
        window.load()
        window.show()
        self._frame.hide()
        # What is there now stays: the collector need not walk over it while people are scanned.
        gc.freeze()
        gc.enable()
        _let_ctrl_c_through(window)


def dress(application: QApplication, resources: Path, theme_name: str = "") -> Theme:
    """Give the program its typeface and its theme."""
    theme = _dress_in_colours(application, resources, theme_name)
    application.setStyleSheet(theme.style_sheet)
    return theme


def _dress_in_colours(application: QApplication, resources: Path, theme_name: str = "") -> Theme:
    load_fonts(resources / "fonts")
    application.setApplicationName("Muster")
    application.setApplicationDisplayName("")
    face = font("regular")
    face.setPixelSize(14)
    application.setFont(face)
    theme = Theme(resources, theme_name or system_theme())
    theme.apply_colours(application)
    application.setWindowIcon(QIcon(theme.pixmap("scan-line", "accent", 64)))
    return theme


def _notify_at_start(window: MainWindow, front_desk: FrontDesk) -> None:
    """Say what must be known before the first guest comes, in one notice."""
    from desktop.gui.wording.badges import left_line  # noqa: PLC0415
    from desktop.gui.wording.sync import copied_line  # noqa: PLC0415

    left = [left_line(file) for file in front_desk.unfinished.take_news()]
    key = [_key_sentence(front_desk.new_key_file)] if front_desk.new_key_file else []
    copied = [copied_line(front_desk.desk.name)] if front_desk.was_copied else []
    if left or key or copied:
        tone = "look" if left or copied else "calm"
        window.dialogs.notify("\n".join([*key, *copied, *left]), tone)


def _show_refusal(failure: EnvironmentFailure) -> None:
    from desktop.gui.wording.failures import describe_failure  # noqa: PLC0415

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


def _let_ctrl_c_through(window: QWidget) -> None:
    """Close properly on Ctrl+C in a terminal: Python sees signals only between events."""
    signal.signal(signal.SIGINT, lambda _number, _frame: window.close())
    timer = QTimer(window)
    timer.setInterval(WAKE_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
