"""The line at the foot: keys that work here, and that everything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.gui.labels import label

HEIGHT_PX = 38


class Footer(QFrame):
    """Keys and trust."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys with what they do."""
        super().__init__()
        self.setObjectName("footer")
        self.setFixedHeight(HEIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(5)
        for key, text in keys:
            row.addWidget(label(key, "key"))
            row.addWidget(label(text))
            row.addSpacing(14)
        row.addStretch(1)
        self.state = label("", "")
        row.addWidget(self.state)
