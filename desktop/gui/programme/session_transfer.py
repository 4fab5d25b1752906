"""Sessions from and to files; a programme without a time zone is asked for it first, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimeZone, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.checks import Fault
from desktop.domain.programme.programme import Programme, Session
from desktop.gui.frame.dialog_host import DialogHost
from desktop.gui.programme.services import ProgrammeServices
from desktop.gui.widgets.dialogs import Dialog, pick_open, pick_save
from desktop.gui.widgets.form_fields import LineField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.programme import sessions_taken_line
from desktop.workflows.programme.session_files import SessionsTaken

WIDTH_PX = 560


def zone_of_computer(known: Sequence[str]) -> str:
    """Name the time zone of this computer, to be proposed; nothing where it is none of a place."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if name in known and "/" in name and not name.startswith("Etc/") else ""


class ZoneDialog(Dialog):
    """Asks for the time zone of a programme: what a calendar says at 15:00 UTC depends on it."""

    saved = Signal(object)

    def __init__(
        self, jobs: Jobs, services: ProgrammeServices, programme: Programme, parent: QWidget
    ) -> None:
        """Propose that of this computer."""
        super().__init__(
            self.tr("In which time zone is {code}?").format(code=programme.code), parent
        )
        self.fit(WIDTH_PX)
        self._jobs, self._planning, self._programme = jobs, services.planning, programme
        sentence = self.tr("Files say times in zones of their own; here they stand as on the spot.")
        self.content.addWidget(label(sentence, "quiet", wraps=True))
        zones = self._planning.zones()
        self.field = LineField(self.tr("Time zone"), "Asia/Jerusalem", zones)
        self.field.set_value(zone_of_computer(zones))
        self.content.addWidget(self.field)
        self.add_save(self.save)
        self.field.editor.setFocus()

    def save(self) -> None:
        """Write it."""
        zone, planning, programme = self.field.value(), self._planning, self._programme
        self._jobs.run(lambda: planning.save_zone(programme, zone), self._on_answer)

    def _on_answer(self, answer: Programme | Mapping[str, Fault]) -> None:
        if isinstance(answer, Programme):
            self.accept()
            self.saved.emit(answer)
        else:
            self.field.show_fault(describe_fault(answer["time_zone"]))


class SessionTransfer(QObject):
    """Takes sessions over from a calendar or a table, and writes them as a calendar."""

    taken = Signal()
    message = Signal(str, str)

    def __init__(
        self, jobs: Jobs, services: ProgrammeServices, dialogs: DialogHost, page: QWidget
    ) -> None:
        """Work for a page."""
        super().__init__(page)
        self._jobs, self._services = jobs, services
        self._dialogs, self._page = dialogs, page

    def choose_import(self, programme: Programme) -> None:
        """Ask for the zone where there is none, then for a file."""
        if programme.time_zone:
            self._choose_file(programme)
            return
        dialog = ZoneDialog(self._jobs, self._services, programme, self._page.window())
        dialog.saved.connect(self._choose_file)
        self._dialogs.show(dialog)

    def choose_export(self, programme: Programme, sessions: Sequence[Session]) -> None:
        """Ask where to write a calendar."""
        title, kinds = self.tr("Export sessions"), "iCalendar (*.ics)"
        if chosen := pick_save(self._page, title, f"{programme.code}.ics", kinds):
            self.export_to(chosen, programme, sessions)

    def import_from(self, path: Path, programme: Programme) -> None:
        """Read sessions from a calendar or a table."""
        planning, booking = self._services.planning, self._services.sessions

        def work() -> SessionsTaken:
            taken = planning.take_sessions(programme, planning.read_sessions(programme, path))
            booking.book_named(programme)
            return taken

        self._jobs.run(work, self._on_taken)

    def export_to(self, path: Path, programme: Programme, sessions: Sequence[Session]) -> None:
        """Write the sessions as a calendar."""
        planning = self._services.planning
        sentence = self.tr("{count} sessions written to {name}.")
        self._jobs.run(
            lambda: planning.write_calendar(programme, path, sessions),
            lambda count: self.message.emit(sentence.format(count=count, name=path.name), "yes"),
        )

    def _choose_file(self, programme: Programme) -> None:
        kinds = self.tr("Sessions") + " (*.ics *.ical *.zip *.csv *.txt *.tsv *.xlsx *.ods)"
        if chosen := pick_open(self._page, self.tr("Import sessions"), kinds):
            self.import_from(chosen, programme)

    def _on_taken(self, taken: SessionsTaken) -> None:
        self.taken.emit()
        is_odd = taken.bad or taken.kept or taken.not_made or taken.missing
        self.message.emit(sessions_taken_line(taken), "look" if is_odd else "yes")
