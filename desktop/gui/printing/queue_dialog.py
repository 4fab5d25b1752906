"""The queue of the printers: each job with its state, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.printing.printing import JobState, JobSummary, SheetState
from desktop.gui.printing.services import PrintingServices
from desktop.gui.widgets.dialogs import WorkDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.printing import job_line

SIZE_PX = (860, 560)
SURE_MS = 4000


class QueueDialog(WorkDialog):
    """Retry, move, hold back or give up what the printers have not brought out."""

    changed = Signal()
    printers_asked = Signal()

    def __init__(
        self, jobs: Jobs, services: PrintingServices, theme: Theme, parent: QWidget
    ) -> None:
        """Show the queue of this computer."""
        super().__init__(self.tr("Printing"), jobs, parent)
        self._services = services
        self._jobs_shown: Sequence[JobSummary] = ()
        self._printers: list[str] = []
        self._asked_for = ""
        self.fit(*SIZE_PX)
        self.list = LineView("programmes", result_delegate(theme), takes_focus=True)
        self.list.selectionModel().currentChanged.connect(lambda _a, _b: self.show_state())
        self.content.addWidget(self.list, 1)
        self.empty = label(
            self.tr("What you print appears here until it is out. Ctrl+P prints badges."),
            "emptyText",
            wraps=True,
        )
        self.content.addWidget(self.empty)
        self._build_buttons()
        self.list.setFocus()
        self.refresh()

    def refresh(self, _news: object = None) -> None:
        """Read the queue again."""
        services = self._services
        self.jobs.run(
            lambda: (
                services.queue.jobs(),
                [printer.name for printer in services.printers.known()],
            ),
            self._show,
        )

    def retry(self) -> None:
        """Print again what failed or is uncertain."""
        self._do(self._services.queue.retry)

    def settle(self) -> None:
        """Say that the uncertain badge came out."""
        self._do(self._services.queue.settle)

    def toggle_pause(self) -> None:
        """Hold a job back, or let it go on."""
        if marked := self.marked():
            is_paused = not marked.is_paused
            self._do(lambda job: self._services.queue.pause(job, is_paused=is_paused))

    def ask_cancel(self) -> None:
        """Ask with the button itself: it gives up at the second press, for nothing undoes that."""
        job = self.marked()
        if job is None:
            return
        if self._asked_for == job.id:
            self.cancel_job()
            return
        self._asked_for = job.id
        left = job.badges - job.printed
        self.cancel_button.set_words(self.tr("Really give up {count}?").format(count=left))
        QTimer.singleShot(SURE_MS, self, self._forget_asking)

    def cancel_job(self) -> None:
        """Give up what is not out yet."""
        self._forget_asking()
        on_store = self.jobs.on_store
        self._do_at_printer(lambda job: self._services.queue.cancel(job, on_store))

    def move_to(self, printer: str) -> None:
        """Give the job to another printer."""
        on_store = self.jobs.on_store
        self._do_at_printer(lambda job: self._services.queue.move(job, printer, on_store))

    def marked(self) -> JobSummary | None:
        """Give the job that is marked."""
        row = self.list.currentIndex().row()
        return self._jobs_shown[row] if 0 <= row < len(self._jobs_shown) else None

    def show_state(self) -> None:
        """Offer what can be done with the marked job."""
        job = self.marked()
        state = job.state if job else None
        is_open = job is not None and job.is_open
        has_waiting = is_open and any(
            job.counts.get(state) for state in (SheetState.WAITING, SheetState.FAILED)
        ) if job else False  # fmt: skip
        self.retry_button.setEnabled(state in (JobState.FAILED, JobState.UNCERTAIN))
        self.settle_button.setVisible(state is JobState.UNCERTAIN)
        self.pause_button.setEnabled(has_waiting and state is not JobState.FAILED)
        is_paused = job is not None and job.is_paused
        self.pause_button.set_words(self.tr("Go on") if is_paused else self.tr("Pause"))
        self.move_button.setEnabled(is_open and len(self._printers) > 1)
        self.cancel_button.setEnabled(is_open)

    def _build_buttons(self) -> None:
        button = self.add_action
        button(self.tr("Close"), self.reject, key="Esc")
        button(self.tr("Printers…"), self.printers_asked.emit)
        self.cancel_button = button(self.tr("Give up"), self.ask_cancel, "risk", "Del")
        self.pause_button = button(self.tr("Pause"), self.toggle_pause, key="F9")
        self.move_button = button(self.tr("Move to…"), self._choose_printer, key="F8")
        self.settle_button = button(self.tr("Came out"), self.settle, key="F7")
        self.retry_button = button(self.tr("Retry"), self.retry, "main", "F5")

    def _show(self, news: tuple[Sequence[JobSummary], list[str]]) -> None:
        marked = self.marked()
        self._jobs_shown, self._printers = news
        now = now_ms()
        self.list.lines.set_lines([job_line(job, now) for job in self._jobs_shown])
        ids = [job.id for job in self._jobs_shown]
        row = ids.index(marked.id) if marked and marked.id in ids else 0
        self.list.setCurrentIndex(self.list.lines.index(row))
        self.list.setVisible(bool(ids))
        self.empty.setVisible(not ids)
        self.show_state()

    def _do(self, act: Callable[[str], None]) -> None:
        if job := self.marked():
            id_ = job.id
            self.jobs.run(lambda: act(id_), lambda _done: self._on_done(), self._on_failed)

    def _do_at_printer(self, act: Callable[[str], None]) -> None:
        if job := self.marked():
            id_ = job.id
            self.jobs.run_print(lambda: act(id_), lambda _done: self._on_done(), self._on_failed)

    def _forget_asking(self) -> None:
        self._asked_for = ""
        self.cancel_button.set_words(self.tr("Give up"))

    def _on_done(self) -> None:
        self.refresh()
        self.changed.emit()

    def _choose_printer(self) -> None:
        job = self.marked()
        menu = QMenu(self)
        for name in self._printers:
            if job and name != job.printer:
                menu.addAction(name, partial(self.move_to, name))
        menu.exec(self.move_button.mapToGlobal(self.move_button.rect().topLeft()))
