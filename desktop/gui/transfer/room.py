"""The room of lists: guest lists in, exports out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.programme.programme import Programme
from desktop.domain.staff.staff import Right
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.transfer.export_dialog import ExportDialog
from desktop.gui.transfer.import_page import ImportPage
from desktop.gui.transfer.import_work import ImportWork
from desktop.gui.transfer.reading_dialog import ReadingDialog
from desktop.gui.transfer.services import TransferServices
from desktop.gui.widgets.dialogs import LinesDialog, pick_save
from desktop.gui.widgets.try_dialog import TryDialog
from desktop.gui.wording.list_page import (
    nothing_to_try_text,
    one_file_text,
    taking_text,
    ticket_sentence,
    trying_text,
    unfinished_text,
)
from desktop.gui.wording.transfer import describe_problem, saved_text
from desktop.gui.wording.translation import tr
from desktop.workflows.lanes import Priority
from desktop.workflows.transfer.guest_list import beginning_of
from desktop.workflows.transfer.progress import Progress
from desktop.workflows.transfer.try_ticket import TicketTry

ATTENDEES_KEY = "Ctrl+2"


def transfer_room(frame: Frame, services: TransferServices) -> Room:
    """Make the page of guest lists; export may be kept to leads."""
    work = ImportWork(frame.jobs, services)
    page = ImportPage(work)
    desk = _Desk(frame, services, work, page)

    def open_export() -> None:
        if programme := frame.station.needed():
            above = frame.dialogs.window
            frame.dialogs.show(ExportDialog(frame.jobs, services, programme, above))

    def ask_export() -> None:
        frame.guard.with_right(Right.EXPORT, open_export)

    frame.signals.import_asked.connect(desk.open)
    frame.signals.export_asked.connect(ask_export)
    return Room(
        pages=(PageSpec(tr("Guest list"), "upload", "", lambda: page, under=ATTENDEES_KEY),),
        commands=(
            Command(10, tr("Import a guest list…"), "Ctrl+I", desk.open, 1, "upload",
                    tr("Import")),
            Command(12, tr("Export…"), "Ctrl+E", ask_export, 3, "download", tr("Export")),
        ),
        stop=desk.stop,
    )  # fmt: skip


class _Desk:
    """Ties the page to the window: dialogs above it, the foot below, and what comes after."""

    def __init__(
        self, frame: Frame, services: TransferServices, work: ImportWork, page: ImportPage
    ) -> None:
        self._frame, self._services, self._work, self._page = frame, services, work, page
        self._told: set[str] = set()
        signals = frame.signals
        signals.files_dropped.connect(self._on_dropped)
        signals.work_stop_asked.connect(work.stop_taking)
        work.progressed.connect(self._on_progress)
        work.ended.connect(lambda *_told: signals.work_shown.emit("", 0, 0))
        work.asked.connect(lambda _question: signals.work_shown.emit("", 0, 0))
        work.failed.connect(lambda _failure: signals.work_shown.emit("", 0, 0))
        page.taken.connect(frame.station.set_programme)
        page.back_asked.connect(signals.back_asked)
        page.people_asked.connect(self._see)
        page.badges_asked.connect(self._ask_badges)
        page.tickets_asked.connect(signals.tickets_asked)
        page.reading_asked.connect(self._open_reading)
        page.try_asked.connect(self._open_try)
        page.lines_asked.connect(self._open_lines)
        page.save_asked.connect(self._save)
        frame.station.stood.connect(self._look_for_unfinished)

    def open(self) -> None:
        """Show the page; a list that is open stays open."""
        self._frame.signals.page_asked.emit(self._page)

    def stop(self) -> None:
        """Stop what goes on: the window closes."""
        self._work.stop_looking()
        self._work.stop_taking()

    def _see(self) -> None:
        """Show the people on the page of attendees."""
        self._frame.signals.above_asked.emit()
        self._page.forget()

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        self.open()
        self._page.open_file(paths[0])
        if len(paths) > 1:
            self._frame.dialogs.notify(one_file_text(paths[0].name), "look")

    def _on_progress(self, progress: Progress) -> None:
        guests = self._page.guests
        if guests and self._work.is_taking:
            total = max(guests.survey.rows, progress.rows)
            words = taking_text(guests.table.path.name, progress, total)
            self._frame.signals.work_shown.emit(words, progress.rows, total)

    def _ask_badges(self, ids: Sequence[str]) -> None:
        desk = self._services.desk
        self._frame.jobs.run(lambda: desk.people(ids), self._frame.signals.badges_asked.emit)

    def _open_reading(self) -> None:
        if guests := self._page.guests:
            reading = self._page.reading_as
            self._frame.jobs.run_long(
                lambda _tell, _stop: beginning_of(guests),
                lambda rows: self._show_reading(ReadingDialog(
                    guests, rows, reading, self._frame.dialogs.window
                )),
                lambda _news: None,
            )  # fmt: skip

    def _show_reading(self, dialog: ReadingDialog) -> None:
        dialog.chosen.connect(self._page.choose_reading)
        dialog.seats_chosen.connect(self._page.choose_seats)
        self._frame.dialogs.show(dialog)

    def _open_try(self) -> None:
        if self._page.guests is None or self._page.result:
            self._frame.dialogs.notify(nothing_to_try_text(), "look")
        else:
            dialog = TryDialog(self._frame.dialogs.window, trying_text())
            dialog.tried.connect(self._page.take_scan)

            def answer(tried: TicketTry) -> None:
                dialog.answer(*ticket_sentence(tried))

            self._work.tried.connect(answer)
            dialog.finished.connect(lambda _result: self._work.tried.disconnect(answer))
            self._frame.dialogs.show(dialog)

    def _open_lines(self, title: str, lines: Sequence[str]) -> None:
        self._frame.dialogs.show(LinesDialog(title, lines, self._frame.dialogs.window))

    def _save(self) -> None:
        guests, problems = self._page.guests, list(self._page.problems.problems)
        title = tr("Save the rows left out")
        target = pick_save(self._page, title, "rows-left-out.csv", "CSV (*.csv)")
        if guests and target:
            self._frame.jobs.run_long(
                lambda _tell, _stop: guests.save_problems(
                    target, problems, list(map(describe_problem, problems))
                ),
                lambda _done: self._page.question.say(saved_text(target), "yes"),
                lambda _news: None,
            )

    def _look_for_unfinished(self) -> None:
        """Find again what a crash cut off, once for each programme."""
        programme: Programme | None = self._frame.station.programme
        if programme and programme.code not in self._told and not self._work.is_taking:
            self._told.add(programme.code)
            self._frame.jobs.run(
                lambda: self._services.unfinished_imports(programme),
                self._tell_unfinished,
                priority=Priority.LAST,
            )

    def _tell_unfinished(self, files: list[str]) -> None:
        if files and not self._work.is_taking:
            self._frame.dialogs.notify(unfinished_text(files), "look")
