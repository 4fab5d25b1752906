"""The window: a list of rooms around one rail, one strip, one foot, and dialogs above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.devices.sound import Sounds
from desktop.domain.checkin.codes import Reading
from desktop.gui.frame.current_station import CurrentStation
from desktop.gui.frame.lead_guard import LeadGuard
from desktop.gui.frame.page import PageSpec, place_in_rail
from desktop.gui.frame.room import Command, Frame
from desktop.gui.frame.signals import RoomSignals
from desktop.gui.frame.whose_time import WhoseTime
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.desk import Desk
from desktop.gui.window.dialog_stack import DialogStack
from desktop.gui.window.hidden_pages import HiddenPages
from desktop.gui.window.keys import add_keys
from desktop.gui.window.menu import build_menu
from desktop.gui.window.placing import keep_place, place, put_above
from desktop.gui.window.rooms import OpenRoom
from desktop.gui.window.screens import Screens
from desktop.gui.window.services import WindowServices
from desktop.gui.window.store_care import StoreCare
from desktop.gui.window.undo_newest import UndoNewest


class MainWindow(QMainWindow):
    """Muster on the screen."""

    def __init__(
        self,
        jobs: Jobs,
        services: WindowServices,
        theme: Theme,
        sounds: Sounds,
        rooms: Iterable[OpenRoom],
    ) -> None:
        """Build the window around an open store; rooms come with what they need of it."""
        super().__init__()
        self.jobs, self._services, self.screens = jobs, services, Screens(self)
        self.dialogs = DialogStack(self, jobs, self.screens)
        self.station = CurrentStation(jobs, services.programmes, self)
        self.signals = RoomSignals(self)
        self._connect()
        frame = Frame(jobs, theme, sounds, self.dialogs, self.screens, self.station, self.signals,
                      LeadGuard(jobs, services.staffing, self.dialogs))  # fmt: skip
        self._undo_newest, self._care = UndoNewest(frame, services), StoreCare(frame, services)
        self.rooms = tuple(open_room(frame) for open_room in rooms)
        specs = [spec for room in self.rooms for spec in room.pages]
        specs.sort(key=place_in_rail)
        self.pages = tuple(spec.build() for spec in specs)
        self.desk = Desk(specs, self.pages, self.dialogs.notice, theme)
        put_above(self, (room.band for room in self.rooms))
        self.screens.build(self.desk, (screen for room in self.rooms for screen in room.screens))
        self.setCentralWidget(self.screens)
        self.dialogs.at_hand, self.dialogs.page_keys = self.desk.at_hand, self.desk.page_keys
        self._build_menu()
        HiddenPages(self, self.desk, self.screens, self.signals, self.pages, self._go_to)
        self._connect_pages()
        self._add_keys(specs)
        self.setWindowTitle(self.tr("Muster"))
        place(self, services)

    def load(self, wanted: str = "") -> None:
        """Begin: read the programmes, who is at the desk, what printers and other desks left."""
        self.station.read(wanted)
        for room in self.rooms:
            room.begin()

    def show_page(self, number: int) -> None:
        """Go to a page of the rail."""
        if number != self.desk.number:
            self.dialogs.notice.pass_by()
        self.desk.show_page(number)
        self.desk.page.refresh()
        self.focus_page()

    def focus_page(self) -> None:
        """Bring the focus to where the page is worked from."""
        if not self.screens.take_focus():
            self.desk.page.focus_field()

    def undo(self) -> None:
        """Take back the newest thing that was done here, or what only the page knows."""
        if not self.desk.page.undo():
            self._undo_newest.run()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the inputs; whoever runs the window drains the lanes and closes the store.

        The kiosk is left with its PIN only, whatever key closes windows on this system.
        """
        if not self.screens.may_close():
            event.ignore()
            return
        self.dialogs.close_all()
        for room in self.rooms:
            room.stop()
        self._care.stop()
        keep_place(self, self._services, self.jobs)
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Bring the focus back when the window becomes active."""
        super().changeEvent(event)
        is_activated = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_activated and self.desk.number == 0:
            self.focus_page()

    def _connect(self) -> None:
        self.jobs.failed.connect(self.dialogs.notify_failure)
        self.dialogs.closed.connect(self._on_dialog_closed)
        self.screens.desk_shown.connect(self.focus_page)
        self.station.stood.connect(self._on_stood)
        self.station.renewed.connect(self._on_renewed)
        self.station.missed.connect(self.dialogs.notify_what_first)
        WhoseTime(self.station, self.dialogs, self)
        self.signals.scanned.connect(self._on_scanned)
        self.signals.taken_back.connect(self._on_news)
        self.signals.news.connect(self._on_news)

    def _connect_pages(self) -> None:
        for number, page in enumerate(self.pages):
            page.message.connect(self.dialogs.notify)
            page.foot.connect(partial(self.desk.say_at_foot, number))
            page.named.connect(partial(self.desk.rail.name_page, number))
        self.desk.rail.pages.idClicked.connect(self.show_page)
        # After the rooms, so that a screen finds the desk where it stands now.
        self.station.stood.connect(self.screens.renew)
        self.station.renewed.connect(self.screens.renew)

    def _build_menu(self) -> None:
        commands = [command for room in self.rooms for command in room.commands]
        commands += self._care.commands()
        self.desk.rail.end_with_menu(build_menu(self, commands, self.desk.rail, self._run))

    def _run(self, command: Command) -> None:
        """Do what stands in the menu; the open page may do it in its own way."""
        own = self.desk.page.key_actions().get(command.key) if command.key else None
        (own or command.run)()

    def _add_keys(self, specs: Sequence[PageSpec]) -> None:
        keys = {key: run for room in self.rooms for key, run in room.keys.items()}
        keys |= {"F3": self.focus_page, "F10": self.desk.rail.open_menu, "Ctrl+Z": self.undo}
        keys |= {s.key: partial(self._go_to, number) for number, s in enumerate(specs) if s.key}
        add_keys(self, keys, self.pages, self.desk, self.dialogs)

    def _go_to(self, number: int) -> None:
        """Show a page; a screen that lets keys through gives way to it."""
        if not self.screens.is_desk:
            self.screens.show_desk()
        self.show_page(number)

    def _on_dialog_closed(self, focus_before: QWidget | None) -> None:
        """Bring the focus back to where it was, or to where scans land."""
        if focus_before and focus_before.isVisible() and self.desk.number != 0:
            focus_before.setFocus()
        else:
            self.focus_page()
        self.signals.dialog_closed.emit()

    def _on_scanned(self, reading: Reading) -> None:
        self.signals.touched.emit()
        self.desk.take_back_letters()
        if any(taker.take_scan(reading) for taker in (self.screens, self.dialogs, self.desk.page)):
            return
        if not self.dialogs.is_open:
            self.show_page(0)
        self.pages[0].take_scan(reading)

    def _on_stood(self) -> None:
        """Work on another programme: every page does, and the focus is where scans land."""
        self._show_title()
        self.desk.set_programme(self.station.programme)
        if self.station.programme:
            self.focus_page()

    def _on_renewed(self) -> None:
        """Use what was changed of the programme; nothing else moves."""
        self._show_title()
        self.desk.use_programme(self.station.programme)

    def _show_title(self) -> None:
        if programme := self.station.programme:
            self.setWindowTitle(self.tr("{title} – Muster").format(title=programme.title))

    def _on_news(self) -> None:
        """Show what others changed; whoever stands at the door keeps the verdict."""
        if self.desk.number != 0:
            self.desk.page.refresh()
