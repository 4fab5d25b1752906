"""A card of the page of a list: title, what stands beside it, content."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.gui.widgets.labels import chip, label
from desktop.gui.widgets.theme import set_tone


class ImportCard(QFrame):
    """A titled frame; what is said beside the title may change."""

    def __init__(self, title: str) -> None:
        """Make an empty card."""
        super().__init__()
        self.setObjectName("card")
        self.aside = label("", "quiet")
        self.title = label(title, "paneTitle")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(20, 14, 20, 4)
        self.head.setSpacing(12)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.chip = chip("")
        self.chip.hide()
        self.head.addWidget(self.aside)
        self.head.addWidget(self.chip)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addLayout(self.head)

    def say_aside(self, text: str, tone: str = "") -> None:
        """Say something beside the title; with a tone as a chip."""
        self.aside.setVisible(bool(text) and not tone)
        self.chip.setVisible(bool(text) and bool(tone))
        self.aside.setText(text)
        self.chip.setText(text)
        set_tone(self.chip, tone)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put something below what is there."""
        self._column.addWidget(widget, stretch)

    def end_with(self, sentence: str) -> None:
        """Say something quiet at the foot."""
        foot = label(sentence, "quiet", wraps=True)
        foot.setContentsMargins(20, 6, 20, 12)
        self._column.addWidget(foot)
