"""A small table of figures: as high as it is long, numbers at their end, names in any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.devices.painting.fonts import font
from desktop.devices.painting.report_paint import cell_text
from desktop.domain.reports.sheet import Cell, Table
from desktop.gui.widgets.labels import label, reading_direction, tabular
from desktop.gui.widgets.theme import Theme

ROW_PX, HEAD_PX, GAP_PX = 32, 30, 12
TEXT_PX, SMALL_PX = 14, 12
# So many rows stand in a card; all of them are in the files.
MOST_ROWS = 60


class TableView(QWidget):
    """Draws the rows of a table."""

    def __init__(self, theme: Theme, most: int = MOST_ROWS) -> None:
        """Show nothing yet, and never more rows than these."""
        super().__init__()
        self._theme = theme
        self._most = most
        self._table = Table("", "", (), ())
        self._are_numbers: list[bool] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_table(self, table: Table) -> None:
        """Show other rows."""
        self._table = table
        self._are_numbers = [number > 0 and table.is_number(number)
                             for number in range(len(table.headers))]  # fmt: skip
        self.setAccessibleName(table.title)
        rows = (", ".join(cell_text(cell) for cell in row) for row in self._rows)
        self.setAccessibleDescription("; ".join(rows))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as the rows."""
        return QSize(200, HEAD_PX + ROW_PX * max(1, len(self._rows)) + 4)

    @property
    def _rows(self) -> Sequence[tuple[Cell, ...]]:
        return self._table.rows[: self._most]

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in other colours."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the headers and the rows."""
        with QPainter(self) as painter:
            self._draw(painter, self._table.headers, 0, HEAD_PX, is_head=True)
            for number, row in enumerate(self._rows):
                self._draw(painter, row, HEAD_PX + number * ROW_PX, ROW_PX, is_head=False)

    def _draw(
        self, painter: QPainter, cells: Sequence[Cell], top: int, height: int, *, is_head: bool
    ) -> None:
        weight, size = ("semibold", SMALL_PX) if is_head else ("regular", TEXT_PX)
        plain, counted = _face(weight, size), tabular(_face(weight, size))
        for (left, width, is_number), cell in zip(self._columns(), cells, strict=True):
            text = cell_text(cell)
            # Brackets of names would stand as wide as figures.
            face = counted if is_number else plain
            painter.setFont(face)
            painter.setPen(self._theme.colour("text2" if is_head else "ink"))
            painter.setLayoutDirection(reading_direction(text))
            area = QRectF(left, top, width, height)
            is_right = is_number is not self._is_mirrored
            side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            cut = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(area, flags, cut)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(0, top + height, self.width(), top + height)

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _columns(self) -> Iterator[tuple[float, float, bool]]:
        """Give left and width of each column, and whether it stands at its end."""
        table = self._table
        shares = table.shares or (1.0,) * len(table.headers)
        whole, start = sum(shares), 0.0
        for number, share in enumerate(shares):
            width = self.width() * share / whole
            left = self.width() - start - width if self._is_mirrored else start
            gap = GAP_PX if number < len(shares) - 1 else 0
            inner = left + gap if self._is_mirrored else left
            yield inner, width - gap, self._are_numbers[number]
            start += width


class TableCard(QFrame):
    """A table in a card, under its title."""

    def __init__(self, theme: Theme, most: int = MOST_ROWS) -> None:
        """Make a card that shows nothing."""
        super().__init__()
        self.setObjectName("card")
        self.title = label("", "reportTitle")
        self._note = label("", "place", wraps=True)
        self.table = TableView(theme, most)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_table(self, table: Table) -> None:
        """Show other rows; an empty table has no card."""
        self.title.setText(table.title)
        self._note.setText(table.note)
        self._note.setVisible(bool(table.note))
        self.table.show_table(table)
        self.setVisible(bool(table.rows))


def _face(weight: str, size_px: int) -> QFont:
    made = font(weight)
    made.setPixelSize(size_px)
    return made
