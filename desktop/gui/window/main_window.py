"""The window: rail, bar, page, foot, and the dialogs that open above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Point, Programme, Session
from desktop.domain.staff.staff import Right
from desktop.domain.trouble import Trouble
from desktop.gui.attendees.attendees_page import AttendeesPage
from desktop.gui.attendees.registration_actions import RegistrationActions
from desktop.gui.badges.badges_page import BadgesPage
from desktop.gui.checkin.checkin_desk import CheckinDesk
from desktop.gui.checkin.checkin_page import CheckinPage
from desktop.gui.checkin.door_control import DoorControl
from desktop.gui.checkin.kiosk_page import KioskPage
from desktop.gui.checkin.places_page import PlacesPage
from desktop.gui.checkin.scan_guard import ScanGuard
from desktop.gui.printing.print_control import PrintControl
from desktop.gui.programme.directory_page import DirectoryPage
from desktop.gui.programme.programme_page import ProgrammePage
from desktop.gui.staff.lock_page import LockPage
from desktop.gui.staff.pin_dialog import PinDialog
from desktop.gui.staff.staff_control import StaffControl
from desktop.gui.sync.sync_control import SyncControl
from desktop.gui.sync.sync_page import SyncPage
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.dialog_window import DialogWindow
from desktop.gui.window.footer import Footer
from desktop.gui.window.pages import ATTENDEES, BADGES, CHECK_IN, page_keys
from desktop.gui.window.screens import KIOSK, Screens
from desktop.gui.window.top_bar import TopBar
from desktop.gui.window.window_keys import WindowKeys
from desktop.gui.window.window_rail import build_rail
from desktop.gui.window.window_wires import wire_all
from desktop.gui.wording.attendees import step_name
from desktop.gui.wording.direction import in_direction
from desktop.gui.wording.troubles import describe_trouble
from desktop.workflows.changes import Step
from desktop.workflows.opening import FrontDesk

SIZE_PX = (1360, 850)
LEAST_PX = (1024, 700)
TIDY_AFTER_MS = 20_000


class MainWindow(DialogWindow):
    """Muster on the screen."""

    stood = Signal()

    def __init__(self, jobs: Jobs, front_desk: FrontDesk, theme: Theme) -> None:
        """Build the window around an open store."""
        super().__init__(jobs, front_desk, theme)
        self.checkin_desk = CheckinDesk(jobs, front_desk)
        self.page = CheckinPage(self.checkin_desk, theme)
        self.attendees = AttendeesPage(jobs, front_desk, theme)
        self.actions_on_people = RegistrationActions(
            jobs,
            front_desk,
            theme,
            (self.attendees.desk, self.checkin_desk),
            self,
            self.show_dialog,
        )
        self.programme_page = ProgrammePage(jobs, front_desk, theme, self.show_dialog, self)
        self.badges_page = BadgesPage(jobs, front_desk, theme, self)
        self.directory_page = DirectoryPage(jobs, front_desk, theme, self.show_dialog, self)
        self.places_page = PlacesPage(jobs, front_desk, theme)
        self.sync_page = SyncPage(jobs, front_desk, theme)
        self.top_bar = TopBar()
        self.footer = Footer()
        self.door = DoorControl(jobs, front_desk, theme, (self.page, self.top_bar), self)
        self.scanner = ScanGuard(self)
        kiosk = KioskPage(jobs, front_desk, self.checkin_desk)
        lock = LockPage(jobs, front_desk.staffing, theme)
        self.screens = Screens(self, self._build_desk(), (kiosk, lock), self.checkin_desk)
        self.setCentralWidget(self.screens)
        self.staff = StaffControl(jobs, front_desk, theme, self, self.screens, self.top_bar)
        self.printing = PrintControl(jobs, front_desk, theme, self)
        self.sync = SyncControl(jobs, front_desk, self, self.staff.with_right)
        self._connect()
        self._keys = WindowKeys(self)
        self._tidy = QTimer(self)
        self._tidy.setInterval(TIDY_AFTER_MS)
        self._tidy.timeout.connect(self._on_idle_time)
        self._tidy.start()

    def load(self, wanted: str = "") -> None:
        """Begin: read the programmes, who is at the desk, what printers and other desks left."""
        self.read_programmes(wanted)
        self.jobs.run(lambda: self.front_desk.desk.name, self.staff.begin)
        self.printing.begin()
        self.sync.begin()

    def read_programmes(self, wanted: str = "") -> None:
        """Read the programmes and stand at the wanted one, or the newest."""
        book = self.front_desk.programmes
        self.jobs.run(book.all, lambda found: self._on_programmes(found, wanted))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the inputs; whoever runs the window drains the lanes and closes the store.

        The kiosk is left with its PIN only, whatever key closes windows on this system.
        """
        if self.screens.currentIndex() == KIOSK:
            event.ignore()
            self.staff.ask_to_leave_kiosk()
            return
        self.close_dialogs()
        for part in (self.printing, self.sync, self.badges_page, self.staff, self.scanner,
                     self.page.camera, self._tidy):  # fmt: skip
            part.stop()
        super().closeEvent(event)

    def after_dialog(self, focus_before: QWidget | None) -> None:
        """Bring the focus back to where it was, or to where scans land."""
        is_there = focus_before is not None and focus_before.isVisible()
        if focus_before and is_there and self.current_page != CHECK_IN:
            focus_before.setFocus()
        else:
            self.focus_page()
        self.checkin_desk.refresh()

    def template_at_hand(self) -> str:
        """Print what is on the canvas while the designer is open."""
        is_drawing = self.current_page == BADGES
        return self.badges_page.draft.template.name if is_drawing else super().template_at_hand()

    def filter_at_hand(self) -> Filter | None:
        """Offer the people that the table of attendees shows."""
        is_filtering = self.current_page == ATTENDEES
        return self.attendees.filters.chosen if is_filtering else None

    def open_badges(self, attendee: Attendee | None = None) -> None:
        """Open the dialog that prints; what is drawn on the canvas is saved before."""
        if self.current_page == BADGES and attendee is None:
            self.badges_page.ask_print()
        else:
            super().open_badges(attendee)

    def after_queued(self) -> None:
        """Begin to print what was put into the queue."""
        self.printing.pump()

    def after_photos(self) -> None:
        """Show the photos that were taken in."""
        self.attendees.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Bring the focus back when the window becomes active."""
        super().changeEvent(event)
        is_activated = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_activated and self.current_page == CHECK_IN:
            self.focus_page()

    def open_export(self) -> None:
        """Open the dialog that exports, if whoever is at the desk may."""
        self.staff.with_right(Right.EXPORT, super().open_export)

    def may_show(self, dialog: QDialog) -> bool:
        """Show nothing over the kiosk or the lock but the question for a PIN."""
        return not self.screens.is_shut or isinstance(dialog, PinDialog)

    def open_person_form(self) -> None:
        """Open the form of somebody new."""
        if self.programme:
            self.actions_on_people.new_person(self.programme)
        else:
            self.teach_import()

    def show_page(self, number: int) -> None:
        """Go to a page of the rail."""
        if number != self.current_page:
            self.notice.pass_by()
        self._stack.setCurrentIndex(number)
        self.rail.pages.button(number).setChecked(True)
        self.top_bar.setVisible(number == CHECK_IN)
        self._show_footer()
        self._pages[number].refresh()
        self.focus_page()

    def refresh_page(self) -> None:
        """Read again what the page shows."""
        self._pages[self.current_page].refresh()

    @property
    def current_page(self) -> int:
        """The number of the page that is shown."""
        return self._stack.currentIndex()

    def focus_page(self) -> None:
        """Bring the focus to where the page is worked from."""
        if not self.screens.take_focus():
            self._pages[self.current_page].focus_field()

    def undo(self) -> None:
        """Take back the newest thing that was done here, at the door or to a registration."""
        if self.current_page == CHECK_IN:
            self.checkin_desk.undo(self._tell_step)
        elif self.current_page == BADGES:
            self.badges_page.undo()
        else:
            self.attendees.desk.undo()
            self.programme_page.refresh()
            self.directory_page.refresh()
            self.places_page.refresh()
            self.sync_page.refresh()

    def _tell_step(self, step: Step) -> None:
        said = self.tr("{what} was taken back.").format(what=step_name(step.name))
        self.notice.tell(said, "yes")
        self.checkin_desk.refresh()

    def stand_at(self, programme: Programme) -> None:
        """Work on another programme."""
        self.jobs.run(
            lambda: (
                self.front_desk.programmes.all(),
                self.front_desk.programmes.points(programme),
                self.front_desk.programmes.sessions(programme),
            ),
            lambda found: self._on_stood(programme, *found),
        )

    def _build_desk(self) -> QWidget:
        self.setWindowTitle(self.tr("Muster"))
        self.setMinimumSize(*LEAST_PX)
        self.resize(*SIZE_PX)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.notice)
        right.addWidget(self._build_pages(), 1)
        right.addWidget(self.footer)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = build_rail(self)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        desk = QWidget()
        desk.setLayout(row)
        self._show_footer()
        return desk

    def _build_pages(self) -> QStackedWidget:
        self._pages = (
            self.page,
            self.attendees,
            self.programme_page,
            self.badges_page,
            self.directory_page,
            self.places_page,
            self.sync_page,
        )
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        return self._stack

    def _show_footer(self) -> None:
        self.footer.show_keys(page_keys()[self.current_page])
        self.footer.state.setText(self.tr("All changes saved on this computer"))

    def _connect(self) -> None:
        self.scanner.scanned.connect(self._on_scanned)
        self.scanner.touched.connect(self.staff.stay_awake)
        self.page.camera.scanned.connect(self._on_scanned)
        self.top_bar.programme_chosen.connect(self.stand_at)
        self.staff.serial.scanned.connect(self._on_scanned)
        self.screens.desk_shown.connect(self.focus_page)
        self.programme_page.saved.connect(self._on_programme_saved)
        people = self.actions_on_people
        wire_all(self)
        self.attendees.also_found.connect(self._show_also_found)
        people.badges_asked.connect(self._on_badges_of)
        people.tickets_asked.connect(self.open_tickets)
        people.person_wanted.connect(self.attendees.open_person)
        people.registered.connect(self._on_registered)
        self.jobs.failed.connect(self.show_trouble)
        self.jobs.idle.connect(self.drop_closed_dialogs)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say that the world failed, and what to do."""
        self.notice.tell(describe_trouble(trouble).line, "no")

    def _on_scanned(self, reading: Reading) -> None:
        self.staff.stay_awake()
        self.attendees.take_back_letters()
        self.badges_page.take_back_letters()
        if self.screens.take_scan(reading):
            return
        if self.dialog is None and self.current_page != CHECK_IN:
            self.show_page(CHECK_IN)
        self.page.take_scan(reading)

    def _on_badges_of(self, ids: Sequence[str]) -> None:
        self.jobs.run(lambda: self.front_desk.desk.people(ids), self.open_badges_of)

    def _on_programme_saved(self, programme: Programme) -> None:
        if self.programme is None or self.programme.id != programme.id:
            self.stand_at(programme)
            return
        self.read_plan(programme)

    def read_plan(self, programme: Programme) -> None:
        """Read the programme at which the desk stands, its points and sessions again."""
        book = self.front_desk.programmes
        self.jobs.run(
            lambda: (book.all(), book.points(programme), book.sessions(programme)),
            lambda found: self._on_plan_changed(programme, *found),
        )

    def _on_plan_changed(
        self,
        programme: Programme,
        programmes: Sequence[Programme],
        points: Sequence[Point],
        sessions: Sequence[Session],
    ) -> None:
        """Use the changed programme where the desk stands; nothing else moves."""
        programme = next((one for one in programmes if one.id == programme.id), programme)
        self.programme = programme
        self.setWindowTitle(self.tr("{title} – Muster").format(title=programme.title))
        self.top_bar.show_programmes(programmes, programme)
        self.door.renew(programme, points, sessions)
        self.attendees.desk.programme = programme
        self.stood.emit()

    def _on_registered(self, attendee: Attendee, is_badge_wanted: bool) -> None:
        if self.current_page == CHECK_IN:
            self.checkin_desk.pick(attendee.id)
        if is_badge_wanted:
            self.open_badges(attendee)

    def _show_also_found(self, text: str) -> None:
        if self.current_page == ATTENDEES:
            saved = self.tr("All changes saved on this computer")
            self.footer.state.setText(in_direction(text or saved, self.layoutDirection()))

    def _on_programmes(self, found: Sequence[Programme], wanted: str) -> None:
        self.top_bar.show_programmes(found, None)
        named = [one for one in found if one.code.casefold() == wanted.casefold()]
        if found:
            self.stand_at((named or list(found))[0])
        else:
            self.page.start_over()
            self.page.card.show_ready(is_empty=True)
            self._let_pages_stand(None)
            self.stood.emit()

    def _on_stood(
        self, programme: Programme, programmes: Sequence[Programme], points: Any, sessions: Any
    ) -> None:
        self.programme = programme
        self.setWindowTitle(self.tr("{title} – Muster").format(title=programme.title))
        self.top_bar.show_programmes(programmes, programme)
        self.page.start_over()
        self.door.begin(programme, points, sessions)
        self._let_pages_stand(programme)
        self.focus_page()
        self.stood.emit()

    def _let_pages_stand(self, programme: Programme | None) -> None:
        for page in (self.attendees, self.programme_page, self.badges_page, self.places_page,
                     self.sync_page):  # fmt: skip
            page.stand(programme)

    def go_to_search(self) -> None:
        """Bring the focus to where one searches."""
        self.focus_page()
        if self.current_page == CHECK_IN:
            self.page.field.selectAll()

    def show_menu(self) -> None:
        """Open the menu by its key."""
        if button := self.rail.menu_button:
            button.showMenu()

    def _on_idle_time(self) -> None:
        if self.jobs.is_idle:
            self.jobs.run(self.front_desk.tidy, lambda _done: None)
