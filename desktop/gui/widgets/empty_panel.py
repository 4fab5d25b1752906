"""What stands where there is nothing yet: what belongs here, and the one button that starts it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import label


class EmptyPanel(QWidget):
    """Teaches in the middle of an empty page."""

    begun = Signal()

    def __init__(self, words: str, key: str = "", title: str = "", text: str = "") -> None:
        """Offer a button with these words; title and text may come later."""
        super().__init__()
        self.title = label(title, "emptyTitle", wraps=True)
        self.text = label(text, "emptyText", wraps=True)
        self.button = KeyButton(words, key, "main")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(lambda _on=False: self.begun.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(12)
        column.addStretch(2)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    def say(self, title: str, text: str, *, with_button: bool) -> None:
        """Say something else, with or without the button."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setVisible(with_button)
