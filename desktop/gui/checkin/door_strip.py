"""Below the scan field: what this point lets through, and which one fits the hour better."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.programme.programme import Point
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import label


class DoorStrip(QFrame):
    """The policy in a sentence; above it, if there is one, the point that fits the hour."""

    asked = Signal()

    def __init__(self) -> None:
        """Begin without a point."""
        super().__init__()
        self.policy = label("", "quiet", wraps=True)
        self.proposal = label("", "", wraps=True)
        self._offer = QFrame()
        self._offer.setObjectName("offer")
        go = KeyButton(self.tr("Move this desk there"), "Ctrl G", "main", is_narrow=True)
        go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        go.clicked.connect(self.asked)
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(16, 8, 10, 8)
        row.addWidget(self.proposal, 1)
        row.addWidget(go)
        self._offer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(self._offer)
        column.addWidget(self.policy)

    def show_door(self, policy: str, proposed: Point | None, sentence: str) -> None:
        """Show a policy, and offer a point that fits better, if there is one."""
        self.policy.setText(policy)
        self.policy.setVisible(bool(policy))
        self.proposal.setText(sentence)
        self._offer.setVisible(proposed is not None)

    @property
    def is_offering(self) -> bool:
        """Whether a point is offered."""
        return self._offer.isVisibleTo(self)
