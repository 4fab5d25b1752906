"""What the words for a status in a list are taken for: shown, and to be changed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_words import CHECKED_IN
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.labels import FitLabel, chip, label, plain_tip
from desktop.gui.wording.list_page import standing_text
from desktop.gui.wording.lists import meaning_text, rows_text
from desktop.workflows.transfer.guest_list import StatusWord, word_key

# What a word may mean, the usual first; `merged` is none that a list can say.
_MEANINGS = (
    Status.REGISTERED.value, Status.PENDING.value, Status.WAITLISTED.value, Status.INVITED.value,
    Status.CANCELLED.value, Status.BLOCKED.value, CHECKED_IN,
)  # fmt: skip
MOST_SHOWN = 100


class StatusTable(QScrollArea):
    """A line for each word: the word, in how many rows it stands, and what it means."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__()
        self.setObjectName("mapping")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.boxes: dict[str, QComboBox] = {}

    def show_words(self, words: Sequence[StatusWord]) -> None:
        """Show words, those that nobody understood first; the keyboard stays at its word."""
        held = next((key for key, box in self.boxes.items() if box.hasFocus()), "")
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(20, 2, 20, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self.boxes = {}
        shown = sorted(words, key=lambda word: word.is_known)[:MOST_SHOWN]
        for place, word in enumerate(shown):
            name = FitLabel("medium", 14, 12)
            name.set_text(word.word)
            name.setToolTip(plain_tip(word.word))
            grid.addWidget(name, place, 0)
            facts = label(f"{word.rows:,}", "quiet")
            facts.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            facts.setAccessibleName(rows_text(word.rows))
            grid.addWidget(facts, place, 1)
            box = self._build_box(word)
            self.boxes[word_key(word.word)] = box
            grid.addWidget(box, place, 2)
            text, tone = standing_text(word.meaning)
            grid.addWidget(chip(text, tone), place, 3, Qt.AlignmentFlag.AlignLeading)
        grid.setRowStretch(len(shown), 1)
        self.setWidget(holder)
        if held in self.boxes:
            self.boxes[held].setFocus()

    def _build_box(self, word: StatusWord) -> QComboBox:
        box = ChoiceBox()
        box.focused.connect(lambda box=box: self.ensureWidgetVisible(box))
        box.setAccessibleName(word.word)
        for meaning in _MEANINGS:
            box.addItem(meaning_text(meaning), meaning)
        box.setCurrentIndex(box.findData(word.meaning))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        key = word_key(word.word)
        box.activated.connect(lambda _index: self.changed.emit(key, str(box.currentData())))
        return box
