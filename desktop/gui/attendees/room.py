"""The room of attendees: their table, their forms, tickets and photos."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.attendees.registration import Attendee
from desktop.gui.attendees.attendees_page import AttendeesPage
from desktop.gui.attendees.mail_dialogs import certificate_post
from desktop.gui.attendees.photos_dialog import PhotosDialog
from desktop.gui.attendees.registration_actions import RegistrationActions
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.attendees.tickets_dialog import TicketsDialog
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.wording.translation import tr


def attendees_room(frame: Frame, services: AttendeesServices) -> Room:
    """Make the page of attendees, and what is done to people from anywhere."""
    page = AttendeesPage(frame.jobs, services, frame.theme, frame.station)
    actions = RegistrationActions(frame, services, page.desk)
    dialogs = _Dialogs(frame, services, page)
    frame.signals.taken_back.connect(page.model.refresh)
    frame.signals.tickets_asked.connect(dialogs.open_tickets)
    frame.signals.certificates_asked.connect(dialogs.open_certificates)
    frame.signals.person_form_asked.connect(lambda: _open_person_form(frame, actions))
    frame.signals.edit_asked.connect(actions.edit)
    frame.signals.group_asked.connect(actions.open_groups)
    frame.signals.settle_asked.connect(actions.settle)
    frame.signals.people_asked.connect(partial(_show_people, frame, page))
    _connect_page(frame, page, actions)
    _connect_actions(frame, services, page, actions)
    return Room(
        pages=(PageSpec(tr("Attendees"), "users", "Ctrl+2", lambda: page),),
        commands=(
            Command(14, tr("Tickets…"), "Ctrl+T", lambda: dialogs.open_tickets(())),
            Command(16, tr("Photos from a folder…"), "", dialogs.open_photos),
        ),
        keys=dict.fromkeys(("F4", "Ctrl+N"), frame.signals.person_form_asked.emit),
    )


def _connect_page(frame: Frame, page: AttendeesPage, actions: RegistrationActions) -> None:
    """Let the table ask for what is done to people, and for lists."""
    page.import_asked.connect(frame.signals.import_asked)
    page.export_asked.connect(frame.signals.export_asked)
    page.new_asked.connect(frame.signals.person_form_asked)
    page.asked.connect(actions.for_one)
    page.bulk_asked.connect(actions.for_many)
    page.group_asked.connect(actions.open_groups)


def _connect_actions(
    frame: Frame, services: AttendeesServices, page: AttendeesPage, actions: RegistrationActions
) -> None:
    """Let what was done go on: to the table, the door, badges and tickets."""
    signals = frame.signals

    def ask_badges(ids: Sequence[str]) -> None:
        frame.jobs.run(lambda: services.desk.people(ids), signals.badges_asked.emit)

    def tell_registered(attendee: Attendee, is_badge_wanted: bool) -> None:
        signals.registered.emit(attendee, is_badge_wanted)
        if is_badge_wanted:
            signals.badges_asked.emit([attendee])

    actions.badges_asked.connect(ask_badges)
    actions.tickets_asked.connect(signals.tickets_asked)
    actions.person_wanted.connect(page.open_person)
    actions.registered.connect(tell_registered)


def _show_people(frame: Frame, page: AttendeesPage, chosen: Filter) -> None:
    """Go to the table, and show who passes a filter."""
    frame.signals.page_asked.emit(page)
    page.show_only(chosen)


def _open_person_form(frame: Frame, actions: RegistrationActions) -> None:
    """Open the form of somebody new, where there is a programme."""
    if programme := frame.station.needed():
        by = frame.dialogs.at_hand()
        actions.new_person(programme, by.typed, checks_in=by.checks_in)


class _Dialogs:
    """Opens the dialogs of this room that belong to no person."""

    def __init__(self, frame: Frame, services: AttendeesServices, page: AttendeesPage) -> None:
        self._frame = frame
        self._services = services
        self._page = page

    def open_tickets(self, chosen: Sequence[str]) -> None:
        """Open the dialog of tickets, of some registrations if there are any."""
        if programme := self._frame.station.needed():
            above = self._frame.dialogs.window
            dialog = TicketsDialog(self._frame.jobs, self._services, programme, chosen, above)
            self._frame.dialogs.show(dialog)

    def open_certificates(self) -> None:
        """Open the dialog that sends certificates as tickets are sent."""
        if programme := self._frame.station.needed():
            above = self._frame.dialogs.window
            dialog = TicketsDialog(
                self._frame.jobs, self._services, programme, (), above, certificate_post()
            )
            self._frame.dialogs.show(dialog)

    def open_photos(self) -> None:
        """Open the dialog that takes photos from a folder."""
        if programme := self._frame.station.needed():
            above = self._frame.dialogs.window
            dialog = PhotosDialog(self._frame.jobs, self._services, programme, above)
            dialog.taken.connect(self._page.refresh)
            self._frame.dialogs.show(dialog)
