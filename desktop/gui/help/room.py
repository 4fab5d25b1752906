"""The room of help: F1 on every page."""

from __future__ import annotations

from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.help.help_dialog import HelpDialog
from desktop.gui.help.practice_start import start_practice
from desktop.gui.help.services import HelpServices
from desktop.gui.wording.translation import tr


def help_room(frame: Frame, services: HelpServices) -> Room:
    """Open the help of whatever page is shown."""

    def open_help() -> None:
        keys = frame.dialogs.page_keys()
        frame.dialogs.show(HelpDialog(frame.jobs, services, keys, frame.dialogs.window))
        frame.signals.help_shown.emit()

    def open_practice() -> None:
        if failed := start_practice():
            frame.dialogs.notify(failed, "no")

    frame.signals.practice_asked.connect(open_practice)
    return Room(
        commands=(
            Command(28, tr("Practice…"), "", open_practice),
            Command(29, tr("Help"), "F1", open_help),
        )
    )
