"""The room of badges: the designer."""

from __future__ import annotations

from functools import partial

from desktop.domain.staff.staff import Right
from desktop.gui.badges.badges_page import BadgesPage
from desktop.gui.badges.services import BadgesServices
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Frame, Room
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.gui.wording.translation import tr


def badges_room(frame: Frame, services: BadgesServices) -> Room:
    """Make the designer; what all desks print by may be kept to leads."""
    page = BadgesPage(frame.jobs, services, frame.theme)
    page.shelf.guard = partial(frame.guard.with_right, Right.SETTINGS)
    page.print_asked.connect(frame.signals.template_print_asked)
    page.unsaved_print_asked.connect(lambda: frame.dialogs.show(_unsaved_dialog(frame, page)))
    frame.signals.scan_began.connect(page.draft.remember)
    return Room(
        pages=(PageSpec(tr("Badges"), "id-card-lanyard", "Ctrl+4", lambda: page),),
        stop=page.stop,
    )


def _unsaved_dialog(frame: Frame, page: BadgesPage) -> ConfirmDialog:
    """Ask which drawing is to be printed: saved, it is the one of all desks."""
    title = page.draft.template.title
    dialog = ConfirmDialog(
        tr("{title} is not saved").format(title=title),
        tr("Saved, it is what all desks print from now on."),
        tr("Save for all desks, and print"),
        frame.dialogs.window,
    )
    as_saved = dialog.add_button(tr("Print as last saved"))
    as_saved.clicked.connect(dialog.accept)
    as_saved.clicked.connect(page.print_saved)
    dialog.confirmed.connect(lambda: page.save(page.print_saved))
    return dialog
