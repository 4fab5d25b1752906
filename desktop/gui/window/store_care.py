"""Looks after the store while the window is open: tidies when idle, verifies when asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from desktop.gui.frame.room import Command, Frame
from desktop.gui.window.services import WindowServices
from desktop.workflows.opening import Difference

TIDY_AFTER_MS = 20_000


class StoreCare(QObject):
    """Does the store's housekeeping in idle moments."""

    def __init__(self, frame: Frame, services: WindowServices) -> None:
        """Begin to wait for idle moments."""
        super().__init__(frame.dialogs.window)
        self._jobs = frame.jobs
        self._dialogs = frame.dialogs
        self._services = services
        self._timer = QTimer(self)
        self._timer.setInterval(TIDY_AFTER_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def stop(self) -> None:
        """Wait no longer."""
        self._timer.stop()

    def commands(self) -> list[Command]:
        """Give what stands at the end of the menu."""
        return [
            Command(30, self.tr("Verify the store"), "", self.verify),
            Command(31, self.tr("Quit"), "Ctrl+Q", self._close),
        ]

    def verify(self) -> None:
        """Check the store and say what was found."""
        self._dialogs.notify(self.tr("Checking the store…"))
        self._jobs.run(self._services.verify, self._on_verified)

    def _close(self) -> None:
        self._dialogs.window.close()

    def _on_verified(self, differences: Sequence[Difference]) -> None:
        if not differences:
            sentence = self.tr("The store is sound: file, chains and figures agree.")
            self._dialogs.notify(sentence, "yes")
            return
        first = differences[0]
        sentence = self.tr("{count} differences found, the first: {where}: {what}").format(
            count=len(differences), where=first.where, what=first.what
        )
        self._dialogs.notify(sentence, "no")

    def _on_time(self) -> None:
        if self._jobs.is_idle:
            self._jobs.run(self._services.tidy, lambda _done: None)
