"""A field to search with: keys that belong to the list and to the page are handed on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

# Searching waits for a pause between keys: a burst of a scanner must never be searched for.
SEARCH_PAUSE_MS = 70


def is_undo_key(event: QEvent) -> bool:
    """Tell whether a field asks for Ctrl+Z before the window gets it."""
    return (
        event.type() is QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
    )


class SearchField(QLineEdit):
    """Down leads into the list, Escape empties it, Ctrl+Z takes back what was done."""

    left_downwards = Signal()
    entered = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        """Make an empty field."""
        super().__init__()
        self.setObjectName("search")
        self.setMaxLength(200)
        self.setPlaceholderText(self.tr("Name, phone, email, code…"))
        self.setAccessibleName(self.tr("Search"))

    def event(self, event: QEvent) -> bool:
        """Leave undo to the page."""
        if is_undo_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on the keys of the list; Escape in an empty field may close a dialog."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            was_empty = not self.text()
            self.clear()
            self.cleared.emit()
            if was_empty:
                event.ignore()
        else:
            super().keyPressEvent(event)
