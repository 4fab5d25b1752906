"""The room of badges: the designer."""

from __future__ import annotations

from functools import partial

from desktop.domain.staff.staff import Right
from desktop.gui.badges.badges_page import BadgesPage
from desktop.gui.badges.services import BadgesServices
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Frame, Room
from desktop.gui.wording.translation import tr


def badges_room(frame: Frame, services: BadgesServices) -> Room:
    """Make the designer; what all desks print by may be kept to leads."""
    page = BadgesPage(frame.jobs, services, frame.theme)
    page.shelf.guard = partial(frame.guard.with_right, Right.SETTINGS)
    page.print_asked.connect(frame.signals.template_print_asked)
    frame.signals.scan_began.connect(page.remember)
    return Room(
        pages=(PageSpec(tr("Badges"), "id-card-lanyard", "Ctrl+4", lambda: page),),
        stop=page.stop,
    )
