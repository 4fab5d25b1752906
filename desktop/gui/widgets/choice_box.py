"""A box of choices that only a click or a key changes."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """Qt's box takes another choice when somebody scrolls the page over it; this one does not."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page below."""
        event.ignore()
