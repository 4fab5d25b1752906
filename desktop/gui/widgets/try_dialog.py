"""Tries tickets before the doors open: typed, scanned, or shown to the camera. Writes nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.checkin.codes import Reading
from desktop.gui.widgets.camera_panel import CameraPanel
from desktop.gui.widgets.dialogs import ScanDialog, form_row
from desktop.gui.widgets.labels import label

_NAMES = {"yes": "good", "no": "fault"}
_WIDTH_PX = 520


class TryDialog(ScanDialog):
    """One field and a camera; stays open, so that several tickets are tried one after another."""

    tried = Signal(object)

    def __init__(self, parent: QWidget, hint: str, camera: CameraPanel | None = None) -> None:
        """Ask for a ticket; `hint` says what it is tried on."""
        super().__init__(self.tr("Try a ticket"), parent)
        self.fit(_WIDTH_PX)
        self.field = QLineEdit()
        self.field.returnPressed.connect(self._on_enter)
        self.camera = camera or CameraPanel()
        self.camera.scanned.connect(self.take_scan)
        self.content.addWidget(label(hint, "quiet", wraps=True))
        self.content.addLayout(form_row(self.tr("Ticket"), self.field))
        self.content.addWidget(self.camera)
        self.add_button(self.tr("Close"), key="Esc").clicked.connect(self.reject)
        camera_button = self.add_button(self.tr("Camera"), key="F8")
        camera_button.clicked.connect(lambda _on=False: self._turn_camera())
        self.add_button(self.tr("Try"), "main", "Enter").clicked.connect(self._on_enter)

    def take_scan(self, reading: Reading) -> bool:
        """Try what was scanned while this is open: nobody is let in by it."""
        self.field.clear()
        self.tried.emit(reading)
        return True

    def answer(self, sentence: str, tone: str) -> None:
        """Say what the ticket fits: `yes`, `look` or `no`."""
        self.say(sentence, _NAMES.get(tone, "quiet"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch the camera on and off by F8, wherever the focus is."""
        if event.key() == Qt.Key.Key_F8:
            self._turn_camera()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Switch the camera off, however the dialog ends."""
        self.camera.stop()
        super().done(result)

    def _turn_camera(self) -> None:
        self.camera.toggle()

    def _on_enter(self) -> None:
        if text := self.field.text().strip():
            self.field.selectAll()
            self.tried.emit(Reading(text, is_typed=True))
