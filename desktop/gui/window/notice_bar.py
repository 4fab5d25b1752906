"""A strip for what people should know, which stops nobody and swallows no scan."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.translation import LEFT_MARK, RIGHT_MARK, in_direction

# Long enough to be read twice; what went wrong is also where it went wrong.
SHOWN_MS = {"yes": 12_000, "out": 12_000, "calm": 20_000, "look": 20_000, "no": 60_000}


class NoticeBar(QFrame):
    """One sentence, for a while, until it is closed, or another takes its place."""

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self.setObjectName("notice")
        self._text = label("", wraps=True)
        close = QPushButton(self.tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 6, 22, 6)
        row.addWidget(self._text, 1)
        row.addWidget(close)
        self._tone = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text().lstrip(LEFT_MARK + RIGHT_MARK)

    def notify(self, text: str, tone: str = "calm") -> None:
        """Show a sentence for a while, the longer the more it matters."""
        self._text.setText(in_direction(text, self.layoutDirection()))
        self._tone = tone
        set_tone(self, tone)
        self.show()
        self._timer.start(SHOWN_MS[tone])

    def pass_by(self) -> None:
        """Let news go that was about another page; what went wrong stays."""
        if self._tone in {"yes", "look"}:
            self.hide()
