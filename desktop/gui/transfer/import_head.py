"""The head of the page of a list: which file, how it is read, and what to do with it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import FitLabel, label
from desktop.gui.wording.list_page import people_text, take_in_text, written_text
from desktop.workflows.transfer.guest_list import GuestList

HEAD_PX = 60


class ImportHead(QFrame):
    """File and way of reading at the start, what comes next at the end."""

    def __init__(self) -> None:
        """Make a head without a file."""
        super().__init__()
        self.setObjectName("pageHead")
        self.setFixedHeight(HEAD_PX)
        self.facts = FitLabel("regular", 15, 12, "quiet")
        self.reading = QPushButton()
        self.reading.setProperty("kind", "pill")
        self.another = KeyButton(self.tr("Another file…"), is_narrow=True)
        self.start = KeyButton(take_in_text(None), "Ctrl Enter", "main", is_narrow=True)
        self.see = KeyButton(self.tr("See them"), is_narrow=True)
        self.badges = KeyButton(self.tr("Make badges"), is_narrow=True)
        self.tickets = KeyButton(self.tr("Send tickets"), is_narrow=True)
        self.after = (self.see, self.badges, self.tickets)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Guest list"), "pageTitle"))
        row.addWidget(self.facts, 1)
        for part in (self.reading, self.another, *self.after, self.start):
            row.addWidget(part)

    def show_file(self, guests: GuestList | None, rows: int, code: str, reading: str = "") -> None:
        """Say which file it is, and how it is read; `reading` while it is not yet known."""
        self.reading.setVisible(guests is not None)
        self.another.setVisible(guests is not None)
        if guests is None:
            self.facts.set_text(reading)
            return
        facts = [guests.table.path.name, people_text(rows)]
        told = " • ".join(facts)
        self.facts.set_text(f"{told} → {code}" if code else told)
        self.reading.setText(written_text(guests))

    def show_count(self, count: int | None, code: str) -> None:
        """Say on the button how many people come in, and that it makes a programme first."""
        made = self.tr("Make {code} and take in").format(code=code)
        self.start.set_words(made if code else take_in_text(count))
