"""The real window, with its parts by name: what a person finds by looking, tests find here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QDialog

from desktop.devices.sound import Silence
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.gui.attendees.attendees_page import AttendeesPage
from desktop.gui.attendees.registration_actions import RegistrationActions
from desktop.gui.badges.badges_page import BadgesPage
from desktop.gui.checkin.big_picture import BigPicture
from desktop.gui.checkin.checkin_desk import CheckinDesk
from desktop.gui.checkin.checkin_page import CheckinPage
from desktop.gui.checkin.door_control import DoorControl
from desktop.gui.checkin.kiosk_page import KioskPage
from desktop.gui.checkin.places_page import PlacesPage
from desktop.gui.checkin.scan_guard import ScanGuard
from desktop.gui.checkin.top_bar import TopBar
from desktop.gui.printing.print_control import PrintControl
from desktop.gui.programme.directory_page import DirectoryPage
from desktop.gui.programme.programme_page import ProgrammePage
from desktop.gui.reports.reports_page import ReportsPage
from desktop.gui.rollcall.rollcall_page import RollCallPage
from desktop.gui.staff.lock_page import LockPage
from desktop.gui.staff.staff_control import StaffControl
from desktop.gui.sync.sync_control import SyncControl
from desktop.gui.sync.sync_page import SyncPage
from desktop.gui.transfer.import_page import ImportPage
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.main_window import MainWindow
from desktop.gui.window.notice_bar import NoticeBar
from desktop.gui.window.rooms import OpenRoom, open_rooms
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.opening import FrontDesk

# The pages in the order of the rail.
CHECK_IN, ATTENDEES, PROGRAMME, BADGES, DIRECTORY, PLACES, SYNC, ROLL_CALL, REPORTS = range(9)
# What fills the window.
DESK, BIG, KIOSK, LOCK = range(4)

# What opens a dialog from the menu.
FROM_MENU = (
    "Programmes…", "Tickets…", "Photos from a folder…", "Export…", "Print badges…",
    "Printing…", "Try a ticket…", "People at the desks…", "Settings…", "Help",
)  # fmt: skip

P = TypeVar("P", bound=QObject)


SIZE_PX = (1360, 850)


class OpenWindow(MainWindow):
    """A window over an open store, silent, with its parts by name."""

    def __init__(
        self,
        jobs: Jobs,
        front_desk: FrontDesk,
        theme: Theme,
        more: tuple[OpenRoom, ...] = (),
    ) -> None:
        super().__init__(jobs, front_desk, theme, Silence(), (*open_rooms(front_desk), *more))
        # Whatever screen the tests have: a window of its own accord stays inside it.
        self.resize(*SIZE_PX)
        self.front_desk = front_desk
        self.page = self._part(CheckinPage)
        self.attendees = self._part(AttendeesPage)
        self.programme_page = self._part(ProgrammePage)
        self.badges_page = self._part(BadgesPage)
        self.directory_page = self._part(DirectoryPage)
        self.places_page = self._part(PlacesPage)
        self.sync_page = self._part(SyncPage)
        self.rollcall_page = self._part(RollCallPage)
        self.reports_page = self._part(ReportsPage)
        self.lists = self._part(ImportPage)
        self.top_bar = self._part(TopBar)
        self.door = self._part(DoorControl)
        self.staff = self._part(StaffControl)
        self.printing = self._part(PrintControl)
        self.sync = self._part(SyncControl)
        self.actions_on_people = self._part(RegistrationActions)
        self.scanner = self._part(ScanGuard)
        self.kiosk = self._part(KioskPage)
        self.lock = self._part(LockPage)
        self.big = self._part(BigPicture)

    def _part(self, type_: type[P]) -> P:
        (found,) = [part for part in self.findChildren(QObject) if isinstance(part, type_)]
        return found

    @property
    def checkin_desk(self) -> CheckinDesk:
        return self.page.desk

    @property
    def notice(self) -> NoticeBar:
        return self.dialogs.notice

    @property
    def dialog(self) -> QDialog | None:
        return self.dialogs.dialog

    @property
    def programme(self) -> Programme | None:
        return self.station.programme

    @property
    def stood(self) -> SignalInstance:
        return self.station.stood

    @property
    def current_page(self) -> int:
        return self.desk.number

    def open_import(self) -> None:
        self.signals.import_asked.emit()

    def open_export(self) -> None:
        self.signals.export_asked.emit()

    def open_badges(self, attendee: Attendee | None = None) -> None:
        self.open_badges_of([attendee] if attendee else [])

    def open_badges_of(self, people: Sequence[Attendee]) -> None:
        self.signals.badges_asked.emit(people)

    def open_print(self, template: str = DEFAULT_TEMPLATE) -> None:
        self.signals.template_print_asked.emit(template)

    def open_tickets(self, ids: Sequence[str]) -> None:
        self.signals.tickets_asked.emit(ids)

    def open_person_form(self) -> None:
        self.signals.person_form_asked.emit()

    def open_programmes(self) -> None:
        self.choose("Programmes…")

    def open_photos(self) -> None:
        self.choose("Photos from a folder…")

    def choose(self, text: str) -> None:
        """Choose a line of the menu."""
        (action,) = [action for action in self.actions() if action.text() == text]
        action.trigger()

    def show_kiosk(self) -> None:
        self.signals.kiosk_asked.emit()

    def toggle_big(self) -> None:
        if self.screens.is_shown(self.big):
            self.screens.show_desk()
        else:
            self.screens.show_screen(self.big)
