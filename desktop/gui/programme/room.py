"""The room of planning: the programme, all programmes, and the partners."""

from __future__ import annotations

from functools import partial

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.staff.staff import Right
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.programme.directory_page import DirectoryPage
from desktop.gui.programme.programme_page import ProgrammePage
from desktop.gui.programme.programmes_dialog import ProgrammesDialog
from desktop.gui.programme.services import ProgrammeServices
from desktop.gui.wording.translation import tr


def programme_room(frame: Frame, services: ProgrammeServices) -> Room:
    """Make the pages of planning; what is kept to leads asks for one."""
    own = (frame.jobs, services, frame.theme, frame.dialogs)
    plan, partners = ProgrammePage(*own), DirectoryPage(*own)
    plan.guard = partners.guard = partial(frame.guard.with_right, Right.DELETION)
    plan.guard_policy = partial(frame.guard.with_right, Right.OVERRIDES)

    def open_programmes() -> None:
        dialog = ProgrammesDialog(frame.jobs, services, frame.theme, frame.dialogs.window)
        dialog.chosen.connect(frame.station.set_programme)
        frame.dialogs.show(dialog)

    plan.saved.connect(frame.station.renew)
    plan.choose_asked.connect(open_programmes)
    plan.sessions.people_asked.connect(
        lambda session: frame.signals.people_asked.emit(Filter(session=session))
    )
    return Room(
        pages=(
            PageSpec(tr("Programme"), "calendar-days", "Ctrl+3", lambda: plan),
            PageSpec(tr("Partners"), "handshake", "Ctrl+5", lambda: partners),
        ),
        commands=(Command(13, tr("Programmes…"), "Ctrl+O", open_programmes),),
    )
