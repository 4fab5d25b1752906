"""What fills the whole window instead of the desk: the large verdict, the kiosk, the lock."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.domain.checkin.codes import Reading


class Screen(Protocol):
    """What the window asks of a screen."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""

    @property
    def is_shut(self) -> bool:
        """Whether the keys of the desk do nothing while it is shown."""

    @property
    def fills_screen(self) -> bool:
        """Whether it takes the whole screen of the computer, without the window's frame."""

    @property
    def comes_between(self) -> bool:
        """Whether what was shown before comes back after it."""

    def begin(self) -> None:
        """Begin anew: it has just been shown."""

    def renew(self) -> None:
        """Show what is known by now: the desk stands elsewhere, or its plan has changed."""

    def take_focus(self) -> None:
        """Bring the keys to where it is worked from."""

    def take_scan(self, reading: Reading) -> bool:
        """Take what was scanned; tell whether it was taken."""

    def may_close(self) -> bool:
        """Tell whether the window may be closed now; whoever says no asks what is needed."""


class ScreenHost(Protocol):
    """What a room may ask about what fills the window."""

    @property
    def is_desk(self) -> bool:
        """Whether the desk is shown."""

    @property
    def is_shut(self) -> bool:
        """Whether the keys of the desk do nothing now."""

    def is_shown(self, screen: Screen) -> bool:
        """Tell whether a screen is shown."""

    def show_screen(self, screen: Screen) -> None:
        """Show a screen over everything."""

    def show_desk(self) -> None:
        """Go back to the desk, or to what a screen came between."""
