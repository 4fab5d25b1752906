"""The verdict over the whole screen, to be read from four metres."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import attendee_of
from desktop.domain.failures import EnvironmentFailure
from desktop.gui.checkin.checkin_desk import CheckinDesk
from desktop.gui.checkin.verdict_band import Sign
from desktop.gui.widgets.labels import FitLabel, label, tabular
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording import checkin as words
from desktop.gui.wording.shapes import Banner
from desktop.workflows.checkin.desk import Counts, UndoResult
from desktop.workflows.checkin.verdict import Verdict

SIGN_PX = 150
NAME_PX, NAME_LEAST_PX = 170, 84
# A verdict that nobody looks at any more must not be taken for the next person's.
STAYS_MS = 12_000


class BigPicture(QFrame):
    """Sign, two words, the name in both scripts, and how many are in."""

    left = Signal()
    is_shut, fills_screen, comes_between = False, True, False

    def __init__(self, desk: CheckinDesk) -> None:
        """Begin ready, and listen to a desk."""
        super().__init__()
        self.setObjectName("big")
        self._desk = desk
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
        desk.verdict_given.connect(self._on_verdict)
        desk.undone.connect(self._on_undone)
        desk.failed.connect(self._on_failed)
        desk.counts_changed.connect(self.show_counts)

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self

    def begin(self) -> None:
        """Wait for the next person where the desk stands."""
        self.show_ready()
        self._show_place()
        self.take_focus()

    def renew(self) -> None:
        """Say where the desk stands now."""
        self._show_place()

    def take_focus(self) -> None:
        """Hear Escape."""
        self.setFocus()

    def take_scan(self, _reading: Reading) -> bool:
        """Leave scans to the desk."""
        return False

    def may_close(self) -> bool:
        """Keep nobody."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

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
        is_clear = banner.is_clear and not message
        self.sentence.setText("" if is_clear else message or banner.sentence)
        self._rest.start()

    def _show_place(self) -> None:
        station = self._desk.station
        self._place.setText(station.point.name if station else "")

    def _on_verdict(self, verdict: Verdict) -> None:
        self._show_place()
        self.show_banner(words.describe(verdict), attendee_of(verdict.outcome))

    def _on_undone(self, undone: UndoResult | None) -> None:
        if undone is None:
            self.show_banner(words.describe_nothing_to_undo(), None)
        else:
            self.show_banner(words.describe_undo(undone), undone.attendee)

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        self.show_banner(words.failure_banner(failure), None)

    def show_counts(self, counts: Counts) -> None:
        """Show how many are in."""
        sentence = self.tr("{inside} of {expected} in")
        self.counts.setText(sentence.format(inside=counts.inside, expected=counts.expected))

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
