"""The day on the page: figures, arrivals, sessions, and who came of whom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.reports.day import Kind
from desktop.gui.reports.chart_view import ChartCard
from desktop.gui.reports.table_view import TableCard
from desktop.gui.reports.tile_card import TileCard
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.reports import day as words
from desktop.workflows.reports.days import DayReport

MOST_TILES, ROWS_A_CARD, MOST_CHART_PX = 5, 12, 420
# Narrower than this, tables stand two beside each other.
WIDE_PX = 1_150


class DayBoard(QScrollArea):
    """All cards of a day."""

    def __init__(self, theme: Theme) -> None:
        """Make cards that show nothing."""
        super().__init__()
        self.setObjectName("form")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tiles = [TileCard(theme) for _each in range(MOST_TILES)]
        self.arrivals, self.sessions = ChartCard(theme), ChartCard(theme)
        self.tables = [TableCard(theme, ROWS_A_CARD) for _each in range(8)]
        self._is_wide: bool | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._build()

    def show_report(self, report: DayReport) -> None:
        """Show other figures."""
        tiles = words.tiles(report)
        for number, card in enumerate(self.tiles):
            card.setVisible(number < len(tiles))
            if number < len(tiles):
                card.show_tile(tiles[number])
        self.arrivals.show_chart(words.arrivals_chart(report), words.arrivals_table(report))
        self.sessions.show_chart(words.sessions_chart(report), words.sessions_card(report))
        figures = report.figures
        shown = (
            words.groups_table(figures, Kind.TYPE),
            words.groups_table(figures, Kind.COMMUNITY),
            words.desks_table(report),
            words.groups_table(figures, Kind.COUNTRY),
            words.groups_table(figures, Kind.ORGANISATION),
            words.points_table(figures),
            words.overrides_table(figures),
            words.reasons_table(figures),
        )
        for table_card, table in zip(self.tables, shown, strict=True):
            table_card.show_table(table)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the arrows; whole pages turn the day or the year instead."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def turn(self, *, to_table: bool) -> None:
        """Show the numbers behind the charts, or the charts."""
        for card in (self.arrivals, self.sessions):
            card.turn(to_table=to_table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many tables beside each other as have room."""
        super().resizeEvent(event)
        if self._is_wide is not (self.width() >= WIDE_PX):
            self._is_wide = self.width() >= WIDE_PX
            self._arrange()

    def _build(self) -> None:
        holder = QWidget()
        holder.setObjectName("formContent")
        column = QVBoxLayout(holder)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(16)
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for number, card in enumerate(self.tiles):
            tiles.addWidget(card, 5 if number == 0 else 4)
        charts = QHBoxLayout()
        charts.setSpacing(16)
        self.arrivals.setMaximumHeight(MOST_CHART_PX)
        charts.addWidget(self.arrivals, 5, Qt.AlignmentFlag.AlignTop)
        charts.addWidget(self.sessions, 3)
        column.addLayout(tiles)
        column.addLayout(charts)
        column.addLayout(self._grid)
        column.addStretch(1)
        # Each is part of the page before it is shown: one without a parent is a window of its own.
        for number, table in enumerate(self.tables):
            self._grid.addWidget(table, number // 3, number % 3)
        self.setWidget(holder)

    def _arrange(self) -> None:
        beside = 3 if self._is_wide else 2
        for card in self.tables:
            self._grid.removeWidget(card)
        shown = [card for card in self.tables if not card.isHidden()]
        for number, card in enumerate(shown):
            self._grid.addWidget(card, number // beside, number % beside)
        for number in range(3):
            self._grid.setColumnStretch(number, 1 if number < beside else 0)
