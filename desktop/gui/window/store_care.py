"""Looks after the store while the window is open: tidies when idle, verifies when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer

from desktop.domain.failures import CheckBroken, EnvironmentFailure, WorkStopped
from desktop.gui.frame.room import Command, Frame
from desktop.gui.widgets.jobs import Stop
from desktop.gui.window.services import WindowServices
from desktop.gui.wording.failures import describe_failure
from desktop.workflows.upkeep.store_check import Difference

TIDY_AFTER_MS = 20_000
# How long the window waits at its end for a check that was asked to stop.
GRACE_S = 2.0

_Told = float | Sequence[Difference] | EnvironmentFailure


class StoreCare(QObject):
    """Does the store's housekeeping in idle moments."""

    def __init__(self, frame: Frame, services: WindowServices) -> None:
        """Begin to wait for idle moments."""
        super().__init__(frame.dialogs.window)
        self._jobs = frame.jobs
        self._dialogs = frame.dialogs
        self._services = services
        self._check: Future[None] | None = None
        self._stop = Stop()
        self._signals = frame.signals
        self._signals.work_stop_asked.connect(self._end_check)
        self._timer = QTimer(self)
        self._timer.setInterval(TIDY_AFTER_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def stop(self) -> None:
        """Wait no longer, and end a check."""
        self._timer.stop()
        self._end_check()
        self._jobs.end_background(self._check, GRACE_S)

    def commands(self) -> list[Command]:
        """Give what stands at the end of the menu."""
        return [
            Command(31, self.tr("Check the store"), "", self.verify),
            Command(32, self.tr("Quit"), "Ctrl+Q", self._close),
        ]

    def verify(self) -> None:
        """Check a copy of the store while the desk goes on, and say what was found."""
        if self._check is not None:
            return
        self._stop = Stop()
        self._on_share(0.0)
        self._check = self._jobs.run_background(self._checked, self._on_told)

    def _end_check(self) -> None:
        self._stop.ask()

    def _checked(self, tell: Callable[[_Told], None]) -> None:
        # Whatever happens, the check has ended, and nothing is known unless it was through.
        told: _Told = CheckBroken(path="")
        try:
            told = self._services.store_check.of_copy(
                self._jobs.on_store, tell, self._stop.is_asked
            )
        except EnvironmentFailure as failure:
            told = failure
        finally:
            tell(told)

    def _on_told(self, told: _Told) -> None:
        if isinstance(told, float):
            self._on_share(told)
            return
        self._jobs.end_background(self._check, GRACE_S)
        self._check = None
        self._signals.work_shown.emit("", 0, 0)
        if not isinstance(told, EnvironmentFailure):
            self._on_verified(told)
        elif not isinstance(told, WorkStopped):
            self._dialogs.notify(describe_failure(told).line, "no")

    def _on_share(self, share: float) -> None:
        words = self.tr("Checking a copy of the store")
        self._signals.work_shown.emit(words, round(100 * share), 100)

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
