"""The keys of the window, and what those do that mean something else on each page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from desktop.gui.window.pages import ATTENDEES, BADGES, CHECK_IN, DIRECTORY, PLACES, PROGRAMME, SYNC
from desktop.gui.window.screens import BIG, DESK

if TYPE_CHECKING:
    from desktop.gui.window.main_window import MainWindow


class WindowKeys(QObject):
    """Listens for the keys that are no menu's."""

    def __init__(self, window: MainWindow) -> None:
        """Listen in a window."""
        super().__init__(window)
        self._window = window
        self._page = window.page
        pages = (CHECK_IN, ATTENDEES, PROGRAMME, BADGES, DIRECTORY, PLACES, SYNC)
        for number, page in enumerate(pages, start=1):
            self._add(f"Ctrl+{number}", partial(self._go_to, page))
        for key, done in (
            ("F2", self._edit),
            ("F3", window.go_to_search),
            ("F4", window.open_person_form),
            ("Ctrl+N", window.open_person_form),
            ("F5", lambda: self._at_the_door(self._page.let_in_anyway)),
            ("F6", self._print_badge),
            ("F7", lambda: self._at_the_door(self._page.settle)),
            ("F8", self._toggle_camera),
            ("F9", self._open_groups),
            ("F10", window.show_menu),
            ("F11", window.screens.toggle_big),
            ("F12", lambda: self._at_the_door(window.door.turn)),
            ("Ctrl+G", lambda: self._at_the_door(window.door.take_proposal)),
            ("Ctrl+R", window.door.open_recent),
            ("Ctrl+L", window.staff.lock),
            ("Ctrl+Z", window.undo),
        ):
            self._add(key, done)

    def _add(self, key: str, done: Callable[[], None]) -> None:
        action = QAction(self._window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _on=False: done())
        self._window.addAction(action)

    def _at_the_door(self, act: Callable[[], None]) -> None:
        """Do what concerns the person of the verdict only where the verdict is on screen."""
        if self._window.current_page == CHECK_IN and self._window.dialog is None:
            act()

    def _go_to(self, page: int) -> None:
        """Show a page; the large verdict gives way to it."""
        if self._window.screens.currentIndex() == BIG:
            self._window.screens.show_desk()
        self._window.show_page(page)

    def _toggle_camera(self) -> None:
        if self._window.screens.currentIndex() == DESK:
            self._at_the_door(self._page.camera.toggle)

    def _edit(self) -> None:
        window = self._window
        if window.current_page == ATTENDEES:
            window.attendees.ask_edit()
        elif window.current_page == CHECK_IN and (shown := self._page.shown):
            window.jobs.run(
                lambda: window.front_desk.registry.details(shown.id),
                lambda found: window.actions_on_people.for_one("edit", found),
            )

    def _print_badge(self) -> None:
        if self._window.current_page == ATTENDEES:
            self._window.attendees.ask_badge()
        elif self._window.current_page == CHECK_IN:
            self._page.ask_badge()

    def _open_groups(self) -> None:
        window, details = self._window, self._window.attendees.details
        if window.current_page == CHECK_IN:
            self._page.ask_group()
        elif details and window.current_page == ATTENDEES:
            window.actions_on_people.open_groups(details.attendee)
