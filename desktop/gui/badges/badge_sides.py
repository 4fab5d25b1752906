"""The start side of the Badges page: what can be added, and the layers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
)

from desktop.gui.badges.badge_draft import BadgeDraft
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.badges import item_title, kind_title

ICON_PX = 18
KIND_ICONS = {
    "text": "type",
    "qr": "qr-code",
    "photo": "user",
    "picture": "image",
    "shape": "square",
    "band": "rectangle-horizontal",
}


# Qt sets a word right beside its picture, and its style sheets cannot part them.
GAP = "\u2002"


class AddPanel(QFrame):
    """A button for each kind of item."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Offer all kinds."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(self.tr("Add"), "formLabel"))
        for kind, icon in KIND_ICONS.items():
            button = QToolButton()
            button.setObjectName("addItem")
            button.setText(f"{GAP}{kind_title(kind)}")
            button.setIcon(theme.icon(icon, "ink"))
            button.setIconSize(QSize(ICON_PX, ICON_PX))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(lambda _on=False, kind=kind: self.asked.emit(kind))
            column.addWidget(button)


class LayerList(QListWidget):
    """The items of a template, the uppermost first; dragging changes their order."""

    def __init__(self, draft: BadgeDraft) -> None:
        """Show the layers of this draft."""
        super().__init__()
        self.setObjectName("layers")
        self._draft = draft
        self._is_showing = False
        self.canvas_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self.setAccessibleName(self.tr("Layers"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        draft.changed.connect(self._show)
        draft.selection_changed.connect(self._show_selection)
        self.itemSelectionChanged.connect(self._on_selected)
        self.model().rowsMoved.connect(lambda *_moved: self._on_moved())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the canvas, but for the arrows, which go through the list."""
        is_arrow = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if is_arrow or not self.canvas_key(event):
            super().keyPressEvent(event)

    def _show(self) -> None:
        titles = [(n, item_title(item)) for n, item in reversed(list(enumerate(self._draft.items)))]
        known = [(self.item(row).data(Qt.ItemDataRole.UserRole), self.item(row).text())
                 for row in range(self.count())]  # fmt: skip
        if titles == known:
            return
        self._is_showing = True
        self.clear()
        for number, title in titles:
            line = QListWidgetItem(title)
            line.setData(Qt.ItemDataRole.UserRole, number)
            self.addItem(line)
        self._is_showing = False
        self._show_selection()

    def _show_selection(self) -> None:
        self._is_showing = True
        for row in range(self.count()):
            line = self.item(row)
            is_on = line.data(Qt.ItemDataRole.UserRole) in self._draft.selected
            line.setSelected(is_on)
            if is_on and len(self._draft.selected) == 1:
                self.setCurrentItem(line)
        self._is_showing = False

    def _on_selected(self) -> None:
        if self._is_showing:
            return
        numbers = frozenset(item.data(Qt.ItemDataRole.UserRole) for item in self.selectedItems())
        sides = {self._draft.items[n].side for n in numbers}
        if len(sides) == 1 and (side := sides.pop()) != self._draft.side:
            self._draft.show_side(side)
        self._draft.select(numbers)

    def _on_moved(self) -> None:
        if self._is_showing:
            return
        order = [self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count())]
        self._draft.reorder(list(reversed(order)))


class BadgeSides(QFrame):
    """Add and layers, one above the other."""

    def __init__(self, draft: BadgeDraft, theme: Theme) -> None:
        """Work on this draft."""
        super().__init__()
        self.setObjectName("side")
        self.add_panel = AddPanel(theme)
        self.layers = LayerList(draft)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 8, 10)
        column.setSpacing(8)
        column.addWidget(self.add_panel)
        column.addSpacing(6)
        column.addWidget(label(self.tr("Layers"), "formLabel"))
        column.addWidget(self.layers, 1)
        hint = QHBoxLayout()
        hint.addWidget(label(self.tr("N, B: next, previous · PgUp, PgDn: order"), "small",
                             wraps=True))  # fmt: skip
        column.addLayout(hint)
