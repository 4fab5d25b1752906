"""The dark rail at the side: where one can go, and the menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QVBoxLayout

from desktop.gui.widgets.theme import Theme

WIDTH_PX = 84
ITEM_PX = QSize(68, 56)
ICON_PX = QSize(22, 22)


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
        self._column.setSpacing(4)

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
        return button
