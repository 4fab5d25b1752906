"""Reads the report that is shown, again and again while somebody looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.programme.programme import Programme
from desktop.gui.frame.room import Frame
from desktop.gui.reports.services import ReportServices
from desktop.workflows.reports.days import DayReport

# Not more often than this, however busy the doors are; and so often without any news.
SOONEST_MS, LATEST_MS = 2_000, 15_000


class ReportControl(QObject):
    """One for the window: the page and the view for the wall listen to it."""

    read = Signal(object)

    def __init__(self, frame: Frame, services: ReportServices) -> None:
        """Know no programme yet."""
        super().__init__(frame.dialogs.window)
        self._jobs = frame.jobs
        self._services = services
        self.programme: Programme | None = None
        self.report: DayReport | None = None
        self._day: str | None = None
        self._is_all = False
        self._watchers = 0
        self._is_reading = self._is_stale = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOONEST_MS)
        self._soon.timeout.connect(self._read_if_stale)
        self._often = QTimer(self)
        self._often.setInterval(LATEST_MS)
        self._often.timeout.connect(self.refresh)

    def set_programme(self, programme: Programme | None) -> None:
        """Read another programme, on its day of today."""
        self.programme, self.report, self._day = programme, None, None
        self.refresh()

    def show_days(self, *, is_all: bool) -> None:
        """Show all days together, or one."""
        self._is_all = is_all
        self._read_now()

    def step(self, by: int) -> None:
        """Show the day before or behind the shown one, where there is one."""
        report = self.report
        if self._is_all or report is None or not report.days:
            return
        at = report.number - 1
        self._day = report.days[min(max(at + by, 0), len(report.days) - 1)]
        self._read_now()

    def watch(self, *, is_watched: bool) -> None:
        """Read while somebody looks; nothing is read for nobody."""
        self._watchers = max(0, self._watchers + (1 if is_watched else -1))
        if self._watchers:
            self._often.start()
            self.refresh()
        else:
            self._often.stop()

    def refresh(self) -> None:
        """Read again soon, if somebody looks."""
        self._is_stale = True
        if self._watchers and not self._soon.isActive():
            self._read_if_stale()

    def stop(self) -> None:
        """Read no more."""
        self._watchers = 0
        self._often.stop()
        self._soon.stop()

    def _read_now(self) -> None:
        self._is_stale = True
        self._read_if_stale()

    def _read_if_stale(self) -> None:
        programme = self.programme
        if not self._is_stale or self._is_reading or programme is None:
            return
        self._is_stale, self._is_reading = False, True
        reports, on_store = self._services.day_reports, self._jobs.on_store
        day, is_all = self._day, self._is_all

        def work() -> DayReport:
            if is_all:
                return reports.report(programme, "", on_store)
            wanted = day or on_store(lambda: reports.first_shown(programme))
            return reports.report(programme, wanted, on_store)

        self._jobs.run_beside(work, self._on_read, self._on_failed)

    def _on_read(self, report: DayReport) -> None:
        self._is_reading = False
        self._soon.start()
        if self.programme is None or report.programme.id != self.programme.id:
            self._read_if_stale()
            return
        self.report = report
        self.read.emit(report)

    def _on_failed(self, failure: object) -> None:
        self._is_reading = False
        self._jobs.failed.emit(failure)
