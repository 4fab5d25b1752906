"""Writes what credits need on paper: certificates, registers, sign-in sheets; asks for licences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.domain.attendees.attendee_filter import Filter, Order
from desktop.domain.programme.questions import Asked, Kind, Question
from desktop.gui.frame.room import Frame
from desktop.gui.reports.credits_board import CreditsBoard
from desktop.gui.reports.services import ReportServices
from desktop.gui.widgets.dialogs import open_folder
from desktop.gui.wording.reports.credits import register_report
from desktop.gui.wording.reports.sheets import sign_in_form
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.certificates import certificates_of
from desktop.workflows.reports.credits import CreditReport, SessionCredit
from desktop.workflows.reports.files import CSV, XLSX
from desktop.workflows.reports.registers import licence_questions, missing_questions, register_names


class CreditFiles(QObject):
    """Does what the buttons of the credits ask for."""

    def __init__(self, frame: Frame, services: ReportServices, board: CreditsBoard) -> None:
        """Work on what a board shows, as long as it is there."""
        super().__init__(board)
        self._frame = frame
        self._services = services
        self._board = board

    def certificates(self) -> None:
        """Write everybody's certificate into one PDF."""
        report, services, jobs = self._board.report, self._services, self._frame.jobs
        if report is None:
            return

        def work() -> list[Path]:
            today = jobs.on_store(lambda: services.day_reports.today(report.programme))
            made = certificates_of(report, today)
            if not made:
                return []
            target = services.report_files.free(f"{report.programme.code} certificates.pdf")
            services.certificate_files.write(target, made)
            return [target]

        self._write(work, tr("Nobody has earned a credit yet; nothing is written."))

    def register(self) -> None:
        """Write every register as CSV and as a spreadsheet."""
        report, files = self._board.report, self._services.report_files
        if report is None:
            return
        self._write(lambda: [
            path
            for name in register_names()
            for path in files.save(
                register_report(report, name), f"{report.programme.code} register {name}",
                (CSV, XLSX),
            )
        ], "")  # fmt: skip

    def sheets(self) -> None:
        """Write a sign-in sheet for each session that earns a credit, or else for all."""
        report = self._board.report
        if report is None:
            return
        wanted = [of for of in report.sessions if of.is_for_credit] or list(report.sessions)
        self._write(lambda: [self._sheet(report, of) for of in wanted],
                    tr("There is no session yet."))  # fmt: skip

    def ask_for_licences(self) -> None:
        """Make the questions that a register needs and the programme does not ask yet."""
        report, planning, jobs = self._board.report, self._services.planning, self._frame.jobs
        if report is None:
            return
        missing = missing_questions(report)
        wanted = [texts for key, texts in licence_questions().items() if key in missing]
        if not wanted:
            self._board.message.emit(tr("The programme asks for all that a register needs."), "yes")
            return

        def work() -> None:
            for position, (text, hebrew) in enumerate(wanted, start=len(report.questions)):
                planning.save_question(
                    report.programme,
                    Question("", report.programme.id, text, hebrew, Kind.TEXT, "",
                             Asked.REGISTRATION, position=position),
                )  # fmt: skip

        def done(_done: None) -> None:
            told = tr("{count} questions are asked from now on, at registration.")
            self._board.message.emit(told.format(count=len(wanted)), "yes")
            self._board.refresh()

        jobs.run(work, done)

    def _sheet(self, report: CreditReport, of: SessionCredit) -> Path:
        attendees, programme = self._services.attendees, report.programme
        booked = Filter(session=of.session.id)

        on_store = self._frame.jobs.on_store
        numbers = attendees.listed(programme.id, "", booked, Order(), on_store).numbers
        people = on_store(lambda: attendees.page(numbers))
        form = sign_in_form(programme, of, people)
        target = self._services.report_files.free(f"{programme.code} {of.session.code} sign-in.pdf")
        self._services.paint_form(target, form)
        return target

    def _write(self, work: Callable[[], list[Path]], nothing: str) -> None:
        files, board = self._services.report_files, self._board

        def done(written: list[Path]) -> None:
            if not written:
                board.message.emit(nothing, "look")
                return
            told = (
                tr("{count} files are saved: {path}") if len(written) > 1 else tr("Saved: {path}")
            )
            shown = written[0] if len(written) == 1 else files.folder
            board.message.emit(told.format(count=len(written), path=shown), "yes")
            open_folder(files.folder)

        self._frame.jobs.run_beside(work, done)
