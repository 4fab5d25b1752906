"""The line at the foot: keys that work here, and that everything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop.gui.widgets.labels import label

HEIGHT_PX = 38
EDGE_PX = 22
WORK_PX = 140


class Footer(QFrame):
    """Keys and trust."""

    def __init__(self) -> None:
        """Make a line without keys."""
        super().__init__()
        self.setObjectName("footer")
        self.setFixedHeight(HEIGHT_PX)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(5)
        self.state = label("", "")
        self._work = QWidget()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(WORK_PX)
        self._words = label("", "")
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setProperty("kind", "smallChip")
        self.stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(10)
        for part in (self._words, self._bar, self.stop):
            work.addWidget(part)
        self._work.hide()
        # The keys of a page are made once: pages change with every key press.
        self._made: dict[tuple[tuple[str, str], ...], list[QWidget]] = {}
        self._entries: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.addLayout(self._keys)
        row.addStretch(1)
        row.addWidget(self._work)
        row.addWidget(self.state)

    def show_work(self, words: str, done: int, total: int) -> None:
        """Show how far long work is that goes on behind all pages; nothing where there is none."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._work.setVisible(bool(words))
        self.state.setVisible(not words)
        self._fit()

    @property
    def work_words(self) -> str:
        """What is said of the work that goes on."""
        return self._words.text()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys with what they do; the same ones stay as they stand."""
        entries = self._made.get(tuple(keys))
        if entries is None:
            entries = self._made[tuple(keys)] = [self._entry(*each) for each in keys]
        if entries is self._entries:
            return
        for entry in self._entries:
            entry.hide()
        self._entries = entries
        self._fit()

    def _entry(self, key: str, text: str) -> QWidget:
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 14, 0)
        row.setSpacing(5)
        row.addWidget(label(key, "key"))
        row.addWidget(label(text))
        entry.hide()
        self._keys.addWidget(entry)
        return entry

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the first keys whole; those for which there is no room are in the menu."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self._work if self._words.text() else self.state
        room = self.width() - 2 * EDGE_PX - shown.sizeHint().width()
        for entry in self._entries:
            room -= entry.sizeHint().width() + self._keys.spacing()
            entry.setVisible(room >= 0)
