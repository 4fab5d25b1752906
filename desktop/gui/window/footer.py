"""The line at the foot: keys that work here, and that everything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.gui.widgets.labels import label

HEIGHT_PX = 38
EDGE_PX = 22


class Footer(QFrame):
    """Keys and trust."""

    def __init__(self) -> None:
        """Make a line without keys."""
        super().__init__()
        self.setObjectName("footer")
        self.setFixedHeight(HEIGHT_PX)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(5)
        self.state = label("", "")
        self._entries: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.addLayout(self._keys)
        row.addStretch(1)
        row.addWidget(self.state)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys with what they do."""
        while self._keys.count():
            item = self._keys.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        self._entries = []
        for key, text in keys:
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 14, 0)
            row.setSpacing(5)
            row.addWidget(label(key, "key"))
            row.addWidget(label(text))
            self._keys.addWidget(entry)
            self._entries.append(entry)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the first keys whole; those for which there is no room are in the menu."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * EDGE_PX - self.state.sizeHint().width()
        for entry in self._entries:
            room -= entry.sizeHint().width() + self._keys.spacing()
            entry.setVisible(room >= 0)
