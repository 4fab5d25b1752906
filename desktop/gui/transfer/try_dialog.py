"""Asks for a ticket to be tried on a list: typed, or scanned into the field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.checkin.codes import Reading
from desktop.gui.widgets.dialogs import Dialog, form_row
from desktop.gui.widgets.labels import label


class TryDialog(Dialog):
    """One field; Enter tries."""

    tried = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Ask for a ticket."""
        super().__init__(self.tr("Try a ticket"), parent)
        self.field = QLineEdit()
        self.field.returnPressed.connect(self._on_enter)
        hint = self.tr("Scan a ticket of this event, or type its code. Nothing is taken in.")
        self.content.addWidget(label(hint, "quiet", wraps=True))
        self.content.addLayout(form_row(self.tr("Ticket"), self.field))
        self.add_button(self.tr("Cancel"), key="Esc").clicked.connect(self.reject)
        self.add_button(self.tr("Try"), "main", "Enter").clicked.connect(self._on_enter)

    def _on_enter(self) -> None:
        if text := self.field.text().strip():
            self.accept()
            self.tried.emit(Reading(text))
