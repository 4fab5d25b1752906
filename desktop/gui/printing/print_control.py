"""Keeps the printers going while the window is open, and says when one needs a hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_template import Template
from desktop.domain.failures import EnvironmentFailure
from desktop.domain.printing.printing import JobState, JobSummary, Printer
from desktop.domain.programme.programme import Programme
from desktop.gui.frame.room import Frame
from desktop.gui.printing.printers_dialog import PrintersDialog
from desktop.gui.printing.queue_dialog import QueueDialog
from desktop.gui.printing.services import PrintingServices
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.printing import job_news, printer_pill
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.badges.papers import DEFAULT_MEDIA
from desktop.workflows.printing.print_news import Pumped
from desktop.workflows.printing.printers import DEFAULT_ROLL

LOOK_AGAIN_MS, LOOK_AT_PRINTER_MS = 400, 20_000
_NEEDS_A_HAND = frozenset({JobState.FAILED, JobState.UNCERTAIN})


class PrintControl(QObject):
    """Calls the queue again and again in the print lane, as long as anything is open."""

    changed = Signal(object)
    looked = Signal(object)

    def __init__(self, frame: Frame, services: PrintingServices) -> None:
        """Work for a window."""
        super().__init__(frame.dialogs.window)
        self._jobs = frame.jobs
        self._services = services
        self._theme = frame.theme
        self._dialogs = frame.dialogs
        self._is_busy = False
        self._told: dict[str, str] = {}
        self._expected: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.pump)
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_AT_PRINTER_MS)
        self._watch.timeout.connect(self.look)

    def begin(self) -> None:
        """Go on with what an earlier run of the program left."""
        self._jobs.run(self._services.queue.forget_old, lambda _done: self.pump())
        self._watch.start()
        self.look()

    def look(self) -> None:
        """See whether the printer for badges on entry is ready."""
        self._jobs.run_print(self._status, lambda seen: self.looked.emit(printer_pill(*seen)))

    def _status(self) -> tuple[Printer, str]:
        printers, on_store = self._services.printers, self._jobs.on_store
        template = on_store(printers.choice).template or DEFAULT_TEMPLATE
        printer = on_store(lambda: printers.for_template(template))
        return printer, printers.status_texts([printer]).get(printer.name, "")

    def stop(self) -> None:
        """Start no further round."""
        self._timer.stop()
        self._watch.stop()
        self._is_busy = True

    def pump(self) -> None:
        """Do one round of the queue, unless one is under way."""
        if self._is_busy:
            return
        self._is_busy = True
        queue, on_store = self._services.queue, self._jobs.on_store
        self._jobs.run_print(
            lambda: (queue.pump(on_store), on_store(queue.jobs)),
            self._on_pumped,
            self._on_failed,
        )

    def print_badge(self, programme: Programme, attendee: Attendee) -> None:
        """Print the badge of somebody who just came in, before everything else."""
        services, on_store = self._services, self._jobs.on_store

        def work() -> str:
            if on_store(lambda: services.queue.holds_badge_of(attendee)):
                return ""
            choice = on_store(services.printers.choice)
            name = choice.template or DEFAULT_TEMPLATE
            template = on_store(lambda: services.templates.named(name))
            printer = on_store(lambda: services.printers.for_template(template.name))
            media = on_store(lambda: services.papers.named(paper_for(printer.media, template)))
            order = BadgeOrder(programme, template, media, chosen=(attendee.id,), has_marks=False)
            title = f"{programme.code} {attendee.name}"
            added = services.queue.add(order, printer, title, on_store, is_urgent=True)
            return added.id

        self._jobs.run_print(work, lambda job: self._on_queued(attendee, job), self._on_not_printed)

    def open_queue(self) -> None:
        """Show the queue."""
        dialog = QueueDialog(self._jobs, self._services, self._theme, self._dialogs.window)
        self.changed.connect(dialog.refresh)
        dialog.changed.connect(self.pump)
        dialog.printers_asked.connect(lambda: QTimer.singleShot(0, self, self.open_printers))
        self._dialogs.show(dialog)

    def open_printers(self) -> None:
        """Show the printers."""
        dialog = PrintersDialog(self._jobs, self._services, self._theme, self._dialogs.window)
        dialog.finished.connect(lambda _code: self.pump())
        dialog.finished.connect(lambda _code: self.look())
        self._dialogs.show(dialog)

    def _on_pumped(self, news: tuple[Pumped, Sequence[JobSummary]]) -> None:
        pumped, jobs = news
        self._is_busy = False
        if pumped.still_open and not self._timer.isActive():
            self._timer.start()
        elif not pumped.still_open:
            self._timer.stop()
        self._notify(jobs, pumped)
        if pumped.has_news:
            self.changed.emit(jobs)

    def _notify(self, jobs: Sequence[JobSummary], pumped: Pumped) -> None:
        """Say once of each job that it needs a hand or waits, and that a single badge is out."""
        for job in jobs:
            if not job.is_open:
                self._told.pop(job.id, None)
            elif (job.state in _NEEDS_A_HAND or job.reason) and self._told.get(
                job.id
            ) != job.reason:
                self._told[job.id] = job.reason
                sentence = self.tr("{title}, {printer}: {news} (Ctrl+J)")
                news = sentence.format(title=job.title, printer=job.printer, news=job_news(job))
                tone = "no" if job.state in _NEEDS_A_HAND else "look"
                self._dialogs.notify(news, tone)
            if job.id in self._expected and not job.is_open:
                name = self._expected.pop(job.id)
                place = ", ".join(str(path) for path in pumped.files) or job.printer
                sentence = self.tr("Badge of {name}: {place}")
                self._dialogs.notify(sentence.format(name=name, place=place), "yes")
            elif pumped.files and any(job.id[-6:] in path.name for path in pumped.files):
                sentence = self.tr("Saved: {path}")
                paths = ", ".join(str(path) for path in pumped.files)
                self._dialogs.notify(sentence.format(path=paths), "yes")

    def _on_queued(self, attendee: Attendee, job: str) -> None:
        if job:
            self._expected[job] = attendee.name
        self.pump()

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        self._is_busy = False
        self._dialogs.notify(describe_failure(failure).line, "no")

    def _on_not_printed(self, failure: EnvironmentFailure) -> None:
        sentence = self.tr("The badge was not printed: {reason}")
        self._dialogs.notify(sentence.format(reason=describe_failure(failure).line), "no")


def paper_for(media: str, template: Template) -> str:
    """Name the paper for a single badge: what lies in the printer, else one that is a label."""
    if media:
        return media
    return DEFAULT_ROLL if template.media in ("", DEFAULT_MEDIA) else template.media
