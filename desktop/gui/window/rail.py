"""The dark rail at the side: where one can go, and the menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QVBoxLayout

from desktop.gui.widgets.theme import Theme, set_tone

WIDTH_PX = 84
ITEM_PX = QSize(68, 56)
ICON_PX = QSize(22, 22)
# Of a low window, or one with bands above it.
LOW_ITEM_PX, LOW_ICON_PX = 42, QSize(18, 18)
SPACING_PX, LOW_SPACING_PX, LINE_PX = 4, 2, 21


class Rail(QFrame):
    """Large buttons with a picture and a word."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty rail."""
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH_PX)
        self._theme = theme
        self.menu_button: QToolButton | None = None
        self.pages = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 14, 8, 10)
        self._column.setSpacing(SPACING_PX)
        self._items: list[QToolButton] = []
        self._is_low = False

    def add_page(self, icon: str, text: str, tone: str = "") -> QToolButton:
        """Add the button of a page, in a tone where it is for an emergency."""
        button = self._add(icon, text, f"rail_{tone}" if tone else "rail_text")
        button.setProperty("tone", tone)
        button.setCheckable(True)
        self.pages.addButton(button, len(self.pages.buttons()))
        return button

    def mark(self, number: int | None) -> None:
        """Light the button of the page that is shown; none for a page that has none."""
        self.pages.setExclusive(False)
        for other, button in enumerate(self.pages.buttons()):
            button.setChecked(other == number)
        self.pages.setExclusive(True)

    def part_actions(self) -> None:
        """Draw a line: what comes now opens something and is no page."""
        line = QFrame()
        line.setObjectName("railLine")
        line.setFixedHeight(1)
        self._column.addSpacing(6)
        self._column.addWidget(line)
        self._column.addSpacing(6)

    def add_action(self, icon: str, action: QAction, text: str) -> QToolButton:
        """Add a button for something that opens above the page."""
        button = self._add(icon, text)
        button.clicked.connect(action.trigger)
        button.setToolTip(action.text())
        return button

    def name_page(self, number: int, text: str) -> None:
        """Say something else under the picture of a page."""
        self.pages.button(number).setText(text)

    def end_with_menu(self, menu: QMenu) -> None:
        """Put the menu at the bottom."""
        self._column.addStretch(1)
        button = self.menu_button = self._add("menu", self.tr("Menu"))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def open_menu(self) -> None:
        """Open the menu by its key."""
        if self.menu_button:
            self.menu_button.showMenu()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the buttons lower where they would not all fit, never lower than a finger needs."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Know how high the buttons are once all of them are there."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._column.contentsMargins()
        rest = margins.top() + margins.bottom() + LINE_PX
        needed = len(self._items) * (ITEM_PX.height() + SPACING_PX) + rest
        is_low = needed > self.height()
        if is_low == self._is_low:
            return
        self._is_low = is_low
        self._column.setSpacing(LOW_SPACING_PX if is_low else SPACING_PX)
        for button in self._items:
            button.setFixedHeight(LOW_ITEM_PX if is_low else ITEM_PX.height())
            button.setIconSize(LOW_ICON_PX if is_low else ICON_PX)
            set_tone(button, "true" if is_low else "", "low")

    def _add(self, icon: str, text: str, token: str = "rail_text") -> QToolButton:
        button = QToolButton()
        button.setObjectName("railItem")
        button.setText(text)
        button.setIcon(self._theme.icon(icon, token, "rail_ink"))
        button.setIconSize(ICON_PX)
        button.setFixedSize(ITEM_PX)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._items.append(button)
        return button
