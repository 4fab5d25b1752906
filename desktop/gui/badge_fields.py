"""Small fields of the properties: numbers with their letter, colours with their swatch."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from desktop.gui.labels import label
from desktop.gui.theme import set_tone

COLOURS = (
    "#14212B", "#33454F", "#5A6B78", "#9AA7B0", "#DDE3E8", "#FFFFFF", "#0F6E84", "#E1F1F4",
    "#147A4B", "#B25E00", "#B3261E", "#2457A6", "#7A3E9D", "#000000",
)  # fmt: skip
SWATCH_PX = 18
HEIGHT_PX = 34
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


class NumberField(QFrame):
    """A number with a letter before it and a unit behind it."""

    edited = Signal(float)

    def __init__(
        self, letter: str, unit: str, low: float, high: float, name: str, decimals: int = 1
    ) -> None:
        """Take numbers of a range; the name is for those who cannot see the letter."""
        super().__init__()
        self.setObjectName("numberField")
        self.box = QDoubleSpinBox()
        self.box.setRange(low, high)
        self.box.setDecimals(decimals)
        self.box.setSingleStep(0.5 if decimals else 1)
        self.box.setSuffix(f" {unit}" if unit else "")
        self.box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.box.setKeyboardTracking(False)
        self.box.setAccessibleName(name)
        self.box.setFrame(False)
        self.box.setAlignment(self.box.alignment().AlignRight)
        self.setToolTip(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(label(letter, "quiet"))
        row.addWidget(self.box, 1)
        self.setFixedHeight(HEIGHT_PX)
        self.setFocusProxy(self.box)
        self.box.valueChanged.connect(self.edited)

    def show_value(self, value: float) -> None:
        """Show a value without telling of it."""
        self.box.blockSignals(True)
        self.box.setValue(value)
        self.box.blockSignals(False)


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
