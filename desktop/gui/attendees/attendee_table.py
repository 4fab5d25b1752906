"""The table on the page of attendees: how its cells are painted, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.domain.attendees.attendee_filter import Column
from desktop.domain.attendees.registration import Attendee
from desktop.gui.attendees.attendee_model import (
    ATTENDEE_ROLE,
    COLUMNS,
    HIT_ROLE,
    TICK,
    AttendeeModel,
    cell_text,
)
from desktop.gui.widgets.person_list import LinePen
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.attendees import standing, why_found

ROW_PX = 38
TICK_PX = 46
_WIDTHS_PX = {
    Column.ORGANISATION: 220, Column.COUNTRY: 132, Column.TYPE: 98, Column.STATUS: 124,
}  # fmt: skip
Index = QModelIndex | QPersistentModelIndex


class AttendeeDelegate(QStyledItemDelegate):
    """Paints names in both scripts, plain cells, and the chip of the state."""

    def __init__(self, theme: Theme) -> None:
        """Paint with a theme."""
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(100, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self._theme.colour("accent_soft" if is_marked else "card"))
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, self._theme.colour("line"))
        pen = LinePen(painter, area, direction, self._theme)
        if index.column() == TICK:
            pen.tick(is_on=index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked)
        else:
            attendee = index.data(ATTENDEE_ROLE)
            if isinstance(attendee, Attendee):
                self._draw(pen, attendee, index)
        painter.restore()

    def _draw(self, pen: LinePen, attendee: Attendee, index: Index) -> None:
        column = COLUMNS[index.column() - 1]
        if column is Column.NAME:
            self._draw_name(pen, attendee, index)
        elif column is Column.STATUS:
            where = standing(attendee)
            pen.chip_at_start(where.text, where.tone, 6)
        else:
            pen.text(cell_text(attendee, index.column()), "regular", 15, "ink", (8, 0, 8, ROW_PX))

    @staticmethod
    def _draw_name(pen: LinePen, attendee: Attendee, index: Index) -> None:
        person, hit = attendee.person, index.data(HIT_ROLE)
        used = pen.text(person.name, "semibold", 15, "ink", (8, 0, 8, ROW_PX)) + 16
        if person.second_name:
            used += pen.text(person.second_name, "regular", 15, "text2", (used, 0, 8, ROW_PX)) + 10
        why = why_found(hit.why, hit.word) if hit else ""
        if why:
            pen.text(why, "regular", 12, "accent_text", (used, 1, 4, ROW_PX))


class AttendeeTable(QTableView):
    """The table; letters typed in it go to the search."""

    letters_typed = Signal(str)
    opened = Signal()
    check_in_asked = Signal()
    left_upwards = Signal()
    sort_asked = Signal(int)

    def __init__(self, theme: Theme, model: AttendeeModel) -> None:
        """Show a model."""
        super().__init__()
        self.setObjectName("attendees")
        self._delegate = AttendeeDelegate(theme)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._lay_out_header()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the person of the row, tick, leave upwards, or hand letters to the search."""
        key, row = event.key(), self.currentIndex().row()
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Space and is_ctrl and row >= 0:
            is_on = self._model.number(row) in self._model.ticked
            self._model.tick(row, is_on=not is_on)
        elif key == Qt.Key.Key_Space:
            self.check_in_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_A and is_ctrl:
            self._model.tick_all(is_on=True)
        elif key == Qt.Key.Key_Up and row <= 0:
            self.left_upwards.emit()
        elif event.text().isprintable() and event.text() and not is_ctrl:
            self.letters_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _lay_out_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(TICK_PX)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(TICK, TICK_PX)
        for number, column in enumerate(COLUMNS, start=1):
            if column in _WIDTHS_PX:
                self.setColumnWidth(number, _WIDTHS_PX[column])
        header.sectionClicked.connect(self.sort_asked)
