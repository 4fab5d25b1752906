"""The room of the people at the desk: signing in, the lock, PINs, settings."""

from __future__ import annotations

from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.staff.services import StaffServices
from desktop.gui.staff.staff_control import StaffControl
from desktop.gui.wording.translation import tr


def staff_room(frame: Frame, services: StaffServices) -> Room:
    """Open and shut the desk, and offer its settings."""
    control = StaffControl(frame, services)
    return Room(
        screens=(control.lock_page,),
        commands=(
            Command(20, tr("Self check-in (kiosk)…"), "Ctrl+K", control.start_kiosk),
            Command(21, tr("People at the desks…"), "", control.open_people),
            Command(22, tr("Settings…"), "Ctrl+,", control.open_settings),
        ),
        keys={"Ctrl+L": control.lock_by_key},
        begin=control.begin,
        stop=control.stop,
    )
