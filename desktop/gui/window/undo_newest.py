"""Takes back the newest thing that was done at this desk, whatever page is open."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.gui.frame.room import Frame
from desktop.gui.window.services import WindowServices
from desktop.gui.wording.attendees import taken_back_line
from desktop.gui.wording.checkin import nothing_to_undo_line
from desktop.workflows.changes import Step
from desktop.workflows.checkin.desk import UndoResult


class UndoNewest(QObject):
    """Asks through the lane, says what was taken back, and lets all pages know."""

    def __init__(self, frame: Frame, services: WindowServices) -> None:
        """Work for a window."""
        super().__init__(frame.dialogs.window)
        self._frame = frame
        self._services = services

    def run(self) -> None:
        """Take back the newest thing: done to a registration or a plan, or at the door."""
        programme = self._frame.station.programme
        self._frame.jobs.run(lambda: self._services.undo_newest(programme), self._on_done)

    def _on_done(self, undone: Step | UndoResult | None) -> None:
        if undone is None:
            self._frame.dialogs.notify(nothing_to_undo_line(), "look")
        elif isinstance(undone, Step):
            self._frame.dialogs.notify(taken_back_line(undone), "yes")
        else:
            sentence = self.tr("{name}: taken back what was done at the door.")
            name = undone.attendee.name if undone.attendee else ""
            self._frame.dialogs.notify(sentence.format(name=name), "yes")
        self._frame.signals.taken_back.emit()
