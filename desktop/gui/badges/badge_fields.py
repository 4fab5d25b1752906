"""Small fields of the properties: numbers with their letter, colours with their swatch."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import set_tone

COLOURS = (
    "#14212B", "#33454F", "#5A6B78", "#9AA7B0", "#DDE3E8", "#FFFFFF", "#0F6E84", "#E1F1F4",
    "#147A4B", "#B25E00", "#B3261E", "#2457A6", "#7A3E9D", "#000000",
)  # fmt: skip
SWATCH_PX = 18
HEIGHT_PX = 34
STEP = 0.5
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


class NumberField(QFrame):
    """A number with a letter before it and a unit behind it; the arrow keys step it."""

    edited = Signal(float)

    def __init__(
        self, letter: str, unit: str, low: float, high: float, name: str, decimals: int = 1
    ) -> None:
        """Take numbers of a range; the name is for those who cannot see the letter."""
        super().__init__()
        self.setObjectName("numberField")
        self._range = (low, high)
        self._decimals = decimals
        self._value = 0.0
        self.line = QLineEdit()
        self.line.setMaxLength(12)
        self.line.setFrame(False)
        self.line.setAccessibleName(name)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.editingFinished.connect(self.commit)
        self.line.installEventFilter(self)
        self.setToolTip(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 9, 0)
        row.setSpacing(4)
        row.addWidget(label(letter, "quiet"))
        row.addWidget(self.line, 1)
        if unit:
            row.addWidget(label(unit, "quiet"))
        self.setFixedHeight(HEIGHT_PX)
        self.setFocusProxy(self.line)

    def show_value(self, value: float) -> None:
        """Show a value without telling of it."""
        self._value = value
        text = f"{value:.{self._decimals}f}"
        if self.line.text() != text:
            self.line.setText(text)

    def commit(self) -> None:
        """Take what is typed; what is no number of the range gives way to the value before."""
        try:
            typed = float(self.line.text().replace(",", "."))
        except ValueError:
            typed = self._value
        value = round(min(max(typed, self._range[0]), self._range[1]), self._decimals)
        is_new = abs(value - self._value) >= 10**-self._decimals / 2
        self.show_value(value if is_new else self._value)
        if is_new:
            self.edited.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step by the arrow keys."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = steps.get(Qt.Key(event.key()))
            if by is not None:
                self.commit()
                self.line.setText(str(self._value + by * (STEP if self._decimals else 1)))
                self.commit()
                return True
        return super().eventFilter(watched, event)


class ColourField(QWidget):
    """A colour as #RRGGBB, with a menu of the theme's colours."""

    edited = Signal(str)

    def __init__(self, name: str) -> None:
        """Show no colour yet."""
        super().__init__()
        self.line = QLineEdit()
        self.line.setMaxLength(7)
        self.line.setAccessibleName(name)
        self.line.editingFinished.connect(self._on_typed)
        self._swatch = QToolButton()
        self._swatch.setObjectName("swatch")
        self._swatch.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
        self._swatch.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._swatch.setAccessibleName(name)
        self._swatch.setMenu(self._build_menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._swatch)
        row.addWidget(self.line, 1)

    def show_value(self, colour: str) -> None:
        """Show a colour."""
        self.line.setText(colour)
        self._swatch.setIcon(_icon(colour))
        set_tone(self.line, "", "fault")

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        for colour in COLOURS:
            menu.addAction(_icon(colour), colour, lambda c=colour: self._choose(c))
        return menu

    def _choose(self, colour: str) -> None:
        self.show_value(colour)
        self.edited.emit(colour)

    def _on_typed(self) -> None:
        text = self.line.text().strip()
        text = text if text.startswith("#") else f"#{text}"
        is_colour = bool(_COLOUR.match(text))
        set_tone(self.line, "" if is_colour else "no", "fault")
        if is_colour:
            self._choose(text.upper())


def _icon(colour: str) -> QIcon:
    picture = QPixmap(SWATCH_PX, SWATCH_PX)
    picture.fill(QColor("#9AA7B0"))
    inner = QPixmap(SWATCH_PX - 2, SWATCH_PX - 2)
    inner.fill(QColor(colour))
    painter = QPainter(picture)
    painter.drawPixmap(1, 1, inner)
    painter.end()
    return QIcon(picture)
