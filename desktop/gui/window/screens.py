"""What fills the window: the desk, or one of the screens that rooms show instead."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.domain.checkin.codes import Reading
from desktop.gui.frame.screen import Screen


class Screens(QStackedWidget):
    """Shows one of them; those that are shut keep all keys of the desk out."""

    desk_shown = Signal()

    def __init__(self, window: QMainWindow) -> None:
        """Begin without anything."""
        super().__init__()
        self._window = window
        self._was_maximized = False
        self._desk = QWidget()
        self._shown: Screen | None = None
        self._before: Screen | None = None

    def build(self, desk: QWidget, screens: Iterable[Screen]) -> None:
        """Show the desk, now that it is built, and keep what may be shown instead."""
        self._desk = desk
        for widget in (desk, *(screen.widget for screen in screens)):
            self.addWidget(widget)

    @property
    def is_desk(self) -> bool:
        """Whether the desk is shown."""
        return self._shown is None

    @property
    def is_shut(self) -> bool:
        """Whether the keys of the desk do nothing now."""
        return self._shown is not None and self._shown.is_shut

    def is_shown(self, screen: Screen) -> bool:
        """Tell whether a screen is shown."""
        return self._shown is screen

    def show_screen(self, screen: Screen) -> None:
        """Show a screen over everything."""
        self._before = self._shown if screen.comes_between else None
        if screen.fills_screen:
            self._fill_screen()
        self._show(screen, screen.widget)
        screen.begin()

    def show_desk(self) -> None:
        """Go back to the desk, or to what a screen came between."""
        before, self._before = self._before, None
        if before:
            self.show_screen(before)
            return
        self._leave_full_screen()
        self._show(None, self._desk)
        self.desk_shown.emit()

    def take_focus(self) -> bool:
        """Keep the keys with what fills the window; tell whether that is not the desk."""
        if self._shown:
            self._shown.take_focus()
        return self._shown is not None

    def renew(self) -> None:
        """Let a screen show what is known by now."""
        if self._shown:
            self._shown.renew()

    def take_scan(self, reading: Reading) -> bool:
        """Let a screen take a scan; tell whether it did."""
        return self._shown is not None and self._shown.take_scan(reading)

    def may_close(self) -> bool:
        """Tell whether the window may be closed now."""
        return self._shown is None or self._shown.may_close()

    def _show(self, screen: Screen | None, widget: QWidget) -> None:
        """Show one; whatever is hidden takes no keys."""
        self._shown = screen
        self.setCurrentWidget(widget)
        self._desk.setEnabled(screen is None)
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
