"""Buttons that show their key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from desktop.gui.widgets.labels import label

HEIGHT_PX = 40


class KeyButton(QPushButton):
    """A button with the key of its action printed on it."""

    def __init__(
        self, text: str, key: str = "", kind: str = "", *, is_narrow: bool = False
    ) -> None:
        """Make a button; kind is `main`, `risk` or nothing."""
        super().__init__()
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self._words = label(text)
        self._row = QHBoxLayout(self)
        margin = 10 if is_narrow else 15
        self._row.setContentsMargins(margin, 0, margin, 0)
        self._row.setSpacing(7 if is_narrow else 10)
        self._row.addWidget(self._words)
        self._key = label(key, "key")
        self._row.addWidget(self._key)
        # Shown before it has a place it would be a window of its own.
        if not key:
            self._key.hide()
        for child in self.findChildren(QFrame):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(HEIGHT_PX)

    def set_words(self, text: str) -> None:
        """Show another text."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._row.invalidate()
        self.updateGeometry()

    def set_kind(self, kind: str) -> None:
        """Invite more or less: `main`, `risk` or nothing; words and key take its colours, too."""
        if self.property("kind") == kind:
            return
        self.setProperty("kind", kind)
        for part in (self, self._words, self._key):
            part.style().unpolish(part)
            part.style().polish(part)

    def set_pressed_by_enter(self, *, is_pressed: bool) -> None:
        """Be pressed by Enter wherever the focus is, or by a click only; the key says which."""
        self.setDefault(is_pressed)
        self._key.setVisible(is_pressed)
        self._row.invalidate()
        self.updateGeometry()

    def show_key(self, *, is_shown: bool) -> None:
        """Show the key beside the words, or leave it out where there is no room."""
        self._key.setVisible(is_shown)
        self._row.invalidate()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Take the room of words and key."""
        return QSize(self._row.sizeHint().width(), HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()


class Segments(QFrame):
    """A row of choices of which one is on."""

    def __init__(self, names: list[str]) -> None:
        """Show these choices, the first one on."""
        super().__init__()
        self.setObjectName("segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 2, 3, 2)
        row.setSpacing(2)
        for number, name in enumerate(names):
            button = QPushButton(name)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.group.addButton(button, number)
            row.addWidget(button)

    @property
    def chosen(self) -> int:
        """The number of the choice that is on."""
        return self.group.checkedId()

    def choose(self, number: int) -> None:
        """Turn a choice on."""
        self.group.button(number).click()

    def step(self, by: int) -> None:
        """Turn the choice on that stands so many behind this one; the first follows the last."""
        if self.isVisible():
            self.choose((self.chosen + by) % len(self.group.buttons()))
