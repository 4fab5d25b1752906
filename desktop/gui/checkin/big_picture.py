"""The verdict over the whole screen, to be read from four metres."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.attendees.registration import Attendee
from desktop.gui.checkin.verdict_band import Sign
from desktop.gui.widgets.labels import FitLabel, label, tabular
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.shapes import Banner, Tone
from desktop.workflows.checkin.desk import Counts

SIGN_PX = 150
NAME_PX, NAME_LEAST_PX = 170, 84
# A verdict that nobody looks at any more must not be taken for the next person's.
STAYS_MS = 12_000


class BigPicture(QFrame):
    """Sign, two words, the name in both scripts, and how many are in."""

    def __init__(self) -> None:
        """Begin ready."""
        super().__init__()
        self.setObjectName("big")
        self._sign = Sign(SIGN_PX)
        self.headline = FitLabel("bold", 104, 60, "bigInk")
        self.name = FitLabel("bold", NAME_PX, NAME_LEAST_PX, "bigInk", wraps=True)
        self.second_name = FitLabel("medium", 92, 48, "bigInk", wraps=True)
        self.sentence = label("", "bigSentence", wraps=True)
        self.counts = label("", "bigCounts")
        self.counts.setFont(tabular(self.counts.font()))
        self._place = label("", "bigCounts")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(STAYS_MS)
        self._rest.timeout.connect(self.show_ready)
        self._build()
        self.show_ready()

    def show_ready(self) -> None:
        """Wait for the next person."""
        self._rest.stop()
        set_tone(self, "ready")
        self._sign.hide()
        self.headline.set_text(self.tr("Ready"))
        self.name.set_text(self.tr("Scan the next badge"))
        self.second_name.hide()
        self.sentence.setText("")

    def show_banner(self, banner: Banner, attendee: Attendee | None) -> None:
        """Show a verdict and whom it is about."""
        set_tone(self, banner.tone.value)
        self._sign.show()
        self._sign.show_tone(banner.tone)
        self.headline.set_text(banner.headline)
        self.name.set_text(attendee.name if attendee else banner.aside.replace("\n", " "))
        second = attendee.person.second_name if attendee else ""
        self.second_name.set_text(second)
        self.second_name.setVisible(bool(second))
        message = attendee.registration.message if attendee else ""
        is_clear = banner.tone is Tone.YES and not message
        self.sentence.setText("" if is_clear else message or banner.sentence)
        self._rest.start()

    def show_place(self, text: str) -> None:
        """Say where the desk stands."""
        self._place.setText(text)

    def show_counts(self, counts: Counts) -> None:
        """Show how many are in."""
        said = self.tr("{inside} of {expected} in")
        self.counts.setText(said.format(inside=counts.inside, expected=counts.expected))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(40)
        head.addWidget(self._sign)
        head.addWidget(self.headline, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._place)
        foot.addStretch(1)
        foot.addWidget(self.counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 56, 64, 40)
        column.setSpacing(24)
        column.addLayout(head)
        column.addStretch(1)
        for part in (self.name, self.second_name, self.sentence):
            column.addWidget(part)
        column.addStretch(2)
        column.addLayout(foot)
        leave = label(self.tr("F11 or Esc: back to the desk"), "bigHint")
        leave.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(leave)
