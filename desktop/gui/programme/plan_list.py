"""Parts of the page of a programme: its head, and a list with what can be done above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.empty_panel import EmptyPanel
from desktop.gui.widgets.labels import label

HEAD_PX = 60


class PlanHead(QFrame):
    """Which programme, its parts, and the ways to another one."""

    choose_asked = Signal()
    new_asked = Signal()

    def __init__(self, parts: list[str]) -> None:
        """Offer the parts of a plan."""
        super().__init__()
        self.setObjectName("pageHead")
        self.setFixedHeight(HEAD_PX)
        self.title = label("", "pageTitle")
        self.count = label("", "pageCount")
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._counts = ""
        self.tabs = Segments(parts)
        self.new_button = KeyButton(self.tr("New programme"), is_narrow=True)
        other = KeyButton(self.tr("Other programme…"), "Ctrl O", is_narrow=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.count, 1)
        row.addWidget(self.tabs)
        for button, asked in ((other, self.choose_asked), (self.new_button, self.new_asked)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(asked)
            row.addWidget(button)

    def say_counts(self, text: str) -> None:
        """Say how many are expected, where there is room for all of it."""
        self._counts = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the figures out rather than cut them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self.count.fontMetrics().horizontalAdvance(self._counts)
        self.count.setText(self._counts if needed <= self.count.width() else "")


class PlanAction(NamedTuple):
    """A button above a list: its words, key and kind, and what it does."""

    text: str
    key: str
    kind: str
    done: Callable[[], None]


class PlanList(QWidget):
    """A list with its actions."""

    def __init__(
        self, view: QWidget, actions: Sequence[PlanAction], title: str, sentence: str
    ) -> None:
        """Lay out a view below its actions; title and sentence teach while it is empty."""
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(10)
        for action in actions:
            button = KeyButton(action.text, action.key, action.kind)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            # Other keys are the page's, which the window asks first.
            if action.key == "Del":
                button.setShortcut(action.key)
            button.clicked.connect(lambda _on=False, done=action.done: done())
            row.addWidget(button)
        row.addStretch(1)
        first = actions[0]
        self.empty = EmptyPanel(first.text, title=title, text=sentence)
        self.empty.begun.connect(first.done)
        self._stack = QStackedWidget()
        self._stack.addWidget(view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def show_state(self, *, is_empty: bool) -> None:
        """Teach what belongs here where there is nothing yet."""
        self._stack.setCurrentIndex(1 if is_empty else 0)
