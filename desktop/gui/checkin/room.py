"""The room of the door: check-in, the large verdict, the kiosk, and who is where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.gui.checkin.big_picture import BigPicture
from desktop.gui.checkin.checkin_desk import CheckinDesk
from desktop.gui.checkin.checkin_page import CheckinPage
from desktop.gui.checkin.door_control import DoorControl
from desktop.gui.checkin.kiosk_page import KioskPage
from desktop.gui.checkin.places_page import PlacesPage
from desktop.gui.checkin.scan_guard import ScanGuard
from desktop.gui.checkin.services import CheckinServices
from desktop.gui.checkin.top_bar import TopBar
from desktop.gui.checkin.verdict_flash import VerdictFlash
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.gui.widgets.try_dialog import TryDialog
from desktop.gui.wording.checkin import tried_sentence
from desktop.gui.wording.codes import scan_first_text, trying_text
from desktop.gui.wording.translation import tr
from desktop.workflows.checkin.verdict import Verdict


def checkin_room(frame: Frame, services: CheckinServices) -> Room:
    """Make the pages of the door and its screens."""
    desk = CheckinDesk(frame.jobs, services, frame.station)
    bar = TopBar()
    page = CheckinPage(desk, bar, frame.theme)
    door = DoorControl(frame, services, page, bar)
    scanner = ScanGuard(frame.dialogs.window)
    big = BigPicture(desk)
    kiosk = KioskPage(frame.jobs, services, desk)
    flash = VerdictFlash(frame.dialogs.window)
    desk.verdict_given.connect(partial(_flash, frame, flash))
    desk.searches_names = lambda: not frame.dialogs.is_open
    frame.signals.dialog_closed.connect(flash.hide)
    places = PlacesPage(frame.jobs, services, frame.theme)
    places.import_asked.connect(frame.signals.import_asked)
    places.hand_over_asked.connect(frame.signals.hand_over_asked)
    frame.signals.handed_over.connect(places.refresh)
    places.all_out_asked.connect(partial(_ask_all_out, frame))
    _connect_station(frame, door, bar)
    _connect_page(frame, page)
    _connect_scans(frame, page, scanner)
    _connect_screens(frame, door, kiosk, big)

    def stop() -> None:
        scanner.stop()
        page.camera.stop()

    return Room(
        pages=(
            PageSpec(tr("Check-in"), "scan-line", "Ctrl+1", lambda: page),
            PageSpec(tr("Places"), "map-pin", "Ctrl+6", lambda: places),
        ),
        screens=(big, kiosk),
        commands=(Command(17, tr("Try a ticket…"), "", partial(_open_try, frame, services, desk)),),
        keys={"F11": partial(_turn_big, frame, big), "Ctrl+R": door.open_recent},
        stop=stop,
    )


def _connect_station(frame: Frame, door: DoorControl, bar: TopBar) -> None:
    """Let the bar say where the desk stands and who is there, and the door follow the plan."""
    signals = frame.signals
    bar.programme_chosen.connect(frame.station.set_programme)
    frame.station.listed.connect(lambda: bar.show_programmes(frame.station.programmes, None))
    frame.station.renewed.connect(door.renew)
    signals.desk_named.connect(bar.show_desk)
    signals.printer_seen.connect(bar.show_printer)
    signals.hub_seen.connect(bar.show_sync)


def _connect_page(frame: Frame, page: CheckinPage) -> None:
    """Let the page ask other rooms for what they do, and show what they did."""
    signals, desk = frame.signals, page.desk
    page.import_asked.connect(signals.import_asked)
    page.card.practice_asked.connect(signals.practice_asked)
    page.group_asked.connect(signals.group_asked)
    page.edit_asked.connect(signals.edit_asked)
    page.badge_asked.connect(partial(_ask_badge, frame))
    page.settle_asked.connect(
        lambda verdict: signals.settle_asked.emit(verdict.outcome, lambda _id: desk.go_on(verdict))
    )
    page.stepped_back.connect(desk.refresh)
    desk.verdict_given.connect(signals.verdict_given)
    desk.undone.connect(lambda undone: signals.movement_taken_back.emit() if undone else None)
    signals.dialog_closed.connect(desk.refresh)
    signals.news.connect(lambda _has_plan: desk.refresh())
    signals.settled.connect(desk.refresh)

    def show_registered(attendee: Attendee, _is_badge_wanted: bool) -> None:
        # The open page is not hidden, not even while the large verdict covers it.
        if not page.isHidden():
            desk.pick(attendee.id)

    signals.registered.connect(show_registered)


def _connect_scans(frame: Frame, page: CheckinPage, scanner: ScanGuard) -> None:
    signals = frame.signals
    scanner.scanned.connect(signals.scanned)
    scanner.touched.connect(signals.touched)
    scanner.began.connect(signals.scan_began)
    page.camera.scanned.connect(signals.scanned)
    page.camera_asked.connect(lambda: page.camera.toggle() if frame.screens.is_desk else None)


def _connect_screens(frame: Frame, door: DoorControl, kiosk: KioskPage, big: BigPicture) -> None:
    signals = frame.signals
    big.left.connect(frame.screens.show_desk)
    kiosk.leave_asked.connect(signals.kiosk_leave_asked)
    kiosk.admitted.connect(door.print_badge)
    signals.kiosk_asked.connect(lambda: frame.screens.show_screen(kiosk))


def _open_try(frame: Frame, services: CheckinServices, desk: CheckinDesk) -> None:
    """Try tickets on the open programme: say whom each fits, and write nothing."""
    station = desk.station if frame.station.needed() else None
    if station is None:
        return
    dialog = TryDialog(frame.dialogs.window, trying_text(station.programme.title))

    def look(reading: Reading) -> None:
        frame.jobs.run(
            lambda: services.desk.scan(station, reading, only_look=True),
            lambda verdict: dialog.answer(*tried_sentence(verdict)),
        )

    dialog.tried.connect(look)
    frame.dialogs.show(dialog)


def _ask_badge(frame: Frame, whom: Attendee | None) -> None:
    """Ask for the badge of whom the page is about; for many there is a line of the menu."""
    if whom is None:
        frame.dialogs.notify(scan_first_text(), "look")
    else:
        frame.signals.badges_asked.emit([whom])


def _turn_big(frame: Frame, big: BigPicture) -> None:
    """Show the verdict over the whole screen, or the desk again."""
    if frame.screens.is_shown(big):
        frame.screens.show_desk()
    elif frame.screens.is_desk:
        frame.screens.show_screen(big)


def _ask_all_out(frame: Frame, count: int, place: str, check_out_all: Callable[[], None]) -> None:
    """Ask before a whole place is emptied, by the number of those who are in it."""
    dialog = ConfirmDialog(
        tr("Everybody out of {place}").format(place=place),
        tr("They are checked out now, as at closing time. Ctrl+Z takes it back."),
        tr("Check {count} out").format(count=count),
        frame.dialogs.window,
    )
    dialog.confirmed.connect(check_out_all)
    frame.dialogs.show(dialog)


def _flash(frame: Frame, flash: VerdictFlash, verdict: Verdict) -> None:
    """Show a verdict above a dialog, behind which the page cannot be seen whole."""
    if frame.dialogs.is_open and not frame.screens.is_shut:
        flash.show_verdict(verdict)
    else:
        flash.hide()
