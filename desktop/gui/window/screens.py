"""What fills the window: the desk, the large verdict, the kiosk, or the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import attendee_of
from desktop.domain.trouble import Trouble
from desktop.gui.checkin.big_picture import BigPicture
from desktop.gui.checkin.checkin_desk import CheckinDesk
from desktop.gui.checkin.kiosk_page import KioskPage
from desktop.gui.staff.lock_page import LockPage
from desktop.gui.wording import checkin as words
from desktop.workflows.checkin.desk import Undone
from desktop.workflows.checkin.verdict import Place, Verdict

DESK, BIG, KIOSK, LOCK = range(4)


class Screens(QStackedWidget):
    """Shows one of them; the kiosk and the lock shut out all keys of the desk."""

    desk_shown = Signal()

    def __init__(
        self,
        window: QMainWindow,
        desk: QWidget,
        pages: tuple[KioskPage, LockPage],
        checkin: CheckinDesk,
    ) -> None:
        """Begin with the desk."""
        super().__init__()
        self._window = window
        self._was_maximized = False
        self._was_big = False
        self._desk = desk
        self.kiosk, self.lock = pages
        self.big = BigPicture()
        self._checkin = checkin
        for page in (desk, self.big, self.kiosk, self.lock):
            self.addWidget(page)
        checkin.verdict_given.connect(self._on_verdict)
        checkin.undone.connect(self._on_undone)
        checkin.failed.connect(self._on_failed)
        checkin.counts_changed.connect(self.big.show_counts)

    @property
    def is_shut(self) -> bool:
        """Whether the keys of the desk do nothing now."""
        return self.currentIndex() in (KIOSK, LOCK)

    def show_desk(self) -> None:
        """Go back to the desk."""
        was_big, self._was_big = self._was_big, False
        if was_big:
            self._show_big()
            return
        self._leave_full_screen()
        self._show(DESK)
        self.desk_shown.emit()

    def take_focus(self) -> bool:
        """Keep the keys with what fills the window; tell whether that is not the desk."""
        number = self.currentIndex()
        if number == KIOSK:
            self.kiosk.take_focus()
        elif number in (BIG, LOCK):
            (self if number == BIG else self.lock.list).setFocus()
        return number != DESK

    def renew(self) -> None:
        """Show what is known by now: the kiosk greets once there is a programme."""
        if self.currentIndex() == KIOSK:
            self.kiosk.start_over()

    def toggle_big(self) -> None:
        """Show the verdict over the whole screen, or the desk again."""
        if self.currentIndex() == BIG:
            self.show_desk()
        elif self.currentIndex() == DESK:
            self._show_big()

    def show_kiosk(self) -> None:
        """Give the screen to guests."""
        self._fill_screen()
        self._show(KIOSK)
        self.kiosk.start_over()

    def show_lock(self) -> None:
        """Ask who is there; the large verdict comes back afterwards."""
        self._was_big = self.currentIndex() == BIG
        self._show(LOCK)
        self.lock.ask()

    def take_scan(self, reading: Reading) -> bool:
        """Take a scan where the desk is shut; tell whether it was taken."""
        if self.currentIndex() == KIOSK:
            self.kiosk.take_scan(reading)
        elif self.currentIndex() == LOCK:
            self.lock.refuse_scan()
        return self.is_shut

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the large verdict with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.currentIndex() == BIG:
            self.show_desk()
        else:
            super().keyPressEvent(event)

    def _show_big(self) -> None:
        self._fill_screen()
        self.big.show_ready()
        self.big.show_place(_where(self._checkin.place))
        self._show(BIG)
        self.setFocus()

    def _show(self, number: int) -> None:
        """Show one; whatever is hidden takes no keys."""
        self.setCurrentIndex(number)
        self._desk.setEnabled(number == DESK)
        for action in self._window.actions():
            action.setEnabled(not self.is_shut)

    def _fill_screen(self) -> None:
        if not self._window.isFullScreen():
            self._was_maximized = self._window.isMaximized()
            self._window.showFullScreen()

    def _leave_full_screen(self) -> None:
        if self._window.isFullScreen():
            if self._was_maximized:
                self._window.showMaximized()
            else:
                self._window.showNormal()

    def _on_verdict(self, verdict: Verdict) -> None:
        self.big.show_place(_where(self._checkin.place))
        self.big.show_banner(words.describe(verdict), attendee_of(verdict.outcome))

    def _on_undone(self, undone: Undone | None) -> None:
        if undone is None:
            self.big.show_banner(words.describe_nothing_to_undo(), None)
        else:
            self.big.show_banner(words.describe_undo(undone), undone.attendee)

    def _on_failed(self, trouble: Trouble) -> None:
        self.big.show_banner(words.describe_failure(trouble), None)


def _where(place: Place | None) -> str:
    return place.point.name if place else ""
