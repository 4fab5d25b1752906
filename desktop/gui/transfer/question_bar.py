"""What somebody has to say of a list before it is taken in, and what was just found or done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.list_page import cancel_missing_text, letters_choice, take_into_text
from desktop.workflows.transfer.doubts import Doubt, OpenDates, UnknownWords
from desktop.workflows.transfer.guest_list import GuestList
from desktop.workflows.transfer.letters import Letters


class QuestionBar(QFrame):
    """A sentence, and a button for each answer."""

    days_chosen = Signal(object)
    encoding_chosen = Signal(str)

    def __init__(self) -> None:
        """Ask nothing."""
        super().__init__()
        self.setObjectName("question")
        self.message = label("", "bodyText", wraps=True)
        self.unknown = KeyButton(self.tr("Let the desk decide on them"), is_narrow=True)
        self.missing = KeyButton("", is_narrow=True)
        self.near = KeyButton("", is_narrow=True)
        self.days = ChoiceBox()
        self.days.setAccessibleName(self.tr("Order of dates"))
        for text, value in (
            (self.tr("Dates: read as they stand"), None),
            (self.tr("3/4/2026 is 3 April"), True),
            (self.tr("3/4/2026 is 4 March"), False),
        ):
            self.days.addItem(text, value)
        self.days.activated.connect(lambda _i: self.days_chosen.emit(self.days.currentData()))
        self._letters = QHBoxLayout()
        self._letters.setSpacing(10)
        self.letter_buttons: list[QPushButton] = []
        answers = QHBoxLayout()
        answers.setSpacing(10)
        answers.addLayout(self._letters)
        for part in (self.days, self.unknown, self.missing, self.near):
            answers.addWidget(part)
            part.hide()
        answers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.message)
        column.addLayout(answers)
        self.say("")

    def say(self, text: str, tone: str = "look") -> None:
        """Say a sentence: `look` for a question, `yes`, `no` or `calm`; nothing hides it."""
        self.message.setText(text)
        set_tone(self, tone)
        self.setVisible(bool(text) or self.days.isVisibleTo(self))

    def offer(
        self, guests: GuestList | None, doubts: Sequence[Doubt], missing: int, near_code: str
    ) -> None:
        """Offer the answers that fit.

        Args:
            guests: the list that is open and not yet taken in, if there is one.
            doubts: what it leaves open.
            missing: how many people are missing from a list that was taken in.
            near_code: a programme of nearly the code that was typed.
        """
        has_names = guests is not None and guests.has_names
        kinds = {type(doubt) for doubt in doubts} if guests else set()
        is_told = guests is not None and guests.is_day_first is not None
        self.days.setVisible(OpenDates in kinds or is_told)
        self.days.setCurrentIndex(self.days.findData(guests.is_day_first if guests else None))
        self.unknown.setVisible(has_names and UnknownWords in kinds)
        self.missing.setVisible(bool(missing))
        self.missing.set_words(cancel_missing_text(missing))
        self.near.setVisible(bool(near_code))
        self.near.set_words(take_into_text(near_code))
        self.setVisible(bool(self.message.text()) or self.days.isVisibleTo(self))

    def offer_letters(self, letters: Letters | None) -> None:
        """Offer the ways in which letters may be meant, each by a name as it would be."""
        for button in self.letter_buttons:
            button.deleteLater()
        self.letter_buttons = []
        ways = [(letters.encoding, letters.names), *letters.others] if letters else []
        for codec, names in ways:
            button = KeyButton(letters_choice(codec, names[0]), is_narrow=True)
            button.clicked.connect(lambda _on=False, codec=codec: self.encoding_chosen.emit(codec))
            self._letters.addWidget(button)
            self.letter_buttons.append(button)
