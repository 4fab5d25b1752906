"""A strip for what people should know, which stops nobody, swallows no scan and pushes no page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import set_tone
from desktop.gui.window.footer import EDGE_PX, HEIGHT_PX
from desktop.gui.wording.translation import LEFT_MARK, RIGHT_MARK, in_direction

# Long enough to be read twice; what went wrong is also where it went wrong.
SHOWN_MS = {"yes": 12_000, "out": 12_000, "calm": 20_000, "look": 20_000, "no": 60_000}


class NoticeBar(QFrame):
    """One sentence in the place of the foot, for a while, until it is closed, or another comes."""

    turned = Signal(bool)

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self.setObjectName("notice")
        self._text = label("", wraps=True)
        close = QPushButton(self.tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setProperty("kind", "smallChip")
        close.clicked.connect(self.hide)
        self.setMinimumHeight(HEIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE_PX, 1, EDGE_PX, 1)
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

    def setVisible(self, visible: bool) -> None:
        """Come and go; the foot gives way meanwhile."""
        # Whoever goes does so first: both at once would push the page for a moment.
        if visible:
            self.turned.emit(True)
        super().setVisible(visible)
        if not visible:
            self.turned.emit(False)

    def pass_by(self) -> None:
        """Let news go that was about another page; what went wrong stays."""
        if self._tone in {"yes", "look"}:
            self.hide()
