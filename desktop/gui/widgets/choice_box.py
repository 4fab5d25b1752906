"""A box of choices that only a click or a key changes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
)

from desktop.domain.spelling import normalise
from desktop.gui.widgets.labels import plain_tip

ROW_PX = 40
# From here on a list is searched rather than looked through.
SEARCHED_FROM = 10
SHOWN_ROWS = 10
_SEARCH_PX = 40
EDGE_PX = 12
HINT = Qt.ItemDataRole.UserRole + 1


class ChoiceBox(QComboBox):
    """Qt's box takes another choice when somebody scrolls the page over it; this one does not.

    Its list has rows for fingers, and a long one is narrowed by what is typed.
    """

    focused = Signal()
    # Before the list flies out: what is costly to show is made now.
    flying_out = Signal()

    def __init__(self) -> None:
        """Make a box without choices."""
        super().__init__()
        self.setMaxVisibleItems(SHOWN_ROWS)
        self._tip = ""
        self._list = _List(self)
        self.setView(self._list)
        self._list.setItemDelegate(_Rows(self._list))

    def add_choice(self, text: str, data: object, hint: str = "") -> None:
        """Add a choice; the hint stands at the end of its row, and is searched, too."""
        self.addItem(text, data)
        self.setItemData(self.count() - 1, hint, HINT)

    def set_picture_size(self, size: QSize) -> None:
        """Let the rows of the list have pictures; the box itself shows words only."""
        # The box hands its own size on to the list, so it comes first.
        self.setIconSize(QSize(1, 1))
        self._list.setIconSize(size)

    def showPopup(self) -> None:
        """Fly out, all choices shown."""
        self.flying_out.emit()
        self._list.begin()
        self._list.setMinimumWidth(self._list.sizeHintForColumn(0) + 2 * EDGE_PX)
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell whoever holds it to bring it into view."""
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is chosen; where there is no room for all of it, dots say so."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, part = self.style(), QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        whole = option.currentText
        option.currentText = self.fontMetrics().elidedText(
            whole, Qt.TextElideMode.ElideRight, max(room - 4, 0)
        )
        tip = plain_tip(whole) if option.currentText != whole else ""
        if tip != self._tip:
            self._tip = tip
            self.setToolTip(tip)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page below."""
        event.ignore()


class _Rows(QStyledItemDelegate):
    """Rows of the height of a finger, each with its hint at the end."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if hint := index.data(HINT):
            room = option.rect.adjusted(EDGE_PX, 0, -EDGE_PX, 0)
            painter.save()
            painter.setPen(option.palette.placeholderText().color())
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint
            )
            painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        wide = super().sizeHint(option, index).width() + 2 * EDGE_PX
        if hint := index.data(HINT):
            wide += option.fontMetrics.horizontalAdvance(hint)
        return QSize(wide, ROW_PX)


class _List(QListView):
    """The list that flies out; over a long one stands a field that narrows it."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box
        self.search = QLineEdit(self)
        self.search.setObjectName("choiceSearch")
        self.search.setPlaceholderText(self.tr("Type to find"))
        self.search.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.search.hide()
        self.search.textChanged.connect(self._narrow)

    def begin(self) -> None:
        """Show all rows, and the field where they are many."""
        is_long = self.model().rowCount() >= SEARCHED_FROM
        self.search.clear()
        self._narrow("")
        self.search.setVisible(is_long)
        self.setViewportMargins(0, _SEARCH_PX if is_long else 0, 0, 0)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters into the field; arrows, Enter and Escape do what they do in a list."""
        text = event.text()
        is_edit = event.key() == Qt.Key.Key_Backspace or (text.isprintable() and text)
        if self.search.isVisible() and is_edit:
            letters = self.search.text()
            is_back = event.key() == Qt.Key.Key_Backspace
            self.search.setText(letters[:-1] if is_back else letters + text)
            return
        super().keyPressEvent(event)
        self._mark_shown()

    def _mark_shown(self) -> None:
        """Never stand on a row that is not shown: Enter would choose it unseen."""
        shown = [row for row in range(self.model().rowCount()) if not self.isRowHidden(row)]
        row = self.currentIndex().row()
        if row in shown or not self.search.isVisible():
            return
        nearest = min(shown, key=lambda other: abs(other - row), default=-1)
        self.setCurrentIndex(self.model().index(nearest, 0))

    def _place(self) -> None:
        self.search.setGeometry(0, 0, self.width(), _SEARCH_PX)

    def _narrow(self, typed: str) -> None:
        """Show the rows that have all typed words; the first of them is marked."""
        words = normalise(typed).split()
        for row in range(self.model().rowCount()):
            index = self.model().index(row, 0)
            text = normalise(f"{index.data() or ''} {index.data(HINT) or ''}")
            fits = all(word in text for word in words)
            self.setRowHidden(row, not fits)
        if typed:
            self._mark_shown()
