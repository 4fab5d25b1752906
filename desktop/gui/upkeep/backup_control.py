"""Makes backups by itself while the window is open, and says once what stands in their way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.failures import EnvironmentFailure
from desktop.domain.upkeep.backup import Occasion
from desktop.gui.frame.room import Frame
from desktop.gui.upkeep.services import UpkeepServices
from desktop.gui.widgets.jobs import Stop
from desktop.gui.wording.backups import foot_line, restored_line
from desktop.gui.wording.failures import describe_failure
from desktop.workflows.upkeep.backups import Backups, Beside

# The first guests come first.
FIRST_AFTER_MS = 15_000
LOOK_EVERY_MS = 5 * 60_000
AGE_EVERY_MS = 60_000
GRACE_S = 2.0


class BackupControl(QObject):
    """Looks every some minutes whether a backup is due."""

    changed = Signal()

    def __init__(self, frame: Frame, services: UpkeepServices) -> None:
        """Wait for the window to open."""
        super().__init__(frame.dialogs.window)
        self._jobs, self._dialogs, self._signals = frame.jobs, frame.dialogs, frame.signals
        self._services = services
        self._work: Future[None] | None = None
        self._copying: Future[None] | None = None
        self._stop = Stop()
        self._told: set[str] = set()
        self._looking = self._timer(LOOK_EVERY_MS, self.look)
        self._ageing = self._timer(AGE_EVERY_MS, self.show_age)
        self._first = self._timer(FIRST_AFTER_MS, self.look)
        self._first.setSingleShot(True)

    @property
    def is_busy(self) -> bool:
        """Whether a backup is being made."""
        return self._work is not None

    @property
    def backups(self) -> Backups:
        """The backups of the store."""
        return self._services.backups

    def begin(self) -> None:
        """Begin to look; say where the store was just brought back."""
        for timer in (self._looking, self._ageing, self._first):
            timer.start()
        self.show_age()
        if made_ms := self._services.restored_from_ms:
            name = self._services.path.stem
            self._jobs.run(self._desk_name, lambda desk: self._say_restored(made_ms, desk or name))

    def stop(self) -> None:
        """End what goes on; a draft that is left goes when the next one is made."""
        for timer in (self._looking, self._ageing, self._first):
            timer.stop()
        self._stop.ask()
        for future in (self._work, self._copying):
            self._jobs.end_background(future, GRACE_S)

    def look(self) -> None:
        """Make the hour's backup, where one is due."""
        self._run(self.backups.make_if_due)

    def make(self) -> None:
        """Make one now, because somebody asked."""
        self._run(lambda beside: self.backups.make(Occasion.HAND, beside))

    def show_age(self) -> None:
        """Say at the foot how old the newest is."""
        self._signals.backup_seen.emit(foot_line(self.backups.news))

    def _desk_name(self) -> str:
        return self.backups.desk_name()

    def _say_restored(self, made_ms: int, desk: str) -> None:
        self._dialogs.notify(restored_line(made_ms, desk), "look")

    def _run(self, work: Callable[[Beside], object]) -> None:
        if self._work is not None:
            return
        beside = self._jobs.beside(self._stop.is_asked)

        def make(tell: Callable[[bool], None]) -> None:
            try:
                work(beside)
            except EnvironmentFailure:
                # It stands in the news, and is said from there.
                pass
            finally:
                tell(True)

        self._work = self._jobs.run_background(make, lambda _told: self._on_made())
        self.changed.emit()

    def _on_made(self) -> None:
        self._jobs.end_background(self._work, GRACE_S)
        self._work = None
        self._say_failures()
        self.show_age()
        self.changed.emit()
        if self.backups.second_folder and self._copying is None and not self._stop.is_asked():
            # In a thread of its own: a share that does not answer holds up no backup.
            self._copying = self._jobs.run_background(self._copy, lambda _told: self._on_copied())

    def _copy(self, tell: Callable[[bool], None]) -> None:
        try:
            self.backups.copy_to_second(self._stop.is_asked)
        finally:
            tell(True)

    def _on_copied(self) -> None:
        self._jobs.end_background(self._copying, GRACE_S)
        self._copying = None
        self._say_failures()
        self.changed.emit()

    def _say_failures(self) -> None:
        """Say each thing that stands in the way once, until it does no longer."""
        news = self.backups.news
        failures = [failure for failure in (news.failure, news.second_failure) if failure]
        names = {type(failure).__name__ for failure in failures}
        lines = [
            describe_failure(failure).line
            for failure in failures
            if type(failure).__name__ not in self._told
        ]
        self._told = names
        if lines:
            self._dialogs.notify("\n".join(lines), "look")

    def _timer(self, every_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(then)
        return timer
