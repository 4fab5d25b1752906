"""Shows who or what a figure is about, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QWidget

from desktop.gui.widgets.dialogs import Dialog

SIZE_PX = (640, 520)


class LinesDialog(Dialog):
    """Lines to read; closing it changes nothing."""

    def __init__(self, title: str, lines: Sequence[str], parent: QWidget) -> None:
        """Show these lines."""
        super().__init__(title, parent)
        self.list = QListWidget()
        self.list.addItems(list(lines))
        self.list.setWordWrap(True)
        self.content.addWidget(self.list, 1)
        self.add_button(self.tr("Close"), key="Esc").clicked.connect(self.reject)
        self.fit(*SIZE_PX)
