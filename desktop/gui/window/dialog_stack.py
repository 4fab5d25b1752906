"""One dialog at a time above the page; the window behind it goes on taking scans."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.domain.checkin.codes import Reading
from desktop.domain.failures import EnvironmentFailure
from desktop.gui.frame.page import AtHand, FooterKey
from desktop.gui.frame.pin_dialog import PinDialog
from desktop.gui.frame.screen import ScreenHost
from desktop.gui.widgets.dialogs import ScanDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.sheet import Shade
from desktop.gui.window.notice_bar import NoticeBar
from desktop.gui.wording.failures import describe_failure


class DialogStack(QObject):
    """Shows dialogs above a window, and sentences in its strip."""

    closed = Signal(object)

    def __init__(self, window: QWidget, jobs: Jobs, screens: ScreenHost) -> None:
        """Work for a window."""
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._screens = screens
        self.at_hand: Callable[[], AtHand] = AtHand
        self.page_keys: Callable[[], Sequence[FooterKey]] = tuple
        self.notice = NoticeBar()
        self._shade = Shade(window)
        self.dialog: QDialog | None = None
        self._closed: list[QDialog] = []
        self._is_closing = False
        self._focus_before: QWidget | None = None
        jobs.idle.connect(self._drop_closed)

    @property
    def window(self) -> QWidget:
        """The window above which dialogs open."""
        return self._window

    @property
    def is_open(self) -> bool:
        """Whether a dialog is open."""
        return self.dialog is not None

    def show(self, dialog: QDialog) -> None:
        """Show a dialog; over the kiosk or the lock nothing but the question for a PIN."""
        if self._screens.is_shut and not isinstance(dialog, PinDialog):
            dialog.deleteLater()
            return
        if self.dialog:
            self.dialog.reject()
        self._focus_before = self._window.focusWidget()
        self.dialog = dialog
        dialog.finished.connect(self._on_closed)
        self._open(dialog)

    def take_scan(self, reading: Reading) -> bool:
        """Give a scan to the open dialog, if it is there for scans; tell whether it took it."""
        return isinstance(self.dialog, ScanDialog) and self.dialog.take_scan(reading)

    def put_aside(self) -> None:
        """Hide what is open, with all that is typed in it, and close all menus."""
        while popup := QApplication.activePopupWidget():
            popup.close()
        if self.dialog:
            self.dialog.hide()
        self._shade.hide()

    def bring_back(self) -> None:
        """Show again what was put aside."""
        if self.dialog:
            self._open(self.dialog)

    def go_on(self) -> None:
        """Bring the focus back to where the page is worked from."""
        self.closed.emit(None)

    def close_all(self) -> None:
        """Close what is open, for the last time."""
        self._is_closing = True
        if self.dialog:
            self.dialog.reject()

    def notify(self, text: str, tone: str = "calm") -> None:
        """Say a sentence above the page; good news goes by itself after a while."""
        self.notice.notify(text, tone)

    def notify_failure(self, failure: EnvironmentFailure) -> None:
        """Say that the world failed, and what to do."""
        self.notify(describe_failure(failure).line, "no")

    def notify_what_first(self) -> None:
        """Say what comes first in an empty store."""
        sentence = self.tr("Make a programme first (Ctrl+3), or import a guest list (Ctrl+I).")
        self.notify(sentence, "look")

    def clear_notice(self) -> None:
        """Take away what was said."""
        self.notice.hide()

    def _open(self, dialog: QDialog) -> None:
        self._shade.cover()
        dialog.open()

    def _on_closed(self) -> None:
        if self.dialog:
            self._closed.append(self.dialog)
        self.dialog = None
        self._shade.hide()
        if self._jobs.is_idle:
            self._drop_closed()
        if self._is_closing:
            return
        self._window.activateWindow()
        self.closed.emit(self._focus_before)

    def _drop_closed(self) -> None:
        """Let closed dialogs go when no answer for one of them can be under way."""
        while self._closed:
            self._closed.pop().deleteLater()
