"""The platform's year on the page: its figures, areas of work, and every part."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.reports.sheet import Report
from desktop.domain.reports.year import By
from desktop.gui.frame.room import Frame
from desktop.gui.reports.chart_view import ChartCard
from desktop.gui.reports.services import ReportServices
from desktop.gui.reports.table_view import TableCard
from desktop.gui.reports.tile_card import TileCard
from desktop.gui.wording.reports import year as words
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.years import YearReport

ROWS_A_CARD, MOST_TILES = 16, 5


class YearBoard(QScrollArea):
    """All cards of a year; it is read when it is looked at."""

    read = Signal()

    def __init__(self, frame: Frame, services: ReportServices) -> None:
        """Make cards that show nothing."""
        super().__init__()
        self.setObjectName("form")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._jobs = frame.jobs
        self._reports = services.year_reports
        self.report: YearReport | None = None
        self._year = ""
        self._is_reading = False
        theme = frame.theme
        self.tiles = [TileCard(theme) for _each in range(MOST_TILES)]
        self.areas = ChartCard(theme)
        self.figures = TableCard(theme, ROWS_A_CARD)
        self.tables = [TableCard(theme, ROWS_A_CARD) for _each in range(5)]
        self._build()

    @property
    def aside(self) -> str:
        """Say which year is shown."""
        return words.head_of(self.report) if self.report else ""

    def refresh(self) -> None:
        """Read again."""
        if self._is_reading:
            return
        self._is_reading = True
        reports, year, on_store = self._reports, self._year, self._jobs.on_store
        self._jobs.run_beside(
            lambda: reports.report(year, on_store), self._on_read, self._on_failed
        )

    def step(self, by: int) -> None:
        """Show the year before or behind the shown one, where programmes begin in it."""
        report = self.report
        if report and report.years:
            years = sorted(report.years)
            at = years.index(report.figures.year) if report.figures.year in years else 0
            self._year = years[min(max(at + by, 0), len(years) - 1)]
            self.refresh()

    def as_report(self) -> tuple[Report, str] | None:
        """Give what is shown for a file, with a name for it."""
        report = self.report
        if report is None:
            return None
        return words.year_report(report), f"{tr('platform')} {report.figures.year}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the arrows; whole pages turn the day or the year instead."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def turn(self, *, to_table: bool) -> None:
        """Show the numbers behind the chart, or the chart."""
        self.areas.turn(to_table=to_table)

    def _build(self) -> None:
        holder = QWidget()
        holder.setObjectName("formContent")
        column = QVBoxLayout(holder)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(16)
        tiles, beside = QHBoxLayout(), QHBoxLayout()
        for row in (tiles, beside):
            row.setSpacing(16)
        for card in self.tiles:
            tiles.addWidget(card, 1)
        beside.addWidget(self.areas, 3)
        beside.addWidget(self.figures, 4)
        column.addLayout(tiles)
        column.addLayout(beside)
        for table in self.tables:
            column.addWidget(table)
        column.addStretch(1)
        self.setWidget(holder)

    def _on_failed(self, failure: object) -> None:
        self._is_reading = False
        self._jobs.failed.emit(failure)

    def _on_read(self, report: YearReport) -> None:
        self._is_reading = False
        self.report = report
        for tile_card, tile in zip(self.tiles, words.tiles(report), strict=True):
            tile_card.show_tile(tile)
        figures, before = report.figures, report.before
        table = words.shares_card(figures, By.AREA)
        self.areas.show_chart(words.areas_chart(figures), table)
        self.figures.show_table(words.figures_table(figures, before))
        shown = (
            words.money_table(figures, before),
            *(words.shares_table(figures, before, by) for by in By),
            words.gaps_table(figures),
        )
        for table_card, shown_table in zip(self.tables, shown, strict=True):
            table_card.show_table(shown_table)
        self.read.emit()
