"""Keys on the screen of the kiosk, for guests who stand before a tablet.

Of our own, because Qt's virtual keyboard is GPL only; two layouts are all that names here need.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.gui.wording.door import kiosk as words

KEY_PX, WIDE_PX, GAP_PX = 64, 150, 7
# On a tablet that stands upright keys are narrower; a finger still hits them.
LEAST_SHARE = 0.62
# As on the keyboards of both countries; the Hebrew one is SI-1452.
_LATIN = ("qwertyuiop", "asdfghjkl'", "zxcvbnm-")
_HEBREW = ("קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ")


class _Key(QPushButton):
    """A key of a width in pixels, narrower only where the screen is."""

    def __init__(self, text: str, width_px: int) -> None:
        super().__init__(text)
        self.width_px = width_px
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.width_px, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self.width_px * LEAST_SHARE), super().minimumSizeHint().height())


class KioskKeyboard(QWidget):
    """Letters of one script at a time, and what ends a name."""

    pressed = Signal(str)
    erased = Signal()
    entered = Signal()

    def __init__(self) -> None:
        """Begin with Latin letters."""
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.layouts = [self._letters(rows) for rows in (_LATIN, _HEBREW)]
        self.script = self._key("", self.turn, is_wide=True)
        foot = QHBoxLayout()
        foot.setSpacing(GAP_PX)
        foot.addStretch(1)
        space = self._key(words.space_key(), lambda: self.pressed.emit(" "), is_wide=True)
        space.width_px = 2 * WIDE_PX
        back = self._key("⌫", self.erased.emit, is_wide=True)
        back.setAccessibleName(words.erase_key())
        enter = self._key(words.enter_key(), self.entered.emit, is_wide=True)
        enter.setProperty("kind", "main")
        for part in (self.script, space, back, enter):
            foot.addWidget(part)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        for letters in self.layouts:
            column.addWidget(letters)
        column.addLayout(foot)
        self.show_script(is_hebrew=False)

    def turn(self) -> None:
        """Show the letters of the other script."""
        self.show_script(is_hebrew=self.layouts[1].isHidden())

    def show_script(self, *, is_hebrew: bool) -> None:
        """Show the letters of a script, and offer the other one."""
        self.layouts[0].setHidden(is_hebrew)
        self.layouts[1].setHidden(not is_hebrew)
        self.script.setText("ABC" if is_hebrew else "אבג")

    def _letters(self, rows: tuple[str, ...]) -> QWidget:
        letters = QWidget()
        column = QVBoxLayout(letters)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(GAP_PX)
            line.addStretch(1)
            for letter in row:
                line.addWidget(self._key(letter.upper(), partial(self.pressed.emit, letter)))
            line.addStretch(1)
            column.addLayout(line)
        return letters

    def _key(self, text: str, act: Callable[[], None], *, is_wide: bool = False) -> _Key:
        key = _Key(text, WIDE_PX if is_wide else KEY_PX)
        key.setProperty("kind", "kioskKey")
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda _on=False: act())
        return key
