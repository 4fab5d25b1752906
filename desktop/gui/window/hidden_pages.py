"""Pages without a place in the rail: shown when a room asks, left to where somebody came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.gui.frame.page import Page
from desktop.gui.frame.screen import ScreenHost
from desktop.gui.frame.signals import RoomSignals
from desktop.gui.window.desk import Desk
from desktop.gui.window.file_drops import FileDrops


class HiddenPages(QObject):
    """Answers the rooms that ask for their page, and shows at the foot what goes on behind it."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        screens: ScreenHost,
        signals: RoomSignals,
        pages: Sequence[Page],
        go_to: Callable[[int], None],
    ) -> None:
        """Listen to rooms, and to files that are dropped onto a window.

        `go_to` shows a page by its number, whatever fills the window.
        """
        super().__init__(window)
        FileDrops(window, screens, signals)
        self._desk, self._screens, self._pages, self._go_to = desk, screens, pages, go_to
        signals.page_asked.connect(self._on_asked)
        signals.back_asked.connect(lambda: go_to(desk.before))
        signals.above_asked.connect(lambda: go_to(desk.place))
        signals.work_shown.connect(desk.footer.show_work)
        signals.backup_seen.connect(desk.say_kept)
        desk.footer.stop.clicked.connect(signals.work_stop_asked)

    def _on_asked(self, page: Page) -> None:
        """Show a page; nothing over the kiosk or the lock."""
        if not self._screens.is_shut:
            self._go_to(self._pages.index(page))
