"""The table of a roll call: names, where somebody was seen last, and what they are marked as."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.devices.painting.fonts import font
from desktop.domain.rollcall.board import Listed
from desktop.domain.rollcall.marks import MarkState, is_missing
from desktop.gui.rollcall.rollcall_model import LISTED_ROLE, STATE_ROLE, Column, RollCallModel
from desktop.gui.widgets.person_list import LinePen
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.rollcall.words import TONES, state_name

ROW_PX = 40
_WIDTHS_PX = {Column.SEEN: 168, Column.ORGANISATION: 150, Column.PHONE: 136, Column.MARK: 204}
# A narrow table leaves out what a phone call tells; names and marks stay.
_NARROW_PX, _NARROWER_PX = 840, 660
_OFFERED = (MarkState.SAFE, MarkState.INJURED, MarkState.OFF_SITE)
_CHIP_GAP_PX = 6
Index = QModelIndex | QPersistentModelIndex


class RollCallDelegate(QStyledItemDelegate):
    """Paints names in both scripts, and the marks that may be given."""

    def __init__(self, theme: Theme) -> None:
        """Paint with a theme."""
        super().__init__()
        self._theme = theme
        self.offers_marks = True

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
        one = index.data(LISTED_ROLE)
        if isinstance(one, Listed):
            self._draw(pen, one, index)
        painter.restore()

    def _draw(self, pen: LinePen, one: Listed, index: Index) -> None:
        column = Column(index.column())
        if column is Column.NAME:
            used = pen.text(one.name, "semibold", 15, "ink", (10, 0, 6, ROW_PX)) + 18
            pen.text(one.second_name, "regular", 15, "text2", (used, 0, 6, ROW_PX))
        elif column is Column.MARK:
            self._draw_mark(pen, index)
        else:
            token = "link" if column is Column.PHONE else "ink"
            text = str(index.data())
            shown = f"\u2066{text}\u2069" if column is Column.PHONE else text
            pen.text(shown, "regular", 14, token, (8, 0, 6, ROW_PX))

    def _draw_mark(self, pen: LinePen, index: Index) -> None:
        state = index.data(STATE_ROLE)
        if not is_missing(state) or not self.offers_marks:
            pen.chip_at_start(str(index.data()) or state_name(state), TONES[state], 4)
            return
        start = 4
        for offered, width in chip_widths().items():
            pen.chip_at_start(state_name(offered), TONES[offered], start)
            start += width + _CHIP_GAP_PX
        if state is MarkState.MISSING:
            pen.chip_at_start(state_name(state), TONES[state], start)


class RollCallTable(QTableView):
    """The table; letters typed in it go to the field, keys mark."""

    letters_typed = Signal(str)
    mark_asked = Signal(object)
    left_upwards = Signal()

    def __init__(self, theme: Theme, model: RollCallModel) -> None:
        """Show a model."""
        super().__init__()
        self.setObjectName("attendees")
        self._delegate = RollCallDelegate(theme)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS_PX.items():
            self.setColumnWidth(column, width)

    @property
    def chosen(self) -> list[Listed]:
        """Who is chosen, in the order of the rows."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.rows[row] for row in rows if row < len(self._model.rows)]

    def offer_marks(self, *, is_on: bool) -> None:
        """Let marks be given by a click, or not: a closed roll call takes none."""
        self._delegate.offers_marks = is_on
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a narrow table has no room for."""
        super().resizeEvent(event)
        width = self.viewport().width()
        self.setColumnHidden(Column.ORGANISATION, width < _NARROW_PX)
        self.setColumnHidden(Column.PHONE, width < _NARROWER_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark by a click on what a row offers."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        super().mousePressEvent(event)
        if index.isValid() and index.column() == Column.MARK and self._delegate.offers_marks:
            cell = self.visualRect(index)
            is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            inside = cell.right() - position.x() if is_mirrored else position.x() - cell.left()
            if is_missing(index.data(STATE_ROLE)) and (state := state_at(inside)):
                self.mark_asked.emit(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark as safe, leave upwards, or hand letters to the field."""
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.mark_asked.emit(MarkState.SAFE)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif event.text().isprintable() and event.text() and is_plain:
            self.letters_typed.emit(event.text())
        else:
            super().keyPressEvent(event)


def chip_widths() -> dict[MarkState, int]:
    """Give how wide the marks are that a row offers, in pixels."""
    face = font("medium")
    face.setPixelSize(12)
    metrics = QFontMetricsF(face)
    return {state: int(metrics.horizontalAdvance(state_name(state))) + 20 for state in _OFFERED}


def state_at(inside_px: int) -> MarkState | None:
    """Tell which mark stands so many pixels behind the start of its cell."""
    start = 4
    for state, width in chip_widths().items():
        if start <= inside_px < start + width:
            return state
        start += width + _CHIP_GAP_PX
    return None
