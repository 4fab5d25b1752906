"""A chart in a card, with its table behind it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.devices.painting.chart_paint import Look, levels_height, paint_chart
from desktop.domain.reports.sheet import BarChart, Chart, LevelChart, Table
from desktop.gui.reports.table_view import TableView
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import Theme

LEAST_PX = 230
_ROLES = ("ink", "text2", "line", "chart", "accent", "accent_text", "yes", "look", "soft", "card")


class ChartView(QWidget):
    """Draws a chart; with the keys one goes from bar to bar, and each says what it is."""

    def __init__(self, theme: Theme, scale: float = 1.0) -> None:
        """Show nothing yet, with texts so much larger than those of a page."""
        super().__init__()
        self._theme = theme
        self._scale = scale
        self._chart: Chart | None = None
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(int(LEAST_PX * scale))

    def show_chart(self, chart: Chart) -> None:
        """Show another one, or other figures of the same."""
        self._chart = chart
        bars = chart.bars if isinstance(chart, BarChart) else ()
        if self._chosen is not None and self._chosen >= len(bars):
            self._chosen = None
        if isinstance(chart, LevelChart):
            self.setMinimumHeight(int(max(levels_height(chart, self._scale), LEAST_PX / 2)))
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the least height: a page gives more where it has more."""
        return QSize(self.minimumWidth(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the bar before or behind, as they lie on the screen."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        chart = self._chart
        if step is None or not isinstance(chart, BarChart) or not chart.bars:
            super().keyPressEvent(event)
            return
        at = chart.best if self._chosen is None else self._chosen
        self._chosen = min(max((at or 0) + step, 0), len(chart.bars) - 1)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark the longest bar again."""
        self._chosen = None
        super().focusOutEvent(event)
        self._tell()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in other colours."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart, and a line around it where the keys are."""
        if self._chart is None:
            return
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        colours = {role: self._theme.colour(role) for role in _ROLES}
        with QPainter(self) as painter:
            area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            paint_chart(painter, area, self._marked(), Look(colours, self._scale, is_mirrored))
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(colours["accent"], 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _marked(self) -> Chart:
        chart = self._chart
        assert chart is not None
        if self._chosen is None or not isinstance(chart, BarChart):
            return chart
        bar = chart.bars[self._chosen]
        return replace(chart, best=self._chosen, callout=f"{bar.label} • {bar.value}")

    def _tell(self) -> None:
        """Say to who cannot see it what is drawn, and which bar is chosen."""
        chart = self._chart
        if isinstance(chart, BarChart):
            shown = self._marked()
            assert isinstance(shown, BarChart)
            self.setAccessibleName(f"{chart.title}: {shown.callout or chart.nothing}")
            told = (f"{bar.label} {bar.value}" for bar in chart.bars)
            self.setAccessibleDescription(", ".join(told))
        elif chart is not None:
            levels = (f"{each.label}: {each.value} / {each.of}" for each in chart.levels)
            self.setAccessibleName(f"{chart.title}: {', '.join(levels) or chart.nothing}")


class ChartCard(QFrame):
    """A chart with its title; T turns all of them to their tables and back."""

    def __init__(self, theme: Theme) -> None:
        """Make a card that shows nothing."""
        super().__init__()
        self.setObjectName("card")
        self.title = label("", "reportTitle")
        self._aside = label("", "place")
        self.view = ChartView(theme)
        self.table = TableView(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        scroll = QScrollArea()
        scroll.setObjectName("form")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.table)
        self.table.setObjectName("formContent")
        self._rows = scroll
        self._stack.addWidget(scroll)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self._aside)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def show_chart(self, chart: Chart, table: Table) -> None:
        """Show a chart, and the same as numbers."""
        self.title.setText(chart.title)
        self._aside.setText(chart.aside)
        self.view.show_chart(chart)
        self.table.show_table(table)

    def turn(self, *, to_table: bool) -> None:
        """Show the numbers, or the drawing."""
        self._stack.setCurrentWidget(self._rows if to_table else self.view)
