"""A box of choices that only a click or a key changes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """Qt's box takes another choice when somebody scrolls the page over it; this one does not."""

    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell whoever holds it to bring it into view."""
        super().focusInEvent(event)
        self.focused.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page below."""
        event.ignore()
