"""A window that shows one dialog at a time above its page, and goes on taking scans behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.gui.attendees.photos_dialog import PhotosDialog
from desktop.gui.attendees.tickets_dialog import TicketsDialog
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.programme.programmes_dialog import ProgrammesDialog
from desktop.gui.transfer.export_dialog import ExportDialog
from desktop.gui.transfer.import_dialog import ImportDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.notice_bar import NoticeBar
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.opening import FrontDesk


class DialogWindow(QMainWindow):
    """Opens the dialogs that belong to no page."""

    queue_went_on = Signal(object)

    def __init__(self, jobs: Jobs, front_desk: FrontDesk, theme: Theme) -> None:
        """Work on an open store, without a programme yet."""
        super().__init__()
        self.jobs = jobs
        self.front_desk = front_desk
        self.theme = theme
        self.notice = NoticeBar()
        self.programme: Programme | None = None
        self.dialog: QDialog | None = None
        self._closed_dialogs: list[QDialog] = []
        self._is_closing = False
        self._focus_before: QWidget | None = None
        self._make_menu()

    def stand_at(self, programme: Programme) -> None:
        """Work on another programme."""
        raise NotImplementedError

    def after_dialog(self, focus_before: QWidget | None) -> None:
        """Go on where the dialog was opened."""
        raise NotImplementedError

    def after_photos(self) -> None:
        """Show the photos that were taken in."""
        raise NotImplementedError

    def put_dialog_aside(self) -> None:
        """Hide what is open, with all that is typed in it, and close all menus."""
        while popup := QApplication.activePopupWidget():
            popup.close()
        if self.dialog:
            self.dialog.hide()

    def bring_dialog_back(self) -> None:
        """Show again what was put aside."""
        if self.dialog:
            self.dialog.open()

    def may_show(self, _dialog: QDialog) -> bool:
        """Tell whether a dialog may be shown now."""
        return True

    def close_dialogs(self) -> None:
        """Close what is open, for the last time."""
        self._is_closing = True
        if self.dialog:
            self.dialog.reject()

    def open_import(self) -> None:
        """Open the dialog that imports a guest list."""
        code = self.programme.code if self.programme else ""
        dialog = ImportDialog(self.jobs, self.front_desk, code, self)
        dialog.imported.connect(self.stand_at)
        self.show_dialog(dialog)

    def open_badges(self, attendee: Attendee | None = None) -> None:
        """Open the dialog that makes badges, of one person if there is one."""
        self.open_badges_of([attendee] if attendee else [])

    def open_badges_of(self, people: Sequence[Attendee]) -> None:
        """Open the dialog that makes badges, of some people if there are any."""
        self.open_print(people, self.template_at_hand(), self.filter_at_hand())

    def template_at_hand(self) -> str:
        """Name the template that a print dialog begins with."""
        return DEFAULT_TEMPLATE

    def filter_at_hand(self) -> Filter | None:
        """Give the filter of a table that is on screen."""
        return None

    def open_print(
        self,
        people: Sequence[Attendee] = (),
        template: str = DEFAULT_TEMPLATE,
        chosen: Filter | None = None,
    ) -> None:
        """Open the dialog that prints, by a template, of some people or those of a filter."""
        if self.programme is None:
            self.teach_import()
            return
        own = (self.jobs, self.front_desk, self.programme, people, self.theme, self)
        dialog = PrintDialog(*own, template, chosen)
        dialog.queued.connect(lambda _added: self.after_queued())
        self.queue_went_on.connect(dialog.refresh)
        self.show_dialog(dialog)

    def after_queued(self) -> None:
        """Begin to print what was put into the queue."""
        raise NotImplementedError

    def open_tickets(self, chosen: Sequence[str]) -> None:
        """Open the dialog of tickets, of some registrations if there are any."""
        if self.programme:
            self.show_dialog(
                TicketsDialog(self.jobs, self.front_desk, self.programme, chosen, self)
            )
        else:
            self.teach_import()

    def open_photos(self) -> None:
        """Open the dialog that takes photos from a folder."""
        if self.programme:
            dialog = PhotosDialog(self.jobs, self.front_desk, self.programme, self)
            dialog.taken.connect(self.after_photos)
            self.show_dialog(dialog)
        else:
            self.teach_import()

    def open_export(self) -> None:
        """Open the dialog that exports."""
        if self.programme:
            self.show_dialog(ExportDialog(self.jobs, self.front_desk, self.programme, self))
        else:
            self.teach_import()

    def open_programmes(self) -> None:
        """Open the list of programmes."""
        dialog = ProgrammesDialog(self.jobs, self.front_desk, self.theme, self)
        dialog.chosen.connect(self.stand_at)
        self.show_dialog(dialog)

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a dialog above the page; the window behind it goes on taking scans."""
        if not self.may_show(dialog):
            dialog.deleteLater()
            return
        if self.dialog:
            self.dialog.reject()
        self._focus_before = self.focusWidget()
        self.dialog = dialog
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()

    def _on_dialog_closed(self) -> None:
        if self.dialog:
            self._closed_dialogs.append(self.dialog)
        self.dialog = None
        if self.jobs.is_idle:
            self.drop_closed_dialogs()
        if self._is_closing:
            return
        self.activateWindow()
        self.after_dialog(self._focus_before)

    def drop_closed_dialogs(self) -> None:
        """Let closed dialogs go when no answer for one of them can be under way."""
        while self._closed_dialogs:
            self._closed_dialogs.pop().deleteLater()

    def teach_import(self) -> None:
        """Say what comes first in an empty store."""
        said = self.tr("Make a programme first (Ctrl+3), or import a guest list (Ctrl+I).")
        self.notice.tell(said, "look")

    def verify_store(self) -> None:
        """Check the store and say what was found."""
        self.notice.tell(self.tr("Checking the store…"))
        self.jobs.run(self.front_desk.verify, self._on_verified)

    def _on_verified(self, differences: Sequence[Any]) -> None:
        if not differences:
            self.notice.tell(self.tr("The store is sound: file, chains and figures agree."), "yes")
            return
        first = differences[0]
        self.notice.tell(
            self.tr("{count} differences found, the first: {where}: {what}").format(
                count=len(differences), where=first.where, what=first.what
            ),
            "no",
        )

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.import_action = self._action(self.tr("Import a guest list…"), "Ctrl+I")
        self.import_action.triggered.connect(self.open_import)
        self.badges_action = self._action(self.tr("Print badges…"), "Ctrl+P")
        self.badges_action.triggered.connect(lambda _on: self.open_badges(None))
        self.export_action = self._action(self.tr("Export CSV…"), "Ctrl+E")
        self.export_action.triggered.connect(self.open_export)
        self.programmes_action = self._action(self.tr("Programmes…"), "Ctrl+O")
        self.programmes_action.triggered.connect(self.open_programmes)
        self.tickets_action = self._action(self.tr("Tickets…"), "Ctrl+T")
        self.tickets_action.triggered.connect(lambda _on: self.open_tickets(()))
        self.queue_action = self._action(self.tr("Printing…"), "Ctrl+J")
        self.photos_action = self._action(self.tr("Photos from a folder…"), "")
        self.photos_action.triggered.connect(self.open_photos)
        self.menu.addSeparator()
        self.kiosk_action = self._action(self.tr("Self check-in (kiosk)…"), "Ctrl+K")
        self.people_action = self._action(self.tr("People at the desks…"), "")
        self.settings_action = self._action(self.tr("Settings…"), "Ctrl+,")
        self.menu.addSeparator()
        self.verify_action = self._action(self.tr("Verify the store"), "")
        self.verify_action.triggered.connect(self.verify_store)
        self.quit_action = self._action(self.tr("Quit"), "Ctrl+Q")
        self.quit_action.triggered.connect(self.close)

    def _action(self, text: str, key: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        self.menu.addAction(action)
        self.addAction(action)
        return action
