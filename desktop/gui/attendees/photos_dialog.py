"""Photos from a folder, by the files' names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.programme.programme import Programme
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.widgets.dialogs import WorkDialog, pick_folder
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.transfer import photos_taken_line
from desktop.workflows.attendees.photos import PhotosTaken

WIDTH_PX = 600


class PhotosDialog(WorkDialog):
    """Choose a folder; each picture goes to whom it is named after."""

    taken = Signal()

    def __init__(
        self, jobs: Jobs, services: AttendeesServices, programme: Programme, parent: QWidget
    ) -> None:
        """Take photos for the people of a programme."""
        super().__init__(self.tr("Photos from a folder"), jobs, parent)
        self._services = services
        self._programme = programme
        self.fit(WIDTH_PX)
        text = self.tr(
            "Name each picture after the person: by email, attendee number, order, ticket code or "
            "full name, such as “Noa Cohen.jpg”."
        )
        self.content.addWidget(label(text, "quiet", wraps=True))
        self.content.addStretch(1)
        self.content.addWidget(self.progress)
        close = self.add_button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.reject)
        self.choose_button = self.add_button(self.tr("Choose a folder…"), "main")
        self.choose_button.clicked.connect(lambda _on=False: self._choose())

    def take(self, folder: Path) -> None:
        """Take the pictures of a folder."""
        on_store = self.jobs.on_store
        photos, programme = self._services.photos, self._programme
        self.begin(
            lambda on_progress, is_stopped: photos.from_folder(
                programme, folder, on_store, on_progress, is_stopped
            ),
            self._on_taken,
            self._show_progress,
        )

    def _show_progress(self, done: int) -> None:
        self.progress.show_progress(done, 0)

    def show_state(self) -> None:
        """Take one folder at a time."""
        self.choose_button.setEnabled(not self.is_busy)

    def _on_taken(self, photos: PhotosTaken) -> None:
        left = (photos.nobody, photos.several, photos.unreadable, photos.others, photos.again)
        is_good = not any(left)
        self.say(photos_taken_line(photos), "good" if is_good else "fault")
        self.taken.emit()

    def _choose(self) -> None:
        if chosen := pick_folder(self, self.tr("Folder of photos")):
            self.take(chosen)
