"""All rooms of the window. A new page is a folder beside these, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.gui.attendees.room import attendees_room
from desktop.gui.badges.room import badges_room
from desktop.gui.checkin.room import checkin_room
from desktop.gui.frame.room import Frame, Room
from desktop.gui.help.room import help_room
from desktop.gui.practice.room import practice_room
from desktop.gui.printing.room import printing_room
from desktop.gui.programme.room import programme_room
from desktop.gui.reports.room import reports_room
from desktop.gui.rollcall.room import rollcall_room
from desktop.gui.staff.room import staff_room
from desktop.gui.sync.room import sync_room
from desktop.gui.transfer.room import transfer_room
from desktop.gui.upkeep.room import upkeep_room
from desktop.workflows.opening import FrontDesk

# A room that has what it needs of the open store, and waits for what the window gives to all.
OpenRoom = Callable[[Frame], Room]

ROOMS: tuple[Callable[[Frame, FrontDesk], Room], ...] = (
    checkin_room,
    staff_room,
    attendees_room,
    programme_room,
    badges_room,
    printing_room,
    transfer_room,
    sync_room,
    rollcall_room,
    reports_room,
    upkeep_room,
    help_room,
)


# What reaches out of a practice, or keeps something of it.
NOT_IN_PRACTICE = (sync_room, upkeep_room)


def open_rooms(front_desk: FrontDesk, guests: Sequence[Attendee] = ()) -> tuple[OpenRoom, ...]:
    """Hand to each room what it says that it needs of the open store: its services.

    Args:
        front_desk: the open store.
        guests: those of a practice, which has no room that sends anything.
    """
    rooms = [room for room in ROOMS if not (guests and room in NOT_IN_PRACTICE)]
    handed = tuple(_handed(room, front_desk) for room in rooms)
    return (*handed, practice_room(guests)) if guests else handed


def _handed(room: Callable[[Frame, FrontDesk], Room], front_desk: FrontDesk) -> OpenRoom:
    return lambda frame: room(frame, front_desk)
