"""A verdict above an open dialog: whoever scanned meanwhile sees it whole, and goes on typing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.checkin.outcomes import attendee_of
from desktop.gui.checkin.verdict_band import SIGN_PX, Sign
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.checkin import describe
from desktop.workflows.checkin.verdict import Verdict

SHOWN_MS = 7_000
WIDTH_PX, EDGE_PX, TOP_PX = 620, 40, 14


class VerdictFlash(QFrame):
    """Stands over the top of the window for some seconds and takes no key and no focus."""

    def __init__(self, window: QWidget) -> None:
        """Belong to a window."""
        super().__init__(window, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._window = window
        self.setObjectName("flash")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.headline = label("", "flashHead", wraps=True)
        self.name = label("", "flashName", wraps=True)
        self.sentence = label("", "flashText", wraps=True)
        self._sign = Sign(SIGN_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 24, 16)
        row.setSpacing(18)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        row.addLayout(column, 1)
        for part in (self.headline, self.name, self.sentence):
            column.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)

    def show_verdict(self, verdict: Verdict) -> None:
        """Say a verdict, with the name and the whole sentence."""
        banner, attendee = describe(verdict), attendee_of(verdict.outcome)
        self.headline.setText(banner.headline)
        self.name.setText(attendee.name if attendee else "")
        self.name.setVisible(attendee is not None)
        self.sentence.setText(banner.sentence)
        self._sign.show_tone(banner.tone)
        set_tone(self, banner.tone.value)
        window = self._window
        self.setFixedWidth(min(WIDTH_PX, window.width() - 2 * EDGE_PX))
        self.adjustSize()
        top = window.mapToGlobal(QPoint((window.width() - self.width()) // 2, TOP_PX))
        self.move(top)
        self.show()
        self._timer.start()
