"""Beside sending: what is sent, the first letters as they will look, and mails that came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.devices.painting.badge_paint import picture_of
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.labels import label
from desktop.gui.wording.transfer import letter_parts
from desktop.gui.wording.translation import tr
from desktop.workflows.attendees.tickets import Preview

LETTERS_PX, PAGE_PX, PAGE_DPI = (820, 620), 210, 150
BACK_PX = 560


class LettersDialog(Dialog):
    """The first letters, one after the other: what is written, and what is attached."""

    def __init__(self, letters: Sequence[Preview], parent: QWidget) -> None:
        """Show these letters."""
        super().__init__(self.tr("Letters as they will be sent"), parent)
        self._letters, self._at = letters, 0
        self.fit(*LETTERS_PX)
        self.head = label("", "", wraps=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.page = QLabel()
        self.page.setFixedWidth(PAGE_PX)
        self.page.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.attached = label("", "quiet", wraps=True)
        beside = QVBoxLayout()
        beside.addWidget(self.head)
        beside.addWidget(self.text, 1)
        beside.addWidget(self.attached)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addLayout(beside, 1)
        row.addWidget(self.page)
        self.content.addLayout(row, 1)
        self.add_button(self.tr("Close"), key="Esc").clicked.connect(self.reject)
        self.next_button = self.add_button(self.tr("Next"), "main", "Enter")
        self.next_button.clicked.connect(lambda _on=False: self.show_next())
        self.next_button.setVisible(len(letters) > 1)
        self._show()

    def show_next(self) -> None:
        """Show the next letter; after the last one the first."""
        self._at = (self._at + 1) % len(self._letters)
        self._show()

    def _show(self) -> None:
        letter, page = self._letters[self._at]
        parts = letter_parts(letter, self._at + 1, len(self._letters))
        self.head.setText(parts.head)
        self.text.setPlainText(letter.text)
        self.attached.setText(parts.attached)
        # What is no badge is named only: the whole of it is attached.
        self.page.setVisible(page is not None)
        if page is None:
            return
        picture = QPixmap.fromImage(picture_of(page.media, page.badge, PAGE_DPI)).scaledToWidth(
            PAGE_PX * 2, Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(2)
        self.page.setPixmap(picture)
        self.page.setAccessibleName(letter.file_name)


class CameBackDialog(Dialog):
    """Takes addresses whose mail came back, or the notices of the server as they are."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Ask for a text."""
        super().__init__(self.tr("Mails that came back"), parent)
        self.fit(BACK_PX)
        sentence = self.tr(
            "Paste the notices of the mail server, or type the addresses. Their people get no "
            "mail until they have another address."
        )
        self.content.addWidget(label(sentence, "quiet", wraps=True))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(180)
        self.content.addWidget(self.text, 1)
        self.add_button(self.tr("Back"), key="Esc").clicked.connect(self.reject)
        self.mark_button = self.add_button(self.tr("Mark them"), "main")
        self.mark_button.clicked.connect(lambda _on=False: self._give())
        self.text.setFocus()

    def _give(self) -> None:
        text = self.text.toPlainText()
        self.accept()
        self.given.emit(text)


@dataclass(frozen=True, slots=True)
class Post:
    """The words of a kind of post, and under which name its letter is kept."""

    title: str
    files: str
    written: str
    nobody: str
    folder: str
    settings: str = "mail"
    is_certificate: bool = False


def ticket_post() -> Post:
    """Give the words for tickets."""
    return Post(
        tr("Tickets"),
        tr("Writes one file for each person, named after them, and tickets.csv with name, "
           "email and file for a mail merge."),
        tr("{count} tickets and the list tickets.csv are in {folder}."),
        tr("Nobody of this programme gets a ticket."),
        tr("Folder for the tickets"),
    )  # fmt: skip


def certificate_post() -> Post:
    """Give the words for certificates."""
    return Post(
        tr("Certificates"),
        tr("Writes one PDF for each person who earned a credit, named after them, and "
           "certificates.csv with name, email, credit and file for a mail merge."),
        tr("{count} certificates and the list certificates.csv are in {folder}."),
        tr("Nobody has earned a credit yet."),
        tr("Folder for the certificates"),
        "certificate mail",
        is_certificate=True,
    )  # fmt: skip
