"""The line at the foot: keys that work here, and that everything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.gui.labels import label

HEIGHT_PX = 38


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
        for key, text in keys:
            self._keys.addWidget(label(key, "key"))
            self._keys.addWidget(label(text))
            self._keys.addSpacing(14)
