"""The keys that settle a disagreement: each printed on its button.

All of them need Ctrl or Alt, which no scanner presses: a scan settles nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.flow_layout import FlowLayout
from desktop.gui.wording.disagreements import Way, ways_of
from desktop.workflows.sync.dispute import Dispute


class SettleBar(QFrame):
    """Offers the ways in which one disagreement can be settled."""

    chosen = Signal(str, int)

    def __init__(self, place: QWidget) -> None:
        """Offer nothing yet; its keys work wherever the focus is in a place."""
        super().__init__()
        self._place = place
        self.setObjectName("actions")
        # In a narrow window the keys stand in two rows: none of them is cut.
        self._row = FlowLayout(self, 10)
        self._row.setContentsMargins(20, 12, 20, 12)
        self._shown: list[Way] = []
        self.buttons: list[KeyButton] = []
        self._shortcuts: list[QShortcut] = []

    def offer(self, dispute: Dispute | None) -> None:
        """Show the ways of one disagreement; what is shown already stays."""
        ways = ways_of(dispute) if dispute else []
        self.setVisible(bool(ways))
        if ways == self._shown:
            return
        self._shown = ways
        for old in (*self.buttons, *self._shortcuts):
            old.setParent(None)
            old.deleteLater()
        self.buttons, self._shortcuts = [], []
        for number, way in enumerate(ways):
            button = KeyButton(way.text, way.key, "main" if number == 0 else "", is_narrow=True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, way=way: self._choose(way))
            self._row.addWidget(button)
            self.buttons.append(button)
            for key in {way.key, way.key.replace("Enter", "Return")}:
                shortcut = QShortcut(QKeySequence(key.replace(" ", "+")), self._place)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(lambda way=way: self._choose(way))
                self._shortcuts.append(shortcut)

    def _choose(self, way: Way) -> None:
        if self.isEnabled():
            self.chosen.emit(way.how, way.side)
