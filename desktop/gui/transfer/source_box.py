"""Which system and list a guest list is the next of: as found, chosen, or named by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.wording.list_page import found_source_text
from desktop.workflows.transfer.sources import ListSource


class SourceBox(ChoiceBox):
    """The earlier lists of a programme by name; another name makes a source of its own."""

    named = Signal()

    def __init__(self) -> None:
        """Make an empty box."""
        super().__init__()
        self.setEditable(True)
        self.setAccessibleName(self.tr("Which system and list"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(16)
        self._told = ""
        if field := self.lineEdit():
            field.setPlaceholderText(found_source_text(""))
            field.editingFinished.connect(self._on_edited)
        self.activated.connect(lambda _index: self._on_edited())

    @property
    def name(self) -> str:
        """What the source is called; nothing leaves it to what is found."""
        return self.currentText().strip()

    def show_sources(self, sources: Sequence[ListSource], found: str = "") -> None:
        """Offer the sources of a programme and say which one was found; keep what was named."""
        if field := self.lineEdit():
            field.setPlaceholderText(found_source_text(found))
        named = self.name
        self.clear()
        self.addItems(["", *(source.name for source in sources)])
        self.setCurrentText(named)

    def _on_edited(self) -> None:
        if self.name != self._told:
            self._told = self.name
            self.named.emit()
