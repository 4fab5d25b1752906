"""Files that are dropped onto the window: whoever takes lists hears of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.gui.frame.screen import ScreenHost
from desktop.gui.frame.signals import RoomSignals


class FileDrops(QObject):
    """Listens for what is dropped, unless the kiosk or the lock is shown."""

    def __init__(self, window: QWidget, screens: ScreenHost, signals: RoomSignals) -> None:
        """Listen on a window."""
        super().__init__(window)
        self._screens = screens
        self._signals = signals
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take files of this computer, and nothing else."""
        if isinstance(event, QDragEnterEvent):
            return self._may_take(event)
        return isinstance(event, QDropEvent) and self._take(event)

    def _may_take(self, event: QDragEnterEvent) -> bool:
        if self._screens.is_shut or not _paths(event):
            return False
        event.acceptProposedAction()
        return True

    def _take(self, event: QDropEvent) -> bool:
        paths = _paths(event)
        if self._screens.is_shut or not paths:
            return False
        event.acceptProposedAction()
        self._signals.files_dropped.emit(paths)
        return True


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
