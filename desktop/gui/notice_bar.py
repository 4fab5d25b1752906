"""A strip for what people should know, which stops nobody and swallows no scan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.gui.labels import label
from desktop.gui.theme import set_tone


class NoticeBar(QFrame):
    """One sentence, until it is closed or another takes its place."""

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
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    def tell(self, text: str, tone: str = "calm") -> None:
        """Show a sentence."""
        self._text.setText(text)
        set_tone(self, tone)
        self.show()
